"""审核 · What a ledger is: stable under shuffling, complete, exact, and able to be said as plain values."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.examine import examine
from landsupply.ledger.form import to_form
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Source
from landsupply.ledger.sheet import Cell, CellKind, Sheet
from landsupply.measure.area import Area
from landsupply.measure.days import Precision
from landsupply.measure.fault import IntegrityFault
from tests.calls import calls

from .conftest import SOUND, planted, sheet_of


def one(rules, **changes):
    return examine(planted(changes), rules).parcel("ZZ-002")


def test_every_field_of_a_parcel_is_read(rules):
    parcel = one(
        rules,
        备选用途="仓储用地；中低价位、中小套型普通商品住房用地、商务金融用地",
        协议依据="划拨补办",
        障碍="未拆迁；管线、管线",
        民生类别="安置房",
        批次="2023年第4批",
        合同签订日期="2024年05月06日",
        公告日期="2024-04-01",
        **{"可分期（首期最小面积）": "1.5"},
    )
    assert [use.name for use in parcel.other_uses] == [
        "仓储用地",
        "中低价位、中小套型普通商品住房用地",
        "商务金融用地",
    ]
    assert parcel.obstacles == ("未拆迁", "管线")
    assert (parcel.grounds, parcel.livelihood, parcel.batch) == ("划拨补办", "安置房", "2023年第4批")
    assert (parcel.supplied, parcel.noticed) == (date(2024, 5, 6), date(2024, 4, 1))
    assert (parcel.ready.day, parcel.ready.precision) == (date(2024, 3, 1), Precision.MONTH)
    assert (parcel.district, parcel.term, parcel.mode.code) == ("中原区", 50, "23")
    assert parcel.phase_from == Area(1_500_000)
    assert parcel.source == Source(file="台账.csv", sheet=None, row=3)


@pytest.mark.parametrize(
    ("written", "hectares"),
    [
        ("3.2", "3.20"),
        ("３．２", "3.20"),
        ("1,234.5平方米", "0.12345"),
        ("52.5亩", "3.50"),
        ("15.08万平方米", "15.08"),
        ("42538.29平方米", "4.253829"),
    ],
)
def test_areas_are_exact(rules, written, hectares):
    assert one(rules, **{"面积（公顷）": written}).area.hectares == hectares


def test_mu_off_the_grid_is_said_once_for_the_list(rules):
    rows = [["位置", "土地用途", "面积（亩）"], *([f"{n}路", "工业用地", f"{n}"] for n in range(1, 7))]
    ledger = examine(sheet_of(*rows), rules)
    notes = [issue for issue in ledger.issues if issue.code == "L025"]
    assert [issue.rows for issue in notes] == [(2, 3, 5, 6)]
    assert min(str(parcel.stated()["area"]) for parcel in ledger.parcels) == "0.066667"


def test_the_place_s_own_unit_is_used_and_said():
    rules = open_rulebook("990100").on(date(2024, 1, 1))
    ledger = examine(sheet_of(["位置", "土地用途", "面积"], ["甲路", "工业用地", "15"]), rules)
    assert ledger.parcels[0].stated()["area"] == "1.00"
    assert "L026" in {issue.code for issue in ledger.issues}


@pytest.mark.parametrize("text", ["=1+1", "+5", "@SUM(A1)", "-", "a\x00b", "\ttab"])
def test_dangerous_looking_text_stays_as_it_is(rules, text):
    parcel = one(rules, 项目名称=text)
    assert parcel.name == ("" if text == "-" else text.strip())


def without_rows(issues):
    return sorted((i.code, i.severity, i.field, i.raw, len(i.rows), repr(i.facts)) for i in issues if i.code != "L011")


def messy(count: int) -> list[list[str]]:
    uses = ["工业用地", "商务金融用地", "城镇住宅用地", "没有这种用地", "", "0803"]
    areas = ["3.2", "42538.29", "", "1.23456789", "-1", "208.5", "15亩"]
    rows = [
        [
            f"{n % 40}号路",
            uses[n % 6],
            areas[n % 7],
            "中原区" if n % 3 else "巩义市",
            "" if n % 5 else f"N{n}",
        ]
        for n in range(count)
    ]
    return rows + rows[:20]


def test_shuffled_rows_give_the_same_ledger_and_the_same_issues():
    rules = open_rulebook("410100").on(date(2024, 1, 1))
    header, rows = ["位置", "土地用途", "面积", "行政区", "宗地编号"], messy(200)
    first = examine(sheet_of(header, *rows), rules)
    random.Random(5).shuffle(rows)
    second = examine(sheet_of(header, *rows), rules)
    assert first.digest == second.digest
    assert [parcel.id for parcel in first.parcels] == [parcel.id for parcel in second.parcels]
    assert without_rows(first.issues) == without_rows(second.issues)
    assert first.sources[0].rows == 220 and first.sources[0].distinct == 200


def test_one_edit_changes_the_digest(rules):
    assert examine(planted({}), rules).digest != examine(planted({"面积（公顷）": "3.2001"}), rules).digest


def test_every_data_row_is_a_parcel_or_stands_in_an_issue(rules):
    header = ["位置", "土地用途", "面积", "行政区", "宗地编号"]
    body = [*messy(60), ["小计", "", "99"], header, ["注：以上为准"], [], ["", "", "", "中原区", ""]]
    ledger = examine(sheet_of(header, *body), rules)
    covered = {parcel.source.row for parcel in ledger.parcels} | {row for i in ledger.issues for row in i.rows}
    filled = {number for number, row in enumerate(body, 2) if any(row)}
    assert filled <= covered


def test_identities_come_from_unique_numbers_and_else_from_content(rules):
    rows = [
        list(SOUND),
        *(
            [{**SOUND, "宗地编号": n, "位置": p}[k] for k in SOUND]
            for n, p in [("A", "1"), ("A", "2"), ("B", "3"), ("", "4")]
        ),
    ]
    ids = {parcel.location: parcel.id for parcel in examine(sheet_of(*rows), rules).parcels}
    assert ids["3"] == "B"
    assert all(ids[place].startswith("L-") and len(ids[place]) == 14 for place in "124")


def test_twins_with_numbers_of_their_own_are_not_suspected(rules):
    ledger = examine(planted({"位置": "同一路"}, {"位置": "同一路"}), rules)
    assert ledger.issues == ()


def test_a_twin_in_another_file_is_named_with_its_place(rules):
    header = ["位置", "土地用途", "面积（公顷）", "行政区", "标题"]
    first = sheet_of(header, ["甲路", "工业用地", "1", "中原区", "一月公告"])
    second = sheet_of(header, ["甲 路", "工业用地", "1.00", "中原区", "二月公告"], source="二月.csv")
    ledger = examine([first, second], rules)
    assert [issue.code for issue in ledger.issues] == ["L011"]
    assert ledger.issues[0].facts["others"] == ("二月.csv:2",)
    assert len(ledger.parcels) == 2 and len(ledger.sources) == 2


def odd(rules, *rows):
    ledger = examine(sheet_of(["标题", "位置", "土地用途", "面积（公顷）", "行政区", "供应方式"], *rows), rules)
    return [issue.rows for issue in ledger.issues if issue.code == "L041"]


def row(number, title, mode):
    return [title, f"{number}路", "工业用地", "1", "中原区", mode]


def test_rows_of_another_mode_are_shown_only_where_the_list_names_its_own(rules):
    allocation = [row(n, "一月划拨结果", "划拨") for n in range(4)]
    both = row(8, "二月协议出让及划拨结果", "协议出让")
    assert odd(rules, *allocation, both) == [(6,)]
    assert odd(rules, *[row(n, "候选宗地", "划拨") for n in range(4)], row(8, "候选宗地", "协议出让")) == []
    assert odd(rules, *allocation, *[row(n, "三月协议出让结果", "协议出让") for n in range(10, 14)]) == []
    assert odd(rules, *[row(n, "保障性租赁住房用地", "划拨") for n in range(4)]) == []
    assert odd(rules, *[row(n, "招拍挂出让结果", "挂牌") for n in range(4)], row(9, "招拍挂出让结果", "划拨")) == [(6,)]


def test_numeric_origins_are_decoded_exactly(rules):
    parcels = [one(rules, 土地来源=text).origin for text in ("3.20000", "0.0000", "3.1999999")]
    assert [origin.value for origin in parcels] == [
        "现有建设用地",
        "新增建设用地",
        "新增建设用地(来自存量库)",
    ]


def test_a_number_is_an_origin_only_where_it_can_be_compared(rules):
    assert one(rules, 土地来源="-1").origin is None


def test_dates_of_spreadsheets_are_read(rules):
    assert one(rules, 合同签订日期=Cell("2024-05-06", CellKind.DATE)).supplied == date(2024, 5, 6)


def test_the_form_can_be_written_as_json_and_opens_with_its_format(rules):
    ledger = examine(planted({"面积（公顷）": "208.2482"}), rules)
    form = json.loads(json.dumps(to_form(ledger, "en"), ensure_ascii=False))
    assert next(iter(form)) == "format" and form["format"] == "landsupply.examination/2"
    source = form["sources"][0]
    mapping = source.pop("mapping")
    told = {"file": "台账.csv", "sheet": None, "rows": 2, "distinct": 2, "digest": "sha256:test", "table": 1}
    assert source == told and mapping["header_rows"] == [1]
    assert mapping["columns"][4]["title"] == "面积（公顷）" and mapping["columns"][4]["unit"] == "公顷"
    assert form["parcels"][1]["area"] == "208.2482" and form["parcels"][1]["row"] == 3
    assert form["parcels"][0]["use"] == {"scheme": "GB/T 21010-2017", "code": "0601", "name": "工业用地"}
    assert set(form["issues"][0]) == set(
        ["code", "severity", "file", "sheet", "row", "rows", "field", "column", "raw", "message", "remedy"]
    )


def test_impossible_values_cannot_exist(rules):
    good = examine(planted({}), rules).parcels[0]
    for changes in ({"id": ""}, {"area": Area(0)}, {"area": Area(5), "phase_from": Area(6)}):
        with pytest.raises(IntegrityFault):
            replace(good, **changes)
    with pytest.raises(IntegrityFault):
        Ledger(parcels=(good, good), issues=(), sources=())


def wide(count: int) -> Sheet:
    headers = [*SOUND, *(f"附加{n}" for n in range(5))]
    rows = [
        [{**SOUND, "宗地编号": f"Z{n:04d}", "位置": f"{n:04d}号路"}.get(name, "x") for name in headers]
        for n in range(count)
    ]
    return sheet_of(headers, *rows)


def test_twice_the_rows_take_twice_the_calls(rules):
    few, many = wide(200), wide(400)
    assert len(examine(many, rules).parcels) == 400
    assert calls(partial(examine, many, rules)) <= 2.1 * calls(partial(examine, few, rules))
