"""界线 · Outlines of land as a file states them, before anything is judged, turned or mended.

Coordinates are floats, the first number first, whatever the file means by it: no axis is swapped here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Point = tuple[float, float]
#: The points of one ring in the file's order; the last may repeat the first, as the file has it.
Ring = tuple[Point, ...]
#: A shell and the holes in it.
Polygon = tuple[Ring, ...]


class Axes(StrEnum):
    """轴序 · Which number the format puts first; what the numbers themselves say may differ."""

    EAST_NORTH = "east north"
    NORTH_EAST = "north east"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """附记 · How something in a boundary file was read, as a message code with facts; an issue in the making.

    `position` is the record or line of the file, counted from 1; None speaks of the whole file.
    """

    code: str
    position: int | None
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """界线 · One plot of a boundary file: what it is called, its polygons, what else is written beside it.

    `position` is the record or line of the file, counted from 1. `marks` are the point names (J1, J2 …), ring by ring
    in the order of the polygons' rings, empty where the file has none. `attributes` are texts as written: the format's
    own columns under their names, the stated area among them. A record without land has no polygons, and a ring may
    have fewer than three points: the file says so, and a remark repeats it.
    """

    label: str
    position: int
    polygons: tuple[Polygon, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """界址文件 · One layer of one boundary file.

    `frame` is what the file says of its coordinate system, as text (an EPSG code such as `EPSG:4526`, the words of a
    .prj, 2000国家大地坐标系); None where it says nothing. `header` are the further statements of the file, such as
    几度分带 and 带号. `axes` is the order of the format: northing first in a 界址点 txt, easting first elsewhere.
    """

    source: str
    layer: str | None
    form: str
    digest: str
    frame: str | None
    outlines: tuple[Outline, ...]
    header: Mapping[str, str] = field(default_factory=dict)
    axes: Axes = Axes.EAST_NORTH
    remarks: tuple[Remark, ...] = ()
