"""行义 · What each row of a posed question is in the office's words: a target, a goal kept, a ceiling, a relation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from landsupply.plan.asked import Asked, Wanted, wanted
from landsupply.plan.brief import Brief
from landsupply.plan.case import Case
from landsupply.plan.goal import Goal
from landsupply.plan.problem import Problem
from landsupply.plan.target import YEAR_END, Held, Target, Unit


class Kind(StrEnum):
    """行别 · What a row comes from; only targets are the office's to give up."""

    TARGET = "target"
    GOAL = "goal"
    PEAK = "peak"
    CEILING = "ceiling"
    RELATION = "relation"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMeaning:
    """行义 · A row's kind and name, the target or the goal it stands for, and how its figures are to be read.

    A figure of the row is `step` times the smallest unit; `held` is what the brief's own reserve already gives.
    """

    kind: Kind
    name: str
    step: int = 1
    unit: Unit = Unit.HECTARE
    target: Target | None = None
    goal: Goal | None = None
    held: Fraction = Fraction(0)

    @property
    def may_give(self) -> bool:
        """可放宽 · Whether the brief may be changed here: neither the law nor the relations of parcels can be."""
        return self.kind is Kind.TARGET

    def units(self, figure: int) -> Fraction:
        """折算 · A figure of the row in the smallest units of what it counts."""
        return Fraction(figure, self.step)

    def reached(self, figure: int) -> Fraction:
        """折算达到值 · What the target reaches where its row is at this figure: the reserve counts as well."""
        return self.units(figure) + self.held

    @property
    def one(self) -> int:
        """一单位 · One hectare, ten thousand yuan or parcel as the row counts it."""
        return self.step * self.unit.size


def meanings_of(case: Case, asked: Asked, problem: Problem) -> tuple[RowMeaning, ...]:
    """行义 · Every row of the question in its order: sums, ceilings of the law, relations of parcels."""
    sums = [_of_sum(one, case.brief) for one in wanted(case, asked)]
    names, ceilings = problem.rows.names, len(sums) + len(case.caps)
    caps = [RowMeaning(kind=Kind.CEILING, name=name) for name in names[len(sums) : ceilings]]
    logic = [RowMeaning(kind=Kind.RELATION, name=name, unit=Unit.ITEMS) for name in names[ceilings:]]
    return (*sums, *caps, *logic)


def _of_sum(one: Wanted, brief: Brief) -> RowMeaning:
    target = next((target for target in brief.sentences if target.name == one.name), None)
    if target is not None:
        held = target.reached((), _reserves(brief))
        return RowMeaning(
            kind=Kind.TARGET, name=one.name, step=one.step, unit=target.measure.unit, target=target, held=held
        )
    goal = Goal(one.name.partition("/")[0])
    kind = Kind.PEAK if one.peak else Kind.GOAL
    unit = Unit.TEN_THOUSAND_YUAN if goal is Goal.REVENUE else Unit.HECTARE
    return RowMeaning(kind=kind, name=one.name, step=one.step, unit=unit, goal=goal)


def _reserves(brief: Brief) -> Iterator[Held]:
    yield from (Held(name, None, YEAR_END, area.units) for name, area in brief.reserves)
