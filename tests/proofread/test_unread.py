"""未读数字 · What is given twice is read once, what is counted in plots has its name, what cannot be read is said."""

from __future__ import annotations

import pytest

from landsupply.proofread.figures import Role
from landsupply.proofread.reading import read
from tests.proofread.invented import found

HEAD = "云泽市2024年度国有建设用地供应计划\n2024年度国有建设用地供应总量300公顷"


def said(words: str) -> list[str]:
    return [one.code for one in found(HEAD + words + "\n") if one.rule in ("PL-06", "TX-05")]


def items(words: str) -> list[tuple[str, str]]:
    areas = [one for one in read(HEAD + words + "\n").figures if one.role is Role.PART]
    return [(one.item, one.value + one.unit) for one in areas]


RIGHT = "，其中住宅用地100公顷，工业用地200公顷。"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("，其中住宅用地.49公顷，工业用地200公顷。", ["A063", "A137"]),
        ("，其中住宅用地100。5公顷，工业用地199.5公顷。", ["A063", "A137"]),
        ("，其中住宅用地100.公顷，工业用地200公顷。", ["A063", "A137"]),
        ("，其中住宅用地1,00公顷，工业用地200公顷。", ["A063", "A137"]),
        ("，其中住宅用地10.0.0公顷，工业用地200公顷。", ["A063", "A137"]),
        ("，其中住宅用地一百公顷，工业用地200公顷。", ["A063", "A137"]),
        ("，其中住宅用地100公倾，工业用地200公顷。", ["A063", "A138"]),
        ("，其中住宅用地1顷，工业用地200公顷。", ["A063", "A138"]),
        ("，其中住宅用地100，工业用地200公顷。", ["A063", "A139"]),
        ("，其中住宅用地100公顷（约1400亩），工业用地200公顷。", ["A067"]),
        ("，其中住宅用地1400亩、约100公顷，工业用地200公顷。", ["A063", "A067"]),
    ],
)
def test_t58_no_number_is_dropped_without_a_word(words, codes):
    assert said(RIGHT) == []
    assert set(codes) - {"A063"} <= set(said(words)) <= set(codes)


@pytest.mark.parametrize(
    "words",
    [
        "，其中住宅用地100公顷（约1500亩），工业用地200公顷（3000亩）。",
        "，其中住宅用地1500亩、约100公顷，工业用地200公顷。",
        "，其中住宅用地20宗，面积100公顷；工业用地40宗，面积200公顷。",
        "，其中住宅用地20宗、100公顷，工业用地40宗、200公顷。",
        "，其中住宅用地，共20宗，面积100公顷；工业用地，共40宗，面积200公顷。",
        "。一是住宅用地100公顷。二是工业用地200公顷。",
        "，其中——住宅用地100公顷，——工业用地200公顷。",
        "，其中住宅用地0.01万公顷，工业用地200公顷。",
        "（3号、5号地块等），其中住宅用地100公顷，工业用地200公顷。",
        "。住宅用地100公顷、工业用地200公顷，合计300公顷。",
    ],
)
def test_what_can_be_read_is_read_with_its_name_and_not_accused(words):
    assert said(words) == []
    assert [name for name, _ in items(words)] == ["住宅用地", "工业用地"]


@pytest.mark.parametrize(
    "words",
    [
        "，其中住宅用地20宗，面积110公顷；工业用地40宗，面积200公顷。",
        "，其中住宅用地20宗、110公顷，工业用地40宗、200公顷。",
        "。一是住宅用地110公顷。二是工业用地200公顷。",
        "，其中住宅用地1650亩、约110公顷，工业用地200公顷。",
        "。住宅用地110公顷、工业用地200公顷，合计300公顷。",
    ],
)
def test_t58_a_slip_in_such_a_list_is_found(words):
    assert "A061" in said(words)


def test_a_sum_at_the_end_is_the_total_where_no_other_is_stated():
    head, text = HEAD.partition("\n")[0] + "\n", "2024年度计划供应商服用地20公顷，住宅用地100公顷，合计{}公顷。\n"
    assert [one.value for one in read(head + text.format(120)).totals] == ["120"]
    assert not [one for one in found(head + text.format(120)) if one.rule == "PL-06"]
    assert [one.code for one in found(head + text.format(130)) if one.rule == "PL-06"] == ["A061"]


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("，其中共有产权住房用地20公顷。", "共有产权住房用地"),
        ("，其中市本级20公顷。", "市本级"),
        ("，其中各区县、开发区20公顷。", "各区县、开发区"),
        ("，其中含标准地20公顷。", "标准地"),
        ("，其中住宅用地面积20公顷。", "住宅用地"),
        ("，其中计划内住宅用地20公顷。", "住宅用地"),
    ],
)
def test_a_name_keeps_all_its_signs(words, item):
    assert items(words) == [(item, "20公顷")]


def test_numbers_with_one_unit_for_all_are_all_read():
    words = "，其中住宅、工业用地分别为100、{}公顷。"
    assert [area for _, area in items(words.format(200))] == ["100公顷", "200公顷"]
    assert said(words.format(200)) == [] and said(words.format(210)) == ["A061"]
