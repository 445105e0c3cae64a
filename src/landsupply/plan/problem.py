"""算题 · What is to be decided as flat integer arrays: blocks of parcels, options, months, rows of targets.

The same value is priced (one price per row), handed to a solver (one column per option and month) and judged in exact
integers. Amounts, values and coefficients are whole numbers; nothing here is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landsupply.measure.fault import SolveFault

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

MONTHS = 12
#: No lower, no upper bound.
OPEN_LOW, OPEN_HIGH = -(2**62), 2**62
#: What a block of parcels is: one parcel; alternatives, of which at most one; a pair whose second never precedes
#: its first.
SINGLE, ONE_OF, AFTER = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """指标行 · Every target as low ≤ Σ coefficient · amount ≤ high over what is chosen, tabled by cell and month.

    A cell holds the options that all rows treat alike. Entry k of (cell, month) q stands at `start[q] ≤ k <
    start[q + 1]` with q = cell · 12 + month − 1; `row[k]` is its row, `coefficient[k, f]` what a unit of f counts.
    """

    names: tuple[str, ...]
    start: Ints
    row: Ints
    coefficient: Ints
    low: Ints
    high: Ints
    #: What one of the row is worth when misses are weighed against each other: the size of the figure it bounds.
    scale: Floats

    @property
    def count(self) -> int:
        """行数 · How many rows."""
        return len(self.low)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Problem:
    """算题 · Maximise the value of what is chosen: in each block at most one joint choice, every row within bounds.

    Parcels of a block follow each other, options of a parcel too. `least[b]` of block b's members must stand (0, 1, or
    2 for a pair). Option o is open from `first[o]` to `last[o]`, is worth `value[o, month − 1]` and uses `amount[o, f]`
    of each field.
    """

    block_start: Ints
    block_kind: Ints
    least: Ints
    option_start: Ints
    first: Ints
    last: Ints
    value: Ints
    amount: Ints
    cell: Ints
    rows: Rows

    def __post_init__(self) -> None:
        """Refuse arrays that do not belong together, or a window outside the year (S010)."""
        options = len(self.first)
        shapes = (
            self.block_start[-1] == self.parcels == len(self.option_start) - 1,
            len(self.block_kind) == len(self.least) == self.blocks,
            self.option_start[-1] == options == len(self.last) == len(self.cell),
            self.value.shape == (options, MONTHS) and self.amount.shape[0] == options,
            options == 0 or bool(((self.first >= 1) & (self.last <= MONTHS)).all()),
        )
        if not all(shapes):
            raise SolveFault("S010", place=str(shapes.index(False)))

    @property
    def blocks(self) -> int:
        """组数 · How many blocks."""
        return len(self.block_start) - 1

    @property
    def parcels(self) -> int:
        """宗地数 · How many parcels."""
        return len(self.option_start) - 1

    @property
    def options(self) -> int:
        """方案数 · How many options."""
        return len(self.first)

    @property
    def parcel_of(self) -> Ints:
        """所属宗地 · The parcel of each option."""
        return np.repeat(np.arange(self.parcels), np.diff(self.option_start))

    @property
    def block_of(self) -> Ints:
        """所属组 · The block of each parcel."""
        return np.repeat(np.arange(self.blocks), np.diff(self.block_start))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Choice:
    """选择 · For each parcel its option and month, or −1 and 0 where it is not supplied."""

    option: Ints
    month: Ints

    @classmethod
    def none(cls, problem: Problem) -> Choice:
        """空 · Nothing is supplied."""
        return cls(option=np.full(problem.parcels, -1, np.int64), month=np.zeros(problem.parcels, np.int64))


def entries(problem: Problem, option: Ints, month: Ints) -> tuple[Ints, Ints, Ints]:
    """系数 · For columns (option, month): rows, which column, and exact coefficients, as three equal lists."""
    rows = problem.rows
    place = problem.cell[option] * MONTHS + month - 1
    count = rows.start[place + 1] - rows.start[place]
    column = np.repeat(np.arange(len(option)), count)
    before = np.cumsum(count) - count
    entry = np.repeat(rows.start[place] - before, count) + np.arange(int(count.sum()))
    amount = (rows.coefficient[entry] * problem.amount[option[column]]).sum(axis=1)
    return rows.row[entry], column, amount


def value_of(problem: Problem, choice: Choice) -> int:
    """目标值 · The exact value of a choice."""
    chosen = np.flatnonzero(choice.option >= 0)
    return sum(problem.value[choice.option[chosen], choice.month[chosen] - 1].tolist())


def activity_of(problem: Problem, choice: Choice) -> Ints:
    """达到值 · What a choice reaches on every row, exactly."""
    chosen = np.flatnonzero(choice.option >= 0)
    row, _, amount = entries(problem, choice.option[chosen], choice.month[chosen])
    reached = np.zeros(problem.rows.count, np.int64)
    np.add.at(reached, row, amount)
    return reached
