"""冲突 · Why no plan exists: the least that rows must give, which cannot hold together, what would help.

Logic is never relaxed: once per parcel, alternatives, order of pairs, what must stand, windows of months.
"""

from __future__ import annotations

from collections.abc import Sequence

from landsupply.measure.fault import SolveFault
from landsupply.optimise.explain.causes import causes_of
from landsupply.optimise.explain.conflict_value import Clearing, Conflict
from landsupply.optimise.explain.filters import missing
from landsupply.optimise.explain.linear import Linear
from landsupply.optimise.explain.remedies import cleared, missed, misses_of
from landsupply.optimise.explain.ways import ways_of
from landsupply.optimise.explain.whole_causes import whole_conflict
from landsupply.plan.problem import Problem


def conflict(problem: Problem, clearings: Sequence[Clearing] = ()) -> Conflict | None:
    """冲突 · Why nothing fits, and what would; None where something does, or nothing is known to stand against it.

    `clearings` are obstacles that might be cleared, each looked at alone.
    """
    found = conflict_of_shares(problem, clearings)
    if found is not None or not problem.rows.count:
        return found
    return whole_conflict(Linear(ways_of(problem)))


def conflict_of_shares(problem: Problem, clearings: Sequence[Clearing] = ()) -> Conflict | None:
    """份额冲突 · The same, as far as it stands even where parcels might be split; None where shares of them fit."""
    ways = ways_of(problem)
    if len(ways.stuck):
        stuck = tuple(ways.stuck.tolist())
        return Conflict(stuck=stuck, misses=(), missed=0.0, is_whole=False, causes=(), cleared=())
    if not problem.rows.count:
        return None
    linear = Linear(ways)
    answer = missing(linear)
    if answer is None:
        raise SolveFault("S002")
    misses = misses_of(linear, answer)
    if not misses:
        return None
    return Conflict(
        stuck=(),
        misses=misses,
        missed=missed(problem, misses),
        is_whole=False,
        causes=causes_of(linear, answer),
        cleared=cleared(problem, clearings),
    )
