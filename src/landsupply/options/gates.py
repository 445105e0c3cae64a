"""准入 · What keeps a parcel as a whole out of the year's plan: unknown facts, scope, period.

None of these accuses anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.options.judgement import Unread
from landsupply.options.option import Option, Refusal
from landsupply.prepare.dated import in_force

Gate = Callable[[Parcel, Rules], Refusal | None]

_CONTENTS, _NEVER, _PERIOD = "plan.parcel.contents", "plan.uses.never", "plan.period"
_OUTSIDE = "L060"  # the ledger's own issue for a unit that the place does not have


def _keep_out(code: str, parcel: Parcel, ruling: Ruling, **facts: object) -> Refusal:
    """By no rule of law: a fact is missing without which nothing can be planned, or no month of the year is open."""
    named = tuple((name, str(value)) for name, value in facts.items())
    return Refusal(rule="", code=code, parcel=parcel.id, ruling=ruling, facts=named)


def _by_law(rule: str, basis: Dated | None, refusal: Refusal) -> Refusal:
    """With the rule and the basis it rests on; before there was one, it is the product's own reckoning."""
    return refusal if basis is None else replace(refusal, rule=rule, basis=basis.basis, kind=basis.kind)


def area_is_known(parcel: Parcel, rules: Rules) -> Refusal | None:
    """面积 · A parcel without an area cannot be counted."""
    del rules
    return None if parcel.area else _keep_out("O001", parcel, Ruling.CANNOT_TELL)


def use_is_known(parcel: Parcel, rules: Rules) -> Refusal | None:
    """用途 · A parcel without a use belongs to no class."""
    if parcel.use or parcel.use_shares:
        return None
    return _by_law("PL-08", in_force(rules, _CONTENTS), _keep_out("O002", parcel, Ruling.CANNOT_TELL))


def use_is_supplied(parcel: Parcel, rules: Rules) -> Refusal | None:
    """可供用途 · Farm land, homesteads and land of no class of the plan are not supplied as construction land."""
    uses = (parcel.use,) if parcel.use else tuple(one.use for one in parcel.use_shares)
    never = next((use for use in uses if not rules.place.class_of(use)), None)
    if never is None:
        return None
    return _by_law("PL-08", in_force(rules, _NEVER), _keep_out("O003", parcel, Ruling.OUTSIDE, use=never.name))


def supplied_within_the_year(parcel: Parcel, rules: Rules) -> Refusal | None:
    """期限 · Land supplied in another year is not counted in this one."""
    year = rules.day.year
    if parcel.supplied is None or parcel.supplied.year == year:
        return None
    refusal = _keep_out("O004", parcel, Ruling.OUTSIDE, supplied=parcel.supplied.isoformat(), year=year)
    return _by_law("PL-05", in_force(rules, _PERIOD), refusal)


def supply_has_a_mode(parcel: Parcel, rules: Rules) -> Refusal | None:
    """供应方式 · A supply already made this year must say by which mode it was made."""
    if parcel.supplied is None or parcel.supplied.year != rules.day.year or parcel.mode is not None:
        return None
    return _by_law("PL-08", in_force(rules, _CONTENTS), _keep_out("O008", parcel, Ruling.CANNOT_TELL))


#: What is asked of every parcel.
GATES: tuple[Gate, ...] = (
    area_is_known,
    use_is_known,
    use_is_supplied,
    supplied_within_the_year,
    supply_has_a_mode,
)
#: The same where the brief takes records of other years' supplies as candidates.
TRIAL_GATES: tuple[Gate, ...] = tuple(gate for gate in GATES if gate is not supplied_within_the_year)


def units_outside(ledger: Ledger) -> Mapping[str, str]:
    """范围外 · The parcels whose unit the place does not have, with the unit's name as written."""
    named = {
        (issue.file, issue.sheet, row): issue.raw or ""
        for issue in ledger.issues
        if issue.code == _OUTSIDE
        for row in issue.rows
    }
    placed = ((parcel.id, parcel.source) for parcel in ledger.parcels)
    keyed = ((identity, (source.file, source.sheet, source.row)) for identity, source in placed)
    return {identity: named[place] for identity, place in keyed if place in named}


def outside_the_scope(parcel: Parcel, district: str) -> Refusal:
    """范围 · Land of a unit that the plan does not cover."""
    return _keep_out("O005", parcel, Ruling.OUTSIDE, district=district)


def as_written(refusal: Refusal, unread: Unread | None) -> Refusal:
    """未读用途 · A refusal for want of a use, where one is written that was not read: said as such."""
    if refusal.code != "O002" or unread is None:
        return refusal
    return replace(refusal, code=unread.code, facts=(("raw", unread.text),))


def number_is_shared(parcel: Parcel, number: str) -> Refusal:
    """同号 · Another row has the number too: which of them is the parcel, and whether it is one, nobody has said."""
    return _keep_out("O129", parcel, Ruling.CANNOT_TELL, number=number)


def readiness_is_unknown(parcel: Parcel) -> Refusal:
    """就绪时间 · Nobody has said from when the parcel is free."""
    obstacles = "、".join(parcel.obstacles) or "—"
    return _keep_out("O006", parcel, Ruling.CANNOT_TELL, obstacles=obstacles)


def ready_after_the_year(parcel: Parcel, ready: str, rules: Rules) -> Refusal:
    """期限 · The parcel is not free before the year ends."""
    return _keep_out("O007", parcel, Ruling.OUTSIDE, ready=ready, year=rules.day.year)


def signed_after_the_year(option: Option, start: str, rules: Rules) -> Refusal:
    """期限 · An open offer begun on the day is not under contract before the year ends."""
    facts = {"mode": option.mode.name, "start": start, "year": str(rules.day.year)}
    return Refusal(
        rule="",
        code="O009",
        parcel=option.parcel,
        ruling=Ruling.OUTSIDE,
        use=option.use.name,
        mode=option.mode.name,
        facts=tuple(facts.items()),
    )
