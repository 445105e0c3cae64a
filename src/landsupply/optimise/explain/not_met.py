"""为何排不出 · A brief that cannot be met, in the office's own figures: what gives least, what clashes, what helps.

Law and relations of parcels are not the office's to give: they weigh so much that they give only where nothing else
can.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import numpy as np

from landsupply.optimise.explain.conflict import conflict_of_shares
from landsupply.optimise.explain.conflict_value import Cause, Conflict, Ground, Miss, Reach
from landsupply.optimise.explain.linear import Linear
from landsupply.optimise.explain.obstacles import WiderYear, wider_year
from landsupply.optimise.explain.row_meaning import RowMeaning, meanings_of
from landsupply.optimise.explain.together import together
from landsupply.optimise.explain.ways import ways_of
from landsupply.optimise.explain.whole_causes import whole_conflict
from landsupply.options.lawful import Options
from landsupply.plan.asked import Asked
from landsupply.plan.brief import Brief
from landsupply.plan.candidate import Candidate
from landsupply.plan.elastic import A_HECTARE, cost
from landsupply.plan.goal import Goal
from landsupply.plan.problem import Problem

#: A hectare, or a parcel, that is not the office's to give weighs as much as so many hectares that are.
_HARD = 1_000
#: Up to so many parcels, none of them in phases, a search over whole ones ends.
_FEW = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """缺口 · How far a target must give: below its least (`short`) or above its most (`over`), in smallest units."""

    meaning: RowMeaning
    short: Fraction
    over: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """可达范围 · From what to what a target can be while the others of its set hold, in smallest units."""

    meaning: RowMeaning
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """不能同时成立 · Requirements of which all but any one hold together, their ranges, and what giving each takes.

    `locked` are parcels that must be in and stand in one of the relations.
    """

    meanings: tuple[RowMeaning, ...]
    is_whole: bool
    ranges: tuple[Range, ...]
    remedies: tuple[Short, ...]
    locked: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Freed:
    """排障 · A parcel, the month from which it can be supplied now (None: not this year), and the month it needs."""

    candidate: Candidate
    opens: int | None
    needs: int
    left: tuple[Short, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """受限宗地 · A parcel that relations tie to others, and the months open to it: none where the first is later."""

    candidate: Candidate
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMet:
    """为何排不出 · Parcels that must stand and cannot, else the least misses, the clashes, and obstacles to clear.

    `alone` are parcels whose clearing saves something by itself, the best first; `together` are enough all at once, of
    which no fewer than `at_least` can do.
    """

    stuck: tuple[tuple[Bound, ...], ...]
    misses: tuple[Short, ...]
    clashes: tuple[Clash, ...]
    alone: tuple[Freed, ...]
    together: tuple[Freed, ...]
    at_least: int


def why_not_met(options: Options, brief: Brief, day: date) -> NotMet | None:
    """为何排不出 · Why no plan meets the brief; None where shares of parcels would, and no search showed otherwise."""
    asked = Asked(goal=Goal.LIVELIHOOD)
    year = wider_year(options, brief, day, asked)
    meanings = meanings_of(year.case, asked, year.posed.problem)
    problem = _weighed(year.posed.problem, meanings)
    found = conflict_of_shares(problem, year.clearings)
    if found is None:
        found = _of_whole(problem, year)
    return None if found is None else _Told(options, year, problem, meanings).all(found)


def _weighed(problem: Problem, meanings: tuple[RowMeaning, ...]) -> Problem:
    """Misses weigh as in the search for the plan that misses least; law and relations far above all of them."""
    scale = [one.step * A_HECTARE / cost(one.target) if one.target else one.one / _HARD for one in meanings]
    return replace(problem, rows=replace(problem.rows, scale=np.array(scale, np.float64)))


def _of_whole(problem: Problem, year: WiderYear) -> Conflict | None:
    is_phased = any(one.least < one.whole for one in year.case.candidates)
    if is_phased or problem.parcels > _FEW or not problem.rows.count:
        return None
    return whole_conflict(Linear(ways_of(problem)))


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A conflict told in the office's figures."""

    options: Options
    year: WiderYear
    problem: Problem
    meanings: tuple[RowMeaning, ...]

    def all(self, found: Conflict) -> NotMet:
        several = None if found.stuck or found.is_whole else together(self.problem, self.year.clearings)
        freed = () if several is None else tuple(self._freed(option, month, ()) for option, month in several.needed)
        return NotMet(
            stuck=tuple(self._members(block) for block in found.stuck),
            misses=self._shorts(found.misses),
            clashes=tuple(self._clash(cause) for cause in found.causes),
            alone=self._alone(found),
            together=freed,
            at_least=0 if several is None else several.at_least,
        )

    def _shorts(self, misses: tuple[Miss, ...]) -> tuple[Short, ...]:
        pairs = ((self.meanings[one.row], one) for one in misses)
        return tuple(Short(meaning=m, short=m.units(one.short), over=m.units(one.over)) for m, one in pairs)

    def _range(self, one: Reach) -> Range:
        meaning = self.meanings[one.row]
        return Range(meaning=meaning, low=meaning.reached(one.low), high=meaning.reached(one.high))

    def _clash(self, cause: Cause) -> Clash:
        meanings = tuple(self.meanings[row] for row in cause.rows)
        remedies = tuple(one for one in cause.remedies if self.meanings[one.row].may_give)
        named = "、".join(one.name for one in meanings if one.target is None)
        fixed = dict.fromkeys(one.parcel for one in self.year.case.candidates if one.is_fixed)
        return Clash(
            meanings=meanings,
            is_whole=cause.ground is Ground.WHOLE,
            ranges=tuple(self._range(one) for one in cause.reaches if self.meanings[one.row].may_give),
            remedies=self._shorts(remedies),
            locked=tuple(one for one in fixed if one in named),
        )

    def _members(self, block: int) -> tuple[Bound, ...]:
        """The parcels of a block, each with the months open to it in any way."""
        start, stop = self.problem.block_start[block : block + 2].tolist()
        return tuple(self._bound(*self.problem.option_start[one : one + 2].tolist()) for one in range(start, stop))

    def _bound(self, start: int, stop: int) -> Bound:
        first, last = int(self.problem.first[start:stop].min()), int(self.problem.last[start:stop].max())
        return Bound(candidate=self._candidate(start), first=first, last=last)

    def _candidate(self, option: int) -> Candidate:
        return self.year.case.candidates[int(self.year.posed.candidate[option])]

    def _alone(self, found: Conflict) -> tuple[Freed, ...]:
        told: dict[str, Freed] = {}
        for one in found.cleared:
            freed = self._freed(one.clearing.option, one.clearing.first, self._shorts(one.misses))
            told.setdefault(freed.candidate.parcel, freed)
        return tuple(told.values())

    def _freed(self, option: int, month: int, left: tuple[Short, ...]) -> Freed:
        candidate = self._candidate(option)
        first, last = int(self.problem.first[option]), int(self.problem.last[option])
        return Freed(candidate=candidate, opens=first if first <= last else None, needs=month, left=left)
