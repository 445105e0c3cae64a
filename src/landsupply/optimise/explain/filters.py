"""筛选 · An irreducible set of rows that cannot hold together: those with a weight in the misses, one by one.

What can be missed is missed at a cost, so every question has an answer to start the next one from, and every answer's
prices say which rows it rests on: the others leave at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from landsupply.optimise.explain.linear import Answer, Linear
from landsupply.plan.problem import Floats, Ints

#: A miss below this part of a row's usual entry is the solver's tolerance; so is a weight below it.
NOISE = 1e-7
#: What the solver may be off, as a part of a row's usual entry, where a figure is made whole.
EXACT = 4e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Irreducible:
    """不可约集 · The rows, prices under which they miss, what is missed in all, shares that keep all but each one."""

    rows: Ints
    prices: Floats
    missed: float
    shares: tuple[Floats, ...]


def is_missed(linear: Linear, answer: Answer) -> bool:
    """有缺口 · Whether any row is missed by more than tolerance."""
    return bool((np.maximum(answer.short, answer.over) > NOISE * linear.unit).any())


def per_scale(linear: Linear) -> Floats:
    """单位缺口代价 · One for a miss of a row's whole scale."""
    return 1.0 / linear.ways.problem.rows.scale


def missing(linear: Linear) -> Answer | None:
    """最小缺口 · The least misses of the rows as they are bound now, weighted by their scales."""
    linear.aim(np.zeros(linear.count))
    linear.aim_at_misses(per_scale(linear) / _usual(linear))
    linear.allow(np.ones(linear.rows, dtype=bool))
    return linear.solved()


def _usual(linear: Linear) -> float:
    """So that the costs the solver sees are near one."""
    return float(np.median(linear.unit / linear.ways.problem.rows.scale)) if linear.rows else 1.0


def weights(linear: Linear, answer: Answer) -> Floats:
    """权重 · By row how much of the misses rests on it: 1 for a row that is itself missed."""
    return np.abs(answer.prices) * linear.ways.problem.rows.scale * _usual(linear)


def irreducible(linear: Linear, live: Ints, answer: Answer | None) -> Irreducible | None:
    """不可约集 · Of these rows some that cannot hold together though all but any one of them can; None where all can.

    `answer` may be the misses of more rows: what those rest on is tried first. The model is left with the set bound.
    """
    last = None
    for rows in (() if answer is None else (_resting(linear, answer, live),)) + (live,):
        linear.restore(rows)
        linear.free(np.setdiff1d(np.arange(linear.rows), rows))
        linear.forget()
        last = missing(linear)
        if last is not None and is_missed(linear, last):
            return _deleted(linear, _resting(linear, last, rows), last)
    return None


def _deleted(linear: Linear, rows: Ints, last: Answer) -> Irreducible:
    """Row after row is let go, the lightest first: what still misses does not need it."""
    linear.free(np.setdiff1d(np.arange(linear.rows), rows))
    shares = dict[int, Floats]()
    while untried := [row for row in rows.tolist() if row not in shares]:
        weight = weights(linear, last)
        row = min(untried, key=lambda one: (weight[one], one))
        linear.free(np.array([row]))
        tried = missing(linear)
        if tried is not None and is_missed(linear, tried):
            left = _resting(linear, tried, rows[rows != row])
            linear.free(np.setdiff1d(rows, left))
            rows, last = left, tried
        else:
            linear.restore(np.array([row]))
            shares[row] = tried.share if tried is not None else np.zeros(linear.count)
    final = missing(linear) or last
    missed = float(((final.short + final.over) * per_scale(linear)).sum()) / _usual(linear)
    return Irreducible(
        rows=rows, prices=final.prices, missed=missed, shares=tuple(shares[row] for row in rows.tolist())
    )


def _resting(linear: Linear, answer: Answer, live: Ints) -> Ints:
    """The rows that the misses rest on; all where tolerance hides them."""
    resting = live[weights(linear, answer)[live] > NOISE]
    return resting if len(resting) else live
