"""各家写法 · Plans in the styles of six kinds of office are not accused; each slip planted in them is found."""

from __future__ import annotations

import pytest

from landsupply.proofread.finding import Severity
from landsupply.proofread.reading import read
from tests.proofread.house_styles import PLANS
from tests.proofread.invented import accusations, found, swap


@pytest.mark.parametrize("style", PLANS)
def test_a_right_plan_is_not_accused(style: str) -> None:
    assert accusations(PLANS[style][0]) == []


@pytest.mark.parametrize(("style", "slip"), [(style, slip) for style in PLANS for slip in PLANS[style][1]])
def test_a_slip_is_found(style: str, slip: tuple[str, str]) -> None:
    wrong = swap(*slip, PLANS[style][0])
    assert [one.rule for one in found(wrong) if one.severity is Severity.ERROR and one.rule == "PL-06"]


def test_the_years_of_a_rolling_plan() -> None:
    plan = read(PLANS["three rolling years of housing land"][0])
    assert (plan.title, plan.year, plan.years) == ("云岭市住宅用地供应三年滚动计划（2024-2026年）", 2024, (2024, 2026))
    assert [(one.item, one.value) for one in plan.totals] == [("住宅用地", "1260")]


def test_what_a_heading_says_was_done_is_no_figure_of_the_plan() -> None:
    text = "云泽市2024年度国有建设用地供应计划\n一、2023年度计划执行情况\n住宅用地480公顷。\n二、计划指标\n"
    text += "2024年供应总量540公顷，其中住宅用地{}公顷（其中商品住房400公顷、保障性住房100公顷）、其他用地40公顷。\n"
    assert accusations(text.format(500)) == []
    assert accusations(text.format(510))


SECTIONS = """云泽市2024年度国有建设用地供应计划
一、计划总量
2024年度全市国有建设用地供应总量900公顷，其中住宅用地300公顷、商服用地100公顷、工矿仓储用地500公顷。
二、各区计划
（一）湖东区
计划供应国有建设用地400公顷，其中住宅用地150公顷、商服用地50公顷、工矿仓储用地200公顷。
（二）湖西区
计划供应国有建设用地300公顷，其中住宅用地100公顷、商服用地30公顷、工矿仓储用地170公顷。
（三）鹤鸣区
计划供应国有建设用地200公顷，其中住宅用地50公顷、商服用地20公顷、工矿仓储用地130公顷。
"""


def _sums(text: str) -> list[str]:
    return [one.code for one in found(text) if one.rule == "PL-06"]


@pytest.mark.parametrize(
    "slips",
    [
        {"总量900公顷": "总量890公顷"},
        {"鹤鸣区\n计划供应国有建设用地200公顷": "鹤鸣区\n计划供应国有建设用地210公顷"},
        {"住宅用地50公顷、商服用地20公顷": "住宅用地40公顷、商服用地30公顷"},
        {"其中住宅用地300公顷、商服用地100公顷": "其中住宅用地310公顷、商服用地90公顷"},
    ],
)
def test_sections_of_districts_add_up_to_the_plan(slips: dict[str, str]) -> None:
    assert _sums(SECTIONS) == []
    text = SECTIONS
    for right, wrong in slips.items():
        text = swap(right, wrong, text)
    assert "A061" in _sums(text)


def test_a_district_off_by_a_class_and_its_total_is_found() -> None:
    """湖西区 closes in itself: only the sum over the districts tells."""
    text = swap("建设用地300公顷，其中住宅用地100公顷", "建设用地330公顷，其中住宅用地130公顷", SECTIONS)
    assert _sums(text) == ["A061"]
    short = swap("建设用地300公顷，其中住宅用地100公顷", "建设用地270公顷，其中住宅用地70公顷", SECTIONS)
    assert _sums(short) == ["A061"]


def test_sections_that_are_not_all_are_not_accused() -> None:
    some = SECTIONS[: SECTIONS.index("（三）")]
    assert accusations(some) == [] and "A063" in _sums(some)
    own = SECTIONS.replace(
        "其中住宅用地50公顷、商服用地20公顷、工矿仓储用地130公顷", "其中住宅用地50公顷、其他用地150公顷"
    )
    assert accusations(own) == []


def test_what_an_adjusted_class_is_made_of_is_not_held_against_the_old_plan() -> None:
    adjusted = PLANS["an adjustment"][0]
    text = swap("住宅用地180公顷，占", "住宅用地180公顷（其中保障性住房用地60公顷、商品住房用地120公顷），占", adjusted)
    assert accusations(text) == []
    assert accusations(swap("商品住房用地120公顷", "商品住房用地130公顷", text))
