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


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        ("因规划调整终止出让", "终止出让"),
        ("该公司逾期未签合同，成交结果取消", "成交结果取消"),
        ("本宗地已撤牌", "已撤牌"),
        ("中止，恢复时间另行公告", "中止"),
        ("上次流拍，本次成交", "流拍"),
        ("曾于2023年流拍", "流拍"),
        ("未流拍", "流拍"),
        ("竞得人悔拍", "悔拍"),
    ],
)
def test_a_remark_that_mentions_a_failure_is_asked_about_and_the_date_kept(rules, remark, said):
    ledger = examine(planted({"合同签订日期": "2024-05-06", "备注": remark}), rules)
    assert (ledger.parcel("ZZ-002").outcome, ledger.parcel("ZZ-002").supplied) == (None, date(2024, 5, 6))
    (issue,) = (issue for issue in ledger.issues if issue.code in ("L143", "L293"))
    assert (issue.code, issue.severity.value, issue.row, issue.field) == ("L293", "warning", 3, "备注")
    assert said in issue.message("zh") and said in issue.message("en")


def test_a_remark_of_both_an_earlier_failure_and_this_one_withholds_the_date(rules):
    parcel, codes = one(rules, 备注="上次流拍，本次再次流拍")
    assert parcel.supplied is None and "L143" in codes


@pytest.mark.parametrize("remark", ["底价未达到", "无人竞得"])
def test_a_whole_remark_is_an_outcome(rules, remark):
    parcel, codes = one(rules, 备注=remark)
    assert (parcel.outcome, parcel.supplied) == (Outcome.FAILED, None)
    assert {"L142", "L143"} <= codes


@pytest.mark.parametrize(
    ("name", "code", "supplied"),
    [
        ("示例项目（流拍）", "L143", None),
        ("示例项目【终止】", "L293", date(2024, 5, 6)),
        ("延期山公园项目（一期）", None, date(2024, 5, 6)),
        ("终止符公司项目", None, date(2024, 5, 6)),
    ],
)
def test_only_the_brackets_of_a_name_tell_of_a_result(rules, name, code, supplied):
    parcel, codes = one(rules, 项目名称=name)
    assert (parcel.supplied, parcel.outcome) == (supplied, None)
    assert codes & {"L143", "L293"} == ({code} if code else set())


@pytest.mark.parametrize("word", ["流拍", "未成交", "终止出让"])
def test_a_result_in_place_of_the_price_is_the_outcome(rules, word):
    parcel, codes = one(rules, **{"成交价（万元）": word})
    assert (parcel.outcome, parcel.supplied, parcel.prices) == (outcome_of(word), None, None)
    assert codes & {"L142", "L143", "L155"} == {"L142", "L143"}


def test_a_result_in_place_of_the_date_is_the_outcome(rules):
    parcel, codes = one(rules, 合同签订日期="终止出让")
    assert (parcel.outcome, parcel.supplied) == (Outcome.TERMINATED, None)
    assert codes & {"L142", "L143", "L070"} == {"L142"}


@pytest.mark.parametrize("word", ["悔拍", "合同已解除", "作废", "未流拍", "流拍后成交", "已成交，后违约解除", "再说"])
def test_beside_an_outcome_that_nobody_knows_nothing_is_supplied(rules, word):
    parcel, codes = one(rules, 成交结果=word)
    assert (parcel.outcome, parcel.supplied) == (None, None)
    assert codes >= {"L140", "L292"}


@pytest.mark.parametrize("column", ["备注", "竞得人", "成交价（万元）"])
def test_a_cell_that_says_only_that_the_sale_was_undone_withholds_the_date(rules, column):
    parcel, codes = one(rules, **{column: "悔拍"})
    assert (parcel.outcome, parcel.supplied) == (None, None) and "L292" in codes


@pytest.mark.parametrize(("remark", "code"), [("合同已解除", "L293"), ("首次流拍，第二次成交", None)])
def test_beside_an_outcome_that_is_sold_only_what_may_follow_is_asked_about(rules, remark, code):
    parcel, codes = one(rules, 成交结果="成交", 备注=remark)
    assert (parcel.outcome, parcel.supplied) == (Outcome.SOLD, date(2024, 5, 6))
    assert codes & {"L143", "L292", "L293"} == ({code} if code else set())


def test_unsold_beside_a_reason_is_no_contradiction(rules):
    parcel, codes = one(rules, **{"成交价（万元）": "未成交", "备注": "流拍"})
    assert (parcel.outcome, parcel.supplied) == (Outcome.FAILED, None) and "L141" not in codes


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
