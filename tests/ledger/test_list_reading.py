"""读清单与账目 · Sheets become the lists they are, and a ledger adds up (invented rows)."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from landsupply.law.vocabulary import Origin
from landsupply.ledger.accounts import batch_accounts, land_of, origin_lines, origin_split
from landsupply.ledger.batch import Batch, OriginArea, batch_issues, drawn_on
from landsupply.ledger.compile import compile_ledger
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.list_kind import ListKind
from landsupply.ledger.list_reading import read_lists
from landsupply.ledger.match import match
from landsupply.ledger.origin_reading import OriginReading
from landsupply.ledger.parcel import Parcel, Source
from landsupply.ledger.queue import progress_of
from landsupply.measure.area import Area
from tests.ledger import invented_lists as invented
from tests.ledger.conftest import SOUND, sheet_of

PROJECT = ("项目编号", "项目名称", "专班", "用地面积（公顷）", "行政区", "宗地编号")
BATCH = ("批准文号", "批次名称", "行政区", "批准面积（公顷）", "已供面积（公顷）")


def one_of(rules, number: int = 7, **changes) -> Parcel:
    return replace(invented.parcel(number, random.Random(3), rules), **changes)


def batch(number: str, name: str | None, units: int) -> Batch:
    parts = (OriginArea(origin=None, area=Area(units)),)
    return Batch(number=number, name=name, areas=parts, source=Source(file="批.csv", sheet=None, row=3))


def test_a_wish_for_land_is_a_record_and_no_parcel(rules):
    sheet = sheet_of(
        ["重大项目清单"], PROJECT, ["P-1", "轨道", "一专班", "12", "中原区", "ZZ-1；ZZ-2"], source="重.csv"
    )
    (one,) = read_lists([sheet], rules, None, 2024)
    assert (one.kind, one.records_only, one.ledger.parcels) == (ListKind.PROJECT, 1, ())
    assert one.ledger.projects[0].parcels == ("ZZ-1", "ZZ-2")
    assert [(source.file, source.rows) for source in one.ledger.sources] == [("重.csv", 1)]


def test_a_project_that_names_its_place_is_a_parcel_too(rules):
    header = (*PROJECT[:5], "位置", "土地用途")
    sheet = sheet_of(
        ["重大项目清单"], header, ["P-1", "甲厂", "一专班", "12", "中原区", "甲字路南、乙字街西", "工业用地"]
    )
    (one,) = read_lists([sheet], rules, None, 2024)
    assert one.records_only == 0 and len(one.ledger.parcels) == len(one.ledger.projects) == 1
    assert len(one.ledger.sources) == 1


def test_a_page_of_notes_is_left_out_and_said(rules):
    notes = sheet_of(["填表说明"], ["请逐行填写"], source="批而未供.xlsx", name="说明")
    rows = sheet_of(BATCH, ["豫政土〔2023〕1号", "一批", "中原区", "80", "10"], source="批而未供.xlsx", name="台账")
    (one,) = read_lists([notes, rows], rules, None, 2024)
    assert [account.number for account in one.ledger.batches] == ["豫政土〔2023〕1号"]
    assert [(issue.code, issue.sheet) for issue in one.ledger.issues] == [("L002", "说明")]
    (alone,) = read_lists([notes], rules, None, 2024)
    assert [issue.code for issue in alone.ledger.issues] == ["L202"]


def test_two_kinds_in_one_file_are_two_lists(rules):
    first = sheet_of(["储备清单"], list(SOUND), list(SOUND.values()), source="甲.xlsx", name="一")
    second = sheet_of(["2024年供应计划"], list(SOUND), list(SOUND.values()), source="甲.xlsx", name="二")
    lists = read_lists([first, second], rules, None, 2024)
    assert [one.kind for one in lists] == [ListKind.RESERVE, ListKind.SUPPLY]
    assert [one.kind for one in read_lists([first, second], rules, ListKind.RESULT, 2024)] == [ListKind.RESULT]


def test_number_and_name_of_a_batch_draw_on_one_account(rules):
    account = batch("豫政土〔2023〕1号", "一批", 100)
    parcels = [
        one_of(rules, id=f"A-{n}", area=Area(60), batch=name) for n, name in enumerate(("豫政土[2023]1号", "一批"))
    ]
    ((found, members),) = drawn_on([account], parcels)
    assert found is account and len(members) == 2
    assert [issue.code for issue in batch_issues([account], parcels)] == ["L212"]
    (line,) = batch_accounts(Ledger(parcels=tuple(parcels), issues=(), sources=(), batches=(account,)))
    assert (line.drawn, line.rest, line.parcels) == (Area(120), None, ("A-0", "A-1"))


def test_a_name_that_two_batches_bear_names_neither(rules):
    accounts = [batch("甲1", "一批", 100), batch("甲2", "一批", 100)]
    parcel = one_of(rules, batch="一批", area=Area(60))
    assert [issue.code for issue in batch_issues(accounts, [parcel])] == ["L213"]


def test_land_supplied_is_not_drawn_again(rules):
    parcel = one_of(rules, batch="甲1", area=Area(600), supplied=date(2024, 1, 2))
    assert drawn_on([batch("甲1", None, 100)], [parcel]) == ()


def test_the_third_origin_moves_with_the_reading_and_nothing_is_lost(rules):
    origins = (Origin.EXISTING, Origin.NEW, Origin.NEW_FROM_STOCK, None)
    parcels = [one_of(rules, id=f"A-{n}", area=Area(10**n), origin=one) for n, one in enumerate(origins)]
    parcels.append(one_of(rules, id="A-9", area=None, origin=None))
    assert land_of(parcels) == Area(1111) == Area.total(line.area for line in origin_lines(parcels))
    assert [line.parcels for line in origin_lines(parcels)] == [1, 1, 1, 2]
    for reading, stock in ((OriginReading.REVIVAL, 101), (OriginReading.STATISTICS, 1)):
        split = origin_split(parcels, reading)
        assert (split.stock, split.stock + split.new + split.unstated) == (Area(stock), Area(1111))


def test_every_pair_is_in_one_band(rules):
    first, second, _ = invented.two_lists(200, 5, rules)
    review = match([first, second], rules)
    progress = progress_of(review, compile_ledger(review, rules), rules)
    assert sum(band.pairs for band in progress.bands) == progress.pairs == len(review.pairs) > 0
    assert sum(band.undecided for band in progress.bands) == progress.undecided
    assert progress.bands[0].most is None and progress.bands[-1].least == 40
