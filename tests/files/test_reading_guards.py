"""文件防护 · Hostile and broken files cost a refusal, nothing more.

Random bytes give a typed fault or a table.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from landsupply.files import guard
from landsupply.files.guard import open_archive
from landsupply.files.reading import read_sheets
from landsupply.files.repack import repack
from landsupply.measure.fault import InputFault

from .test_reading import altered, code_of, plain_zip, workbook

SMALL = workbook(lambda ws: ws.append(["位置", 3.2, "=1+1", None, "2024-01-01", True]))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    content = plain_zip(**{"xl__workbook.xml": bytes(12_000_000)})
    assert len(content) < 20_000
    opened: list[object] = []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda archive, member, *rest, **more: opened.append(member))
    assert code_of(content) == "F013"
    assert opened == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.open("xl/workbook.xml")
    assert opened == ["xl/workbook.xml"]


def with_declared_size(content: bytes, size: int) -> bytes:
    """The archive with another unpacked size written for every member of its directory."""
    forged = bytearray(content)
    at = forged.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", forged, at + 24, size)
        at = forged.find(b"PK\x01\x02", at + 4)
    return bytes(forged)


def test_declared_sizes_are_summed():
    assert code_of(with_declared_size(plain_zip(a=b"x", b=b"y"), guard.UNPACKED_LIMIT // 2 + 1)) == "F012"


def test_a_member_that_lies_about_its_size_is_never_unpacked_beyond_it():
    assert code_of(with_declared_size(SMALL, 10)) == "F010"


def test_too_many_members():
    assert code_of(plain_zip(**{f"m{n}": b"" for n in range(guard.MEMBER_LIMIT + 1)})) == "F014"


def test_overlapping_and_doubled_members(recwarn):
    content = bytearray(plain_zip(a=b"x" * 50, b=b"y" * 50))
    second = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4)
    struct.pack_into("<I", content, second + 42, 0)
    assert code_of(bytes(content)) == "F015"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"a")
        archive.writestr("xl/workbook.xml", b"b")
    assert code_of(out.getvalue()) == "F015"


def test_an_encrypted_or_strangely_packed_member():
    content = bytearray(plain_zip(a=b"x"))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert code_of(bytes(content)) == "F020"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/workbook.xml", b"a")
    assert code_of(out.getvalue()) == "F020"


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]
)
@pytest.mark.parametrize("declaration", [LAUGHS, b'<!DOCTYPE x SYSTEM "http://127.0.0.1/x">', b"<!doctype x>"])
def test_no_document_type_is_read(part, declaration):
    def plant(name: str, old: bytes) -> bytes:
        return declaration + old if name == part else old

    assert code_of(altered(SMALL, plant)) == "F016"


def test_markup_in_another_encoding_cannot_hide_a_declaration():
    hidden = (LAUGHS.decode() + "<worksheet/>").encode("utf-16")
    assert code_of(altered(SMALL, lambda name, old: hidden if "sheet1" in name else old)) == "F016"


def far_away(reference: bytes) -> bytes:
    return altered(SMALL, lambda name, old: old.replace(b'r="B1"', b'r="' + reference + b'"'))


def test_content_beyond_the_limits_is_refused_without_being_spread_out():
    assert code_of(far_away(b"B1048576")) == "F017"
    assert code_of(far_away(b"XFD1")) == "F018"
    assert code_of(far_away(b"A99999999")) == "F019"
    assert code_of(far_away(b"A0")) == "F019"
    assert code_of((",".join("x" * (guard.COLUMN_LIMIT + 1)) + "\n").encode()) == "F018"
    assert code_of(b"a,b\n" * (guard.ROW_LIMIT + 1)) == "F017"


def test_a_file_over_the_limit_is_refused_unread(monkeypatch):
    monkeypatch.setattr(guard, "PACKED_LIMIT", 1000)
    assert code_of(b"a,b\n" * 300) == "F011"
    assert code_of(SMALL) == "F011"


def test_a_missing_sheet_member():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SMALL)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if "sheet1" not in name:
                new.writestr(name, old.read(name))
    assert code_of(out.getvalue()) == "F019"


def test_only_needed_members_reach_the_value_reader():
    content = altered(SMALL, lambda name, old: old)
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    macro = repack([*parts.items(), ("xl/vbaProject.bin", b"macro"), ("xl/media/x.png", b"x")])
    assert read_sheets(macro, "a")[0].lanes == read_sheets(content, "a")[0].lanes
    assert "xl/vbaProject.bin" in open_archive(macro).names


def read_or_refuse(content: bytes) -> None:
    try:
        read_sheets(content, "x")
    except InputFault as fault:
        assert fault.code[0] == "F"


@settings(max_examples=200)
@given(st.binary(max_size=300))
@example(b"PK\x05\x06" + bytes(18))
@example(b"\xff\xfe\x00")
def test_any_bytes_give_a_table_or_a_typed_fault(content):
    for head in (b"", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        read_or_refuse(head + content)


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_any_text_gives_a_table_or_a_typed_fault(text):
    read_or_refuse(text.encode("utf-8", "surrogatepass"))


def mutated(content: bytes, source: random.Random) -> bytes:
    out = bytearray(content)
    for _ in range(source.choice((1, 1, 2, 5, 20))):
        at = source.randrange(len(out) or 1)
        match source.randrange(3):
            case 0:
                out[at : at + 1] = bytes((source.randrange(256),))
            case 1:
                del out[at : at + source.randrange(1, 40)]
            case _:
                out[at:at] = source.choice((b"0", b"9", b'"', b"-", b"<c><v>3</v></c>", b"&amp;", bytes(4)))
    return bytes(out)


@settings(max_examples=200)
@given(st.randoms(use_true_random=False))
def test_a_mutated_workbook_gives_a_table_or_a_typed_fault(source):
    read_or_refuse(mutated(SMALL, source))


@settings(max_examples=200)
@given(
    st.randoms(use_true_random=False),
    st.sampled_from(["workbook.xml", "sheet1.xml", "styles.xml", "workbook.xml.rels"]),
)
def test_a_workbook_with_mutated_markup_gives_a_table_or_a_typed_fault(source, part):
    read_or_refuse(altered(SMALL, lambda name, old: mutated(old, source) if name.endswith(part) else old))
