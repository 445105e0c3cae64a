"""供应方式判定 · MT-01 to MT-04 asked of a parcel by its declared use and mode, in the words of the option rules.

A rule that does not concern the mode or the use is not applicable; without a declared mode it cannot be told. Of a
mixed parcel every use is asked.
"""

from __future__ import annotations

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.law.vocabulary import LandUse, Mode
from landsupply.options.allocation import ITEMS
from landsupply.options.judgement import Case, Judged, ParcelRule, broken, lacks, not_applicable
from landsupply.options.modes import (
    AGREEMENT,
    ALLOCATION,
    agreement_has_grounds,
    allocation_is_in_the_catalogue,
    market_land_is_offered_openly,
    term_cap,
    term_is_within_the_cap,
)
from landsupply.options.option import Option, Refusal
from landsupply.options.rule import Judge
from landsupply.options.rules.asking import joined, law_of, stated, unsaid, uses
from landsupply.options.uses import (
    ALLOCABLE,
    ALLOCABLE_HOUSING,
    OPEN,
    is_exempt,
    is_housing,
    is_market,
    stated_housing,
)
from landsupply.prepare.dated import in_force

_GROUNDS, _BARRED, _APART = "mode.allocation.grounds", "mode.agreement.barred", "mode.agreement.apart"
_CAPS, _USERS = "term.caps", "mode.open.intending_users"
#: What a refusal may rest on, and the field that each reason of not being able to tell asks for.
_BASES = (OPEN, _GROUNDS, ALLOCABLE, ALLOCABLE_HOUSING, _BARRED, _CAPS, "term.caps.unnamed", ITEMS)
_MISSING = {"O102": "grounds", "O104": "housing", "O106": "grounds", "O107": "grounds", "O109": "grounds"}
_MISSING |= {"O125": "allocation_item", "O126": "grounds", "O128": "use"}


def _law(case: Case) -> Rules:
    return law_of(case, case.parcel.noticed or case.parcel.supplied)


def market_land(case: Case) -> Judged:
    """招拍挂 · MT-01: commercial, housing and industrial land is offered openly, but for a stated exception."""
    rules = _law(case)
    basis, asked = in_force(rules, OPEN), uses(case)
    market = [use for use in asked if is_market(case.parcel, use, rules)]
    if basis is None or (asked and not market):
        return not_applicable()
    if not asked or case.mode is None:
        return unsaid(basis, "mode" if asked else "use")
    return joined(basis, [_market(case, use, case.mode, rules) for use in market])


def _market(case: Case, use: LandUse, mode: Mode, rules: Rules) -> Judged | None:
    """Housing to be allocated of an unstated kind is MT-02's question; till it is answered, this one is open too."""
    found = _asked(market_land_is_offered_openly, case, use, mode, rules)
    is_open_question = mode.code == ALLOCATION and is_housing(use, rules)
    if found is None and is_open_question and stated_housing(case.parcel, use, rules) is None:
        return lacks("O104", in_force(rules, _GROUNDS), "housing", use=use.name)
    return found


def allocation(case: Case) -> Judged:
    """划拨目录 · MT-02: only what the catalogue or a law names is allocated."""
    rules = _law(case)
    return _of_mode(case, in_force(rules, ALLOCABLE), ALLOCATION, allocation_is_in_the_catalogue)


def agreement(case: Case) -> Judged:
    """协议出让 · MT-03: no market land without a known ground, and no second intending user."""
    rules = _law(case)
    barred, users = in_force(rules, _BARRED), in_force(rules, _USERS)
    found = _of_mode(case, barred, AGREEMENT, agreement_has_grounds)
    if case.mode is None or case.mode.code != AGREEMENT:
        return found
    if users is not None and (second := _second_user(case, users, rules)) is not None:
        return second
    if barred is None or found.ruling is not Ruling.KEPT:
        return found
    is_barred = any(use.bucket in barred.names() and not is_exempt(case.parcel, use, rules) for use in uses(case))
    return found if is_barred else not_applicable()


def _second_user(case: Case, least: Dated, rules: Rules) -> Judged | None:
    """What is only regularised, renewed or changed in use has its holder: others who want it do not count."""
    applicants, apart = stated(case).applicants, in_force(rules, _APART)
    if applicants is None or applicants < least.whole() or (apart and case.parcel.grounds in apart.names()):
        return None
    return broken("O123", least, applicants=applicants, least=least.whole())


def term(case: Case) -> Judged:
    """最高年限 · MT-04: land is granted for no longer than the law allows for its use."""
    rules = _law(case)
    basis, asked = in_force(rules, _CAPS), uses(case)
    if basis is None or (case.mode is not None and not case.mode.paid):
        return not_applicable()
    if not asked or case.mode is None:
        return unsaid(basis, "mode" if asked else "use")
    caps = sorted({cap for use in asked if (cap := term_cap(use, rules)) is not None})
    if not caps:
        return not_applicable()
    if case.parcel.term is None:
        return unsaid(basis, "term")
    if caps[0] < case.parcel.term <= caps[-1]:
        return lacks("O124", basis, "term", term=case.parcel.term, caps="/".join(map(str, caps)))
    return joined(basis, [_asked(term_is_within_the_cap, case, use, case.mode, rules) for use in asked])


def _of_mode(case: Case, basis: Dated | None, mode: str, ask: Judge) -> Judged:
    if basis is None or (case.mode is not None and case.mode.code != mode):
        return not_applicable()
    asked = uses(case)
    if not asked or case.mode is None:
        return unsaid(basis, "use" if case.mode is not None else "mode")
    rules = _law(case)
    return joined(basis, [_asked(ask, case, use, case.mode, rules) for use in asked])


def _asked(ask: Judge, case: Case, use: LandUse, mode: Mode, rules: Rules) -> Judged | None:
    """What an option rule says of one use, None where it says nothing."""
    option = Option(
        parcel=case.parcel.id,
        use=use,
        plan_class=rules.place.class_of(use) or "",
        mode=mode,
        term=case.parcel.term,
        first=1,
        last=12,
    )
    refusal = ask(case.parcel, option, rules)
    return None if refusal is None else _told(refusal, rules)


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
