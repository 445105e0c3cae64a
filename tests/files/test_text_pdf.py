"""读 pdf 文字 · Lines that the page broke are paragraphs again; what holds no text or too much is refused."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply.files.text_pdf import PAGE_LIMIT, read_pdf_text
from landsupply.files.text_reading import is_document, read_manuscript
from landsupply.law.words import remedy, say
from landsupply.measure.fault import InputFault
from landsupply.worker import Limits, read_manuscript_bounded
from tests.files.pdf_texts import LEFT, SIZE, TOP, broken, columns, locked, pdf, set_lines

FIRST = (
    "为把云泽市二〇二四年度国有建设用地供应安排到宗地、安排到月份，明确供应的总量、结构、布局、时序和方式，编制本计划。"
)
SECOND = (
    "计划期限自2024年1月1日起，至2024年12月31日止，计划范围为云泽市市区，分为六个单元，分别为湖东区和湖西区等各区。"
)
LINES = ["\u3000\u3000一、目的", *broken(FIRST), *broken(SECOND)]


def text(*pages):
    return read_pdf_text(pdf(*pages), "甲.pdf").text


def refused(content: bytes) -> str:
    with pytest.raises(InputFault) as caught:
        read_manuscript(content, "甲.pdf")
    code, facts = caught.value.code, caught.value.facts
    assert say(code, "zh", **facts)
    assert remedy(code, "zh", **facts)
    return code


def test_lines_broken_by_the_page_are_paragraphs_again():
    assert text(set_lines(LINES)).split("\n") == ["一、目的", FIRST, SECOND]


def test_a_paragraph_goes_on_over_the_page_and_page_numbers_are_no_text():
    cut = 3
    number = (280.0, 50.0, 14.0, "— 1 —")
    pages = [[*set_lines(LINES[:cut]), number], [*set_lines(LINES[cut:]), (280.0, 50.0, 14.0, "— 2 —")]]
    assert text(*pages).split("\n") == ["一、目的", FIRST, SECOND]


def test_what_most_pages_repeat_at_their_head_is_no_text():
    pages = [
        [(200.0, 800.0, 9.0, "云泽市供地计划"), *set_lines([f"\u3000\u3000第{n}页的正文不长。"])] for n in "一二三四"
    ]
    assert text(*pages) == "\n".join(f"第{n}页的正文不长。" for n in "一二三四")


@given(st.lists(st.integers(30, 160), min_size=2, max_size=5))
@settings(max_examples=25, deadline=None)
def test_any_paragraphs_come_back_whole(lengths):
    signs = "国有建设用地供应计划总量结构布局时序方式住宅商服工矿仓储公共管理交通运输水域特殊"
    paragraphs = [
        "".join(signs[(n * 7 + k) % len(signs)] for k in range(length)) + "。" for n, length in enumerate(lengths)
    ]
    lines = [line for one in paragraphs for line in broken(one)]
    pages = [set_lines(lines[at : at + 22]) for at in range(0, len(lines), 22)]
    assert text(*pages).split("\n") == paragraphs


def test_what_stands_in_columns_is_a_table():
    rows = [("用途", "面积", "占比"), ("住宅用地", "40.00", "40.00"), ("合计", "100.00", "100.00")]
    read = read_pdf_text(
        pdf([*set_lines(LINES), *columns(rows, 500.0), (LEFT + 2 * SIZE, 400.0, SIZE, "说明如下。")]), "甲.pdf"
    )
    (table,) = read.tables
    assert table.rows == tuple(rows)
    assert read.text.split("\n") == ["一、目的", FIRST, SECOND, "说明如下。"]
    assert table.line == 3


def test_a_blank_cell_stays_in_its_column():
    rows = [("季度", "月份", "面积"), ("一季度", "1月", "4.47"), ("", "2月", "41.79"), ("合计", "", "46.26")]
    (table,) = read_pdf_text(pdf([*set_lines(LINES), *columns(rows, 500.0)]), "甲.pdf").tables
    assert table.rows == tuple(rows)


def test_a_heading_broken_in_its_cell_is_one_heading():
    rows = [("", "", "新增建设"), ("用途", "面积", "用地"), ("住宅用地", "40.00", "4.00"), ("合计", "40.00", "4.00")]
    (table,) = read_pdf_text(pdf([*set_lines(LINES), *columns(rows, 500.0)]), "甲.pdf").tables
    assert table.rows[0] == ("用途", "面积", "新增建设用地")


def test_a_table_whose_cells_break_is_named_and_not_judged():
    rows = [
        ("位置", "面积", "单位"),
        ("", "", "中原区供地"),
        ("望岫路", "4.00", ""),
        ("", "", "专班"),
        ("合计", "4.00", "无"),
    ]
    read = read_pdf_text(pdf(set_lines(LINES), columns(rows, 500.0)), "甲.pdf")
    assert (read.tables, read.folded) == ((), (2,))
    assert "专班" not in read.text


def test_pages_without_text_are_named():
    assert read_pdf_text(pdf(set_lines(LINES), []), "甲.pdf").unread == (2,)


def test_signs_of_radicals_are_the_characters_they_look_like():
    assert (
        text(set_lines(["\u3000\u3000住宅\u2f64地的⾯积为一百公顷，其余另有安排。"]))
        == "住宅用地的面积为一百公顷，其余另有安排。"
    )


def test_a_scanned_file_is_refused():
    assert refused(pdf([], [])) == "F135"


def test_an_encrypted_file_is_refused_unless_it_opens_without_a_password():
    assert refused(locked(pdf(set_lines(LINES)), "secret")) == "F134"
    assert read_manuscript(locked(pdf(set_lines(LINES)), ""), "甲.pdf").text == text(set_lines(LINES))


def test_two_thousand_pages_are_refused():
    assert refused(pdf(*[[]] * 2_000)) == "F136"
    assert refused(pdf(*[[]] * (PAGE_LIMIT + 1))) == "F136"


def test_damage_is_refused():
    whole = pdf(set_lines(LINES))
    assert refused(b"%PDF-1.7\n") == "F137"
    assert refused(whole[:200]) == "F137"
    assert refused(whole.replace(b"/Kids [7 0 R]", b"/Kids [2 0 R]")) in ("F135", "F137")


def test_signs_that_stand_for_nothing_are_refused():
    assert refused(pdf(set_lines(["\ue001\ue002\ue003\ue004\ue005" * 5] * 3))) == "F138"


def test_a_bomb_is_refused_within_the_bounds():
    bomb = zlib.compress(b"\x00" * 400_000_000, 9)
    with pytest.raises(InputFault) as caught:
        read_manuscript_bounded(pdf([], content=bomb), "甲.pdf", Limits(memory=1_000, cpu=20, wall=60))
    assert caught.value.code in ("F033", "F034", "F135", "F137")


def test_endless_text_is_refused_within_the_bounds():
    much = zlib.compress(b"BT /F 9 Tf 1 0 0 1 9 9 Tm " + b"<4e2d4e2d4e2d4e2d> Tj " * 700_000 + b"ET", 9)
    with pytest.raises(InputFault) as caught:
        read_manuscript_bounded(pdf([], content=much), "甲.pdf", Limits(memory=2_000, cpu=3, wall=30))
    assert caught.value.code in ("A003", "F033", "F034", "F137")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2_000), st.binary(min_size=1, max_size=6))
def test_any_damage_is_a_fault_or_a_text(at, patch):
    content = pdf(set_lines(LINES[:3]))
    at = at % (len(content) - 20) + 9
    try:
        read_manuscript(content[:at] + patch + content[at + len(patch) :], "甲.pdf")
    except InputFault as fault:
        assert say(fault.code, "zh", **fault.facts)


def test_a_document_is_known_by_its_content():
    assert is_document(pdf([]))
    assert not is_document("计划".encode())
    assert TOP > 0
