"""列 · What a column's header means, with its unit; and the header of a table, its columns and where they stand.

Nothing is matched by likeness: what is merely like a known name is suggested, never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from landsupply.ledger.sheet_words import folded, means, synonyms, words
from landsupply.ledger.template import official_header
from landsupply.measure.area import AreaUnit, read_area_unit
from landsupply.measure.fault import MeasureFault

_IN_BRACKETS = re.compile(r"(.+?)[(\[]([^()\[\]]*)[)\]]\Z")
_AFTER_SLASH = re.compile(r"(.+?)[/:]([^/:]+)\Z")
_LATIN_UNIT = re.compile(r"(.*[^\x00-\x7f])([a-z]{1,3}2?)\Z")
_BILINGUAL = re.compile(r"\s*([^A-Za-z]{1,40}?)[\s/]*([A-Za-z][\x20-\x7e]{1,60})\Z")
_LIST_MARKS = re.compile(r"[、;,\s]+")
#: A header with one slip in so many characters suggests the known one; shorter ones suggest nothing.
_LETTERS_PER_SLIP, _LONGEST_TITLE = 4, 60

#: Fields that a parcel does not take; the first is still told apart from columns nobody knows.
UNTAKEN = "untaken"
FIELDS_WITHOUT_VALUE = frozenset((UNTAKEN, "serial"))


@dataclass(frozen=True, slots=True)
class Column:
    """列 · One column: its place, its header as written, the field it means, the unit it carries.

    The titles of several header rows are joined by `/`. `by_habit` says that the field or the unit is the sender's
    correction.
    """

    index: int
    title: str
    field: str | None
    unit: AreaUnit | None
    by_habit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """表头 · The header of one table on a sheet, and which part of the sheet the table takes.

    Positions are counted from 0 in the rows that the sheet holds. The rows of the header are those of `heading`, the
    last one at `position` (a row of column numbers below it included); the title rows above it begin at `top`; the
    table's rows end before `bottom`, its columns are those from `left` and before `right`. `again` are the positions
    of further rows that repeat the header. `unit_by_habit` says that the unit above is the sender's habit;
    `unit_unread` is a title or note that speaks of a unit of area and was not understood.
    """

    top: int
    heading: range
    position: int
    bottom: int
    left: int
    right: int
    columns: tuple[Column, ...]
    claims: Mapping[str, tuple[Column, ...]]
    unit_above: AreaUnit | None
    again: frozenset[int] = frozenset()
    unit_by_habit: bool = False
    unit_unread: str = ""

    def of(self, field: str) -> tuple[Column, ...]:
        """某字段的列 · The columns that claim a field, from left to right."""
        return self.claims.get(field, ())

    def title(self, field: str) -> str:
        """列名 · The header as the file writes it, the official one where the file has no such column."""
        claims = self.of(field)
        return claims[0].title if claims else official_header(field)

    @property
    def body(self) -> range:
        """表体 · The positions of the rows below the header."""
        return range(self.position + 1, self.bottom)

    @property
    def left_out(self) -> tuple[str, ...]:
        """未采列 · The headers of columns that no parcel takes."""
        return tuple(column.title for column in self.columns if column.field in (None, UNTAKEN))


def claims_of(columns: Sequence[Column]) -> dict[str, tuple[Column, ...]]:
    """各字段的列 · Every field that a table states, in the order of its columns, with the columns that claim it."""
    known = dict.fromkeys(column.field for column in columns if column.field not in FIELDS_WITHOUT_VALUE)
    return {field: tuple(c for c in columns if c.field == field) for field in known if field is not None}


@lru_cache(maxsize=4096)
def recognise(title: str) -> tuple[str, AreaUnit | None] | None:
    """认列名 · The field a header means and the unit it carries, or None; one in two languages means what both say."""
    name = folded(title).strip("*:")
    for base, unit in _spellings(name):
        if base in synonyms():
            field, own = synonyms()[base]
            return field, unit or own
    if (found := _BILINGUAL.match(title)) is None:
        return None
    one, other = recognise(found[1]), recognise(found[2])
    return (one[0], one[1] or other[1]) if one and other and one[0] == other[0] else None


def _spellings(name: str) -> Iterator[tuple[str, AreaUnit | None]]:
    """The header as it stands, then without a unit or a harmless note behind it."""
    yield name, None
    if len(name) > _LONGEST_TITLE:
        return
    for form in (_IN_BRACKETS, _AFTER_SLASH, _LATIN_UNIT):
        if found := form.match(name):
            unit = read_unit(found[2])
            if unit or found[2] in words("header_note"):
                yield found[1].strip("*"), unit
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


def unit_in(title: str) -> AreaUnit | None:
    """列名中的单位 · The unit in the brackets at the end of a title, or None."""
    found = _IN_BRACKETS.match(folded(title).strip("*:")) if len(title) <= _LONGEST_TITLE else None
    return read_unit(found[2]) if found else None


@lru_cache(maxsize=1024)
def nearest_title(title: str) -> str | None:
    """相近列名 · The known header that an unknown one is most like; None where none is like enough."""
    name = folded(title.rpartition("/")[2]).strip("*:")
    found = _IN_BRACKETS.match(name) if len(name) <= _LONGEST_TITLE else None
    name = found[1] if found else name
    most = len(name) // _LETTERS_PER_SLIP
    if not most or len(name) > _LONGEST_TITLE:
        return None
    known = (word for word, (field, _) in synonyms().items() if field not in FIELDS_WITHOUT_VALUE)
    near = ((_slips(name, word, most), word) for word in known if abs(len(word) - len(name)) <= most)
    return min(((slips, word) for slips, word in near if slips <= most), default=(0, None))[1]


def _slips(one: str, other: str, most: int) -> int:
    """How many characters are wrong, missing or too many between two words; more than `most` is not counted out."""
    before = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        now = [row]
        for column, right in enumerate(other, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (left != right)))
        if min(now) > most:
            return most + 1
        before = now
    return before[-1]


def letters(index: int) -> str:
    """列号 · The spreadsheet's letters for a column counted from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def is_blank_word(text: str) -> bool:
    """视为空白 · Whether a text says that nothing is stated: 无, —, 待定 …"""
    return not text or means("blank", text)
