"""读工作簿 · The quick pass and the careful pass over a worksheet tell the same, and nothing in a cell is lost."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from landsupply.files import xlsx_in
from landsupply.files.reading import read_sheets
from landsupply.files.xlsx_plain import read_plain
from landsupply.ledger.sheet import Merge
from landsupply.measure.fault import InputFault

from .test_reading import altered, code_of, texts, workbook

STYLED = workbook(lambda ws: [ws.cell(1, column, value) for column, value in enumerate(
    (datetime(2024, 1, 2, 3), timedelta(hours=30), time(3, 4), date(2024, 1, 2)), 1)])  # fmt: skip


def with_rows(rows: str, around: tuple[str, str] = ("", "")) -> bytes:
    """A workbook whose one sheet holds this XML; styles 1, 2 and 3 are a date with time, a duration and a time."""
    sheet = f"{around[0]}<sheetData>{rows}</sheetData>{around[1]}".encode()
    return altered(
        STYLED,
        lambda name, old: (
            re.sub(rb"<sheetData>.*</sheetData>", lambda _: sheet, old, flags=re.DOTALL) if "sheet1" in name else old
        ),
    )


def sheet_of(rows: str, around: tuple[str, str] = ("", "")):
    (sheet,) = read_sheets(with_rows(rows, around), "a")
    return sheet


def cells(sheet):
    return [[(cell.text, cell.kind.value) for cell in row] for row in sheet.rows]


def only(content: str):
    return cells(sheet_of(f'<row r="1">{content}</row>'))


def carefully(content: bytes):
    """The sheets as the careful pass tells them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xlsx_in, "read_plain", lambda markup: None)
        return read_sheets(content, "a")


# ---- one cell of each kind -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "text", "kind"),
    [
        ('<c r="A1"><v>0.1</v></c>', "0.1", "number"),
        ('<c r="A1" s="1"><v>45293.125</v></c>', "2024-01-02T03:00:00", "date"),
        ('<c r="A1" s="1"><v>45293</v></c>', "2024-01-02", "date"),
        ('<c r="A1" s="1"><v>-5</v></c>', "-5", "number"),
        ('<c r="A1" s="1"><v>60</v></c>', "60", "number"),
        ('<c r="A1" s="1"><v>59</v></c>', "1900-02-28", "date"),
        ('<c r="A1" s="1"><v>3000000</v></c>', "3000000", "number"),
        ('<c r="A1" s="2"><v>1000000000</v></c>', "1000000000", "number"),
        ('<c r="A1" s="2"><v>1.25</v></c>', "1.25", "number"),
        ('<c r="A1" s="3"><v>0.25</v></c>', "06:00:00", "date"),
        ('<c r="A1" t="d"><v>2024-01-02</v></c>', "2024-01-02", "date"),
        ('<c r="A1"><v>1e999</v></c>', "1e999", "text"),
        ('<c r="A1"><v>nan</v></c>', "nan", "text"),
        ('<c r="A1"><v> 3 </v></c>', "3", "number"),
        ('<c r="A1"><v>abc</v></c>', "abc", "text"),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE", "boolean"),
        ('<c r="A1" t="b"><v>0</v></c>', "FALSE", "boolean"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!", "error"),
        ('<c r="A1" t="e"><v>#SPILL!</v></c>', "#SPILL!", "error"),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", "error"),
        ('<c r="A1" t="str"><f>B1&amp;"x"</f><v> 东 </v></c>', " 东 ", "text"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "2", "number"),
        ('<c r="A1"><f>B1&amp;"&lt;"</f></c>', '=B1&"<"', "formula_without_value"),
        ('<c r="A1"><f>1+1</f><v></v></c>', "=1+1", "formula_without_value"),
        ('<c r="A1"><f>1+1</f><v/></c>', "=1+1", "formula_without_value"),
        ('<c r="A1"><f t="shared" si="0"/></c>', "=", "formula_without_value"),
        ('<c r="A1"><f t="shared" si="0"/><v></v></c>', "=", "formula_without_value"),
        ('<c r="A1" s="1"><f t="array" ref="A1:A2">B1</f></c>', "=B1", "formula_without_value"),
        ('<c r="A1" t="inlineStr"><is><t>东&#10;西</t></is></c>', "东\n西", "text"),
        ('<c r="A1" t="inlineStr"><is><r><t>东</t></r><r><t>西</t></r></is></c>', "东西", "text"),
        ('<c r="A1" t="inlineStr"><is><t>东</t><rPh sb="0" eb="1"><t>dong</t></rPh></is></c>', "东", "text"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 东 </t></is></c>', " 东 ", "text"),
        ('<c r="A1" t="str"><v>_x000D_</v></c>', "\r", "blank"),
        ('<c><v>7</v></c>', "7", "number"),
    ],
)  # fmt: skip
def test_one_cell(content, text, kind):
    assert only(content) == [[(text, kind)]]


def test_a_formula_without_value_beside_and_below_all_values_is_kept():
    sheet = sheet_of(
        '<row r="2"><c r="B2"><v>1</v></c></row><row r="5"><c r="D5"><f>B2*2</f></c></row>'
        '<row r="7"><c r="A7" s="1"/></row>'
    )
    assert (sheet.first_row, sheet.height, len(sheet.lanes)) == (2, 4, 4)
    assert sheet.rows[3][3].text == "=B2*2"
    only_formula = sheet_of('<row r="9"><c r="C9"><f>1</f></c></row>')
    assert (only_formula.first_row, cells(only_formula)) == (
        9,
        [[("", "blank"), ("", "blank"), ("=1", "formula_without_value")]],
    )


def test_dates_of_the_1904_system():
    content = altered(
        with_rows('<row r="1"><c r="A1" s="1"><v>43831</v></c></row>'),
        lambda name, old: re.sub(rb"<workbookPr[^>]*>", b'<workbookPr date1904="1"/>', old),
    )
    assert texts(read_sheets(content, "a")[0]) == [["2024-01-02"]]


def test_percent_money_and_leading_apostrophe_say_only_the_number_or_text():
    book = xlsxwriter.Workbook(out := io.BytesIO())
    sheet = book.add_worksheet()
    sheet.write_number(0, 0, 0.125, book.add_format({"num_format": "0.00%"}))
    sheet.write_number(0, 1, 1234.5, book.add_format({"num_format": '[$￥-804]#,##0.00"亩"'}))
    sheet.write_string(0, 2, "0123", book.add_format({"quote_prefix": True}))
    sheet.write_number(0, 3, 45292, book.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))
    sheet.write_number(0, 4, 45292, book.add_format({"num_format": 31}))
    book.close()
    assert cells(read_sheets(out.getvalue(), "a")[0]) == [
        [
            ("0.125", "number"),
            ("1234.5", "number"),
            ("0123", "text"),
            ("2024-01-01", "date"),
            ("2024-01-01", "date"),
        ]
    ]


# ---- what is hidden or merged --------------------------------------------------------------------------------------


def marked_book() -> bytes:
    book = xlsxwriter.Workbook(out := io.BytesIO())
    sheet, hidden, deep = (book.add_worksheet(name) for name in ("甲", "乙", "丙"))
    sheet.merge_range("B2:D2", "标题")
    sheet.merge_range("A4:A6", "项目")
    sheet.write_row("B4", [1, 2, 3])
    sheet.write_row("B6", [4, 5, 6])
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.set_row(5, 0)
    sheet.set_row(9, None, None, {"hidden": True})
    sheet.set_column("C:C", None, None, {"hidden": True})
    sheet.set_column("F:XFD", None, None, {"hidden": True})
    hidden.hide()
    deep.very_hidden()
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("read", [lambda content: read_sheets(content, "a"), carefully])
def test_hidden_rows_columns_and_sheets_and_merges(read):
    sheet, hidden, deep = read(marked_book())
    assert sheet.merges == (Merge(2, 2, 1, 3), Merge(4, 6, 0, 0))
    assert (sheet.first_row, sheet.height) == (2, 5)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({5, 6}, {2})
    assert [s.is_hidden for s in (sheet, hidden, deep)] == [False, True, True]


def test_both_passes_are_taken():
    assert read_plain(zipfile.ZipFile(io.BytesIO(marked_book())).read("xl/worksheets/sheet1.xml")) is not None
    for content in (STYLED, workbook(lambda ws: ws.append(["a", 1, "=A1", True]))):
        assert read_plain(zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")) is not None


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<row ", "<!-- a --><row "),
        ("<v>1</v>", "<v><![CDATA[1]]></v>"),
        ('<c r="A1">', "<c>"),
        ('<c r="A1">', "<c r='A1'>"),
        ('<c r="A1">', '<c t="n" r="A1">'),
        ("</c>", "\n</c>"),
        ('<row r="1">', "<row>"),
        ("<v>1</v>", "<v>1</v><extLst/>"),
        ("</row>", "</row><?x y?>"),
    ],
)
def test_other_shapes_are_left_to_the_careful_pass_and_read_alike(old, new):
    content = with_rows(ONE.replace(old, new))
    assert read_plain(zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")) is None
    assert cells(read_sheets(content, "a")[0]) == [[("1", "number")]]


def test_rows_on_lines_of_their_own_are_plain():
    text = '<c r="A{0}" t="inlineStr"><is><t xml:space="preserve">东</t></is></c>'
    rows = "".join(f'\n<row r="{row}">\n{text.format(row)}</row>\n' for row in (1, 2))
    content = with_rows(rows)
    assert read_plain(zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")) is not None
    assert texts(read_sheets(content, "a")[0]) == [["东"], ["东"]]
    assert read_sheets(content, "a") == carefully(content)


def test_prefixed_names_are_read():
    prefixed = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:cols>'
        b'<x:col min="1" max="1" hidden="true"/></x:cols><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
        b'<x:c r="B1"><x:f>A1</x:f></x:c></x:row></x:sheetData></x:worksheet>'
    )
    (sheet,) = read_sheets(altered(STYLED, lambda name, old: prefixed if "sheet1" in name else old), "a")
    assert cells(sheet) == [[("1", "number"), ("=A1", "formula_without_value")]]
    assert sheet.hidden_columns == {0}


def test_rows_out_of_order_are_put_in_order():
    sheet = sheet_of('<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1" t="str"><v>一</v></c></row>')
    assert texts(sheet) == [["一"], [], ["3"]]


# ---- the two passes agree ------------------------------------------------------------------------------------------

NUMBERS = st.one_of(st.integers(-(10**6), 10**6), st.floats(allow_nan=False, allow_infinity=False)).map(repr)
WORDS = st.text(st.sampled_from("东风路 a1_x000D_\n&<>\"'，\ue78d"), max_size=8)
#: What stands between the place of a cell and its end.
BODIES = st.one_of(
    NUMBERS.map(lambda n: f"><v>{n}</v></c>"),
    st.tuples(st.sampled_from("123"), NUMBERS).map(lambda p: f' s="{p[0]}"><v>{p[1]}</v></c>'),
    WORDS.map(lambda w: f' t="str"><v>{_escaped(w)}</v></c>'),
    WORDS.map(lambda w: f' t="str"><f>A1</f><v>{_escaped(w)}</v></c>'),
    WORDS.map(lambda w: f' t="inlineStr"><is><t>{_escaped(w)}</t></is></c>'),
    WORDS.map(lambda w: f' t="inlineStr"><is><t xml:space="preserve">{_escaped(w)}</t></is></c>'),
    WORDS.map(lambda w: f"><f>{_escaped(w)}</f></c>"),
    st.sampled_from(
        [
            ' s="1"/>',
            "/>",
            ' t="b"><v>1</v></c>',
            ' t="e"><v>#N/A</v></c>',
            ' t="e"><v>#CALC!</v></c>',
            ' t="str"><f>1</f><v></v></c>',
            '><f t="shared" si="1"/></c>',
            ' s="2"><f>1</f><v>0.5</v></c>',
            ' t="s"><v></v></c>',
        ]
    ),
)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def sheets(draw: st.DrawFn) -> str:
    rows = draw(st.lists(st.integers(1, 60), unique=True, max_size=6).map(sorted))
    out = []
    for row in rows:
        columns = draw(st.lists(st.sampled_from(["A", "B", "C", "E", "Z", "AA", "GR"]), unique=True, max_size=4))
        hidden = draw(st.sampled_from(["", ' hidden="1"', ' hidden="0"', ' ht="0"', ' ht="12.5" hidden="true"']))
        ordered = sorted(columns, key=lambda letters: (len(letters), letters))
        line = "".join(f'<c r="{column}{row}"{draw(BODIES)}' for column in ordered)
        out.append(f'<row r="{row}"{hidden}>{line}</row>')
    return "".join(out)


AROUND = (
    '<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" width="0"/></cols>',
    '<mergeCells count="2"><mergeCell ref="A1:C2"/><mergeCell ref="E3:XFD1048576"/></mergeCells>',
)


@settings(max_examples=250)
@given(sheets(), st.sampled_from([("", ""), AROUND]))
@example('<row r="1"><c r="A1" s="2"><v>1.25</v></c><c r="C1"><f>1</f></c></row>', AROUND)
def test_the_quick_pass_and_the_careful_pass_agree(rows, around):
    content = with_rows(rows, around)
    assert read_sheets(content, "a") == carefully(content)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice is not installed here")
@pytest.mark.slow
def test_a_workbook_saved_by_libreoffice_is_read_alike_by_both_passes(tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(marked_book()))
    book["甲"]["G4"], book["甲"]["G5"] = "=B4*2", date(2024, 1, 2)
    book["甲"]["H4"], book["甲"]["H5"] = "=1/0", timedelta(hours=30)
    (tmp_path / "in").mkdir()
    book.save(tmp_path / "in" / "a.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "in" / "a.xlsx")], check=True, capture_output=True)
    content = (tmp_path / "a.xlsx").read_bytes()
    quick = read_sheets(content, "a")
    assert quick == carefully(content)
    assert read_plain(zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")) is not None
    before = read_sheets((tmp_path / "in" / "a.xlsx").read_bytes(), "a")
    assert [s.merges for s in quick] == [s.merges for s in before]
    assert quick[0].hidden_rows >= before[0].hidden_rows - {6}
    assert [s.is_hidden for s in quick] == [s.is_hidden for s in before]
    assert {"2", "2024-01-02", "#DIV/0!", "1.25"} <= {text for lane in quick[0].lanes for text in lane.texts}


# ---- limits --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ('<row r="200001"><c r="A200001"><v>1</v></c></row>', "F017"),
        ('<row r="200001"><c r="A200001"><f>1</f></c></row>', "F017"),
        ('<row r="1"><c r="GS1"><v>1</v></c></row>', "F018"),
        ('<row r="1"><c r="XFD1" t="inlineStr"><is><t>a</t></is></c></row>', "F018"),
        ('<row r="1"><c r="B1048576"><v>1</v></c></row>', "F017"),
    ],
)
def test_t23_content_beyond_the_limits_is_refused(rows, code):
    assert code_of(with_rows(rows)) == code


def test_t23_styled_empty_rows_and_columns_cost_nothing():
    far = "".join(f'<row r="{row}" s="1" customFormat="1"><c r="A{row}" s="1"/></row>' for row in range(2, 300_000))
    wide = "".join(f'<c r="{column}1" s="1"/>' for column in ("GS", "XFC", "XFD"))
    sheet = sheet_of(f'<row r="1"><c r="A1"><v>1</v></c>{wide}</row>{far}')
    assert (sheet.height, len(sheet.lanes)) == (1, 1)


def test_t23_merges_are_read_up_to_a_limit(monkeypatch):
    ranges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 50_001))
    around = ("", f"<mergeCells>{ranges}</mergeCells>")
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="40000"><c r="B40000"><v>1</v></c></row>'
    assert len(sheet_of(rows, around).merges) == 40_000
    monkeypatch.setattr("landsupply.files.xlsx_marks.MERGE_LIMIT", 100)
    assert code_of(with_rows(rows, around)) == "F028"
    assert code_of(with_rows(rows.replace("<row", "<!-- --><row"), around)) == "F028"


@given(st.binary(max_size=40).filter(lambda noise: b"]]>" not in noise))
def test_damage_within_the_rows_is_a_typed_fault_or_read_alike(noise):
    content = with_rows('<row r="1"><c r="A1" t="str"><v>%%</v></c></row>')
    content = altered(content, lambda name, old: old.replace(b"%%", noise))
    try:
        quick = read_sheets(content, "a")
    except InputFault as fault:
        assert fault.code[0] == "F"
        return
    assert [replace(sheet, digest="") for sheet in quick] == [replace(s, digest="") for s in carefully(content)]
