"""公文版式 · The page of an official document: paper, fonts, line pitch, headings, page numbers.

GB/T 9704-2012: A4, margins 37/26/35/28 mm, 22 lines of 28 characters. Lengths are in points, or in
twentieths where that is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from docx import Document as new_word
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm

from landsupply.files.characters import printable
from landsupply.publish.document import Document

TITLE_FACE = "方正小标宋简体"
BODY_FACE = "仿宋_GB2312"
SECOND_FACE = "楷体_GB2312"
HEAVY_FACE = "黑体"
PAGE_FACE = "宋体"
LATIN_FACE = "Times New Roman"

LINE_PITCH = 579  # twentieths: 28.95 pt, the pitch at which 22 lines fill 225 mm
CHARACTER_SPACING = -5  # twentieths: at −0.25 pt 28 characters of 16 pt fit into 156 mm, at −0.2 pt only 27
INDENT = 640  # twentieths: two characters of 16 pt


@dataclass(frozen=True, slots=True)
class Type:
    """字体字号 · A face and a size in points."""

    face: str
    points: float
    spacing: int = 0


TITLE = Type(TITLE_FACE, 22)
BODY = Type(BODY_FACE, 16, CHARACTER_SPACING)
FIRST_HEADING = Type(HEAVY_FACE, 16, CHARACTER_SPACING)
SECOND_HEADING = Type(SECOND_FACE, 16, CHARACTER_SPACING)
CAPTION = Type(TITLE_FACE, 16)
NOTE = Type(BODY_FACE, 10.5)
REMARK = Type(BODY_FACE, 14)
PAGE_NUMBER = Type(PAGE_FACE, 14)

_STYLES = {
    "Normal": BODY,
    "Title": TITLE,
    "Heading 1": FIRST_HEADING,
    "Heading 2": SECOND_HEADING,
    "Caption": CAPTION,
}


def tag(name: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """标记 · An element of the w: vocabulary with its attributes and children."""
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key.rstrip('_')}"), str(value))
    element.extend(children)
    return element


def type_marks(style: Type) -> list[BaseOxmlElement]:
    """字体标记 · What every run states, so that no reader falls back on a Latin face for Chinese."""
    half_points = round(style.points * 2)
    marks = [
        tag("rFonts", ascii=LATIN_FACE, hAnsi=LATIN_FACE, eastAsia=style.face, cs=LATIN_FACE),
        tag("color", val="000000"),
    ]
    if style.spacing:
        marks.append(tag("spacing", val=style.spacing))
    return [*marks, tag("sz", val=half_points), tag("szCs", val=half_points)]


def run(text: str, style: Type) -> BaseOxmlElement:
    """文字 · A run of text; line ends become breaks."""
    element = tag("r", tag("rPr", *type_marks(style)))
    for number, line in enumerate(printable(text).split("\n")):
        if number:
            element.append(tag("br"))
        written = tag("t")
        written.text = line
        written.set(qn("xml:space"), "preserve")
        element.append(written)
    return element


def blank(document: Document) -> Word:
    """空白公文 · An empty Word document with the page, the styles and the properties of the given one."""
    word = new_word()
    _drop_thumbnail(word)
    _set_properties(word, document)
    for name, style in _STYLES.items():
        _set_style(word, name, style)
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    set_upright(section)
    _number_pages(section)
    return word


def _drop_thumbnail(word: Word) -> None:
    relations = word.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]


def _set_properties(word: Word, document: Document) -> None:
    properties = word.core_properties
    day = datetime.combine(document.dated, time())
    properties.title = printable(document.title)
    properties.language = document.lang
    properties.author = properties.comments = properties.last_modified_by = properties.keywords = ""
    properties.created = properties.modified = day
    properties.revision = 1


def _set_style(word: Word, name: str, style: Type) -> None:
    element = word.styles[name].element
    for part in ("w:rPr", "w:pPr"):
        for old in element.findall(qn(part)):
            element.remove(old)
    language = tag("lang", val="en-US", eastAsia="zh-CN")
    element.append(tag("pPr", *_paragraph_marks(name)))
    element.append(tag("rPr", *type_marks(style), language))


def _paragraph_marks(name: str) -> list[BaseOxmlElement]:
    level = {"Heading 1": 0, "Heading 2": 1}.get(name)
    kept = [tag("keepNext")] if level is not None or name == "Caption" else []
    outline = [tag("outlineLvl", val=level)] if level is not None else []
    return [*kept, tag("widowControl", val=0), pitch(), *outline]


def pitch(twentieths: int = LINE_PITCH, after: int = 0) -> BaseOxmlElement:
    """行距 · An exact distance from line to line."""
    return tag("spacing", before=0, after=after, line=twentieths, lineRule="exact")


def set_upright(section: Section) -> None:
    """竖版 · A4 upright with the margins of an official document."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    _set_margins(section, top=37, right=26, bottom=35, left=28)


def set_sideways(section: Section) -> None:
    """横版 · A4 sideways for a wide table, the same type area turned: binding edge above."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    _set_margins(section, top=28, right=35, bottom=26, left=37)


def _set_margins(section: Section, *, top: int, right: int, bottom: int, left: int) -> None:
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance = Mm(15)
    # Farther from the edge the footer grows into the body and the 22nd line is lost.
    section.footer_distance = Mm(22) if bottom > 30 else Mm(14)
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    properties.append(tag("docGrid", type="lines", linePitch=LINE_PITCH))


def _number_pages(section: Section) -> None:
    odd, even = section.footer, section.even_page_footer
    for footer, side, edge in ((odd, "right", "rightChars"), (even, "left", "leftChars")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]._p
        paragraph.clear()
        indent = {edge: 100, edge.removesuffix("Chars"): 280}
        paragraph.append(tag("pPr", pitch(320), tag("ind", **indent), tag("jc", val=side)))
        paragraph.extend(_page_number())


def _page_number() -> list[BaseOxmlElement]:
    field = tag("fldSimple", run("1", PAGE_NUMBER), instr="PAGE")
    return [run("— ", PAGE_NUMBER), field, run(" —", PAGE_NUMBER)]
