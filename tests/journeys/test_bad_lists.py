"""坏文件 · Each form of list with one bad file of each kind: a code, what to do, and nothing written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.journeys.office import command

HEAD = ("宗地编号", "位置", "面积（公顷）", "土地用途")
SOUND = ("A-1", "示例路1号", "3.2", "工业用地")


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(HEAD)  # type: ignore[union-attr] # a new workbook has a sheet
    book.active.append(SOUND)  # type: ignore[union-attr] # the same
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _docx() -> bytes:
    page = docx.Document()
    table = page.add_table(2, len(HEAD))
    for row, texts in zip(table.rows, (HEAD, SOUND), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _altered(content: bytes, member: str, alter: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, alter(old.read(name)) if name == member else old.read(name))
    return out.getvalue()


def _with_entity(markup: bytes) -> bytes:
    head, _, rest = markup.partition(b"?>")
    return head + b'?><!DOCTYPE a [<!ENTITY b "c">]>' + rest


def _bomb(markup: bytes) -> bytes:
    return markup.replace(b"</sheetData>", b"</sheetData>" + b" " * 30_000_000)


def _json_lines(*lines: str) -> bytes:
    return "\n".join(lines).encode()


CSV = ("\r\n".join(",".join(row) for row in (HEAD, SOUND)) + "\r\n").encode()
LINE = '{"宗地编号": "A-1", "位置": "示例路1号", "面积（公顷）": "3.2", "土地用途": "工业用地"}'

SOUND_FILES = {"ledger.xlsx": _xlsx(), "ledger.csv": CSV, "ledger.jsonl": _json_lines(LINE), "ledger.docx": _docx()}

#: Form, kind of badness, name and bytes.
BAD = {
    "xlsx empty": ("a.xlsx", b""),
    "xlsx torn": ("a.xlsx", _xlsx()[:3000]),
    "xlsx with entities": ("a.xlsx", _altered(_xlsx(), "xl/worksheets/sheet1.xml", _with_entity)),
    "xlsx bomb": ("a.xlsx", _altered(_xlsx(), "xl/worksheets/sheet1.xml", _bomb)),
    "xlsx without its sheet": ("a.xlsx", _altered(_xlsx(), "xl/worksheets/sheet1.xml", lambda _: b"")),
    "xlsx is a web page": ("a.xlsx", b"<html><table><tr><td>1</td></tr></table></html>"),
    "xlsx is a legacy workbook": ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "xlsx is a pdf": ("a.xlsx", b"%PDF-1.7\n"),
    "csv of mixed encodings": ("a.csv", CSV + "位置说明".encode("gb18030") + b",1,2,3\n"),
    "csv once decoded wrongly": ("a.csv", CSV + "锟斤拷,1,2,3\n".encode()),
    "csv with an open quotation": ("a.csv", CSV + b'"A-2,1,2,3\n'),
    "csv without a header": ("a.csv", b"1,2,3\n4,5,6\n"),
    "csv of too many columns": ("a.csv", CSV + b"," * 300 + b"\n"),
    "jsonl broken": ("a.jsonl", _json_lines(LINE, '{"宗地编号": ')),
    "jsonl with NaN": ("a.jsonl", _json_lines(LINE, '{"宗地编号": NaN}')),
    "jsonl saying a key twice": ("a.jsonl", _json_lines('{"面积": "1", "面积": "2"}')),
    "docx without a table": ("a.docx", _altered(_docx(), "word/document.xml", lambda m: m.replace(b"w:tbl>", b"w:p>"))),
    "docx with entities": ("a.docx", _altered(_docx(), "word/document.xml", _with_entity)),
    "docx torn": ("a.docx", _docx()[:9000]),
    "a boundary file": ("a.txt", "[地块坐标]\nJ1,1,3845000.1,38462000.1\n".encode()),
}


@pytest.mark.parametrize("name", SOUND_FILES)
def test_a_sound_list_of_each_form_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(SOUND_FILES[name])
    said = command("examine", tmp_path / name)
    assert (said.code, "宗地 1 宗" in said.out) == (1, True) or said.code == 0, said


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bad_file_is_refused_in_words(tmp_path: Path, kind: str, lang: str) -> None:
    name, content = BAD[kind]
    (tmp_path / name).write_bytes(content)
    out = tmp_path / "清台账.xlsx"
    said = command("examine", tmp_path / name, "--out", out, "--back", tmp_path / "回件", "--lang", lang)
    assert said.code == 3, said
    assert "Traceback" not in said.err and "→" in said.err
    assert {path.name for path in tmp_path.iterdir()} == {name}
