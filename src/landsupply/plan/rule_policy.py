"""计划政策规则 · PL-09, HS-01, HS-04, EX-01: the quota, the cap on housing, its kinds, how far the plan is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from landsupply.law.parameter import Dated
from landsupply.law.value_text import value_text
from landsupply.law.vocabulary import LandUse, Origin
from landsupply.ledger.fields import housing_named
from landsupply.ledger.parcel import Parcel
from landsupply.measure.area import UNITS_PER_HECTARE, Area
from landsupply.measure.verdict import reaches, required
from landsupply.options.ceilings import commercial_housing_within_what_is_revived, is_commercial_housing
from landsupply.options.judgement import Around, Judged, broken, kept, lacks, not_applicable
from landsupply.options.rules.asking import all_of
from landsupply.options.rules.quota import Account, account_of, batch_named, weaker
from landsupply.options.uses import HOUSING, is_housing
from landsupply.plan.plan import ItemState, PlanItem
from landsupply.plan.rule_case import PlanCase, PlanRule, local
from landsupply.prepare.dated import in_force, place_fact

_MONTHS, _REVIVED = "housing.clearance.months", "housing.revived.area"


def new_land_stays_within_batches_and_quota(case: PlanCase) -> Judged:
    """指标平衡 · Land in approved batches within their balances, land still to be approved within the quota.

    As of a parcel alone: of new land that names no batch it cannot be told what it draws on.
    """
    basis = in_force(case.rules, "quota.new_land.drawn")
    planned = (item for item, parcel in case.pairs() if not _is_supplied(item, parcel))
    asked = [item for item in planned if item.origin is not Origin.EXISTING]
    if basis is None or not asked:
        return not_applicable()
    silent = [item.parcel for item in asked if item.origin is None]
    unknown = lacks("C046", basis, "origin", parcels=tuple(silent)) if silent else None
    new = [item for item in asked if item.origin is not None]
    return all_of((*_batches(case, new, basis), *_quotas(case, new, basis), unknown, kept(basis)))


def _is_supplied(item: PlanItem, parcel: Parcel | None) -> bool:
    """Supplied land stands in the figures of its batch already; a trial takes that of other years as candidates."""
    return item.state is ItemState.SUPPLIED or (parcel is not None and parcel.supplied is not None)


def _batches(case: PlanCase, items: list[PlanItem], basis: Dated) -> Iterator[Judged]:
    """Each batch that is drawn on, and the land of which no batch on record is known."""
    around = Around(batches={batch.number: batch for batch in case.ledger.batches})
    drawn: Counter[str] = Counter()
    unknown: list[str] = []
    for item in items:
        batch = batch_named(item.batch, around) if item.batch else None
        if batch:
            drawn[batch.number] += item.area.units
        elif account_of(item.origin, item.batch, item.level) is None:
            unknown.append(item.parcel)
    if unknown:
        yield lacks("C046", basis, "batch", parcels=tuple(unknown))
    for number, units in drawn.items():
        balance = around.batches[number].balance
        if units > balance.units:
            facts = {"batch": number, "balance": balance.hectares, "short": Area(units - balance.units).hectares}
            yield broken("C044", basis, **facts)


def _quotas(case: PlanCase, items: list[PlanItem], basis: Dated) -> Iterator[Judged]:
    """Key projects draw on an account of their own, the rest on the year's quota."""
    for account in Account:
        members = [one for one in items if account_of(one.origin, one.batch, one.level) is account]
        wanted = Area.total(item.area for item in members)
        quota = place_fact(case.rules, account.value)
        if members and quota is None:
            yield lacks("C046", basis, account.value, parcels=tuple(item.parcel for item in members))
        elif quota is not None and wanted.units > quota.exact() * UNITS_PER_HECTARE:
            yield broken("C045", weaker(basis, quota), wanted=wanted.hectares, quota=value_text(quota.value))


def new_commercial_housing_stays_under_the_cap(case: PlanCase) -> Judged:
    """商品住宅总量 · None beyond the line of pause; below it no more than the housing land revived this year."""
    pause = in_force(case.rules, "housing.clearance.pause")
    planned, standing = _commercial_housing(case)
    if pause is None or not planned.units + standing.units:
        return not_applicable()
    months, match = place_fact(case.rules, _MONTHS), in_force(case.rules, "housing.clearance.match")
    if months is None:
        return lacks("C054", pause, _MONTHS)
    if match is None or months.exact() <= match.exact():
        return not_applicable()
    ceiling = commercial_housing_within_what_is_revived(case.rules)
    if ceiling is None:
        return lacks("C054", match, _REVIVED)
    if planned.units <= max(0, ceiling.most.units - standing.units):
        return kept(ceiling.basis)
    facts = {"months": value_text(months.value), "most": ceiling.most.hectares}
    return broken("C053", ceiling.basis, found=(planned + standing).hectares, **facts)


def _commercial_housing(case: PlanCase) -> tuple[Area, Area]:
    """What is planned of it, and what already stands: supplied or under notice."""
    sums = {True: 0, False: 0}
    for item, parcel in case.pairs():
        for use, area in _uses(item):
            if _is_commercial(item, parcel, use, case):
                sums[item.state is ItemState.PLANNED] += area.units
    return Area(sums[True]), Area(sums[False])


def _is_commercial(item: PlanItem, parcel: Parcel | None, use: LandUse, case: PlanCase) -> bool:
    if parcel is None:
        return item.mode.open and is_housing(use, case.rules)
    return is_commercial_housing(parcel, use, item.mode, case.rules)


def _uses(item: PlanItem) -> tuple[tuple[LandUse, Area], ...]:
    return tuple((part.use, part.area) for part in item.parts) or ((item.use, item.area),)


def housing_is_mostly_affordable(case: PlanCase) -> Judged:
    """保障性与中小套型占比 · Kept or broken only where the housing of unstated kind cannot turn it.

    Where nobody has verified that the share is still asked for, a lower one is told and accuses nobody.
    """
    basis, kinds = (in_force(case.rules, f"housing.affordable.{name}") for name in ("share", "kinds"))
    if basis is None or kinds is None:
        return not_applicable()
    total, known, unknown = _housing_areas(case, kinds.names())
    if not total:
        return not_applicable()
    facts = {"known": known.hectares, "unknown": unknown.hectares, "total": total.hectares}
    facts["least"] = f"{value_text(basis.exact() * 100)}%"
    if reaches(known, total, basis.exact()):
        return kept(basis)
    if reaches(known + unknown, total, basis.exact()):
        return lacks("C058", basis, "housing", **facts)
    if basis.is_doubtful:
        return lacks("C071", basis, basis.id, **facts, instrument=basis.basis.instrument)
    return broken("C057", basis, **facts)


def _housing_areas(case: PlanCase, kinds: tuple[str, ...]) -> tuple[Area, Area, Area]:
    """All housing land; that of the kinds; that of no stated kind, the reserve of the class with it."""
    sums: Counter[bool | None] = Counter()
    for item in case.plan.items:
        for use, area in _uses(item):
            if is_housing(use, case.rules):
                sums[_is_affordable(item, use, kinds)] += area.units
    (housing, *_) = case.rules.vocabulary.use(HOUSING)
    held = [one.area.units for one in case.plan.reserves if one.plan_class == case.rules.place.class_of(housing)]
    sums[None] += sum(held)
    return Area(sum(sums.values())), Area(sums[True]), Area(sums[None])


def _is_affordable(item: PlanItem, use: LandUse, kinds: tuple[str, ...]) -> bool | None:
    """None where neither the item nor the name of its use says of which kind it is."""
    said = [one for one in (item.housing, housing_named(use.name), item.livelihood) if one]
    if any(one in kinds for one in said):
        return True
    return False if item.housing or housing_named(use.name) else None


def milestones_are_reached(case: PlanCase) -> Judged:
    """节点完成率 · By each day that has passed, the share of the plan that the place asks for is supplied.

    What counts is what the plan lists, by the ledger's own days; 补办, 续期 and the like stand apart.
    """
    basis = local(case.rules, "milestone.completion")
    total = Area.total(area for _, area in case.plan.approved)
    due = list(_due(case)) if basis else []
    if basis is None or not due or not total:
        return not_applicable()
    unknown = [item.parcel for item, parcel in case.pairs() if _is_undated(item, parcel)]
    open_area = Area.total(item.area for item in case.plan.items if item.parcel in unknown)
    for day, share in due:
        done = _done(case, day)
        facts = {"day": day, "done": done.hectares, "wanted": required(total, share).hectares}
        if not reaches(done + open_area, total, share):
            return broken("C063", basis, **facts)
        if not reaches(done, total, share):
            return lacks("C064", basis, "supplied", parcels=tuple(unknown), **facts)
    return kept(basis)


def _is_undated(item: PlanItem, parcel: Parcel | None) -> bool:
    return item.state is ItemState.SUPPLIED and (parcel is None or parcel.supplied is None)


def _due(case: PlanCase) -> Iterator[tuple[date, Fraction]]:
    """The milestones of the plan's year that the day of the rules has reached."""
    basis = local(case.rules, "milestone.completion")
    for month_day, share in sorted(basis.table().items() if basis else ()):
        day = date.fromisoformat(f"{case.plan.year}-{month_day}")
        if day <= case.rules.day and isinstance(share, int | Fraction):
            yield day, Fraction(share)


def _done(case: PlanCase, day: date) -> Area:
    apart = in_force(case.rules, "mode.agreement.apart")
    left_out = apart.names() if apart else ()
    first = date(case.plan.year, 1, 1)
    return Area.total(
        item.area
        for item, parcel in case.pairs()
        if parcel and parcel.supplied and first <= parcel.supplied <= day and parcel.grounds not in left_out
    )


RULES: tuple[PlanRule, ...] = (
    PlanRule("PL-09", new_land_stays_within_batches_and_quota),
    PlanRule("HS-01", new_commercial_housing_stays_under_the_cap),
    PlanRule("HS-04", housing_is_mostly_affordable),
    PlanRule("EX-01", milestones_are_reached),
)
