"""可能延期 · Which ways of supply may be late, from when, by which distributions: the brief's and the ledger's own.

What is supplied or under notice is not late any more, nor is what the ledger declares to be ready on the day; a
distribution stated of the parcel itself stands in any case, and readiness that is assumed only proves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from landsupply.measure.fault import BriefFault
from landsupply.measure.lateness import Lateness
from landsupply.options.lawful import Options
from landsupply.plan.brief import Brief
from landsupply.plan.candidate import Candidate
from landsupply.plan.case import Case
from landsupply.plan.delays import Delays, Heed
from landsupply.plan.plan import ItemState

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """可能延期 · The first month as stated, the parcel's own delay, the one its district shares, and both together."""

    first: int
    own: Lateness
    shared: Lateness
    both: Lateness
    district: str

    def by(self, month: int) -> Fraction:
        """按时概率 · How likely it is ready by the end of a month."""
        return self.both.within(month - self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """延期情况 · What may be late, by parcel, use and mode; `is_stated` unless nobody says anything of delays."""

    of: Mapping[Key, Exposed]
    is_stated: bool

    def candidate(self, one: Candidate) -> Exposed | None:
        """候选 · How a candidate may be late; None where it is not."""
        return self.of.get(one.key)

    def along(self, candidates: Sequence[Candidate]) -> tuple[Exposed | None, ...]:
        """逐一 · How each candidate may be late; empty where nobody says anything of delays."""
        return tuple(map(self.candidate, candidates)) if self.is_stated else ()


def exposure_of(options: Options, case: Case, day: date) -> Exposure:
    """延期情况 · Of every candidate of the case on the day.

    BriefFault B029 where delays are stated of a parcel that the ledger does not hold, B034 where caution is asked for
    and nobody says anything of delays.
    """
    brief, ledger = case.brief, options.ledger
    known = {one.id for one in ledger.parcels}
    for name, _ in brief.delays.parcels if brief.delays else ():
        if name not in known:
            raise BriefFault("B029", parcel=name[:60])
    is_stated = brief.delays is not None or any(one.land.lateness for one in case.candidates)
    if not is_stated and brief.caution is not None and brief.caution.heed is not Heed.NONE:
        raise BriefFault("B034", mode=brief.caution.heed.value)
    found: dict[Key, Exposed] = {}
    sums: dict[tuple[Lateness, Lateness], Lateness] = {}
    for one in case.candidates if is_stated else ():
        if _may_be_late(one, options, brief, day):
            own, shared = _delays(one, brief)
            both = sums.setdefault((own, shared), own.and_then(shared))
            if not both.is_certain:
                place = one.land.district or ""
                found[one.key] = Exposed(first=one.option.first, own=own, shared=shared, both=both, district=place)
    return Exposure(of=found, is_stated=is_stated)


def _delays(one: Candidate, brief: Brief) -> tuple[Lateness, Lateness]:
    delays, district = brief.delays or Delays(), one.land.district
    own = delays.own(one.parcel, district, one.option.mode.name, one.land.lateness)
    return own, delays.shared(district)


def _may_be_late(one: Candidate, options: Options, brief: Brief, day: date) -> bool:
    if one.state is not ItemState.PLANNED:
        return False
    ready = options.readiness[one.parcel]
    is_ready = ready.free_from is not None and ready.free_from <= day and not ready.is_assumed
    of_itself = one.parcel in dict(brief.delays.parcels if brief.delays else ()) or one.land.lateness is not None
    return of_itself or not is_ready
