"""列名对应 · The mapping is shown, corrected, remembered as data; a correction counts, a likeness never.

Invented lists.
"""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import pytest

from landsupply.ledger.examine import examine
from landsupply.ledger.habits import (
    NO_HABITS,
    Copying,
    Habits,
    Hidden,
    habits_from_form,
    habits_to_form,
    known_fields,
)
from landsupply.ledger.origin_cell import origin_cells
from landsupply.measure.area import AreaUnit
from landsupply.measure.fault import InputFault

from .conftest import sheet_of

MU, HECTARE = AreaUnit.MU, AreaUnit.HECTARE
DAY = date(2024, 3, 5)
ODD = sheet_of(
    ["坐落处", "地块大小", "规划", "签约日子", "区"],
    ["甲路", "15", "工业用地", "2024-05-06", "中原区"],
    ["乙路", "30", "仓储用地", "", "金水区"],
)
LEARNT = (
    Habits("某区土储中心")
    .learn("坐落处", "location", None, "经办岗", DAY)
    .learn("地块大小", "area", MU, "经办岗", DAY)
    .learn("规 划", "use", None, "经办岗", DAY)
)


def mapped(ledger):
    return {column.title: column for column in ledger.sources[0].mapping.columns}


def test_a_header_nobody_knows_is_found_once_the_sender_is_known(rules):
    with pytest.raises(InputFault) as caught:
        examine(ODD, rules)
    assert caught.value.code == "L001"
    ledger = examine(ODD, rules, LEARNT)
    assert {p.location: p.area.hectares for p in ledger.parcels} == {"甲路": "1.00", "乙路": "2.00"}
    column = mapped(ledger)["地块大小"]
    assert (column.field, column.unit, column.unit_from, column.by_habit) == ("area", MU, "habit", True)
    assert not mapped(ledger)["区"].by_habit
    assert {issue.code for issue in ledger.issues} == {"L003", "L112"}


def test_the_last_correction_counts_and_the_history_stays():
    later = LEARNT.learn("地块大小", "area", HECTARE, "另一岗", date(2024, 6, 1))
    assert later.columns["地块大小"].unit is HECTARE
    assert [c.by for c in later.corrections if c.title == "地块大小"] == ["经办岗", "另一岗"]
    assert LEARNT.columns["地块大小"].unit is MU


def test_a_correction_wins_over_what_is_known(rules):
    sheet = sheet_of(["位置", "土地用途", "面积（公顷）"], ["甲路", "工业用地", "15"])
    ledger = examine(sheet, rules, Habits().learn("面积（公顷）", "area", MU, "岗", DAY))
    assert ledger.parcels[0].area.hectares == "1.00" and mapped(ledger)["面积（公顷）"].unit_from == "habit"
    out = examine(sheet, rules, Habits().learn("土地用途", "untaken", None, "岗", DAY))
    assert out.parcels[0].use is None and "L005" in {issue.code for issue in out.issues}


def test_a_correction_speaks_of_the_whole_path(rules):
    rows = [["位置", "土地用途", "面积", ""], ["", "", "公顷", "报批"], ["甲路", "工业用地", "1", "2"]]
    ledger = examine(sheet_of(*rows), rules, Habits().learn("面积/报批", "untaken", None, "岗", DAY))
    assert mapped(ledger)["面积/报批"].field == "untaken" and mapped(ledger)["面积/公顷"].field == "area"


def test_a_correction_for_a_column_that_is_not_there_is_told(rules):
    sheet = sheet_of(["位置", "土地用途", "面积（公顷）", "区"], ["甲路", "工业用地", "1", "中原区"])
    (issue,) = examine(sheet, rules, LEARNT).issues
    assert issue.code == "L129" and issue.facts["columns"] == ("坐落处", "地块大小", "规 划")


def test_a_field_that_does_not_exist_is_refused():
    with pytest.raises(InputFault) as caught:
        LEARNT.learn("规划", "colour", None, "岗", DAY)
    assert caught.value.code == "L130" and "area" in known_fields() and "untaken" in known_fields()


def test_the_unit_that_a_sender_never_writes_is_a_habit(rules):
    sheet = sheet_of(["位置", "土地用途", "面积"], ["甲路", "工业用地", "15"])
    ledger = examine(sheet, rules, Habits(unit_above=MU))
    assert ledger.parcels[0].area.hectares == "1.00"
    assert (mapped(ledger)["面积"].unit, mapped(ledger)["面积"].unit_from) == (MU, "habit")
    written = sheet_of(["单位：公顷"], ["位置", "土地用途", "面积"], ["甲路", "工业用地", "15"])
    assert mapped(examine(written, rules, Habits(unit_above=MU)))["面积"].unit_from == "above"


def test_what_is_alike_is_suggested_and_never_taken(rules):
    sheet = sheet_of(
        ["位置", "土地用途", "面积（公顷）", "区", "合同签署日期"], ["甲路", "工业用地", "1", "中原区", "2024-05-06"]
    )
    ledger = examine(sheet, rules)
    assert ledger.parcels[0].supplied is None
    column = mapped(ledger)["合同签署日期"]
    assert column.field is None and column.suggestion.startswith("合同签")
    (issue,) = [issue for issue in ledger.issues if issue.code == "L112"]
    assert (issue.column, issue.facts["meaning"]) == (4, "合同签订日期") and "合同签署日期" in issue.message()


def test_what_stands_in_a_column_is_shown_without_persons(rules):
    sheet = sheet_of(
        ["位置", "土地用途", "面积（公顷）", "区", "责任人", "代表"],
        ["甲路", "工业用地", "1", "中原区", "张某 410102199001011234", "李某某"],
        ["乙路", "—", "2", "中原区", "", "13800001111"],
    )
    columns = mapped(examine(sheet, rules))
    assert columns["位置"].samples == ("甲路", "乙路") and columns["土地用途"].samples == ("工业用地",)
    assert (columns["土地用途"].filled, columns["责任人"].filled) == (2, 1)
    assert (columns["责任人"].samples, columns["代表"].samples) == ((), ("*",))


def test_habits_are_data():
    habits = Habits("某区", LEARNT.corrections, Hidden.LEAVE, Copying.COPY, Copying.ASK, MU)
    form = json.loads(json.dumps(habits_to_form(habits), ensure_ascii=False))
    assert habits_from_form(form) == habits
    assert habits_from_form(habits_to_form(NO_HABITS)) == NO_HABITS
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(files("landsupply").joinpath("schemas", "habits-1.schema.json").read_text("utf-8"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(form)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"format": "landsupply.habits/9"},
        {"hidden": "maybe"},
        {"columns": {}},
        {"columns": [{"title": "甲"}]},
        {"columns": [{"title": "甲", "field": "area", "unit": None, "by": "岗", "on": "昨天"}]},
        {"unit_above": "英亩"},
        {"sender": None},
    ],
)
def test_what_is_no_form_of_habits_is_refused(change):
    with pytest.raises(InputFault) as caught:
        habits_from_form({**habits_to_form(LEARNT), **change})
    assert caught.value.code == "L131"
    with pytest.raises(InputFault):
        habits_from_form([])


def test_a_value_is_traced_to_its_cell(rules):
    rows = [["单位：亩"], ["位置", "土地用途", "面积"], ["甲路", "工业用地", "15"]]
    ledger = examine(sheet_of(*rows, name="表一"), rules)
    (cell,) = origin_cells(ledger.sources, ledger.parcels[0].source, "area")
    assert (cell.file, cell.digest, cell.sheet, cell.cell) == ("台账.csv", "sha256:test", "表一", "C3")
    assert (cell.title, cell.unit, cell.unit_from) == ("面积", MU, "above")
    assert origin_cells(ledger.sources, ledger.parcels[0].source, "mode") == ()
    assert origin_cells((), ledger.parcels[0].source, "area") == ()
