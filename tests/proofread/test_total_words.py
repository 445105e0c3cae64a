"""总量措辞 · How the plans word their total, and words that only look like it."""

from __future__ import annotations

import pytest

from landsupply.proofread.figures import Role
from landsupply.proofread.reading import read
from landsupply.proofread.total_words import is_total, names_total, place_of_total
from tests.proofread.invented import found

TOTALS = (
    "今年云泽建设用地计划供应总量为300公顷",
    "2024年云泽国有建设用地计划供应总量将控制在300公顷",
    "云泽拟供应土地总面积达300公顷",
    "2024年云泽全市拟供应国有建设用地300公顷",
    "确定全市2024年度建设用地供应计划量300公顷",
    "原则同意2024年度云泽市国有建设用地供应计划为300公顷",
    "我市城区2024年度国有建设用地供应总量控制300公顷",
    "全市供应计划总量拟为300公顷",
    "2024年云泽计划供应建设用地300公顷",
    "本年度国有建设用地供应计划总规模为300公顷",
    "2024年全市共计划供应国有建设用地300公顷",
    "全市共安排国有建设用地供应300公顷",
    "2024年度国有建设用地供应计划安排总量为300公顷",
    "我市2024年度国有建设用地供应总量确定为300公顷",
    "2024年度我市计划供地300公顷",
    "2024年度中心城区国有建设用地供应总量300公顷",
    "2024年，市区计划供应土地300公顷",
    "2024年云泽市中心城区国有建设用地供应总量300公顷",
    "2024年计划供应各类建设用地300公顷",
    "2024年度全市计划供应土地60宗、面积300公顷",
    "2024年度全市计划供应土地60宗，总面积300公顷",
    "2024年国有建设用地供应总量不突破300公顷",
    "预计2024年国有建设用地供应总量300公顷",
    "2024年国有建设用地供应总量预期为300公顷",
    "2024年度全盟国有建设用地供应总量300公顷",
    "二〇二四年度国有建设用地供应总量为300公顷",
    "2024 年度全市国有建设用地供应总量为 300 公顷",
    "2024年度土地供应总量计划为300公顷",
    "2024年度本市国有建设用地供应总量控制目标为300公顷",
    "2024年，我区国有建设用地供应计划总量300公顷",
    "2024年度全市各类用地供应总量合计300公顷",
)
OTHERS = (
    "2024年全市住宅用地供应总量300公顷",
    "2024年度住宅用地计划供应总量为300公顷",
    "2024年全市经营性用地和工业用地供应总量300公顷",
    "2024年新增建设用地供应总量300公顷",
    "2024年东城区国有建设用地供应总量300公顷",
    "2024年东城区计划供地300公顷",
    "2022年至2024年共计划供应国有建设用地300公顷",
    "上年度全市供应总量300公顷",
    "合计300公顷",
)


def written(words: str, parts: str = "其中住宅用地100公顷，工业用地200公顷") -> str:
    return f"云泽市2024年度国有建设用地供应计划\n{words}，{parts}。\n"


@pytest.mark.parametrize("words", TOTALS)
def test_a_total_is_told_in_whatever_words(words):
    reading = read(written(words))
    assert [one.value for one in reading.totals] == ["300"]
    assert [one for one in found(written(words)) if one.rule == "PL-06"] == []


@pytest.mark.parametrize("words", TOTALS)
def test_t58_a_slip_below_such_a_total_is_found(words):
    wrong = written(words, "其中住宅用地120公顷，工业用地200公顷")
    assert "A061" in {one.code for one in found(wrong)} or "不突破" in words


@pytest.mark.parametrize("words", OTHERS)
def test_a_total_of_something_else_is_not_the_plans(words):
    head = "云泽市2024年度国有建设用地供应计划\n2024年度国有建设用地供应总量为900公顷。\n"
    assert [one.value for one in read(f"{head}{words}。\n").totals] == ["900"]


def test_the_built_up_part_is_the_total_only_where_no_other_is_stated():
    head = "云泽市2024年度国有建设用地供应计划\n2024年度全市国有建设用地供应总量300公顷。\n"
    text = head + "中心城区国有建设用地供应总量100公顷。\n"
    assert [(one.item, one.role) for one in read(text).figures][1] == ("中心城区", Role.PART)


def test_words_are_taken_whole_or_not_at_all():
    assert is_total("2024年度全市国有建设用地供应总量为") and not is_total("2024年度全市国有储备建设用地供应总量为")
    assert not is_total("合计") and is_total("供应合计")
    assert place_of_total("2024年云泽市国有建设用地供应总量") == "云泽市"
    assert place_of_total("2024年云泽市中心城区国有建设用地供应总量") == "云泽市中心城区"
    assert names_total("国有建设用地供应总量") and not names_total("住宅用地供应总量")


@pytest.mark.parametrize("words", ["全市" * 40, "市" * 160, "计划供应量" * 30, "国有建设" * 40, "2024年" * 30])
def test_words_of_any_length_are_read_at_once(words):
    assert is_total(words + "甲") is False


@pytest.mark.parametrize("front", ["市区范围内，", "其中市区，", "东城区范围内，"])
def test_a_total_set_apart_by_the_words_in_front_is_not_the_citys(front):
    head = "云泽市2024年度国有建设用地供应计划\n2024年度全市国有建设用地供应计划总量为900公顷。\n"
    text = f"{head}{front}2024年度用地供应计划总量拟为300公顷。\n"
    assert [one.value for one in read(text).totals] == ["900"]
    assert not [one for one in found(text) if one.code == "A060"]
    both = f"{head}2024年度用地供应计划总量拟为300公顷。\n"
    assert [one.code for one in found(both) if one.code == "A060"] == ["A060"]
