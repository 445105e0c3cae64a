"""文本成稿 · A plain text, or the text of a pdf, as a Word file: a paragraph a line, tables where they stood."""

from __future__ import annotations

import io

from docx import Document as new_word
from docx.document import Document as Word
from docx.oxml.xmlchemy import BaseOxmlElement

from landsupply.files.characters import printable
from landsupply.files.docx_style import BODY_FACE, Type, run, tag
from landsupply.files.steady_zip import steady
from landsupply.proofread.manuscript import Grid, Manuscript

_BODY = Type(BODY_FACE, 12)
_CELL = Type(BODY_FACE, 9)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def plain_docx(manuscript: Manuscript) -> bytes:
    """成稿 · The bytes of a Word file that reads as the manuscript does; the same manuscript, the same bytes."""
    word = new_word()
    _drop_dates(word)
    end = word.element.body.sectPr
    lines = ["", *manuscript.text.split("\n")]
    waiting = list(manuscript.tables)
    for number, line in enumerate(lines):
        if number:
            end.addprevious(tag("p", _text(line, _BODY)))
        while waiting and waiting[0].line <= number:
            end.addprevious(_table(waiting.pop(0)))
    packed = io.BytesIO()
    word.save(packed)
    return steady(packed.getvalue())


def _drop_dates(word: Word) -> None:
    """What the empty document of the library says of itself is not said of this one."""
    properties = word.core_properties
    properties.author = properties.comments = properties.last_modified_by = properties.keywords = ""


def _text(text: str, style: Type) -> BaseOxmlElement:
    return run(printable(text).replace("\t", " "), style)


def _table(grid: Grid) -> BaseOxmlElement:
    borders = tag("tblBorders", *(tag(side, val="single", sz=4, space=0, color="808080") for side in _SIDES))
    marks = tag("tblPr", tag("tblW", w=0, type="auto"), borders)
    columns = tag("tblGrid", *(tag("gridCol") for _ in grid.rows[0]))
    return tag("tbl", marks, columns, *(_row(row) for row in grid.rows))


def _row(row: tuple[str, ...]) -> BaseOxmlElement:
    return tag("tr", *(tag("tc", tag("p", _text(cell, _CELL))) for cell in row))
