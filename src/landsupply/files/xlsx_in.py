"""读 xlsx · A workbook's bytes to sheets.

Values by calamine, the truth about each cell by one pass over the sheet's XML.

The pass is needed because the value reader drops formulas that hold no computed value and turns numbers into
floats. It also finds the real extent of a sheet, so that a false dimension costs nothing.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from python_calamine import CalamineWorkbook

from landsupply.files.guard import Archive, open_archive, repack
from landsupply.files.xlsx_cells import Link, StoredCell, read_cells, read_links, read_titles
from landsupply.ledger.sheet import BLANK, Cell, CellKind, Sheet, sheet_of_rows
from landsupply.measure.fault import InputFault
from landsupply.seal.canon import digest_bytes

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_FRAME = ("[Content_Types].xml", "_rels/.rels", _BOOK, _LINKS)
_NEEDED = frozenset(("worksheet", "sharedStrings", "styles"))
_PYTHON_EXITS = (KeyboardInterrupt, SystemExit, GeneratorExit)


@dataclass(frozen=True, slots=True)
class _Block:
    """数值块 · What the value reader found, and the place of its first cell, counted from 1."""

    row: int
    column: int
    values: list[list[object]]

    def at(self, row: int, column: int) -> object:
        """取值 · The value at a place of the sheet, the empty text where the reader has none."""
        down, across = row - self.row, column - self.column
        if 0 <= down < len(self.values) and 0 <= across < len(self.values[down]):
            return self.values[down][across]
        return ""


def read_xlsx(content: bytes, name: str) -> tuple[Sheet, ...]:
    """读工作簿 · Every worksheet of the workbook in its own order.

    InputFault F0xx for anything that is no sound workbook.
    """
    archive = open_archive(content)
    links = read_links(archive.read_markup(_LINKS))
    parts = _parts(archive, links)
    titles = read_titles(parts[_BOOK])
    stored = [_stored(links.get(key), parts) for _, key in titles]
    blocks = _blocks(repack(parts.items()), [cells is not None for cells in stored])
    digest = digest_bytes(content)
    return tuple(
        _sheet(sheet_of_rows(name, title, (), 1, digest), cells, block)
        for (title, _), cells, block in zip(titles, stored, blocks, strict=True)
        if cells is not None
    )


def _parts(archive: Archive, links: Mapping[str, Link]) -> dict[str, bytes]:
    """The members that the value reader needs, each checked.

    Everything else in the container is never unpacked.
    """
    members = list(_FRAME) + [link.member for link in links.values() if link.kind in _NEEDED]
    wanted = [member for member in members if member in archive.names or member == _BOOK]
    return {member: archive.read_markup(member) for member in wanted}


def _stored(link: Link | None, parts: Mapping[str, bytes]) -> dict[tuple[int, int], StoredCell] | None:
    """The stored cells of a worksheet; None for a chart or dialogue sheet."""
    if link is None:
        raise InputFault("F019", part=_LINKS)
    if link.kind != "worksheet":
        return None
    if link.member not in parts:
        raise InputFault("F019", part=link.member[:80])
    return read_cells(parts[link.member])


def _blocks(content: bytes, wanted: list[bool]) -> list[_Block]:
    """The value reader's tables; whatever it raises, its own panics too, becomes InputFault F019."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if len(book.sheet_names) != len(wanted):
            raise InputFault("F019", part=_BOOK)
        return [_block(book, index) if is_wanted else _Block(1, 1, []) for index, is_wanted in enumerate(wanted)]
    except (InputFault, *_PYTHON_EXITS):
        raise
    except BaseException as error:  # a panic of the Rust reader derives from BaseException and has no importable name
        raise InputFault("F019", part=str(error)[:80]) from None


def _block(book: CalamineWorkbook, index: int) -> _Block:
    sheet = book.get_sheet_by_index(index)
    row, column = sheet.start or (0, 0)
    return _Block(row + 1, column + 1, [list(values) for values in sheet.to_python()])


def _sheet(empty: Sheet, stored: Mapping[tuple[int, int], StoredCell], block: _Block) -> Sheet:
    """The rows from the first to the last that hold anything, each as wide as its last cell."""
    if not stored:
        return empty
    first = min(row for row, _ in stored)
    rows: list[list[Cell]] = [[] for _ in range(max(row for row, _ in stored) - first + 1)]
    for (row, column), cell in sorted(stored.items()):
        line = rows[row - first]
        line.extend([BLANK] * (column - 1 - len(line)))
        line.append(_cell(cell, block.at(row, column)))
    return sheet_of_rows(empty.source, empty.name, rows, first, empty.digest)


def _cell(stored: StoredCell, value: object) -> Cell:
    if stored.kind == "e":
        return Cell(stored.value or "", CellKind.ERROR)
    if not stored.value:
        return BLANK if stored.kind == "str" else Cell("=" + (stored.formula or ""), CellKind.FORMULA_WITHOUT_VALUE)
    if stored.kind == "b":
        return Cell("TRUE" if stored.value.strip() == "1" else "FALSE", CellKind.BOOLEAN)
    if stored.kind == "d":
        return Cell(stored.value, CellKind.DATE)
    if stored.kind == "n":
        return _date(value) or _number(stored.value)
    return _text(value if isinstance(value, str) else stored.value)


def _date(value: object) -> Cell | None:
    """A number that its style shows as a date; ISO, without the time where that is midnight."""
    if isinstance(value, datetime):
        midnight = value.time() == time.min
        return Cell(value.date().isoformat() if midnight else value.isoformat(), CellKind.DATE)
    if isinstance(value, date | time):
        return Cell(value.isoformat(), CellKind.DATE)
    return None


def _number(stored: str) -> Cell:
    """The shortest exact decimal of the stored double: 0.98245199999999999 is 0.982452."""
    try:
        double = float(stored)
    except ValueError:
        return _text(stored)
    if not math.isfinite(double):
        return _text(stored)
    text = format(Decimal(repr(double)), "f")
    return Cell(text.removesuffix(".0"), CellKind.NUMBER)


def _text(text: str) -> Cell:
    return Cell(text, CellKind.TEXT if text.strip() else CellKind.BLANK)
