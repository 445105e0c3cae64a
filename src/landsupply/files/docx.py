"""Word 文档 · A document as a docx of official layout; the same document always gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.xmlchemy import BaseOxmlElement

from landsupply.files.docx_style import (
    BODY,
    CAPTION,
    FIRST_HEADING,
    INDENT,
    NOTE,
    REMARK,
    SECOND_HEADING,
    TITLE,
    Type,
    blank,
    pitch,
    run,
    set_sideways,
    set_upright,
    tag,
)
from landsupply.files.docx_table import SIDEWAYS, UPRIGHT, grid
from landsupply.files.steady_zip import steady
from landsupply.publish.document import (
    Block,
    Chart,
    Closing,
    Document,
    Heading,
    KeyFigures,
    Note,
    Paragraph,
    Table,
)

Marks = list[BaseOxmlElement]


def to_docx(document: Document) -> bytes:
    """写 Word · The document's bytes; nothing in them depends on the clock, the locale or the machine."""
    word = blank(document)
    _put(word, _title(document))
    for block in document.blocks:
        _put(word, _block(block))
    for annex in document.annexes:
        _annex(word, annex)
    packed = io.BytesIO()
    word.save(packed)
    return steady(packed.getvalue())


def _put(word: Word, elements: Marks) -> None:
    end = word.element.body.sectPr
    for element in elements:
        end.addprevious(element)


def _paragraph(text: str, style: Type, *marks: BaseOxmlElement, named: str = "Normal") -> BaseOxmlElement:
    return tag("p", tag("pPr", tag("pStyle", val=named.replace(" ", "")), *marks), run(text, style))


def _title(document: Document) -> Marks:
    marking = [_paragraph(document.marking, FIRST_HEADING)] if document.marking else []
    centred = (pitch(700, after=579), tag("jc", val="center"))
    return [*marking, _paragraph("\n".join(document.title_lines), TITLE, *centred, named="Title")]


def _block(block: Block) -> Marks:
    return _WRITERS[type(block)](block)


def _heading(block: Heading) -> Marks:
    style = FIRST_HEADING if block.level == 1 else SECOND_HEADING
    return [_paragraph(block.text, style, _first_line(), named=f"Heading {block.level}")]


def _first_line() -> BaseOxmlElement:
    return tag("ind", firstLineChars=200, firstLine=INDENT)


def _body(block: Paragraph) -> Marks:
    return [_paragraph(block.text, BODY, _first_line())]


def _note(block: Note) -> Marks:
    # Smaller than the text, but on its grid, so that the page keeps its lines.
    return [_paragraph(block.text, REMARK, _first_line())]


def _note_line(text: str) -> BaseOxmlElement:
    return _paragraph(text, NOTE, tag("keepLines"), tag("snapToGrid", val=0), pitch(320))


def _closing(block: Closing) -> Marks:
    # A line is left free above; the lines stand four characters in from the right edge.
    return [_closing_line(line) for line in ("", *block.lines)]


def _closing_line(text: str) -> BaseOxmlElement:
    edge = tag("ind", rightChars=400, right=2 * INDENT)
    return _paragraph(text, BODY, tag("keepNext"), tag("keepLines"), edge, tag("jc", val="right"))


def _figures(block: KeyFigures) -> Marks:
    lines = [f"{figure.label} {figure.text} {figure.remark}".rstrip() for figure in block.figures]
    return [_paragraph(line, BODY, _first_line()) for line in lines]


def _chart(block: Chart) -> Marks:
    """A chart is drawn on pages only; here its figures are listed, so that none is lost."""
    lines = [f"{bar.label} {bar.quantity.text} {bar.remark}".rstrip() for bar in block.bars]
    return [_paragraph(f"{block.title} ({block.unit})", BODY, _first_line()), *map(_note_line, lines)]


def _inline_table(table: Table) -> Marks:
    return [*_table_head(table), grid(table, UPRIGHT), *map(_note_line, table.notes), _gap()]


def _annex(word: Word, table: Table) -> None:
    """附表 · Each annex opens a page; a wide one stands on a sheet turned sideways."""
    fresh = _turn(word, table)
    opening = () if fresh else (tag("pageBreakBefore"),)
    width = SIDEWAYS if table.is_wide else UPRIGHT
    name = _paragraph(table.name, FIRST_HEADING, tag("keepNext"), *opening)
    notes = [_note_line(note) for note in table.notes]
    _put(word, [name, *_table_head(table), grid(table, width), *notes, _gap()])


def _turn(word: Word, table: Table) -> bool:
    """Opens a section when the sheet has to be turned; the paragraph that carries the break takes no room."""
    section = word.sections[-1]
    if (section.orientation is WD_ORIENT.LANDSCAPE) == table.is_wide:
        return False
    section = word.add_section(WD_SECTION.NEW_PAGE)
    marks = word.element.body.sectPr.getprevious().get_or_add_pPr()
    marks[0:0] = [tag("snapToGrid", val=0), pitch(20)]
    (set_sideways if table.is_wide else set_upright)(section)
    return True


def _table_head(table: Table) -> Marks:
    loose = tag("snapToGrid", val=0)
    centred = tag("jc", val="center")
    caption = _paragraph(table.caption, CAPTION, tag("keepNext"), centred, named="Caption")
    unit = _paragraph(table.unit, NOTE, tag("keepNext"), loose, pitch(360), tag("jc", val="right"))
    return [caption, unit] if table.unit else [caption]


def _gap() -> BaseOxmlElement:
    return tag("p", tag("pPr", tag("snapToGrid", val=0), pitch(20)))


_WRITERS: dict[type, Callable[..., Marks]] = {
    Heading: _heading,
    Paragraph: _body,
    Note: _note,
    Closing: _closing,
    Table: _inline_table,
    Chart: _chart,
    KeyFigures: _figures,
}
