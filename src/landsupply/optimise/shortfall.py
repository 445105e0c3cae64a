"""最小缺口 · When nothing fits: how little the named lines must give, in hectares, so that a lawful plan exists."""

from __future__ import annotations

from dataclasses import replace

from landsupply.measure.fault import SolveFault
from landsupply.optimise.programme import Programme
from landsupply.optimise.solve import Limits, solve
from landsupply.plan.problem import Floats
from landsupply.plan.target import Line

#: A millionth of a hectare is 0.01 m²; what the solver leaves below it is its own tolerance, not a miss.
_NOISE = 2e-6
#: The relaxed programme gets this much more than the least miss, so that it stays solvable; all is recomputed
#: exactly afterwards.
_EASE = 1e-6
#: The least miss is sought nearer than any goal, with more nodes.
_GAP, _NODES = 1e-4, 2_000


def least_miss(programme: Programme, limits: Limits) -> tuple[dict[Line, tuple[float, float]], Floats]:
    """最小缺口 · Per named line the hectares it must be short and over, and a plan that misses no more.

    Logic rows (once per parcel, phases, locks) are never relaxed. SolveFault S002 when they alone cannot hold.
    """
    elastic, cost, lines = programme.elastic()
    answer = solve(elastic, cost, replace(limits, gap=min(_GAP, limits.gap), nodes=_NODES))
    if not answer.is_plan:
        raise SolveFault("S002")
    misses = answer.values[programme.width :]
    given = {}
    for i, line in enumerate(lines):
        short, over = float(misses[2 * i]), float(misses[2 * i + 1])
        if short > _NOISE or over > _NOISE:
            given[line] = (short + _EASE if short > _NOISE else 0.0, over + _EASE if over > _NOISE else 0.0)
    return given, answer.values[: programme.width]
