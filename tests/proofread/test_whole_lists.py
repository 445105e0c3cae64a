"""全列 · Lists of which the words say that they are all, items numbered twice, and slips at the end of a sentence."""

from __future__ import annotations

import pytest

from landsupply.proofread.reading import read
from tests.proofread.invented import found

HEAD = (
    "云泽市2024年度国有建设用地供应计划\n一、计划指标\n1、总量\n"
    "2024年度国有建设用地供应总量为100.00公顷。\n2、用途结构\n"
)
LEAD = "按用途划分，供应总量由以下各类用地构成：\n"
ITEMS = (("基础设施用地", "10.00"), ("产业用地", "60.00"), ("居住区用地", "30.00"))
GUIDE = (
    *("居住用地", "商业服务业用地", "工矿用地", "仓储用地", "公共管理与公共服务用地", "交通运输用地"),
    *("公用设施用地", "绿地与开敞空间用地", "特殊用地"),
)


def written(number: str, stop: str, items=ITEMS, lead: str = LEAD) -> str:
    lines = [
        f"{number.format(at)}{name}{'。计划供应' if number == '{}.' and stop == '。' else ''}{area}公顷"
        f"{'。' if at == len(items) else stop}"
        for at, (name, area) in enumerate(items, 1)
    ]
    return HEAD + lead + "\n".join(lines) + "\n3、供应布局\n重点保障中心城区，规划新城另行安排。\n"


def codes(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.severity.value) for one in found(text) if one.rule == "PL-06"]


FORMS = (("{}.", "；"), ("（{}）", "；"), ("", "；"), ("{}.", "。"))


@pytest.mark.parametrize("form", FORMS)
def test_a_list_that_is_said_to_be_all_adds_up(form):
    assert codes(written(*form)) == []
    (whole,) = read(written(*form)).compositions
    assert (len(whole.parts), whole.is_closed, whole.is_stated) == (3, True, True)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("area", ["20.00", "1.00", "10.01", "70.00"])
def test_t58_a_list_that_is_said_to_be_all_and_does_not_add_up_is_accused(form, area):
    wrong = (("基础设施用地", area), *ITEMS[1:])
    assert codes(written(*form, wrong)) == [("A061", "error")]


@pytest.mark.parametrize("lead", ["按用途划分，主要安排如下：\n", ""])
def test_what_is_not_said_to_be_all_is_left_open(lead):
    short = (("基础设施用地", "1.00"), *ITEMS[1:])
    assert all(level == "advice" for _, level in codes(written("", "；", short, lead)))


def test_sentences_behind_a_lead_that_nothing_makes_one_list_are_not_parted():
    assert not any(one.is_closed for one in read(written("", "。")).compositions)
    assert codes(written("", "。")) == []


@pytest.mark.parametrize("form", FORMS[:2])
def test_t58_an_item_listed_twice_under_one_number_is_found(form):
    text = written(*form)
    line = next(one for one in text.splitlines() if "产业用地" in one)
    said = codes(text.replace(line, line + "\n" + line))
    assert ("A093", "warning") in said


def test_t58_the_classes_of_the_guide_are_all_the_classes():
    items = [(name, "10.00") for name in GUIDE[:-1]]
    lead = "计划供应国有建设用地总量100.00公顷，其中："
    parts = "；".join(f"{name}{area}公顷" for name, area in [*items, ("特殊用地", "20.00")])
    assert codes(HEAD + lead + parts + "。\n") == []
    assert codes(HEAD + lead + parts.replace("特殊用地20.00", "特殊用地15.00") + "。\n") == [("A061", "error")]
    assert codes(HEAD + lead + parts.replace("仓储用地10.00公顷；", "") + "。\n") == [("A063", "advice")]


def test_t58_a_month_does_not_explain_an_excess():
    months = [f"{at}月份{'12' if at == 12 else '8'}公顷" for at in range(1, 13)]
    text = HEAD + "按时序安排，全年供应国有建设用地100公顷，其中：" + "，".join(months) + "。\n"
    assert codes(text) == []
    assert codes(text.replace("，3月份8公顷", "，3月份20公顷")) == [("A061", "error")]


def test_t58_a_scope_without_its_stop_and_a_point_in_front_of_a_year():
    prose = "为合理安排土地供应，编制本计划。\n各部门要各司其职，加快办理前期手续。\n严格考核，落实责任到人到岗。\n"
    prose += "坚持节约集约，优化用地结构布局。\n"
    scope = "计划范围为云泽市行政区域内的国有建设用地"
    assert "A043" in [one.code for one in found(HEAD + prose + scope + "\n")]
    assert "A043" not in [one.code for one in found(HEAD + prose + scope + "。\n二、计划范围为本市的国有建设用地\n")]
    glued = "加快办理前期手续.2023年末存量为427公顷。"
    assert [(one.code, one.severity.value) for one in found(HEAD + glued + "\n") if one.rule == "TX-02"] == [
        ("A041", "advice")
    ]
    assert not [one for one in found(HEAD + "面积为3.2024公顷，版本2.0。\n") if one.rule == "TX-02"]
