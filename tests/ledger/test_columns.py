"""列 · Headers of every source met are found, with their units, wherever the unit is written."""

from __future__ import annotations

import pytest

from landsupply.ledger.columns import letters, recognise
from landsupply.ledger.examine import examine
from landsupply.ledger.template import Need, template
from landsupply.measure.area import AreaUnit

from .conftest import SOUND, planted, sheet_of


@pytest.mark.parametrize(
    ("title", "field", "unit"),
    [
        ("面积", "area", None),
        ("面积（公顷）", "area", AreaUnit.HECTARE),
        ("供地面积(亩)", "area", AreaUnit.MU),
        ("供地面积/平方米", "area", AreaUnit.SQUARE_METRE),
        ("面积㎡", "area", AreaUnit.SQUARE_METRE),
        ("面积（m2）", "area", AreaUnit.SQUARE_METRE),
        ("面积（万平方米）", "area", AreaUnit.TEN_THOUSAND_SQUARE_METRES),
        ("面积亩", "area", AreaUnit.MU),
        ("Area (hectare)", "area", AreaUnit.HECTARE),
        ("Land utilisation", "use", None),
        (" 宗地\n坐落 ", "location", None),
        ("*土地用途", "use", None),
        ("土地使用年限（年）", "term", None),
        ("合同签定日期", "supplied", None),
        ("可分期(首期最小面积)", "phase_from", None),
        ("landUsegeTerm", "term", None),
    ],
)
def test_a_header_means_its_field(title, field, unit):
    assert recognise(title) == (field, unit)


@pytest.mark.parametrize("title", ["面积(其中新增)", "土壤", "", "道路面积", "面积说明"])
def test_a_header_is_never_matched_by_likeness(title):
    assert recognise(title) is None


def areas(ledger):
    return [parcel.area.hectares if parcel.area else None for parcel in ledger.parcels]


def test_the_header_is_found_below_titles_and_the_unit_above_it_counts(rules):
    ledger = examine(
        sheet_of(
            ["某区候选宗地表"],
            [],
            ["", "", "单位：亩"],
            ["位置", "土地用途", "面积"],
            ["东路", "工业用地", "15"],
        ),
        rules,
    )
    assert areas(ledger) == ["1.00"]
    assert ledger.parcels[0].source.row == 5
    assert {issue.code for issue in ledger.issues} == {"L061"}


def test_the_unit_of_a_row_wins_over_that_of_its_column(rules):
    rows = [
        ["位置", "土地用途", "面积（公顷）", "单位"],
        ["甲路", "工业用地", "3.2", "公顷"],
        ["乙路", "工业用地", "32000", "平方米"],
    ]
    assert areas(examine(sheet_of(*rows), rules)) == ["3.20", "3.20"]


def test_a_column_of_offices_called_unit_is_not_one_of_units(rules):
    ledger = examine(
        sheet_of(["位置", "土地用途", "面积（公顷）", "单位"], ["甲路", "工业用地", "3.2", "土储中心"]), rules
    )
    assert areas(ledger) == ["3.20"]
    assert {issue.code for issue in ledger.issues} == {"L003", "L061"}


def test_two_columns_in_different_units_agree_when_they_print_the_same(rules):
    rows = [["位置", "土地用途", "面积（公顷）", "面积（亩）"], ["甲路", "工业用地", "0.982452", "14.74"]]
    assert areas(examine(sheet_of(*rows), rules)) == ["0.982452"]
    rows[1][3] = "14.75"
    ledger = examine(sheet_of(*rows), rules)
    assert areas(ledger) == [None]
    assert {issue.code for issue in ledger.issues} == {"L004", "L061"}


def test_a_contradiction_leaves_the_value_out_and_names_both_columns(rules):
    rows = [
        ["位置", "土地用途", "规划用途", "面积（公顷）"],
        ["甲路", "工业用地", "仓储用地", "1"],
        ["乙路", "", "仓储用地", "1"],
    ]
    ledger = examine(sheet_of(*rows), rules)
    by_place = {parcel.location: parcel.use.name if parcel.use else None for parcel in ledger.parcels}
    assert by_place == {"甲路": None, "乙路": "仓储用地"}
    issue = next(issue for issue in ledger.issues if issue.code == "L004")
    assert issue.rows == (2,) and issue.facts["columns"] == ("土地用途", "规划用途")


def test_a_column_without_a_header_is_named_by_its_letters(rules):
    ledger = examine(sheet_of(["位置", "土地用途", "面积（公顷）"], ["甲路", "工业用地", "1", "", "补记"]), rules)
    assert next(issue for issue in ledger.issues if issue.code == "L003").facts["columns"] == ("E",)
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_the_blank_form_is_understood_and_gives_no_issue(rules):
    headers = [column.header for column in template()]
    ledger = examine(sheet_of(headers), rules)
    assert (ledger.parcels, ledger.issues, ledger.sources[0].rows) == ((), (), 0)
    meant = [found[0] for column in template() if (found := recognise(column.header))]
    assert meant == [column.field for column in template()]
    assert [column.header for column in template() if column.need is Need.REQUIRED] == [
        "位置",
        "面积（公顷）",
        "土地用途",
    ]


def test_the_order_of_columns_plays_no_part(rules):
    sheet = planted({})
    turned = sheet_of(*(tuple(reversed(row)) for row in sheet.rows))
    assert examine(sheet, rules).digest == examine(turned, rules).digest
    assert list(SOUND)
