"""判定 · The review table goes out, comes back with conclusions, and is replayed; contradictions are refused."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import pytest

from landsupply.ledger.decision import (
    Decision,
    Sameness,
    decisions_form,
    groups,
    latest,
    read_decisions,
)
from landsupply.ledger.match import match
from landsupply.ledger.review import review_table
from landsupply.measure.fault import InputFault
from tests.ledger import invented_lists as invented
from tests.ledger.conftest import sheet_of

jsonschema = pytest.importorskip("jsonschema")


def decided(first: str, second: str, verdict: Sameness = Sameness.SAME, day: int = 1) -> Decision:
    return Decision(first=first, second=second, verdict=verdict, by="经办岗", on=invented.day(day), why="查图")


def filled(table, **cells):
    """The table as it came back, with cells filled in its first row."""
    header, first, *rest = table
    changed = tuple(cells.get(title, text) for title, text in zip(header, first, strict=True))
    return sheet_of(header, changed, *rest, source="核对表.xlsx")


@pytest.fixture(scope="module")
def review(rules):
    first, second, _ = invented.two_lists(60, 2, rules)
    return match([first, second], rules)


def test_the_table_comes_back_as_decisions(review):
    table = review_table(review, {})
    assert len(table) == len(review.pairs) + 1
    assert all(len(row) == len(table[0]) for row in table)
    back = filled(table, 结论="同一宗", 经办人="经办岗", 日期="2024-03-05", 说明="查图")
    decisions, issues = read_decisions(back)
    assert issues == ()
    pair = review.pairs[0]
    assert [(one.pair, one.verdict, one.by, one.on) for one in decisions] == [
        ((pair.first, pair.second), Sameness.SAME, "经办岗", date(2024, 3, 5))
    ]
    again = review_table(review, {decisions[0].pair: decisions[0]})
    assert again[1][-4:] == ("同一宗", "经办岗", "2024-03-05", "查图")
    assert read_decisions(sheet_of(*again))[0] == decisions


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({}, []),
        ({"结论": "待定"}, []),
        ({"结论": "同一宗"}, ["L253"]),
        ({"结论": "大概是", "经办人": "甲", "日期": "2024-03-05"}, ["L254"]),
        ({"结论": "不同", "经办人": "甲", "日期": "2024年3月"}, ["L254"]),
    ],
)
def test_what_is_no_decision_is_none_and_said(review, cells, codes):
    decisions, issues = read_decisions(filled(review_table(review, {}), **cells))
    assert decisions == ()
    assert [issue.code for issue in issues] == codes
    assert all(issue.row == 2 and issue.message() and issue.message("en") for issue in issues)


def test_decisions_can_be_stored_and_read_and_are_as_the_schema_says():
    made = (decided("甲#1", "乙#1"), decided("甲#2", "乙#2", Sameness.DIFFERENT, 3))
    form = json.loads(json.dumps(decisions_form(made), ensure_ascii=False))
    assert read_decisions(form) == (made, ())
    schema = json.loads(files("landsupply").joinpath("schemas", "decisions-1.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(form)


def test_another_form_or_a_table_without_the_columns_is_refused():
    for wrong in ({"format": "landsupply.plan/1"}, {"format": "landsupply.decisions/1"}, sheet_of(["a", "b"])):
        with pytest.raises(InputFault, match="L252"):
            read_decisions(wrong)


def test_the_later_decision_counts_and_the_earlier_is_named():
    early, late = decided("a", "b", Sameness.SAME, 1), decided("b", "a", Sameness.DIFFERENT, 9)
    held, overtaken = latest([late, early])
    assert held == {("a", "b"): late} and overtaken == (early,)


def test_contradictions_are_refused_with_the_chain():
    chain = [decided("a", "b"), decided("b", "c"), decided("a", "c", Sameness.DIFFERENT)]
    with pytest.raises(InputFault, match="L255") as fault:
        groups("abcd", chain)
    assert fault.value.facts["members"] == ("a", "b", "c")
    assert groups("abcd", chain[:2]) == (("a", "b", "c"), ("d",))
