"""地方规则 · HS-02, HS-06 and ID-03: what a place states of itself, how fresh it is, and what follows from it."""

from __future__ import annotations

from datetime import date, timedelta

from landsupply.law.rulebook import Rules
from landsupply.law.value_text import value_text
from landsupply.options.judgement import Judged, broken, kept, lacks, not_applicable
from landsupply.plan.rule_case import PlaceRule
from landsupply.prepare.dated import in_force, place_fact

_FRESH = ("housing.clearance.months", "housing.revived.area")
_UPDATED = "housing.disclosure.updated"
_RATE = "supply.rate.five_years"


def figures_are_of_this_quarter(rules: Rules) -> Judged:
    """按季更新 · The months of unsold housing and the land revived are stated anew in the quarter of the day."""
    basis = in_force(rules, "housing.clearance.refresh.months")
    if basis is None:
        return not_applicable()
    first = period_of(rules.day, basis.whole())
    found = {name: place_fact(rules, name) for name in _FRESH}
    old = [f"{name} {value.since}" for name, value in found.items() if value and value.since < first]
    if old:
        return broken("C055", basis, facts="、".join(old), first=first)
    missing = [name for name, value in found.items() if value is None]
    return lacks("C056", basis, *missing) if missing else kept(basis)


def period_of(day: date, months: int) -> date:
    """期初 · The first day of the period of so many months, counted from January, in which a day lies."""
    return date(day.year, day.month - (day.month - 1) % months, 1)


def tables_are_renewed_each_quarter(rules: Rules) -> Judged:
    """按季公开 · The last quarter whose days of grace are over has a renewal within them, or any after it."""
    days, months = in_force(rules, "housing.disclosure.days"), in_force(rules, "housing.disclosure.months")
    if days is None or months is None:
        return not_applicable()
    first, last = _window(rules.day, days.whole(), months.whole())
    if first < days.since:
        return not_applicable()
    stated = [day for day in _stated_days(rules) if day <= rules.day]
    if not stated:
        return lacks("C060", days, _UPDATED)
    if any(first <= day <= last for day in stated) or max(stated) >= period_of(rules.day, months.whole()) > last:
        return kept(days)
    return broken("C059", days, updated=max(stated), first=first, last=last)


def _window(day: date, days: int, months: int) -> tuple[date, date]:
    """The days of grace of the present quarter once they are over, else those of the one before."""
    first = period_of(day, months)
    if day < first + timedelta(days=days):
        first = period_of(first - timedelta(days=1), months)
    return first, first + timedelta(days=days - 1)


def _stated_days(rules: Rules) -> list[date]:
    """Every renewal that the place has on record, the earlier ones too."""
    held = rules.parameters.get(_UPDATED)
    return [one.value for one in held.values if isinstance(one.value, date)] if held else []


def land_is_supplied_fast_enough(rules: Rules) -> Judged:
    """供地率 · Below the least rate of supply no new quota is given but to key projects and public needs."""
    basis = in_force(rules, "supply.rate.least")
    if basis is None:
        return not_applicable()
    rate = place_fact(rules, _RATE)
    if rate is None:
        return lacks("C062", basis, _RATE)
    facts = {"rate": f"{value_text(rate.exact() * 100)}%", "least": f"{value_text(basis.exact() * 100)}%"}
    return kept(basis) if rate.exact() >= basis.exact() else broken("C061", basis, **facts)


RULES: tuple[PlaceRule, ...] = (
    PlaceRule("HS-02", figures_are_of_this_quarter),
    PlaceRule("HS-06", tables_are_renewed_each_quarter),
    PlaceRule("ID-03", land_is_supplied_fast_enough),
)
