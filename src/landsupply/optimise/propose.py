"""拟订 · From options, a brief and a day to a plan with its proof; where nothing fits, the plan that misses least."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from landsupply.measure.fault import SolveFault
from landsupply.optimise.assemble import METHOD, assemble, sought_of
from landsupply.optimise.chosen import read_chosen
from landsupply.optimise.close import Closing, close, without_band
from landsupply.optimise.columns import Columns, build_columns
from landsupply.optimise.constraints import build_rows
from landsupply.optimise.goals import needs_peak, peak_bound, peak_rows
from landsupply.optimise.ordered import Ladder, Progress, Task, solve_in_order
from landsupply.optimise.programme import Programme
from landsupply.optimise.proving import proven
from landsupply.optimise.shortfall import least_miss
from landsupply.optimise.solve import Limits, Solution
from landsupply.options.lawful import Options
from landsupply.plan.brief import Brief
from landsupply.plan.case import Case, case_of
from landsupply.plan.certificate import goal_value, misses
from landsupply.plan.plan import Plan
from landsupply.plan.target import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """拟订结果 · The plan, whether the brief could be met, and whether seconds stopped the search."""

    plan: Plan
    is_feasible: bool
    was_timed_out: bool


def quiet(code: str, what: str) -> None:
    """不报进度 · The progress callback of those who want none."""
    del code, what


def propose(
    options: Options, brief: Brief, day: date, limits: Limits | None = None, progress: Progress = quiet
) -> Proposal:
    """拟订计划 · The best plan the brief allows on the day, with value, bound and gap of every goal.

    Supplies already made and lots under notice stand; nothing new enters a past month. SolveFault S002 when the
    locks and standing parcels alone cannot be arranged, S003 when there is nothing to choose from.
    """
    limits = limits or Limits.of_brief(brief)
    progress("S100", str(len(options.preferred)))
    case = case_of(options, brief, day)
    columns = build_columns(case)
    if columns.count == 0:
        raise SolveFault("S003")
    programme = _programme(columns, brief)
    ladder = solve_in_order(columns, programme, Task(brief, limits), progress)
    if ladder is not None:
        found = _finished(columns, ladder, options, _Task(case, day, limits, progress, frozenset()))
        if found.is_feasible:
            return found
    progress("S103", "")
    exact = without_band(programme, columns, brief)
    given, start = least_miss(exact, limits)
    ladder = solve_in_order(columns, exact.relaxed(given), Task(brief, limits, start), progress)
    if ladder is None:
        raise SolveFault("S002")
    return _finished(columns, ladder, options, _Task(case, day, limits, progress, frozenset(given)))


@dataclass(frozen=True, slots=True)
class _Task:
    """What stays the same while one plan is made."""

    case: Case
    day: date
    limits: Limits
    progress: Progress
    given_up: frozenset[Line]

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


def _finished(columns: Columns, ladder: Ladder, options: Options, task: _Task) -> Proposal:
    """The relaxed plan if it is exact already; else closed; else as near as it came, its misses stated."""
    plan = _plan(columns, ladder, ladder.solution, options, task)
    if _is_open(plan, options, task) or not _keeps_floors(plan, ladder):
        closed = close(columns, ladder, Closing(task.brief, task.limits, task.given_up), task.progress)
        if closed is not None:
            plan = _plan(columns, ladder, closed, options, task)
    found = misses(plan)
    timed_out = ladder.was_timed_out
    plan = replace(plan, misses=found, reproducible=not timed_out)
    task.progress("S106", str(len(ladder.levels)))
    plan = proven(plan, task.case, sought_of(ladder), METHOD)
    return Proposal(plan=plan, is_feasible=not found, was_timed_out=timed_out)


def _is_open(plan: Plan, options: Options, task: _Task) -> bool:
    """Whether a line is missed that nothing forces to be."""
    return any(miss.line not in task.given_up for miss in misses(plan))


def _plan(columns: Columns, ladder: Ladder, solution: Solution, options: Options, task: _Task) -> Plan:
    return assemble(read_chosen(columns, solution, task.brief), options, task.brief, task.day)


def _keeps_floors(plan: Plan, ladder: Ladder) -> bool:
    """An earlier goal below its floor would make the later bounds say nothing about this plan."""
    return all(goal_value(plan, level.goal) >= level.floor * 1_000_000 - 1 for level in ladder.levels[:-1])
