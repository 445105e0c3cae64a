"""读 Word 表格 · The tables of a document, their merged cells told as such."""

from __future__ import annotations

import io

import docx
import pytest

from landsupply.files.reading import read_sheets
from landsupply.ledger.sheet import Merge

from .test_reading import altered, code_of, plain_zip, texts


def document(fill) -> bytes:
    made = docx.Document()
    fill(made)
    made.save(out := io.BytesIO())
    return out.getvalue()


def two_tables(made) -> None:
    made.add_paragraph("某市二〇二四年度供应计划（虚构）")
    table = made.add_table(4, 3)
    for row, line in enumerate([["位置", "面积", ""], ["甲路", "3.2", "公顷"], ["乙路", "", ""], ["", "1.0", " "]]):
        for column, text in enumerate(line):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(1, 0).add_paragraph("北侧")
    table.cell(2, 1).add_table(1, 1).cell(0, 0).text = "表中表"
    made.add_paragraph("附表二")
    made.add_table(1, 1).cell(0, 0).text = "二"


def test_each_table_is_a_sheet():
    one, two = read_sheets(document(two_tables), "计划.docx")
    assert (one.name, two.name, one.source, one.first_row) == ("表1", "表2", "计划.docx", 1)
    assert [text.strip() for text in next(iter(texts(one)))] == ["位置", "面积"]
    assert [[cell.text.strip() for cell in row] for row in one.rows][1:] == [
        ["甲路\n北侧", "3.2", "公顷"],
        ["乙路", "", ""],
        ["", "1.0", ""],
    ]
    assert set(one.merges) == {Merge(1, 1, 1, 2), Merge(3, 4, 0, 0)}
    assert texts(two) == [["二"]]


def test_a_document_without_tables_is_refused():
    assert code_of(document(lambda made: made.add_paragraph("无表"))) == "F005"


def test_a_document_with_macros_is_refused():
    assert code_of(plain_zip(**{"word__document.xml": b"<w/>", "word__vbaProject.bin": b"x"})) == "F029"


def body(markup: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    whole = f"<w:document {space}><w:body>{markup}</w:body></w:document>".encode()
    return altered(document(two_tables), lambda name, old: whole if name == "word/document.xml" else old)


def test_skipped_columns_breaks_and_deleted_text():
    old = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    cell = f"<w:tc><w:p><w:r><w:t>东</w:t><w:br/><w:t>西</w:t><w:tab/></w:r>{old}</w:p></w:tc>"
    row = f'<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{cell}</w:tr>'
    (sheet,) = read_sheets(body(f"<w:tbl>{row}</w:tbl>"), "a")
    assert [cell.text for cell in sheet.rows[0]] == ["", "", "东\n西\t"]


@pytest.mark.parametrize("span", ["300", "99999999", "x", ""])
def test_a_cell_of_any_width_costs_nothing(span):
    markup = f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr></w:tc></w:tr></w:tbl>'
    assert code_of(body(markup)) in ("F018", "F019")
