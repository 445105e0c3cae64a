"""回填 · The sender's workbook comes back as it was, but for the marks and the list of what was found."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from landsupply.files.reading import read_sheets
from landsupply.files.xlsx_back import write_back
from landsupply.files.xlsx_back_marks import NOTES_PER_ISSUE, NOTES_PER_SHEET
from landsupply.files.xlsx_back_styles import INKS, SHADES, shade
from landsupply.ledger.errata import ERRATA_MARK, ERRATA_NAME, MARKS_NAME
from landsupply.ledger.issue import Severity
from landsupply.ledger.ledger import Ledger, SourceFile
from landsupply.measure.fault import InputFault
from tests.files.workbook_looks import members, unlike
from tests.files.workbooks import NAME, TITLE, by_office, changed, issue, plain
from tests.files.writebacks import MARKED, back, book_of


def test_the_marks_stand_where_the_issues_are(returned: bytes) -> None:
    sheet = book_of(returned)[TITLE]
    ink = {c.coordinate: c.font.color.rgb for row in sheet.iter_rows(min_row=3) for c in row if c.font.color}
    red = {ref for ref, colour in ink.items() if colour == INKS[Severity.ERROR]}
    amber = {ref for ref, colour in ink.items() if colour == INKS[Severity.WARNING]}
    assert (red, amber) == ({"C4", "D5"}, {"A7", "A8", "E9"})
    noted = {c.coordinate for row in sheet.iter_rows() for c in row if c.comment and "【供地计划】" in c.comment.text}
    assert noted == MARKED, "colour never speaks alone"


def test_a_mark_changes_fill_and_ink_only(sent: bytes, returned: bytes) -> None:
    old, new = book_of(sent)[TITLE]["C4"], book_of(returned)[TITLE]["C4"]
    for name in ("value", "number_format", "alignment", "border", "protection"):
        assert repr(getattr(old, name)) == repr(getattr(new, name))
    assert (old.font.name, old.font.size, old.font.bold) == (new.font.name, new.font.size, new.font.bold)
    assert new.fill.fgColor.rgb != old.fill.fgColor.rgb


def test_the_rest_is_as_it_was(sent: bytes, returned: bytes) -> None:
    assert unlike(sent, returned, {TITLE: MARKED}) == []


def test_a_planted_change_is_seen(sent: bytes, returned: bytes) -> None:
    def widened(name: str, content: bytes) -> bytes:
        return content.replace(b'ht="33"', b'ht="34"')

    def reddened(name: str, content: bytes) -> bytes:
        return content.replace(b"FFF2F2F2", b"FFF2F2F3") if name == "xl/styles.xml" else content

    def restyled(name: str, content: bytes) -> bytes:
        return re.sub(rb'(<c r="B12" s=)"\d+"', rb'\1"0"', content)

    assert unlike(sent, changed(returned, widened), {TITLE: MARKED}) == [f"{TITLE}: frame"]
    assert unlike(sent, changed(returned, restyled), {TITLE: MARKED}) == [f"{TITLE}!B12"]
    assert unlike(sent, changed(returned, reddened), {TITLE: MARKED})
    assert unlike(sent, returned, {TITLE: MARKED - {"C4"}}) == [f"{TITLE}!C4"]


def test_the_sender_s_own_comment_stays_and_is_continued(returned: bytes) -> None:
    comment = book_of(returned)[TITLE]["C4"].comment
    assert comment.author == "张三"
    assert comment.text.startswith("报送人：面积待核\n【供地计划】\n错误 L027 ")
    assert "处理办法：" in comment.text and "错误清单第 5 行" in comment.text


def test_the_list_is_sorted_and_linked(returned: bytes) -> None:
    sheet = book_of(returned)[ERRATA_NAME]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[1:6] for row in rows] == [
        ["错误", "L027", TITLE, "C4", "面积"],
        ["错误", "L030", TITLE, "D5", "土地用途"],
        ["警告", "L013", TITLE, "A7:A8", "编号"],
        ["警告", "L072", TITLE, "E9", "备注"],
        ["提示", "L003", TITLE, "2:2", "—"],
    ]
    quoted = TITLE.replace("'", "''")
    assert [sheet.cell(n, 5).hyperlink.location for n in (5, 7, 9)] == [
        f"'{quoted}'!{r}" for r in ("C4", "A7:A8", "A2")
    ]
    assert sheet.freeze_panes == "A5" and sheet.auto_filter.ref == "A4:I9"
    assert sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["A1"].value == ERRATA_MARK and "错误 2 项、警告 2 项、提示 1 项" in sheet["A2"].value


def test_the_list_names_the_file_it_was_made_from(sent: bytes, returned: bytes) -> None:
    (sheet, *_) = read_sheets(sent, NAME)
    assert sheet.digest in book_of(returned)[ERRATA_NAME]["A3"].value


def test_t25_what_looks_like_a_formula_is_text(sent: bytes) -> None:
    bad = ("=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", "＝1", "=cmd|' /C calc'!A1", "a\x00b\r=1")
    issues = [issue("L020", (n,), 2, raw=raw) for n, raw in enumerate(bad, start=3)]
    held = members(back(sent, *issues).content)
    for name, content in held.items():
        if name.startswith("xl/worksheets/sheet"):
            assert b"<f>" not in content and b"<f " not in content
    cells = [row[6].value for row in book_of(back(sent, *issues).content)[ERRATA_NAME].iter_rows(min_row=5)]
    assert cells[:3] == ["=HYPERLINK(1)", "+1", "-1"] and "\ufffd" in cells[-1]
    kinds = {row[6].data_type for row in book_of(back(sent, *issues).content)[ERRATA_NAME].iter_rows(min_row=5)}
    assert kinds <= {"s", "inlineStr"}


def test_the_same_input_gives_the_same_bytes(sent: bytes, returned: bytes) -> None:
    assert back(sent).content == returned


def test_english(sent: bytes) -> None:
    written = back(sent, lang="en")
    sheet = book_of(written.content)[ERRATA_NAME]
    assert sheet["B4"].value == "severity" and sheet["B5"].value == "error"
    assert "to do: " in book_of(written.content)[TITLE]["D5"].comment.text


@pytest.mark.slow
def test_the_office_opens_it_and_sees_the_marks(returned: bytes, tmp_path: Path) -> None:
    saved = book_of(by_office(returned, tmp_path))
    assert saved.sheetnames == [TITLE, ERRATA_NAME, MARKS_NAME]
    assert "【供地计划】" in saved[TITLE]["D5"].comment.text
    assert saved[TITLE]["D5"].fill.fgColor.rgb[:4] == "FFFF"
    assert saved[ERRATA_NAME]["E5"].hyperlink is not None
    page = by_office(returned, tmp_path, "pdf")
    (tmp_path / "page.pdf").write_bytes(page)
    said = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, check=True).stdout.decode()
    assert "错误清单" in said and "甲区供地清单" in said


def test_every_shade_is_another_colour() -> None:
    colours = {shade(severity, n) for severity in (Severity.ERROR, Severity.WARNING) for n in range(SHADES)}
    assert len(colours) == 2 * SHADES and all(re.fullmatch("FF[0-9A-F]{6}", colour) for colour in colours)


def test_a_merged_cell_is_marked_where_its_colour_shows(sent: bytes) -> None:
    def fill(book) -> None:
        book.active.merge_cells("B4:B6")

    sheet = book_of(back(plain(fill), issue("L020", (6,), 1)).content)[TITLE]
    assert sheet["B4"].font.color.rgb == INKS[Severity.ERROR] and sheet["B4"].comment


def test_a_cell_not_there_is_put_in_with_its_column_s_style() -> None:
    def fill(book) -> None:
        del book.active._cells[5, 2]
        book.active.column_dimensions["B"].number_format = "0.000"

    written = back(plain(fill), issue("L020", (5,), 1)).content
    cell = book_of(written)[TITLE]["B5"]
    assert cell.number_format == "0.000" and cell.fill.fgColor.rgb == shade(Severity.ERROR, 0)


def test_many_cells_of_one_issue_are_all_coloured_and_the_first_speak() -> None:
    def fill(book) -> None:
        for row in range(13, 3_013):
            book.active.cell(row, 1, "x")

    rows = tuple(range(13, 3_013))
    written = back(plain(fill), issue("L020", rows, 0))
    assert (written.marked, written.noted, written.listed) == (3_000, NOTES_PER_ISSUE, 1)
    assert "2950" in written.dropped[0]
    each = back(plain(fill), *(issue("L020", (row,), 0) for row in rows))
    assert (each.marked, each.noted, each.listed) == (3_000, NOTES_PER_SHEET, 3_000)


def test_issues_of_other_files_and_sheets_are_told_apart(sent: bytes) -> None:
    other = issue("L020", (4,), 2, file="乙区.xlsx")
    elsewhere = issue("L020", (4,), 2, sheet="无此表")
    written = back(sent, other, elsewhere)
    assert (written.marked, written.listed) == (0, 1)
    assert book_of(written.content)[ERRATA_NAME]["E5"].hyperlink is None


def test_another_file_than_the_one_examined_is_refused(sent: bytes) -> None:
    source = SourceFile(file=NAME, sheet=TITLE, rows=1, distinct=1, digest="sha256:0")
    with pytest.raises(InputFault) as caught:
        write_back(sent, NAME, Ledger(parcels=(), issues=(), sources=(source,)))
    assert caught.value.code == "F050"
