"""问法 · How a rule of several tests is asked: by the law of an act's day, with one answer, naming what is missing.

An act is judged under the law of its own day, never under a later one. Of several tests one that is broken decides;
else what cannot be told is named together; else the rule is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.law.shipped import shipped_text
from landsupply.law.vocabulary import LandUse
from landsupply.law.vocabulary_text import read_table
from landsupply.ledger.circumstances import Circumstances
from landsupply.ledger.template import official_header
from landsupply.measure.rounding import decimal_text
from landsupply.options.judgement import Case, Judged, lacks, not_applicable

UNSAID = "O110"  # something is not stated, and nothing more can be said of it
_NOTHING = Circumstances()


def stated(case: Case) -> Circumstances:
    """所载情况 · What the list states beside the plan's own columns."""
    return case.parcel.circumstances or _NOTHING


def uses_of(case: Case) -> tuple[LandUse, ...]:
    """所问用途 · The use asked about, or those of a mixed parcel; empty where none is stated."""
    return (case.use,) if case.use is not None else tuple(one.use for one in case.parcel.use_shares)


def law_of(case: Case, act: date | None) -> Rules:
    """行为时之法 · The rules of an act's day; those of the day asked about where that is earlier or nothing is done."""
    return case.rules if act is None or act >= case.rules.day else case.rules.rulebook.on(act)


def law_then(case: Case) -> Rules:
    """当时之法 · The rules of the day on which the parcel was offered or else supplied."""
    return law_of(case, case.parcel.noticed or case.parcel.supplied)


def unsaid(basis: Dated | None, *missing: str) -> Judged:
    """未载明 · It cannot be told, for the fields of the list and the facts of the place that are missing."""
    return lacks(UNSAID, basis, *missing, lacking=titles(missing))


def titles(names: Iterable[str]) -> str:
    """名称 · Fields by their official header, facts of the place by their title."""
    facts = _fact_titles()
    return "、".join(facts.get(name) or official_header(name) for name in names)


@lru_cache(maxsize=1)
def _fact_titles() -> dict[str, str]:
    return {row["parameter"]: row["title"] for row in read_table(shipped_text("vocabularies/place_facts.csv"))}


def all_of(tests: Iterable[Judged | None]) -> Judged:
    """合并 · One answer out of a rule's tests, None being one that is passed or not yet due.

    Of several that are broken the one that blocks is said first; not applicable where no test is asked.
    """
    found = [one for one in tests if one is not None and one.ruling is not Ruling.NOT_APPLICABLE]
    if against := [one for one in found if one.ruling is Ruling.BROKEN]:
        return next((one for one in against if one.basis is not None and one.basis.blocks), against[0])
    open_ones = [one for one in found if one.ruling is Ruling.CANNOT_TELL]
    if not open_ones:
        return found[0] if found else not_applicable()
    missing = tuple(dict.fromkeys(name for one in open_ones for name in one.missing))
    special = next((one for one in open_ones if one.code != UNSAID), None)
    return replace(special, missing=missing) if special else unsaid(open_ones[0].basis, *missing)


def percent(share: Fraction) -> str:
    """百分数 · A share in percent, exact."""
    return f"{decimal_text(share * 100)}%"
