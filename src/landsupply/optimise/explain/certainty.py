"""确定程度 · Of every parcel at once: whether no plan as good leaves it out, none has it, or neither is proven."""

from __future__ import annotations

import numpy as np

from landsupply.optimise.explain.answered import Answered, best_of_blocks, reduced
from landsupply.optimise.explain.reasons import Standing
from landsupply.optimise.explain.ways import Ways, ways_of
from landsupply.plan.problem import Floats, Problem


def standings(problem: Problem, found: Answered) -> tuple[Standing, ...]:
    """确定程度 · How sure each parcel's place is, as the prices prove."""
    ways = ways_of(problem)
    worth = reduced(ways, found.prices)
    best = best_of_blocks(ways, worth)
    within, without = _losses(ways, best[ways.block] - worth, np.where(ways.must, np.inf, best))
    spare = max(0.0, found.priced_bound - found.value)
    return tuple(
        Standing.PROVEN_IN if out > spare else Standing.PROVEN_OUT if inside > spare else Standing.INTERCHANGEABLE
        for inside, out in zip(within.tolist(), without.tolist(), strict=True)
    )


def _losses(ways: Ways, loss: Floats, empty: Floats) -> tuple[Floats, Floats]:
    """By parcel the least that is given away with it, and without it."""
    problem = ways.problem
    within, without = np.full(problem.parcels, np.inf), empty[problem.block_of]
    members = np.array([ways.option, ways.second])
    parcel = np.where(members >= 0, problem.parcel_of[np.maximum(members, 0)], -1)
    for one in parcel:
        has = one >= 0
        np.minimum.at(within, one[has], loss[has])
    for block in np.flatnonzero(np.diff(problem.block_start) > 1).tolist():
        mine = np.flatnonzero(ways.block == block)
        for other in range(int(problem.block_start[block]), int(problem.block_start[block + 1])):
            away = mine[(parcel[:, mine] != other).all(axis=0)]
            without[other] = min(without[other], float(loss[away].min(initial=np.inf)))
    return within, without
