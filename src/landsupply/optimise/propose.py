"""拟订 · From options, a brief and a day to a plan with its proof; where nothing fits, the plan that misses least."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from landsupply.measure.fault import SolveFault
from landsupply.optimise.assemble import METHOD, assemble, sought_of
from landsupply.optimise.chosen import read_chosen
from landsupply.optimise.close import as_printed, close, with_true_shares, without_band
from landsupply.optimise.columns import Columns, build_columns
from landsupply.optimise.constraints import build_rows
from landsupply.optimise.cutting import MENDS, PLANS, cuts_for_plan, foreseen, with_cuts
from landsupply.optimise.ending import Progress, quiet
from landsupply.optimise.goals import needs_peak, peak_bound, peak_rows
from landsupply.optimise.ordered import Ladder, Task, solve_in_order
from landsupply.optimise.programme import Programme
from landsupply.optimise.proposal import Proposal
from landsupply.optimise.propose_by_prices import propose_by_prices
from landsupply.optimise.proving import proven
from landsupply.optimise.shortfall import least_miss
from landsupply.optimise.solve import Limits, Solution
from landsupply.optimise.telling import with_kept, with_odds
from landsupply.options.lawful import Options
from landsupply.plan.brief import Brief
from landsupply.plan.case import Case, case_of
from landsupply.plan.certificate import goal_value, misses
from landsupply.plan.exposure import exposure_of
from landsupply.plan.plan import Plan
from landsupply.plan.target import Line

#: Up to so many parcels the full model is solved; beyond, prices on targets find more in less time (decision 0019).
FULL_MODEL = 5_000


def propose(
    options: Options, brief: Brief, day: date, limits: Limits | None = None, progress: Progress = quiet
) -> Proposal:
    """拟订计划 · The best plan the brief allows on the day, with value, bound and gap of every goal.

    Up to `FULL_MODEL` parcels the solver is given the whole at once; more are decided by prices and in parts.

    Supplies already made and lots under notice stand; nothing new enters a past month. SolveFault S002 when the
    locks and standing parcels alone cannot be arranged, S003 when there is nothing to choose from.
    """
    limits = limits or Limits.of_brief(brief)
    progress("S100", str(len(options.preferred)))
    case = case_of(options, brief, day)
    if not case.candidates:
        raise SolveFault("S003")
    if len({one.parcel for one in case.candidates}) > FULL_MODEL:
        return propose_by_prices(case, options, limits, progress)
    columns = build_columns(case, exposure_of(options, case, day))
    task = _Task(case, day, limits, progress)
    columns, programme = foreseen(columns, _programme(columns, brief), brief, limits)
    found = _searched(columns, programme, options, task)
    for number in range(1, PLANS):
        more, mended = _mended(columns, found, options, task)
        if mended is not None or len(more.cuts) == len(columns.cuts):
            found = found if mended is None else replace(found, plan=mended)
            break
        progress("S072", str(number))
        columns, programme = with_cuts(columns, programme, brief, more.cuts[len(columns.cuts) :])
        found = _searched(columns, programme, options, task)
    return _proven(columns, found, task)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """A plan not proven yet, how it was solved for, and what was given up of named lines (hectares short, over)."""

    plan: Plan
    ladder: Ladder
    given: Mapping[Line, tuple[float, float]]


def _searched(columns: Columns, programme: Programme, options: Options, task: _Task) -> _Found:
    """The best plan of a programme; where nothing fits it, the one that misses least."""
    brief, limits, progress = task.brief, task.limits, task.progress
    ladder = solve_in_order(columns, programme, Task(brief, limits, as_printed(programme, brief)), progress)
    if ladder is not None:
        plan = _finished(columns, ladder, options, task)
        if not _open(columns, plan, task):
            return _Found(plan, ladder, {})
    progress("S103", "")
    exact = without_band(programme, columns, brief)
    given, start = least_miss(columns, exact, limits)
    loose = with_true_shares(programme, columns, brief).relaxed(given)
    ladder = solve_in_order(columns, loose, Task(brief, limits, exact.relaxed(given), start), progress)
    if ladder is None:
        raise SolveFault("S002")
    return _Found(_finished(columns, ladder, options, replace(task, given_up=frozenset(given))), ladder, given)


def _mended(columns: Columns, found: _Found, options: Options, task: _Task) -> tuple[Columns, Plan | None]:
    """A plan that falls short in its worst scenarios is closed with more cuts.

    The columns with all cuts met, and the plan, if it lost no more by it than a search may leave open.
    """
    ladder, plan = found.ladder, found.plan
    for _ in range(MENDS):
        new = cuts_for_plan(columns, plan, found.given)
        if not new:
            return columns, plan if _is_as_good(plan, found, task) else None
        columns, cut = with_cuts(columns, ladder.exact, task.brief, new)
        more = replace(cut, rows=cut.rows[len(ladder.exact.rows) :])
        more = as_printed(more, task.brief).relaxed(dict(found.given))
        ladder = replace(ladder, exact=ladder.exact.with_rows(*more.rows), held=None)
        closed = close(columns, ladder, task.limits, task.progress)
        if closed is None:
            return columns, None
        plan = _plan(columns, closed, options, task)
    return columns, None


def _is_as_good(plan: Plan, found: _Found, task: _Task) -> bool:
    """Whether nothing else is missed by it, no floor given up, and of the last goal no more than a search leaves."""
    last = found.ladder.levels[-1].goal
    before = goal_value(found.plan, last)
    is_kept = all(miss.line in found.given for miss in misses(plan)) and _keeps_floors(plan, found.ladder)
    return is_kept and goal_value(plan, last) >= before - abs(before) * task.limits.enough


def _proven(columns: Columns, found: _Found, task: _Task) -> Proposal:
    """The plan with its misses, the odds of its milestones and its proof."""
    missed, timed_out = misses(found.plan), found.ladder.was_timed_out
    plan = replace(found.plan, misses=missed, reproducible=not timed_out)
    task.progress("S106", str(len(found.ladder.levels)))
    plan = proven(plan, task.case, sought_of(found.ladder), METHOD)
    told = with_odds(plan, columns.candidates, columns.exposed)
    return Proposal(plan=told, is_feasible=not missed, was_timed_out=timed_out)


@dataclass(frozen=True, slots=True)
class _Task:
    """What stays the same while one plan is made."""

    case: Case
    day: date
    limits: Limits
    progress: Progress
    given_up: frozenset[Line] = frozenset()

    @property
    def brief(self) -> Brief:
        """编制要求 · What the plan is asked to be."""
        return self.case.brief


def _programme(columns: Columns, brief: Brief) -> Programme:
    width, count = columns.width + needs_peak(brief), columns.count
    upper = np.ones(width)
    upper[columns.width :] = peak_bound(columns)
    upper[count : columns.width] = columns.whole[columns.phased] / 1_000_000
    integral = np.zeros(width, dtype=bool)
    integral[:count] = True
    rows = (*build_rows(columns, brief), *peak_rows(columns, brief))
    return Programme(lower=np.zeros(width), upper=upper, integral=integral, rows=rows)


def _finished(columns: Columns, ladder: Ladder, options: Options, task: _Task) -> Plan:
    """The relaxed plan if it is exact already; else closed; else as near as it came."""
    plan = _plan(columns, ladder.solution, options, task)
    if task.given_up or _open(columns, plan, task) or not _keeps_floors(plan, ladder):
        closed = close(columns, ladder, task.limits, task.progress)
        if closed is not None:
            plan = _plan(columns, closed, options, task)
    return plan


def _open(columns: Columns, plan: Plan, task: _Task) -> frozenset[Line]:
    """Lines that are missed although nothing forces them to be, nor a cut is known that would mend them."""
    uncut = {cut.line for cut in cuts_for_plan(columns, plan, {})}
    return frozenset(miss.line for miss in misses(plan)) - task.given_up - uncut


def _plan(columns: Columns, solution: Solution, options: Options, task: _Task) -> Plan:
    plan = assemble(read_chosen(columns, solution, task.brief), options, task.brief, task.day)
    return with_kept(plan, columns.candidates, columns.exposed)


def _keeps_floors(plan: Plan, ladder: Ladder) -> bool:
    """An earlier goal below its floor would make the later bounds say nothing about this plan."""
    return all(goal_value(plan, level.goal) >= level.floor * 1_000_000 - 1 for level in ladder.levels[:-1])
