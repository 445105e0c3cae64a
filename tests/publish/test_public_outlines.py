"""公开界线测试 · No public corner is a surveyed one; what vanishes on the grid is one cell; nothing is lost."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.ledger.boundary.plot import GRID, Boundary, Drawn, Polygon, Ring
from landsupply.measure.area import Area
from landsupply.publish.disclosure import Disclosure
from landsupply.publish.matter import Matter
from landsupply.publish.public_outlines import _doubled, generalised, geojson_of
from tests.publish import sample

jsonschema = pytest.importorskip("jsonschema")
STEP = 10
EAST, NORTH = 460_000 * GRID, 3_840_000 * GRID


def box(west: int, south: int, width: int, height: int) -> Ring:
    """矩形 · In tenths of a millimetre, counter-clockwise."""
    return ((west, south), (west + width, south), (west + width, south + height), (west, south + height))


sizes = st.integers(1, 400 * GRID)
places = st.integers(-500 * GRID, 500 * GRID)


@given(places, places, sizes, sizes)
def test_every_corner_is_on_the_grid_and_near_where_it_was(west: int, south: int, width: int, height: int) -> None:
    (found,) = generalised(((box(EAST + west, NORTH + south, width, height),),), STEP)
    (shell,) = found
    assert all(value % (STEP * GRID) == 0 for corner in shell for value in corner)
    assert len(set(shell)) == len(shell) > 2 and _doubled(shell) > 0
    for east, north in shell:
        assert EAST + west - STEP * GRID <= east <= EAST + west + width + STEP * GRID
        assert NORTH + south - STEP * GRID <= north <= NORTH + south + height + STEP * GRID


def test_a_hole_that_vanishes_goes_and_one_that_does_not_stays() -> None:
    shell, small = box(EAST, NORTH, 200 * GRID, 200 * GRID), box(EAST + 51 * GRID, NORTH + 51 * GRID, GRID, GRID)
    large = box(EAST + 100 * GRID, NORTH + 100 * GRID, 50 * GRID, 50 * GRID)[::-1]
    polygon: Polygon = (shell, small[::-1], large)
    assert generalised((polygon,), STEP) == ((shell, large),)


def test_open_data_hold_every_public_parcel_with_coarse_degrees() -> None:
    disclosure = Disclosure.of(Matter.of(sample.plan(), sample.rules()))
    parcel = disclosure.items[0].parcel
    exact = box(EAST + 12_345, NORTH + 67_890, 137 * GRID + 31, 98 * GRID + 17)
    drawn = Drawn(file="x", digest="sha256:0", layer=None, position=1)
    boundary = Boundary(label="x", epsg=4546, polygons=((exact,),), ellipsoidal=Area(100), source=drawn)
    form = json.loads(json.dumps(geojson_of(disclosure, {parcel: boundary}, f"sha256:{'0' * 64}"), allow_nan=False))
    schema = json.loads(files("landsupply").joinpath("schemas/disclosure-geojson-1.schema.json").read_text("utf-8"))
    assert [one.message for one in jsonschema.Draft202012Validator(schema).iter_errors(form)] == []
    features = {one["id"]: one for one in form["features"]}
    assert list(features) == [one.parcel for one in disclosure.items]
    assert features[parcel]["properties"] == disclosure.record(disclosure.items[0])
    ((ring,),) = features[parcel]["geometry"]["coordinates"]
    assert ring[0] == ring[-1] and len(ring) == 5
    assert all(110 < east < 118 and 30 < north < 38 for east, north in ring)
    assert [one["geometry"] for one in form["features"][1:]] == [None] * (len(features) - 1)
    assert len(disclosure.dictionary()) == len(disclosure.names()) and "10" in form["outlines"]
