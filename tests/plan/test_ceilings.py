"""法定限额 · 去化 gates of an invented bureau: unconfirmed they are said, confirmed they bind, by quarter."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.ledger.examine import examine
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.sheet import BLANK, Cell, CellKind, sheet_of_rows
from landsupply.measure.area import Area
from landsupply.measure.interval import Interval
from landsupply.optimise.propose import propose
from landsupply.options.ceilings import ceilings
from landsupply.options.lawful import lawful_options
from landsupply.plan.brief import Brief, Milestone
from landsupply.plan.checks import check
from landsupply.plan.families import figure_target
from landsupply.plan.goal import Goal
from landsupply.plan.plan import Plan
from landsupply.plan.target import Axis, Line
from landsupply.prepare.readiness import readiness_of

DAY = date(2024, 7, 1)
HEAD = (
    "宗地编号",
    "行政区",
    "位置",
    "面积（公顷）",
    "土地用途",
    "住房类型",
    "供应方式",
    "最早可供月份",
    "合同签订日期",
)
ROWS = (
    ("S-1", "甲路", "4", "城镇住宅用地", "商品住房", "挂牌", "2024-01", ""),
    ("S-2", "乙路", "3", "城镇住宅用地", "商品住房", "挂牌", "2024-01", ""),
    ("S-3", "丙路", "5", "城镇住宅用地", "安置房", "划拨", "2024-01", ""),
    ("S-4", "丁路", "2", "城镇住宅用地", "商品住房", "挂牌", "2024-01", "2024-03-05"),
    ("S-5", "戊路", "2.5", "住宅60%、零售商业用地40%", "商品住房", "挂牌", "2024-01", ""),
)
#: A bureau's own facts, invented: the months of each quarter, the land revived.
FACTS = """
code: "410100"
parameters:
  - {{id: housing.clearance.months, title: 去化周期, unit: 月, level: place, checked_on: 2024-07-01, values: {{
      2024-04-01: {{value: {before}, basis: {{instrument: 编制惯例}}, kind: recalled}},
      2024-07-01: {{value: {now}, basis: {{instrument: 编制惯例}}, kind: recalled}}}}}}
  - {{id: housing.revived.area, title: 盘活面积, unit: 公顷, level: place, checked_on: 2024-07-01, values: {{
      2024-04-01: {{value: {revived}, basis: {{instrument: 编制惯例}}, kind: recalled}}}}}}
"""
CONFIRM = """
confirm:
  - {{parameter: housing.clearance.pause, since: 2024-04-29, by: 示例局, on: 2024-06-01, digest: "sha256:{0}"}}
  - {{parameter: housing.clearance.match, since: 2024-04-29, by: 示例局, on: 2024-06-01, digest: "sha256:{0}"}}
""".format("0" * 64)


def rules_of(now: str, revived: str = "8", *, confirmed: bool = True, before: str = "10", day: date = DAY) -> Rules:
    own = FACTS.format(now=now, before=before, revived=revived) + (CONFIRM if confirmed else "")
    return open_rulebook("410100", own).on(day)


def ledger_of(rules: Rules) -> Ledger:
    rows = [(row[0], rules.place.units[0].name, *row[1:]) for row in ROWS]
    cells = [[Cell(text, CellKind.TEXT) if text else BLANK for text in row] for row in (HEAD, *rows)]
    return examine(sheet_of_rows("台账.csv", None, cells, 1, "sha256:test"), rules)


def plan_of(rules: Rules) -> tuple[Plan, Ledger]:
    ledger = ledger_of(rules)
    brief = Brief(
        year=2024,
        place="410100",
        title="示例",
        targets=(figure_target(Line(Axis.TOTAL), Interval(0, 100_000_000)),),
        milestones=(Milestone(month=12, share=Fraction(1)),),
        goals=(Goal.KEY_AND_EARLY,),
    )
    return propose(lawful_options(ledger, readiness_of(ledger), rules), brief, DAY).plan, ledger


def commercial(plan: Plan) -> Area:
    """商品住宅面积 · Open housing of the plan, parts of mixed parcels included."""
    parts = [(part.use.name, part.area) for item in plan.items if item.mode.open for part in (item.parts or (item,))]
    return Area.total(area for name, area in parts if "住宅" in name)


@pytest.mark.parametrize(
    ("months", "most"),
    [("18", None), ("18.1", 8), ("36", 8), ("36.01", 0)],
)
def test_the_gate_by_months(months: str, most: int | None) -> None:
    found = next(ceilings(rules_of(months)), None)
    assert (found.most.units // 1_000_000 if found else None) == most


def test_below_eighteen_months_everything_may_be_planned() -> None:
    plan, _ = plan_of(rules_of("12"))
    assert {item.parcel for item in plan.items} == {"S-1", "S-2", "S-3", "S-4", "S-5"}


def test_between_the_gates_no_more_than_what_is_revived_and_what_stands_counts() -> None:
    plan, ledger = plan_of(rules_of("20"))
    assert commercial(plan) <= Area(8_000_000) and {"S-3", "S-4"} <= {item.parcel for item in plan.items}
    assert commercial(plan) >= Area(7_500_000)
    assert [one.code for one in check(plan, ledger, rules_of("20")) if one.severity.value == "error"] == []


def test_an_unconfirmed_gate_is_said_and_does_not_bind() -> None:
    rules = rules_of("20", confirmed=False)
    plan, ledger = plan_of(rules)
    assert commercial(plan) == Area(10_500_000)
    assert [(one.code, one.severity.value) for one in check(plan, ledger, rules)] == [("C070", "warning")]


def test_a_plan_made_before_the_quarter_turned_is_caught_after() -> None:
    loose, tight = rules_of("12"), rules_of("20")
    plan, ledger = plan_of(loose)
    assert "C070" in {one.code for one in check(plan, ledger, tight) if one.severity.value == "error"}


def test_the_quarter_decides_by_the_day() -> None:
    assert not list(ceilings(rules_of("40", before="10", day=date(2024, 6, 30))))
    assert list(ceilings(rules_of("40", before="10", day=date(2024, 7, 1))))


def test_a_place_that_states_nothing_is_not_judged() -> None:
    assert not list(ceilings(open_rulebook("410100").on(DAY)))
