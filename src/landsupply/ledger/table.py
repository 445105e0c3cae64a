"""表 · One table of a sheet: its data rows, equal ones together, told apart from totals, notes and repeated headers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from landsupply.ledger.census import Census, Texts, census, may_be_marks, texts_of
from landsupply.ledger.claims import Claim, settle
from landsupply.ledger.columns import Column, Header, claims_of
from landsupply.ledger.habits import Habits, Hidden
from landsupply.ledger.layout import Layout, find_layout
from landsupply.ledger.repeats import Repeats, find_repeats
from landsupply.ledger.rows import RowKind, positions_by_kind, row_kinds, row_text
from landsupply.ledger.sheet import Cell, CellKind, Lane, Sheet
from landsupply.ledger.sheet_words import dittos
from landsupply.seal.canon import digest_bytes

_PLACES = ("location", "name", "number", "supervision")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class Entry(NamedTuple):
    """条目 · One distinct data row: the position of its first copy, and the file's rows that hold it.

    `is_mixed` says that another entry has the same texts in cells of another kind.
    """

    position: int
    rows: tuple[int, ...]
    is_mixed: bool


@dataclass(frozen=True, slots=True)
class OtherRow:
    """非宗地行 · A row below the header that is no parcel: why, its number and its text."""

    kind: RowKind
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class FieldLane:
    """字段列 · What a table states for one field, by position; where several columns claim it, which one is taken.

    `taken` are the columns taken where not the first is; `contested` the positions where they contradict each other;
    `marks` those where a ditto mark stands.
    """

    column: Column
    own: Texts
    kinds: Sequence[CellKind]
    taken: Mapping[int, Column]
    contested: frozenset[int]
    marks: tuple[int, ...]

    @property
    def texts(self) -> Sequence[str]:
        """各格原文 · The texts as they stand, by position."""
        return self.own.every


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """表 · The header, distinct entries and other rows of one table; `number` counts the tables of its sheet from 1.

    `hidden` are the data rows that are hidden, by number, and `hidden_columns` the columns; both are left out unless
    the sender's habit is to take them.
    """

    sheet: Sheet
    number: int
    header: Header
    kinds: Sequence[RowKind]
    entries: tuple[Entry, ...]
    others: tuple[OtherRow, ...]
    lanes: Mapping[str, FieldLane]
    repeats: Repeats
    hidden: tuple[int, ...]
    hidden_columns: tuple[Column, ...]

    @property
    def data_rows(self) -> int:
        """数据行数 · How many rows of the file are data, repeated ones counted each time."""
        return sum(len(entry.rows) for entry in self.entries)

    @property
    def header_row(self) -> int:
        """表头行号 · The header's row number in the file."""
        return self.row(self.header.position)

    @property
    def names_places(self) -> bool:
        """是否指明宗地 · Whether a column says which land a row is about."""
        return any(self.header.of(field) for field in _PLACES)

    def row(self, position: int) -> int:
        """行号 · The row number in the file of a position."""
        return self.sheet.first_row + position

    def lane(self, index: int) -> Lane:
        """某列 · The cells of a column, after what was copied into it."""
        return self.repeats.lanes.get(index, self.sheet.lanes[index])

    def content(self, entry: Entry) -> str:
        """内容摘要 · The digest of what an entry says under each header, whatever the order of the columns."""
        pairs = [(column.title, self.lane(column.index).texts[entry.position]) for column in self.header.columns]
        said: list[object] = [*sorted(pair for pair in pairs if pair[1])]
        if entry.is_mixed:
            said.extend(sorted((c.title, self.lane(c.index).kinds[entry.position].value) for c in self.header.columns))
        return digest_bytes(_ENCODER.encode(said).encode("utf-8"))


def open_tables(sheet: Sheet, habits: Habits) -> tuple[tuple[Table, ...], Layout]:
    """认表 · The tables of a sheet, and its layout."""
    known = census(sheet)
    layout = find_layout(known, habits)
    return tuple(_open(known, header, habits, number) for number, header in enumerate(layout.headers, 1)), layout


def _open(known: Census, found: Header, habits: Habits, number: int) -> Table:
    sheet = known.sheet
    header, hidden_columns = _shown(sheet, found, habits)
    kinds = row_kinds(known, header)
    data = positions_by_kind(kinds, header.body.start, RowKind.DATA)
    hidden = tuple(p for p in data if sheet.first_row + p in sheet.hidden_rows) if sheet.hidden_rows else ()
    repeats = find_repeats(known, header, data, habits)
    kept = data if habits.hidden is Hidden.TAKE or not hidden else sorted(set(data) - set(hidden))
    return Table(
        sheet=sheet,
        number=number,
        header=header,
        kinds=kinds,
        entries=tuple(_entries(known, header, repeats, kept)),
        others=tuple(_others(sheet, header, kinds)),
        lanes={field: _field_lane(known, claims, repeats, kept) for field, claims in header.claims.items()},
        repeats=repeats,
        hidden=tuple(sheet.first_row + position for position in hidden),
        hidden_columns=hidden_columns,
    )


def _shown(sheet: Sheet, header: Header, habits: Habits) -> tuple[Header, tuple[Column, ...]]:
    """The header without the meaning of its hidden columns, unless they are to be taken, and those columns."""
    hidden = tuple(c for c in header.columns if c.index in sheet.hidden_columns and c.field in header.claims)
    if not hidden or habits.hidden is Hidden.TAKE:
        return header, hidden
    columns = tuple(replace(c, field=None) if c in hidden else c for c in header.columns)
    return replace(header, columns=columns, claims=claims_of(columns)), hidden


def _others(sheet: Sheet, header: Header, kinds: Sequence[RowKind]) -> Iterator[OtherRow]:
    for position, kind in zip(header.body, kinds, strict=True):
        if kind is not RowKind.DATA and kind is not RowKind.BLANK:
            yield OtherRow(kind, sheet.first_row + position, row_text(sheet, header, position))


def _entries(known: Census, header: Header, repeats: Repeats, data: Sequence[int]) -> Sequence[Entry]:
    """Rows of equal texts and kinds together; a row with a ditto mark left in it stands for itself."""
    sheet = known.sheet
    start = sheet.first_row
    if any(_differ(known, index, data) for index in range(header.left, header.right) if index not in repeats.lanes):
        return [Entry(position, (start + position,), False) for position in data]
    lanes = [repeats.lanes.get(index, sheet.lanes[index]) for index in range(header.left, header.right)]
    rows = list(zip(*(lane.texts for lane in lanes), strict=True))
    first: dict[tuple[str, ...], int] = {}
    more: dict[int, list[int]] = {}
    for position in data:
        if (met := first.setdefault(rows[position], position)) != position:
            more.setdefault(met, []).append(position)
    entries = [Entry(p, (start + p,), False) for p in first.values() if p not in more]
    for met, others in more.items():
        entries.extend(_parted(lanes, (met, *others), repeats.unresolved, start))
    return sorted(entries, key=lambda entry: entry.position) if more else entries


def _differ(known: Census, index: int, data: Sequence[int]) -> bool:
    """Whether every data row has a text of its own in a column, so that no two rows are equal."""
    own = known.columns[index]
    return own.are_all_different and all(map(own.every.__getitem__, data))


def _parted(lanes: Sequence[Lane], same: Sequence[int], unresolved: frozenset[int], start: int) -> Iterator[Entry]:
    """Rows of equal texts, parted by the kinds of their cells."""
    by_kind: dict[tuple[object, ...], list[int]] = {}
    for position in same:
        kinds = tuple(lane.kinds[position] for lane in lanes)
        by_kind.setdefault((kinds, position if position in unresolved else -1), []).append(position)
    are_mixed = len({kinds for kinds, _ in by_kind}) > 1
    for own in by_kind.values():
        yield Entry(own[0], tuple(start + position for position in own), are_mixed)


def _field_lane(known: Census, claims: Sequence[Column], repeats: Repeats, data: Sequence[int]) -> FieldLane:
    sheet, index = known.sheet, claims[0].index
    lanes = [repeats.lanes.get(column.index, sheet.lanes[column.index]) for column in claims]
    if len(claims) == 1:
        own = texts_of(lanes[0].texts) if index in repeats.lanes else known.columns[index]
        return FieldLane(claims[0], own, lanes[0].kinds, {}, frozenset(), repeats.marks.get(index, ()))
    texts, kinds = [""] * sheet.height, [CellKind.BLANK] * sheet.height
    taken: dict[int, Column] = {}
    contested: list[int] = []
    for position in data:
        cells = (Cell(lane.texts[position], lane.kinds[position]) for lane in lanes)
        settled = settle([Claim(column, cell) for column, cell in zip(claims, cells, strict=True)])
        texts[position], kinds[position] = settled.cell.text, settled.cell.kind
        if settled.column is not claims[0]:
            taken[position] = settled.column
        if settled.is_contested:
            contested.append(position)
    own = texts_of(texts)
    marks = tuple(own.where(dittos(may_be_marks(own))))
    return FieldLane(claims[0], own, kinds, taken, frozenset(contested), marks)
