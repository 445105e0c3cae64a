"""Word 表格 · A table as Word holds it: fixed columns, the header on each page, no row split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from landsupply.files.docx_style import BODY_FACE, HEAVY_FACE, Type, pitch, run, tag
from landsupply.publish.document import Cell, Quantity, Role, Table

UPRIGHT = 8845  # twentieths: 156 mm
SIDEWAYS = 12755  # twentieths: 225 mm
#: Up to so many characters across a table is set in this size, on lines of so many twentieths per point.
_SIZES = ((40, 10.5, 36), (60, 9, 34))
_DENSE = (8, 27)
_SHORT = 20
_SIDES = {Role.TEXT: "left", Role.CENTRED: "center", Role.FIGURE: "right", Role.SUM: "right"}
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def grid(table: Table, width: int) -> BaseOxmlElement:
    """表格 · The table's grid across the given width, heading row first and total row last."""
    widths = [width * column.width // table.width for column in table.columns]
    sides = [_SIDES[column.role] for column in table.columns]
    points, line = next((rest for most, *rest in _SIZES if table.width <= most), _DENSE)
    heavy, body = (_Setting(Type(face, points), round(points * line)) for face in (HEAVY_FACE, BODY_FACE))
    heads = [column.heading for column in table.columns]
    lines = [_row(heads, ["center"] * len(heads), widths, heavy, tag("tblHeader"))]
    lines += [_row(row, sides, widths, body) for row in table.rows]
    if table.total_row is not None:
        lines.append(_row(table.total_row, sides, widths, heavy))
    _keep_together(lines)
    columns = tag("tblGrid", *(tag("gridCol", w=one) for one in widths))
    return tag("tbl", _marks(sum(widths)), columns, *lines)


def _keep_together(lines: Sequence[BaseOxmlElement]) -> None:
    """A short table stays on one page; the end of a long one stays with the notes that follow."""
    kept = lines if len(lines) <= _SHORT else lines[-2:]
    for line in kept:
        for marks in line.iter(qn("w:pPr")):
            marks.insert(0, tag("keepNext"))


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a row is set: its type, and the distance of its lines in twentieths of a point."""

    style: Type
    line: int


def _marks(width: int) -> BaseOxmlElement:
    borders = tag("tblBorders", *(tag(side, val="single", sz=4, space=0, color="000000") for side in _BORDERS))
    padding = tag("tblCellMar", tag("left", w=50, type="dxa"), tag("right", w=50, type="dxa"))
    layout = tag("tblLayout", type="fixed")
    return tag("tblPr", tag("tblW", w=width, type="dxa"), tag("jc", val="center"), borders, layout, padding)


def _row(
    cells: Sequence[Cell],
    sides: Sequence[str],
    widths: Sequence[int],
    setting: _Setting,
    *marks: BaseOxmlElement,
) -> BaseOxmlElement:
    written = [
        _cell(cell.text if isinstance(cell, Quantity) else cell, side, width, setting)
        for cell, side, width in zip(cells, sides, widths, strict=True)
    ]
    return tag("tr", tag("trPr", tag("cantSplit"), *marks), *written)


def _cell(text: str, side: str, width: int, setting: _Setting) -> BaseOxmlElement:
    marks = tag("pPr", tag("snapToGrid", val=0), pitch(setting.line), tag("jc", val=side))
    size = tag("tcPr", tag("tcW", w=width, type="dxa"), tag("vAlign", val="center"))
    return tag("tc", size, tag("p", marks, run(text, setting.style)))
