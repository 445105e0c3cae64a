"""合计核对 · Totals written in a list compared, to the decimals they print, with the rows they may be the totals of.

A total is wrong only where no reading of what it covers gives it: the rows since the total, heading or header before,
those up to the next, all rows before or after it, all rows that name its label, with and without hidden rows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise

from landsupply.ledger.columns import Column, read_unit, unit_in
from landsupply.ledger.desk import Desk, Said
from landsupply.ledger.rows import RowKind, TotalWords, filled_cells, first_words, positions_by_kind, read_total
from landsupply.ledger.sheet_words import folded, words
from landsupply.ledger.table import Table
from landsupply.measure.area import AreaUnit, split_unit
from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import read_number
from landsupply.measure.rounding import half_up

_SIZES = {
    AreaUnit.HECTARE: Fraction(10_000),
    AreaUnit.MU: Fraction(2_000, 3),
    AreaUnit.SQUARE_METRE: Fraction(1),
    AreaUnit.TEN_THOUSAND_SQUARE_METRES: Fraction(10_000),
}
_MOST_TRIALS, _FEWEST_BREAKS = 20_000, 5
_COUNT = re.compile(r"共?([0-9]{1,6})宗地?\Z")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@dataclass(frozen=True, slots=True)
class _Summed:
    """可加列 · A column whose cells may be added: in one unit of area, or plain numbers where `unit` is None."""

    column: Column
    unit: AreaUnit | None


@dataclass(frozen=True, slots=True)
class _Sums:
    """累加 · Running sums over the data rows of one column, of all rows and of those not hidden, and rows without."""

    every: Sequence[Fraction]
    shown: Sequence[Fraction]
    values: Sequence[Fraction | None]


@dataclass(frozen=True, slots=True)
class _Ground:
    """核对范围 · The data rows of a table by position, which are hidden, where rows that are no parcel part them."""

    table: Table
    data: Sequence[int]
    hidden: frozenset[int]
    breaks: Sequence[int]
    totals: Sequence[int]
    labelled: Mapping[str, tuple[int, ...]]

    def alike(self, read: TotalWords | None) -> tuple[int, ...]:
        """同一标签 · The places of the data rows that name the label of a total."""
        return self.labelled.get(read.label, ()) if read else ()

    @property
    def reach(self) -> int:
        """远近 · How many breaks before and after a total may bound what it covers; fewer where totals are many."""
        return max(_FEWEST_BREAKS, _MOST_TRIALS // max(1, len(self.totals)))

    def place(self, position: int) -> int:
        """序位 · How many data rows stand before a position."""
        return bisect_left(self.data, position)

    def rows(self, covered: Iterable[int]) -> tuple[int, ...]:
        """行号 · The row numbers of data rows by their place."""
        return tuple(self.table.row(self.data[place]) for place in covered)


def note_totals(desk: Desk) -> None:
    """合计核对 · L124 for a total that no reading gives, L125 where it cannot be told, L126 for a count of parcels."""
    table = desk.table
    start = table.header.body.start
    totals = positions_by_kind(table.kinds, start, RowKind.TOTAL)
    if not totals:
        return
    parting = (RowKind.TOTAL, RowKind.NOTE, RowKind.HEADER)
    hidden = {number - table.sheet.first_row for number in table.hidden}
    data = positions_by_kind(table.kinds, start, RowKind.DATA)
    breaks = sorted(p for kind in parting for p in positions_by_kind(table.kinds, start, kind))
    ground = _Ground(table, data, frozenset(hidden), breaks, totals, _labelled(table, data, totals))
    for position in totals:
        _note_count(desk, ground, position)
    for summed in _summed_columns(desk):
        _note_column(desk, ground, summed)


def _summed_columns(desk: Desk) -> Iterator[_Summed]:
    header = desk.table.header
    for column in header.columns:
        unit = column.unit or unit_in(column.title)
        if column.field in ("area", "phase_from"):
            yield _Summed(column, unit or header.unit_above or desk.rules.place.area_unit)
        elif column.field != "area_unit" and not _is_a_rate(column.title) and (unit or _is_money(column.title)):
            yield _Summed(column, unit)


@lru_cache(maxsize=1024)
def _is_money(title: str) -> bool:
    return any(part in words("money_unit") for part in _BRACKETS.findall(folded(title)))


@lru_cache(maxsize=1024)
def _is_a_rate(title: str) -> bool:
    """Whether a column holds prices, shares or ratios, of which no sum is made."""
    return any(word in folded(title) for word in words("not_summed"))


def _note_column(desk: Desk, ground: _Ground, summed: _Summed) -> None:
    lane = ground.table.sheet.lanes[summed.column.index]
    stated = [(p, read) for p in ground.totals if (read := _read(desk, summed, lane.texts[p], None))]
    if not stated:
        return
    sums = _sums(desk, ground, summed)
    for position, (number, size, places) in stated:
        _judge(desk, ground, summed, sums, (position, lane.texts[position].strip(), number, size, places))


_Stated = tuple[Fraction, Fraction, int]


def _read(desk: Desk, summed: _Summed, text: str, unit: AreaUnit | None) -> _Stated | None:
    """The number, the size of its unit in m² (1 for money), and its decimals; None for what is no number."""
    if not text.strip():
        return None
    try:
        digits, written = split_unit(text) if summed.unit else (text, None)
        number = read_number(digits)
    except MeasureFault:
        return None
    chosen = written or unit or summed.unit
    return Fraction(number), _SIZES[chosen] if chosen else Fraction(1), max(0, -int(number.as_tuple().exponent))


def _sums(desk: Desk, ground: _Ground, summed: _Summed) -> _Sums:
    lane = ground.table.lane(summed.column.index)
    units = desk.readable.get("area_unit") if summed.column.field == "area" else None
    values: list[Fraction | None] = []
    for position in ground.data:
        own = read_unit(units.texts[position]) if units and units.texts[position] else None
        read = _read(desk, summed, lane.texts[position], own)
        values.append(read[0] * read[1] if read else None)
    zero = Fraction(0)
    every = list(accumulate((value or zero for value in values), initial=zero))
    shown = (zero if p in ground.hidden else value or zero for p, value in zip(ground.data, values, strict=True))
    return _Sums(every, list(accumulate(shown, initial=zero)), values)


def _judge(
    desk: Desk, ground: _Ground, summed: _Summed, sums: _Sums, total: tuple[int, str, Fraction, Fraction, int]
) -> None:
    position, text, number, size, places = total

    half = Fraction(1, 2 * 10**places)
    low, high = (number - half) * size, (number + half) * size

    def fits(amount: Fraction) -> bool:
        """Whether the amount prints as the total, halves away from zero."""
        return low < amount < high or amount == (low if number > 0 else high if number < 0 else None)

    read = read_total(first_words(ground.table.sheet, ground.table.header, position))
    spans = list(_spans(ground, position))
    if any(fits(run[end] - run[start]) for start, end in spans for run in (sums.every, sums.shown)):
        return
    alike = ground.alike(read)
    if alike and fits(sum((sums.values[place] or Fraction(0) for place in alike), Fraction(0))):
        return
    covered = _likely(ground, position, read, alike)
    computed = sum((sums.values[place] or Fraction(0) for place in covered), Fraction(0)) / size
    facts = {
        "stated": text,
        "computed": _printed(computed, places),
        "difference": _printed(number - Fraction(_printed(computed, places)), places),
        "summed": runs(ground.rows(covered)),
    }
    lacking = [place for place in covered if sums.values[place] is None]
    unseen = [place for place in covered if ground.data[place] in ground.hidden]
    code = "L125" if lacking or unseen or not covered else "L124"
    if code == "L125":
        facts |= {"lacking": runs(ground.rows(lacking)) or "—", "unseen": runs(ground.rows(unseen)) or "—"}
    desk.put(Said(code, summed.column.title, text, facts), (ground.table.row(position),), summed.column.index)


def _printed(amount: Fraction, places: int) -> str:
    return half_up(amount.numerator, amount.denominator, places)


def _spans(ground: _Ground, position: int) -> Iterator[tuple[int, int]]:
    """The runs of data rows that a total may cover, as places from and before."""
    here, every = ground.place(position), len(ground.data)
    at = bisect_left(ground.breaks, position)
    before = ground.breaks[max(0, at - ground.reach) : at]
    after = ground.breaks[at + 1 : at + 1 + ground.reach]
    yield 0, every
    yield from ((ground.place(row), here) for row in (*reversed(before), -1))
    yield from ((here, ground.place(row)) for row in after)
    yield here, every


def _labelled(table: Table, data: Sequence[int], totals: Sequence[int]) -> Mapping[str, tuple[int, ...]]:
    """For each label of a total, such as 中原区, the places of the data rows in which a cell says it."""
    header = table.header
    reads = (read_total(first_words(table.sheet, header, position)) for position in totals)
    labels = {read.label for read in reads if read and read.label}
    places = {position: place for place, position in enumerate(data)} if labels else {}
    found: dict[str, set[int]] = {label: set() for label in sorted(labels)}
    for lane in table.sheet.lanes[header.left : header.right] if labels else ():
        said = {text: label for text in dict.fromkeys(lane.texts) if (label := folded(text)) in labels}
        for position, text in enumerate(lane.texts if said else ()):
            if text in said and position in places:
                found[said[text]].add(places[position])
    return {label: tuple(sorted(own)) for label, own in found.items()}


def _likely(ground: _Ground, position: int, read: TotalWords | None, alike: tuple[int, ...]) -> Sequence[int]:
    """The rows that a total is most likely meant for, named where it is wrong."""
    here, every = ground.place(position), len(ground.data)
    if read is not None and read.word not in words("part_total"):
        return range(every)
    if alike:
        return alike
    at = bisect_left(ground.breaks, position)
    start = ground.place(ground.breaks[at - 1]) if at else 0
    if read is not None and start < here:
        return range(start, here)
    stop = ground.place(ground.breaks[at + 1]) if at + 1 < len(ground.breaks) else every
    return range(here, stop)


def _note_count(desk: Desk, ground: _Ground, position: int) -> None:
    sheet, header = ground.table.sheet, ground.table.header
    read = read_total(first_words(sheet, header, position))
    counted = [read.count] if read and read.count is not None else []
    cells = list(filled_cells(sheet, header, position))
    counted.extend(int(found[1]) for _, text in cells if (found := _COUNT.match(folded(text))))
    shown = list(accumulate((row not in ground.hidden for row in ground.data), initial=0))
    possible = {size for start, end in _spans(ground, position) for size in (end - start, shown[end] - shown[start])}
    alike = ground.alike(read)
    possible.add(len(alike))
    likely = _likely(ground, position, read, alike)
    for count in counted:
        if count not in possible:
            facts = {"stated": count, "computed": len(likely), "summed": runs(ground.rows(likely))}
            desk.put(
                Said("L126", None, first_words(sheet, header, position), facts), (ground.table.row(position),), None
            )


def runs(rows: Sequence[int]) -> str:
    """行号区间 · Row numbers in words, neighbours together: 3–12,14."""
    if not rows:
        return ""
    ends = [0, *(n for n, (one, other) in enumerate(pairwise(rows), 1) if other != one + 1), len(rows)]
    spans = [(rows[start], rows[stop - 1]) for start, stop in pairwise(ends)]
    return ",".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
