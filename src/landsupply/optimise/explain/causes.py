"""原因 · All that stands against a plan, as sets of rows with none in common: rows alone, then several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from landsupply.optimise.explain.alone import attainable, impossible
from landsupply.optimise.explain.conflict_value import Cause, Ground, Reach
from landsupply.optimise.explain.farkas import only, proof
from landsupply.optimise.explain.filters import EXACT, Irreducible, irreducible
from landsupply.optimise.explain.linear import Answer, Linear
from landsupply.optimise.explain.remedies import rounded_down, rounded_up, widenings
from landsupply.optimise.explain.ways import Ways
from landsupply.optimise.explain.whole import Effort, mended
from landsupply.plan.problem import Choice, Floats, Ints, activity_of

#: More causes than these are not sought: whoever mends so many asks again.
MOST = 8
#: Whole parcels that keep all but one row of a cause: nodes, and blocks freed beside the split ones.
_EFFORT = Effort(nodes=200, relative=1.0)
_FREED = 120


def causes_of(linear: Linear, answer: Answer) -> tuple[Cause, ...]:
    """原因 · Disjoint irreducible sets, until what is left of the rows can hold; `answer` are the least misses of all.

    The model is left with every row bound as the problem has it.
    """
    every = np.arange(linear.rows)
    least, most = attainable(linear.ways)
    found = [_alone(linear.ways, row, (least, most)) for row in impossible(linear.ways).tolist()]
    first: Answer | None = answer
    while len(found) < MOST:
        live = np.setdiff1d(every, [row for cause in found for row in cause.rows])
        reduced = irreducible(linear, live, first)
        if reduced is None:
            break
        cause = _cause(linear, reduced)
        linear.restore(every)
        linear.forget()
        cause = replace(cause, remedies=widenings(linear, cause, found))
        found.append(cause)
        if cause.remedies:
            break
        first = None
    linear.restore(every)
    linear.forget()
    done = [cause if cause.remedies else replace(cause, remedies=widenings(linear, cause, found)) for cause in found]
    return tuple(done)


def _alone(ways: Ways, row: int, reach: tuple[Ints, Ints]) -> Cause:
    """A row that no choice can keep, whatever the others ask."""
    problem, low, high = ways.problem, int(reach[0][row]), int(reach[1][row])
    prices = [0] * problem.rows.count
    prices[row] = -1 if high < problem.rows.low[row] else 1
    block, column = np.unique(ways.block, return_index=True)
    return Cause(
        rows=(row,),
        ground=Ground.SHARES,
        prices=tuple(prices),
        witnesses=(ways.choice(column[ways.must[block]]),),
        reaches=(Reach(row=row, low=low, high=high),),
        remedies=(),
    )


def _cause(linear: Linear, reduced: Irreducible) -> Cause:
    problem = linear.ways.problem
    return Cause(
        rows=tuple(reduced.rows.tolist()),
        ground=Ground.SHARES,
        prices=proof(problem, reduced.rows, reduced.prices, reduced.missed),
        reaches=tuple(_reaches(linear, reduced.rows)),
        witnesses=tuple(_witnesses(linear, reduced)),
        remedies=(),
    )


def _reaches(linear: Linear, rows: Ints) -> Iterator[Reach]:
    """What each row can be while the others of its set hold: one least and one most."""
    linear.allow(np.zeros(linear.rows, dtype=bool))
    for row in rows.tolist():
        linear.free(np.array([row]))
        cost = linear.row_costs(row) / linear.unit[row]
        found = [_extreme(linear, sign * cost) for sign in (-1.0, 1.0)]
        linear.restore(np.array([row]))
        low, high = -found[0] * linear.unit[row], found[1] * linear.unit[row]
        noise = EXACT * linear.unit[row]
        yield Reach(row=row, low=rounded_up(low, noise), high=rounded_down(high, noise))


def _extreme(linear: Linear, cost: Floats) -> float:
    linear.aim(cost)
    answer = linear.solved()
    return answer.objective if answer is not None else 0.0


def _witnesses(linear: Linear, reduced: Irreducible) -> Iterator[Choice | None]:
    """Whole parcels that keep all rows but one: the shares that do, with the split ones settled."""
    linear.aim(np.zeros(linear.count))
    blocks = np.linspace(0, linear.ways.problem.blocks - 1, min(_FREED, linear.ways.problem.blocks)).astype(np.int64)
    for row, share in zip(reduced.rows.tolist(), reduced.shares, strict=True):
        linear.free(np.array([row]))
        found = mended(linear, share, blocks, _EFFORT)
        linear.restore(np.array([row]))
        yield _kept(linear, found.columns, reduced.rows[reduced.rows != row])


def _kept(linear: Linear, columns: Ints | None, rows: Ints) -> Choice | None:
    """The choice, where it keeps the rows in exact whole numbers."""
    if columns is None:
        return None
    choice = linear.ways.choice(columns)
    asked = only(linear.ways.problem, rows).rows
    reached = activity_of(linear.ways.problem, choice)
    return choice if bool(((reached >= asked.low) & (reached <= asked.high)).all()) else None
