"""储备与闲置规则 · RS-01, RS-02, ID-01 and ID-02: net land, the reserve's plans, the idle clock, approvals that lapse.

What a list leaves blank is not held against anybody: land is idle only where it is stated that nothing was begun.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from landsupply.law.parameter import Dated
from landsupply.law.vocabulary import Origin
from landsupply.ledger.circumstances import Circumstances
from landsupply.options.judgement import Case, Judged, ParcelRule, broken, kept, not_applicable
from landsupply.options.rules.asking import law_of, percent, stated, titles, unsaid
from landsupply.options.rules.periods import years_after
from landsupply.options.rules.quota import batch_named
from landsupply.prepare.dated import in_force

#: The five tests of net land, and the two plans of the reserve, by field.
NET_LAND = ("title_clear", "compensated", "undisputed", "conditions_clear", "ready_to_build")
PLANS = ("in_reserve_plan", "in_rolling_plan")
_START, _RECOVER = "idle.start.years", "idle.recover.years"


def net_land(case: Case) -> Judged:
    """净地 · RS-01: land of the reserve is supplied only when all five tests are passed."""
    basis = in_force(law_of(case, case.parcel.supplied), "reserve.net.tests")
    return _all_said(case, basis, NET_LAND, "O180")


def in_the_plans_of_the_reserve(case: Case) -> Judged:
    """储备计划 · RS-02: land of the reserve stands in the year's supply plan of the reserve and in the rolling plan."""
    basis = in_force(law_of(case, case.parcel.supplied), "reserve.plan.years")
    return _all_said(case, basis, PLANS, "O181")


def _all_said(case: Case, basis: Dated | None, asked: tuple[str, ...], code: str) -> Judged:
    """Every statement is yes; one that is no breaks the rule, whatever else is left blank."""
    said: Mapping[str, bool | None] = {name: getattr(stated(case), name) for name in asked}
    if basis is None or not _may_be_of_the_reserve(case, said):
        return not_applicable()
    if against := [name for name, value in said.items() if value is False]:
        return broken(code, basis, failed=titles(against))
    if missing := [name for name, value in said.items() if value is None]:
        return unsaid(basis, *missing)
    return kept(basis)


def _may_be_of_the_reserve(case: Case, said: Mapping[str, bool | None]) -> bool:
    """By its number or a statement; land to be allocated or granted by agreement only where one of these says so."""
    is_told = case.parcel.reserve_number is not None or any(value is not None for value in said.values())
    return is_told or case.mode is None or case.mode.open


def land_is_not_idle(case: Case) -> Judged:
    """闲置土地 · ID-01: begun within a year of the agreed day, and not stopped for a year half-way."""
    begin = in_force(case.rules, _START)
    told, supplied = stated(case), case.parcel.supplied
    is_supplied = supplied is not None and supplied <= case.rules.day
    if begin is None or (supplied is not None and not is_supplied) or not (is_supplied or told.start_by):
        return not_applicable()
    if told.started_on is not None and told.started_on <= case.rules.day:
        return _not_stopped(case, told, told.started_on)
    return _begun_in_time(case, told, begin)


def _begun_in_time(case: Case, told: Circumstances, begin: Dated) -> Judged:
    day, agreed, supplied = case.rules.day, told.start_by, case.parcel.supplied
    if agreed is None:
        return _without_an_agreed_day(case, begin, supplied)
    if day < years_after(agreed, begin.whole()):
        return kept(begin)
    if told.started_on is None and told.developed_share != 0:
        return unsaid(begin, "started_on")
    recover = in_force(case.rules, _RECOVER)
    if recover is None or day < years_after(agreed, recover.whole()):
        return broken("O182", begin, agreed=agreed, years=begin.whole())
    is_granted = case.mode is not None and case.mode.paid  # the law speaks of grants, the order of all land
    return broken("O183", recover if is_granted else begin, agreed=agreed, years=recover.whole())


def _without_an_agreed_day(case: Case, begin: Dated, supplied: date | None) -> Judged:
    """约定不明 · The clock starts a year after delivery, which is not before the contract."""
    unclear = in_force(case.rules, "idle.start.unstated.years")
    if unclear is None or supplied is None:
        return unsaid(begin, "start_by")
    soonest = years_after(supplied, unclear.whole() + begin.whole())
    return kept(unclear) if case.rules.day < soonest else unsaid(unclear, "start_by")


def _not_stopped(case: Case, told: Circumstances, started: date) -> Judged:
    """已动工 · Idle where stopped for a year with less than a third developed or a quarter invested."""
    stopped = in_force(case.rules, "idle.stopped.years")
    developed, invested = (in_force(case.rules, f"idle.stopped.{name}") for name in ("developed", "invested"))
    if stopped is None or developed is None or invested is None:
        return kept(stopped)
    since, least = told.stopped_on, ((told.developed_share, developed), (told.invested_share, invested))
    if case.rules.day < years_after(since or started, stopped.whole()):
        return kept(stopped)
    is_less = [None if share is None else share < limit.exact() for share, limit in least]
    if is_less == [False, False]:
        return kept(stopped)
    if since is None:
        return unsaid(stopped, "stopped_on")
    if True not in is_less:
        names = ("developed_share", "invested_share")
        return unsaid(stopped, *(name for name, less in zip(names, is_less, strict=True) if less is None))
    facts = {"developed": developed.exact(), "invested": percent(invested.exact())}
    return broken("O184", stopped, stopped=since, years=stopped.whole(), **facts)


def approval_has_not_lapsed(case: Case) -> Judged:
    """批文失效 · ID-02: within two years of the approval the land is used or its compensation is under way."""
    lapse, told = in_force(case.rules, "batch.lapse.years"), stated(case)
    approved, used = told.approved_on or _approved(case), case.parcel.supplied
    if lapse is None or (approved is None and _needs_no_approval(case)):
        return not_applicable()
    if told.compensation_begun or told.compensated:
        return kept(lapse)
    if approved is None:
        is_of_unknown_origin = case.parcel.origin is None and case.parcel.batch is None
        return unsaid(lapse, "origin" if is_of_unknown_origin else "approved_on")
    last = years_after(approved, lapse.whole())
    if min(used or case.rules.day, case.rules.day) <= last:
        return kept(lapse)
    if told.compensation_begun is None:
        return unsaid(lapse, "compensation_begun")
    return broken("O185", lapse, approved=approved, years=lapse.whole(), last=last)


def _needs_no_approval(case: Case) -> bool:
    """Built-on land, and new land of no batch that is still to be approved."""
    origin, is_supplied = case.parcel.origin, case.parcel.supplied is not None
    is_to_come = origin is Origin.NEW and not is_supplied
    return case.parcel.batch is None and (origin is Origin.EXISTING or is_to_come)


def _approved(case: Case) -> date | None:
    """The day of the batch that the parcel names, by number or by name."""
    found = batch_named(case.parcel.batch, case.around) if case.parcel.batch else None
    return found.approved if found else None


RULES = (
    ParcelRule("RS-01", net_land),
    ParcelRule("RS-02", in_the_plans_of_the_reserve),
    ParcelRule("ID-01", land_is_not_idle),
    ParcelRule("ID-02", approval_has_not_lapsed),
)
