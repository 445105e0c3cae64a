"""图幅 · A map as a value: shapes in the zone of the place, how they are drawn, legend, scale, notes.

Corners are in tenths of a millimetre on the ground, as in a boundary; nothing is projected here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from landsupply.ledger.boundary.plot import Corner, Polygon
from landsupply.measure.fault import IntegrityFault

#: Denominators of scale that a sheet may have, the usual ones of surveys.
SCALES = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 25_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """画法 · Fill and line as style sheets name colours; width in millimetres of paper; a dash or none.

    `hatch` draws slanting lines in the colour of the line where there is no fill.
    """

    fill: str = "none"
    line: str = "#1c2733"
    width: str = "0.2"
    dash: str = ""
    hatch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MapShape:
    """图形 · Polygons under a name, drawn with a pen, with a label where there is room for one."""

    name: str
    polygons: tuple[Polygon, ...]
    pen: Pen
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendEntry:
    """图例项 · A pen and what it stands for; without a pen the title of what follows."""

    words: str
    pen: Pen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """图窗 · The ground that a sheet shows: its middle, and its scale's denominator."""

    middle: Corner
    scale: int

    def __post_init__(self) -> None:
        """Refuse a scale that is none (P906)."""
        if self.scale <= 0:
            raise IntegrityFault("P906", scale=self.scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSheet:
    """图幅 · Everything on the paper; `notes` stand at its foot, `approval` is the 审图号, empty until it is given."""

    title: str
    shapes: tuple[MapShape, ...]
    legend: tuple[LegendEntry, ...]
    window: Window
    approval: str = ""
    notes: tuple[str, ...] = ()
    words: tuple[str, str, str, str] = ("图例", "北", "比例尺", "审图号")


def extent_of(shapes: Iterable[MapShape]) -> tuple[Corner, Corner] | None:
    """范围 · The south-western and north-eastern corner of all shapes; None for no land."""
    corners = [corner for shape in shapes for polygon in shape.polygons for ring in polygon for corner in ring]
    if not corners:
        return None
    east, north = zip(*corners, strict=True)
    return (min(east), min(north)), (max(east), max(north))


def window_for(shapes: Sequence[MapShape], width: int, height: int) -> Window:
    """定图窗 · The largest usual scale at which all shapes fit into so many millimetres of paper, with a margin."""
    found = extent_of(shapes)
    if found is None:
        return Window(middle=(0, 0), scale=SCALES[-1])
    (west, south), (east, north) = found
    # Ten units are a millimetre on the ground; a twentieth of the paper stays free.
    needed = max((east - west) * 105 // (1_000 * width), (north - south) * 105 // (1_000 * height))
    scale = next((one for one in SCALES if one >= needed), SCALES[-1])
    return Window(middle=((west + east) // 2, (south + north) // 2), scale=scale)
