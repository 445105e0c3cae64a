"""行价 · What one more and one less of a row's bound is worth, each seen by moving it and solving again.

The best value is concave in a bound. Where it is read off at both ends of a move with the price at the far end, and the
three agree, the move lies on one straight piece and its slope is the one-sided price; else a shorter move is tried.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from landsupply.optimise.explain.answered import Answered
from landsupply.optimise.explain.linear import Answer, Linear
from landsupply.optimise.explain.ways import ways_of
from landsupply.plan.problem import Floats, Problem

#: The first move as a part of the row's scale; each next is an eighth of it.
_FIRST, _SHORTER, _TRIES = 1e-3, 0.125, 7
#: It is no less than this part of the usual entry.
_LEAST = 1e-2
_AGREE = 1e-6
#: A row this near its bound, in parts of its usual entry, is held by it.
_AT = 1e-6


class Side(StrEnum):
    """界 · Which bound of a row holds it: the lower, the upper, one that is both, or none."""

    LOW = "low"
    HIGH = "high"
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPrice:
    """行价 · What the best value gains for `unit` units more of the bound: on its left (from less) and on its right.

    `left` is never below `right`; None where the bound cannot move that way at all.
    """

    row: int
    side: Side
    left: float | None
    right: float | None
    unit: int


def prices_of(problem: Problem, found: Answered, rows: Sequence[int] | None = None) -> tuple[RowPrice, ...]:
    """行价 · The one-sided prices of these rows, of all where none are named; rows that hold nothing cost nothing."""
    linear = Linear(ways_of(problem))
    size = value_size(linear)
    linear.aim(linear.ways.value / size)
    ground = linear.solved()
    if ground is None:
        return ()
    wanted = range(linear.rows) if rows is None else rows
    reached = _reached(linear, ground)
    return tuple(_price(linear, row, _side(linear, row, reached[row]), ground.objective, size) for row in wanted)


def value_size(linear: Linear) -> float:
    """价值单位 · The power of two near what a column is usually worth, if it is worth anything."""
    values = np.abs(linear.ways.value)
    values = values[values > 0]
    usual = float(np.median(values)) if len(values) else 1.0
    return float(2.0 ** round(math.log2(max(1.0, usual))))


def _reached(linear: Linear, answer: Answer) -> Floats:
    ways = linear.ways
    reached = np.bincount(ways.row, ways.units * answer.share[ways.column], linear.rows)
    return np.asarray(reached, dtype=np.float64)


def _side(linear: Linear, row: int, reached: float) -> Side:
    near = _AT * linear.unit[row]
    if linear.low[row] == linear.high[row]:
        return Side.BOTH
    if reached <= linear.low[row] + near:
        return Side.LOW
    return Side.HIGH if reached >= linear.high[row] - near else Side.NONE


def _price(linear: Linear, row: int, side: Side, ground: float, size: float) -> RowPrice:
    scale = float(linear.ways.problem.rows.scale[row])
    unit = 10 ** max(0, math.floor(math.log10(max(1.0, scale / 100))))
    slopes = (0.0, 0.0) if side is Side.NONE else tuple(_slope(linear, row, side, way, ground) for way in (-1.0, 1.0))
    left, right = (None if slope is None else slope * size * unit for slope in slopes)
    return RowPrice(row=row, side=side, left=left, right=right, unit=unit)


def _slope(linear: Linear, row: int, side: Side, way: float, ground: float) -> float | None:
    """The slope of the best value when the bound moves this way; the model is left as it was."""
    step = max(_FIRST * float(linear.ways.problem.rows.scale[row]), _LEAST * float(linear.unit[row]))
    if side is not Side.BOTH:
        step = min(step, float(linear.high[row] - linear.low[row]))
    slope: float | None = None
    for _ in range(_TRIES):
        moved = _moved(linear, row, side, way * step)
        if moved is not None:
            slope = float(moved.prices[row])
            seen = (moved.objective - ground) / (way * step)
            if abs(seen - slope) <= _AGREE * max(abs(slope), abs(seen), 1.0 / linear.unit[row] * 1e-3):
                break
            slope = seen
        step *= _SHORTER
    linear.restore(np.array([row]))
    return slope


def _moved(linear: Linear, row: int, side: Side, by: float) -> Answer | None:
    low = linear.low[row] + (0.0 if side is Side.HIGH else by)
    high = linear.high[row] + (0.0 if side is Side.LOW else by)
    linear.bind(np.array([row]), np.array([low]), np.array([high]))
    return linear.solved()
