"""交易规则 · MT-05 and MT-06: the waits of an open offer, and the deposit, floor price, contract and payment.

Both judge what has happened by the law of its own day. A step that is not yet due is not missing; a step that is due
and of which the list says nothing cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from landsupply.law.parameter import Dated, Level
from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import LISTING
from landsupply.ledger.price import Prices
from landsupply.measure.days import add_working_days
from landsupply.options.judgement import Case, Judged, ParcelRule, broken, kept, lacks, not_applicable
from landsupply.options.price_floor import up_to_the_fen
from landsupply.options.rules.asking import all_of, law_of, percent, stated, unsaid, uses_of
from landsupply.options.rules.periods import months_after, years_after
from landsupply.options.uses import REAL_ESTATE, is_real_estate
from landsupply.prepare.dated import in_force

_NO_PRICES = Prices()


def notice_and_listing_are_long_enough(case: Case) -> Judged:
    """公告与挂牌期 · MT-05: so many days from the notice to the offer, and a listing open for so many days."""
    rules = law_of(case, case.parcel.noticed)
    notice, listing = in_force(rules, "notice.days"), in_force(rules, "listing.days")
    if notice is None or listing is None or (case.mode is not None and not case.mode.open):
        return not_applicable()
    if case.mode is None:
        return unsaid(notice, "mode")
    is_listed = case.mode.code == LISTING or case.mode.is_group
    tests = [_notice(case, notice, listing.whole() if is_listed else 0)]
    if is_listed:
        tests.append(_listing(case, listing, rules))
    return all_of((kept(notice), *tests))


def _ended(case: Case) -> date | None:
    """The first day on record by which the offer was over."""
    known = (stated(case).listing_to, stated(case).sold_on, case.parcel.supplied)
    return next((day for day in known if day is not None), None)


def _notice(case: Case, least: Dated, listing: int) -> Judged | None:
    """Without the day of the offer, an end sooner than notice and listing together shows as much."""
    noticed, begun, ended = case.parcel.noticed, stated(case).listing_from, _ended(case)
    if noticed is None:
        return unsaid(least, "noticed")
    until, wanted = (begun, least.whole()) if begun else (ended, least.whole() + listing)
    if until is None:
        return unsaid(least, "listing_from")
    days = (until - noticed).days
    if days < 0:
        return lacks("O114", least, "noticed", "listing_from", earlier=noticed, later=until)
    if days < wanted:
        code = "O111" if begun else "O113"
        return broken(code, least, noticed=noticed, until=until, days=days, least=wanted)
    return None if begun else unsaid(least, "listing_from")


def _listing(case: Case, least: Dated, rules: Rules) -> Judged | None:
    begun, closed, ended = stated(case).listing_from, stated(case).listing_to, _ended(case)
    if begun is not None and ended is not None:
        days = (ended - begun).days
        if days < 0:
            return lacks("O114", least, "listing_from", "listing_to", earlier=begun, later=ended)
        if days < least.whole():
            return broken("O112", least, begun=begun, until=ended, days=days, least=least.whole())
        if strict := _too_short_in_working_days(begun, ended, rules):
            return strict
    return None if begun and closed else unsaid(least, "listing_from" if begun is None else "listing_to")


def _too_short_in_working_days(begun: date, ended: date, rules: Rules) -> Judged | None:
    """Only where the place has made the stricter reading its own rule; the nation's is advice."""
    strict = in_force(rules, "listing.working_days")
    if strict is None or strict.level is Level.ADVISORY:
        return None
    first = add_working_days(begun, strict.whole(), rules.calendar)
    if ended >= first:
        return None
    return broken("O115", strict, begun=begun, until=ended, least=strict.whole(), first=first)


def real_estate_is_sold_by_the_book(case: Case) -> Judged:
    """房地产用地交易 · MT-06: deposit, floor price, contract and payment of land for commerce and housing."""
    rules = law_of(case, case.parcel.noticed or stated(case).sold_on or case.parcel.supplied)
    classes = in_force(rules, REAL_ESTATE)
    if classes is None or (case.mode is not None and not case.mode.open):
        return not_applicable()
    asked = uses_of(case)
    if asked and not any(is_real_estate(use, rules) for use in asked):
        return not_applicable()
    if not asked or case.mode is None:
        return unsaid(classes, *(["mode"] if asked else ["use"]))
    return all_of((kept(classes), *_sale(case, rules)))


def _sale(case: Case, rules: Rules) -> Iterator[Judged | None]:
    yield _deposit(case, in_force(rules, "deposit.share"))
    yield _floor_price(case, in_force(rules, "price.floor.share"))
    yield _contract(case, in_force(rules, "contract.working_days"), rules)
    yield _first_payment(case, in_force(rules, "payment.first.months"), in_force(rules, "payment.first.share"))
    yield _whole_payment(case, in_force(rules, "payment.last.years"))


def _prices(case: Case) -> Prices:
    return case.parcel.prices or _NO_PRICES


def _deposit(case: Case, least: Dated | None) -> Judged | None:
    deposit, start = stated(case).deposit, _prices(case).start_price
    if least is None:
        return None
    if deposit is None or start is None:
        wanted = {"deposit": deposit, "start_price": start}
        return unsaid(least, *(name for name, value in wanted.items() if value is None))
    if deposit.fen >= least.exact() * start.fen:
        return None
    facts = {"deposit": deposit.ten_thousands, "start": start.ten_thousands, "least": percent(least.exact())}
    return broken("O116", least, **facts)


def _floor_price(case: Case, least: Dated | None) -> Judged | None:
    """Yuan a square metre times units of 0.01 m² are fen."""
    start, base, area = _prices(case).start_price, stated(case).base_price, case.parcel.area
    if least is None:
        return None
    if start is None or base is None or area is None:
        wanted = {"start_price": start, "base_price": base, "area": area}
        return unsaid(least, *(name for name, value in wanted.items() if value is None))
    floor = least.exact() * base * area.units
    if start.fen >= floor:
        return None
    facts = {"start": start.ten_thousands, "floor": up_to_the_fen(floor).ten_thousands}
    return broken("O117", least, **facts, least=percent(least.exact()))


def _contract(case: Case, most: Dated | None, rules: Rules) -> Judged | None:
    """Signed in time, or not yet due; where the year's days off are not on record, late cannot be told."""
    sold, signed = stated(case).sold_on, case.parcel.supplied
    if most is None or (sold is None and signed is None):
        return None
    if sold is None:
        return unsaid(most, "sold_on")
    last = add_working_days(sold, most.whole(), rules.calendar)
    if signed is None:
        return unsaid(most, "supplied") if case.rules.day > last else None
    if signed <= last:
        return None
    facts = {"sold": sold, "signed": signed, "last": last, "most": most.whole()}
    if any(rules.calendar.is_provisional(year) for year in (sold.year, last.year)):
        return lacks("O119", most, "supplied", **facts)
    return broken("O118", most, **facts)


def _first_payment(case: Case, months: Dated | None, share: Dated | None) -> Judged | None:
    """The stated share of the price within the months after the contract; the whole price by then is enough too."""
    signed, paid = case.parcel.supplied, stated(case).first_payment_on
    if months is None or share is None or signed is None:
        return None
    due, whole = months_after(signed, months.whole()), stated(case).paid_on
    if whole is not None and whole <= due:
        return None
    if paid is not None and paid > due:
        return broken("O120", months, paid=paid, due=due)
    if case.rules.day <= due:
        return None
    sum_, price = stated(case).first_payment, _prices(case).deal_price
    if paid is None or sum_ is None or price is None:
        wanted = {"first_payment_on": paid, "first_payment": sum_, "deal_price": price}
        return unsaid(share, *(name for name, value in wanted.items() if value is None))
    if sum_.fen >= share.exact() * price.fen:
        return None
    facts = {"sum": sum_.ten_thousands, "price": price.ten_thousands, "least": percent(share.exact())}
    return broken("O121", share, **facts)


def _whole_payment(case: Case, years: Dated | None) -> Judged | None:
    signed, paid = case.parcel.supplied, stated(case).paid_on
    if years is None or signed is None:
        return None
    due = years_after(signed, years.whole())
    if paid is not None and paid > due:
        return broken("O122", years, paid=paid, due=due)
    return unsaid(years, "paid_on") if paid is None and case.rules.day > due else None


RULES = (
    ParcelRule("MT-05", notice_and_listing_are_long_enough),
    ParcelRule("MT-06", real_estate_is_sold_by_the_book),
)
