"""界线 · Outlines of land as a file states them, before anything is judged, turned or mended.

Coordinates are floats, the first number first, whatever the file means by it: no axis is swapped here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Point = tuple[float, float]
#: The points of one ring in the file's order; the last may repeat the first, as the file has it.
Ring = tuple[Point, ...]
#: A shell and the holes in it.
Polygon = tuple[Ring, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """界线 · One plot of a boundary file: what it is called, its polygons, what else is written beside it.

    `position` is the record or line of the file, counted from 1. `marks` are the point names (J1, J2 …), ring by ring
    in the order of the polygons' rings, empty where the file has none. `attributes` are texts as written: the format's
    own columns under their names, the stated area among them.
    """

    label: str
    position: int
    polygons: tuple[Polygon, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """界址文件 · One layer of one boundary file.

    `frame` is what the file says of its coordinate system, as text (an EPSG code such as `EPSG:4526`, the words of a
    .prj, 2000国家大地坐标系); None where it says nothing. `header` are the further statements of the file, such as
    几度分带 and 带号.
    """

    source: str
    layer: str | None
    form: str
    digest: str
    frame: str | None
    outlines: tuple[Outline, ...]
    header: Mapping[str, str] = field(default_factory=dict)
