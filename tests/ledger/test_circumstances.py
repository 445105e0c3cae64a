"""前期与履约情况 · Every column is read by itself, nothing is guessed, and what is written out is read as the same."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply.files.blank import to_blank
from landsupply.files.clean_out import to_clean
from landsupply.files.reading import read_sheets
from landsupply.ledger.circumstances import Circumstances, Done
from landsupply.ledger.circumstances_reading import CIRCUMSTANCE_READERS
from landsupply.ledger.circumstances_text import circumstance_text
from landsupply.ledger.clean import clean_columns, clean_rows, stated_columns
from landsupply.ledger.examine import examine
from landsupply.ledger.form import to_form
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel_fields import LISTED_FIELDS, field_named, value_of
from landsupply.ledger.sheet import Cell, CellKind
from landsupply.ledger.template import Need, official_header, template
from landsupply.ledger.value_reading import read_value
from landsupply.measure.money import Money
from landsupply.measure.rounding import decimal_text
from tests.plan import case

from .conftest import planted, sheet_of

jsonschema = pytest.importorskip("jsonschema")
NAMES = tuple(one.name for one in fields(Circumstances))
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
SHARES = st.integers(0, 10**6).map(lambda parts: Fraction(parts, 10**6))
RATES = st.integers(1, 10**9).map(lambda parts: Fraction(parts, 1000))
SUMS = st.integers(0, 10**12).map(Money)
TEXTS = st.sampled_from(("郑规条〔2024〕1号", "使用未利用地"))
#: What a field of each kind may hold.
KINDS = {
    "int": st.integers(1, 19),
    "str": TEXTS,
    "date": DAYS,
    "bool": st.booleans(),
    "Done": st.sampled_from(Done),
    "Money": SUMS,
}
HELD = {
    one.name: KINDS.get(str(one.type).split(" ")[0], SHARES if one.name.endswith("_share") else RATES)
    for one in fields(Circumstances)
}
CIRCUMSTANCES = st.fixed_dictionaries({}, optional=HELD).filter(bool).map(lambda held: Circumstances(**held))


def read(rules, title: str, text: str | Cell):
    """读一格 · What one cell under one header gives, and the codes noted."""
    ledger = examine(planted({title: text}), rules)
    return ledger.parcels[1].circumstances, [issue.code for issue in ledger.issues]


@pytest.mark.parametrize(
    ("title", "text", "field", "value"),
    [
        ("意向用地者数", "2家", "applicants", 2),
        ("意向用地者数", Cell("1", CellKind.NUMBER), "applicants", 1),
        ("划拨目录项", "第三项", "allocation_item", 3),
        ("划拨目录项", "（十九）", "allocation_item", 19),
        ("土地等别", "八等", "grade", 8),
        ("土地等别", "１１", "grade", 11),
        ("工业地价例外", "使用未利用地", "price_exception", "使用未利用地"),
        ("受理日期", "2024年3月5日", "accepted_on", date(2024, 3, 5)),
        ("行政办公及生活服务设施用地比例", "7%", "office_share", Fraction(7, 100)),
        ("行政办公及生活服务设施用地比例", "７％", "office_share", Fraction(7, 100)),
        ("行政办公及生活服务设施用地比例", "0.07", "office_share", Fraction(7, 100)),
        ("行政办公及生活服务设施用地比例（%）", "7", "office_share", Fraction(7, 100)),
        ("已投资占比（%）", "0", "invested_share", Fraction(0)),
        ("已动工面积占比", "1/3", "developed_share", Fraction(1, 3)),
        ("已动工面积占比", "100%", "developed_share", Fraction(1)),
        ("固定资产投资强度（万元/公顷）", "3000", "investment", Fraction(3000)),
        ("投资强度（万元/亩）", "200.5", "investment", Fraction(6015, 2)),
        ("投资强度", "200万元/亩", "investment", Fraction(3000)),
        ("基准地价（元/平方米）", "1,200.5", "base_price", Fraction(2401, 2)),
        ("基准地价", "1200元/㎡", "base_price", Fraction(1200)),
        ("基准地价", "1200 元/M2", "base_price", Fraction(1200)),
        ("竞买保证金（万元）", "500.5", "deposit", Money(500_500_000)),
        ("竞买保证金", "500万元", "deposit", Money(500_000_000)),
        ("首付金额（元）", "0", "first_payment", Money(0)),
        ("挂牌起始时间", "2024-03-05", "listing_from", date(2024, 3, 5)),
        ("摘牌日期", "2024-03-05", "sold_on", date(2024, 3, 5)),
        ("权属清晰", "√", "title_clear", True),
        ("土地权属是否清晰", "不清晰", "title_clear", False),
        ("权属清晰", Cell("FALSE", CellKind.BOOLEAN), "title_clear", False),
        ("安置补偿到位", "未到位", "compensated", False),
        ("无法律经济纠纷", "存在纠纷", "undisputed", False),
        ("补偿安置已实施", "已", "compensation_begun", True),
        ("具备动工条件", "不具备", "ready_to_build", False),
        ("是否列入三年滚动计划", "已列入", "in_rolling_plan", True),
        ("考古勘探", "已完成", "archaeology", Done.DONE),
        ("考古勘探", "正在勘探", "archaeology", Done.NOT_DONE),
        ("是否完成考古勘探", "是", "archaeology", Done.DONE),
        ("土壤污染状况调查", "不涉及", "soil", Done.NOT_NEEDED),
    ],
)
def test_a_cell_is_read_as_it_says(rules, title, text, field, value):
    assert read(rules, title, text) == (Circumstances(**{field: value}), [])


@pytest.mark.parametrize("text", ["1 200", "１/０", "-7%", "7%%", "百分之七", "7%左右", "9" * 60 + "%"])
def test_a_share_is_never_guessed(rules, text):
    assert read(rules, "已投资占比", text) == (None, ["L181"])


@pytest.mark.parametrize("title", [official_header(name) for name in NAMES])
@pytest.mark.parametrize("text", ["待定", "无", "/", "—"])
def test_a_blank_states_nothing(rules, title, text):
    assert read(rules, title, text) == (None, [])


def test_every_field_has_its_column_its_reader_and_its_name():
    assert set(CIRCUMSTANCE_READERS) == set(NAMES)
    assert {one.field for one in template() if one.need is Need.FURTHER} == {*NAMES, "lateness"}
    for name in NAMES:
        path = f"circumstances.{name}"
        assert path in LISTED_FIELDS and field_named(official_header(name)) == path


def test_the_blank_form_asks_for_none_of_them():
    (sheet,) = read_sheets(to_blank(".csv"), "空白.csv")
    further = {one.header for one in template() if one.need is Need.FURTHER}
    assert not further & {cell.text for cell in sheet.rows[0]}


def test_a_list_without_them_is_as_it_was(rules):
    ledger = examine(planted({}), rules)
    assert [parcel.circumstances for parcel in ledger.parcels] == [None, None]
    assert "circumstances" not in ledger.parcels[0].stated()
    head = next(csv.reader(io.StringIO(to_clean(ledger, ".csv").decode("utf-8-sig"))))
    assert not {official_header(name) for name in NAMES} & set(head)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.none() | CIRCUMSTANCES, min_size=1, max_size=4))
def test_what_is_written_out_is_read_as_the_same(held):
    rules = case.rules()
    plain = examine(planted(*[{}] * (len(held) - 1)), rules)
    parcels = tuple(replace(one, circumstances=own) for one, own in zip(plain.parcels, held, strict=True))
    ledger = Ledger(parcels=parcels, issues=(), sources=plain.sources)
    again = examine(sheet_of([column.header for column in clean_columns()], *clean_rows(ledger)), rules)
    assert [one.circumstances for one in again.parcels] == held
    assert (again.digest, again.issues) == (ledger.digest, ())
    for suffix in (".csv", ".xlsx"):
        assert examine(read_sheets(to_clean(ledger, suffix), f"清台账{suffix}"), rules).digest == ledger.digest


@settings(max_examples=60, deadline=None)
@given(CIRCUMSTANCES)
def test_what_is_stated_follows_the_schema(held):
    rules = case.rules()
    parcel = replace(examine(planted(), rules).parcels[0], circumstances=held)
    form = to_form(Ledger(parcels=(parcel,), issues=(), sources=()), "zh")
    schema = json.loads(resources.files("landsupply").joinpath("schemas/examination-2.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(json.dumps(form, ensure_ascii=False)), schema)


def test_only_columns_that_say_something_are_written(rules):
    ledger = examine(planted({"权属清晰": "是"}), rules)
    kept = [clean_columns()[place].field for place in stated_columns(clean_rows(ledger))]
    assert [field for field in kept if field in NAMES] == ["title_clear"]


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("circumstances.title_clear", "否", False),
        ("circumstances.deposit", "300", Money(300_000_000)),
        ("circumstances.soil", "未完成", Done.NOT_DONE),
        ("circumstances.started_on", "2024-05-06", date(2024, 5, 6)),
    ],
)
def test_a_correction_of_one_is_read_as_in_a_list(rules, path, text, value):
    parcel = examine(planted(), rules).parcels[0]
    assert read_value(path, text, parcel, rules) == (value, True)
    assert value_of(parcel, path) is None


def test_what_has_no_exact_decimal_is_written_as_a_ratio(rules):
    third = Fraction(1, 3)
    assert decimal_text(third) == circumstance_text("invested_share", third) == "1/3"
    assert read(rules, "已投资占比", "1/3")[0] == Circumstances(invested_share=third)
