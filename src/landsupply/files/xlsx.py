"""Excel 工作簿 · Annex tables as one workbook, a sheet each: figures as numbers, everything else as text.

Nothing is written as a formula or a link, so text that begins with = + - @ stays what it is. Same tables,
same bytes.
Errors: IntegrityFault P903 where a cell cannot be written whole.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from landsupply.files.characters import printable
from landsupply.files.steady_zip import steady
from landsupply.files.text_workbook import text_workbook
from landsupply.measure.fault import IntegrityFault
from landsupply.publish.document import Cell, Column, Quantity, Role, Table

_NAME_LIMIT = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_A4 = 9
_MOST_LINES = 30  # a row cannot be higher than 409 points
_SIDES = {Role.TEXT: "left", Role.CENTRED: "center", Role.FIGURE: "right", Role.SUM: "right"}
_TITLE = {"font_name": "黑体", "font_size": 14, "align": "center", "valign": "vcenter"}
_UNIT = {"font_name": "宋体", "font_size": 10, "align": "right"}
_NOTE = {"font_name": "宋体", "font_size": 10, "align": "left", "valign": "top", "text_wrap": True}
_CELL = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
_HEAD = _CELL | {"bold": True, "align": "center", "bg_color": "#E8EDF3"}
_TOTAL = _CELL | {"bold": True, "bg_color": "#F4F6F8"}


def to_xlsx(tables: Sequence[Table], dated: date) -> bytes:
    """写 Excel · The workbook's bytes; ``dated`` is the day its properties name, for no clock is read."""
    packed = io.BytesIO()
    workbook = text_workbook(packed, datetime.combine(dated, time()))
    formats: _Formats = _Formats(workbook)
    for name, table in zip(sheet_names(tables), tables, strict=True):
        _Leaf(workbook.add_worksheet(name), table, formats).write()
    workbook.close()
    return steady(packed.getvalue())


def sheet_names(tables: Sequence[Table]) -> tuple[str, ...]:
    """工作表名 · A lawful name for each sheet, at most 31 characters, none twice."""
    names: list[str] = []
    taken: set[str] = set()
    for table in tables:
        wanted = _FORBIDDEN.sub("-", printable(f"{table.name} {table.short}".strip()))[:_NAME_LIMIT]
        name, number = wanted, 1
        while name.lower() in taken:
            number += 1
            name = f"{wanted[: _NAME_LIMIT - 4]}({number})"
        taken.add(name.lower())
        names.append(name)
    return tuple(names)


class _Formats:
    """格式表 · Each cell format once, made when first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def of(self, **marks: object) -> Format:
        key = tuple(sorted(marks.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(dict(key))
        return self._made[key]


class _Leaf:
    """一张表 · Writes one table onto one sheet: title, unit, header, rows, total, notes."""

    def __init__(self, sheet: Worksheet, table: Table, formats: _Formats) -> None:
        self._sheet, self._table, self._formats = sheet, table, formats
        self._last = len(table.columns) - 1

    def write(self) -> None:
        """写入 · Writes the whole sheet."""
        table = self._table
        self._band(0, f"{table.name} {table.caption}".strip(), _TITLE)
        self._band(1, table.unit, _UNIT)
        for index, column in enumerate(table.columns):
            self._text(2, index, column.heading, self._formats.of(**_HEAD))
        self._set_height(2, [column.heading for column in table.columns])
        for number, row in enumerate(table.rows, start=3):
            self._line(number, row, _CELL)
        end = 3 + len(table.rows)
        if table.total_row is not None:
            self._line(end, table.total_row, _TOTAL)
            end += 1
        for number, note in enumerate(table.notes, start=end):
            self._note(number, note)
        self._set_page(end + len(table.notes) - 1)

    def _line(self, row: int, cells: Sequence[Cell], marks: dict[str, object]) -> None:
        for index, (cell, column) in enumerate(zip(cells, self._table.columns, strict=True)):
            self._cell(row, index, cell, marks | {"align": _SIDES[column.role]})
        self._set_height(row, [cell.text if isinstance(cell, Quantity) else cell for cell in cells])

    def _set_height(self, row: int, texts: Sequence[str]) -> None:
        """Room for the longest wrapped text; a spreadsheet would only make it when somebody edits the row."""
        lines = max(
            sum(-(-max(_written_width(line), 1) // (column.width + 1)) for line in text.split("\n"))
            for text, column in zip(texts, self._table.columns, strict=True)
        )
        self._sheet.set_row(row, 13 * min(lines, _MOST_LINES) + 6)

    def _cell(self, row: int, index: int, cell: Cell, marks: dict[str, object]) -> None:
        if isinstance(cell, str):
            self._text(row, index, cell, self._formats.of(**marks))
            return
        shape = self._formats.of(**marks, num_format=_number_format(cell))
        # A spreadsheet knows floats only; this is where the exact decimal leaves the product.
        _accept(self._sheet.write_number(row, index, float(cell.number), shape), cell.number)

    def _text(self, row: int, index: int, text: str, shape: Format) -> None:
        if text:
            _accept(self._sheet.write_string(row, index, printable(text), shape), text)
        else:
            self._sheet.write_blank(row, index, None, shape)

    def _band(self, row: int, text: str, marks: dict[str, object]) -> None:
        shape = self._formats.of(**marks)
        if self._last:
            self._sheet.merge_range(row, 0, row, self._last, "", shape)
        self._text(row, 0, text, shape)

    def _note(self, row: int, text: str) -> None:
        self._band(row, text, _NOTE)
        lines = -(-_written_width(text) // max(self._table.width, 1))
        self._sheet.set_row(row, 14 * lines + 2)

    def _set_page(self, last_row: int) -> None:
        sheet = self._sheet
        sheet.set_row(0, 26)
        for index, column in enumerate(self._table.columns):
            sheet.set_column(index, index, _column_width(column))
        sheet.freeze_panes(3, 0)
        sheet.repeat_rows(2)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer("&C— &P —")
        sheet.print_area(0, 0, last_row, self._last)


def _number_format(cell: Quantity) -> str:
    return "0." + "0" * cell.places if cell.places else "0"


def _accept(outcome: int, written: str) -> None:
    if outcome:
        raise IntegrityFault("P903", start=written[:40], length=len(written))


def _written_width(text: str) -> int:
    """Characters across, a Latin one counting half."""
    return -(-sum(1 if ord(character) < 0x2E80 else 2 for character in text) // 2)


def _column_width(column: Column) -> int:
    return 2 * column.width + 2
