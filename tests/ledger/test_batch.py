"""报批批次 · A batch never goes negative; lists of batches, projects and reserve items are read whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.vocabulary import Origin
from landsupply.ledger.batch import Batch, OriginArea, batch_issues, batches_of
from landsupply.ledger.origin_reading import OriginReading, is_stock
from landsupply.ledger.parcel import Source
from landsupply.ledger.project import Project, projects_of
from landsupply.ledger.reserve import ReserveItem, reserves_of
from landsupply.ledger.sheet import Merge
from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.days import CalendarDay, Precision
from landsupply.measure.fault import InputFault, IntegrityFault
from landsupply.measure.money import Money
from tests.ledger import invented_lists as invented
from tests.ledger.conftest import sheet_of

HERE = Source(file="批次.xlsx", sheet=None, row=2)


def hectares(text: str) -> Area:
    return Area.exactly(text, AreaUnit.HECTARE)


def batch(area: str = "80.0000", **spent: str) -> Batch:
    parts = (OriginArea(origin=Origin.NEW, area=hectares(area)),)
    return Batch(
        number="豫政土〔2023〕7号", areas=parts, source=HERE, **{name: hectares(text) for name, text in spent.items()}
    )


def test_check_4_of_the_office_refuses_by_the_exact_shortfall():
    account = batch(supplied="61.5000", withdrawn="10.0000")
    assert account.balance == hectares("8.5")
    with pytest.raises(InputFault, match="L210") as fault:
        account.draw(hectares("12.0000"))
    assert fault.value.facts["short"] == "3.50"
    drawn = account.draw(hectares("8.5"))
    assert drawn.balance == Area.ZERO and drawn.supplied == hectares("70")


def test_a_negative_batch_cannot_exist():
    with pytest.raises(InputFault, match="L211"):
        batch(supplied="61.5", withdrawn="10", lapsed="8.5001")
    with pytest.raises(IntegrityFault, match="L267"):
        replace(batch(), withdrawn=Area(-1))
    with pytest.raises(IntegrityFault, match="L267"):
        replace(batch(), number="")


@given(st.lists(st.integers(0, 10**8), max_size=8), st.integers(0, 10**8))
def test_draws_never_pass_the_balance(draws, area):
    account = Batch(number="一", areas=(OriginArea(origin=None, area=Area(area)),), source=HERE)
    for units in draws:
        before = account.balance
        try:
            account = account.draw(Area(units))
        except InputFault as fault:
            assert units > before.units and fault.facts["short"] == Area(units - before.units).hectares
    assert Area.ZERO <= account.balance <= account.area


def test_parcels_of_a_batch_are_added_up_against_its_balance(rules):
    import random

    one = replace(invented.parcel(1, random.Random(1), rules), batch="豫政土[2023]7号", area=hectares("7"))
    other = replace(one, id="B-2", area=hectares("5"))
    account = batch(supplied="61.5000", withdrawn="10.0000")
    issues = batch_issues([account], [one, other])
    assert [(issue.code, issue.facts["short"]) for issue in issues] == [("L212", "3.50")]
    assert batch_issues([account], [one]) == ()
    assert batch_issues([account], [one, replace(other, supplied=date(2024, 1, 5))]) == ()
    assert [issue.code for issue in batch_issues([], [one])] == ["L213"]
    assert issues[0].message() and issues[0].message("en")


BATCHES = [
    ["某市批而未供土地台账（单位：公顷）"],
    [
        "序号",
        "批次名称",
        "批准文号",
        "批准日期",
        "行政区",
        "批准面积",
        "其中新增建设用地",
        "已供面积",
        "核减面积",
        "未供面积",
    ],
    ["1", "2023年第1批", "豫政土〔2023〕1号", "2023-03-05", "中原区", "80.0000", "70", "61.5", "10", "8.5"],
    ["2", "2023年第2批", "豫政土〔2023〕2号", "2023-04-05", "二七区", "20", "20", "25", "", ""],
    ["3", "2023年第3批", "豫政土〔2023〕3号", "2023-05-05", "金水区", "10", "", "4", "", "7"],
    ["4", "2023年第4批", "豫政土〔2023〕4号", "2023-05-05", "无此区", "多少", "", "4", "", ""],
    ["", "", "", "", "", "3", "", "", "", ""],
    ["合计", "", "", "", "", "113", "", "", "", ""],
]


def test_a_list_of_batches_is_read_whole(rules):
    batches, issues = batches_of(sheet_of(*BATCHES, source="批次.xlsx"), rules)
    first, third = batches
    assert (first.number, first.balance, first.approved) == ("豫政土〔2023〕1号", hectares("8.5"), date(2023, 3, 5))
    assert first.areas == (
        OriginArea(origin=Origin.NEW, area=hectares("70")),
        OriginArea(origin=None, area=hectares("10")),
    )
    assert third.balance == hectares("6") and third.source.row == 5
    said = sorted((issue.code, issue.row) for issue in issues)
    assert said == [("L203", 7), ("L204", 6), ("L206", 8), ("L208", 6), ("L211", 4), ("L216", 5)]
    assert all(issue.message() and issue.message("en") and issue.remedy() for issue in issues)


def test_parts_by_origin_that_pass_the_whole_are_not_taken(rules):
    rows = [["批准文号", "批准面积（公顷）", "新增面积（公顷）", "存量面积（公顷）"], ["一号", "10", "8", "2.0001"]]
    batches, issues = batches_of(sheet_of(*rows), rules)
    assert batches == () and [issue.code for issue in issues] == ["L209", "L208"]


PROJECTS = [
    ["项目名称", "项目级别", "专班", "需地时间", "依据文件", "地块编号", "行政区", "用地面积（亩）", "备注"],
    ["轨道9号线", "省", "轨道专班", "2024年6月", "甲发改〔2023〕1号；纪要2号", "ZZ-1、ZZ-2", "中原区", "15", "x"],
    ["", "", "", "2024年3月", "", "ZZ-3", "金水区", "30", ""],
    ["安置房", "市", "", "", "", "ZZ-4", "二七区、金水区", "", ""],
    ["安置房", "省", "", "", "", "ZZ-5", "", "", ""],
]


def test_a_project_owns_parcels_across_districts(rules):
    sheet = replace(sheet_of(*PROJECTS), merges=(Merge(2, 3, 0, 0), Merge(2, 3, 1, 1)))
    projects, issues = projects_of(sheet, rules)
    rail = next(one for one in projects if one.name == "轨道9号线")
    assert rail.parcels == ("ZZ-1", "ZZ-2", "ZZ-3") and rail.districts == ("中原区", "金水区")
    assert rail.area == hectares("3") and rail.level == "省" and rail.task_force == "轨道专班"
    assert rail.needed_by == CalendarDay(date(2024, 3, 1), Precision.MONTH)
    assert rail.documents == ("甲发改〔2023〕1号", "纪要2号")
    home = next(one for one in projects if one.name == "安置房")
    assert home.level is None and home.parcels == ("ZZ-4", "ZZ-5")
    assert sorted(issue.code for issue in issues) == ["L205", "L207"]


def test_a_row_that_names_no_project_is_said_where_nothing_is_merged(rules):
    _, issues = projects_of(sheet_of(*PROJECTS), rules)
    assert ("L203", 3) in {(issue.code, issue.row) for issue in issues}


def test_a_reserve_list_states_area_and_cost(rules):
    rows = [
        ["储备项目编号", "储备项目名称", "行政区", "收储面积（公顷）", "收储成本（万元）", "涉及地块"],
        ["CB-1", "某村", "中原区", "12.5", "3500.5", "ZZ-1；ZZ-2"],
        ["CB-2", "某厂", "中原区", "1", "一大笔", ""],
    ]
    items, issues = reserves_of(sheet_of(*rows), rules)
    assert items[0].cost == Money(3_500_500_000) and items[0].parcels == ("ZZ-1", "ZZ-2")
    assert items[1].cost is None and [issue.code for issue in issues] == ["L204"]


def test_a_sheet_of_another_kind_has_no_such_records(rules):
    for read in (projects_of, batches_of, reserves_of):
        records, issues = read(sheet_of(["天气", "温度"], ["晴", "3"]), rules)
        assert records == () and [issue.code for issue in issues] == ["L202"]


def test_records_without_a_name_cannot_exist():
    for kind in (Project, ReserveItem):
        with pytest.raises(IntegrityFault):
            kind(number=None, name="", source=HERE)
        assert kind(number=None, name="甲", source=HERE).id == "甲"
        assert kind(number="1", name="甲", source=HERE).digest != kind(number="2", name="甲", source=HERE).digest


def test_approved_and_unsupplied_is_stock_or_new_by_the_reading():
    third = Origin.NEW_FROM_STOCK
    assert is_stock(third, OriginReading.REVIVAL) and not is_stock(third, OriginReading.STATISTICS)
    for reading in OriginReading:
        assert is_stock(Origin.EXISTING, reading) and not is_stock(Origin.NEW, reading)
