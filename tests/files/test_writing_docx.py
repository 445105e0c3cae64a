"""Word 文档 · The page of an official document, tables that print well, text that stays text."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from landsupply.files.docx import to_docx
from landsupply.publish.document import (
    Bar,
    Chart,
    ChartKind,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Quantity,
    Table,
)
from landsupply.publish.plan_text import plan_text
from tests.publish import sample


@pytest.fixture(scope="module")
def packed() -> bytes:
    return to_docx(plan_text(sample.plan(), sample.rules()))


@pytest.fixture(scope="module")
def word(packed: bytes) -> Word:
    return docx.Document(io.BytesIO(packed))


def millimetres(length: int | None) -> int:
    return round((length or 0) / 36_000)


def document(*blocks: Paragraph | Heading | KeyFigures | Chart) -> Document:
    return Document(title_lines=("题",), lang="zh", dated=date(2024, 3, 5), blocks=blocks)


def test_the_page_is_that_of_an_official_document(word: Word) -> None:
    section = word.sections[0]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [millimetres(margin) for margin in margins] == [37, 26, 35, 28]
    assert (millimetres(section.page_width), millimetres(section.page_height)) == (210, 297)
    assert millimetres(section.footer_distance) == 22
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_body_text_fills_22_lines_of_28_characters(word: Word) -> None:
    normal = word.styles["Normal"].element
    spacing = normal.pPr.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")
    body = next(p for p in word.paragraphs if p.text.startswith("为把"))
    marks = body.runs[0]._r.rPr
    assert marks.find(qn("w:spacing")).get(qn("w:val")) == "-5"
    assert marks.find(qn("w:sz")).get(qn("w:val")) == "32"


def test_every_run_names_its_chinese_face(packed: bytes, word: Word) -> None:
    runs = list(word.element.body.iter(qn("w:r")))
    faces = {run.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) for run in runs}
    assert len(runs) > 300
    assert faces == {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"}
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        styles = archive.read("word/styles.xml").decode()
    normal = styles[styles.index('w:styleId="Normal"') :]
    assert 'w:eastAsia="仿宋_GB2312"' in normal[: normal.index("</w:style>")]


def test_headings_are_headings(word: Word) -> None:
    first = [p.text for p in word.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert first[0] == "一、编制目的和依据" and len(first) == 7


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(word: Word) -> None:
    assert word.settings.odd_and_even_pages_header_footer
    section = word.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]._p
        assert paragraph.pPr is not None
        assert paragraph.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert "".join(t.text for t in paragraph.iter(qn("w:t"))) == "— 1 —"
        assert paragraph.find(qn("w:fldSimple")) is not None


def test_tables_repeat_their_header_and_split_no_row(word: Word) -> None:
    assert len(word.tables) == 7  # goals, digests, five annexes
    for table in word.tables:
        rows = list(table._tbl.iter(qn("w:tr")))
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        heads = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
        assert heads == rows[:1]


def test_only_the_list_of_parcels_lies_on_its_side(word: Word) -> None:
    turned = [section.orientation is WD_ORIENT.LANDSCAPE for section in word.sections]
    assert turned == [False, True]
    widths = [sum(int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))) for table in word.tables]
    assert all(8700 < width <= 8845 for width in widths[:-1])
    assert 12600 < widths[-1] <= 12755


def test_a_wide_table_before_an_upright_one_turns_the_sheet_back() -> None:
    wide = Table(name="甲", short="", caption="", unit="", columns=(Column(heading="", width=60),), rows=())
    upright = Table(name="乙", short="", caption="", unit="", columns=(Column(heading="", width=9),), rows=())
    made = Document(title_lines=("题",), lang="zh", dated=date(2024, 1, 1), blocks=(), annexes=(wide, upright))
    sections = docx.Document(io.BytesIO(to_docx(made))).sections
    assert [one.orientation is WD_ORIENT.LANDSCAPE for one in sections] == [False, True, False]


def test_text_stays_text_and_nothing_is_lost(word: Word) -> None:
    cells = [cell.text for row in word.tables[-1].rows for cell in row.cells]
    assert '=HYPERLINK("http://invalid.example","点我")' in cells
    assert "安置房一期<甲 & 乙>" in cells
    assert "+1+1 浉河路\ufffd住宅" in cells


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_characters_no_xml_can_carry_are_shown_as_a_sign(bad: str) -> None:
    word = docx.Document(io.BytesIO(to_docx(document(Paragraph(f"甲{bad}乙")))))
    assert word.paragraphs[-1].text == "甲\ufffd乙"


def test_line_ends_become_breaks() -> None:
    word = docx.Document(io.BytesIO(to_docx(document(Paragraph("甲\r\n乙\r丙")))))
    assert word.paragraphs[-1].text == "甲\n乙\n丙"


def test_a_chart_given_to_word_loses_no_figure() -> None:
    bar = Bar(label="住宅", quantity=Quantity("1.25", "1.25"), remark="（5%）")
    chart = Chart(kind=ChartKind.BARS, name="c", title="结构", description="", unit="公顷", bars=(bar,))
    figures = KeyFigures((KeyFigure(label="总量", text="1.25公顷", remark="达到"),))
    word = docx.Document(io.BytesIO(to_docx(document(figures, chart))))
    assert [p.text for p in word.paragraphs[1:]] == ["总量 1.25公顷 达到", "结构 (公顷)", "住宅 1.25 （5%）"]


def test_no_author_no_clock_no_picture(packed: bytes, word: Word) -> None:
    properties = word.core_properties
    assert properties.author == properties.last_modified_by == properties.comments == ""
    assert properties.created is not None and properties.modified is not None
    assert properties.created.date() == properties.modified.date() == sample.DAY
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(name.endswith((".jpeg", ".png")) for name in archive.namelist())
        assert archive.namelist()[0] == "[Content_Types].xml"
