"""回填 · The sender's workbook comes back as it was, but for the marks; and without them when it is mended."""

from __future__ import annotations

import io
import random
import re
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from landsupply.files.reading import read_sheets
from landsupply.files.xlsx_back import WrittenBack, write_back
from landsupply.files.xlsx_back_marks import NOTES_PER_ISSUE, NOTES_PER_SHEET
from landsupply.files.xlsx_back_markup import parse
from landsupply.files.xlsx_back_styles import INKS, SHADES, shade
from landsupply.ledger.errata import ERRATA_MARK, ERRATA_NAME, MARKS_NAME, is_errata
from landsupply.ledger.issue import Severity
from landsupply.ledger.ledger import Ledger, SourceFile
from landsupply.measure.fault import InputFault
from tests.files.workbook_looks import frame, looks, members, sheet_parts, unlike
from tests.files.workbooks import NAME, TITLE, by_office, changed, issue, ledger, plain, rich

MARKED = frozenset(("C4", "D5", "A7", "A8", "E9"))
#: On purpose out of order: errors, warnings, an advice, one for two rows, one for a cell far right of its row.
ISSUES = (
    issue("L030", (5,), 3, raw="=HYPERLINK(1)", facts={"use": "商业", "suggestions": ("商服用地",)}),
    issue("L027", (4,), 2, raw="3.2万"),
    issue("L013", (7, 8), 0, facts={"others": "—"}),
    issue("L072", (9,), 4, facts={"read": "2024年"}),
    issue("L003", (2,), None, facts={"columns": "备注"}),
)


def back(content: bytes, *issues, lang: str = "zh") -> WrittenBack:
    return write_back(content, NAME, ledger(*(issues or ISSUES)), lang)


def book_of(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def sent() -> bytes:
    return plain()


@pytest.fixture(scope="module")
def returned(sent: bytes) -> bytes:
    return back(sent).content


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


def test_what_we_put_in_is_known_when_it_comes_back(returned: bytes) -> None:
    ours = {sheet.name: is_errata(sheet) for sheet in read_sheets(returned, NAME)}
    assert ours == {TITLE: False, ERRATA_NAME: True, MARKS_NAME: True}


def test_a_list_of_that_name_which_is_the_sender_s_own_stays(sent: bytes) -> None:
    def fill(book) -> None:
        book.create_sheet(ERRATA_NAME)["A1"] = "上级退回的问题"

    held = book_of(back(plain(fill)).content)
    assert held[ERRATA_NAME]["A1"].value == "上级退回的问题"
    assert held[f"{ERRATA_NAME}(2)"]["A1"].value == ERRATA_MARK


def test_once_mended_the_marks_are_gone(sent: bytes, returned: bytes) -> None:
    clean = back(returned, issue("L003", (2,), None, facts={"columns": "备注"})).content
    assert looks(clean, TITLE) == looks(sent, TITLE) and frame(clean, TITLE) == frame(sent, TITLE)
    sheet = book_of(clean)[TITLE]
    comments = {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}
    assert comments == {"C4": "报送人：面积待核"}
    assert book_of(clean).sheetnames == [TITLE, ERRATA_NAME, MARKS_NAME]


def test_a_second_round_marks_only_what_is_left(sent: bytes, returned: bytes) -> None:
    again = back(returned, ISSUES[0]).content
    assert unlike(sent, again, {TITLE: frozenset(("D5",))}) == []
    assert [row[4].value for row in book_of(again)[ERRATA_NAME].iter_rows(min_row=5)] == ["D5"]


def test_the_same_marks_again_change_nothing_but_the_list(returned: bytes) -> None:
    again = back(returned).content
    old, new = members(returned), members(again)
    part = sheet_parts(returned)[ERRATA_NAME]
    assert {name for name in old | new if old.get(name) != new.get(name)} == {part}


@pytest.mark.slow
def test_marks_are_found_again_after_an_office_saved_the_workbook(sent: bytes, returned: bytes, tmp_path: Path) -> None:
    """The office renumbers every style; and the sender put a row in above the marks."""
    (tmp_path / "plain").mkdir()
    wanted = by_office(sent, tmp_path / "plain")
    saved = book_of(by_office(returned, tmp_path))
    saved[TITLE].insert_rows(3)
    out = io.BytesIO()
    saved.save(out)
    clean = book_of(back(out.getvalue(), ISSUES[4]).content)[TITLE]
    expected = book_of(wanted)[TITLE]
    for row in range(3, 13):
        for column in range(1, 6):
            old, new = expected.cell(row, column), clean.cell(row + 1, column)
            assert (old.fill.fgColor.rgb, old.font.color.rgb if old.font.color else None) == (
                new.fill.fgColor.rgb,
                new.font.color.rgb if new.font.color else None,
            )


def test_nothing_that_a_library_would_lose_is_lost() -> None:
    sent = rich()
    written = back(
        sent, issue("L020", (5,), 1), issue("L020", (20,), None), issue("L022", (3,), 3), issue("L020", (12,), 2)
    )
    old, new = members(sent), members(written.content)
    assert (written.dropped, written.suffix) == ((), ".xlsm")
    assert unlike(sent, written.content, {TITLE: frozenset(("B5", "D3", "C12"))}) == []
    differing = {name for name in old if old[name] != new[name]}
    sheet = sheet_parts(sent)[TITLE]
    comments = {name for name in differing if "omments" in name or "vmlDrawing" in name}
    assert differing - comments == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/workbook.xml",
        sheet,
    }
    assert len(comments) == 2, "the drawing of the header's picture is another one"
    kept = ("chart", "media", "drawing", "table", "vbaProject", "printerSettings", "ctrlProp")
    assert sum(any(word in name for word in kept) for name in old) >= 8
    assert b"x14:sparkline" in new[sheet] and b"<rPr>" in new["xl/sharedStrings.xml"]
    vml = next(new[name] for name in comments if "vml" in name)
    assert vml.count(b'ObjectType="Note"') == 3 and b'ObjectType="Button"' in vml


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


COLOURS = st.sampled_from(("FFFFC7CE", "FFFFC8CE", "FFFFEB9C", "FF00FF00", "FF123456"))
FILLS = st.one_of(
    st.builds(lambda colour: PatternFill("solid", fgColor=colour), COLOURS),
    st.builds(lambda theme: PatternFill("solid", fgColor=openpyxl.styles.Color(theme=theme)), st.integers(0, 9)),
    st.just(PatternFill("darkGrid", fgColor="FFFF0000")),
    st.just(PatternFill()),
)
FONTS = st.builds(
    lambda size, bold, colour: Font(name="仿宋", size=size, bold=bold, color=colour),
    st.integers(8, 20),
    st.booleans(),
    st.none() | COLOURS,
)
STYLES = st.tuples(
    FILLS,
    FONTS,
    st.sampled_from(("General", "0.00", "@", "yyyy-mm-dd", '#,##0.0000"公顷"')),
    st.sampled_from((Alignment(), Alignment(horizontal="center", wrap_text=True))),
    st.sampled_from((Border(), Border(left=Side(style="double", color="FF0000FF")))),
)
CELLS = st.dictionaries(
    st.tuples(st.integers(1, 9), st.integers(1, 6)),
    st.tuples(st.sampled_from((None, "路", 3.25, "=1+1")), STYLES),
    min_size=1,
    max_size=14,
)
PLACES = st.lists(st.tuples(st.integers(1, 11), st.none() | st.integers(0, 8)), max_size=6)


def styled(cells) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = TITLE
    for (row, column), (value, (fill, font, number, alignment, border)) in cells.items():
        cell = book.active.cell(row, column, value)
        cell.fill, cell.font, cell.number_format = fill, font, number
        cell.alignment, cell.border = alignment, border
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@given(cells=CELLS, places=PLACES)
def test_untouched_cells_keep_their_style_and_marks_can_be_taken_back(cells, places) -> None:
    sent = styled(cells)
    issues = [issue("L020", (row,), column) for row, column in places] + [ISSUES[4]]
    written = back(sent, *issues)
    old, new = looks(sent, TITLE), looks(written.content, TITLE)
    touched = frozenset(ref for ref in new if new[ref] != old.get(ref))
    wanted = {f"{'ABCDEFGHI'[column]}{row}" for row, column in places if column is not None}
    alone = {str(row) for row, column in places if column is None}
    assert all(ref in wanted or ref.lstrip("ABCDEFGHI") in alone for ref in touched)
    assert written.marked == len(touched)
    assert unlike(sent, written.content, {TITLE: touched}) == []
    clean = back(written.content, ISSUES[4]).content
    once = looks(clean, TITLE)
    assert {ref: once[ref] for ref in old} == old
    assert frame(clean, TITLE) == frame(sent, TITLE)


@pytest.mark.slow
def test_a_workbook_that_an_office_saved_is_kept_as_well(sent: bytes, tmp_path: Path) -> None:
    saved = by_office(sent, tmp_path)
    written = back(saved)
    assert unlike(saved, written.content, {TITLE: MARKED}) == []
    clean = back(written.content, ISSUES[4]).content
    assert looks(clean, TITLE) == looks(saved, TITLE)


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


def test_prefixed_markup_is_marked_too(sent: bytes) -> None:
    """Some programs write `x:row` for `row`: it means the same."""

    def prefixed(name: str, content: bytes) -> bytes:
        if not name.startswith(("xl/worksheets/sheet", "xl/styles", "xl/workbook.xml")):
            return content
        text = re.sub(rb"<(/?)(?![?!])([A-Za-z])", rb"<\1x:\2", content)
        return text.replace(
            b'xmlns="http://schemas.openxmlformats.org/spread', b'xmlns:x="http://schemas.openxmlformats.org/spread'
        )

    odd = changed(sent, prefixed)
    written = back(odd).content
    assert unlike(odd, written, {TITLE: MARKED}) == []
    for name, content in members(written).items():
        if name.endswith((".xml", ".rels")):
            parse(content)
    assert {row.name: row.height for row in read_sheets(written, NAME)}[ERRATA_NAME] == 9
    assert unlike(odd, back(written, ISSUES[4]).content, {}) == []


def tie_to(kind: str, target: str) -> bytes:
    return f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"/></Relationships>'.encode()


def test_a_cell_that_holds_a_conversation_keeps_it(sent: bytes) -> None:
    names = b"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    thread = b'<ThreadedComments xmlns="%s"><threadedComment ref="D5"/></ThreadedComments>' % names
    kind = tie_to(
        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../threadedComments/t1.xml"
    )

    def tied(name: str, content: bytes) -> bytes:
        return content.replace(b"</Relationships>", kind) if name == "xl/worksheets/_rels/sheet1.xml.rels" else content

    written = back(changed(sent, tied, {"xl/threadedComments/t1.xml": thread}))
    assert any("D5" in told and "会话" in told for told in written.dropped)
    assert book_of(written.content)[TITLE]["D5"].comment is None


def test_a_signature_and_a_log_of_revisions_are_named(sent: bytes) -> None:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = tie_to(f"{kinds}/revisionHeaders", "revisions/revisionHeaders.xml")

    def tied(name: str, content: bytes) -> bytes:
        return content.replace(b"</Relationships>", kind) if name == "xl/_rels/workbook.xml.rels" else content

    added = {"xl/revisions/revisionHeaders.xml": b"<headers/>", "_xmlsignatures/sig1.xml": b"<Signature/>"}
    written = back(changed(sent, tied, added))
    assert len(written.dropped) == 2
    assert "xl/revisions/revisionHeaders.xml" not in members(written.content)


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


def test_rows_of_a_csv_come_back_as_a_workbook() -> None:
    content = "编号,面积\nA-1,=1+1\n-2,3.2万\n".encode()
    one = issue("L027", (3,), 1, sheet=None, raw="3.2万")
    written = write_back(content, NAME, ledger(one))
    assert "不是 Excel 工作簿" in written.dropped[0]
    sheet = book_of(written.content).worksheets[0]
    assert [[c.value for c in row] for row in sheet.iter_rows()] == [["编号", "面积"], ["A-1", "=1+1"], ["-2", "3.2万"]]
    assert {c.data_type for row in sheet.iter_rows() for c in row} == {"s"}
    assert sheet["B3"].comment and sheet["B3"].font.color.rgb == INKS[Severity.ERROR]


def test_a_workbook_without_styles_gets_some(sent: bytes) -> None:
    def bare(name: str, content: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            return re.sub(rb"<Relationship [^>]*styles[^>]*/>", b"", content)
        if name == "[Content_Types].xml":
            return re.sub(rb"<Override [^>]*styles[^>]*/>", b"", content)
        return re.sub(rb' s="\d+"', b"", content) if name.startswith("xl/worksheets/") else content

    written = back(changed(sent, bare, dropped="xl/styles.xml")).content
    assert book_of(written)[TITLE]["D5"].fill.fgColor.rgb == shade(Severity.ERROR, 0)


def test_damage_is_refused_with_a_typed_fault(sent: bytes) -> None:
    chance = random.Random(7)
    for part in ("xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"):
        for _ in range(12):

            def torn(name: str, content: bytes, part: str = part) -> bytes:
                if name != part:
                    return content
                at = chance.randrange(len(content))
                return content[:at] + content[at + chance.randrange(1, 40) :]

            try:
                back(changed(sent, torn))
            except InputFault as fault:
                assert fault.code.startswith("F0")


def test_comments_of_earlier_rounds_go_even_where_the_sheets_were_deleted(returned: bytes) -> None:
    book = book_of(returned)
    del book[ERRATA_NAME], book[MARKS_NAME]
    book[TITLE]["A3"].comment = Comment("自写", "王五")
    out = io.BytesIO()
    book.save(out)
    sheet = book_of(back(out.getvalue(), ISSUES[4]).content)[TITLE]
    texts = {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}
    assert texts == {"C4": "报送人：面积待核", "A3": "自写"}
