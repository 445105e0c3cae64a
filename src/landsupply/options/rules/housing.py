"""住宅用地规则 · HS-01, HS-03, HS-05 and HS-07: what the months of unsold housing, the plot and the lists allow.

The months are those that the bureau last stated; whether they are renewed each quarter is HS-02. The cap on all new
commercial housing is a rule on the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.law.value_text import value_text
from landsupply.law.vocabulary import Origin
from landsupply.measure.area import UNITS_PER_HECTARE, Area
from landsupply.options.judgement import Case, Judged, ParcelRule, broken, kept, lacks, not_applicable
from landsupply.options.rules.asking import all_of, law_then, stated, uses_of
from landsupply.options.rules.periods import months_after
from landsupply.options.uses import is_housing, is_public_housing, stated_housing
from landsupply.prepare.dated import in_force, place_fact

_MONTHS, _REVIVED = "housing.clearance.months", "housing.revived.area"
_CITY = "city.size"
_COMMERCE = "0501"  # its class is the one that holds commerce


def commercial_housing_waits_for_sales(case: Case) -> Judged:
    """去化周期 · No new commercial housing beyond the line of pause; below it the cap on the whole plan holds."""
    rules = law_then(case)
    pause, match = in_force(rules, "housing.clearance.pause"), in_force(rules, "housing.clearance.match")
    if pause is None or match is None or not _may_be_commercial_housing(case, rules):
        return not_applicable()
    months = place_fact(rules, _MONTHS)
    if months is None:
        return lacks("O160", pause, _MONTHS)
    facts = {"months": value_text(months.value), "since": months.since.isoformat()}
    if months.exact() > pause.exact():
        return _paused(case, pause, {**facts, "limit": value_text(pause.value)})
    if months.exact() <= match.exact():
        return kept(match)
    if place_fact(rules, _REVIVED) is None:
        return lacks("O177", match, _REVIVED, **facts, limit=value_text(match.value))
    said = {**facts, "limit": value_text(match.value), "pause": value_text(pause.value)}
    return Judged(ruling=Ruling.KEPT, code="O163", basis=match, facts=tuple(said.items()))


def _paused(case: Case, pause: Dated, facts: dict[str, str]) -> Judged:
    """A way of supply or a kind of housing that is not stated accuses nobody."""
    told = [stated_housing(case.parcel, use, case.rules) for use in uses_of(case) if is_housing(use, case.rules)]
    missing = [*(["mode"] if case.mode is None else []), *(["housing"] if None in told else [])]
    return lacks("O161", pause, *missing, **facts) if missing else broken("O162", pause, **facts)


def _may_be_commercial_housing(case: Case, rules: Rules) -> bool:
    """Housing of no public kind, offered openly or by a mode not yet said."""
    is_open = case.mode is None or case.mode.open
    return is_open and _is_market_housing(case, rules)


def _is_market_housing(case: Case, rules: Rules) -> bool:
    return any(is_housing(use, rules) and not is_public_housing(case.parcel, use, rules) for use in uses_of(case))


def new_land_is_not_for_real_estate(case: Case) -> Judged:
    """新增不做房地产 · In principle no new construction land for commercial real estate; stated public needs excepted.

    Land out of the stock of earlier approvals is not new in this sense. Only some commerce is real estate: which, the
    industry must say.
    """
    rules = law_then(case)
    basis = in_force(rules, "new_land.commercial_housing")
    is_estate = _is_real_estate(case, rules)
    if basis is None or is_estate is False or (case.mode is not None and not case.mode.paid):
        return not_applicable()
    if case.parcel.origin is None:
        return lacks("O164", basis, "origin")
    if case.parcel.origin is not Origin.NEW:
        return not_applicable()
    if case.parcel.livelihood in _names(rules, "new_land.commercial.exceptions"):
        return kept(basis)
    if is_estate is None:
        return lacks("O165", basis, "industry")
    kinds = [stated_housing(case.parcel, use, rules) for use in uses_of(case) if is_housing(use, rules)]
    missing = [*(["mode"] if case.mode is None else []), *(["housing"] if None in kinds else [])]
    return lacks("O176", basis, *missing) if missing else broken("O166", basis)


def _is_real_estate(case: Case, rules: Rules) -> bool | None:
    """Commercial housing is; of commerce its industry tells, None where it is not stated."""
    if _is_market_housing(case, rules):
        return True
    commerce = {one.bucket for one in rules.vocabulary.use(_COMMERCE)}
    if not any(use.bucket in commerce for use in uses_of(case)):
        return False
    industry = case.parcel.industry
    return None if industry is None else any(word in industry for word in _names(rules, "new_land.commercial.words"))


def _names(rules: Rules, parameter: str) -> tuple[str, ...]:
    value = in_force(rules, parameter)
    return value.names() if value else ()


def housing_plot_is_within_the_limits(case: Case) -> Judged:
    """住宅宗地 · No villas, a plot ratio not below the least, a plot not above the cap for the size of the city."""
    if not any(is_housing(use, case.rules) for use in uses_of(case)):
        return not_applicable()
    return all_of(_plot(case, law_then(case)))


def _plot(case: Case, rules: Rules) -> Iterator[Judged]:
    if villas := in_force(rules, "housing.barred.words"):
        yield _no_villas(case, villas)
    if least := in_force(rules, "housing.plot_ratio.least"):
        yield _plot_ratio(case, least)
    caps = in_force(rules, "housing.plot.caps")
    if caps and _is_market_housing(case, rules):
        yield _plot_area(case, caps, place_fact(rules, _CITY))


def _no_villas(case: Case, villas: Dated) -> Judged:
    said = (*(use.name for use in uses_of(case)), case.parcel.housing or "", case.parcel.name)
    found = next((word for word in villas.names() if any(word in text for text in said)), None)
    return broken("O167", villas, word=found) if found else kept(villas)


def _plot_ratio(case: Case, least: Dated) -> Judged:
    """Kept where even the low end reaches the least, broken where not even the high end does."""
    conditions = case.parcel.conditions
    ratio = conditions.plot_ratio if conditions else None
    bounds = ratio.bounds if ratio else None
    facts = {"least": value_text(least.value), "stated": ratio.text if ratio else "—"}
    if bounds is None or least.exact() <= Fraction(bounds.low or 0):
        return kept(least) if bounds else lacks("O168", least, "plot_ratio", **facts)
    if bounds.high is not None and _falls_short(Fraction(bounds.high), least.exact(), bounds.is_high_open):
        return broken("O169", least, **facts)
    return lacks("O168", least, "plot_ratio", **facts)


def _falls_short(high: Fraction, least: Fraction, is_open: bool) -> bool:
    """Below 1.0 is not 1.0: an open end at the least itself does not reach it."""
    return high < least or (high == least and is_open)


def _plot_area(case: Case, caps: Dated, city: Dated | None) -> Judged:
    """The city's own cap; where its size is not stated, what is within the least or above the greatest is clear."""
    if case.parcel.area is None:
        return lacks("O170", caps, "area")
    known = {size: cap for size, cap in caps.table().items() if isinstance(cap, int | Fraction)}
    own = known.get(city.text()) if city else None
    units = case.parcel.area.units * _share_of_housing(case)
    area = units / UNITS_PER_HECTARE
    facts = {"area": Area(int(units)).hectares, "size": city.text() if city and own is not None else "—"}
    if area <= (min(known.values()) if own is None else own):
        return kept(caps)
    most = max(known.values()) if own is None else own
    if area > most:
        return broken("O171", caps, cap=value_text(most), **facts)
    return lacks("O172", caps, _CITY, caps=value_text(caps.value), **facts)


def _share_of_housing(case: Case) -> Fraction:
    """Of a mixed parcel only the part for housing counts as such a plot."""
    if not case.parcel.use_shares:
        return Fraction(1)
    shares = (one.share for one in case.parcel.use_shares if is_housing(one.use, case.rules))
    return sum(shares, Fraction(0))


def offered_housing_is_on_the_list(case: Case) -> Judged:
    """拟出让清单 · Commercial housing under notice stood on the published list in its months."""
    rules = law_then(case)
    months, noticed = in_force(rules, "housing.offer_list.months"), case.parcel.noticed
    if months is None or noticed is None or not _may_be_commercial_housing(case, rules):
        return not_applicable()
    listed = stated(case).offer_listed_on
    if listed is None:
        return lacks("O173", months, "offer_listed_on", noticed=noticed.isoformat())
    facts = {"noticed": noticed.isoformat(), "listed": listed.isoformat()}
    if noticed < listed:
        return broken("O174", months, **facts)
    if noticed <= months_after(listed, months.whole()):
        return kept(months)
    return lacks("O175", months, "offer_listed_on", months=value_text(months.value), **facts)


RULES: tuple[ParcelRule, ...] = (
    ParcelRule("HS-01", commercial_housing_waits_for_sales),
    ParcelRule("HS-03", new_land_is_not_for_real_estate),
    ParcelRule("HS-05", housing_plot_is_within_the_limits),
    ParcelRule("HS-07", offered_housing_is_on_the_list),
)
