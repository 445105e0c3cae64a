"""表 · A sheet whose header was found: its data rows told apart from totals, notes and repeated headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from landsupply.ledger.claims import Claim, settle
from landsupply.ledger.columns import Column, Header, find_header, is_header_again
from landsupply.ledger.sheet import BLANK, Cell, CellKind, Sheet
from landsupply.ledger.sheet_words import folded, words
from landsupply.seal.canon import digest

_IDENTIFYING = ("area", "use", "location", "name", "number", "supervision")
_NUMERALS = frozenset("0123456789.,")


class RowKind(StrEnum):
    """行类型 · What a row below the header is."""

    BLANK = "blank"
    DATA = "data"
    TOTAL = "total"
    HEADER = "header"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Entry:
    """条目 · One distinct data row.

    Its cells by field, the file's rows that hold it, and the digest of its content.

    `columns` names the column taken where several claim a field; `contested` the fields on which they
    contradict each other.
    """

    cells: Mapping[str, Cell]
    columns: Mapping[str, Column]
    contested: tuple[str, ...]
    rows: tuple[int, ...]
    content: str


@dataclass(frozen=True, slots=True)
class OtherRow:
    """非宗地行 · A row below the header that is no parcel: why, its number and its text."""

    kind: RowKind
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """表 · The header, distinct entries and other rows of one sheet."""

    sheet: Sheet
    header: Header
    entries: tuple[Entry, ...]
    others: tuple[OtherRow, ...]

    @property
    def data_rows(self) -> int:
        """数据行数 · How many rows of the file are data, repeated ones counted each time."""
        return sum(len(entry.rows) for entry in self.entries)

    @property
    def header_row(self) -> int:
        """表头行号 · The header's row number in the file."""
        return self.sheet.first_row + self.header.position


def open_table(sheet: Sheet) -> Table | None:
    """认表 · The table of a sheet; None where no header is found."""
    header = find_header(sheet)
    if header is None:
        return None
    grouped: dict[tuple[str, ...], list[int]] = {}
    cells: dict[tuple[str, ...], Sequence[Cell]] = {}
    others: list[OtherRow] = []
    for offset, row in enumerate(sheet.rows[header.position + 1 :]):
        number = sheet.first_row + header.position + 1 + offset
        kind = _kind(header, row)
        if kind is RowKind.DATA:
            key = _texts(row)
            grouped.setdefault(key, []).append(number)
            cells.setdefault(key, row)
        elif kind is not RowKind.BLANK:
            others.append(OtherRow(kind, number, " ".join(filter(None, _texts(row)))[:80]))
    entries = tuple(_entry(header, cells[key], rows) for key, rows in grouped.items())
    return Table(sheet, header, entries, tuple(others))


def _texts(row: Sequence[Cell]) -> tuple[str, ...]:
    texts = [cell.text for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _kind(header: Header, row: Sequence[Cell]) -> RowKind:
    filled = [cell for cell in row if not cell.is_blank]
    if not filled:
        return RowKind.BLANK
    if is_header_again(header, row):
        return RowKind.HEADER
    if _is_total(filled):
        return RowKind.TOTAL
    if _is_note(header, row, filled):
        return RowKind.NOTE
    return RowKind.DATA


def _is_total(filled: Sequence[Cell]) -> bool:
    """Whether the first cell that is no number ends with a word such as 合计."""
    first = next((cell.text for cell in filled if not _NUMERALS.issuperset(cell.text)), "")
    return folded(first).strip("():").endswith(words("total"))


def _is_note(header: Header, row: Sequence[Cell], filled: Sequence[Cell]) -> bool:
    """A row that opens with a word such as 注：, or states nothing by which a parcel could be known."""
    if len(filled) <= 2 and folded(filled[0].text).startswith(words("note")):
        return True
    known = {column.index for field in _IDENTIFYING for column in header.of(field)}
    stated = [index for index, cell in enumerate(row) if index in known and not cell.is_blank]
    return not stated or (len(filled) == 1 and filled[0].kind is CellKind.TEXT and not _is_narrow(header))


def _is_narrow(header: Header) -> bool:
    return len(header.columns) <= 2


def _entry(header: Header, row: Sequence[Cell], rows: Sequence[int]) -> Entry:
    cells: dict[str, Cell] = {}
    columns: dict[str, Column] = {}
    contested: list[str] = []
    for field, claiming in header.claims.items():
        if len(claiming) == 1:
            cells[field] = _at(row, claiming[0])
            continue
        settled = settle([Claim(column, _at(row, column)) for column in claiming])
        cells[field], columns[field] = settled.cell, settled.column
        if settled.is_contested:
            contested.append(field)
    return Entry(cells, columns, tuple(contested), tuple(rows), _content(header.columns, row))


def _at(row: Sequence[Cell], column: Column) -> Cell:
    return row[column.index] if column.index < len(row) else BLANK


def _content(columns: Sequence[Column], row: Sequence[Cell]) -> str:
    """The digest of what the row says under each header, whatever the order of the columns."""
    held = [(column.title, row[column.index].text) for column in columns if column.index < len(row)]
    return digest(sorted(pair for pair in held if pair[1]))
