"""单元格外观 · What cells say by their look is told: rows struck out, areas in another unit. All data invented."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from landsupply.files.reading import read_sheets
from landsupply.files.wire import read_sheets_wire, write_sheets
from landsupply.files.xlsx_cells import read_cells
from landsupply.files.xlsx_looks import read_looks
from landsupply.files.xlsx_plain import read_plain
from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.examine import examine
from landsupply.ledger.sheet import CellFormat
from tests.files.test_reading import altered

HEAD = ["宗地编号", "位置", "土地用途", "面积（公顷）", "区"]
SHEET = "xl/worksheets/sheet1.xml"
STRUCK = Font(strike=True)


@pytest.fixture(scope="module")
def rules():
    return open_rulebook("410100").on(date(2024, 6, 1))


def a_list(look, head=HEAD, rows=4) -> bytes:
    """An invented list of parcels in rows 2 to 5, its cells given a look."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(head)
    for number in range(1, rows + 1):
        sheet.append([f"Z-{number}", f"甲{number}路", "工业用地", number, "中原区"])
    look(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def carefully(content: bytes) -> bytes:
    """The same book with a comment in its sheet, which the quick pass leaves to the careful one."""
    return altered(
        content, lambda name, old: old.replace(b"<sheetData>", b"<!-- --><sheetData>") if name == SHEET else old
    )


def members(content: bytes) -> dict[str, bytes]:
    kept: dict[str, bytes] = {}
    altered(content, lambda name, old: kept.setdefault(name, old))
    return kept


def both(content: bytes):
    """The sheet, read alike by the two passes and carried whole to another process."""
    assert read_plain(members(content)[SHEET]) and not read_plain(members(carefully(content))[SHEET])
    (quick,), (careful,) = read_sheets(content, "a.xlsx"), read_sheets(carefully(content), "a.xlsx")
    assert (quick.struck_rows, quick.formats, quick.lanes) == (careful.struck_rows, careful.formats, careful.lanes)
    assert read_sheets_wire(write_sheets([quick])) == (quick,)
    return quick


def strike(row, columns="ABCDE", font=STRUCK):
    def look(sheet):
        for column in columns:
            sheet[f"{column}{row}"].font = font

    return look


def in_format(code, *cells):
    def look(sheet):
        for cell in cells:
            sheet[cell].number_format = code

    return look


def of_code(sheet, rules, code):
    return [issue for issue in examine(sheet, rules).issues if issue.code == code]


def test_a_row_struck_out_is_said_and_still_taken(rules):
    sheet = both(a_list(strike(3)))
    assert sheet.struck_rows == {3}
    (issue,) = of_code(sheet, rules, "L298")
    assert issue.rows == (3,) and "第 3 行" in issue.message() and issue.remedy("en")
    assert len(examine(sheet, rules).parcels) == 4


@pytest.mark.parametrize(("columns", "is_struck"), [("ABCDE", True), ("ABC", True), ("AB", False), ("FGH", False)])
def test_most_of_what_a_row_holds_must_be_struck(columns, is_struck):
    assert (3 in both(a_list(strike(3, columns))).struck_rows) is is_struck


def test_a_header_struck_out_is_no_parcel(rules):
    sheet = both(a_list(strike(1)))
    assert sheet.struck_rows == {1} and not of_code(sheet, rules, "L298")


@pytest.mark.parametrize("val", [b'val="0"', b'val="false"'])
def test_a_strike_that_is_switched_off_strikes_nothing(val):
    off = altered(a_list(strike(3)), lambda _, old: old.replace(b'<strike val="1"', b"<strike " + val))
    assert both(off).struck_rows == frozenset()


def test_a_strike_without_a_value_strikes():
    assert both(altered(a_list(strike(3)), lambda _, old: old.replace(b'<strike val="1"', b"<strike"))).struck_rows == {
        3
    }


def test_a_strike_in_the_first_style_strikes_cells_without_one():
    content = a_list(strike(3, font=Font(bold=True)))
    first = b'<font><name val="Calibri"'
    struck = altered(content, lambda _, old: old.replace(first, b'<font><strike/><name val="Calibri"'))
    assert both(struck).struck_rows == {1, 2, 4, 5}


def test_a_strike_of_conditional_formats_is_not_a_font_of_cells():
    extra = b"<dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>"
    plain = altered(a_list(lambda sheet: None), lambda _, old: old.replace(b"</styleSheet>", extra))
    assert both(plain).struck_rows == frozenset()


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ('0.00"亩"', "亩"),
        ("0.00\\亩", "亩"),
        ("0.00亩", "亩"),
        ('0.00"平方米";-0.00"平方米"', "平方米"),
        ('0.00" ㎡"', "㎡"),
        ('0"万"', "万"),
        ('0!.0000"公顷"', ""),
        ("#,##0.0,", ""),
        ('#,##0.0,"千"', ""),
        ("0.00%", ""),
        ("0%", ""),
        ('0.0"%"', ""),
    ],
)
def test_an_area_shown_in_a_unit_or_scaled_is_said(rules, code, unit):
    sheet = both(a_list(in_format(code, "D2", "D3")))
    assert sheet.formats == (CellFormat(3, code, unit, (2, 3)),)
    (issue,) = of_code(sheet, rules, "L299")
    assert issue.rows == (2, 3) and code in issue.message() and "公顷" in issue.message() and issue.message("en")
    assert issue.column == 3


CALM = [
    "General",
    "0.00",
    "#,##0.00",
    "#,##0",
    '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    '0"宗"',
    "@",
    "[$-804]0.0",
]


@pytest.mark.parametrize("code", CALM)
def test_a_plain_number_format_says_nothing(code):
    assert both(a_list(in_format(code, "D2", "D3"))).formats == ()


def test_a_format_that_agrees_with_the_unit_read_is_not_said(rules):
    sheet = both(a_list(in_format('0.00"公顷"', "D2")))
    assert sheet.formats and not of_code(sheet, rules, "L299")


def test_a_format_on_text_or_on_another_column_is_not_said(rules):
    sheet = both(a_list(in_format('0.00"亩"', "B2", "B3", "D1", "D9")))
    assert sheet.formats == ()
    price = both(a_list(lambda s: (in_format('0"万"', "F2")(s), s.__setitem__("F1", "备注"), s.__setitem__("F2", 5))))
    assert price.formats and not of_code(price, rules, "L299")


def test_a_number_beyond_the_calendar_keeps_its_format_in_both_passes():
    def look(sheet):
        sheet["D2"], sheet["D3"] = 42_538_290, -3
        in_format('0"平方米"', "D2", "D3")(sheet)

    assert both(a_list(look)).formats == (CellFormat(3, '0"平方米"', "平方米", (2, 3)),)


def test_cells_that_hold_no_value_count_neither_way():
    def look(sheet):
        strike(3, "ABCF")(sheet)
        sheet["F3"], sheet["F1"] = "=1+1", "备注"

    assert both(a_list(look)).struck_rows == {3}


def test_damaged_or_missing_styles_tell_nothing():
    assert read_looks(None) == read_looks(b"<styleSheet><fonts>") == read_looks(b"")


@settings(max_examples=40, deadline=None)
@given(st.sets(st.tuples(st.integers(2, 5), st.sampled_from("ABCDE"))), st.sets(st.integers(2, 5)))
def test_any_pattern_of_looks_is_found_by_both_passes(struck, shown):
    def look(sheet):
        for row, column in struck:
            sheet[f"{column}{row}"].font = STRUCK
        in_format("0.0亩", *(f"D{row}" for row in shown))(sheet)

    sheet = both(a_list(look))
    assert sheet.struck_rows == {row for row in range(2, 6) if sum(r == row for r, _ in struck) > 2}
    assert sorted(row for told in sheet.formats for row in told.rows) == sorted(shown)


def test_the_careful_pass_keeps_the_style_where_the_value_reader_does_not_see_it():
    markup = b'<worksheet><sheetData><row r="1"><c r="A1" s="7"><v>9000000</v></c></row></sheetData></worksheet>'
    assert b'look="7"' in read_cells(markup).markup


@pytest.mark.parametrize("sign", ["[", "&quot;", "\\", "_", "0,"])
def test_a_number_format_of_any_length_costs_little(sign):
    head = '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="'
    cells = '"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>'
    looks = read_looks((head + sign * 1_000_001 + cells).encode())
    assert all(len(code) < 256 for code, _ in looks.formats.values())
