"""计划内容规则 · PL-01 to PL-08, PL-10, PL-11: what a plan holds and sums to, when it is out, how it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from landsupply.law.parameter import Dated
from landsupply.law.value_text import value_text
from landsupply.law.vocabulary import Origin
from landsupply.measure.area import Area
from landsupply.measure.days import add_working_days
from landsupply.options.judgement import Judged, broken, kept, lacks, not_applicable
from landsupply.plan.goal import Goal
from landsupply.plan.plan import ItemState, Plan
from landsupply.plan.rule_case import PlanCase, PlanRule, local
from landsupply.plan.target import Axis, Line
from landsupply.prepare.dated import in_force

_APPROVED, _PUBLISHED = "plan.approved_on", "plan.published_on"


def the_law_s_contents_are_there(case: PlanCase) -> Judged:
    """法定内容 · Amount, structure, timing, parcels and uses, as the law asks of a published plan."""
    return _contents(case, "plan.contents.required")


def the_norm_s_contents_are_there(case: PlanCase) -> Judged:
    """规范内容 · Layout and modes beside them, as the norm for compiling asks."""
    return _contents(case, "plan.contents.expected")


def _contents(case: PlanCase, parameter: str) -> Judged:
    """A content that the plan has in no item is missing; one that only some items lack cannot be told."""
    basis = in_force(case.rules, parameter)
    if basis is None:
        return not_applicable()
    shares = _held(case.plan)
    absent = [name for name in basis.names() if not shares.get(name, (0, 0))[0]]
    if absent:
        return broken("C030", basis, contents="、".join(absent))
    partial = [name for name in basis.names() if shares[name][0] < shares[name][1]]
    return lacks("C031", basis, "district", contents="、".join(partial)) if partial else kept(basis)


def _held(plan: Plan) -> Mapping[str, tuple[int, int]]:
    """Of each content: how many entries have it, out of how many."""
    items, entries = len(plan.items), len(plan.items) + len(plan.reserves)
    districts = [*(item.district for item in plan.items), *(one.district for one in plan.reserves)]
    placed = sum(district is not None for district in districts)
    figures = len(plan.approved)
    return {
        "总量": (figures, figures),
        "结构": (figures, figures),
        "布局": (placed, entries),
        "时序": (entries, entries),
        "地块": (items, items),
        "用途": (items, items),
        "方式": (items, items),
    }


def the_plan_is_out_in_time(case: PlanCase) -> Judged:
    """公布时限 · Published by the day that the norm names; not asked before that day has come."""
    basis = in_force(case.rules, "plan.publish_by")
    if basis is None:
        return not_applicable()
    deadline, published = _day_of(case.plan.year, basis.text()), case.own_day(_PUBLISHED)
    if published is None:
        is_due = case.rules.day > deadline
        return lacks("C033", basis, _PUBLISHED, deadline=deadline) if is_due else not_applicable()
    return kept(basis) if published <= deadline else broken("C032", basis, published=published, deadline=deadline)


def _day_of(year: int, month_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_day}")


def the_plan_is_out_soon_after_approval(case: PlanCase) -> Judged:
    """公开时限 · Published within the working days that the law leaves after the approval."""
    basis = in_force(case.rules, "plan.disclose.working_days")
    if basis is None:
        return not_applicable()
    approved, published = case.own_day(_APPROVED), case.own_day(_PUBLISHED)
    if approved is None:
        return lacks("C035", basis, _APPROVED, *(() if published else (_PUBLISHED,)))
    deadline = add_working_days(approved, basis.whole(), case.rules.calendar)
    if published is None:
        return lacks("C035", basis, _PUBLISHED) if case.rules.day > deadline else not_applicable()
    facts = {"approved": approved, "published": published, "deadline": deadline, "limit": value_text(basis.value)}
    return kept(basis) if published <= deadline else broken("C034", basis, **facts)


def supplies_lie_in_the_period(case: PlanCase) -> Judged:
    """计划期 · What the plan lists as supplied was supplied within its period, by the ledger's own days."""
    basis = in_force(case.rules, "plan.period")
    if basis is None or not case.plan.items:
        return not_applicable()
    first, last = (_day_of(case.plan.year, text) for text in basis.names())
    days = [(item.parcel, parcel.supplied if parcel else None, item.state) for item, parcel in case.pairs()]
    astray = [parcel for parcel, day, _ in days if day is not None and not first <= day <= last]
    if astray:
        return broken("C036", basis, parcels=tuple(astray), first=first, last=last)
    unknown = [parcel for parcel, day, state in days if state is ItemState.SUPPLIED and day is None]
    return lacks("C037", basis, "supplied", parcels=tuple(unknown)) if unknown else kept(basis)


def _figures_basis(case: PlanCase) -> Dated | None:
    """Amount and structure are asked by the law, before it by the norm."""
    return in_force(case.rules, "plan.contents.required") or in_force(case.rules, "plan.contents.expected")


def sums_agree(case: PlanCase) -> Judged:
    """合计一致 · Classes and units sum to the total, and each figure that the brief fixes is the approved one."""
    basis, plan = _figures_basis(case), case.plan
    if basis is None or not (plan.approved or plan.items or plan.reserves):
        return not_applicable()
    if not plan.approved:
        return lacks("C039", basis, "approved")
    wrong = next(_wrong_sums(case), None)
    return broken("C038", basis, **wrong) if wrong else kept(basis)


def _wrong_sums(case: PlanCase) -> Iterator[dict[str, object]]:
    approved = dict(case.plan.approved)
    total = Area.total(approved.values())
    stated = [(Line(Axis.TOTAL), total), *((Line(Axis.CLASS, name), area) for name, area in approved.items())]
    for line, area in stated:
        target = case.plan.brief.target(line)
        if target and target.is_figure and target.low != area.units:
            yield {"line": line.name, "stated": Area(target.low or 0).hectares, "found": area.hectares}
    units = Area.total(case.figures.districts.values())
    if units != total:
        yield {"line": Axis.DISTRICT.value, "stated": total.hectares, "found": units.hectares}


def the_list_makes_up_the_classes(case: PlanCase) -> Judged:
    """宗地表合计 · Of each class the parcels listed and the reserve make the approved indicator, exactly."""
    basis, plan = _figures_basis(case), case.plan
    if basis is None or not plan.approved:
        return not_applicable()
    if not plan.items and not plan.reserves:
        return lacks("C041", basis, "items")
    approved, found = dict(plan.approved), case.figures.classes
    for name in sorted({*approved, *found}):
        stated, listed = approved.get(name, Area.ZERO), found.get(name, Area.ZERO)
        if stated != listed:
            return broken("C040", basis, line=name, stated=stated.hectares, found=listed.hectares)
    return kept(basis)


def every_parcel_says_what_it_must(case: PlanCase) -> Judged:
    """宗地要素 · Each parcel has a class of the place that its use belongs to, an origin, a mode and a month."""
    basis = in_force(case.rules, "plan.parcel.contents")
    if basis is None or not case.plan.items:
        return not_applicable()
    astray = [item.parcel for item in case.plan.items if item.plan_class != case.rules.place.class_of(item.use)]
    silent = [item.parcel for item, parcel in case.pairs() if item.origin is None and parcel and parcel.origin]
    if astray or silent:
        return broken("C042", basis, parcels=tuple(dict.fromkeys((*astray, *silent))))
    unknown = [item.parcel for item in case.plan.items if item.origin is None]
    return lacks("C043", basis, "origin", parcels=tuple(unknown)) if unknown else kept(basis)


def existing_land_comes_first(case: PlanCase) -> Judged:
    """存量优先 · The plan pursues stock land first, and its share can be told from its parcels."""
    basis, items = in_force(case.rules, "plan.existing_land.first"), case.plan.items
    if basis is None or not items:
        return not_applicable()
    if Goal.EXISTING_LAND not in case.plan.brief.goals and not all(one.origin is Origin.EXISTING for one in items):
        return broken(
            "C047",
            in_force(case.rules, "plan.existing_land.goal"),
            goals="、".join(goal.value for goal in case.plan.brief.goals),
        )
    unknown = [one.parcel for one in items if one.origin is None]
    return lacks("C048", basis, "origin", parcels=tuple(unknown)) if unknown else kept(basis)


def adjustments_follow_the_rule(case: PlanCase) -> Judged:
    """计划调整 · An adjusted plan keeps its scale, says why, was asked for in time, and is approved anew."""
    plan, basis = case.plan, local(case.rules, "adjustment.deadline")
    if basis is None or (plan.parent is None and plan.version == 1):
        return not_applicable()
    if case.parent is not None and (moved := _moved(case, case.parent)):
        return broken("C049", basis, **moved)
    if not plan.reason:
        return broken("C050", basis)
    deadline = _day_of(plan.year, basis.text())
    if case.requested_on is not None and case.requested_on > deadline:
        return broken("C051", basis, requested=case.requested_on, deadline=deadline)
    known = {
        "parent": case.parent is not None,
        "requested_on": case.requested_on is not None or plan.compiled_on <= deadline,
        _APPROVED: case.own_day(_APPROVED) is not None,
    }
    missing = [name for name, is_known in known.items() if not is_known]
    return lacks("C052", basis, *missing) if missing else kept(basis)


def _moved(case: PlanCase, parent: Plan) -> dict[str, object]:
    """The first figure that the adjustment changed: the whole, or the indicator of a unit."""
    before, after = PlanCase(plan=parent, ledger=case.ledger, rules=case.rules).figures, case.figures
    whole = (Area.total(dict(parent.approved).values()), Area.total(dict(case.plan.approved).values()))
    lines = [(Axis.TOTAL.value, *whole)]
    for unit in dict.fromkeys((*before.districts, *after.districts)):
        lines.append((unit or "—", before.districts.get(unit, Area.ZERO), after.districts.get(unit, Area.ZERO)))
    for line, stated, found in lines:
        if stated != found:
            sign, far = ("+", found - stated) if found > stated else ("-", stated - found)
            return {"line": line, "stated": stated.hectares, "found": found.hectares, "moved": f"{sign}{far.hectares}"}
    return {}


RULES: tuple[PlanRule, ...] = (
    PlanRule("PL-01", the_law_s_contents_are_there),
    PlanRule("PL-02", the_norm_s_contents_are_there),
    PlanRule("PL-03", the_plan_is_out_in_time),
    PlanRule("PL-04", the_plan_is_out_soon_after_approval),
    PlanRule("PL-05", supplies_lie_in_the_period),
    PlanRule("PL-06", sums_agree),
    PlanRule("PL-07", the_list_makes_up_the_classes),
    PlanRule("PL-08", every_parcel_says_what_it_must),
    PlanRule("PL-10", existing_land_comes_first),
    PlanRule("PL-11", adjustments_follow_the_rule),
)
