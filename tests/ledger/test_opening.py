"""开账 · The next year opens with what went on, under the same identity; nothing stands in two years."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.examine import examine
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.opening import (
    GOES_ON,
    Fate,
    ItemFate,
    fates_form,
    opening,
    read_fates,
    supplied_fates,
)
from landsupply.measure.area import Area
from tests.ledger import invented_lists as invented
from tests.ledger.conftest import sheet_of

jsonschema = pytest.importorskip("jsonschema")


def last_year(count: int, rules, seed: int = 1) -> Ledger:
    chance = random.Random(seed)
    parcels = tuple(replace(invented.parcel(n, chance, rules), supplied=None) for n in range(count))
    return Ledger(parcels=parcels, issues=(), sources=())


def test_check_8_of_the_office_closes(rules):
    ledger = last_year(612, rules)
    ends = [Fate.SUPPLIED] * 540 + [Fate.CARRIED] * 44 + [Fate.DROPPED] * 20 + [Fate.IN_PROCESS] * 8
    fates = [ItemFate(record=one.id, fate=fate) for one, fate in zip(ledger.parcels, ends, strict=True)]
    opened = opening(ledger, fates, 2024)
    assert [opened.count(fate) for fate in Fate] == [540, 44, 20, 8]
    assert len(opened.ledger.parcels) == 52 and opened.unsettled == () and opened.ledger.issues == ()
    assert Area.total(opened.areas.values()) == Area.total(one.area for one in ledger.parcels if one.area)


def test_identity_goes_on_and_says_where_it_came_from(rules):
    ledger = last_year(2, rules)
    opened = opening(ledger, supplied_fates(ledger, [ledger.parcels[0].id], Fate.CARRIED), 2024)
    (one,) = opened.ledger.parcels
    assert one.id == one.carried_from == ledger.parcels[1].id and one.area == ledger.parcels[1].area


def test_what_is_not_settled_is_in_neither_year_and_said(rules):
    first, second, third, fourth = last_year(4, rules).parcels
    sold = replace(second, supplied=date(2023, 12, 30))
    ledger = Ledger(parcels=(first, sold, third, fourth), issues=(), sources=())
    fates = [
        ItemFate(record=second.id, fate=Fate.CARRIED),
        ItemFate(record=third.id, fate=Fate.CARRIED),
        ItemFate(record=third.id, fate=Fate.DROPPED),
        ItemFate(record="无此宗", fate=Fate.DROPPED),
        ItemFate(record=fourth.id, fate=Fate.IN_PROCESS),
    ]
    opened = opening(ledger, fates, 2024)
    assert opened.unsettled == (first.id, second.id, third.id)
    assert [issue.code for issue in opened.ledger.issues] == ["L286", "L285", "L287", "L288"]
    assert all(issue.message() and issue.message("en") for issue in opened.ledger.issues)
    assert [one.id for one in opened.ledger.parcels] == [fourth.id]


def test_a_contract_of_last_year_speaks_for_itself(rules):
    (one,) = last_year(1, rules).parcels
    ledger = Ledger(parcels=(replace(one, supplied=date(2023, 12, 30)),), issues=(), sources=())
    assert opening(ledger, (), 2024).fates == {one.id: Fate.SUPPLIED}
    assert opening(ledger, (), 2023).unsettled == (one.id,)


@given(st.lists(st.sampled_from([*Fate, None]), max_size=12))
def test_nothing_stands_in_two_years_and_nothing_is_lost(ends):
    ledger = last_year(len(ends), open_rulebook("410100").on(date(2024, 1, 1)))
    given_fates = [ItemFate(record=one.id, fate=fate) for one, fate in zip(ledger.parcels, ends, strict=True) if fate]
    opened = opening(ledger, given_fates, 2024)
    going = {one.id for one in opened.ledger.parcels}
    assert going == {one.id for one, fate in zip(ledger.parcels, ends, strict=True) if fate in GOES_ON}
    stopped = {record for record, fate in opened.fates.items() if fate not in GOES_ON}
    assert going | stopped | set(opened.unsettled) == {one.id for one in ledger.parcels}
    assert len(going) + len(stopped) + len(opened.unsettled) == len(ends)


def test_last_year_s_table_opens_the_ledger(rules):
    table = sheet_of(
        ["2023年度国有建设用地供应计划宗地表"],
        ["宗地编号", "位置", "土地用途", "面积（公顷）", "行政区"],
        ["Z-1", "甲路东", "工业用地", "3.2", "中原区"],
        ["Z-2", "乙路东", "工业用地", "1.5", "中原区"],
    )
    ledger = examine(table, rules)
    fates, issues = read_fates(sheet_of(["记录", "去向", "原因"], ["Z-1", "已供应", ""], ["Z-2", "结转", "未拆迁"]))
    assert issues == ()
    assert [one.id for one in opening(ledger, fates, 2024).ledger.parcels] == ["Z-2"]


def test_fates_can_be_stored_and_read():
    made = (ItemFate(record="Z-1", fate=Fate.SUPPLIED), ItemFate(record="Z-2", fate=Fate.CARRIED, why="未拆迁"))
    form = json.loads(json.dumps(fates_form(made), ensure_ascii=False))
    assert read_fates(form) == (made, ())
    schema = json.loads(files("landsupply").joinpath("schemas", "fates-1.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(form)
    _, issues = read_fates(sheet_of(["记录", "去向"], ["Z-1", "不知道"], ["", "结转"]))
    assert [issue.code for issue in issues] == ["L254", "L253"]
