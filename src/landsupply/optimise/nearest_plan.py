"""最近计划 · The plan that changes least and misses no more than it must; among those one that is worth more.

First with every row held. Where nothing fits, the lines give what they must, by as little as is found, and what changes
least is sought under that. A phase is free to the unit, so figures close to the printed hundredth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil, isfinite

import numpy as np

from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.optimise.assemble import assemble
from landsupply.optimise.chosen import read_chosen
from landsupply.optimise.close import as_printed
from landsupply.optimise.cutting import PLANS, cuts_for_plan
from landsupply.optimise.fewest import fewest
from landsupply.optimise.goals import goal_cost
from landsupply.optimise.kept import MARGIN
from landsupply.optimise.polish import held_still
from landsupply.optimise.programme import Programme, Row
from landsupply.optimise.shortfall import least_miss
from landsupply.optimise.solve import Limits, Solution, solve
from landsupply.optimise.stays import Stays, counted_programme, plain_programme, with_stays
from landsupply.optimise.telling import with_kept
from landsupply.options.lawful import Options
from landsupply.plan.case import Case
from landsupply.plan.certificate import misses
from landsupply.plan.goal import Goal
from landsupply.plan.plan import Plan
from landsupply.plan.problem import Floats
from landsupply.plan.target import Line

#: For the least change, and with more columns than `_LARGE`; for more worth of equal changes.
_LEAST, _SOME, _WORTH = Limits(gap=0.0, nodes=2_000), Limits(gap=0.0, nodes=200), Limits(gap=1e-4, nodes=5)
_LARGE = 4_000
_NEAR = 1e-6
Given = Mapping[Line, tuple[float, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """最近计划 · The plan with its misses, not proven yet, and the change that no plan missing no more is below."""

    plan: Plan
    bound: int


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """One model: the year, what its columns say of the approved plan, the programme, and what its lines give."""

    case: Case
    options: Options
    stays: Stays
    plain: Programme
    given: Given

    @property
    def exact(self) -> Programme:
        return counted_programme(self.plain.relaxed(dict(self.given)), self.stays)

    @property
    def limits(self) -> Limits:
        return _LEAST if self.stays.columns.count <= _LARGE else _SOME


def nearest_plan(case: Case, options: Options, stays: Stays) -> Nearest:
    """最近计划 · The nearest plan; cuts are added where it falls short in its worst scenarios.

    SolveFault S002 where what is never given up cannot hold by itself.
    """
    found, given = _nearest(case, options, stays)
    for _ in range(PLANS):
        new = cuts_for_plan(stays.columns, found.plan, given)
        if not new:
            break
        stays = replace(stays, columns=replace(stays.columns, cuts=(*stays.columns.cuts, *new)))
        found, given = _nearest(case, options, stays)
    return found


def _nearest(case: Case, options: Options, stays: Stays) -> tuple[Nearest, Given]:
    ground = _Ground(case, options, stays, plain_programme(stays, case.brief), {})
    answer = fewest(stays, ground.exact, ground.limits)
    if not answer.is_plan:
        given, values = least_miss(stays.columns, ground.plain, Limits())
        start = with_stays(values, stays)
        ground = replace(ground, given=_as_told(given, _plan(ground, replace(answer, values=start))))
        answer = fewest(stays, ground.exact, ground.limits)
        answer = answer if answer.is_plan else replace(answer, values=start)
    bound = ceil(stays.base - answer.bound - _NEAR) if isfinite(answer.bound) else 0
    return Nearest(_worth_most(ground, answer), bound), ground.given


def _as_told(given: Given, plan: Plan) -> Given:
    """What lines give, no less than a plan that misses so little says it misses: reserve that fills up counts too."""
    told, sizes = dict(given), {one.line: one.measure.unit.size for one in plan.brief.sentences}
    for miss in plan.misses:
        short, over = told.get(miss.line, (0.0, 0.0))
        units = abs(miss.units) / sizes.get(miss.line, UNITS_PER_HECTARE) + MARGIN
        told[miss.line] = (max(short, units), over) if miss.units < 0 else (short, max(over, units))
    return told


def _worth_most(ground: _Ground, answer: Solution) -> Plan:
    """The plan of the answer, or one of no more change that is worth more; neither misses what need not be missed."""
    brief = ground.case.brief
    plan = _plan(ground, answer)
    if not _is_kept(plan, ground):  # the solver's arithmetic met a bound from outside: with a little room it does not
        roomy = counted_programme(as_printed(ground.plain, brief).relaxed(dict(ground.given)), ground.stays)
        again = solve(roomy, ground.stays.saving, ground.limits)
        answer, plan = (again, _plan(ground, again)) if again.is_plan else (answer, plan)
    exact, saving = ground.exact, ground.stays.saving
    used = np.flatnonzero(saving)
    least = Row(name="change", index=used, value=saving[used], low=round(float(saving @ answer.values)) - _NEAR)
    goal = next((goal for goal in brief.goals if goal is not Goal.EVEN), Goal.EARLY)
    cost = goal_cost(ground.stays.columns, brief, goal, exact.width)
    better = _better(ground, exact.with_rows(least), cost, answer.values)
    if not better.is_plan or cost @ better.values <= cost @ answer.values:
        return plan
    other = _plan(ground, better)
    return other if _is_kept(other, ground) else plan


def _better(ground: _Ground, programme: Programme, cost: Floats, values: Floats) -> Solution:
    """What is worth more; of many columns those are free whose parcels the relaxation treats in another way."""
    columns = ground.stays.columns
    if columns.count > _LARGE:
        shares = solve(replace(programme, integral=np.zeros(programme.width, dtype=bool)), cost, _WORTH)
        if shares.is_plan:
            differ = np.abs(shares.values[: columns.count] - values[: columns.count]) > _NEAR
            free = np.isin(columns.parcel, columns.parcel[differ])
            programme = programme.within(*held_still(programme, columns, values, free))
    return solve(programme, cost, _WORTH, values)


def _plan(ground: _Ground, answer: Solution) -> Plan:
    stays, case = ground.stays, ground.case
    chosen = read_chosen(stays.columns, answer, case.brief, stays.kept_units(answer.values))
    plan = with_kept(assemble(chosen, ground.options, case.brief, case.day), case.candidates, stays.columns.exposed)
    return replace(plan, misses=misses(plan))


def _is_kept(plan: Plan, ground: _Ground) -> bool:
    """Whether nothing is missed but what must give, and what is left to more cuts."""
    more = {cut.line for cut in cuts_for_plan(ground.stays.columns, plan, ground.given)}
    return all(miss.line in ground.given or miss.line in more for miss in plan.misses)
