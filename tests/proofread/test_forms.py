"""报表 · Reporting forms with one plan a row: columns of many spellings, sums, the ratio, and what is only advice."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from landsupply.files.reading import read_sheets
from landsupply.law.words import remedy, say
from landsupply.measure.area import AreaUnit
from landsupply.measure.fault import InputFault
from landsupply.proofread.form import forms_to_form, forms_to_rows
from landsupply.proofread.forms import read_forms
from landsupply.proofread.forms_columns import Meaning, meaning
from tests.proofread.invented_forms import (
    CLASSES,
    FIGURES,
    HOUSING,
    KINDS,
    RATIO,
    SMALL,
    TOTAL,
    Row,
    accused,
    form,
    found,
    proofread,
    said,
)

#: 50 + 20 + 30 + 10 + 0 + 5 and housing 40 = 4 + 2 + 6 + 3 + 5 + 20, of which small 12: (20 + 12) / 40 = 80 %.
ROW = Row((5000, 2000, 3000, 1000, 0, 500), (400, 200, 600, 300, 500, 2000), 1200)
CLEAN = ROW.cells()


def _with(**cells: str) -> bytes:
    return form([{**CLEAN, **cells}])


def test_a_clean_row_has_no_finding_at_all() -> None:
    assert found(form([CLEAN])) == []


def test_a_row_is_a_reading() -> None:
    (one,) = proofread(form([CLEAN]))
    reading = one.reading
    assert (reading.row, reading.year, reading.district) == (2, 2015, "云泽县1")
    assert [(figure.item, figure.said) for figure in reading.figures][:2] == [
        ("供应总量", "155.00公顷"),
        ("工矿仓储用地", "50.00公顷"),
    ]
    assert reading.figures[-1].said == "80.00%"
    shown = forms_to_form((one,))
    assert list(shown) == ["format", "title", "year", "figures", "findings", "readings"]


FAULTS = {
    "the total": ({TOTAL: "155.01"}, [(2, "PL-06", "A061")]),
    "a class": ({CLASSES[1]: "19.99"}, [(2, "PL-06", "A061")]),
    "the housing total": ({HOUSING: "40.02"}, [(2, "PL-06", "A061"), (2, "PL-06", "A061")]),
    "a ratio that does not recompute": ({RATIO: "81.00"}, [(2, "PL-06", "A065")]),
    "a ratio below": ({SMALL: "7.00", RATIO: "67.50"}, [(2, "HS-04", "A071")]),
    "a ratio below that is not stated": ({SMALL: "7.00", RATIO: ""}, [(2, "HS-04", "A072")]),
    "a ratio said to be kept that is not": ({SMALL: "7.00"}, [(2, "HS-04", "A072"), (2, "PL-06", "A065")]),
    "small flats above all flats": ({SMALL: "20.01", RATIO: "100.03"}, [(2, "PL-06", "A061")]),
    "a class in square metres": ({CLASSES[0]: "500000"}, [(2, "PL-06", "A076")]),
    "a class in mu": ({CLASSES[0]: "750.00"}, [(2, "PL-06", "A076")]),
    "a total in mu": ({TOTAL: "2325"}, [(2, "PL-06", "A076")]),
    "a cell that is no number": ({CLASSES[5]: "5.0.0"}, [(2, "PL-06", "A077")]),
    "an area below zero": ({CLASSES[5]: "-5.00"}, [(2, "PL-06", "A077")]),
    "a percentage of land": ({CLASSES[5]: "5%"}, [(2, "PL-06", "A077")]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_and_no_other(name: str) -> None:
    cells, expected = FAULTS[name]
    assert sorted(accused(_with(**cells))) == sorted(expected)


KEPT = {
    "land written with its unit": {CLASSES[0]: "50.00公顷"},
    "land written in another unit that says so": {CLASSES[0]: "750亩", CLASSES[1]: "200000平方米"},
    "a point without a digit before it": {CLASSES[5]: "5", KINDS[0]: "4"},
    "full-width digits": {CLASSES[0]: "５０．００"},
    "thousands": {TOTAL: "155.000"},
    "a ratio with its sign": {RATIO: "80%"},
    "a rounded ratio": {RATIO: "80"},
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_only_written_otherwise_is_no_fault(name: str) -> None:
    assert found(_with(**KEPT[name])) == []


def test_a_blank_class_is_not_taken_for_zero() -> None:
    """Were it zero, the sum would be short by five hectares and an error; blank, they are not listed."""
    blank = form([CLEAN, {**CLEAN, CLASSES[5]: ""}])
    assert (said(blank), accused(blank)) == ([(3, "PL-06", "A063")], [])
    zero = form([CLEAN, {**CLEAN, CLASSES[5]: "0"}])
    assert accused(zero) == [(3, "PL-06", "A061")]


def test_a_blank_kind_of_housing_keeps_the_ratio_from_being_told() -> None:
    blank = form([CLEAN, {**CLEAN, SMALL: "", RATIO: ""}])
    assert said(blank) == [(3, "HS-04", "A073")]
    message = found(blank)[0].message()
    assert "中小套型商品住房用地" in message and "不能判定" in message


def test_a_row_without_any_figure_says_that_it_states_no_total() -> None:
    assert said(form([CLEAN, {}])) == [(3, "PL-02", "A075")]


def test_a_form_without_the_parts_is_asked_for_no_ratio() -> None:
    columns = (TOTAL, *CLASSES, HOUSING)
    assert found(form([CLEAN], columns)) == []


def test_shanty_renewal_that_holds_other_kinds_is_an_overlap() -> None:
    """棚改 of six repeats 廉租 and 经适: the housing total leaves it out, and so does the ratio."""
    cells = {HOUSING: "34.00", TOTAL: "149.00", RATIO: "76.47"}
    row = _with(**cells)
    assert accused(row) == []
    assert sorted(said(row)) == [(2, "PL-06", "A062"), (2, "PL-06", "A074")]
    assert all("口径重叠" in one.message() for one in found(row))


def test_the_ratio_is_asked_with_less_force_where_the_law_is_not_verified() -> None:
    later = _with(**{SMALL: "7.00", RATIO: "67.50"}).replace("2015年".encode(), "2019年".encode())
    before = later.replace("2019年".encode(), "2009年".encode())
    assert (said(later), accused(later)) == ([(2, "HS-04", "A071")], [])
    assert said(before) == []


def test_the_ratio_at_its_threshold() -> None:
    for small, ratio, codes in ((800, "70.00", []), (799, "69.98", ["A071"]), (801, "70.03", [])):
        row = replace(ROW, small=small)
        assert row.cells()[RATIO] == ratio
        assert [code for _, _, code in said(form([row.cells()]))] == codes


def test_no_housing_no_ratio() -> None:
    none = Row((5000, 2000, 3000, 1000, 0, 500), (0, 0, 0, 0, 0, 0), 0)
    cells = {one: "0" for one in (HOUSING, *KINDS, SMALL)}
    said_total = {**dict(zip(CLASSES, ("50", "20", "30", "10", "0", "5"), strict=True)), TOTAL: "115"}
    assert none.housing == 0
    assert found(form([{**cells, **said_total, RATIO: "0%"}])) == []


def test_new_and_stock_land_make_the_whole() -> None:
    columns = (TOTAL, "其中：新增", "其中：存量", *CLASSES, HOUSING)
    whole = {**CLEAN, "其中：新增": "100.00", "其中：存量": "55.00"}
    assert found(form([whole], columns)) == []
    assert accused(form([{**whole, "其中：存量": "54.99"}], columns)) == [(2, "PL-06", "A061")]
    assert accused(form([whole, {**whole, "其中：存量": ""}], columns)) == []


def test_shares_of_classes_recompute() -> None:
    columns = (TOTAL, CLASSES[0], "占比", *CLASSES[1:], HOUSING)
    assert found(form([{**CLEAN, "占比": "32.26%"}], columns)) == []
    assert accused(form([{**CLEAN, "占比": "32.24%"}], columns)) == [(2, "PL-06", "A065")]
    assert accused(form([{**CLEAN, "占比": "32.27%"}], columns)) == [(2, "PL-06", "A065")]
    near = form([{**CLEAN, "占比": "32.25%"}], columns)  # 49.995 of 155.005, if they were rounded
    assert (said(near), accused(near)) == ([(2, "PL-06", "A124")], [])


def test_a_row_of_sums_adds_up_the_rows_above() -> None:
    twice = Row(tuple(2 * one for one in ROW.classes), tuple(2 * one for one in ROW.kinds), 2 * ROW.small).cells()
    total = {**twice, "行政区": "合计"}
    assert found(form([CLEAN, CLEAN, total])) == []
    wrong = form([CLEAN, CLEAN, {**total, CLASSES[0]: "100.01", TOTAL: "310.01"}])
    assert accused(wrong) == [(4, "PL-06", "A061"), (4, "PL-06", "A061")]


def test_rounding_that_the_form_explains_is_advice() -> None:
    rounded = _with(**{TOTAL: "155.01"}) + "注：四舍五入，尾数可能不符\n".encode()
    assert (said(rounded), accused(rounded)) == ([(2, "PL-06", "A069")], [])


PATHS = {
    "住宅用地/廉租房/供应面积": ("low_rent", "whole"),
    "住宅用地/小计": ("housing", "whole"),
    "住宅用地/其他/其中新增": ("other_housing", "new"),
    "商服用地/其中：存量": ("commercial", "stock"),
    "住房供地总量（其中存量）": ("housing", "stock"),
    "棚户区改造/中小套型商品": ("shanty_small", "whole"),
    "公租房/划拨面积": ("public_rental_allocated", "whole"),
    "公租房（出让）": ("public_rental_granted", "whole"),
    "商品住房/其中中小套型": ("small", "whole"),
    "保障性安居工程和中小套型商品房用地占比(%)": ("ratio", "whole"),
    "合计/新增": ("total", "new"),
    "商服用地占比": ("commercial", "share"),
    "总供应面积合计（公顷）": ("total", "whole"),
    "用途/居住用地/面积（亩）": ("housing", "whole"),
    "商业服务业用地供应面积": ("commercial", "whole"),
    "其他用地": ("other", "whole"),
    "industrialLand": ("industrial", "whole"),
    "totalSupplyLand": ("total", "whole"),
}


@pytest.mark.parametrize("path", PATHS)
def test_titles_are_recognised_with_those_above_them(path: str) -> None:
    assert meaning(tuple(path.split("/"))) == Meaning(*PATHS[path])


@pytest.mark.parametrize("path", ["商服用地/批发零售", "建筑面积", "备注", "面积", "序号", "农用地"])
def test_other_titles_mean_nothing(path: str) -> None:
    assert meaning(tuple(path.split("/"))) is None


def _merged(unit: str) -> bytes:
    """A form of three header rows with merged groups below a title and a unit line."""
    book = Workbook()
    sheet = book.active
    sheet.append(["云泽市2015年度国有建设用地供应计划汇总表（虚构）"])
    sheet.append([f"单位：{unit}"])
    sheet.append(["行政区", "合计", "", "", "商服用地", "", "工矿仓储用地", "住宅用地", "", "", "", "", "其他用地"])
    sheet.append(["", "供应面积", "其中", "", "供应面积", "占比", "", "廉租房", "经济适用房", "商品房", "其他", "小计"])
    sheet.append(["", "", "新增", "存量"])
    sheet.append(["云泽县", 100, 60, 40, 20, "20%", 30, 5, 5, 25, 5, 40, 10])
    sheet.append(["湖西县", 50, 30, 20, 10, "20%", 15, 1, 2, 15, 2, 20, 5])
    sheet.append(["合计", 150, 90, 60, 30, "20%", 45, 6, 7, 40, 7, 60, 15])
    for merged in ("A1:M1", "A3:A5", "B3:D3", "B4:B5", "C4:D4", "E3:F3", "G3:G5", "H3:L3", "M3:M5"):
        sheet.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("unit", ["公顷", "亩", "平方米"])
def test_a_workbook_with_merged_headers(unit: str) -> None:
    rows = proofread(_merged(unit), "form.xlsx")
    assert [(row.reading.row, row.reading.district, row.reading.year) for row in rows] == [
        (6, "云泽县", 2015),
        (7, "湖西县", 2015),
        (8, "合计", 2015),
    ]
    stated = {(one.meaning.field, one.meaning.aspect): one.said for one in rows[0].reading.figures}
    assert stated["total", "new"] == f"60{unit}" and stated["housing", "whole"] == f"40{unit}"
    assert stated["other_housing", "whole"] == f"5{unit}" and stated["commercial", "share"] == "20%"
    assert [one for row in rows for one in row.findings] == []
    assert AreaUnit(unit)


def test_the_unit_that_one_header_names_is_that_of_the_others() -> None:
    content = form([CLEAN], unit="").replace(TOTAL.encode(), f"{TOTAL}（亩）".encode())
    assert {one.unit for row in proofread(content) for one in row.reading.figures} == {"亩", "%"}
    assert found(content) == []


def test_a_total_in_another_unit_that_says_so_is_converted() -> None:
    assert found(form([{**CLEAN, TOTAL: "2325亩"}])) == []
    assert [code for _, _, code in accused(form([{**CLEAN, TOTAL: "155亩"}]))] == ["A076"]


def test_two_columns_of_one_thing_that_differ_are_said() -> None:
    columns = (*FIGURES, "商品房")
    assert found(form([{**CLEAN, "商品房": CLEAN[KINDS[5]]}], columns)) == []
    assert (2, "PL-06", "A077") in accused(form([{**CLEAN, "商品房": "19"}], columns))


def test_a_list_of_parcels_and_another_table_are_refused() -> None:
    parcels = "宗地编号,位置,面积（公顷）,土地用途\nA-1,青禾路东,3.2,教育用地\n".encode()
    for content, code in (
        (parcels, "A078"),
        ("甲,乙\n1,2\n".encode(), "A079"),
        ("供应总量,备注\n1,2\n".encode(), "A079"),
    ):
        with pytest.raises(InputFault) as refused:
            read_forms(read_sheets(content, "x.csv"))
        assert refused.value.code == code
        for lang in ("zh", "en"):
            assert say(code, lang, **refused.value.facts) and remedy(code, lang, **refused.value.facts)


AREAS = st.integers(0, 50_000)
ROWS = st.builds(
    Row,
    st.tuples(*[AREAS] * 6),
    st.tuples(*[st.integers(0, 5_000)] * 5, st.integers(1, 20_000)),
    st.just(0),
).flatmap(lambda row: st.integers(0, row.kinds[-1]).map(lambda small: replace(row, small=small)))


@given(ROWS)
def test_a_consistent_row_has_only_its_true_ratio_held_against_it(row: Row) -> None:
    """The ratio counts as it is printed."""
    low = Fraction(row.cells()[RATIO]) < 70
    assert said(form([row.cells()])) == ([(2, "HS-04", "A071")] if low else [])


@given(ROWS, st.sampled_from((TOTAL, HOUSING, *CLASSES, *KINDS)), st.integers(1, 90_000))
def test_a_planted_sum_is_found(row: Row, where: str, more: int) -> None:
    cells = row.cells()
    wrong = {**cells, where: str(Fraction(cells[where]) + Fraction(more, 100))}
    wrong[where] = f"{(Fraction(cells[where]) * 100 + more).numerator / 100:.2f}"
    assert "PL-06" in {one.rule for one in found(form([wrong]))}


@given(ROWS, st.integers(1, 3_000))
def test_a_planted_ratio_is_found(row: Row, more: int) -> None:
    cells = row.cells()
    off = f"{(Fraction(cells[RATIO]) * 100 + more).numerator / 100:.2f}"
    assert "PL-06" in {one.rule for one in found(form([{**cells, RATIO: off}]))}


@given(ROWS, st.sampled_from((TOTAL, *CLASSES)), st.sampled_from(((15, "亩"), (10_000, "平方米"))))
def test_a_planted_slip_of_units_is_found(row: Row, where: str, slip: tuple[int, str]) -> None:
    cells = row.cells()
    if Fraction(cells[where]) == 0:
        return
    times, unit = slip
    number = Fraction(cells[where]) * times
    wrong = {**cells, where: f"{number.numerator * 100 // number.denominator / 100:.2f}"}
    slips = [one for one in found(form([wrong])) if one.rule == "PL-06"]
    assert {one.code for one in slips} & {"A076", "A061"}
    assert all(unit == one.facts["unit"] for one in slips if one.code == "A076" and one.facts["item"] == where)


@given(
    st.lists(st.lists(st.sampled_from(("", "0", "1.5", "—", "5.0.0", "约3", "7公顷", "注：", *FIGURES)), max_size=9))
)
def test_any_cells_give_a_reading_or_a_typed_fault(cells: list[list[str]]) -> None:
    content = ("行政区," + ",".join(FIGURES) + "\n" + "\n".join(",".join(row) for row in cells)).encode()
    rows = proofread(content)
    for lang in ("zh", "en"):
        assert all(line[3] for line in forms_to_rows(rows, lang))
        assert forms_to_form(rows, lang)["format"] == "landsupply.proofread/1"
