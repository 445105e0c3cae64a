"""最少变动 · The choice that costs least, proven: first under the rows that bind, then under those that it would miss.

Most rows say nothing of a least change, and months are alike to rows that count the year. So a small model is asked,
which knows some rows, and one column for all that these rows cannot tell apart: what it proves holds for the problem.
Its answer is completed with months; where that fails, it is told the rows that were missed and asked again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import highspy
import numpy as np

from landsupply.optimise.explain.linear import Answer, Linear
from landsupply.optimise.explain.ways import Ways
from landsupply.optimise.solver import solver
from landsupply.plan.problem import MONTHS, Floats, Ints, Mask, Rows

_NEAR = 1e-6
#: Costs are whole numbers, so what is within less than one of a bound is the best.
_WHOLE = 0.999
#: How far above the relaxation a choice is first sought: as much as one parcel added.
_REACH = 4
#: Questions to the small model.
_ROUNDS = 40
_ENDS = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """所问 · The relaxation and its answer to these costs, the blocks that must stand, and nodes for a question."""

    linear: Linear
    answer: Answer
    cost: Ints
    must: Mask
    nodes: int

    @property
    def ways(self) -> Ways:
        """取法 · The columns."""
        return self.linear.ways

    def sum(self, columns: Ints) -> int:
        """合计 · What some columns cost together."""
        return int(self.cost[columns].sum())

    def missed(self, columns: Ints) -> Mask:
        """未满足的行 · The rows that these columns miss, in exact whole numbers."""
        taken = np.zeros(self.ways.count, dtype=bool)
        taken[columns] = True
        mine = taken[self.ways.column]
        rows = self.ways.problem.rows
        reached = np.zeros(rows.count, np.int64)
        np.add.at(reached, self.ways.row[mine], self.ways.units[mine])
        return np.asarray((reached < rows.low) | (reached > rows.high), dtype=bool)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fewest:
    """最少变动 · The columns that cost least (none where none were met), and the cost that nothing is below."""

    columns: Ints | None
    least: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Alike:
    """Columns, the group of each under some rows, and of every group the column that costs least."""

    columns: Ints
    group: Ints
    first: Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Found:
    """What the small model says: columns, the cost that none of its choices is below, whether it came to its end."""

    columns: Ints | None
    least: float
    is_end: bool


def fewest(asked: Asked) -> Fewest:
    """最少变动 · What costs least; `least` is infinite where nothing fits at all."""
    rounds = _Rounds(asked)
    for _ in range(_ROUNDS):
        if rounds.is_done or not rounds.goes_on():
            break
    return Fewest(columns=rounds.best, least=rounds.least)


class _Rounds:
    """The best choice met, the bound proven, the rows told so far, and how far above the bound is looked."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.best: Ints | None = None
        self.least: float = math.ceil(-asked.answer.objective - _NEAR)
        self.rows = _counting_the_year(asked.ways.problem.rows) | (np.abs(asked.answer.prices) > 0)
        self.reach = _REACH
        self.open = asked.linear.top > 0
        self.loss = _losses(asked, self.open)

    @property
    def is_done(self) -> bool:
        return self.best is not None and self.asked.sum(self.best) <= self.least

    def goes_on(self) -> bool:
        """One question; False where another would tell nothing new."""
        ceiling = self.least + self.reach
        most = ceiling if self.best is None else min(ceiling, self.asked.sum(self.best) - 1)
        near = self.open & (self.loss <= most + self.asked.answer.objective + _NEAR)
        beyond = math.inf if bool((near == self.open).all()) else most + 1
        alike = _alike(self.asked.ways, self.asked.cost, np.flatnonzero(near), self.rows)
        found = _asked_of(self.asked, alike.columns[alike.first], self.rows, self.asked.must)
        known = math.inf if self.best is None else self.asked.sum(self.best)
        self.least = max(self.least, min(found.least, beyond, known))
        if found.columns is None or self.asked.sum(found.columns) >= beyond:
            self.reach = max(1, 2 * self.reach)
            return found.is_end and math.isfinite(beyond)
        self.reach = 0
        return self._completed(found.columns, alike) and found.is_end

    def _completed(self, columns: Ints, alike: _Alike) -> bool:
        """The answer with its months; False where it taught nothing."""
        missed = self.asked.missed(columns)
        whole = _with_months(self.asked, columns, alike) if missed.any() else columns
        is_better = whole is not None and (self.best is None or self.asked.sum(whole) < self.asked.sum(self.best))
        if is_better:
            self.best = whole
        new = missed & ~self.rows
        self.rows = self.rows | new
        return is_better or bool(new.any())


def _with_months(asked: Asked, columns: Ints, alike: _Alike) -> Ints | None:
    """The same choice in months that keep every row: what changes may be anything of its group, the rest stays."""
    place = np.full(asked.ways.count, -1, np.int64)
    place[alike.columns[alike.first]] = np.arange(len(alike.first))
    taken = np.zeros(len(alike.first), dtype=bool)
    taken[place[columns]] = True
    is_free = np.zeros(asked.ways.problem.blocks, dtype=bool)
    is_free[asked.ways.block[columns[_changes(asked, columns)]]] = True
    own = alike.columns[taken[alike.group]]
    kept = is_free[asked.ways.block[own]] | np.isin(own, columns)
    must = asked.must.copy()
    must[asked.ways.block[columns]] = True
    every = np.ones(asked.linear.rows, dtype=bool)
    found = _asked_of(asked, own[kept], every, must).columns
    return None if found is None or asked.missed(found).any() else found


def _changes(asked: Asked, columns: Ints) -> Mask:
    """Which of these columns do not just leave their block as it was, which costs less than nought by whole fours."""
    cheapest = np.zeros(asked.ways.problem.blocks, np.int64)
    np.minimum.at(cheapest, asked.ways.block, asked.cost)
    cost = asked.cost[columns]
    return np.asarray((cost >= 0) | (cost % 4 != 0) | (cost > cheapest[asked.ways.block[columns]]), dtype=bool)


def _losses(asked: Asked, is_open: Mask) -> Floats:
    """What each column gives away at the relaxation's prices against the best its block may do."""
    best, worth = np.where(asked.must, -np.inf, 0.0), asked.answer.worth
    np.maximum.at(best, asked.ways.block[is_open], worth[is_open])
    return np.asarray(best[asked.ways.block] - worth, dtype=np.float64)


def _counting_the_year(rows: Rows) -> Mask:
    """Rows to which all months are alike: knowing them splits nothing."""
    if not len(rows.row):
        return np.ones(rows.count, dtype=bool)
    place = np.repeat(np.arange(len(rows.start) - 1), np.diff(rows.start))
    key, of = np.unique(place // MONTHS * rows.count + rows.row, return_inverse=True)
    first = np.full(len(key), len(rows.row), np.int64)
    np.minimum.at(first, of, np.arange(len(of)))
    is_same = (rows.coefficient == rows.coefficient[first[of]]).all(axis=1)
    alike = np.bincount(of, is_same, len(key)) == MONTHS
    splits = np.zeros(rows.count, dtype=bool)
    splits[key[~alike] % rows.count] = True
    return ~splits


def _alike(ways: Ways, cost: Ints, columns: Ints, rows: Mask) -> _Alike:
    """Columns of one block that count the same on every one of these rows are one group."""
    place, at = np.full(ways.count, -1, np.int64), np.cumsum(rows)
    place[columns] = np.arange(len(columns))
    mine = (place[ways.column] >= 0) & rows[ways.row]
    told = np.zeros((len(columns), 1 + int(rows.sum())), np.int64)
    told[:, 0] = ways.block[columns]
    told[place[ways.column[mine]], at[ways.row[mine]]] = ways.units[mine]
    whole = told.view(np.dtype((np.void, told.dtype.itemsize * told.shape[1]))).ravel()
    group = np.unique(whole, return_inverse=True)[1].ravel()
    order = np.lexsort((np.arange(len(columns)), cost[columns], group))
    return _Alike(columns=columns, group=group, first=order[np.flatnonzero(np.diff(group[order], prepend=-1))])


def _asked_of(asked: Asked, columns: Ints, rows: Mask, must: Mask) -> _Found:
    """The whole columns that cost least under these rows alone."""
    if not len(columns):
        fits = not must.any() and not (asked.missed(columns) & rows).any()
        return _Found(columns=columns if fits else None, least=0 if fits else math.inf, is_end=True)
    highs = solver(
        mip_max_nodes=asked.nodes,
        mip_abs_gap=_WHOLE,
        mip_rel_gap=0.0,
        mip_allow_restart=False,
        mip_heuristic_effort=0.01,
    )
    highs.passModel(_model(asked, columns, rows, must))
    highs.run()
    is_end, information = highs.getModelStatus() in _ENDS, highs.getInfo()
    if information.primal_solution_status != 2:
        return _Found(columns=None, least=math.inf if is_end else -math.inf, is_end=is_end)
    share = np.array(highs.getSolution().col_value)
    least = math.ceil(float(information.mip_dual_bound) - _NEAR)
    return _Found(columns=columns[share > 0.5], least=least, is_end=is_end)


def _model(asked: Asked, columns: Ints, rows: Mask, must: Mask) -> highspy.HighsLp:
    linear, ways = asked.linear, asked.ways
    told, at = np.flatnonzero(rows), np.cumsum(rows) - 1
    blocks, of = np.unique(ways.block[columns], return_inverse=True)
    place = np.full(ways.count, -1, np.int64)
    place[columns] = np.arange(len(columns))
    mine = (place[ways.column] >= 0) & rows[ways.row]
    row = np.concatenate([at[ways.row[mine]], len(told) + of])
    column = np.concatenate([place[ways.column[mine]], np.arange(len(columns))])
    entry = np.concatenate([ways.units[mine] / linear.unit[ways.row[mine]], np.ones(len(columns))])
    order = np.argsort(column, kind="stable")
    unit = linear.unit[told]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(columns), len(told) + len(blocks)
    lp.col_cost_ = asked.cost[columns].astype(np.float64)
    lp.col_lower_, lp.col_upper_ = np.zeros(len(columns)), np.ones(len(columns))
    lp.row_lower_ = np.concatenate([linear.low[told] / unit, must[blocks].astype(np.float64)])
    lp.row_upper_ = np.concatenate([linear.high[told] / unit, np.ones(len(blocks))])
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(columns)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.searchsorted(column[order], np.arange(len(columns) + 1)).astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = row[order].astype(np.int32), entry[order]
    return lp
