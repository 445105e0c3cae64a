"""心愿代价 · What each goal could reach alone, what the goals before it take of that, and what the plan reaches.

Every figure but the plan's is a certified bound: no plan that meets the targets exceeds it. So a cost is what the
proof can still see, never what some search failed to find.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from landsupply.optimise.ending import Progress, quiet
from landsupply.optimise.proving import relaxation_prices
from landsupply.plan.asked import Asked
from landsupply.plan.brief import Brief
from landsupply.plan.case import Case
from landsupply.plan.certificate import goal_value
from landsupply.plan.certificate_check import certify
from landsupply.plan.certificate_prices import one_leaf
from landsupply.plan.goal import GOALS, Goal, measures_of, terms_of
from landsupply.plan.plan import Plan
from landsupply.plan.posed import pose
from landsupply.plan.target import Measure
from landsupply.plan.verified import question


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """心愿 · A goal: the most it can reach alone, then with each goal before it kept, and what the plan reaches.

    `after[k]` is the bound with the first k + 1 goals of the brief kept at their floors.
    """

    goal: Goal
    is_pursued: bool
    alone: int
    after: tuple[tuple[Goal, int], ...]
    reached: int

    @property
    def costs(self) -> tuple[tuple[Goal, int], ...]:
        """代价 · What each of the goals before it takes from it."""
        before = (self.alone, *(bound for _, bound in self.after))
        return tuple((goal, most - bound) for most, (goal, bound) in zip(before, self.after, strict=False))


def wishes(plan: Plan, case: Case, progress: Progress = quiet) -> tuple[Wish, ...]:
    """心愿代价 · The goals of the brief in their order, then every other goal that the plan's own facts can tell.

    `progress` is told before each goal; what it raises ends the reckoning.
    """
    pursued = [goal for goal, _ in plan.brief.parts]
    goals = [*pursued, *(goal for goal in GOALS if goal not in pursued and _is_told(plan.brief, goal))]
    found = []
    for number, goal in enumerate(goals, 1):
        progress("S106", f"{number}/{len(goals)}")
        found.append(_wish(plan, case, goal))
    return tuple(one for one in found if one.is_pursued or one.alone or one.reached)


def _is_told(brief: Brief, goal: Goal) -> bool:
    """Whether the plan states what the goal counts: sums and key areas stand in it only where the brief asks."""
    named = {name for term in terms_of(goal) for name in term.where.stated}
    facts = {"zones": "zone", "industries": "industry"}
    stated = (Measure.AREA, Measure.COUNT, *brief.measures)
    return all(one in stated for one in measures_of(goal)) and all(
        fact in brief.facts for name, fact in facts.items() if name in named
    )


def _wish(plan: Plan, case: Case, goal: Goal) -> Wish:
    pursued = [one for one, _ in plan.brief.parts]
    is_pursued = goal in pursued
    after = tuple(_after(plan, case, goal)) if is_pursued and not plan.brief.weights else ()
    return Wish(
        goal=goal,
        is_pursued=is_pursued,
        alone=bound_of(case, Asked(goal=goal, allowed=plan.misses)),
        after=after,
        reached=goal_value(plan, goal),
    )


def _after(plan: Plan, case: Case, goal: Goal) -> Iterator[tuple[Goal, int]]:
    """The bounds with one more of the goals before it kept, up to the goal itself."""
    for number, one in enumerate(plan.proof.goals):
        if one.goal is goal:
            return
        floors = question(plan, number + 1).floors if number + 1 < len(plan.proof.goals) else ()
        yield one.goal, bound_of(case, Asked(goal=goal, floors=floors, allowed=plan.misses))


def bound_of(case: Case, asked: Asked) -> int:
    """已证上界 · What no plan exceeds that keeps to the question, as prices of the relaxation prove."""
    problem = pose(case, asked).problem
    grid, leaf = one_leaf(problem, relaxation_prices(problem))
    return certify(problem, None, grid, (leaf,)).bound or 0
