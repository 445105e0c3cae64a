"""Excel 工作簿 · Figures are numbers, text is text, nothing is a formula; sheets are ready to print."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from landsupply.files.xlsx import sheet_names, to_xlsx
from landsupply.measure.fault import IntegrityFault
from landsupply.publish.document import Cell, Column, Quantity, Role, Table
from landsupply.publish.plan_text import plan_text
from tests.publish import sample


@pytest.fixture(scope="module")
def packed() -> bytes:
    return to_xlsx(plan_text(sample.plan(), sample.rules()).annexes, sample.DAY)


@pytest.fixture(scope="module")
def book(packed: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(packed))


def table(*cells: Cell, name: str = "表", short: str = "短") -> Table:
    columns = tuple(Column(heading=str(n), width=6, role=Role.TEXT) for n in range(len(cells) or 1))
    rows = (tuple(cells),) if cells else ()
    return Table(name=name, short=short, caption="题", unit="", columns=columns, rows=rows)


def test_a_sheet_for_each_annex(book: Workbook) -> None:
    assert book.sheetnames == [
        "附表1 分用途",
        "附表2 分区",
        "附表3 分季度和月",
        "附表4 分方式",
        "附表5 宗地",
    ]


def test_areas_are_exact_numbers_in_their_format(book: Workbook) -> None:
    sheet = book["附表5 宗地"]
    areas = {sheet.cell(row, 3).value: sheet.cell(row, 7) for row in range(4, 17)}
    cell = areas["ZZ-005"]
    assert (cell.value, cell.data_type, cell.number_format) == (2.345678, "n", "0.0000")
    total = book["附表1 分用途"].cell(8, 2)
    assert (total.value, total.number_format) == (96.236878, "0.00")


def test_totals_are_values_and_no_cell_is_a_formula(packed: bytes, book: Workbook) -> None:
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) >= 5
    assert not any(b"<f" in sheet or b"hyperlink" in sheet for sheet in sheets)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "http://invalid.example", "12.50", "{=1}"])
def test_text_that_looks_like_something_stays_text(text: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([table(text)], sample.DAY))).active
    assert sheet is not None
    cell = sheet["A4"]
    # openpyxl itself takes a text that begins with = for a formula; the file says string.
    assert cell.value == text
    with zipfile.ZipFile(io.BytesIO(to_xlsx([table(text)], sample.DAY))) as archive:
        assert b'<c r="A4" s="' in archive.read("xl/worksheets/sheet1.xml")
        assert b't="s"' in archive.read("xl/worksheets/sheet1.xml").split(b'<c r="A4"')[1][:20]


def test_sheets_are_ready_to_print(book: Workbook) -> None:
    for sheet in book:
        assert sheet.freeze_panes == "A4"
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    sheet = book["附表5 宗地"]
    assert sheet["A2"].value == "单位：公顷"
    assert sheet.column_dimensions["D"].width > 20  # ten Chinese characters


def test_notes_stand_below(book: Workbook) -> None:
    sheet = book["附表5 宗地"]
    notes = [sheet.cell(row, 1).value for row in range(18, 21)]
    assert all(isinstance(note, str) and note.endswith("。") for note in notes)


def test_sheet_names_are_lawful_and_different() -> None:
    names = sheet_names([table(name="附表[1]:*", short="a/b" * 20), table(name="附表[1]:*", short="a/b" * 20)])
    assert len(set(names)) == 2
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_sheet_names_that_differ_in_case_only_are_the_same_to_excel() -> None:
    first, second = sheet_names([table(name="A", short=""), table(name="a", short="")])
    assert first.lower() != second.lower()


def test_what_a_cell_cannot_hold_is_refused_not_cut() -> None:
    assert to_xlsx([table("字" * 32_767)], sample.DAY)
    with pytest.raises(IntegrityFault) as refused:
        to_xlsx([table("字" * 32_768)], sample.DAY)
    assert refused.value.code == "P903"


def test_characters_and_escapes_come_back_as_they_went() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([table("甲\x0b_x0041_\n乙")], sample.DAY))).active
    assert sheet is not None
    assert sheet["A4"].value == "甲\ufffd_x0041_\n乙"


def test_a_figure_without_decimals_has_none() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([table(Quantity("3", "3"))], sample.DAY))).active
    assert sheet is not None
    assert (sheet["A4"].value, sheet["A4"].number_format) == (3, "0")


def test_the_properties_name_the_plans_day() -> None:
    packed = to_xlsx([table("甲")], date(2024, 2, 29))
    created = openpyxl.load_workbook(io.BytesIO(packed)).properties.created
    assert created is not None and created.date() == date(2024, 2, 29)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
