"""补救 · The single row whose widening makes everything fit; the single obstacle whose clearing does."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from landsupply.optimise.explain.conflict_value import Cause, Cleared, Clearing, Miss
from landsupply.optimise.explain.filters import EXACT, NOISE, missing
from landsupply.optimise.explain.linear import Answer, Linear
from landsupply.optimise.explain.ways import Ways, ways_of
from landsupply.plan.problem import Floats, Ints, Problem

#: So many obstacles are looked into, those first that promise most.
MOST = 12


def rounded_up(figure: float, noise: float) -> int:
    """向上取整 · The whole number not below, what is within noise of one taken for it."""
    return math.ceil(figure - noise)


def rounded_down(figure: float, noise: float) -> int:
    """向下取整 · The whole number not above, what is within noise of one taken for it."""
    return math.floor(figure + noise)


def misses_of(linear: Linear, answer: Answer) -> tuple[Miss, ...]:
    """缺口 · The rows that are missed, in whole units that are enough; rows whose bounds cross by that much more."""
    rows = linear.ways.problem.rows
    crossed = np.maximum(rows.low - rows.high, 0)
    found = []
    for row in np.flatnonzero((np.maximum(answer.short, answer.over) > NOISE * linear.unit) | (crossed > 0)).tolist():
        noise = EXACT * linear.unit[row]
        short, over = (max(0, rounded_up(float(side[row]), noise)) for side in (answer.short, answer.over))
        found.append(Miss(row=row, short=short + int(crossed[row]), over=over))
    return tuple(found)


def missed(problem: Problem, misses: Sequence[Miss]) -> float:
    """缺口合计 · Misses in parts of their rows' scales, added up."""
    return float(sum((one.short + one.over) / problem.rows.scale[one.row] for one in misses))


def widenings(linear: Linear, cause: Cause, causes: Sequence[Cause]) -> tuple[Miss, ...]:
    """单行补救 · The widenings of one of a cause's rows that suffice, the least first.

    The rows of the other causes are let go meanwhile; all others hold. Every row is bound before and after.
    """
    linear.aim(np.zeros(linear.count))
    others = np.array([row for other in causes if other.rows != cause.rows for row in other.rows], np.int64)
    linear.free(others)
    found = [miss for row in cause.rows for miss in _widened(linear, row)]
    linear.restore(others)
    return tuple(sorted(found, key=lambda one: (missed(linear.ways.problem, [one]), one.row)))


def _widened(linear: Linear, row: int) -> Iterator[Miss]:
    """The least miss of one row while no other is missed."""
    mine = np.arange(linear.rows) == row
    linear.allow(mine)
    linear.aim_at_misses(np.where(mine, 1.0 / linear.unit, 0.0))
    answer = linear.solved()
    if answer is not None:
        yield from (miss for miss in misses_of(linear, answer) if miss.row == row)


def with_clearings(problem: Problem, clearings: Sequence[Clearing]) -> Problem:
    """排障后 · The problem with every obstacle cleared: the windows of those options as wide as they could be."""
    first, last = problem.first.copy(), problem.last.copy()
    for one in clearings:
        is_shut = first[one.option] > last[one.option]
        first[one.option] = one.first if is_shut else min(one.first, first[one.option])
        last[one.option] = one.last if is_shut else max(one.last, last[one.option])
    return replace(problem, first=first, last=last)


def cleared(problem: Problem, clearings: Sequence[Clearing]) -> tuple[Cleared, ...]:
    """排障补救 · What is missed with one obstacle cleared, the best first; none that saves nothing."""
    if not clearings:
        return ()
    ways = ways_of(with_clearings(problem, clearings))
    linear = Linear(ways)
    linear.shut(opened_by(problem, ways, None))
    answer = missing(linear)
    if answer is None:
        return ()
    gains = _gains(linear, answer.prices)
    columns = [opened_by(problem, ways, one) for one in clearings]
    promise = [max([0.0, *gains[mine].tolist()]) for mine in columns]
    best = sorted((at for at in range(len(clearings)) if promise[at] > 0), key=lambda at: (-promise[at], at))[:MOST]
    found = [_with_one(linear, clearings[at], columns[at]) for at in best]
    before = missed(problem, misses_of(linear, answer))
    return tuple(sorted((one for one in found if one.missed < before), key=lambda one: one.missed))


def _with_one(linear: Linear, clearing: Clearing, columns: Ints) -> Cleared:
    linear.open(columns)
    after = missing(linear)
    linear.shut(columns)
    misses = () if after is None else misses_of(linear, after)
    return Cleared(clearing=clearing, misses=misses, missed=missed(linear.ways.problem, misses))


def opened_by(problem: Problem, ways: Ways, clearing: Clearing | None) -> Ints:
    """所开列 · The columns outside the problem's own windows that one clearing alone opens; all of them for none."""
    fits, is_new = np.ones(ways.count, dtype=bool), np.zeros(ways.count, dtype=bool)
    for option, month in ((ways.option, ways.month), (ways.second, ways.second_month)):
        of = np.maximum(option, 0)
        is_open = (option < 0) | ((problem.first[of] <= month) & (month <= problem.last[of]))
        if clearing is not None:
            mine = (option == clearing.option) & (clearing.first <= month) & (month <= clearing.last)
            fits &= is_open | mine
        is_new |= ~is_open
    return np.flatnonzero(fits & is_new)


def _gains(linear: Linear, prices: Floats) -> Floats:
    """By column how far it is above its block's open ones at the prices: no clearing saves more than that."""
    ways = linear.ways
    worth = -np.bincount(ways.column, ways.units * prices[ways.row], ways.count)
    best = np.where(ways.must, -np.inf, 0.0)
    is_open = linear.top > 0
    np.maximum.at(best, ways.block[is_open], worth[is_open])
    return np.asarray(worth - best[ways.block], dtype=np.float64)
