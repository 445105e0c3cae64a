"""情景比较 · What differs between plans of one ledger, counted by hand; plans of anything else are refused."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files

import pytest

from landsupply.measure.area import Area
from landsupply.measure.fault import IntegrityFault
from landsupply.plan.brief_form import brief_to_form
from landsupply.plan.comparison import LISTED, RESERVED, Comparison, Scenario, can_count
from landsupply.plan.comparison_form import brief_digest, to_form
from landsupply.plan.form import plan_digest
from landsupply.plan.goal import Goal
from landsupply.plan.plan import Plan
from landsupply.plan.proof import Proof
from landsupply.plan.target import Axis
from tests.plan import case

jsonschema = pytest.importorskip("jsonschema")


@cache
def later() -> Plan:
    """The sample with P01 a month later, without P07, and P10 with less land."""
    plan = case.with_item(case.plan(), "P01", supply_month=5, notice_month=None)
    plan = case.with_item(plan, "P10", area=case.hectares("3"))
    plan = replace(plan, items=tuple(one for one in plan.items if one.parcel != "P07"))
    brief = replace(plan.brief, goals=(Goal.EXISTING_LAND, Goal.EARLY))
    return case.sealed(replace(plan, brief=brief))


@cache
def compared() -> Comparison:
    """Three scenarios: the sample, the sample changed, the sample again."""
    plans = {"甲": case.plan(), "乙": later(), "丙": case.plan()}
    return Comparison(
        scenarios=tuple(Scenario(name=name, plan=plan) for name, plan in plans.items()), ledger=case.ledger()
    )


def test_every_two_scenarios_are_told_apart() -> None:
    first, same, last = compared().pairs
    assert (first.first, first.second) == (0, 1) and (last.first, last.second) == (1, 2)
    assert (first.only_first, first.only_second, first.moved) == (("P07",), (), ("P01", "P10"))
    assert first.alike == ("P02", "P03", "P04", "P06", "P08")
    assert (last.only_first, last.only_second, last.moved) == ((), ("P07",), ("P01", "P10"))
    assert not (same.only_first or same.only_second or same.moved) and len(same.alike) == 8


def test_parcels_appear_in_all_some_or_none() -> None:
    found = compared().appearances
    assert list(found) == [f"P{number:02d}" for number in range(1, 11)]
    assert (found["P01"], found["P07"], found["P05"]) == ((0, 1, 2), (0, 2), ())
    months = [item and item.supply_month for item in compared().listings["P07"]]
    assert months == [6, None, 6]


def test_figures_are_those_of_the_plans_and_differ_as_counted() -> None:
    figures = {(one.axis, one.key): one for one in compared().figures(case.rules())}
    total = figures[Axis.TOTAL, ""]
    less = case.hectares("6.2832").units + case.hectares("5").units
    assert total.differences == (0, -less, 0)
    assert figures[Axis.TOTAL, LISTED].differences == (0, -less, 0)
    assert figures[Axis.TOTAL, RESERVED].areas == (case.hectares("2.5"),) * 3
    assert figures[Axis.MILESTONE, "4"].differences == (0, -case.hectares("5.1234").units, 0)
    assert figures[Axis.DISTRICT, "惠济区"].areas == (case.hectares("6.2832"), Area.ZERO, case.hectares("6.2832"))
    for axis in (Axis.CLASS, Axis.DISTRICT, Axis.MODE):
        rows = [one for one in figures.values() if one.axis is axis]
        listed = [sum(areas, Area.ZERO) for areas in zip(*(one.areas for one in rows), strict=True)]
        reserve = case.hectares("0") if axis is Axis.MODE else case.hectares("2.5")
        wanted = figures[Axis.TOTAL, LISTED].areas
        assert listed == [one + reserve for one in wanted], axis


def test_goals_of_any_brief_are_told_of_every_plan() -> None:
    livelihood, existing, early = compared().goals
    assert (livelihood.goal, existing.goal, early.goal) == (Goal.LIVELIHOOD, Goal.EXISTING_LAND, Goal.EARLY)
    assert livelihood.proofs[1] is None and livelihood.proofs[0] is not None
    assert early.proofs[0] is None and early.proofs[1] is not None and early.proofs[1].value == early.values[1]
    whole, less = (sum(case.hectares(area).units for area in some) for some in (("5.1234", "6.2832"), ("5.1234",)))
    assert livelihood.values == (whole, less, whole)


def test_what_items_do_not_state_is_not_counted_as_nothing() -> None:
    assert not can_count(case.plan(), Goal.REVENUE) and not can_count(case.plan(), Goal.KEY_ZONES)
    assert not can_count(case.plan(), Goal.WEIGHTED) and can_count(case.plan(), Goal.EVEN)
    seeking = replace(case.plan(), brief=replace(case.brief(), goals=(Goal.REVENUE,)))
    assert can_count(seeking, Goal.REVENUE)


def test_scores_by_other_weights_are_not_set_against_each_other() -> None:
    def weighing(*weights: int) -> Plan:
        brief = replace(case.brief(), weights=weights)
        return replace(case.plan(), brief=brief, proof=Proof(goals=()))

    def differences(*plans: Plan) -> tuple[int | None, ...]:
        scenarios = tuple(Scenario(name=str(number), plan=plan) for number, plan in enumerate(plans))
        score, *_ = Comparison(scenarios=scenarios, ledger=case.ledger()).goals
        assert score.goal is Goal.WEIGHTED
        return score.differences

    assert differences(weighing(2, 1), weighing(1, 2)) == (None, None)
    assert differences(weighing(2, 1), weighing(2, 1)) == (0, 0)


def _refused(code: str, *scenarios: Scenario, ledger: object = None) -> None:
    with pytest.raises(IntegrityFault, match=code):
        Comparison(scenarios=scenarios, ledger=ledger or case.ledger())  # type: ignore[arg-type] # None means usual


def test_what_cannot_be_compared_is_refused() -> None:
    one = Scenario(name="甲", plan=case.plan())
    _refused("C190", one)
    _refused("C191", one, one)
    origins = case.plan().made_from
    for strange in (
        replace(origins, ledger="sha256:" + "0" * 64),
        replace(origins, rulebook="sha256:" + "0" * 64),
        replace(origins, compiled_on=date(2024, 3, 6)),
    ):
        _refused("C192", one, Scenario(name="乙", plan=replace(case.plan(), made_from=strange)))
    smaller = case.ledger_of(*case.ledger().parcels[:-1])
    _refused("C192", one, Scenario(name="乙", plan=case.plan()), ledger=smaller)


def test_the_form_follows_its_schema_and_refuses_what_is_not() -> None:
    text = files("landsupply").joinpath("schemas", "comparison-1.schema.json").read_text("utf-8")
    check = jsonschema.Draft202012Validator(json.loads(text))
    form = json.loads(json.dumps(to_form(compared(), case.rules())))
    assert list(check.iter_errors(form)) == []
    for wrong in (("baseline", ""), ("scenarios", form["scenarios"][:1]), ("pairs", [{}]), ("more", 1)):
        planted = copy.deepcopy(form) | dict([wrong])
        assert list(check.iter_errors(planted)), wrong


def test_the_form_says_which_briefs_and_plans() -> None:
    form = to_form(compared(), case.rules())
    assert form["baseline"] == "甲" and form["made_from"]["ledger"] == case.ledger().digest
    first, second, third = form["scenarios"]
    assert first["plan"] == third["plan"] == plan_digest(case.plan(), case.rules()) != second["plan"]
    assert first["brief"] == brief_digest(case.brief()) != second["brief"]
    assert brief_to_form(case.brief()) == brief_to_form(case.plan().brief)
    assert form["parcels"]["in_some"] == [{"parcel": "P07", "months": {"甲": 6, "丙": 6}}]
    assert form["parcels"]["in_none"] == ["P05", "P09"] and len(form["parcels"]["in_all"]) == 7
    assert second["meets_brief"] == (not later().misses)
