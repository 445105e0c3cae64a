"""割平面 · Cuts where a solution falls short in its worst scenarios, until none does; the relaxation's come first.

A cut only says what the mean of the worst scenarios implies, so a model with some of the cuts is a relaxation: what
bounds it bounds every plan that keeps all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import ceil

import numpy as np

from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.optimise.caution import heeded, rows_of_cuts, shortest
from landsupply.optimise.columns import Columns, Cut
from landsupply.optimise.goals import goal_cost
from landsupply.optimise.programme import Programme
from landsupply.optimise.solve import Limits, solve
from landsupply.plan.brief import Brief
from landsupply.plan.delays import Heed
from landsupply.plan.plan import Plan
from landsupply.plan.problem import Floats
from landsupply.plan.target import Line

#: How often the relaxation, a search for whole plans, and the mending of one may ask for more cuts.
ROUNDS, PLANS, MENDS = 40, 8, 8
#: The relaxation is cut until it is short by no more than this part of what is listed: whole plans ask for the rest.
_ENOUGH = 5e-4
#: A row with no more room than this, in hectares, binds.
_NEAR = 1e-4


def foreseen(columns: Columns, programme: Programme, brief: Brief, limits: Limits) -> tuple[Columns, Programme]:
    """先割 · The cuts that bind the best shares of the first goal; none where only the average is heeded."""
    if heeded(columns.exposed, brief) is not Heed.CVAR:
        return columns, programme
    free = replace(programme, integral=np.zeros(programme.width, dtype=bool))
    cost = goal_cost(columns, brief, brief.levels[0], programme.width)
    more, answer = columns, solve(free, cost, limits)
    for _ in range(ROUNDS):
        near = _ENOUGH * _hectares(columns, answer.values) if answer.is_plan else 0.0
        new = _missed(more, brief, answer.values, near) if answer.is_plan else ()
        if not new:
            break
        more, free = with_cuts(more, free, brief, new)
        answer = solve(free, cost, limits)
    binding = _binding(more, brief, answer.values) if answer.is_plan else more.cuts
    return with_cuts(columns, programme, brief, binding)


def _hectares(columns: Columns, values: Floats) -> float:
    return float((values[columns.carrier] * columns.size).sum())


def _binding(columns: Columns, brief: Brief, values: Floats) -> tuple[Cut, ...]:
    """Cuts that hold the best shares back; the others were passed by."""
    rows = rows_of_cuts(columns, brief)
    room = [float(row.value @ values[row.index]) - row.low for row in rows]
    return tuple(cut for cut, left in zip(columns.cuts, room, strict=True) if left <= _NEAR)


def _missed(columns: Columns, brief: Brief, values: Floats, near: float) -> tuple[Cut, ...]:
    """One cut for each guarded milestone that a solution misses by more than so many hectares."""
    areas = values[columns.carrier] * columns.size
    new = [cut for cut in (shortest(columns, brief, guard, areas) for guard in brief.guards) if cut not in columns.cuts]
    rows = rows_of_cuts(replace(columns, cuts=tuple(new)), brief)
    short = [row.low - float(row.value @ values[row.index]) for row in rows]
    return tuple(cut for cut, missing in zip(new, short, strict=True) if missing > near)


def cuts_for_plan(columns: Columns, plan: Plan, given: Mapping[Line, tuple[float, float]]) -> tuple[Cut, ...]:
    """计划所缺之割 · One cut for each guarded milestone that a plan misses by more than is given up of it."""
    if heeded(columns.exposed, plan.brief) is not Heed.CVAR or plan.delays is None:
        return ()
    short = {one.line for one in plan.delays.kept if one.miss < -_given(given, one.line)}
    areas = _areas(columns, plan) if short else np.zeros(0)
    found = (shortest(columns, plan.brief, guard, areas) for guard in plan.brief.guards if guard.line in short)
    return tuple(cut for cut in found if cut not in columns.cuts)


def _given(given: Mapping[Line, tuple[float, float]], line: Line) -> int:
    """Units that are given up, with what the solver's arithmetic adds."""
    return ceil(given.get(line, (0.0, 0.0))[0] * UNITS_PER_HECTARE) + 1 if line in given else 0


def _areas(columns: Columns, plan: Plan) -> Floats:
    """By column the hectares that a plan lists."""
    keys = [one.key for one in columns.candidates]
    place = {(keys[i], month): j for j, (i, month) in enumerate(zip(columns.candidate, columns.month, strict=True))}
    areas = np.zeros(columns.count)
    for one in plan.items:
        key = (one.parcel, one.use.scheme.value, one.use.code, one.mode.code)
        areas[place[key, one.supply_month]] = one.area.units / UNITS_PER_HECTARE
    return areas


def with_cuts(columns: Columns, programme: Programme, brief: Brief, new: tuple[Cut, ...]) -> tuple[Columns, Programme]:
    """加割 · Columns and programme with more cuts."""
    more = replace(columns, cuts=(*columns.cuts, *new))
    known = {row.name for row in programme.rows}
    return more, programme.with_rows(*(row for row in rows_of_cuts(more, brief) if row.name not in known))
