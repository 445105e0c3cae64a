"""列 · Which row is the header, and which column means what, with its unit.

Nothing is matched by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from landsupply.ledger.sheet import Cell, Sheet
from landsupply.ledger.sheet_words import folded, means, synonyms, words
from landsupply.ledger.template import official_header
from landsupply.measure.area import AreaUnit, read_area_unit
from landsupply.measure.fault import MeasureFault

_SEARCHED_ROWS = 30
_ANCHORS = frozenset(("area", "use", "location"))
_LEAST_RECOGNISED = 2
_IN_BRACKETS = re.compile(r"(.+?)[(\[]([^()\[\]]*)[)\]]\Z")
_AFTER_SLASH = re.compile(r"(.+?)[/:]([^/:]+)\Z")
_LATIN_UNIT = re.compile(r"(.*[^\x00-\x7f])([a-z]{1,3}2?)\Z")
_LIST_MARKS = re.compile(r"[、;,\s]+")

#: Fields that a parcel does not take; the first is still told apart from columns nobody knows.
UNTAKEN = "untaken"
_FIELDS_WITHOUT_VALUE = frozenset((UNTAKEN, "serial"))


@dataclass(frozen=True, slots=True)
class Column:
    """列 · One column: its place, its header as written, the field it means, the unit it carries."""

    index: int
    title: str
    field: str | None
    unit: AreaUnit | None


@dataclass(frozen=True, slots=True)
class Header:
    """表头 · The header row: its place on the sheet, its columns, which claim what, the unit named above."""

    position: int
    columns: tuple[Column, ...]
    claims: Mapping[str, tuple[Column, ...]]
    unit_above: AreaUnit | None

    def of(self, field: str) -> tuple[Column, ...]:
        """某字段的列 · The columns that claim a field, from left to right."""
        return self.claims.get(field, ())

    def title(self, field: str) -> str:
        """列名 · The header as the file writes it, the official one where the file has no such column."""
        claims = self.of(field)
        return claims[0].title if claims else official_header(field)

    @property
    def left_out(self) -> tuple[str, ...]:
        """未采列 · The headers of columns that no parcel takes."""
        return tuple(column.title for column in self.columns if column.field in (None, UNTAKEN))


def find_header(sheet: Sheet) -> Header | None:
    """找表头 · The row among the first thirty that names most columns; None where none names enough."""
    best, most = None, 0
    for position, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        fields = [found[0] for cell in row if (found := recognise(cell.text))]
        if len(fields) > most and len(set(fields)) >= _LEAST_RECOGNISED and _ANCHORS.intersection(fields):
            best, most = position, len(fields)
    return None if best is None else _header(sheet, best)


@lru_cache(maxsize=4096)
def recognise(title: str) -> tuple[str, AreaUnit | None] | None:
    """认列名 · The field a header means and the unit it carries, or None."""
    name = folded(title).strip("*:")
    for base, unit in _spellings(name):
        if base in synonyms():
            field, own = synonyms()[base]
            return field, unit or own
    return None


def _spellings(name: str) -> Iterator[tuple[str, AreaUnit | None]]:
    """The header as it stands, then without a unit or a harmless note behind it."""
    yield name, None
    for form in (_IN_BRACKETS, _AFTER_SLASH, _LATIN_UNIT):
        if found := form.match(name):
            unit = read_unit(found[2])
            if unit or found[2] in words("header_note"):
                yield found[1], unit
    for unit in AreaUnit:
        if name.endswith(unit.value):
            yield name.removesuffix(unit.value), unit


@lru_cache(maxsize=4096)
def read_unit(text: str) -> AreaUnit | None:
    """读单位 · The unit of area a text names, with or without a label such as 单位：, or None."""
    name = folded(text)
    for label in words("unit_label"):
        name = name.removeprefix(label + ":")
    for part in _LIST_MARKS.split(name):
        try:
            return read_area_unit(part)
        except MeasureFault:
            continue
    return None


def _header(sheet: Sheet, position: int) -> Header:
    named = tuple(_columns(sheet.rows[position]))
    below = sheet.rows[position + 1 :]
    columns = tuple(_settled(column, below) for column in named) + tuple(_nameless(named, below))
    return Header(position, columns, _claims(columns), _unit_above(sheet.rows[:position]))


def _claims(columns: Sequence[Column]) -> dict[str, tuple[Column, ...]]:
    """Every field that the table states, in the order of its columns, with the columns that claim it."""
    known = dict.fromkeys(column.field for column in columns if column.field not in _FIELDS_WITHOUT_VALUE)
    return {field: tuple(c for c in columns if c.field == field) for field in known if field is not None}


def _columns(row: Sequence[Cell]) -> Iterator[Column]:
    for index, cell in enumerate(row):
        if not cell.is_blank:
            field, unit = recognise(cell.text) or (None, None)
            yield Column(index, cell.text.strip(), field, unit)


def _settled(column: Column, below: Sequence[Sequence[Cell]]) -> Column:
    """单位 may head a column of units or of offices: it is taken for units only where every cell is one."""
    if column.field != "area_unit":
        return column
    texts = {row[column.index].text for row in below if column.index < len(row) and not row[column.index].is_blank}
    if all(read_unit(text) for text in texts):
        return column
    return Column(column.index, column.title, None, None)


def _nameless(named: Sequence[Column], below: Sequence[Sequence[Cell]]) -> Iterator[Column]:
    """Columns that hold something under an empty header, named by their letters."""
    titled = {column.index for column in named}
    held = {index for row in below for index, cell in enumerate(row) if index not in titled and not cell.is_blank}
    for index in sorted(held):
        yield Column(index, letters(index), None, None)


def letters(index: int) -> str:
    """列号 · The spreadsheet's letters for a column counted from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _unit_above(rows: Sequence[Sequence[Cell]]) -> AreaUnit | None:
    """The unit of a 单位：公顷 line among the title rows, alone or at the end of a title."""
    for row in reversed(rows):
        for cell in row:
            for label in words("unit_label"):
                _, mark, rest = folded(cell.text).partition(label + ":")
                if mark and (unit := read_unit(rest.strip("()"))):
                    return unit
    return None


def is_header_again(header: Header, row: Sequence[Cell]) -> bool:
    """重复表头 · Whether a row repeats the header under the columns that mean something."""
    pairs = [(column, row[column.index].text) for column in header.columns if column.field and column.index < len(row)]
    same = [folded(text) == folded(column.title) for column, text in pairs if text.strip()]
    return len(same) >= _LEAST_RECOGNISED and all(same)


def is_blank_word(text: str) -> bool:
    """视为空白 · Whether a text says that nothing is stated: 无, —, 待定 …"""
    return not text or means("blank", text)
