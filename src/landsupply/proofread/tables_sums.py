"""表内加总 · Which totals of a table do not agree with what they total, in whatever way its rows may be meant.

A table does not say which of its rows are parts of which. Every way that is usual is tried; a total is doubted only
when none of them makes it, and accused only when the table shows which way it is meant: other totals hold that way, or
the gap is small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from landsupply.proofread.tables_grid import Entry, FigureTable, Spot, is_among, is_subtotal

#: A gap above this share of a total makes it doubtful what is added up.
FAR = Fraction(5, 100)

_CHILDREN = 30  # rows at most that a row in front of them is the sum of
_LARGEST = 4_000_000  # rows times totals, beyond which a table is no plan's

Parts = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """不符 · A total, what its parts add up to, and whether the table shows that they are its parts."""

    total: Entry
    parts: tuple[Entry, ...]
    is_row: bool
    is_sure: bool

    @property
    def added(self) -> Fraction:
        """分项合计 · What the parts add up to."""
        return sum((one.value for one in self.parts), Fraction(0))

    @property
    def gap(self) -> Fraction:
        """差 · The total less its parts."""
        return self.total.value - self.added

    @property
    def rounding(self) -> Fraction:
        """尾差 · The most by which numbers rounded on their own can miss each other."""
        return sum((Fraction(1, 2 * 10**one.places) for one in (self.total, *self.parts)), Fraction(0))


def misses(table: FigureTable) -> list[Miss]:
    """不符各处 · Every total of a table that no reading of it makes, of rows first, then of columns."""
    found: list[Miss] = []
    if len(table.body) * sum(map(table.is_total_row, table.body)) > _LARGEST:
        return found
    for row in (one for one in table.body if table.is_total_row(one)):
        ways = list(_row_ways(table, row))
        found += _doubted(table, ways, {column: (row, column) for column in table.columns}, is_row=True)
    for column in (one for one in table.columns if table.is_total_column(one)):
        ways = list(_column_ways(table, column))
        found += _doubted(table, ways, {row: (row, column) for row in table.body}, is_row=False)
    return found


def _doubted(table: FigureTable, ways: Sequence[Parts], totals: Mapping[int, Spot], is_row: bool) -> list[Miss]:
    """The totals of one row or column that no way makes; the way that makes most of the others is taken as meant."""
    place: Callable[[int, int], Spot] = (
        (lambda part, line: (part, line)) if is_row else (lambda part, line: (line, part))
    )
    lines = {line: table.entries[spot] for line, spot in totals.items() if spot in table.entries}
    held: Counter[Parts] = Counter()
    open_lines: list[tuple[int, Entry, dict[Parts, tuple[Entry, ...]]]] = []
    for line, total in lines.items():
        read = {way: _entries(table, [place(part, line) for part in way]) for way in ways}
        judged = {way: parts for way, parts in read.items() if parts is not None and len(parts) > 1}
        making = [way for way, parts in judged.items() if sum((one.value for one in parts), Fraction(0)) == total.value]
        held.update(making)
        if judged and not making:
            open_lines.append((line, total, judged))
    return [_miss(total, judged, held, len(lines), is_row) for _, total, judged in open_lines]


def _miss(
    total: Entry, judged: Mapping[Parts, tuple[Entry, ...]], held: Counter[Parts], count: int, is_row: bool
) -> Miss:
    def nearness(way: Parts) -> tuple[int, Fraction]:
        return -held[way], abs(total.value - sum((one.value for one in judged[way]), Fraction(0)))

    meant = min(judged, key=nearness)
    gap = nearness(meant)[1]
    is_sure = held[meant] * 2 >= count or gap <= total.value * FAR
    return Miss(total=total, parts=judged[meant], is_row=is_row, is_sure=is_sure)


def _entries(table: FigureTable, spots: Iterable[Spot]) -> tuple[Entry, ...] | None:
    """The numbers of some cells, blanks left out; None where one of them holds words."""
    found = []
    for spot in spots:
        if not table.is_judged(spot):
            return None
        if spot in table.entries:
            found.append(table.entries[spot])
    return tuple(found)


def _row_ways(table: FigureTable, total: int) -> Iterable[Parts]:
    """The usual ways in which rows make a total: all, those above or below, subtotals, those since the last total."""
    rows = [row for row in table.body if row != total]
    totals = [row for row in rows if table.is_total_row(row)]
    listed = [row for row in rows if row not in totals]
    inner = _among(table, listed)
    plain = [row for row in listed if row not in inner]
    above = [row for row in rows if row < total]
    since = max((row for row in above if row in totals), default=table.head - 1)
    subtotals = [row for row in totals if is_subtotal(table.labels[row])]
    if is_subtotal(table.labels[total]):
        ways = [[row for row in plain if since < row < total], *_until(plain, [*totals, total], total)]
    else:
        ways = [
            plain,
            [row for row in plain if row < total],
            [row for row in plain if row > total],
            subtotals,
            [row for row in plain if since < row < total],
            listed,
            _tops(table, plain),
        ]
    return dict.fromkeys(tuple(way) for way in ways if len(way) > 1)


def _among(table: FigureTable, rows: Sequence[int]) -> set[int]:
    """The rows called 其中, and those behind the first of them that with it make the row in front."""
    inner = {row for row in rows if is_among(table.labels[row])}
    for at, row in enumerate(rows[:-1]):
        if row not in inner and rows[at + 1] in inner:
            inner.update(rows[at + 1 : _behind_children(table, rows, at)])
    return inner


def _until(rows: Sequence[int], totals: Sequence[int], total: int) -> list[list[int]]:
    """The rows below a total, down to the next one."""
    below = min((one for one in totals if one > total), default=max([*rows, total]) + 1)
    return [[row for row in rows if total < row < below]]


def _tops(table: FigureTable, rows: Sequence[int]) -> list[int]:
    """The rows left when those are taken away that a row in front of them is the sum of, in every column."""
    kept: list[int] = []
    at = 0
    while at < len(rows):
        kept.append(rows[at])
        at = _behind_children(table, rows, at)
    return kept


def _behind_children(table: FigureTable, rows: Sequence[int], at: int) -> int:
    """The row behind those that the row at a place is the sum of; the next one where it is the sum of none."""
    own = {column: _value(table, (rows[at], column)) for column in table.columns}
    sums = dict.fromkeys(own, Fraction(0))
    for child in range(at + 1, min(at + 1 + _CHILDREN, len(rows))):
        for column in sums:
            sums[column] += _value(table, (rows[child], column))
        if child > at + 1 and any(sums.values()) and sums == own:
            return child + 1
    return at + 1


def _value(table: FigureTable, spot: Spot) -> Fraction:
    entry = table.entries.get(spot)
    return entry.value if entry else Fraction(0)


def _column_ways(table: FigureTable, total: int) -> Iterable[Parts]:
    """The usual ways in which columns make a total: all, its own group, subtotals of groups, a measure of each."""
    columns = [column for column in table.columns if column != total]
    path = table.paths[total]
    group = [one for one in columns if len(path) > 1 and table.paths[one][:-1] == path[:-1]]
    parts = [one for one in columns if not table.is_total_column(one) and not is_among(table.title(one))]
    subtotals = [one for one in columns if any(is_subtotal(part) for part in table.paths[one])]
    grouped = {table.paths[one][0] for one in subtotals if table.paths[one]}
    same = [one for one in columns if len(path) > 1 and table.paths[one][1:] == path[1:] and table.paths[one] != path]
    if is_subtotal(path[-1]) and group:
        return [tuple(one for one in group if not is_among(table.title(one)))]
    ways = [
        parts,
        [one for one in parts if one > total],
        [one for one in parts if one < total],
        [*subtotals, *(one for one in parts if table.paths[one] and table.paths[one][0] not in grouped)],
        group,
        same,
        [one for one in columns if not table.is_total_column(one)],
        _pair(table, parts),
    ]
    return dict.fromkeys(tuple(sorted(way)) for way in ways if len(way) > 1)


def _pair(table: FigureTable, columns: Sequence[int]) -> list[int]:
    """New land and stock, which make the whole between them."""
    return [one for one in columns if "新增" in table.title(one) or "存量" in table.title(one)]
