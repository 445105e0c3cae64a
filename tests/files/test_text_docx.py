"""读 docx 文字 · What a reader of the document sees is read; what he does not see is not."""

from __future__ import annotations

import pytest

from landsupply.files.text_docx import read_docx_text
from landsupply.files.text_docx_numbers import written
from landsupply.files.text_reading import read_manuscript
from landsupply.measure.fault import InputFault
from tests.files.word_texts import NUMBERING, W, box, cell, docx, field, notes, numbered, para, run, table


def text(*body, **parts):
    return read_docx_text(docx(*body, **parts)).text


def test_paragraphs_are_lines_and_runs_one_text():
    assert text(para("甲", run("乙", "<w:b/>"), "丙"), para(), para("丁<&>")) == "甲乙丙\n\n丁<&>"


def test_deleted_and_moved_away_text_is_no_text():
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('走')}</w:moveFrom>"
    came = f"<w:ins>{run('新')}</w:ins><w:moveTo>{run('来')}</w:moveTo>"
    assert text(para("一", deleted, moved, came, "二")) == "一新来二"


def test_a_deleted_row_is_no_row():
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + para("9") + "</w:tc><w:tc>" + para("9") + "</w:tc></w:tr>"
    whole = table(("甲", "1"), ("乙", "2")).replace("</w:tbl>", gone + "</w:tbl>")
    (grid,) = read_docx_text(docx(whole)).tables
    assert grid.rows == (("甲", "1"), ("乙", "2"))


def test_hidden_text_field_codes_and_the_contents_list_are_no_text():
    hidden = run("密", "<w:vanish/>")
    shown = run("显", '<w:vanish w:val="0"/>')
    contents = para(field('TOC \\o "1-3"', run("一、目的……1")))
    assert text(contents, para(hidden, shown, field("PAGE", run("3")), "页")) == "\n显3页"


def test_a_contents_list_over_several_paragraphs_is_left_out():
    begin, end = field("TOC", "|").split("|")
    assert text(para(begin, "一、目的1"), para("二、范围2"), para(end), para("一、目的")).strip() == "一、目的"


def test_breaks_tabs_links_and_content_controls():
    link = f"<w:hyperlink>{run('链')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtContent>{run('控')}</w:sdtContent></w:sdt>"
    assert text(
        para("上<w:br/>"[:1], "<w:r><w:t>左</w:t><w:tab/><w:t>右</w:t><w:br/><w:t>下</w:t></w:r>", link, control)
    ) == ("上左\t右\n下链控")
    assert text(f"<w:sdt><w:sdtContent>{para('块')}</w:sdtContent></w:sdt>") == "块"


def test_a_text_box_is_read_once_behind_its_paragraph():
    assert text(para("前", box("框中"), "后"), para("末")) == "前后\n框中\n末"


def test_numbers_that_word_prints_are_read():
    body = (
        numbered(1, 0, "目的"), numbered(1, 1, "依据"), numbered(1, 2, "甲法"), numbered(1, 2, "乙法"),
        numbered(1, 1, "范围"), numbered(1, 0, "指标"), numbered(1, 1, "总量"), numbered(7, 0, "无此编号"),
    )  # fmt: skip
    assert text(*body, numbering=NUMBERING).split("\n") == [
        "一、目的", "（一）依据", "1. 甲法", "2. 乙法", "（二）范围", "二、指标", "（一）总量", "无此编号",
    ]  # fmt: skip


def test_a_numbering_that_begins_anew_and_one_that_a_style_brings():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    again = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num>'
    first = '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    second = '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    styles = f'<w:styles xmlns:w="{W}">{first}{second}</w:styles>'
    numbering = NUMBERING.replace("</w:numbering>", again + "</w:numbering>")
    body = (numbered(1, 0, "甲"), para("乙", marks='<w:pStyle w:val="b"/>'), numbered(1, 0, "丙"))
    assert text(*body, numbering=numbering, styles=styles) == "一、甲\n五、乙\n二、丙"


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (10, "chineseCounting", "十"), (11, "chineseCountingThousand", "十一"), (20, "japaneseCounting", "二十"),
        (25, "chineseCounting", "二十五"), (12, "decimalEnclosedCircleChinese", "⑫"),
        (21, "decimalEnclosedCircle", "21"),
        (4, "lowerRoman", "iv"), (9, "upperRoman", "IX"), (3, "upperLetter", "C"), (2, "ideographTraditional", "乙"),
        (10, "decimalFullWidth", "１０"), (7, "unheardOf", "7"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(number, form, expected):
    assert written(number, form) == expected


def test_notes_stand_behind_the_text():
    refer = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    found = text(para("甲", refer), para("乙"), footnotes=notes(n0="分隔线", n2="因四舍五入，合计可能有尾差。"))
    assert found == "甲\n乙\n因四舍五入，合计可能有尾差。"


def test_a_table_keeps_its_merges_and_its_place():
    wide = cell("住宅用地", '<w:gridSpan w:val="2"/>')
    tall = cell("中原区", '<w:vMerge w:val="restart"/>')
    on = cell("", "<w:vMerge/>")
    read = read_docx_text(docx(para("前"), table((wide, "合计"), (tall, "1", "1"), (on, "2", "2")), para("后")))
    (grid,) = read.tables
    assert (read.text, grid.line, grid.number) == ("前\n后", 1, 1)
    assert grid.rows == (("住宅用地", "", "合计"), ("中原区", "1", "1"), ("", "2", "2"))
    assert grid.merges == ((0, 0, 0, 1), (1, 2, 0, 0))


def test_a_frame_around_text_is_text():
    framed = table((para("一、目的") + para("为了安排供应。"),))
    assert read_docx_text(docx(para("前"), framed, para("后"))).text == "前\n一、目的\n为了安排供应。\n后"


def test_a_table_inside_a_frame_is_a_table():
    inner = table(("用途", "面积"), ("住宅", "1"))
    read = read_docx_text(docx(table((para("附表") + inner,))))
    assert read.text == "附表"
    assert [one.rows[0] for one in read.tables] == [("用途", "面积")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 and nothing else", "F010"),
        (docx(para("甲")).replace(b"PK\x01\x02", b"PK\x01\x03"), "F010"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "F133"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "F132"),
        (b"", "F001"),
        (b"{\\rtf1 abc}", "F130"),
        (b"\x89PNG\r\n\x1a\n", "F130"),
    ],
)
def test_what_is_no_document_is_refused(content, code):
    with pytest.raises(InputFault) as caught:
        read_manuscript(content, "甲.docx")
    assert caught.value.code == code


def test_macros_a_document_type_and_a_bottomless_nest_are_refused():
    import io
    import zipfile

    from tests.files.word_texts import package

    packed = io.BytesIO(docx(para("甲")))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    deep = "<w:sdt><w:sdtContent>" * 3_000 + para("底") + "</w:sdtContent></w:sdt>" * 3_000
    declared = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><w:document/>'
    for content, code in ((packed.getvalue(), "F131"), (docx(deep), "F019"), (package(declared), "F016")):
        with pytest.raises(InputFault) as caught:
            read_manuscript(content, "甲.docx")
        assert caught.value.code == code
