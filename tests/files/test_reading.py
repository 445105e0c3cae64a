"""读文件 · What a file holds is read exactly as it stands.

What is no table is refused with one typed fault.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

import landsupply.files
from landsupply.files.reading import read_sheets
from landsupply.law import words
from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.examine import examine
from landsupply.ledger.sheet import CellKind
from landsupply.measure.fault import InputFault

TEXT = "位置,面积\n东风路、西大街,3.2\n"


def workbook(fill) -> bytes:
    book = openpyxl.Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def altered(content: bytes, change) -> bytes:
    """The same workbook with its members passed through a change."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def texts(sheet):
    return [_trimmed([cell.text for cell in row]) for row in sheet.rows]


def _trimmed(row):
    while row and not row[-1]:
        row.pop()
    return row


def code_of(content: bytes, name: str = "x.xlsx") -> str:
    with pytest.raises(InputFault) as caught:
        read_sheets(content, name)
    assert words.say(caught.value.code, "zh", **caught.value.facts)
    assert words.remedy(caught.value.code, "en", **caught.value.facts)
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_one_table_whatever_the_encoding(encoding):
    (sheet,) = read_sheets(TEXT.encode(encoding), "a.csv")
    assert texts(sheet) == [["位置", "面积"], ["东风路、西大街", "3.2"]]
    assert (sheet.source, sheet.name, sheet.first_row) == ("a.csv", None, 1)


def test_rare_names_survive_gb18030():
    (sheet,) = read_sheets("位置,面积\n䶮𬱖路,1\n".encode("gb18030"), "a.csv")
    assert sheet.rows[1][0].text == "䶮𬱖路"


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_separators(mark):
    (sheet,) = read_sheets(f"标题\n位置{mark}面积\n路{mark}3\n".encode(), "a.csv")
    assert texts(sheet)[1:] == [["位置", "面积"], ["路", "3"]]


def test_csv_text_stays_text():
    cells = ["=1+1", "+5", "-3", "@SUM", "a\x00b", "\x07", "'0123", "０１２", " x "]
    (sheet,) = read_sheets((",".join(cells) + "\n").encode(), "a.csv")
    assert texts(sheet) == [cells]
    assert {cell.kind for cell in sheet.rows[0]} == {CellKind.TEXT}


def test_csv_rows_keep_their_numbers():
    (sheet,) = read_sheets(b'a,b\n\n"x\ny",2\n', "a.csv")
    assert texts(sheet) == [["a", "b"], [], ["x\ny", "2"]]


def test_xlsx_cells():
    def fill(ws):
        ws["B3"], ws["C3"], ws["D3"] = "面积", 0.982452, date(2024, 3, 5)
        ws["E3"], ws["F3"], ws["G3"] = datetime(2024, 3, 5, 1, 2, 3), True, "=C3*2"
        ws["H3"] = "#REF!"
        ws["H3"].data_type = "e"
        ws["I3"] = "=text"
        ws["I3"].data_type = "s"
        ws["J3"], ws["K3"], ws["L3"] = 0.1 + 0.2, 42, "3.20"
        ws["B6"] = "=1+1"

    (sheet,) = read_sheets(workbook(fill), "a.bin")
    assert (sheet.first_row, len(sheet.rows)) == (3, 4)
    assert [(cell.text, cell.kind.value) for cell in sheet.rows[0]] == [
        ("", "blank"),
        ("面积", "text"),
        ("0.982452", "number"),
        ("2024-03-05", "date"),
        ("2024-03-05T01:02:03", "date"),
        ("TRUE", "boolean"),
        ("=C3*2", "formula_without_value"),
        ("#REF!", "error"),
        ("=text", "text"),
        ("0.3", "number"),
        ("42", "number"),
        ("3.20", "text"),
    ]
    assert sheet.rows[3][1].kind is CellKind.FORMULA_WITHOUT_VALUE


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("0.98245199999999999", "0.982452"),
        ("1E-7", "0.0000001"),
        ("4.10122E+18", "4101220000000000000"),
        ("-5.0", "-5"),
    ],
)
def test_numbers_are_the_shortest_decimal_of_what_is_stored(stored, text):
    content = workbook(lambda ws: ws.append([7.25]))
    content = altered(content, lambda name, old: old.replace(b"<v>7.25</v>", b"<v>" + stored.encode() + b"</v>"))
    assert read_sheets(content, "a")[0].rows[0][0].text == text


def test_a_formula_with_a_stored_value_is_its_value():
    content = altered(
        workbook(lambda ws: ws.append(["=1+1"])),
        lambda name, old: old.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"),
    )
    assert read_sheets(content, "a")[0].rows[0][0].text == "2"


def test_a_formula_without_value_is_found_at_its_row_and_the_row_is_kept():
    def fill(ws):
        ws.append(["候选宗地"])
        ws.append(["位置", "土地用途", "面积（公顷）", "行政区"])
        ws.append(["甲路", "工业用地", 3.2, "中原区"])
        ws.append(["乙路", "工业用地", "=C3*2", "中原区"])

    ledger = examine(read_sheets(workbook(fill), "a.xlsx"), open_rulebook("410100").on(date(2024, 1, 1)))
    assert [(i.code, i.file, i.sheet, i.row, i.field, i.raw) for i in ledger.issues] == [
        ("L090", "a.xlsx", "Sheet", 4, "面积（公顷）", "=C3*2")
    ]
    assert sorted(str(parcel.stated()["area"]) for parcel in ledger.parcels) == ["3.20", "None"]


def test_all_sheets_are_read_in_order():
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.create_sheet("甲&乙").append(["一"])
    book.create_sheet("空")
    book.create_sheet("丙").append(["三"])
    out = io.BytesIO()
    book.save(out)
    assert [(sheet.name, texts(sheet)) for sheet in read_sheets(out.getvalue(), "a")] == [
        ("甲&乙", [["一"]]),
        ("空", []),
        ("丙", [["三"]]),
    ]


def test_a_false_dimension_and_styled_empty_cells_cost_nothing():
    def fill(ws):
        ws["A1"] = "位置"
        for row in range(1, 300):
            ws.cell(row, 150).number_format = "0.00"

    content = altered(
        workbook(fill),
        lambda name, old: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', old),
    )
    (sheet,) = read_sheets(content, "a")
    assert texts(sheet) == [["位置"]]


def plain_zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("F001", b""),
        ("F001", b" \r\n"),
        ("F002", OLE2 + "Workbook".encode("utf-16-le")),
        ("F003", OLE2 + "EncryptedPackage".encode("utf-16-le")),
        ("F004", b"%PDF-1.7\n"),
        ("F005", plain_zip(**{"word__document.xml": b"<w/>"})),
        ("F005", b"{\\rtf1"),
        ("F006", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("F006", '\ufeff<?xml version="1.0"?><Workbook/>'.encode()),
        ("F007", b"\x89PNG\r\n\x1a\n"),
        ("F007", b'<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("F008", plain_zip(**{"inner.xlsx": b"PK\x03\x04"})),
        ("F009", plain_zip(**{"xl__workbook.bin": b"x"})),
        ("F010", b"PK\x03\x04" + bytes(100)),
        ("F019", plain_zip(**{"xl__workbook.xml": b"<workbook/>"})),
        ("F021", "位置,面积\n".encode("gbk") + b"\xff\xff"),
        ("F021", "东风路西大街北侧地块,面积\n".encode() + "南侧".encode("gbk") + b"\n"),
        ("F022", "位置\n锟斤拷路\n".encode()),
        ("F022", "位置\n\ufffd路\n".encode()),
        ("F037", b"MZ" + bytes(300)),
        ("F023", '位置,面积\n"东路,3\n'.encode()),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(code, content):
    assert code_of(content, "台账.xlsx") == code
    assert code_of(content, "台账.csv") == code


def test_the_place_of_damage_in_an_encoding_is_named():
    with pytest.raises(InputFault) as caught:
        read_sheets("位置\n".encode("gbk") + b"\xff", "a.csv")
    assert caught.value.facts["offset"] == 5


def test_every_code_of_reading_has_words_and_every_word_a_code():
    package = Path(landsupply.files.__file__).parents[1]
    used = {code for path in package.rglob("*.py") for code in re.findall(r"\bF\d{3}\b", path.read_text("utf-8"))}
    assert used == {code for code in words.codes() if code.startswith("F")}
