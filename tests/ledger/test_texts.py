"""文字 · Texts as typed; persons, identity and telephone numbers are not kept and not repeated."""

from __future__ import annotations

import pytest

from landsupply.ledger.examine import examine
from landsupply.ledger.privacy import hidden
from landsupply.ledger.sheet import Cell, CellKind

from .conftest import planted

IDENTITY, MOBILE = "410102199001011234", "13800000000"
TEXTS = [
    "项目名称",
    "位置",
    "所属项目",
    "片区",
    "产业",
    "协议依据",
    "民生类别",
    "住房类型",
    "批次",
    "责任单位",
    "责任人",
]
TEXTS += [
    "障碍",
    "意向用地者",
    "规划条件",
    "容积率",
    "储备项目编号",
    "上年计划编号",
    "重大项目级别",
    "备注",
    "竞得人",
    "土地用途",
]


@pytest.mark.parametrize("column", TEXTS)
@pytest.mark.parametrize("number", [IDENTITY, MOBILE, "１３８００００００００", "0371-60000000", "410102900101123"])
def test_numbers_of_persons_are_kept_and_repeated_nowhere(rules, column, number):
    ledger = examine(planted({column: f"张某 {number}"}), rules)
    assert number not in repr(ledger)
    assert hidden(f"张某 {number}") == "张某 *"


@pytest.mark.parametrize(
    "text", ["4101022019006600000", "4101002019B00666", "郑政土（2018）19号", "2024-03-05", "12345678901"]
)
def test_other_numbers_stay(text):
    assert hidden(text) == text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("示例置业有限公司", "示例置业有限公司"),
        ("示例市土地储备中心", "示例市土地储备中心"),
        ("自然人", "自然人"),
        ("个人", "自然人"),
        ("待招商", "待招商"),
        ("某光伏材料生产基地项目", "某光伏材料生产基地项目"),
    ],
)
def test_an_intended_user_is_an_institution_or_only_a_class(rules, written, kept):
    ledger = examine(planted({"意向用地者": written}), rules)
    assert (ledger.parcel("ZZ-002").taker, ledger.issues) == (kept, ())


@pytest.mark.parametrize(
    "written", ["张某某", "张某、李某某", "欧阳某某等3人", "王先生", "阿卜杜拉·买买提", f"张某 {IDENTITY}"]
)
def test_a_natural_person_is_never_kept(rules, written):
    ledger = examine(planted({"意向用地者": written}), rules)
    assert ledger.parcel("ZZ-002").taker == "自然人"
    assert [issue.code for issue in ledger.issues] == ["L163"]
    assert written[:2] not in repr(ledger)


@pytest.mark.parametrize("text", ["（一）号地块", "①地块", "郑政出〔2024〕3号：示例㎡", "Ａ１地块", "  首尾空格  "])
def test_t49_names_and_document_numbers_stay_as_typed(rules, text):
    ledger = examine(planted({"项目名称": text, "批次": text}), rules)
    parcel = ledger.parcel("ZZ-002")
    assert (parcel.name, parcel.batch) == (text.strip(), text.strip())


@pytest.mark.parametrize(
    ("cell", "identity"),
    [
        (Cell("0123", CellKind.TEXT), "0123"),
        (Cell("A-01", CellKind.TEXT), "A-01"),
        (Cell("123", CellKind.NUMBER), "123"),
    ],
)
def test_t62_identifiers_are_texts(rules, cell, identity):
    assert examine(planted({"宗地编号": cell}), rules).parcel(identity) is not None


@pytest.mark.parametrize(
    "cell",
    [Cell("4.10102E+18", CellKind.TEXT), Cell("4.1E18", CellKind.NUMBER), Cell("4101022019006600000", CellKind.NUMBER)],
)
def test_t62_lost_digits_are_an_error_and_never_an_identity(rules, cell):
    ledger = examine(planted({"电子监管号": cell, "宗地编号": ""}), rules)
    assert [issue.code for issue in ledger.issues] == ["L080"]
    assert all(parcel.supervision is None and parcel.id != cell.text for parcel in ledger.parcels)


@pytest.mark.parametrize("written", ["3.2", "３．２", " 3.2 ", "3.2\u00a0", "\u200b3.2"])
def test_t48_numbers_that_are_read(rules, written):
    assert examine(planted({"面积（公顷）": written}), rules).parcel("ZZ-002").area.hectares == "3.20"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1_000", "L021"),
        ("NaN", "L021"),
        ("Infinity", "L021"),
        ("1e5", "L021"),
        ("٣", "L021"),
        ("'3.2", "L021"),
        ("-3.2", "L022"),
        ("约3.2", "L145"),
        ("3.2左右", "L145"),
        ("3.2-3.5", "L145"),
        ("3.2公顷以上", "L145"),
        ("不超过3.2", "L145"),
    ],
)
def test_t48_numbers_that_are_refused_with_the_fitting_words(rules, written, code):
    ledger = examine(planted({"面积（公顷）": written}), rules)
    assert ledger.parcel("ZZ-002").area is None
    assert [(issue.code, issue.raw, issue.row) for issue in ledger.issues] == [(code, written, 3)]
