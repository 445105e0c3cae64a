"""整宗冲突 · Rows that shares of parcels can meet and whole ones cannot: the same questions by branch and bound.

Small cases end; where nodes run out nothing is claimed: a row stays in its set, and its witness is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from landsupply.optimise.explain.conflict_value import Cause, Conflict, Ground, Miss, Reach
from landsupply.optimise.explain.filters import is_missed, per_scale
from landsupply.optimise.explain.linear import Linear
from landsupply.optimise.explain.remedies import missed, misses_of
from landsupply.optimise.explain.whole import Effort, Integral, whole
from landsupply.plan.problem import Choice, Ints

_EFFORT = Effort(nodes=5_000)


def whole_conflict(linear: Linear) -> Conflict | None:
    """整宗冲突 · The least misses of whole parcels with one irreducible set; None where none are proven."""
    _aim(linear, np.ones(linear.rows, dtype=bool))
    found = whole(linear, _EFFORT)
    if found.answer is None or not is_missed(linear, found.answer) or not _fails(linear, np.arange(linear.rows)):
        return None
    misses = misses_of(linear, found.answer)
    return Conflict(
        stuck=(),
        misses=misses,
        missed=missed(linear.ways.problem, misses),
        is_whole=True,
        causes=(_cause(linear),),
        cleared=(),
    )


def _aim(linear: Linear, allowed: np.ndarray) -> None:
    linear.aim(np.zeros(linear.count))
    cost = per_scale(linear)
    linear.aim_at_misses(cost / float(np.median(cost * linear.unit)))
    linear.allow(allowed)


def _tried(linear: Linear, rows: Ints) -> Integral:
    """Whether these rows alone hold together: nothing may be missed, nothing is maximised."""
    every = np.arange(linear.rows)
    linear.restore(rows)
    linear.free(np.setdiff1d(every, rows))
    linear.allow(np.zeros(linear.rows, dtype=bool))
    linear.aim(np.zeros(linear.count))
    found = whole(linear, _EFFORT)
    linear.restore(every)
    return found


def _fails(linear: Linear, rows: Ints) -> bool:
    """Whether it is proven that they do not."""
    found = _tried(linear, rows)
    return found.columns is None and found.is_proven


def _cause(linear: Linear) -> Cause:
    rows = np.sort(_narrowed(linear, np.zeros(0, np.int64), np.arange(linear.rows)))
    return Cause(
        rows=tuple(rows.tolist()),
        ground=Ground.WHOLE,
        prices=(),
        witnesses=tuple(_witness(linear, rows[rows != row]) for row in rows),
        reaches=tuple(_reaches(linear, rows)),
        remedies=_remedies(linear, rows.tolist()),
    )


def _narrowed(linear: Linear, held: Ints, rows: Ints) -> Ints:
    """Of the rows the fewest that fail beside those held, by halves: what one half does not need is gone at once."""
    if len(rows) <= 1:
        return rows
    one, other = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    if _fails(linear, np.concatenate([held, one])):
        return _narrowed(linear, held, one)
    if _fails(linear, np.concatenate([held, other])):
        return _narrowed(linear, held, other)
    of_other = _narrowed(linear, np.concatenate([held, one]), other)
    held_too = np.concatenate([held, of_other])
    of_one = np.zeros(0, np.int64) if _fails(linear, held_too) else _narrowed(linear, held_too, one)
    return np.concatenate([of_one, of_other])


def _witness(linear: Linear, rows: Ints) -> Choice | None:
    found = _tried(linear, rows)
    return None if found.columns is None else linear.ways.choice(found.columns)


def _reaches(linear: Linear, rows: Ints) -> Iterator[Reach]:
    """The least and the most of each row while the others of the set hold; only what is proven."""
    every = np.arange(linear.rows)
    linear.allow(np.zeros(linear.rows, dtype=bool))
    for row in rows.tolist():
        linear.free(np.setdiff1d(every, rows[rows != row]))
        found: list[int] = []
        for sign in (-1.0, 1.0):
            linear.aim(sign * linear.row_costs(row) / linear.unit[row])
            one = whole(linear, _EFFORT)
            if one.answer is not None and one.is_proven:
                found.append(round(sign * one.answer.objective * linear.unit[row]))
        linear.restore(every)
        if len(found) == 2:
            yield Reach(row=row, low=found[0], high=found[1])


def _remedies(linear: Linear, rows: Sequence[int]) -> tuple[Miss, ...]:
    """By how much one row alone must give for all others to hold, the least first."""
    found: list[Miss] = []
    for row in rows:
        _aim(linear, np.arange(linear.rows) == row)
        one = whole(linear, _EFFORT)
        if one.answer is not None and one.is_proven:
            found.extend(miss for miss in misses_of(linear, one.answer) if miss.row == row)
    return tuple(sorted(found, key=lambda miss: (missed(linear.ways.problem, [miss]), miss.row)))
