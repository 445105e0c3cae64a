"""来回 · A workbook that went back comes again: marks of earlier rounds go, the sender's own stays."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from landsupply.files.reading import read_sheets
from landsupply.ledger.errata import ERRATA_MARK, ERRATA_NAME, MARKS_NAME, is_errata
from tests.files.workbook_looks import frame, looks, members, sheet_parts, unlike
from tests.files.workbooks import NAME, TITLE, by_office, issue, plain
from tests.files.writebacks import ISSUES, MARKED, back, book_of


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


def test_comments_of_earlier_rounds_go_even_where_the_sheets_were_deleted(returned: bytes) -> None:
    book = book_of(returned)
    del book[ERRATA_NAME], book[MARKS_NAME]
    book[TITLE]["A3"].comment = Comment("自写", "王五")
    out = io.BytesIO()
    book.save(out)
    sheet = book_of(back(out.getvalue(), ISSUES[4]).content)[TITLE]
    texts = {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}
    assert texts == {"C4": "报送人：面积待核", "A3": "自写"}
