"""所据 · What rules of one family or another rest on alike: the law of its day, its uses, what is stated, its parts."""

from __future__ import annotations

from collections.abc import Iterable

from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.law.vocabulary import LandUse
from landsupply.ledger.circumstances import Circumstances
from landsupply.ledger.parcel import Parcel
from landsupply.options.judgement import Case, Judged, not_applicable

_NOTHING = Circumstances()


def stated(case: Case) -> Circumstances:
    """所载情况 · What the list states beside the plan's columns; every field None where it states nothing."""
    return case.parcel.circumstances or _NOTHING


def law_then(case: Case) -> Rules:
    """当时之法 · The rules of the day on which the parcel was offered or supplied; of the case's day before that."""
    offered = case.parcel.noticed or case.parcel.supplied
    return case.rules.rulebook.on(offered) if offered and offered < case.rules.day else case.rules


def uses_of(case: Case) -> tuple[LandUse, ...]:
    """所问用途 · The use in question, or every use of a mixed parcel; empty where none is known."""
    return (case.use,) if case.use else tuple(one.use for one in case.parcel.use_shares)


def is_offered(parcel: Parcel) -> bool:
    """已入市 · Whether the notice has gone out or the parcel is supplied."""
    return parcel.noticed is not None or parcel.supplied is not None


def is_ready_later(case: Case) -> bool:
    """尚未就绪 · Whether the list itself says the parcel is free only later, so that what is undone may yet be done."""
    ready = case.parcel.ready
    return ready is not None and ready.day > case.rules.day and not is_offered(case.parcel)


def all_of(parts: Iterable[Judged | None]) -> Judged:
    """合并判定 · Broken where one part is; else not to be told, with all that is missing; else kept.

    Not applicable where no part is asked.
    """
    found = [one for one in parts if one is not None and one.ruling is not Ruling.NOT_APPLICABLE]
    broken = [one for one in found if one.ruling is Ruling.BROKEN]
    open_ones = [one for one in found if one.ruling is Ruling.CANNOT_TELL]
    if broken or not open_ones:
        # of several that are broken the one that blocks is said first
        ordered = sorted(broken, key=lambda one: one.basis is None or not one.basis.blocks) or found
        return ordered[0] if ordered else not_applicable()
    first, missing = open_ones[0], dict.fromkeys(name for one in open_ones for name in one.missing)
    return Judged(ruling=first.ruling, code=first.code, basis=first.basis, missing=tuple(missing), facts=first.facts)
