"""最小缺口 · When nothing fits: how little the named lines must give, in hectares, so that a lawful plan exists."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from landsupply.measure.fault import SolveFault
from landsupply.optimise.columns import Columns
from landsupply.optimise.exchange import exchanged
from landsupply.optimise.kept import missed
from landsupply.optimise.programme import Programme
from landsupply.optimise.solve import Limits, Stop, solve
from landsupply.plan.problem import Floats
from landsupply.plan.target import Line

#: A millionth of a hectare is 0.01 m²; what the solver leaves below it is its own tolerance, not a miss.
_NOISE = 2e-6
#: The relaxed programme gets this much more than the least miss, so that it stays solvable; all is recomputed
#: exactly afterwards.
_EASE = 1e-4
#: The least miss is sought nearer than any goal; first with few nodes, then, from what exchanges made of it, with more.
_GAP, _NODES = 1e-4, (150, 600)


def least_miss(
    columns: Columns, programme: Programme, limits: Limits
) -> tuple[dict[Line, tuple[float, float]], Floats]:
    """最小缺口 · Per named line the hectares it must be short and over, and a plan that misses no more.

    Logic rows (once per parcel, phases, locks) are never relaxed. SolveFault S002 when they alone cannot hold.
    """
    elastic, cost, lines = programme.elastic()
    start: Floats | None = None
    for nodes in _NODES:
        answer = solve(elastic, cost, replace(limits, gap=min(_GAP, limits.gap), nodes=nodes), start)
        if not answer.is_plan:
            continue
        start = _with_misses(programme, answer.values[: programme.width])
        if answer.stop in (Stop.PROVEN, Stop.TIME):
            break
        values, _ = exchanged(columns, programme, np.zeros(programme.width), answer.values[: programme.width])
        mended = _with_misses(programme, values)
        start = mended if cost @ mended > cost @ start else start
        if cost @ start >= answer.bound - _NOISE:
            break
    if start is None:
        raise SolveFault("S002")
    return _given(lines, start[programme.width :]), start[: programme.width]


def _with_misses(programme: Programme, values: Floats) -> Floats:
    return np.append(values, missed(programme, values))


def _given(lines: tuple[Line, ...], misses: Floats) -> dict[Line, tuple[float, float]]:
    given = {}
    for i, line in enumerate(lines):
        short, over = float(misses[2 * i]), float(misses[2 * i + 1])
        if short > _NOISE or over > _NOISE:
            given[line] = (short + _EASE if short > _NOISE else 0.0, over + _EASE if over > _NOISE else 0.0)
    return given
