"""设问 · A plan put back into the question it answers: its choice there, the prices, and what those prices prove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from landsupply.measure.fault import SolveFault
from landsupply.optimise.explain.row_meaning import RowMeaning, meanings_of
from landsupply.optimise.proving import relaxation_prices
from landsupply.plan.asked import Asked
from landsupply.plan.candidate import Candidate
from landsupply.plan.case import Case
from landsupply.plan.certificate import goal_value
from landsupply.plan.certificate_check import certify
from landsupply.plan.certificate_prices import one_leaf
from landsupply.plan.goal import Goal
from landsupply.plan.plan import Plan, PlanItem
from landsupply.plan.posed import PEAK, Posed, pose
from landsupply.plan.problem import Choice, Floats, Problem, value_of
from landsupply.plan.target import Line
from landsupply.plan.verified import question

#: What arithmetic in floats may be off, in units of the goal.
_FLOATS = 1.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Question:
    """设问 · The last goal's question over a case, the plan as a choice in it, prices and the bound they prove."""

    plan: Plan
    case: Case
    asked: Asked
    posed: Posed
    meanings: tuple[RowMeaning, ...]
    choice: Choice
    value: float
    prices: Floats
    priced_bound: float

    @property
    def problem(self) -> Problem:
        """算题 · The question as a problem."""
        return self.posed.problem

    @cached_property
    def parcels(self) -> tuple[str, ...]:
        """宗地 · The identity of each of the problem's parcels; empty for the largest month."""
        first = self.posed.candidate[self.problem.option_start[:-1]].tolist()
        return tuple("" if number == PEAK else self.case.candidates[number].parcel for number in first)

    def candidate(self, option: int) -> Candidate:
        """候选 · Which way of supply an option of the problem is."""
        return self.case.candidates[int(self.posed.candidate[option])]


def question_of(plan: Plan, case: Case, bands: tuple[tuple[Line, int], ...] = ()) -> Question:
    """设问 · The question of a plan's last goal; SolveFault S030 where an item is none of the case's ways of supply.

    With bands figures may stay below by so much: for what is to be like the plan, not for what is proven of it.
    """
    goals = plan.proof.goals
    asked = question(plan, len(goals) - 1) if goals else Asked(goal=case.brief.levels[-1], allowed=plan.misses)
    asked = replace(asked, bands=bands)
    taken = _taken(plan, case)
    largest = -goal_value(plan, Goal.EVEN)
    areas = {i: (item.area.units,) for i, item in taken.items()}
    posed = pose(case, asked, also={PEAK: (largest,), **areas})
    choice = _choice(posed, taken, largest)
    prices, bound = _priced(plan, posed.problem)
    return Question(
        plan=plan,
        case=case,
        asked=asked,
        posed=posed,
        meanings=meanings_of(case, asked, posed.problem),
        choice=choice,
        value=float(value_of(posed.problem, choice)),
        prices=prices,
        priced_bound=bound + _FLOATS,
    )


def _taken(plan: Plan, case: Case) -> dict[int, PlanItem]:
    """The candidates that the plan lists, with the item that each is there."""
    known = {(one.parcel, one.option.use, one.option.mode): i for i, one in enumerate(case.candidates)}
    found: dict[int, PlanItem] = {}
    for item in plan.items:
        i = known.get((item.parcel, item.use, item.mode))
        if i is None or item.supply_month not in case.candidates[i].months:
            raise SolveFault("S030", parcel=item.parcel)
        found[i] = item
    return found


def _choice(posed: Posed, taken: Mapping[int, PlanItem], largest: int) -> Choice:
    problem = posed.problem
    choice, parcel_of = Choice.none(problem), problem.parcel_of
    numbers, units = posed.candidate.tolist(), posed.units.tolist()
    for option, (number, area) in enumerate(zip(numbers, units, strict=True)):
        item = taken.get(number)
        if (item is not None and item.area.units == area) or (number == PEAK and area == largest):
            choice.option[parcel_of[option]] = option
            choice.month[parcel_of[option]] = 1 if item is None else item.supply_month
    return choice


def _priced(plan: Plan, problem: Problem) -> tuple[Floats, float]:
    """The certificate's own prices where they are of one piece, else the relaxation's, and what they prove here."""
    stated = plan.proof.goals[-1].certificate if plan.proof.goals else None
    if stated is not None and len(stated.certificate.leaves) == 1:
        certificate = stated.on(problem.rows.names)
        grid, leaf = certificate.grid, certificate.leaves[0]
    else:
        grid, leaf = one_leaf(problem, relaxation_prices(problem))
    bound = certify(problem, None, grid, (leaf,)).bound
    return np.array([price / grid for price in leaf.prices]), float(bound or 0)
