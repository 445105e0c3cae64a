"""存疑的行 · Rows and dates that a careful reader would ask about, and those he would not."""

from __future__ import annotations

import pytest

from landsupply.ledger.examine import examine

from .conftest import planted, sheet_of

HEAD = ("宗地编号", "项目名称", "位置", "面积（公顷）", "土地用途")


def codes(ledger):
    return {issue.code for issue in ledger.issues}


def test_a_row_that_shows_how_to_fill_in_is_no_parcel(rules):
    rows = [("例：A0", "某项目", "某路", "1.2", "工业用地"), ("A1", "示例项目", "示例路", "2.2", "工业用地")]
    ledger = examine(sheet_of(HEAD, *rows), rules)
    assert [parcel.id for parcel in ledger.parcels] == ["A1"]
    assert any(issue.code == "L094" and issue.rows == (2,) for issue in ledger.issues)


def test_rows_without_number_name_and_place_are_asked_about(rules):
    rows = [("A1", "甲", "甲路", "4.0", "工业用地"), ("", "", "", "2.5", "工业用地"), ("", "", "", "1.5", "商服用地")]
    told = [issue for issue in examine(sheet_of(HEAD, *rows), rules).issues if issue.code == "L137"]
    assert [issue.rows for issue in told] == [(3,), (4,)]


def test_a_breakdown_word_inside_a_row_makes_it_no_note(rules):
    ledger = examine(sheet_of(HEAD, ("U7", "其中：一期", "", "1.0", "工业用地")), rules)
    assert [parcel.id for parcel in ledger.parcels] == ["U7"]


@pytest.mark.parametrize("other", ["a-1", "Ａ－１", "A—1"])
def test_t57_one_number_in_other_signs_is_told(rules, other):
    rows = [("A-1", "甲", "甲路", "4.0", "工业用地"), (other, "乙", "乙路", "5.0", "工业用地")]
    assert "L013" in codes(examine(sheet_of(HEAD, *rows), rules))


@pytest.mark.parametrize(
    "other", ["郑政出〔2024〕3号", "郑政出（2024）３号", "郑政出【2024】3号", "郑政出[2O24]3号", "郑政出[2024]3号 "]
)
def test_t57_one_number_in_other_brackets_is_told(rules, other):
    rows = [("郑政出[2024]3号", "甲", "甲路", "4.0", "工业用地"), (other, "乙", "甲路", "4.0", "工业用地")]
    told = [issue for issue in examine(sheet_of(HEAD, *rows), rules).issues if issue.code == "L013"]
    assert [issue.rows for issue in told] == [(2, 3)]


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("郑政出[2024]3号", "郑政出[2024]13号"),
        ("1-11", "11-1"),
        ("L-1", "I-1"),
        ("A-I1", "A-11"),
        ("ZZ-O", "ZZ-0"),
        ("3.1", "3-1"),
    ],
)
def test_t57_numbers_that_are_two_are_left_alone(rules, first, other):
    rows = [(first, "甲", "甲路", "4.0", "工业用地"), (other, "乙", "乙路", "5.0", "工业用地")]
    assert "L013" not in codes(examine(sheet_of(HEAD, *rows), rules))


def test_a_contract_before_its_notice_and_a_year_ahead(rules):
    late = planted({"公告日期": "2023-05-01", "合同签订日期": "2023-04-01"}, {"合同签订日期": "2099-01-01"})
    told = {(issue.code, issue.rows) for issue in examine(late, rules).issues}
    assert {("L138", (3,)), ("L139", (4,))} <= told
    sound = planted({"公告日期": "2023-04-01", "合同签订日期": "2023-05-01"})
    assert not codes(examine(sound, rules)) & {"L138", "L139"}
