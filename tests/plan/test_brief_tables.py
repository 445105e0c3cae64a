"""编制要求各表 · Every table is read, written and read again the same; what is wrong in one is said with its place."""

from __future__ import annotations

from fractions import Fraction

import pytest

from landsupply.law.words import remedy, say
from landsupply.measure.fault import BriefFault
from landsupply.plan.brief import Locks
from landsupply.plan.brief_form import brief_to_form, read_brief
from landsupply.plan.brief_targets import TABLES
from landsupply.plan.goal import GOALS, Goal
from landsupply.plan.target import By, Measure, Term, Where, window
from tests.plan import case
from tests.plan.every_table import HEAD, PAGE, read

OPEN = ("招标", "拍卖", "挂牌")


def test_a_page_with_every_table_is_read() -> None:
    brief = read()
    assert {one.line.axis for one in brief.targets} == {table.axis for table in TABLES}
    found = {one.name: one for one in brief.targets}
    planning = [name for name in found if name.startswith("部门能力")]
    assert planning == [f"部门能力/规划科·{month}" for month in range(1, 11)]
    assert (found["部门能力/规划科·3"].high, found["部门能力/规划科·4"].high) == (12, 15)
    department = Term(measure=Measure.COUNT, where=Where(modes=tuple(sorted(OPEN))), months=(5,))
    assert found["部门能力/规划科·3"].terms == (department,)
    auction = Term(measure=Measure.AREA, where=Where(modes=OPEN), months=window(1, 6), by=By.NOTICE)
    assert found["公告能力/1–6"].terms == (auction,)
    assert found["收储资金/1–6"].high == 35_000_000_000  # fen
    assert found["方式/划拨"].share == Fraction(3, 5)
    assert (found["总量"].weight, found["专项/重点片区早供"].weight) == (5, 2)
    assert brief.parts == ((Goal.REVENUE, 1), (Goal.LIVELIHOOD, 3), (Goal.KEY_INDUSTRIES, 2))
    assert brief.levels == (Goal.WEIGHTED,)
    assert brief.locks == Locks(one_of=(("P05", "P09", "P10"),), after=(("P04", "P07"), ("P07", "P08")))
    assert brief.measures == (Measure.COST, Measure.REVENUE, Measure.BUILDING_AREA)
    assert brief.facts == ("zone", "industry")


def test_every_table_is_written_as_it_is_read() -> None:
    brief = read()
    form = brief_to_form(brief)
    assert read_brief(form, case.rules()) == brief
    assert set(form["targets"]) == {table.key for table in TABLES}
    assert brief_to_form(read_brief(form, case.rules())) == form


def test_every_sentence_names_its_clause() -> None:
    assert [one.name for one in read().sentences if not one.clause] == ["专项/建筑面积与用地"]


def test_a_page_of_old_is_written_as_it_was() -> None:
    form = brief_to_form(case.brief())
    assert set(form["targets"]) == {"total", "classes", "districts", "months", "batches"}
    assert "weights" not in form and set(form["locks"]) == {"must", "never", "months"}


@pytest.mark.parametrize("key", ["3", "3月", "３", "一季度", "第一季度", "1-3", "1月至3月", "1、2、3"])
def test_windows_of_months(key: str) -> None:
    (target,) = read(f'{HEAD}[targets.funds]\n"{key}" = "1万元"').targets
    assert target.terms[0].months == ((3,) if "一" not in key and "1" not in key else (1, 2, 3))


PLANTED: dict[str, tuple[str, str, dict[str, object]]] = {
    "unknown class in a district": (
        '[targets.district_classes."中原区"]\n"住宅" = "1公顷"',
        "B001",
        {"where": "targets.district_classes.中原区.住宅", "known": "住宅用地"},
    ),
    "unknown district of a milestone": (
        '[targets.district_milestones."管城区"]\n6="50%"',
        "B001",
        {"where": "targets.district_milestones.管城区"},
    ),
    "unknown mode": ('[targets.modes]\n"挂拍"="1公顷"', "B001", {"raw": "挂拍"}),
    "unknown measure": ('[[targets.sentences]]\nname="甲"\nbounds="1公顷"\nterms=[{measure="亩数"}]', "B001", {}),
    "unknown list of a scope": (
        '[[targets.sentences]]\nname="甲"\nbounds="1公顷"\nterms=[{where={class=["住宅用地"]}}]',
        "B001",
        {"known": "classes"},
    ),
    "unknown class of a scope": (
        '[[targets.sentences]]\nname="甲"\nbounds="1公顷"\nterms=[{where={classes=["住宅"]}}]',
        "B001",
        {"raw": "住宅"},
    ),
    "two sentences of one name": (
        '[[targets.sentences]]\nname="甲"\nbounds="1公顷"\n[[targets.sentences]]\nname="甲"\nbounds="2公顷"',
        "B003",
        {"line": "专项/甲"},
    ),
    "a window twice": ('[targets.funds]\n"1–3"="1万元"\n"一季度"="2万元"', "B003", {"line": "收储资金/1–3"}),
    "an empty window": ('[targets.auctions]\n"6–3"="5宗"', "B020", {"where": "targets.auctions.6–3", "raw": "6–3"}),
    "a window of nothing": ('[targets.funds]\n""="5万元"', "B020", {}),
    "a month of no year": ('[targets.funds]\n"11–13"="5万元"', "B020", {"raw": "11–13"}),
    "an empty window of a term": (
        '[[targets.sentences]]\nname="甲"\nbounds="1公顷"\nterms=[{months="9-3"}]',
        "B020",
        {"where": "targets.sentences.1.terms.1.months"},
    ),
    "work that no supply follows": (
        '[targets.departments."甲科"]\nlag=2\n[targets.departments."甲科".months]\n11="5宗"',
        "B020",
        {"raw": "11+2"},
    ),
    "a lag of a year": ('[targets.departments."甲科"]\nlag=12\ncapacity="5宗"', "B014", {"raw": "12"}),
    "low above high": ('[targets.funds]\n"3"="3–2万元"', "B016", {"where": "targets.funds.3", "reason": "M006"}),
    "land below zero": ('[targets.modes]\n"划拨"="-1公顷"', "B016", {"where": "targets.modes.划拨"}),
    "NaN": ('[targets.revenue]\n"全年"="NaN万元"', "B016", {"reason": "M001"}),
    "a number that is NaN": ("[targets.revenue]\n3=nan", "B015", {"where": "targets.revenue.3"}),
    "money without a unit": ('[targets.revenue]\n3="500"', "B016", {"reason": "M003"}),
    "half a parcel": ('[targets.auctions]\n3="2.5宗"', "B016", {"reason": "M002"}),
    "a share above one": ('[targets.modes]\n"划拨"="不超过101%"', "B016", {"where": "targets.modes.划拨"}),
    "a share below zero": ('[targets]\naffordable="不低于-1%"', "B016", {}),
    "a share of both sides": ('[targets.modes]\n"划拨"="20–40%"', "B016", {"reason": "M006"}),
    "a milestone above one": ('[targets.class_milestones."住宅用地"]\n6="101%"', "B016", {}),
    "a falling milestone": (
        '[targets.class_milestones."住宅用地"]\n6="60%"\n9="50%"',
        "B006",
        {"month": 9},
    ),
    "a step of one month": ('[targets.smooth]\n"3"="5公顷"', "B020", {"where": "targets.smooth.3"}),
    "a step with a lower bound": ('[targets.smooth]\n"3–5"="≥5公顷"', "B016", {}),
    "terms of land and money": (
        '[[targets.sentences]]\nname="甲"\nbounds="1公顷"\nterms=[{},{measure="出让收入"}]',
        "B022",
        {"line": "专项/甲"},
    ),
    "a coefficient of zero": (
        '[[targets.sentences]]\nname="甲"\nbounds="1公顷"\nterms=[{coefficient="0"}]',
        "B016",
        {"where": "targets.sentences.1.terms.1.coefficient"},
    ),
    "a sentence without a name": ('[[targets.sentences]]\nbounds="1公顷"', "B014", {"key": "targets.sentences.1.name"}),
    "a sentence without bounds": ('[[targets.sentences]]\nname="甲"', "B015", {}),
    "sentences that are none": ('[targets]\nsentences="甲"', "B014", {}),
    "a weight of no target": ('[weights]\n"总量"=2', "B001", {"where": "weights.总量"}),
    "a weight of nothing": ('[targets]\ntotal="5公顷"\n[weights]\n"总量"=0', "B014", {"key": "weights.总量"}),
    "an alternative to nothing": ('[locks]\none_of=[["P01"]]', "B023", {"where": "locks.one_of"}),
    "an alternative to itself": ('[locks]\none_of=[["P01","P01"]]', "B003", {"line": "P01"}),
    "waiting for nothing": ('[locks]\nafter=[["P01"]]', "B023", {"where": "locks.after"}),
    "waiting for itself": ('[locks]\nafter=[["P01","P02"],["P02","P03","P01"]]', "B024", {"parcel": "P01"}),
    "alternatives that must both be": ('[locks]\nmust=["P01","P02"]\none_of=[["P01","P02"]]', "B025", {}),
    "what must be waits for what may not": ('[locks]\nmust=["P02"]\nnever=["P01"]\nafter=[["P01","P02"]]', "B007", {}),
    "a goal of weight nothing": ('goals={"民生优先"=0}', "B014", {"key": "goals.民生优先"}),
    "a weight that is a share": ('goals={"民生优先"="50%"}', "B014", {}),
    "no weights": ("goals={}", "B004", {"count": 0}),
    "an unknown goal with a weight": ('goals={"民生"=1}', "B001", {"known": "民生优先"}),
    "the sum of weighted goals": ('goals=["加权得分"]', "B001", {}),
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_fault_is_said_with_its_place(what: str) -> None:
    text, code, facts = PLANTED[what]
    with pytest.raises(BriefFault) as caught:
        read(HEAD + text)
    found = caught.value
    assert found.code == code, found.facts
    assert {name: found.facts[name] for name in facts} == facts
    for lang in ("zh", "en"):
        assert say(found.code, lang, **found.facts) and remedy(found.code, lang, **found.facts)


def test_every_goal_may_be_named() -> None:
    for goal in GOALS:
        assert read(f'{HEAD}goals = ["{goal.value}"]').goals == (goal,)
    assert set(GOALS) == set(Goal) - {Goal.WEIGHTED}
    every = ", ".join(f'"{goal.value}" = 1' for goal in GOALS)
    assert len(read(f"{HEAD}goals = {{ {every} }}").goals) == len(GOALS)


def test_the_order_of_a_page_says_nothing() -> None:
    head, *tables = PAGE.split("\n\n[")
    turned = "\n\n[".join([head, *reversed(tables)])
    assert turned != PAGE and read(turned) == read()
