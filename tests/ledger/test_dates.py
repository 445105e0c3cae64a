"""日期 · T51: dates of every kind in a cell: a value with its precision, a question, or an error, never a guess."""

from __future__ import annotations

from datetime import date

import pytest

from landsupply.ledger.examine import examine
from landsupply.ledger.sheet import Cell, CellKind

from .conftest import planted, sheet_of

NUMBER, DATE = CellKind.NUMBER, CellKind.DATE

#: What stands in 最早可供月份, and the month, or the code of the issue that asks for it.
MONTHS: dict[str, str] = {
    "2024-03-05": "2024-03-05",
    "2024/3/5": "2024-03-05",
    "2024/3/5 0:00:00": "2024-03-05",
    "2024.3.5": "2024-03-05",
    "20240305": "2024-03-05",
    "2024年3月5日": "2024-03-05",
    "２０２４年３月５日": "2024-03-05",
    "二〇二四年三月五日": "2024-03-05",
    "2024年3月5日前": "2024-03-05",
    "2024-03-05T08:30": "2024-03-05",
    "2024年3月": "2024-03",
    "2024.3": "2024-03",
    "2024-3": "2024-03",
    "2018.1.": "2018-01",
    "２０２４年３月": "2024-03",
    "二〇二四年三月": "2024-03",
    "2024年3月底前": "2024-03",
    "2024年3月上旬": "2024-03",
    "2024年3月中旬": "2024-03",
    "2024年3月下旬前": "2024-03",
    "2024年底前": "2024-12",
    "2024年年底": "L070",
    "2024年二季度": "2024-Q2",
    "2024年第三季度": "2024-Q3",
    "2024年第4季度": "2024-Q4",
    "2024-Q3": "2024-Q3",
    "2024Q3": "2024-Q3",
    "2024年三季度末": "2024-Q3",
    "2024年": "2024",
    "1901年01月02日": "L071",
    "1900-01-01": "L071",
    "2024-02-30": "L070",
    "2024-13-01": "L070",
    "2024年4月31日": "L070",
    "2023-02-29": "L070",
    "春节后": "L070",
    "٢٠٢٤-٠٣-٠٥": "L070",
    "2024_03_05": "L070",
    "60": "L070",
    "45356": "L148",
    "45356.5": "L148",
    "24.3.5": "L073",
    "24年3月": "L073",
    "3/5/2024": "L073",
    "2024": "L073",
    "202403": "L073",
    "2024年3月前": "L073",
    "3月底前": "L149",
    "三月": "L149",
    "3月5日": "L149",
    "二季度": "L149",
    "Q3": "L149",
    "年底前": "L149",
    "3": "L149",
    "2024年上半年": "L150",
    "下半年": "L150",
    "2024年3月-5月": "L150",
    "2024年3-5月": "L150",
    "2024-03-05至2024-04-05": "L150",
    "一季度至二季度": "L150",
    "2024年3月5日—10日": "L150",
}


def read(rules, written, header="最早可供月份"):
    ledger = examine(planted({header: written}), rules)
    return ledger.parcel("ZZ-002"), ledger.issues


def test_t51_the_table_is_of_sixty():
    assert len(MONTHS) >= 60


@pytest.mark.parametrize(("written", "wanted"), MONTHS.items())
def test_t51_a_month_as_written(rules, written, wanted):
    parcel, issues = read(rules, written)
    if wanted.startswith("L"):
        assert (parcel.ready, [issue.code for issue in issues]) == (None, [wanted])
        assert issues[0].raw == written
    else:
        assert (str(parcel.ready), issues) == (wanted, ())


def test_t51_a_day_is_wanted_of_a_contract(rules):
    parcel, issues = read(rules, "2018.1.", "合同签订日期")
    assert parcel.supplied is None
    assert [(issue.code, issue.facts["read"]) for issue in issues] == [("L072", "2018-01")]


@pytest.mark.parametrize("kind", [NUMBER, CellKind.TEXT])
def test_t51_a_serial_is_named_in_both_calendars_and_never_taken(rules, kind):
    parcel, issues = read(rules, Cell("45356", kind), "合同签订日期")
    assert parcel.supplied is None
    assert dict(issues[0].facts) == {"day": "2024-03-05", "late": "2028-03-06"}
    assert "2024-03-05" in issues[0].message()


def test_t51_a_cell_of_dates_is_a_date(rules):
    assert read(rules, Cell("2024-03-05", DATE), "合同签订日期")[0].supplied == date(2024, 3, 5)


def test_t51_a_number_that_lost_its_zero_is_asked_about(rules):
    parcel, issues = read(rules, Cell("2024.1", NUMBER))
    assert (parcel.ready, issues[0].code) == (None, "L073")


def test_a_date_without_a_year_names_what_it_would_be(rules):
    _, issues = read(rules, "二季度")
    assert dict(issues[0].facts) == {"year": 2024, "meant": "2024-Q2"}


def test_planned_months_have_columns_of_their_own(rules):
    rows = [["位置", "土地用途", "面积（公顷）", "拟公告时间", "计划供应时间"]]
    rows += [["甲路", "工业用地", "1", "2024年5月", "2024年三季度"]]
    parcel = examine(sheet_of(*rows), rules).parcels[0]
    assert (str(parcel.notice_month), str(parcel.supply_month)) == ("2024-05", "2024-Q3")


def test_the_day_a_batch_was_approved_is_no_day_of_supply(rules):
    header = ["位置", "土地用途", "面积（公顷）", "批准日期"]
    row = ["甲路", "工业用地", "1", "2020-05-06"]
    assert examine(sheet_of(header, row), rules).parcels[0].supplied == date(2020, 5, 6)
    ledger = examine(sheet_of([*header, "未供面积"], [*row, "1"]), rules)
    assert ledger.parcels[0].supplied is None
    assert "L146" in {issue.code for issue in ledger.issues}


def test_a_contract_day_wins_over_an_approval_and_the_other_column_is_named(rules):
    header = ["位置", "土地用途", "面积（公顷）", "批准日期", "合同签订日期"]
    ledger = examine(sheet_of(header, ["甲路", "工业用地", "1", "2020-05-06", "2021-01-02"]), rules)
    assert ledger.parcels[0].supplied == date(2021, 1, 2)
    assert [issue.facts["columns"] for issue in ledger.issues if issue.code == "L164"] == [("批准日期",)]
