"""计划存储形式 · A plan as the JSON form landsupply.plan/1, and back; the digest is taken over everything but itself.

Indicators stand in the form for whoever reads it, but are never believed on the way in: everything that can be
recomputed is, and must agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from landsupply.law.rulebook import Rules
from landsupply.measure.fault import IntegrityFault
from landsupply.plan.brief import Brief
from landsupply.plan.brief_form import brief_to_form
from landsupply.plan.certificate_form import to_form as certificate_to_form
from landsupply.plan.chances_form import chances_form
from landsupply.plan.indicators import Indicators, MilestoneLine
from landsupply.plan.plan import ItemPart, Miss, Plan, PlanItem, ReserveLine
from landsupply.plan.proof import Proof, ProvenGoal, ProvenMiss
from landsupply.plan.stored import read_plan, refused
from landsupply.plan.target import Unit, exact_figure
from landsupply.seal.canon import digest

FORMAT = "landsupply.plan/1"


def to_form(plan: Plan, rules: Rules) -> dict[str, Any]:
    """存储形式 · The plan with its indicators and digest, ready to be written as JSON."""
    form: dict[str, Any] = {
        "format": FORMAT,
        "place": plan.place,
        "year": plan.year,
        "title": plan.title,
        "version": plan.version,
        "parent": plan.parent,
        "reason": plan.reason,
        "reproducible": plan.reproducible,
        "made_from": {
            "ledger": plan.ledger_digest,
            "rulebook": plan.rulebook_digest,
            "compiled_on": plan.compiled_on.isoformat(),
        },
        "indicators": indicators_form(Indicators.of(plan, rules)),
        "approved": {name: area.hectares for name, area in plan.approved},
        "items": [_item(item) for item in plan.items],
        "reserves": [_reserve(reserve) for reserve in plan.reserves],
        "brief": brief_to_form(plan.brief),
        "proof": _proof(plan.proof),
        "misses": [miss_form(miss, plan.brief) for miss in plan.misses],
        "assumptions": [{"code": one.code, "facts": dict(one.facts)} for one in plan.assumptions],
        **({"delays": chances_form(plan.delays)} if plan.delays else {}),
    }
    return {**form, "digest": digest(form)}


def plan_digest(plan: Plan, rules: Rules) -> str:
    """计划摘要 · The digest under which acts speak of the plan."""
    return str(to_form(plan, rules)["digest"])


def from_form(form: Mapping[str, Any], rules: Rules) -> Plan:
    """读计划 · The plan of a stored form, under rules of its place and year.

    InputFault C026 where the form is not one; IntegrityFault C013 where its digest or anything that can be
    recomputed does not agree, C021 to C024 where it holds values that cannot be.
    """
    if not isinstance(form, Mapping) or form.get("format") != FORMAT:
        raise refused("format", form.get("format") if isinstance(form, Mapping) else form)
    plan = read_plan(form, rules)
    _refuse_untrue(form, plan, rules)
    return plan


def _refuse_untrue(form: Mapping[str, Any], plan: Plan, rules: Rules) -> None:
    """The digest is of what is written; and what is written is what the plan that was read would be written as."""
    found = _digest_without_itself(form)
    if form.get("digest") != found:
        raise IntegrityFault("C013", what="digest", stated=str(form.get("digest"))[:80], found=found)
    anew = to_form(plan, rules)
    for name in sorted({*form, *anew} - {"digest"}):
        if form.get(name, ...) != anew.get(name, ...):
            what, stated, true = _difference(name, form.get(name, "—"), anew.get(name, "—"))
            raise IntegrityFault("C013", what=what, stated=str(stated)[:80], found=str(true)[:80])


def _digest_without_itself(form: Mapping[str, Any]) -> str:
    try:
        return digest({name: value for name, value in form.items() if name != "digest"})
    except (ValueError, TypeError, RecursionError) as error:  # no JSON: NaN, half a character, endless nesting
        raise refused(type(error).__name__, "—") from None


def _difference(where: str, stated: object, found: object) -> tuple[str, object, object]:
    """The first and deepest place where two forms differ."""
    if isinstance(stated, Mapping) and isinstance(found, Mapping):
        for name in sorted({*stated, *found}):
            if stated.get(name, ...) != found.get(name, ...):
                return _difference(f"{where}.{name}", stated.get(name, "—"), found.get(name, "—"))
    if isinstance(stated, list) and isinstance(found, list) and len(stated) == len(found):
        for i, (one, other) in enumerate(zip(stated, found, strict=True)):
            if one != other:
                return _difference(f"{where}.{i}", one, other)
    return where, stated, found


def indicators_form(figures: Indicators) -> dict[str, Any]:
    """指标存储形式 · Exact decimal strings in hectares; months cumulative, shares in percent."""
    return {
        "total": figures.total.hectares,
        "listed": figures.listed_total.hectares,
        "reserved": figures.reserved_total.hectares,
        "classes": {name: area.hectares for name, area in figures.classes.items()},
        "shares": dict(zip(figures.classes, figures.shares.texts, strict=True)),
        "shares_close": figures.shares.closes,
        "districts": {name or "": area.hectares for name, area in figures.districts.items()},
        "modes": {name: area.hectares for name, area in figures.modes.items()},
        "months": {str(month): area.hectares for month, area in figures.months.items()},
        "milestones": {str(line.milestone.month): _milestone(line) for line in figures.milestones},
    }


def _milestone(line: MilestoneLine) -> dict[str, Any]:
    return {"required": line.required.hectares, "reached": line.reached.hectares, "met": line.is_met}


def _item(item: PlanItem) -> dict[str, Any]:
    return {
        "parcel": item.parcel,
        "name": item.name,
        "location": item.location,
        "district": item.district,
        "class": item.plan_class,
        "use": {"scheme": item.use.scheme.value, "code": item.use.code, "name": item.use.name},
        "mode": item.mode.name,
        "term": item.term,
        "origin": item.origin.value if item.origin else None,
        "area": item.area.hectares,
        "whole": item.whole.hectares,
        "notice_month": item.notice_month,
        "supply_month": item.supply_month,
        "state": item.state.value,
        "livelihood": item.livelihood,
        "housing": item.housing,
        "level": item.level,
        "batch": item.batch,
        "unit": item.unit,
        "person": item.person,
        **({"parts": [_part(part) for part in item.parts]} if item.parts else {}),
        **{name: value for name, value in (("zone", item.zone), ("industry", item.industry)) if value},
        **({"amounts": _amounts(item)} if item.amounts else {}),
    }


def _amounts(item: PlanItem) -> dict[str, str]:
    return {measure.value: exact_figure(number, measure.unit) for measure, number in item.amounts}


def _part(part: ItemPart) -> dict[str, Any]:
    use = {"scheme": part.use.scheme.value, "code": part.use.code, "name": part.use.name}
    return {"class": part.plan_class, "use": use, "term": part.term, "area": part.area.hectares}


def _reserve(reserve: ReserveLine) -> dict[str, Any]:
    return {
        "class": reserve.plan_class,
        "district": reserve.district,
        "month": reserve.month,
        "area": reserve.area.hectares,
    }


def miss_form(miss: Miss, brief: Brief) -> dict[str, str]:
    """缺口存储形式 · Land as `area`, anything else as `amount` with its unit."""
    named = {"axis": miss.line.axis.value, "key": miss.line.key}
    unit = brief.unit(miss.line)
    figure = exact_figure(miss.units, unit)
    return {**named, "area": figure} if unit is Unit.HECTARE else {**named, "amount": figure, "unit": unit.value}


def _number(units: int) -> float:
    """Hectares for the proof; a JSON number, read back exactly to 0.01 m²."""
    return float(Decimal(units).scaleb(-6))


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "method": proof.method,
        "goals": [_proven(goal) for goal in proof.goals],
        "gap": float(proof.gap),
        **({"misses": _proven_miss(proof.misses)} if proof.misses else {}),
    }


def _proven_miss(misses: ProvenMiss) -> dict[str, Any]:
    return {
        "missed": str(misses.missed),
        "least": str(misses.least),
        "certificate": certificate_to_form(misses.certificate.certificate, misses.certificate.names),
    }


def gap_form(goal: ProvenGoal) -> float:
    """差距存储形式 · The gap of a goal as a JSON number."""
    return float(goal.gap)


def _proven(goal: ProvenGoal) -> dict[str, Any]:
    """What plans of before did not have stands only where it is."""
    form: dict[str, Any] = {
        "name": goal.goal.value,
        "value": _number(goal.value),
        "bound": _number(goal.bound),
        "gap": gap_form(goal),
        "slack": float(goal.slack),
    }
    for key, units in (("certified", goal.certified), ("solver", goal.solver), ("floor", goal.floor)):
        if units is not None:
            form[key] = _number(units)
    if goal.certificate is not None:
        form["certificate"] = certificate_to_form(goal.certificate.certificate, goal.certificate.names)
    return form
