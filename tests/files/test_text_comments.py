"""批注 · A document comes back with comments at the words they are about, and is otherwise the document that came."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply.files.docx_comments import Comment, Signature, answer, to_request, with_comments
from landsupply.files.docx_comments_plain import plain_docx
from landsupply.files.text_docx import read_docx_text
from landsupply.proofread.manuscript import Grid, Manuscript
from tests.files.word_texts import NUMBERING, W, box, docx, members, notes, numbered, para, run, table

WHO = Signature(author="审<读>", initials="审")
_MARK = re.compile(rb'<w:comment(RangeStart|RangeEnd)(?: xmlns:w="[^"]*")? w:id="(\d+)"/>')
_REFERENCE = re.compile(rb'<w:r(?: xmlns:w="[^"]*")?><w:commentReference w:id="\d+"/></w:r>')


def comment(line: int, column: int, length: int, *words: str, **cell: int) -> Comment:
    return Comment(line=line, column=column, length=length, words=words or ("意见",), **cell)


def document(content: bytes) -> bytes:
    return members(content)["word/document.xml"]


def covered(content: bytes, number: int) -> str:
    """The text between the marks of a comment."""
    part = document(content)
    places = {(kind, int(key)): found for found in _MARK.finditer(part) for kind, key in [found.groups()]}
    inner = part[places[b"RangeStart", number].end() : places[b"RangeEnd", number].start()]
    return "".join(re.findall(r"<w:t[^>/]*>([^<]*)</w:t>", inner.decode()))


def test_a_run_is_cut_at_the_words_and_keeps_what_it_says_of_itself():
    came = docx(para(run("供应总量为&100公顷。", "<w:b/>")))
    back = with_comments(came, [comment(1, 5, 7)], WHO)
    assert covered(back, 0) == "为&amp;100公顷"
    assert document(back).count(b"<w:rPr><w:b/></w:rPr>") == 3
    assert read_docx_text(back) == read_docx_text(came)


def test_other_parts_stay_byte_for_byte():
    came = docx(para("甲乙"), numbering=NUMBERING)
    then, now = members(came), members(with_comments(came, [comment(1, 1, 1)], WHO))
    changed = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name for name in then if then[name] != now[name]} == changed
    assert set(now) - set(then) == {"word/comments.xml"}


def test_the_text_part_is_the_one_that_came_but_for_the_marks():
    came = docx(para("甲", run("乙", "<w:i/>")), para("丙"))
    back = with_comments(came, [comment(1, 1, 1), comment(1, 2, 1), comment(2, 1, 1)], WHO)
    assert _REFERENCE.sub(b"", _MARK.sub(b"", document(back))) == document(came)


def test_comments_that_are_there_stay_and_numbers_go_on():
    own = f'<w:comments xmlns:w="{W}"><w:comment w:id="7" w:author="甲">{para("原有")}</w:comment></w:comments>'
    back = with_comments(docx(para("甲乙"), comments=own), [comment(1, 1, 1, "新的")], WHO)
    part = members(back)["word/comments.xml"].decode()
    assert part.startswith(own.removesuffix("</w:comments>"))
    assert re.findall(r'w:id="(\d+)"', part) == ["7", "8"]
    assert "&#23457;&lt;&#35835;&gt;" in part
    assert "&#26032;&#30340;" in part


def test_a_number_that_word_prints_is_not_among_the_characters():
    back = with_comments(
        docx(numbered(1, 0, "目的和依据"), numbering=NUMBERING), [comment(1, 5, 1), comment(1, 1, 2)], WHO
    )
    assert covered(back, 0) == "和"
    assert covered(back, 1) == "目"


def test_a_cell_a_text_box_a_note_and_an_empty_line():
    refer = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = (para("前", refer, "中", box("框")), para(), table(("用途", "面积"), ("住宅", "12.34")))
    came = docx(*body, footnotes=notes(n2="注文"))
    assert read_docx_text(came).text == "前中\n框\n\n注文"
    places = [comment(1, 1, 1, table=1, row=2, cell=2), comment(2, 1, 1), comment(3, 1, 5), comment(4, 1, 2)]
    back = with_comments(came, places, WHO)
    assert covered(back, 0) == "12.34"
    part = document(back)
    inside = part.index(b'RangeStart w:id="1"'), part.index(b"<mc:AlternateContent"), part.index(b'RangeEnd w:id="1"')
    assert inside == tuple(sorted(inside))
    noted = part.index(b'RangeStart w:id="3"'), part.index(b"footnoteReference"), part.index(b'RangeEnd w:id="3"')
    assert noted == tuple(sorted(noted))
    assert read_docx_text(back) == read_docx_text(came)


def test_text_that_cannot_be_cut_is_marked_whole():
    plain = docx(para("甲乙丙"))
    odd = docx("<w:p><w:r><w:t><![CDATA[甲乙丙]]></w:t></w:r></w:p>")
    assert read_docx_text(with_comments(odd, [comment(1, 2, 1)], WHO)) == read_docx_text(plain)


def test_a_request_is_answered_as_the_call():
    came = docx(para("甲乙丙"))
    comments = [comment(1, 2, 1, "意见", "建议")]
    assert answer(to_request(came, comments, WHO)) == with_comments(came, comments, WHO)
    assert with_comments(came, [], WHO) is came


WORDS = st.text(alphabet="甲乙丙&<1 ，", min_size=0, max_size=6)
PARAGRAPHS = st.lists(st.lists(WORDS, max_size=4), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS, st.lists(st.tuples(st.integers(1, 5), st.integers(1, 12), st.integers(1, 9)), max_size=6))
def test_whatever_is_marked_the_text_stays(paragraphs, places):
    came = docx(*(para(*[run(words) for words in runs]) for runs in paragraphs))
    lines = read_docx_text(came).text.split("\n")
    comments = [comment(min(line, len(lines)), column, length) for line, column, length in places]
    back = with_comments(came, comments, WHO)
    assert read_docx_text(back) == read_docx_text(came)
    for number, one in enumerate(comments):
        line = lines[one.line - 1]
        if one.column <= len(line):
            expected = line[one.column - 1 : one.column - 1 + one.length]
            assert covered(back, number).replace("&lt;", "<").replace("&amp;", "&") == expected


@given(
    st.lists(st.text(alphabet="甲乙 1。", max_size=8), min_size=1, max_size=5),
    st.booleans(),
)
@settings(max_examples=30, deadline=None)
def test_a_text_becomes_a_document_that_reads_as_it_does(lines, has_table):
    tables = (Grid(number=1, line=min(1, len(lines)), rows=(("用途", "面积"), ("住宅", "1.5"))),) if has_table else ()
    manuscript = Manuscript(text="\n".join(lines), tables=tables)
    made = plain_docx(manuscript)
    assert read_docx_text(made) == manuscript
    assert plain_docx(manuscript) == made


@pytest.mark.parametrize("line", [0, 1, 99])
def test_a_place_outside_the_text_is_brought_inside(line):
    came = docx(para("甲"))
    assert read_docx_text(with_comments(came, [comment(max(line, 1), 50, 9)], WHO)) == read_docx_text(came)


def test_comments_made_before_are_not_made_again():
    came = docx(para("甲乙"), para("丙"))
    once = with_comments(came, [comment(1, 1, 1, "第1行", "有&误"), comment(2, 1, 1, "第2行")], WHO)
    assert with_comments(once, [comment(1, 1, 1, "第1行", "有&误"), comment(2, 1, 1, "第2行")], WHO) == once
    more = with_comments(once, [comment(1, 1, 1, "第1行", "有&误"), comment(2, 1, 1, "第2行", "新的")], WHO)
    assert members(more)["word/comments.xml"].count(b"<w:comment ") == 3
    other = with_comments(once, [comment(2, 1, 1, "第2行")], Signature(author="别人", initials="别"))
    assert members(other)["word/comments.xml"].count(b"<w:comment ") == 3


def test_two_comments_of_the_same_words_are_both_made():
    twice = [comment(1, 1, 1), comment(1, 2, 1)]
    once = with_comments(docx(para("甲乙")), twice, WHO)
    assert members(once)["word/comments.xml"].count(b"<w:comment ") == 2
    assert with_comments(once, twice, WHO) == once
