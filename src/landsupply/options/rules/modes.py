"""供应方式判定 · MT-01 to MT-04 asked of a parcel by its declared use and mode, in the words of the option rules.

A rule that does not concern the mode or the use is not applicable; without a declared mode it cannot be told. Of a
mixed parcel every use is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.law.vocabulary import AGREEMENT, ALLOCATION, LandUse, Mode
from landsupply.options.allocation import ITEMS
from landsupply.options.judgement import Case, Judged, ParcelRule, broken, kept, lacks, not_applicable
from landsupply.options.modes import (
    agreement_has_grounds,
    allocation_is_in_the_catalogue,
    market_land_is_offered_openly,
    term_cap,
    term_is_within_the_cap,
)
from landsupply.options.option import Option, Refusal, told_together
from landsupply.options.rule import Judge
from landsupply.options.rules.asking import all_of, law_then, stated, unsaid, uses_of
from landsupply.options.uses import (
    ALLOCABLE,
    ALLOCABLE_HOUSING,
    OPEN,
    is_housing,
    is_market,
    stated_housing,
)
from landsupply.prepare.dated import in_force

_GROUNDS, _BARRED, _APART = "mode.allocation.grounds", "mode.agreement.barred", "mode.agreement.apart"
_CAPS, _USERS = "term.caps", "mode.open.intending_users"
#: What a refusal may rest on, and the field that each reason of not being able to tell asks for.
_BASES = (OPEN, _GROUNDS, ALLOCABLE, ALLOCABLE_HOUSING, _BARRED, _CAPS, "term.caps.unnamed", ITEMS)
_MISSING = {"O102": "grounds", "O104": "housing", "O106": "grounds", "O107": "grounds", "O109": "allocation_item"}
_MISSING |= {"O125": "allocation_item", "O126": "grounds", "O128": "use", "O251": "allocation_item"}
_MISSING |= {"O124": "term", "O257": "allocation_item"}


def market_land(case: Case) -> Judged:
    """招拍挂 · MT-01: commercial, housing and industrial land is offered openly, but for a stated exception."""
    rules = law_then(case)
    basis, asked = in_force(rules, OPEN), uses_of(case)
    market = [use for use in asked if is_market(case.parcel, use, rules)]
    if basis is None or (asked and not market):
        return not_applicable()
    if not asked or case.mode is None:
        return unsaid(basis, "mode" if asked else "use")
    refused = _asked(market_land_is_offered_openly, case, market, case.mode, rules)
    return all_of([kept(basis), *refused, *_open_housing(case, market, case.mode, rules)])


def _open_housing(case: Case, market: Iterable[LandUse], mode: Mode, rules: Rules) -> Iterator[Judged]:
    """Housing to be allocated of an unstated kind is MT-02's question; till it is answered, this one is open too."""
    for use in market if mode.code == ALLOCATION else ():
        if is_housing(use, rules) and stated_housing(case.parcel, use, rules) is None:
            yield lacks("O104", in_force(rules, _GROUNDS), "housing", use=use.name)


def allocation(case: Case) -> Judged:
    """划拨目录 · MT-02: only what the catalogue or a law names is allocated."""
    rules = law_then(case)
    return _of_mode(case, in_force(rules, ALLOCABLE), ALLOCATION, allocation_is_in_the_catalogue)


def agreement(case: Case) -> Judged:
    """协议出让 · MT-03: no land without a known ground, and no second intending user."""
    rules = law_then(case)
    barred, users = in_force(rules, _BARRED), in_force(rules, _USERS)
    found = _of_mode(case, barred, AGREEMENT, agreement_has_grounds)
    if case.mode is None or case.mode.code != AGREEMENT:
        return found
    if users is not None and (second := _second_user(case, users, rules)) is not None:
        return second
    return found


def _second_user(case: Case, least: Dated, rules: Rules) -> Judged | None:
    """What is only regularised, renewed or changed in use has its holder: others who want it do not count.

    Where no ground is stated it may be such a case, and cannot be told.
    """
    applicants, apart = stated(case).applicants, in_force(rules, _APART)
    if applicants is None or applicants < least.whole() or (apart and case.parcel.grounds in apart.names()):
        return None
    if apart and case.parcel.grounds is None:
        return lacks("O252", least, "grounds", applicants=applicants)
    return broken("O123", least, applicants=applicants, least=least.whole())


def term(case: Case) -> Judged:
    """最高年限 · MT-04: land is granted for no longer than the law allows for its use."""
    rules = law_then(case)
    basis, asked = in_force(rules, _CAPS), uses_of(case)
    if basis is None or (case.mode is not None and not case.mode.paid):
        return not_applicable()
    if not asked or case.mode is None:
        return unsaid(basis, "mode" if asked else "use")
    if all(term_cap(use, rules) is None for use in asked):
        return not_applicable()
    if any(case.parcel.term_of(use) is None for use in asked):
        return unsaid(basis, "term")
    return all_of([kept(basis), *_asked(term_is_within_the_cap, case, asked, case.mode, rules)])


def _of_mode(case: Case, basis: Dated | None, mode: str, ask: Judge) -> Judged:
    if basis is None or (case.mode is not None and case.mode.code != mode):
        return not_applicable()
    asked = uses_of(case)
    if not asked or case.mode is None:
        return unsaid(basis, "use" if case.mode is not None else "mode")
    rules = law_then(case)
    return all_of([kept(basis), *_asked(ask, case, asked, case.mode, rules)])


def _asked(ask: Judge, case: Case, asked: Iterable[LandUse], mode: Mode, rules: Rules) -> tuple[Judged, ...]:
    """What an option rule says of the uses: once where it says the same of several, which are named together."""
    ways = (
        Option(
            parcel=case.parcel.id,
            use=use,
            plan_class=rules.place.class_of(use) or "",
            mode=mode,
            term=case.parcel.term_of(use),
            first=1,
            last=12,
        )
        for use in asked
    )
    refused = (refusal for way in ways if (refusal := ask(case.parcel, way, rules)) is not None)
    return tuple(_told(refusal, rules) for refusal in told_together(refused))


def _told(refusal: Refusal, rules: Rules) -> Judged:
    """The refusal as an answer, with the value that it rests on."""
    held = (value for name in _BASES if (value := in_force(rules, name)) is not None)
    basis = next((value for value in held if (value.basis, value.kind) == (refusal.basis, refusal.kind)), None)
    missing = () if refusal.ruling is Ruling.BROKEN else (_MISSING[refusal.code],)
    return Judged(ruling=refusal.ruling, code=refusal.code, basis=basis, missing=missing, facts=refusal.facts)


RULES = (
    ParcelRule("MT-01", market_land),
    ParcelRule("MT-02", allocation),
    ParcelRule("MT-03", agreement),
    ParcelRule("MT-04", term),
)
