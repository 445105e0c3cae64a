"""相近计划 · Alternatives to the plan told parcel by parcel: what each takes in, leaves out and moves, by class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from landsupply.optimise.by_prices import bands
from landsupply.optimise.explain.alternatives import alternatives
from landsupply.optimise.explain.question import Question, question_of
from landsupply.optimise.explain.swaps import swapped
from landsupply.plan.case import Case
from landsupply.plan.plan import Plan
from landsupply.plan.problem import Choice, value_of

#: Up to so many parcels a search for whatever differs most ends soon.
_FEW = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """安排 · A parcel in a month, in one way, with an area."""

    parcel: str
    month: int
    mode: str
    plan_class: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPlan:
    """相近计划 · A plan within the slack: its value, what it adds, removes and moves (before, after)."""

    value: int
    added: tuple[Placed, ...]
    removed: tuple[Placed, ...]
    moved: tuple[tuple[Placed, Placed], ...]

    @property
    def by_class(self) -> Mapping[str, int]:
        """分类增减 · By class how much more is listed than in the plan, in units; classes that stay are left out."""
        change: dict[str, int] = {}
        pairs = ((one, 1) for one in (*self.added, *(after for _, after in self.moved)))
        less = ((one, -1) for one in (*self.removed, *(before for before, _ in self.moved)))
        for one, sign in (*pairs, *less):
            change[one.plan_class] = change.get(one.plan_class, 0) + sign * one.units
        return {name: units for name, units in sorted(change.items()) if units}


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPlans:
    """相近计划集 · The plans, and how many of them, the plan itself too, list each parcel that not all of them do."""

    plans: tuple[NearPlan, ...]
    floor: int
    appearances: Mapping[str, int]


def near_plans(plan: Plan, case: Case, count: int) -> NearPlans:
    """相近计划 · So many plans within the brief's slack of the last goal.

    Other parcels in place of some; where whole parcels have none to offer, and the year is small, whatever differs
    most. A stated figure may stay below by what the search for a plan allows itself: compiling again closes it.
    """
    question = question_of(plan, case, tuple(bands(case)))
    slack, value = case.brief.slack, int(question.value)
    floor = value - int(slack * abs(value))
    found = swapped(question.problem, question, floor, count)
    if len(found) < count and len(question.parcels) <= _FEW:
        more = alternatives(question.problem, question, count - len(found), float(slack))
        found = (*found, *(one.choice for one in more.plans))
    stands = [one.option >= 0 for one in (question.choice, *found)]
    seen = zip(question.parcels, np.sum(stands, axis=0).tolist(), strict=True)
    return NearPlans(
        plans=tuple(_told(question, one) for one in found),
        floor=floor,
        appearances={name: times for name, times in seen if name and 0 < times < len(stands)},
    )


def _told(question: Question, choice: Choice) -> NearPlan:
    before, after = _placed(question, question.choice), _placed(question, choice)
    return NearPlan(
        value=value_of(question.problem, choice),
        added=tuple(after[name] for name in after if name not in before),
        removed=tuple(before[name] for name in before if name not in after),
        moved=tuple((before[name], after[name]) for name in before if name in after and before[name] != after[name]),
    )


def _placed(question: Question, choice: Choice) -> dict[str, Placed]:
    found = {}
    for name, option, month in zip(question.parcels, choice.option.tolist(), choice.month.tolist(), strict=True):
        if name and option >= 0:
            candidate = question.candidate(option)
            found[name] = Placed(
                parcel=name,
                month=month,
                mode=candidate.option.mode.name,
                plan_class=candidate.option.plan_class,
                units=int(question.posed.units[option]),
            )
    return found
