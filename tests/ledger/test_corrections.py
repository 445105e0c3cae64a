"""更正 · Corrections are replayed on every rebuild, and flagged where what they mended has moved."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from landsupply.ledger.correction import Correction, corrections_form, read_corrections, replay
from landsupply.ledger.value_reading import read_value
from landsupply.measure.area import Area
from landsupply.measure.money import Money
from tests.ledger import invented_lists as invented
from tests.ledger.conftest import sheet_of

jsonschema = pytest.importorskip("jsonschema")


def mend(field="area", old="3.20", new="3.5", day=1, record="ZZ-1") -> Correction:
    return Correction(record=record, field=field, old=old, new=new, who="经办岗", when=invented.day(day), why="实测")


@pytest.fixture
def parcel(rules):
    return replace(invented.parcel(1, random.Random(3), rules), id="ZZ-1", area=Area(3_200_000))


def replayed(parcel, rules, *corrections):
    state = replay([parcel], {"供应清单#ZZ-1": "ZZ-1"}, corrections, rules)
    return state.parcels["ZZ-1"], [issue.code for issue in state.issues]


@pytest.mark.parametrize(
    ("field", "new", "read"),
    [
        ("area", "52.5亩", lambda one: one.area == Area(3_500_000)),
        ("面积（公顷）", "3.5", lambda one: one.area == Area(3_500_000)),
        ("供地面积", "35000平方米", lambda one: one.area == Area(3_500_000)),
    ],
)
def test_a_correction_is_read_like_a_cell(parcel, rules, field, new, read):
    after, said = replayed(parcel, rules, mend(field, "3.2", new))
    assert read(after) and said == []


@pytest.mark.parametrize(
    ("field", "old", "new", "read"),
    [
        ("use", None, "工业用地", lambda one: one.use.code == "0601"),
        ("name", None, "新名", lambda one: one.name == "新名"),
        ("district", None, "中原区", lambda one: one.district == "中原区"),
        ("supplied", "", "2024-05-06", lambda one: one.supplied == date(2024, 5, 6)),
        ("obstacles", "", "管线；拆迁", lambda one: one.obstacles == ("管线", "拆迁")),
        ("起始价（万元）", "", "500", lambda one: one.prices.start_price == Money(500_000_000)),
        ("batch", None, "", lambda one: one.batch is None),
    ],
)
def test_every_kind_of_field_can_be_corrected(parcel, rules, field, old, new, read):
    stated = {"use": parcel.use.name, "name": parcel.name, "district": parcel.district, "batch": parcel.batch}
    after, said = replayed(parcel, rules, mend(field, stated.get(field, "") if old is None else old, new))
    assert said == [] and read(after)


def test_a_record_may_be_named_by_its_key_in_a_list(parcel, rules):
    after, said = replayed(parcel, rules, mend(record="供应清单#ZZ-1"))
    assert after.area == Area(3_500_000) and said == []


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        (mend(old="3.1"), "L270"),
        (mend(old="3.1", new="3.2"), "L271"),
        (mend(record="ZZ-9"), "L272"),
        (mend(new="很大"), "L273"),
        (mend(new="-5"), "L273"),
        (mend(field="颜色"), "L274"),
        (mend(field="id"), "L274"),
    ],
)
def test_what_does_not_fit_is_not_applied_and_said(parcel, rules, correction, code):
    after, said = replayed(parcel, rules, correction)
    assert after == parcel and said == [code]


def test_a_correction_that_makes_a_parcel_impossible_is_not_applied(parcel, rules):
    phased = replace(parcel, phase_from=Area(3_000_000))
    after, said = replayed(phased, rules, mend(new="2.5"))
    assert after == phased and said == ["L276"]


def test_the_later_correction_of_a_field_wins_and_both_are_listed(parcel, rules):
    for second in (mend(old="3.5", new="3.6", day=2), mend(old="3.2", new="3.6", day=2)):
        after, said = replayed(parcel, rules, second, mend())
        assert after.area == Area(3_600_000) and said == ["L275"]


def test_a_chain_back_to_the_first_value_is_followed(parcel, rules):
    after, _ = replayed(parcel, rules, mend(), mend(old="3.5", new="3.2", day=2))
    assert after == parcel


def test_a_moved_source_stops_the_whole_chain(parcel, rules):
    moved = replace(parcel, area=Area(9_000_000))
    state = replay([moved], {}, [mend(), mend(old="3.5", new="3.6", day=2)], rules)
    assert state.parcels["ZZ-1"] == moved and [issue.code for issue in state.issues] == ["L270", "L270"]
    assert all("9.00" in issue.message() and issue.message("en") for issue in state.issues)


def test_replaying_twice_gives_the_same(parcel, rules):
    made = [mend(), mend("name", parcel.name, "新名")]
    assert replayed(parcel, rules, *made) == replayed(parcel, rules, *made)


def test_corrections_can_be_stored_and_read(parcel):
    made = (mend(), mend("name", "", "新名", 2))
    form = json.loads(json.dumps(corrections_form(made), ensure_ascii=False))
    assert read_corrections(form) == (made, ())
    schema = json.loads(files("landsupply").joinpath("schemas", "corrections-1.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(form)
    table = sheet_of(
        ["更正登记"],
        ["记录", "字段", "原值", "更正为", "经办人", "日期", "理由"],
        ["ZZ-1", "area", "3.20", "3.5", "经办岗", "2024-01-02", "实测"],
        ["ZZ-1", "area", "3.20", "3.5", "", "2024-01-02", "实测"],
        ["ZZ-1", "area", "3.20", "3.5", "经办岗", "某日", "实测"],
    )
    corrections, issues = read_corrections(table)
    assert corrections == (mend(),) and [(issue.code, issue.row) for issue in issues] == [("L253", 4), ("L254", 5)]


def test_a_blank_reads_as_nothing(parcel, rules):
    assert read_value("batch", " ", parcel, rules) == (None, True)
    assert read_value("name", "", parcel, rules) == ("", True)
    assert read_value("obstacles", "", parcel, rules) == ((), True)
