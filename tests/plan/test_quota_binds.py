"""指标与批次限额 · An overdrawn batch and a confirmed quota bind plan and check alike; everything is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.ledger.batch import Batch, OriginArea
from landsupply.ledger.examine import examine
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Source
from landsupply.ledger.sheet import BLANK, Cell, CellKind, sheet_of_rows
from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.interval import Interval
from landsupply.optimise.propose import propose
from landsupply.options.form import to_form
from landsupply.options.lawful import lawful_options
from landsupply.options.rooms import rooms
from landsupply.options.rulings import rulings
from landsupply.plan.brief import Brief, Milestone
from landsupply.plan.checks import check
from landsupply.plan.families import figure_target
from landsupply.plan.goal import Goal
from landsupply.plan.plan import Plan
from landsupply.plan.rule_case import PlanCase
from landsupply.plan.rulings import plan_rulings
from landsupply.plan.target import Axis, Line
from landsupply.prepare.readiness import readiness_of

DAY = date(2024, 5, 20)
NEW, KEPT = "新增建设用地", "现有建设用地"
HEAD = ("宗地编号", "行政区", "位置", "面积（公顷）", "土地用途", "土地来源", "供应方式", "最早可供月份")
MORE = ("重大项目级别", "批次", "合同签订日期")
#: Area, origin, level of the project, batch, contract.
Stated = tuple[str, str, str, str, str]
LINES: dict[str, Stated] = {
    "Q-01": ("6", NEW, "", "尚未报批", ""),
    "Q-02": ("7", NEW, "市", "未报批", ""),
    "Q-03": ("15", NEW, "国家", "尚未报批", ""),
    "Q-04": ("5", NEW, "", "批次一", ""),
    "Q-05": ("6", NEW, "", "批次一", ""),
    "Q-06": ("3", KEPT, "", "", ""),
    "Q-07": ("8", NEW, "", "批次一", "2024-03-05"),
}
FACT = """
  - {{id: {id}, title: 示例, unit: 公顷, level: place, checked_on: 2026-11-23, values: {{
      2024-01-01: {{value: {value}, basis: {{instrument: 编制惯例}}, kind: reported}}}}}}
"""


@cache
def rules_of(year: str = "10", key: str = "20", *, confirmed: bool = True) -> Rules:
    facts = {"quota.new_land": year, "quota.key_projects": key}
    text = 'code: "410100"\nparameters:' + "".join(FACT.format(id=id, value=value) for id, value in facts.items())
    entry = "\n  - {{parameter: {}, since: 2024-01-01, by: 示例局, on: 2024-05-01, digest: 'sha256:{}'}}"
    text += "\nconfirm:" + "".join(entry.format(id, "0" * 64) for id in facts) if confirmed else ""
    return open_rulebook("410100", text).on(DAY)


def ledger_of(lines: dict[str, Stated] = LINES, balance: str = "8.5") -> Ledger:
    rules = open_rulebook("410100").on(DAY)
    rows: list[tuple[str, ...]] = [(*HEAD, *MORE)]
    for name, (area, origin, level, batch, contract) in lines.items():
        place = (name, rules.place.units[0].name, f"{name}路", area, "工业用地", origin, "挂牌", "2024-01")
        rows.append((*place, level, batch, contract))
    cells = [[Cell(text, CellKind.TEXT) if text else BLANK for text in row] for row in rows]
    found = examine(sheet_of_rows("台账.csv", None, cells, 1, "sha256:test"), rules)
    approved = OriginArea(origin=None, area=Area.exactly(balance, AreaUnit.HECTARE))
    register = Batch(number="批次一", areas=(approved,), source=Source(file="批", sheet=None, row=2))
    return replace(found, batches=(register,) if balance != "0" else ())


def plan_of(ledger: Ledger, rules: Rules) -> Plan:
    brief = Brief(
        year=2024,
        place="410100",
        title="示例",
        targets=(figure_target(Line(Axis.TOTAL), Interval(0, 100_000_000)),),
        milestones=(Milestone(month=12, share=Fraction(1)),),
        goals=(Goal.KEY_AND_EARLY,),
    )
    return propose(lawful_options(ledger, readiness_of(ledger), rules), brief, DAY).plan


def told(plan: Plan, ledger: Ledger, rules: Rules) -> dict[str, str]:
    found = check(plan, ledger, rules)
    return {one.code: one.severity.value for one in found if one.code in ("C072", "C073", "C074")}


def quota_ruling(plan: Plan, ledger: Ledger, rules: Rules) -> tuple[str, bool]:
    (one,) = (one for one in plan_rulings(PlanCase(plan=plan, ledger=ledger, rules=rules)) if one.rule == "PL-09")
    return one.ruling.value, one.blocks


def test_a_confirmed_quota_and_a_balance_are_kept_by_the_plan() -> None:
    rules, ledger = rules_of(), ledger_of()
    plan = plan_of(ledger, rules)
    names = {item.parcel for item in plan.items}
    assert {"Q-03", "Q-06", "Q-07"} <= names  # the state's project on its own account, land in use, what is supplied
    assert len(names & {"Q-01", "Q-02"}) == 1 and len(names & {"Q-04", "Q-05"}) == 1
    assert told(plan, ledger, rules) == {} and quota_ruling(plan, ledger, rules) == ("符合", False)


def test_a_quota_nobody_confirmed_is_said_and_does_not_bind() -> None:
    rules, ledger = rules_of(confirmed=False), ledger_of(balance="11")
    plan = plan_of(ledger, rules)
    assert len(plan.items) == 7
    assert told(plan, ledger, rules) == {"C073": "warning"} and quota_ruling(plan, ledger, rules) == ("违反", False)


def test_a_plan_made_in_the_dark_is_refused_by_the_exact_shortfall() -> None:
    dark = open_rulebook("410100").on(DAY)
    plan = plan_of(ledger_of(balance="0"), dark)
    assert len(plan.items) == 7
    rules, ledger = rules_of(key="14.9999"), ledger_of()
    assert told(plan, ledger, rules) == {"C072": "error", "C073": "error", "C074": "error"}
    short = {one.code: one.facts.get("short") for one in check(plan, ledger, rules)}
    assert [short[code] for code in ("C072", "C073", "C074")] == ["2.50", "3.00", "0.0001"]
    assert quota_ruling(plan, ledger, rules) == ("违反", True)


def test_the_tenth_check_of_the_office_is_refused_by_three_and_a_half_hectares() -> None:
    lines = {"Q-04": ("5", NEW, "", "批次一", ""), "Q-05": ("7", NEW, "", "批次一", "")}
    whole, used = (Area.exactly(text, AreaUnit.HECTARE) for text in ("80.0000", "61.5000"))
    gone = Area.exactly("10.0000", AreaUnit.HECTARE)
    source = Source(file="批", sheet=None, row=2)
    batch = Batch(
        number="批次一", areas=(OriginArea(origin=None, area=whole),), supplied=used, withdrawn=gone, source=source
    )
    ledger = replace(ledger_of(lines), batches=(batch,))
    rules = open_rulebook("410100").on(DAY)
    dark = plan_of(replace(ledger, batches=()), rules)
    (found,) = (one for one in check(dark, ledger, rules) if one.code == "C072")
    assert (found.facts["short"], found.severity.value) == ("3.50", "error")
    assert "3.50" in found.message("zh") and "3.50" in found.message("en")
    assert Area.total(item.area for item in plan_of(ledger, rules).items) <= batch.balance


def test_land_that_names_no_batch_cannot_be_told_by_either_rule() -> None:
    lines = {"Q-01": ("26", NEW, "", "", ""), "Q-02": ("3", NEW, "", "", "")}
    rules, ledger = rules_of(), ledger_of(lines, "0")
    plan = plan_of(ledger, rules)
    of_parcels = {one.ruling.value for one in rulings(ledger, rules) if one.rule == "PL-09"}
    assert (of_parcels, quota_ruling(plan, ledger, rules)) == ({"不能判定"}, ("不能判定", False))
    assert told(plan, ledger, rules) == {}


def test_what_all_parcels_together_ask_for_stands_beside_the_rulings() -> None:
    rules, ledger = rules_of(), ledger_of()
    found = {
        one.name: (one.ceiling.most.hectares, one.standing.hectares, one.asking.hectares)
        for one in rooms(ledger, rules)
    }
    assert found["批次一"] == ("8.50", "0.00", "11.00")
    assert sorted(found.values()) == [("10.00", "0.00", "13.00"), ("20.00", "0.00", "15.00"), ("8.50", "0.00", "11.00")]
    assert [one.is_short for one in rooms(ledger, rules)] == [True, False, True]
    form = to_form(lawful_options(ledger, readiness_of(ledger), rules))
    assert isinstance(form["ceilings"], list) and len(form["ceilings"]) == 3


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["", "国家", "市"])), min_size=1, max_size=6),
    st.integers(0, 20),
)
def test_the_check_counts_as_a_clerk_would(land: list[tuple[int, str]], quota: int) -> None:
    lines = {f"Q-{i}": (str(area), NEW, level, "尚未报批", "") for i, (area, level) in enumerate(land)}
    ledger = ledger_of(lines, "0")
    plan = plan_of(ledger, open_rulebook("410100").on(DAY))
    own, key = sum(a for a, level in land if level != "国家"), sum(a for a, level in land if level == "国家")
    rules = rules_of(str(quota), str(quota))
    wanted = {code: "error" for code, sum_ in (("C073", own), ("C074", key)) if sum_ > quota}
    assert told(plan, ledger, rules) == wanted
    assert quota_ruling(plan, ledger, rules) == (("违反", True) if wanted else ("符合", False))
    bound = plan_of(ledger, rules) if any(a <= quota for a, _ in land) else None
    if bound:
        assert told(bound, ledger, rules) == {}


@pytest.mark.parametrize("word", ["尚未报批", "待报批", "未批", "报批中"])
def test_words_for_land_still_to_be_approved_are_no_batch(word: str) -> None:
    rules, ledger = rules_of(), ledger_of({"Q-01": ("6", NEW, "", word, "")})
    assert {one.ruling.value for one in rulings(ledger, rules) if one.rule == "PL-09"} == {"符合"}
