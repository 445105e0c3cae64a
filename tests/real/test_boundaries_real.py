"""真实图斑 · Land-use polygons of a real city, moved as a whole into the place: only the invalid ones are named."""

from __future__ import annotations

import json
from pathlib import Path

import shapely

from landsupply.ledger.boundary.shapes import shapes_of
from landsupply.ledger.boundary.take import take
from landsupply.ledger.outline import Outline, Survey
from landsupply.seal.canon import digest_bytes
from tests.ledger.boundary_samples import RULES

#: Degrees by which everything is moved; nothing is turned or stretched in longitude and latitude.
EAST, NORTH = 88.5, -25.5


def _survey(path: Path) -> Survey:
    features = json.loads(path.read_text("utf-8"))["features"]
    return Survey(
        source=path.name,
        layer=None,
        form="geojson",
        digest=digest_bytes(path.read_bytes()),
        frame="EPSG:4490",
        outlines=tuple(_outline(position, feature) for position, feature in enumerate(features, 1)),
    )


def _outline(position: int, feature) -> Outline:
    rings = feature["geometry"]["coordinates"]
    polygon = tuple(tuple((x + EAST, y + NORTH) for x, y, *_ in ring) for ring in rings)
    return Outline(label=str(feature["properties"]["id"]), position=position, polygons=(polygon,))


def test_exactly_the_eight_invalid_polygons_are_named(shared: Path) -> None:
    path = shared / "geo" / "osm_helsinki_landuse.geojson"
    features = json.loads(path.read_text("utf-8"))["features"]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    invalid = tuple(place + 1 for place, is_valid in enumerate(shapely.is_valid(shapes)) if not is_valid)
    assert (len(features), len(invalid)) == (240, 8)
    taken = take(_survey(path), RULES)
    assert taken.left_out == invalid
    named = {row for issue in taken.issues if issue.code in ("G034", "G035", "G037") for row in issue.rows}
    assert named == set(invalid)
    assert len(taken.boundaries) == 232
    assert {repair.boundary.source.position for repair in taken.repairs} == {77, 85, 115, 227, 231}
    assert shapely.is_valid(shapes_of([repair.boundary for repair in taken.repairs])).all()
