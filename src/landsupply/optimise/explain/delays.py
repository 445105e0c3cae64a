"""延期 · How late parcels may be ready: an own distribution for each, and a shock that a whole district shares.

What is planned for a month is supplied then, or as soon as the parcel is ready: the later of the two. What slips past
December counts as December's, so a row over the whole year loses nothing and a milestone before it does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landsupply.measure.fault import SolveFault
from landsupply.plan.problem import MONTHS, OPEN_LOW, Floats, Ints, Problem

Months = NDArray[np.int8]
#: Probabilities are told in whole parts of this where they must be exact.
PARTS = 10_000
_SUM = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Delays:
    """延期分布 · Probability of each parcel to be 0, 1, … months late, its district, and the same for each district."""

    own: Floats
    district: Ints
    shock: Floats

    def __post_init__(self) -> None:
        """Refuse what is no distribution, or a district without one (S020)."""
        for place, table in (("own", self.own), ("shock", self.shock)):
            if table.ndim != 2 or not (np.isfinite(table) & (table >= 0)).all():
                raise SolveFault("S020", place=place)
            if not (np.abs(table.sum(axis=1) - 1) < _SUM).all():
                raise SolveFault("S020", place=place)
        known = (self.district >= 0) & (self.district < len(self.shock))
        if len(self.district) != len(self.own) or not known.all():
            raise SolveFault("S020", place="district")

    def drawn(self, seed: tuple[int, ...], count: int) -> Months:
        """抽样 · Months late by scenario and parcel; the same seed draws the same."""
        random = np.random.default_rng(list(seed))
        shared = _drawn(random, self.shock, count)
        return (_drawn(random, self.own, count) + shared[:, self.district]).astype(np.int8)

    @property
    def parts(self) -> Ints:
        """整数概率 · By parcel and months late, both causes together, in whole parts that sum to `PARTS`."""
        shock = self.shock[self.district]
        total = np.zeros((len(self.own), self.own.shape[1] + shock.shape[1] - 1))
        for late in range(shock.shape[1]):
            total[:, late : late + self.own.shape[1]] += self.own * shock[:, late : late + 1]
        until = np.rint(np.cumsum(total, axis=1) / total.sum(axis=1, keepdims=True) * PARTS).astype(np.int64)
        return np.asarray(np.diff(until, axis=1, prepend=0), dtype=np.int64)


def _drawn(random: np.random.Generator, table: Floats, count: int) -> Months:
    until = np.cumsum(table, axis=1)
    draw = random.random((count, len(table)))
    late = np.zeros((count, len(table)), np.int8)
    for months in range(table.shape[1] - 1):
        late += (draw >= until[:, months]).astype(np.int8)
    return late


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Milestone:
    """节点 · A row with a least, and what a unit of each field counts for it by cell and month."""

    row: int
    low: int
    coefficient: Ints


def milestones(problem: Problem, checkpoints: tuple[int, ...]) -> tuple[Milestone, ...]:
    """节点 · The rows that are to hold in spite of delays; S020 for one that asks for no least."""
    rows = problem.rows
    place = np.repeat(np.arange(len(rows.start) - 1), np.diff(rows.start))
    found = []
    for row in checkpoints:
        if not 0 <= row < rows.count or rows.low[row] <= OPEN_LOW:
            raise SolveFault("S020", place=str(row))
        table = np.zeros((len(rows.start) - 1, problem.amount.shape[1]), np.int64)
        mine = rows.row == row
        np.add.at(table, place[mine], rows.coefficient[mine])
        found.append(Milestone(row=row, low=int(rows.low[row]), coefficient=table.reshape(-1, MONTHS, table.shape[1])))
    return tuple(found)


def realised(first: Ints, month: Ints, late: NDArray[np.integer]) -> Ints:
    """实现月份 · The month in which a thing planned is really supplied."""
    return np.maximum(month, np.minimum(MONTHS, first + late))


def counted(problem: Problem, milestone: Milestone, weights: Ints) -> Ints:
    """计入 · By option, planned month and field: coefficients summed over months late with these weights by parcel."""
    total = np.zeros((problem.options, MONTHS, problem.amount.shape[1]), np.int64)
    every = np.arange(1, MONTHS + 1)[None, :]
    of_option = weights[problem.parcel_of]
    for late in range(weights.shape[1]):
        at = realised(problem.first[:, None], every, np.array(late))
        total += of_option[:, late, None, None] * milestone.coefficient[problem.cell[:, None], at - 1]
    return total


def units_of(problem: Problem, coefficient: Ints) -> Ints:
    """单位 · By option and month what coefficients by field come to."""
    return np.asarray((coefficient * problem.amount[:, None, :]).sum(axis=2), dtype=np.int64)
