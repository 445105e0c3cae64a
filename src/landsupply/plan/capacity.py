"""供应能力 · How much of each sum a ledger could supply at most, and must at least, whatever else the brief asks.

Each parcel is taken in the way and month that count most; what stands already, and what must be in, counts in any case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from landsupply.plan.brief import Brief
from landsupply.plan.candidate import Candidate
from landsupply.plan.target import YEAR, YEAR_END, Axis, By, Held, Line, Standing, Target, Term, sum_of


@dataclass(frozen=True, slots=True)
class Room:
    """余地 · What a sum comes to at least and at most, in the smallest units of its measure."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Supplied:
    """可供 · A target, the room the ledger leaves it, and what it asks where that can be told in units."""

    target: Target
    room: Room
    low: int | None
    high: int | None

    @property
    def is_enough(self) -> bool:
        """够不够 · Whether the ledger alone could meet both sides."""
        return (self.low is None or self.room.most >= self.low) and (self.high is None or self.room.least <= self.high)


class Capacity:
    """供应能力 · The room of any sum over a year's candidates; a sum is counted once and kept."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        """Candidates stand by parcel."""
        self._parcels = [list(own) for _, own in groupby(candidates, key=lambda one: one.parcel)]
        self._counted = {id(one): one.counted for own in self._parcels for one in own}
        self._known: dict[Term, Room] = {}

    def room(self, term: Term) -> Room:
        """余地 · Of one term, without its coefficient."""
        if term not in self._known:
            self._known[term] = self._room(term)
        return self._known[term]

    def _room(self, term: Term) -> Room:
        least = most = Fraction(0)
        for own in self._parcels:
            sums = [value for one in own for value in self._values(one, term)]
            most += max(sums)
            least += min(sums) if any(one.is_fixed for one in own) else 0
        return Room(least.__ceil__(), most.__floor__())

    def _values(self, one: Candidate, term: Term) -> Iterator[Fraction]:
        """What a candidate counts in each of its months, as far as the term tells months apart."""
        months = one.months[:1] if term.months == YEAR and term.by is By.SUPPLY else one.months
        for month in months:
            yield term.of_standing(Standing(self._counted[id(one)], month, one.notice(month)))

    def of(self, brief: Brief) -> tuple[Supplied, ...]:
        """逐条 · Every target and milestone of a brief; its reserve is counted where it counts."""
        return tuple(self._supplied(one, brief) for one in brief.sentences)

    def _supplied(self, target: Target, brief: Brief) -> Supplied:
        if target.is_share:
            return self._share(target, brief)
        sums = [(term.coefficient, self.room(term)) for term in target.terms]
        low = sum((c * (room.least if c > 0 else room.most) for c, room in sums), Fraction(0))
        high = sum((c * (room.most if c > 0 else room.least) for c, room in sums), Fraction(0))
        held = held_of(target, brief)
        return Supplied(target, Room(low.__ceil__() + held, high.__floor__() + held), target.low, target.high)

    def _share(self, target: Target, brief: Brief) -> Supplied:
        """A share of the whole in units, where the brief states the whole; else only what can be supplied is told."""
        done, whole = target.terms
        stated = brief.target(Line(Axis.TOTAL)) if not whole.where.stated else None
        room = self.room(done)
        if stated is None or stated.low is None or done.measure is not stated.measure:
            return Supplied(target, room, None, None)
        asked = (target.share * stated.low).__ceil__()
        is_least = target.low is not None
        return Supplied(target, room, asked if is_least else None, None if is_least else asked)


def held_of(target: Target, brief: Brief) -> int:
    """预留计入 · What the brief's own reserve adds to a target over the year."""
    held = [Held(name, None, YEAR_END, area.units) for name, area in brief.reserves]
    return sum_of(target.terms, (), held).__floor__()
