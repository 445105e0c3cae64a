"""合力排障 · Few parcels whose clearing together lets every row be kept, as shares of parcels tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from landsupply.optimise.explain.conflict_value import Clearing
from landsupply.optimise.explain.filters import is_missed, missing
from landsupply.optimise.explain.linear import Linear
from landsupply.optimise.explain.remedies import opened_by, with_clearings
from landsupply.optimise.explain.ways import Ways, ways_of
from landsupply.plan.problem import Ints, Problem

#: A share of a parcel below this is the solver's arithmetic.
_SHARE = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """合力排障 · Options that must be open earlier, each with the month it needs; how many parcels at least."""

    needed: tuple[tuple[int, int], ...]
    at_least: int


def together(problem: Problem, clearings: Sequence[Clearing]) -> Together | None:
    """合力排障 · The clearings with which everything fits; None where all of them together are not enough."""
    if not clearings:
        return None
    ways = ways_of(with_clearings(problem, clearings))
    linear = Linear(ways)
    answer = missing(linear)
    if answer is None or is_missed(linear, answer):
        return None
    opened = opened_by(problem, ways, None)
    cost = np.zeros(ways.count)
    cost[opened] = -1.0
    linear.aim(cost)
    linear.aim_at_misses(np.zeros(linear.rows))
    linear.allow(np.zeros(linear.rows, dtype=bool))
    answer = linear.solved()
    if answer is None:
        return None
    used = opened[answer.share[opened] > _SHARE]
    needed = _latest(ways, used)
    return Together(needed=needed, at_least=int(np.ceil(float(answer.share[opened].sum()) - 1e-6)))


def _latest(ways: Ways, used: Ints) -> tuple[tuple[int, int], ...]:
    """Of the columns used, one option of each parcel with the earliest month in which it is."""
    found: dict[int, tuple[int, int]] = {}
    parcel_of = ways.problem.parcel_of
    for option, month in zip(ways.option[used].tolist(), ways.month[used].tolist(), strict=True):
        parcel = int(parcel_of[option])
        known = found.get(parcel)
        found[parcel] = (option, month if known is None else min(month, known[1]))
    return tuple(found[parcel] for parcel in sorted(found))
