"""最小缺口 · When nothing fits: how little the named lines must give, in hectares, so that a lawful plan exists."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from landsupply.measure.fault import SolveFault
from landsupply.optimise.columns import Columns
from landsupply.optimise.exchange import exchanged
from landsupply.optimise.kept import Aim, missed, nearest, small_part
from landsupply.optimise.programme import Programme
from landsupply.optimise.solve import Limits, Stop, solve
from landsupply.plan.problem import Floats
from landsupply.plan.target import Line

#: A millionth of a hectare is 0.01 m²; what the solver leaves below it is its own tolerance, not a miss.
_NOISE = 2e-6
#: The relaxed programme gets this much more than the least miss, so that it stays solvable; all is recomputed
#: exactly afterwards.
_EASE = 1e-4
#: A miss below this, weighted, in hectares, is a crumb.
_CRUMB = 0.01
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
    found = _gathered(columns, programme, (lines, cost), start, limits)
    return _given(lines, found[programme.width :]), found[: programme.width]


def _gathered(
    columns: Columns, programme: Programme, missing: tuple[tuple[Line, ...], Floats], found: Floats, limits: Limits
) -> Floats:
    """Crumbs of misses go to lines that are missed anyway, where that misses no more in all."""
    lines, cost = missing
    price = -cost[programme.width :].reshape(-1, 2)
    misses = found[programme.width :].reshape(-1, 2)
    is_crumb = misses * price < _CRUMB
    crumbs = float((misses * price)[is_crumb].sum())
    if crumbs <= _NOISE or is_crumb.all():
        return found
    wide = np.where(is_crumb, 0.0, misses + crumbs / price)
    eased = programme.relaxed(
        {line: (float(short), float(over)) for line, (short, over) in zip(lines, wide, strict=True)}
    )
    aim = Aim(eased, np.zeros(programme.width), -np.inf, small_part(limits))
    again = _with_misses(programme, nearest(columns, aim, found[: programme.width]).values)
    return again if cost @ again >= cost @ found - _NOISE else found


def _with_misses(programme: Programme, values: Floats) -> Floats:
    return np.append(values, missed(programme, values))


def _given(lines: tuple[Line, ...], misses: Floats) -> dict[Line, tuple[float, float]]:
    given = {}
    for i, line in enumerate(lines):
        short, over = float(misses[2 * i]), float(misses[2 * i + 1])
        if short > _NOISE or over > _NOISE:
            given[line] = (short + _EASE if short > _NOISE else 0.0, over + _EASE if over > _NOISE else 0.0)
    return given
