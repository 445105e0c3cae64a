"""不可行证明 · Whole prices under which what some rows demand exceeds all that the blocks can give."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from landsupply.plan.certificate_check import leaf_total
from landsupply.plan.certificate_value import Leaf
from landsupply.plan.problem import OPEN_HIGH, OPEN_LOW, Floats, Ints, Problem

#: Digits kept beyond those that decide.
_SPARE = 12
_MOST = 62


def proof(problem: Problem, rows: Ints, prices: Floats, missed: float) -> tuple[int, ...]:
    """证明 · Whole prices of these rows that prove there is no plan, as recomputed; none where they fail.

    `missed` is what the prices say is missed in all.
    """
    asked = problem.rows
    size = sum(max(_size(int(asked.low[row])), _size(int(asked.high[row]))) for row in rows.tolist())
    digits = math.ceil(math.log2(max(1.0, size) / missed)) if missed > 0 else _MOST
    for spare in (_SPARE, 2 * _SPARE):
        whole = [0] * asked.count
        for row in rows.tolist():
            whole[row] = _allowed(problem, row, round(math.ldexp(float(prices[row]), digits + spare)))
        if proves(problem, tuple(whole)):
            return tuple(whole)
    return ()


def proves(problem: Problem, prices: tuple[int, ...]) -> bool:
    """是否证明 · Whether the prices prove in exact whole numbers that no choice keeps the rows they are put on."""
    priced = np.array([price != 0 for price in prices], dtype=bool)
    if not priced.any():
        return False
    alone = only(problem, np.flatnonzero(priced))
    return leaf_total(alone, 1, Leaf(prices=prices, farkas=True), {}) is None


def only(problem: Problem, rows: Ints) -> Problem:
    """只留 · The problem with these rows' bounds and no others."""
    kept = np.isin(np.arange(problem.rows.count), rows)
    low, high = np.where(kept, problem.rows.low, OPEN_LOW), np.where(kept, problem.rows.high, OPEN_HIGH)
    return replace(problem, rows=replace(problem.rows, low=low, high=high))


def _size(bound: int) -> int:
    return 0 if bound in (OPEN_LOW, OPEN_HIGH) else abs(bound)


def _allowed(problem: Problem, row: int, price: int) -> int:
    """No price on an open side."""
    rows = problem.rows
    is_open = rows.high[row] >= OPEN_HIGH if price > 0 else rows.low[row] <= OPEN_LOW
    return 0 if is_open else price
