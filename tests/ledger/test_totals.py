"""合计核对 · A total that some reading gives is never accused; one that none gives is, with rows and difference.

Invented lists.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply.ledger.examine import examine
from landsupply.ledger.totals import runs
from tests.plan import case

from .conftest import sheet_of

HEAD = ["区", "位置", "土地用途", "面积（公顷）", "起始价（万元）", "容积率"]
CODES = {"L124", "L125", "L126"}


def row(district: str, number: int, area: str, price: str = "") -> list[str]:
    return [district, f"{number}号路", "工业用地", area, price, "1.5"]


def total(words: str, area: str, price: str = "") -> list[str]:
    return [words, "", "", area, price, ""]


GROUPS = [
    row("中原区", 1, "1.25", "100"),
    row("中原区", 2, "2.5", "200"),
    total("小计", "3.75", "300"),
    row("金水区", 3, "0.3333", "50"),
    total("小计", "0.33", "50"),
    total("合计", "4.08", "350"),
]


def found(rules, *rows, **more):
    ledger = examine(replace(sheet_of(HEAD, *rows), **more), rules)
    return [issue for issue in ledger.issues if issue.code in CODES]


def test_t52_totals_that_are_right_are_not_accused(rules):
    assert found(rules, *GROUPS) == []


@pytest.mark.parametrize(
    ("place", "column", "wrong", "computed", "difference", "summed"),
    [
        (2, 3, "3.76", "3.75", "0.01", "2–3"),
        (2, 4, "290", "300", "-10", "2–3"),
        (4, 3, "0.34", "0.33", "0.01", "5"),
        (5, 3, "4.0", "4.1", "-0.1", "2–3,5"),
        (5, 4, "351", "350", "1", "2–3,5"),
    ],
)
def test_t52_a_wrong_total_is_found_with_its_difference(rules, place, column, wrong, computed, difference, summed):
    rows = [list(one) for one in GROUPS]
    rows[place][column] = wrong
    (issue,) = found(rules, *rows)
    assert (issue.code, issue.row, issue.column, issue.raw) == ("L124", place + 2, column, wrong)
    said = {name: issue.facts[name] for name in ("stated", "computed", "difference", "summed")}
    assert said == {"stated": wrong, "computed": computed, "difference": difference, "summed": summed}
    assert issue.field == HEAD[column]


READINGS = {
    "the total first": [total("合计", "3.75"), *GROUPS[:2]],
    "a subtotal first": [total("小计", "3.75"), *GROUPS[:2], total("小计", "0.33"), GROUPS[3]],
    "the label's rows wherever they are": [GROUPS[0], GROUPS[3], GROUPS[1], total("中原区小计", "3.75")],
    "合计 for each group": [*GROUPS[:2], total("合计", "3.75"), GROUPS[3], total("合计", "0.33")],
    "since a heading": [
        ["一、中原区"],
        *GROUPS[:2],
        total("小计", "3.75"),
        ["二、金水区"],
        GROUPS[3],
        total("小计", "0.33"),
    ],
    "totals of totals": [*GROUPS, row("金水区", 4, "1", "1"), total("小计", "1", "1"), total("总计", "5.08", "351")],
    "a unit in the cell": [*GROUPS[:2], total("合计", "56.25亩")],
    "a ratio is not summed": [*GROUPS[:2], [*total("合计", "3.75")[:5], "1.5"]],
    "counts": [*GROUPS[:2], total("合计（2宗）", "3.75")],
    "a count in its own cell": [*GROUPS[:2], ["合计", "2宗", "", "3.75", "", ""]],
    "words where a figure might be": [*GROUPS[:2], total("合计", "见附表")],
}


@pytest.mark.parametrize("name", READINGS)
def test_every_way_of_totalling_is_understood(rules, name):
    assert found(rules, *READINGS[name]) == []


def test_a_wrong_count_of_parcels_is_found(rules):
    (issue,) = found(rules, *GROUPS[:2], total("合计 12宗", "3.75"))
    assert (issue.code, issue.facts["stated"], issue.facts["computed"]) == ("L126", 12, 2)


def test_it_cannot_be_told_where_a_row_has_no_area(rules):
    (issue,) = found(rules, *GROUPS[:2], row("中原区", 9, ""), total("合计", "9.9", "300"))
    assert (issue.code, issue.facts["lacking"]) == ("L125", "4")


def test_it_cannot_be_told_where_rows_are_hidden(rules):
    (issue,) = found(rules, *GROUPS[:2], total("合计", "9.9"), hidden_rows=frozenset((3,)))
    assert (issue.code, issue.facts["unseen"]) == ("L125", "3")
    for area in ("3.75", "1.25"):
        assert found(rules, *GROUPS[:2], total("合计", area), hidden_rows=frozenset((3,))) == []


def test_rows_in_another_unit_are_added_as_land(rules):
    assert found(rules, row("中原区", 1, "15亩"), row("中原区", 2, "1"), total("合计", "2")) == []


def test_parts_of_a_total_are_no_parcels_and_no_totals(rules):
    ledger = examine(sheet_of(HEAD, *GROUPS[:2], total("合计", "3.75"), total("其中：工业", "9")), rules)
    assert len(ledger.parcels) == 2 and not {issue.code for issue in ledger.issues} & CODES


SECTIONS = [
    ["序号", "位置", "土地用途", "面积（公顷）"],
    ["一", "中原区", "", "3.75"],
    ["1", "甲路", "工业用地", "1.25"],
    ["2", "乙路", "工业用地", "2.5"],
    ["（二）", "金水区", "", "1"],
    ["1", "丙路", "工业用地", "1"],
]


def test_a_section_with_its_sum_is_no_parcel(rules):
    ledger = examine(sheet_of(*SECTIONS), rules)
    assert sorted(parcel.area.hectares for parcel in ledger.parcels) == ["1.00", "1.25", "2.50"]
    assert not {issue.code for issue in ledger.issues} & CODES
    wrong = [list(one) for one in SECTIONS]
    wrong[1][3] = "3.9"
    (issue,) = [issue for issue in examine(sheet_of(*wrong), rules).issues if issue.code in CODES]
    assert (issue.code, issue.row, issue.facts["summed"]) == ("L124", 2, "3–4")


def test_runs_of_rows_are_said_shortly():
    assert [runs(rows) for rows in ((), (3,), (1, 2, 3, 7, 9, 10))] == ["", "3", "1–3,7,9–10"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(1, 10**8), min_size=1, max_size=6), min_size=1, max_size=5),
    st.integers(0, 4),
    st.randoms(use_true_random=False),
)
def test_any_right_totals_pass_and_any_planted_slip_is_seen(groups, places, source):
    """随机核对 · Subtotals and a total printed half up; then one of them off by one in its last place."""
    rows: list[list[str]] = []
    for group in groups:
        rows.extend(row("某区", len(rows) + n, str(Decimal(units).scaleb(-6))) for n, units in enumerate(group))
        rows.append(total("小计", _half_up(sum(group), places)))
    rows.append(total("合计", _half_up(sum(map(sum, groups)), places)))
    assert found(case.rules(), *rows) == []
    last = [list(one) for one in rows]
    step = Decimal(1).scaleb(-places)
    last[-1][3] = str(Decimal(last[-1][3]) + step * 10**7)
    (issue,) = found(case.rules(), *last)
    assert issue.code == "L124" and issue.row == len(rows) + 1


def _half_up(units: int, places: int) -> str:
    scaled = (units * 10**places * 2 + 10**6) // (2 * 10**6)
    return str(Decimal(scaled).scaleb(-places))
