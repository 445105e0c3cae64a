"""自成一列 · Lists behind a lead, a heading or nothing at all: right ones are silent, a slip in them is found."""

from __future__ import annotations

import pytest

from landsupply.proofread.reading import read
from tests.proofread.invented import found

HEAD = "云泽市2024年度国有建设用地供应计划\n二、计划指标\n（一）供应总量\n2024年度国有建设用地供应总量为100公顷。\n"
HEADINGS = ("", "（二）供应结构\n", "（二）分季度安排\n", "（二）安排\n", "三、分区供应计划\n")
CLASSES = "住宅用地40公顷，商服用地30公顷，工矿仓储用地{}公顷，公共管理与公共服务用地5公顷。\n"
LINES = CLASSES.replace("，", "；\n")
QUARTERS = "一季度20公顷，二季度30公顷，三季度{}公顷，四季度25公顷。\n"
DISTRICTS = "东区40公顷，西区35公顷，南区{}公顷。\n"
LISTS = (
    *(
        f"{lead}{CLASSES}"
        for lead in ("其中：", "其中，", "各类用地如下：", "各类用地如下：\n", "按用途分，", "从用途看，")
    ),
    *(f"{lead}{QUARTERS}" for lead in ("其中：", "分季度：", "按季度安排如下：")),
    *(f"{lead}{DISTRICTS}" for lead in ("各区分别为：", "分布如下：", "按照区域划分：", "分区：")),
    f"其中：\n{LINES}",
)


def codes(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.severity.value) for one in found(text) if one.rule == "PL-06"]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("parts", LISTS)
def test_t58_a_list_behind_a_lead_of_its_own_adds_up_or_is_accused(heading, parts):
    assert codes(HEAD + heading + parts.format(25)) == []
    assert len(read(HEAD + heading + parts.format(25)).compositions) == 1
    assert codes(HEAD + heading + parts.format(30)) == [("A061", "error")]


@pytest.mark.parametrize("parts", [CLASSES, LINES, DISTRICTS])
def test_t58_what_nothing_announces_is_guessed_and_only_advised_on(parts):
    assert codes(HEAD + parts.format(25)) == []
    assert codes(HEAD + parts.format(29)) == [("A070", "advice")]
    assert codes(HEAD + parts.format(22)) == [("A063", "advice")]
    assert codes(HEAD + parts.format(60)) == []


@pytest.mark.parametrize("above", ["（二）住宅用地\n", "三、2023年度执行情况\n", "（二）东城区\n", "三、土地储备\n"])
def test_a_list_about_something_else_is_left_alone(above):
    assert codes(HEAD + above + "其中：" + DISTRICTS.format(28)) == []


def test_a_list_behind_a_districts_total_is_not_the_citys():
    text = HEAD + "东城区国有建设用地供应总量70公顷。\n按用途分，住宅用地40公顷，商服用地30公顷。\n"
    assert codes(text) == []


def test_t58_lines_behind_a_figure_and_a_colon_are_its_parts():
    text = (
        HEAD + "（二）用途结构\n1.住宅用地40公顷，其中：\n（1）商品住房用地{}公顷；\n（2）保障性住房用地10公顷。\n"
        "2.工业用地{}公顷。\n"
    )
    assert codes(text.format(30, 60)) == []
    assert codes(text.format(35, 60)) == [("A061", "error")]
    assert codes(text.format(30, 62)) == [("A061", "error")]


def test_t58_a_plan_for_housing_land_lists_its_kinds():
    text = (
        "云泽市2024年度住房用地供应计划\n2024年我市住房用地计划供应总量为42公顷，其中：\n"
        "（一）保障性住房用地12公顷。\n（二）棚户区改造用地6公顷。\n（三）商品住房用地{}公顷。\n"
    )
    assert codes(text.format(24)) == []
    assert codes(text.format(21)) == [("A061", "error")]


def test_a_lead_behind_figures_of_something_else_does_not_speak_of_the_total():
    text = HEAD + "住宅用地供应计划方面，商品住房用地下限30公顷。\n其中，东区20公顷、西区10公顷。\n"
    assert codes(text) == []


def test_t58_a_second_list_behind_the_first_is_of_the_total_too():
    text = HEAD + "按用途分，" + CLASSES.format(25) + "按区域分，" + DISTRICTS
    assert codes(text.format(25)) == []
    assert codes(text.format(28)) == [("A061", "error")]


def test_sums_of_another_year_are_not_added_to_this_years():
    text = HEAD + "去年住宅用地供应80公顷，商服用地供应60公顷，工业用地供应20公顷，总计160公顷。\n"
    assert codes(text) == []
