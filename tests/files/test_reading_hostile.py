"""敌意文件 · Bombs, entities, names that climb, false formats and noise cost a typed refusal.

Nothing is written, nobody is called.
"""

from __future__ import annotations

import builtins
import io
import os
import socket
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply.files.reading import form_of, read_sheets
from landsupply.ledger.sheet import CellKind
from landsupply.measure.fault import InputFault

from .test_reading import OLE2, altered, code_of, plain_zip, texts, workbook
from .test_reading_docx import document, two_tables
from .test_reading_guards import mutated

BOOK = workbook(lambda ws: [ws.append(["位置", 3.2, "=1+1", None, "2024-01-01", True]) for _ in range(3)])
WORD = document(two_tables)
LINES = '{"位置": "东风路", "面积": 3.20, "合同": {"1": [1e3, "甲"]}}\n'.encode() * 3
TEXT = '位置,面积\n"东,风路",3.2\n'.encode("gb18030")


@pytest.fixture
def sealed(monkeypatch, tmp_path):
    """Whatever opens a file for writing, or a socket, fails the test."""
    plain_open = builtins.open

    def refuse(*arguments, **options):
        raise AssertionError(f"{arguments} {options}")

    def only_reading(file, mode="r", *rest, **options):
        return plain_open(file, mode, *rest, **options) if not set(mode) & set("wax+") else refuse(file, mode)

    monkeypatch.setattr(builtins, "open", only_reading)
    monkeypatch.setattr(io, "open", only_reading)
    for name in ("mkdir", "makedirs", "rename", "symlink"):
        monkeypatch.setattr(os, name, refuse)
    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


# ---- bombs ---------------------------------------------------------------------------------------------------------


def nested(depth: int) -> bytes:
    content = bytes(1_000_000)
    for _ in range(depth):
        content = plain_zip(**{"xl__workbook.xml": content})
    return content


def overlapping() -> bytes:
    """Many entries of the directory that share one packed member."""
    first = plain_zip(**{"xl__workbook.xml": bytes(900_000)})
    at = first.index(b"PK\x01\x02")
    entry, end = first[at : first.index(b"PK\x05\x06")], bytearray(first[first.index(b"PK\x05\x06") :])
    entries = b"".join(entry.replace(b"workbook", b"work%04d" % n) for n in range(500))
    struct.pack_into("<HHII", end, 8, 500, 500, len(entries), at)
    return first[:at] + entries + bytes(end)


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (plain_zip(**{"xl__workbook.xml": bytes(30_000_000)}), ("F013",)),
        (plain_zip(**{"word__document.xml": bytes(30_000_000)}), ("F013",)),
        (nested(4), ("F016", "F019")),
        (overlapping(), ("F015",)),
    ],
)
def test_t22_bombs_are_refused(sealed, content, codes):
    assert code_of(content) in codes


# ---- entities ------------------------------------------------------------------------------------------------------

LAUGHS = '<!DOCTYPE l [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;">]>'.encode()
OUTSIDE = b'<!DOCTYPE l [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>'
PARAMETER = b'<!DOCTYPE l [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'


def strung(values: list[str]) -> bytes:
    import xlsxwriter

    book = xlsxwriter.Workbook(out := io.BytesIO())
    book.add_worksheet().write_row(0, 0, values)
    book.close()
    return out.getvalue()


STRUNG = strung(["东"])


@pytest.mark.parametrize("declaration", [LAUGHS, OUTSIDE, PARAMETER])
@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (STRUNG, "xl/worksheets/sheet1.xml"),
        (STRUNG, "xl/sharedStrings.xml"),
        (STRUNG, "xl/styles.xml"),
        (STRUNG, "xl/workbook.xml"),
        (STRUNG, "xl/_rels/workbook.xml.rels"),
        (WORD, "word/document.xml"),
    ],
)
def test_t24_declared_entities_are_refused(sealed, whole, part, declaration):
    def plant(name: str, old: bytes) -> bytes:
        head, mark, rest = old.partition(b"?>")
        return head + mark + declaration + rest if name == part else old

    assert code_of(altered(whole, plant)) == "F016"


def test_t24_an_unknown_entity_is_damage(sealed):
    content = altered(STRUNG, lambda name, old: old.replace("东".encode(), b"&x;"))
    assert code_of(content) == "F019"


# ---- names ---------------------------------------------------------------------------------------------------------


def renamed(name: str, mode: int = 0) -> bytes:
    """A workbook with one more member of any name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            new.writestr(member, old.read(member))
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        new.writestr(info, b"/etc/passwd")
    return out.getvalue()


@pytest.mark.parametrize("name", ["../../x", "/etc/x", "C:\\x", "..\\x", "xl/../../x", "位置.xml", "a\x00b"])
@pytest.mark.parametrize("mode", [0, 0o120777])
def test_t26_names_that_climb_are_never_used(sealed, tmp_path, monkeypatch, name, mode):
    monkeypatch.chdir(tmp_path)
    assert texts(read_sheets(renamed(name, mode), "a")[0])[0][0] == "位置"
    assert list(tmp_path.rglob("*")) == []


def test_t26_a_name_in_gbk_is_no_obstacle(sealed):
    named = "位置图".encode("gbk")
    assert texts(read_sheets(renamed("x" * len(named)).replace(b"x" * len(named), named), "a")[0])[0][0] == "位置"


def test_t26_relationships_that_climb_lead_nowhere(sealed):
    content = altered(BOOK, lambda name, old: old.replace(b"worksheets/sheet1.xml", b"../../../etc/passwd"))
    assert code_of(content) == "F019"


def test_t26_ten_thousand_members(sealed):
    assert code_of(plain_zip(**{f"xl__m{n}": b"" for n in range(10_000)})) == "F014"


# ---- false formats -------------------------------------------------------------------------------------------------

GPKG = b"SQLite format 3\x00" + bytes(52) + b"GPKG" + bytes(40)
POINTS = "".join(f"J{n},1,384500{n}.12,3846210{n}.34\n" for n in range(1, 5))


@pytest.mark.parametrize(
    ("content", "form", "code"),
    [
        (b"<html><body><table></table></body></html>", "html", "F006"),
        (OLE2 + "Workbook".encode("utf-16-le"), "ole2", "F002"),
        (b"%PDF-1.4\n" + BOOK, "pdf", "F004"),
        (b"\x89PNG\r\n\x1a\n", "image", "F007"),
        (plain_zip(a__b=b"x"), "archive", "F008"),
        (plain_zip(**{"content.xml": b"<a/>"}), "ods", "F009"),
        (plain_zip(**{"甲.SHP": b"x", "甲.dbf": b"x"}), "shapefile-zip", "F027"),
        (plain_zip(**{"doc.kml": b"<kml/>"}), "kmz", "F027"),
        (b'<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"/>', "kml", "F027"),
        (b'<?xml version="1.0"?><a/>', "xml", "F006"),
        (GPKG, "gpkg", "F027"),
        (b"  0\r\nSECTION\r\n  2\r\nHEADER\r\n", "dxf", "F027"),
        (b"\x00\x00\x27\x0a" + bytes(96), "shapefile", "F027"),
        (f"[属性描述]\n坐标系=2000国家大地坐标系\n[地块坐标]\n{POINTS}".encode("gbk"), "txt-boundary", "F027"),
        (f"【地块坐标】\n{POINTS}".encode(), "txt-boundary", "F027"),
        (f"[地块坐标]\n{POINTS}".encode("utf-16"), "txt-boundary", "F027"),
        (POINTS.encode(), "txt-boundary", "F027"),
        (POINTS.replace("J", "").encode(), "txt-boundary", "F027"),
        (b'{"type":"Feature","geometry":null}', "geojson", "F027"),
        (b" \n", "empty", "F001"),
    ],
)
def test_t27_other_formats_are_refused_by_name(sealed, content, form, code):
    assert form_of(content) == form
    assert code_of(content, "台账.xlsx") == code


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (BOOK, "xlsx"),
        (WORD, "docx"),
        (TEXT, "csv"),
        ("序号,年份,面积,价格\n" + "1,2024,1234567,7654321\n" * 4, "csv"),
        (LINES, "jsonl"),
        (b'[{"a":1}]', "json"),
    ],
)
def test_t27_a_false_name_makes_no_difference(sealed, content, form):
    content = content.encode() if isinstance(content, str) else content
    assert form_of(content) == form
    assert read_sheets(content, "a.pdf")[0].height > 0


def test_t27_a_web_page_or_archive_behind_a_table_is_text_or_refused():
    (sheet,) = read_sheets(b"a,b\n" + b"<script>alert(1)</script>,2\n", "a.csv")
    assert {kind for lane in sheet.lanes for kind in lane.kinds} == {CellKind.TEXT}
    assert code_of(BOOK[:-30]) == "F010"


# ---- noise ---------------------------------------------------------------------------------------------------------


@settings(max_examples=200)
@given(
    st.sampled_from([BOOK, WORD, LINES, TEXT, TEXT.decode("gb18030").encode("utf-16")]),
    st.randoms(use_true_random=False),
)
def test_t30_mutated_files_give_a_table_or_a_typed_fault(content, source):
    read_or_refuse(mutated(content, source))


@settings(max_examples=200)
@given(st.sampled_from(["word/document.xml", "xl/worksheets/sheet1.xml"]), st.randoms(use_true_random=False))
def test_t30_mutated_markup_gives_a_table_or_a_typed_fault(part, source):
    whole = WORD if part.startswith("word") else BOOK
    read_or_refuse(altered(whole, lambda name, old: mutated(old, source) if name == part else old))


def read_or_refuse(content: bytes) -> None:
    form_of(content)
    try:
        sheets = read_sheets(content, "x")
    except InputFault as fault:
        assert fault.code[0] == "F"
        return
    for sheet in sheets:
        assert all(len(lane.texts) == len(lane.kinds) == sheet.height for lane in sheet.lanes)


def test_t33_reading_calls_nobody(sealed):
    for content in (BOOK, WORD, LINES, TEXT):
        assert read_sheets(content, "http://127.0.0.1:9/x")
