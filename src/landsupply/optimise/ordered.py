"""分级求解 · Goals in their order: each is brought as high as it goes, then held while the next one is sought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite

from landsupply.measure.fault import SolveFault
from landsupply.optimise.columns import Columns
from landsupply.optimise.ending import Progress
from landsupply.optimise.goals import goal_cost, goal_row, needs_peak
from landsupply.optimise.kept import MARGIN, Aim, keeps, kept, small_part
from landsupply.optimise.polish import polish
from landsupply.optimise.programme import Programme
from landsupply.optimise.solve import Limits, Solution, Stop, solve
from landsupply.plan.brief import Brief
from landsupply.plan.goal import Goal
from landsupply.plan.problem import Floats

#: Half of 0.01 m² in hectares: what the variable of the largest month, which is no whole number, may be off by.
HALF_A_UNIT = 5e-7
#: The last goal gives nothing away to a next one, so its search may stop this much earlier.
LAST = 1.25


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Level:
    """一级目标 · A goal solved: its costs, the bound on it, and the floor it is held to from then on."""

    goal: Goal
    cost: Floats
    bound: float
    floor: float
    stop: Stop


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ladder:
    """分级结果 · Every goal solved in order, the last relaxed solution, and what the plan must keep with all floors.

    `held` is a solution that keeps it, worth at least every floor before the last.
    """

    levels: tuple[Level, ...]
    solution: Solution
    exact: Programme
    held: Solution | None = None

    @property
    def was_timed_out(self) -> bool:
        """超时 · Whether seconds, not nodes or gap, stopped any level."""
        return any(level.stop is Stop.TIME for level in self.levels)


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """求解任务 · The brief whose goals are sought, the limits, what a plan must keep, and a solution that keeps it."""

    brief: Brief
    limits: Limits
    exact: Programme
    start: Floats | None = None


def solve_in_order(columns: Columns, programme: Programme, task: Task, progress: Progress) -> Ladder | None:
    """分级求解 · All goals in the brief's order; None when nothing fits the programme, or no plan as printed was met.

    Bounds come from the relaxed programme. A floor is never above what a solution that keeps every row is worth, so the
    later goals never ask for what the relaxation alone could give. SolveFault S004 when no plan was found within the
    limits.
    """
    brief, limits, start, exact = task.brief, task.limits, task.start, task.exact
    levels: list[Level] = []
    last = replace(limits, enough=LAST * limits.enough)
    solution: Solution | None = None
    held = None if start is None else _as_solution(start)
    for goal in brief.levels:
        progress("S101", goal.value)
        cost = goal_cost(columns, brief, goal, programme.width)
        is_last = goal is brief.levels[-1]
        solution = _search(columns, programme, cost, last if is_last else limits, start)
        if solution.stop is Stop.INFEASIBLE:
            return None
        if not solution.is_plan:
            raise SolveFault("S004", goal=goal.value)
        if not isfinite(solution.bound):  # the solver's tolerances contradict each other: no proof, so no plan
            raise SolveFault("S001", status=f"bound {solution.bound}")
        floor = _floor(solution.value, brief)
        if not is_last:
            held = _held(columns, Aim(exact, cost, floor, small_part(limits)), solution, held)
            if held is None:
                return None
            worth = float(cost @ held.values)
            floor = floor if worth >= floor else _floor(worth, brief)
            room = MARGIN if worth >= floor + MARGIN else 0.0
        levels.append(Level(goal=goal, cost=cost, bound=solution.bound, floor=floor, stop=solution.stop))
        if not is_last:
            programme = programme.with_rows(goal_row(goal, cost, floor))
            exact = exact.with_rows(goal_row(goal, cost, floor + room))
        start = solution.values
    if solution is None:
        return None
    return Ladder(levels=tuple(levels), solution=solution, exact=exact, held=held)


def _held(columns: Columns, aim: Aim, solution: Solution, held: Solution | None) -> Solution | None:
    """The relaxed solution itself where it keeps every row, but for the room that is kept for arithmetic."""
    return solution if keeps(aim.exact, solution.values, 1.01 * MARGIN) else kept(columns, aim, solution, held)


def _floor(value: float, brief: Brief) -> float:
    """What a goal keeps from then on: its value less the slack the brief gives away."""
    return value - abs(value) * float(brief.slack) - (HALF_A_UNIT if needs_peak(brief) else 0.0)


def _as_solution(values: Floats) -> Solution:
    return Solution(values=values, value=0.0, bound=0.0, stop=Stop.NODES)


def _search(columns: Columns, programme: Programme, cost: Floats, limits: Limits, start: Floats | None) -> Solution:
    """Solve, polish, and again with more nodes while the gap is not small enough; the least bound met is kept."""
    best = solve(programme, cost, limits, start)
    for _ in range(limits.rounds - 1):
        if best.stop is not Stop.NODES or (best.is_plan and best.gap <= limits.enough):
            break
        if best.is_plan:
            best = polish(columns, programme, cost, best, limits)
            if best.gap <= limits.enough:
                break
        limits = replace(limits, nodes=4 * limits.nodes)
        again = solve(programme, cost, limits, best.values if best.is_plan else start)
        best = replace(again, bound=min(best.bound, again.bound))
    return best
