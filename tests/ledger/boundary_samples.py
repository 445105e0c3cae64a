"""界线样例 · Small invented surveys of known land, written the way a test asks for."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.boundary.frame import zone_frame
from landsupply.ledger.boundary.plot import Boundary, Drawn, doubled_area
from landsupply.ledger.outline import Axes, Outline, Point, Survey
from landsupply.measure.area import Area

RULES = open_rulebook().on(date(2024, 1, 1))
#: 3° zone 38 without zone number, in which Zhengzhou's land is drawn here.
HOME = zone_frame(114)
NATIONAL = "2000国家大地坐标系"

Points = Sequence[Point]


def square(east: float = 456_000, north: float = 3_847_000, side: float = 100) -> list[Point]:
    """A square counter-clockwise from its south-west corner, open."""
    return [(east, north), (east + side, north), (east + side, north + side), (east, north + side)]


def survey(
    *shapes: Sequence[Points],
    frame: str | None = "EPSG:4547",
    header: Mapping[str, str] | None = None,
    axes: Axes = Axes.EAST_NORTH,
    labels: Sequence[str] = (),
) -> Survey:
    """One outline for each list of rings; coordinates east first, turned for a format that has north first."""
    north_first = axes is Axes.NORTH_EAST
    outlines = []
    for place, rings in enumerate(shapes):
        drawn = tuple(tuple((n, e) if north_first else (e, n) for e, n in ring) for ring in rings)
        label = labels[place] if labels else f"ZZ-{place + 1}"
        outlines.append(Outline(label=label, position=place + 1, polygons=(drawn,)))
    return Survey(
        source="界址.txt",
        layer=None,
        form="txt" if north_first else "shp",
        digest="sha256:0",
        frame=frame,
        header=header or {},
        outlines=tuple(outlines),
        axes=axes,
    )


def closed(ring: Points) -> list[Point]:
    """The ring with its first point once more at its end."""
    return [*ring, ring[0]]


def boundary(ring: Sequence[tuple[float, float]], label: str = "甲", position: int = 1) -> Boundary:
    """A boundary of one ring given in metres of the home zone."""
    corners = tuple((int(np.floor(e * 10_000 + 0.5)), int(np.floor(n * 10_000 + 0.5))) for e, n in ring)
    turned = corners if doubled_area(corners) > 0 else corners[::-1]
    source = Drawn(file="图.shp", digest="sha256:0", layer=None, position=position)
    return Boundary(label=label, epsg=4547, polygons=((turned,),), ellipsoidal=Area(1), source=source)


def somewhere(chance: random.Random) -> list[Point]:
    """An invented parcel of three to nine corners inside the city."""
    east, north = chance.uniform(400_000, 510_000), chance.uniform(3_800_000, 3_865_000)
    corners = chance.randint(3, 9)
    turns = [2 * np.pi * (number + chance.uniform(0, 0.6)) / corners for number in range(corners)]
    reach = [chance.uniform(30, 200) for _ in turns]
    return [
        (float(east + far * np.cos(turn)), float(north + far * np.sin(turn)))
        for far, turn in zip(reach, turns, strict=True)
    ]
