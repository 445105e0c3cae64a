"""混合用途 · A parcel of two uses: one option with both, counted under both classes, to the last 0.01 m²."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.ledger.examine import examine
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.sheet import BLANK, Cell, CellKind, sheet_of_rows
from landsupply.measure.area import Area
from landsupply.measure.fault import IntegrityFault
from landsupply.measure.interval import Interval
from landsupply.optimise.propose import propose
from landsupply.options.lawful import Options, lawful_options
from landsupply.options.rulings import rulings
from landsupply.plan.brief import Brief, Milestone
from landsupply.plan.checks import check
from landsupply.plan.families import figure_target
from landsupply.plan.form import from_form, to_form
from landsupply.plan.goal import Goal
from landsupply.plan.indicators import Indicators
from landsupply.plan.plan import Plan
from landsupply.plan.target import Axis, Line, Target
from landsupply.prepare.readiness import readiness_of

DAY = date(2024, 1, 2)
HEAD = ("宗地编号", "行政区", "位置", "面积（公顷）", "土地用途", "供应方式", "最早可供月份")
ROWS = (
    ("H-1", "中原区", "甲路", "10.000001", "住宅70%、零售商业用地30%", "挂牌", "2024-01"),
    ("H-2", "中原区", "乙路", "5", "城镇住宅用地", "挂牌", "2024-01"),
    ("H-3", "二七区", "丙路", "3", "零售商业用地", "挂牌", "2024-01"),
)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return open_rulebook("410100").on(date(2024, 1, 1))


def ledger_of(rules: Rules, *rows: tuple[str, ...]) -> Ledger:
    cells = [[Cell(text, CellKind.TEXT) if text else BLANK for text in row] for row in (HEAD, *rows)]
    return examine(sheet_of_rows("台账.csv", None, cells, 1, "sha256:test"), rules)


def options_of(rules: Rules, *rows: tuple[str, ...]) -> Options:
    ledger = ledger_of(rules, *(rows or ROWS))
    return lawful_options(ledger, readiness_of(ledger), rules)


def target(axis: Axis, key: str, low: str, high: str) -> Target:
    bounds = Interval(*(int(Fraction(text) * 1_000_000) for text in (low, high)))
    return figure_target(Line(axis, key), bounds)


def plan_of(rules: Rules, *targets: Target) -> tuple[Plan, Ledger]:
    options = options_of(rules)
    brief = Brief(
        year=2024,
        place="410100",
        title="示例",
        targets=targets,
        milestones=(Milestone(month=12, share=Fraction(1)),),
        goals=(Goal.KEY_AND_EARLY,),
    )
    return propose(options, brief, DAY).plan, options.ledger


def test_one_option_holds_both_uses_each_with_its_term(rules: Rules) -> None:
    (option,) = [one for one in options_of(rules).preferred if one.parcel == "H-1"]
    assert [(part.use.name, part.plan_class, part.share, part.term) for part in option.parts] == [
        ("住宅用地", "住宅用地", Fraction(7, 10), 70),
        ("零售商业用地", "商服用地", Fraction(3, 10), 40),
    ]
    assert (option.use.name, option.plan_class, option.term, option.mode.name) == ("住宅用地", "住宅用地", 70, "挂牌")


def test_each_use_is_judged_by_the_rules_of_its_own(rules: Rules) -> None:
    options = options_of(rules, ("H-9", "中原区", "甲路", "4", "住宅70%、零售商业用地30%", "划拨", "2024-01"))
    assert not [one for one in options.options if one.mode.name == "划拨"]
    assert {one.use for one in options.refused if one.mode == "划拨"} >= {"零售商业用地"}


def test_what_a_rule_says_alike_of_both_uses_stands_once_and_names_them(rules: Rules) -> None:
    options = options_of(rules, ("H-9", "中原区", "甲路", "4", "商务金融用地60%、零售商业用地40%", "划拨", "2024-01"))
    against = [one for one in options.refused if one.mode == "划拨"]
    assert [(one.rule, one.code, one.use) for one in against] == [
        ("MT-01", "O101", "商务金融用地、零售商业用地"),
        ("MT-02", "O103", "商务金融用地、零售商业用地"),
    ]
    assert "“商务金融用地、零售商业用地”" in against[0].message()
    by_agreement = [one for one in options.refused if one.mode == "协议"]
    assert [one.rule for one in by_agreement] == ["MT-01", "MT-03"]
    (said,) = [one for one in rulings(options.ledger, rules) if one.rule == "MT-01"]
    assert "“商务金融用地、零售商业用地”" in said.message()


def test_where_a_rule_says_something_else_of_each_use_both_stand(rules: Rules) -> None:
    options = options_of(rules, ("H-9", "中原区", "甲路", "4", "工业用地60%、零售商业用地40%", "划拨", "2024-01"))
    against = [(one.rule, one.ruling.value, one.use) for one in options.refused if one.mode == "划拨"]
    assert against == [
        ("MT-01", "不能判定", "工业用地"),
        ("MT-02", "不能判定", "工业用地"),
        ("MT-01", "违反", "零售商业用地"),
        ("MT-02", "违反", "零售商业用地"),
    ]


def test_a_mixed_parcel_counts_under_each_of_its_classes_exactly(rules: Rules) -> None:
    plan, ledger = plan_of(
        rules, target(Axis.CLASS, "住宅用地", "12", "12.1"), target(Axis.CLASS, "商服用地", "6", "6.1")
    )
    figures = Indicators.of(plan, rules)
    assert figures.classes["住宅用地"] == Area(12_000_001) and figures.classes["商服用地"] == Area(6_000_000)
    assert figures.total == Area(18_000_001) and not plan.misses
    (item,) = [one for one in plan.items if one.parcel == "H-1"]
    assert Area.total(part.area for part in item.parts) == item.area
    assert [one for one in check(plan, ledger, rules) if one.severity.value == "error"] == []


def test_the_optimiser_knows_the_parts(rules: Rules) -> None:
    """商服 at most 5 ha: the mixed parcel's 3 and the shop's 3 do not fit together."""
    plan, _ = plan_of(rules, target(Axis.CLASS, "商服用地", "0", "5"), target(Axis.CLASS, "住宅用地", "7", "20"))
    assert {one.parcel for one in plan.items} == {"H-1", "H-2"}


def test_a_stored_plan_keeps_its_parts(rules: Rules) -> None:
    plan, _ = plan_of(rules, target(Axis.TOTAL, "", "18", "18.1"))
    form = to_form(plan, rules)
    assert [one["area"] for one in next(i for i in form["items"] if i["parcel"] == "H-1")["parts"]] == [
        "7.000001",
        "3.00",
    ]
    assert from_form(form, rules) == plan


Spoil = Callable[[Plan], Plan]


def _swapped(plan: Plan) -> Plan:
    items = tuple(
        replace(one, parts=tuple(replace(part, use=one.parts[0].use) for part in one.parts)) if one.parts else one
        for one in plan.items
    )
    return replace(plan, items=items)


def _without(plan: Plan) -> Plan:
    return replace(plan, items=tuple(replace(one, parts=()) for one in plan.items))


@pytest.mark.parametrize("spoil", [_swapped, _without])
def test_planted_parts_that_are_not_the_ledgers_are_found(rules: Rules, spoil: Spoil) -> None:
    plan, ledger = plan_of(rules, target(Axis.TOTAL, "", "18", "18.1"))
    assert "C004" in {one.code for one in check(spoil(plan), ledger, rules)}


def test_parts_that_make_no_whole_cannot_exist(rules: Rules) -> None:
    plan, _ = plan_of(rules, target(Axis.TOTAL, "", "18", "18.1"))
    (item,) = [one for one in plan.items if one.parts]
    with pytest.raises(IntegrityFault, match="C029"):
        replace(item, parts=item.parts[:1])
