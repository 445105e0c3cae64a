"""全模型 · The whole problem as one integer programme: a column per option and month, rows of targets and of blocks.

The same for every solver that is handed the full model; exact whole numbers, with the unit that each row is told in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from benchmarks.optimise.targets import AREA, COST, FIELDS, HECTARE
from landsupply.plan.problem import (
    AFTER,
    MONTHS,
    ONE_OF,
    OPEN_HIGH,
    OPEN_LOW,
    Choice,
    Floats,
    Ints,
    Mask,
    Problem,
    entries,
)

#: Areas are told to solvers in hectares and money in ten thousand yuan, as people would; both are a million of ours.
UNIT = np.array([HECTARE if field in (AREA, COST) else 1 for field in range(len(FIELDS))])
#: Values are told in points, of which ours are a thousandth.
POINT = 1_000


class Row(NamedTuple):
    """一行 · Places of columns and their coefficients, with the bounds, infinite where there is none."""

    columns: Ints
    weights: Floats
    low: float
    high: float


class Line(NamedTuple):
    """若干行 · Entries of new rows counted from nought, and the bounds of those rows."""

    row: Ints
    column: Ints
    weight: Ints
    low: Ints
    high: Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Full:
    """全模型 · Columns, and rows one after another: entries `start[r] ≤ k < start[r + 1]` belong to row r."""

    parcels: int
    option: Ints
    month: Ints
    parcel: Ints
    worth: Ints
    start: Ints
    column: Ints
    weight: Ints
    low: Ints
    high: Ints
    unit: Ints
    #: The first so many rows are targets; the others hold the blocks together.
    targets: int

    @property
    def columns(self) -> int:
        """列数 · How many columns."""
        return len(self.option)

    @property
    def points(self) -> Floats:
        """目标系数 · The worth of each column in points."""
        return self.worth / POINT

    @property
    def weights(self) -> Floats:
        """系数 · Every entry in its row's unit."""
        return self.weight / np.repeat(self.unit, np.diff(self.start))

    @property
    def lows(self) -> Floats:
        """下限 · In each row's unit, −∞ where there is none."""
        return np.where(self.low == OPEN_LOW, -np.inf, self.low / self.unit)

    @property
    def highs(self) -> Floats:
        """上限 · In each row's unit, ∞ where there is none."""
        return np.where(self.high == OPEN_HIGH, np.inf, self.high / self.unit)

    def rows(self) -> Iterator[Row]:
        """逐行 · Every row by itself, for those who write a model row by row."""
        weights, lows, highs = self.weights, self.lows, self.highs
        for number in range(len(self.low)):
            own = slice(self.start[number], self.start[number + 1])
            yield Row(self.column[own], weights[own], float(lows[number]), float(highs[number]))

    def choice(self, taken: Mask) -> Choice:
        """选择 · What these columns choose; of two for one parcel the later, which the judge then holds it to."""
        at = np.flatnonzero(taken)
        option, month = np.full(self.parcels, -1, np.int64), np.zeros(self.parcels, np.int64)
        option[self.parcel[at]], month[self.parcel[at]] = self.option[at], self.month[at]
        return Choice(option=option, month=month)


def full(problem: Problem) -> Full:
    """全模型 · Every option in every month that it is open."""
    open_months = problem.last - problem.first + 1
    option = np.repeat(np.arange(problem.options), open_months)
    before = np.repeat(open_months.cumsum() - open_months, open_months)
    month = np.arange(len(option)) - before + problem.first[option]
    parcel = problem.parcel_of[option]
    row, column, weight = entries(problem, option, month)
    targets = Line(row, column, weight, problem.rows.low, problem.rows.high)
    lines = [targets, _once(problem, parcel), *_pairs(problem, parcel, month)]
    units = np.concatenate([_units(problem), np.ones(sum(len(line.low) for line in lines[1:]), np.int64)])
    stacked = _stacked(lines)
    order = np.argsort(stacked.row, kind="stable")
    return Full(
        parcels=problem.parcels,
        option=option,
        month=month,
        parcel=parcel,
        worth=problem.value[option, month - 1],
        start=np.searchsorted(stacked.row[order], np.arange(len(stacked.low) + 1)),
        column=stacked.column[order],
        weight=stacked.weight[order],
        low=stacked.low,
        high=stacked.high,
        unit=units,
        targets=problem.rows.count,
    )


def _units(problem: Problem) -> Ints:
    """Each row in its field's unit, and shares in whole parts rather than thousandths."""
    rows = problem.rows
    units = np.ones(rows.count, np.int64)
    np.maximum.at(units, rows.row, (np.abs(rows.coefficient) * UNIT[: rows.coefficient.shape[1]]).max(axis=1))
    return units


def _once(problem: Problem, parcel: Ints) -> Line:
    """Each parcel once, alternatives once together; as often as they must where they are no pair."""
    block = problem.block_of[parcel]
    kind = problem.block_kind[block]
    held, row = np.unique(np.where(kind == ONE_OF, problem.parcels + block, parcel), return_inverse=True)
    of = np.where(
        held < problem.parcels, problem.block_of[np.minimum(held, problem.parcels - 1)], held - problem.parcels
    )
    low = np.where(problem.block_kind[of] == AFTER, 0, problem.least[of])
    ones = np.ones(len(parcel), np.int64)
    return Line(row, np.arange(len(parcel)), ones, low, np.ones(len(held), np.int64))


def _pairs(problem: Problem, parcel: Ints, month: Ints) -> Iterator[Line]:
    """By every month's end the second of a pair stands only where its first does; and as many as must."""
    block = problem.block_of[parcel]
    column = np.flatnonzero(problem.block_kind[block] == AFTER)
    pairs, row = np.unique(block[column], return_inverse=True)
    if not len(pairs):
        return
    leads = parcel[column] == problem.block_start[block[column]]
    none = np.zeros(len(pairs), np.int64)
    for until in range(1, MONTHS + 1):
        now = month[column] <= until
        # Only where the second may stand by then: of the others the row says nothing.
        told = np.bincount(row[now & ~leads], minlength=len(pairs)) > 0
        now &= told[row]
        place = told.cumsum() - 1
        yield Line(place[row[now]], column[now], np.where(leads[now], 1, -1), none[told], none[told] + OPEN_HIGH)
    yield Line(row, column, np.ones(len(column), np.int64), problem.least[pairs], none + 2)


def _stacked(lines: list[Line]) -> Line:
    shift = np.cumsum([0, *(len(line.low) for line in lines)])
    rows = [line.row + by for line, by in zip(lines, shift[:-1], strict=True)]
    return Line(np.concatenate(rows), *(np.concatenate(parts) for parts in list(zip(*lines, strict=True))[1:]))
