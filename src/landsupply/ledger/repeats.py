"""同上 · Cells that stand for the one above: ditto marks and cells merged downwards; copied only by choice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from landsupply.ledger.census import Census, may_be_marks, texts_of
from landsupply.ledger.columns import Column, Header
from landsupply.ledger.habits import Copying, Habits
from landsupply.ledger.sheet import CellKind, Lane, Sheet
from landsupply.ledger.sheet_words import dittos

#: Merged over several rows, these state one thing of all of them together, and no row's own.
_OF_ALL_TOGETHER = frozenset(("area", "phase_from", "number", "supervision"))
_BLANK = CellKind.BLANK


@dataclass(frozen=True, slots=True)
class Copied:
    """照抄 · Cells of one column that took the value above: `ditto` or `merged`, and their positions."""

    column: Column
    origin: str
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """待定合并 · A merged cell whose value may be meant for all its rows, which was not copied."""

    column: Column
    raw: str
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Repeats:
    """同上与合并 · The lanes after copying, what was copied, what might be, and the marks left, by column."""

    lanes: Mapping[int, Lane]
    copied: tuple[Copied, ...]
    proposed: tuple[Proposed, ...]
    marks: Mapping[int, tuple[int, ...]]

    @property
    def unresolved(self) -> frozenset[int]:
        """未解之行 · The positions of the rows that have a mark left in them."""
        return frozenset(position for positions in self.marks.values() for position in positions)


def find_repeats(known: Census, header: Header, data: Sequence[int], habits: Habits) -> Repeats:
    """同上与合并 · What the marks and merged cells in the columns that mean something come to.

    `data` are the positions of the data rows, in order.
    """
    sheet = known.sheet
    columns = [column for claims in header.claims.values() for column in claims]
    lanes: dict[int, Lane] = {}
    copied: list[Copied] = []
    proposed: list[Proposed] = []
    for merged in _merged(sheet, header, columns, data):
        if habits.merged is Copying.ASK or merged[0].column.field in _OF_ALL_TOGETHER:
            proposed.extend(merged)
            continue
        column = merged[0].column
        lanes[column.index] = _spread(sheet.lanes[column.index], merged)
        copied.append(Copied(column, "merged", tuple(p for one in merged for p in one.positions[1:])))
    left: dict[int, tuple[int, ...]] = {}
    for column in columns:
        lane = lanes.get(column.index, sheet.lanes[column.index])
        own = texts_of(lane.texts) if column.index in lanes else known.columns[column.index]
        marks = [position for position in own.where(dittos(may_be_marks(own))) if _is_among(data, position)]
        if marks and habits.ditto is Copying.COPY:
            lanes[column.index], taken = _copy(lane, marks, data, sheet)
            copied.extend([Copied(column, "ditto", taken)] if taken else [])
            marks = sorted(set(marks) - set(taken))
        if marks:
            left[column.index] = tuple(marks)
    return Repeats(lanes, tuple(copied), tuple(proposed), left)


def _is_among(data: Sequence[int], position: int) -> bool:
    place = bisect_left(data, position)
    return place < len(data) and data[place] == position


def _copy(lane: Lane, marks: Sequence[int], data: Sequence[int], sheet: Sheet) -> tuple[Lane, tuple[int, ...]]:
    """The lane with each mark replaced by what stands above it, unless that says nothing or is hidden."""
    texts, kinds = list(lane.texts), list(lane.kinds)
    taken: list[int] = []
    for position in marks:
        place = bisect_left(data, position)
        above = data[place - 1] if place else None
        if above is None or kinds[above] is _BLANK or dittos((texts[above],)):
            continue
        if sheet.first_row + above in sheet.hidden_rows:
            continue
        texts[position], kinds[position] = texts[above], kinds[above]
        taken.append(position)
    return Lane(texts, kinds), tuple(taken)


def _merged(sheet: Sheet, header: Header, columns: Sequence[Column], data: Sequence[int]) -> Iterator[list[Proposed]]:
    """For each column that has any, the cells merged over several data rows, from top to bottom."""
    by_column: dict[int, list[range]] = {}
    for merge in sheet.merges:
        rows = range(merge.first_row - sheet.first_row, merge.last_row - sheet.first_row + 1)
        if len(rows) > 1 and rows[0] in header.body:
            by_column.setdefault(merge.first_column, []).append(rows)
    for column in columns:
        lane = sheet.lanes[column.index]
        found: list[Proposed] = []
        for rows in sorted(by_column.get(column.index, ()), key=lambda rows: rows.start):
            own = tuple(data[bisect_left(data, rows.start) : bisect_left(data, rows.stop)])
            if len(own) > 1 and own[0] == rows.start and lane.kinds[rows.start] is not _BLANK:
                found.append(Proposed(column, lane.texts[rows.start], own))
        if found:
            yield found


def _spread(lane: Lane, merged: Sequence[Proposed]) -> Lane:
    texts, kinds = list(lane.texts), list(lane.kinds)
    for one in merged:
        top = one.positions[0]
        for position in one.positions[1:]:
            texts[position], kinds[position] = texts[top], kinds[top]
    return Lane(texts, kinds)
