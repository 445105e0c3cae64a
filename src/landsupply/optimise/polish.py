"""打磨 · Brings a plan nearer to its bound by solving small parts of it to the end, the rest held still.

A part is what stands in a few neighbouring months together with what stands nowhere: a programme small enough to be
solved well within a few nodes. Parts follow in a fixed order, so the same plan is polished the same way.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from landsupply.optimise.columns import Columns
from landsupply.optimise.programme import Programme
from landsupply.optimise.solve import Limits, Solution, solve
from landsupply.plan.problem import Floats, Mask

#: Months freed together; overlapping, so that parcels can travel.
WINDOWS = ((1, 4), (4, 6), (6, 8), (8, 10), (10, 12), (3, 5), (5, 7), (7, 9), (9, 12))
_PASSES = 2
_PART = Limits(gap=5e-5, nodes=60)


def polish(columns: Columns, programme: Programme, cost: Floats, found: Solution, limits: Limits) -> Solution:
    """打磨 · The best solution met; its bound is the whole programme's, never a part's."""
    best = found
    for _ in range(_PASSES):
        before = best.value
        for first, last in WINDOWS:
            if best.gap <= limits.enough:
                return best
            part = hold(programme, columns, best, _within(columns, best, first, last))
            answer = solve(part, cost, replace(_PART, seconds=limits.seconds), best.values)
            if answer.is_plan and answer.value > best.value:
                best = replace(answer, bound=best.bound, stop=best.stop)
        if best.value <= before:
            break
    return best


def _within(columns: Columns, solution: Solution, first: int, last: int) -> Mask:
    """The columns of parcels that stand in the months, and of those that stand nowhere."""
    stands = solution.values[: columns.count] > 0.5
    month_of = np.zeros(len(columns.parcels), dtype=np.int64)
    month_of[columns.parcel[stands]] = columns.month[stands]
    theirs = month_of[columns.parcel]
    return np.asarray((theirs == 0) | ((theirs >= first) & (theirs <= last)), dtype=bool)


def hold(programme: Programme, columns: Columns, solution: Solution, free: Mask) -> Programme:
    """固定其余 · The programme with every binary outside the free columns at its present value."""
    return programme.within(*held_still(programme, columns, solution.values, free))


def held_still(programme: Programme, columns: Columns, values: Floats, free: Mask) -> tuple[Floats, Floats]:
    """固定上下界 · Bounds of the variables with every binary outside the free columns at its present value."""
    lower, upper = programme.lower.copy(), programme.upper.copy()
    present = np.round(values[: columns.count])
    still = np.flatnonzero(~free)
    lower[still] = present[still]
    upper[still] = present[still]
    return lower, upper
