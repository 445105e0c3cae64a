"""成交结果 · A lot that failed, was put off or withdrawn is not supplied, whatever date stands beside it."""

from __future__ import annotations

from datetime import date

import pytest

from landsupply.ledger.examine import examine
from landsupply.ledger.outcome import Outcome, mentioned, outcome_of

from .conftest import planted, sheet_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("成交", Outcome.SOLD),
        ("已成交（底价）", Outcome.SOLD),
        ("流拍", Outcome.FAILED),
        ("流拍（无人报名）", Outcome.FAILED),
        ("无人竞买。", Outcome.FAILED),
        ("未成交", Outcome.UNSOLD),
        ("延期", Outcome.POSTPONED),
        ("中止挂牌", Outcome.SUSPENDED),
        ("终止出让", Outcome.TERMINATED),
        ("撤 牌", Outcome.WITHDRAWN),
        ("流拍后重新挂牌成交", None),
        ("单位", None),
        ("", None),
    ],
)
def test_a_whole_cell_names_an_outcome_or_none(text, wanted):
    assert outcome_of(text) is wanted


def test_a_word_inside_a_longer_one_does_not_count():
    assert mentioned("未成交") == {Outcome.UNSOLD}
    assert mentioned("流拍后成交") == {Outcome.FAILED, Outcome.SOLD}


def one(rules, **changes):
    ledger = examine(planted({"合同签订日期": "2024-05-06", **changes}), rules)
    return ledger.parcel("ZZ-002"), {issue.code for issue in ledger.issues}


@pytest.mark.parametrize("column", ["成交结果", "竞得人", "使用权人类别", "备注", "供应方式"])
@pytest.mark.parametrize("word", ["流拍", "延期", "终止", "撤回"])
def test_a_lot_not_sold_is_not_supplied_wherever_it_is_said(rules, column, word):
    parcel, codes = one(rules, **{column: word})
    assert (parcel.outcome, parcel.supplied) == (Outcome(word), None)
    assert "L143" in codes


@pytest.mark.parametrize("changes", [{"成交结果": "成交"}, {}, {"竞得人": "示例置业有限公司"}, {"备注": "成交"}])
def test_a_lot_sold_keeps_its_date(rules, changes):
    parcel, codes = one(rules, **changes)
    assert parcel.supplied == date(2024, 5, 6)
    assert "L143" not in codes


@pytest.mark.parametrize(
    "changes", [{"备注": "首次流拍，第二次挂牌"}, {"成交结果": "流拍后另行安排"}, {"竞得人": "延期至6月"}]
)
def test_a_mention_is_enough_to_doubt_the_date_and_not_enough_for_an_outcome(rules, changes):
    parcel, codes = one(rules, **changes)
    assert (parcel.outcome, parcel.supplied) == (None, None)
    assert "L143" in codes


def test_an_outcome_that_is_sold_overrules_a_remark(rules):
    parcel, codes = one(rules, 成交结果="成交", 备注="首次流拍，第二次成交")
    assert (parcel.outcome, parcel.supplied) == (Outcome.SOLD, date(2024, 5, 6))
    assert "L143" not in codes


def test_outcomes_that_contradict_each_other_are_not_chosen_between(rules):
    parcel, codes = one(rules, 成交结果="成交", 竞得人="流拍")
    assert parcel.outcome is None and "L141" in codes


def test_the_winner_s_name_is_kept_and_repeated_nowhere(rules):
    ledger = examine(planted({"竞得人": "张某某流拍", "合同签订日期": "2024-05-06"}, {"竞得人": "李某某"}), rules)
    assert "张某某" not in repr(ledger) and "李某某" not in repr(ledger)


def test_a_list_of_results_with_failed_lots(rules):
    header = [
        "地块编号",
        "地块位置",
        "出让面积(㎡)",
        "土地用途(明细用途)",
        "起始价（万元）",
        "成交价（万元）",
        "成交状态",
        "成交时间",
    ]
    rows = [
        ["2024-01", "甲路", "32000", "城镇住宅用地", "5000", "6100", "成交", "2024-05-06"],
        ["2024-02", "乙路", "15000", "商服用地", "3000", "—", "流拍", "2024-05-06"],
        ["2024-03", "丙路", "20000", "工业用地", "900", "", "延期", ""],
    ]
    ledger = examine(sheet_of(header, *rows), rules)
    assert [parcel.outcome.value for parcel in ledger.parcels] == ["成交", "流拍", "延期"]
    assert [parcel.supplied is not None for parcel in ledger.parcels] == [True, False, False]
    assert ledger.parcels[0].prices.stated()["deal_price"] == "6100.00"
    assert {issue.code for issue in ledger.issues} == {"L061", "L143"}
