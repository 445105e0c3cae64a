"""情景比较存储形式 · A comparison of scenarios as the JSON form landsupply.comparison/1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from landsupply.law.rulebook import Rules
from landsupply.plan.brief import Brief
from landsupply.plan.brief_form import brief_to_form
from landsupply.plan.comparison import Apart, Comparison, Figure, GoalFigure, Scenario
from landsupply.plan.form import gap_form, indicators_form, miss_form, plan_digest
from landsupply.plan.indicators import Indicators
from landsupply.plan.proof import ProvenGoal
from landsupply.plan.target import Unit, exact_figure
from landsupply.seal.canon import digest

FORMAT = "landsupply.comparison/1"


def brief_digest(brief: Brief) -> str:
    """要求摘要 · The digest of a brief, whatever the file says beside it."""
    return digest(brief_to_form(brief))


def to_form(comparison: Comparison, rules: Rules) -> dict[str, Any]:
    """存储形式 · What was compared, each scenario, the figures with their differences, goals, pairs, parcels."""
    first, names = comparison.plans[0], [one.name for one in comparison.scenarios]
    return {
        "format": FORMAT,
        "place": first.place,
        "year": first.year,
        "made_from": {
            "ledger": first.ledger_digest,
            "rulebook": first.rulebook_digest,
            "compiled_on": first.compiled_on.isoformat(),
        },
        "baseline": names[0],
        "scenarios": [_scenario(one, rules) for one in comparison.scenarios],
        "figures": [_figure(one, names) for one in comparison.figures(rules)],
        "goals": [_goal(one, names) for one in comparison.goals],
        "pairs": [_pair(one, names) for one in comparison.pairs],
        "parcels": _parcels(comparison, names),
    }


def _scenario(scenario: Scenario, rules: Rules) -> dict[str, Any]:
    plan = scenario.plan
    return {
        "name": scenario.name,
        "brief": brief_digest(plan.brief),
        "plan": plan_digest(plan, rules),
        "meets_brief": not plan.misses,
        "reproducible": plan.reproducible,
        "parcels": len(plan.items),
        "indicators": indicators_form(Indicators.of(plan, rules)),
        "misses": [miss_form(miss, plan.brief) for miss in plan.misses],
    }


def _figure(figure: Figure, names: list[str]) -> dict[str, Any]:
    differences = [exact_figure(units, Unit.HECTARE) for units in figure.differences]
    return {
        "axis": figure.axis.value,
        "key": figure.key or "",
        "areas": dict(zip(names, (area.hectares for area in figure.areas), strict=True)),
        "differences": dict(zip(names[1:], differences[1:], strict=True)),
    }


def _goal(figure: GoalFigure, names: list[str]) -> dict[str, Any]:
    reached = [None if value is None else exact_figure(value, Unit.HECTARE) for value in figure.values]
    return {
        "name": figure.goal.value,
        "values": dict(zip(names, reached, strict=True)),
        "proofs": {name: _proof(one) for name, one in zip(names, figure.proofs, strict=True) if one is not None},
    }


def _proof(goal: ProvenGoal) -> dict[str, Any]:
    known = (("bound", goal.bound), ("certified", goal.certified), ("solver", goal.solver))
    stated = {name: None if units is None else exact_figure(units, Unit.HECTARE) for name, units in known}
    return {**stated, "gap": gap_form(goal)}


def _pair(pair: Apart, names: list[str]) -> dict[str, Any]:
    return {
        "first": names[pair.first],
        "second": names[pair.second],
        "only_first": list(pair.only_first),
        "only_second": list(pair.only_second),
        "moved": list(pair.moved),
        "alike": list(pair.alike),
    }


def _parcels(comparison: Comparison, names: list[str]) -> dict[str, Any]:
    found = comparison.appearances
    return {
        "in_all": [parcel for parcel, numbers in found.items() if len(numbers) == len(names)],
        "in_some": list(_in_some(comparison, names)),
        "in_none": [parcel for parcel, numbers in found.items() if not numbers],
    }


def _in_some(comparison: Comparison, names: list[str]) -> Iterator[dict[str, Any]]:
    """Each with its supply month in the scenarios that list it."""
    for parcel, items in comparison.listings.items():
        months = {name: item.supply_month for name, item in zip(names, items, strict=True) if item is not None}
        if 0 < len(months) < len(names):
            yield {"parcel": parcel, "months": months}
