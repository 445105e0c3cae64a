"""读分隔文本 · One table whatever the encoding; what was lost or mixed is refused, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.files.reading import read_sheets

from .test_reading import code_of, texts, workbook

TABLE = "位置,面积\n䶮山路与𬱖塘街,3.2\n"
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
#: Two bytes of GB18030, what CPython makes of them, and what GB 18030-2022 says they are.
MOVED = [
    ("A6D9", "E78D", "FE10"), ("A6DA", "E78E", "FE12"), ("A6DB", "E78F", "FE11"), ("A6DC", "E790", "FE13"),
    ("A6DD", "E791", "FE14"), ("A6DE", "E792", "FE15"), ("A6DF", "E793", "FE16"), ("A6EC", "E794", "FE17"),
    ("A6ED", "E795", "FE18"), ("A6F3", "E796", "FE19"), ("FE51", "E816", "20087"), ("FE52", "E817", "20089"),
    ("FE53", "E818", "200CC"), ("FE59", "E81E", "9FB4"), ("FE61", "E826", "9FB5"), ("FE66", "E82B", "9FB6"),
    ("FE67", "E82C", "9FB7"), ("FE6C", "E831", "215D7"), ("FE6D", "E832", "9FB8"), ("FE76", "E83B", "2298F"),
    ("FE7E", "E843", "9FB9"), ("FE90", "E854", "9FBA"), ("FE91", "E855", "241FE"), ("FEA0", "E864", "9FBB"),
]  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("mark", [",", "\t", ";"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_t47_one_table_whatever_the_encoding(encoding, mark, ends):
    (sheet,) = read_sheets(TABLE.replace(",", mark).replace("\n", ends).encode(encoding), "a.csv")
    assert texts(sheet) == [["位置", "面积"], ["䶮山路与𬱖塘街", "3.2"]]
    assert sheet.mapped == 0


def test_t47_gbk_is_read_as_the_part_of_gb18030_that_it_is():
    (sheet,) = read_sheets("位置,面积\n嵩山路,3.2\n".encode("gbk"), "a.csv")
    assert texts(sheet) == [["位置", "面积"], ["嵩山路", "3.2"]]


@pytest.mark.parametrize(("stored", "private", "standard"), MOVED)
def test_t47_private_use_remnants_are_given_their_standard_place(stored, private, standard):
    character = chr(int(standard, 16))
    assert bytes.fromhex(stored).decode("gb18030") == chr(int(private, 16))
    old = "位置\n路".encode("gb18030") + bytes.fromhex(stored) + b"\n"
    for content in (old, f"位置\n路{chr(int(private, 16))}\n".encode()):
        (sheet,) = read_sheets(content, "a.csv")
        assert (sheet.rows[1][0].text, sheet.mapped) == (f"路{character}", 1)
    (sheet,) = read_sheets(f"位置\n路{character}\n".encode("gb18030"), "a.csv")
    assert (sheet.rows[1][0].text, sheet.mapped) == (f"路{character}", 0)


def test_t47_remnants_in_a_workbook_are_counted_too():
    (sheet,) = read_sheets(workbook(lambda ws: ws.append(["路\ue81e\ue78d", "东", 3])), "a.xlsx")
    assert (texts(sheet), sheet.mapped) == ([["路\u9fb4\ufe10", "东", "3"]], 2)


def test_characters_that_users_defined_stay_as_they_are():
    (sheet,) = read_sheets("位置\n\ue000路\n".encode("gb18030"), "a.csv")
    assert (sheet.rows[1][0].text, sheet.mapped) == ("\ue000路", 0)


@pytest.mark.parametrize(
    "content",
    [
        "位置,面积\n".encode("gbk") + "东风路,1\n".encode(),
        ("嵩山路与西大街交叉口东北角\n" * 50).encode("gbk") + "东风路,1\n".encode(),
        "位置,面积\n".encode() + "东风路\n".encode("gbk") * 3,
        "﻿位置\n".encode() + "东风路\n".encode("gbk"),
    ],
)
def test_t47_mixed_encodings_are_refused(content):
    assert code_of(content, "a.csv") == "F021"


@pytest.mark.parametrize("lost", ["锟斤拷", "\ufffd", "烫烫烫"])
def test_t47_text_that_was_lost_before_is_refused(lost):
    assert code_of(f"位置\n{lost}路\n".encode(), "a.csv") == "F022"


@given(st.text(st.characters(codec="gb2312", exclude_categories=["Cc"]), max_size=60))
def test_t47_no_character_of_gb2312_is_taken_for_another(text):
    line = "字" + text.replace('"', "") + "\n"
    (sheet,) = read_sheets(line.encode("gb18030") * 2, "a.csv")
    assert "\ufffd" not in "".join(lane.texts[0] for lane in sheet.lanes)
    assert "".join(lane.texts[0] for lane in sheet.lanes) == "".join(lane.texts[1] for lane in sheet.lanes)


def test_a_zero_byte_in_utf8_does_not_make_it_utf16():
    assert texts(read_sheets(b"a\x00b,c,d,e,f,g,h,i,j,k,\n", "a.csv")[0])[0][0] == "a\x00b"


def test_text_pasted_from_a_web_page_is_read_by_its_tabs():
    (sheet,) = read_sheets("序号\t位置\t面积（公顷）\n1\t东风路,西大街\t3.2\n".encode(), "a.txt")
    assert texts(sheet)[1] == ["1", "东风路,西大街", "3.2"]


def test_a_web_page_under_a_workbooks_name_is_refused():
    assert code_of("<html><table><tr><td>位置</td></tr></table></html>".encode(), "a.xls") == "F006"


def test_rows_of_any_width_end_in_blanks():
    (sheet,) = read_sheets(b"a,b,c\n\n1\n , \n", "a.csv")
    assert [[(c.text, c.kind.value) for c in row] for row in sheet.rows][1:] == [
        [("", "blank")] * 3,
        [("1", "text"), ("", "blank"), ("", "blank")],
        [(" ", "blank"), (" ", "blank"), ("", "blank")],
    ]
