"""所问 · One goal's question over a case: what is to be brought high, what earlier goals keep, what may be missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm

from landsupply.measure.fault import SolveFault
from landsupply.plan.brief import Brief
from landsupply.plan.case import PRINTS_THE_SAME, Case
from landsupply.plan.goal import Goal, terms_of
from landsupply.plan.plan import Miss
from landsupply.plan.problem import OPEN_HIGH, OPEN_LOW
from landsupply.plan.target import YEAR, YEAR_END, Held, Line, Target, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """所问 · The goal, the floors of the goals before it, the misses that are allowed, and the bands of figures.

    A band is how far below a stated figure the list may stay beyond what reserve fills up, in units of 0.01 m².
    """

    goal: Goal
    floors: tuple[tuple[Goal, int], ...] = ()
    allowed: tuple[Miss, ...] = ()
    bands: tuple[tuple[Line, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """所求之和 · low ≤ Σ terms ≤ high over what is chosen, exactly; a unit of the peak counts `peak`."""

    name: str
    terms: tuple[Term, ...]
    low: Fraction | None = None
    high: Fraction | None = None
    peak: int = 0
    weight: int = 1

    @property
    def step(self) -> int:
        """倍数 · What everything is multiplied by so that coefficients are whole."""
        return lcm(*(term.coefficient.denominator for term in self.terms))

    def sides(self, room: int) -> tuple[int, int]:
        """上下限 · The bounds in whole numbers, with room for amounts that had to be made whole."""
        low = OPEN_LOW if self.low is None else ceil(self.low * self.step) - room
        high = OPEN_HIGH if self.high is None else floor(self.high * self.step) + room
        if max(abs(low), abs(high)) > OPEN_HIGH:
            raise SolveFault("S012", line=self.name[:80])
        return low, high

    @property
    def is_kept_anyway(self) -> bool:
        """自然满足 · Whether nothing that may be chosen breaks it: it adds and asks for nothing, or is nought."""
        sums = _by_month(self.terms)
        if not self.peak and not any(sums):
            return (self.low is None or self.low <= 0) and (self.high is None or self.high >= 0)
        adds = self.peak >= 0 and all(one >= 0 for one in sums)
        return adds and self.high is None and self.low is not None and self.low <= 0


def _by_month(terms: tuple[Term, ...]) -> list[Fraction]:
    """What terms that count the same in the same month come to together: a share of 100 % by December is nothing."""
    sums: dict[tuple[object, ...], Fraction] = {}
    for term in terms:
        for month in term.months:
            key = (term.measure, term.where, term.by, month)
            sums[key] = sums.get(key, Fraction(0)) + term.coefficient
    return list(sums.values())


def wanted(case: Case, asked: Asked) -> tuple[Wanted, ...]:
    """所求 · Every sum that the plan must keep: sentences, floors of earlier goals, months under the peak."""
    found = (*_sentences(case, asked), *_floors(asked), *_peaks(asked.goal, case.brief))
    return tuple(one for one in found if not one.is_kept_anyway)


def _sentences(case: Case, asked: Asked) -> Iterator[Wanted]:
    """A stated figure is met by the list, the stated reserve, and what reserve fills up; all the rest follows."""
    brief = case.brief
    allowed, bands = {miss.line: miss.units for miss in asked.allowed}, dict(asked.bands)
    held = [Held(name, None, YEAR_END, area.units) for name, area in brief.reserves]
    filled = [Held(name, None, YEAR_END, PRINTS_THE_SAME) for name in case.filled]
    for target in brief.sentences:
        fixed, filling = _adds(target, held), [_adds(target, [one]) for one in filled]
        low = None if target.low is None else target.low - fixed - sum(max(one, Fraction(0)) for one in filling)
        high = None if target.high is None else target.high - fixed - sum(min(one, Fraction(0)) for one in filling)
        missed = allowed.get(target.line, 0)
        yield Wanted(
            name=target.name,
            terms=target.terms,
            low=None if low is None else Fraction(low + min(missed, 0) - bands.get(target.line, 0)),
            high=None if high is None else Fraction(high + max(missed, 0)),
            weight=target.weight,
        )


def _adds(target: Target, held: list[Held]) -> Fraction:
    return sum((term.coefficient * sum(map(term.of_held, held)) for term in target.terms), Fraction(0))


def _floors(asked: Asked) -> Iterator[Wanted]:
    for goal, least in asked.floors:
        if goal is Goal.EVEN:
            for month in YEAR:
                yield Wanted(name=f"{goal.value}/{month}", terms=(Term(months=(month,)),), high=Fraction(-least))
        else:
            yield Wanted(name=goal.value, terms=terms_of(goal), low=Fraction(least))


def _peaks(goal: Goal, brief: Brief) -> Iterator[Wanted]:
    if peak_weight(goal, brief):
        for month in YEAR:
            yield Wanted(name=f"{Goal.EVEN.value}/{month}", terms=(Term(months=(month,)),), high=Fraction(0), peak=-1)


def peak_weight(goal: Goal, brief: Brief) -> int:
    """峰值权重 · What a unit of the largest month loses under the goal; 0 where the goal does not look at it."""
    return sum(weight for one, weight in parts(goal, brief) if one is Goal.EVEN)


def worth(goal: Goal, brief: Brief) -> tuple[Term, ...]:
    """目标项 · The terms whose sum the goal brings high, weighted goals together; the largest month stands apart."""
    return tuple(
        Term(
            coefficient=term.coefficient * weight,
            measure=term.measure,
            where=term.where,
            months=term.months,
            by=term.by,
        )
        for one, weight in parts(goal, brief)
        for term in terms_of(one)
    )


def parts(goal: Goal, brief: Brief) -> tuple[tuple[Goal, int], ...]:
    """加权部分 · A goal as the goals it is made of, each with its weight."""
    return brief.parts if goal is Goal.WEIGHTED else ((goal, 1),)
