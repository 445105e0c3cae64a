"""读 docx 文字 · A Word document as its reader sees it: paragraphs with their numbers, text boxes, notes, tables.

Deleted and moved-away text of tracked changes, hidden text, field codes and the table of contents are no text; headers
and footers say nothing about the plan and are left aside. Notes stand behind the text, each where it is referred to. A
table of one column or one row is no table but a frame around text, and is read as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from landsupply.files.guard import COLUMN_LIMIT, ROW_LIMIT
from landsupply.files.text_docx_numbers import Numbering, val, value
from landsupply.files.text_docx_parts import WordPackage
from landsupply.files.xlsx_back_markup import Node, parse
from landsupply.measure.fault import InputFault
from landsupply.proofread.manuscript import Grid, Manuscript

_THROUGH = (
    "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo", "rubyBase",
)  # fmt: skip
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_OFF = ("0", "false", "off")
_ONE_LINE = str.maketrans("\r\n\x0b\x0c", "    ")


@dataclass(slots=True)
class Piece:
    """片 · Text of one element of one run, and whether a run may be cut inside it."""

    text: str
    node: Node
    run: Node
    is_text: bool


@dataclass(slots=True)
class Passage:
    """段 · One paragraph: the number printed in front of it, its pieces, its table, the run whose text box it is in."""

    node: Node
    label: str
    pieces: list[Piece] = field(default_factory=list)
    table: Table | None = None
    host: Node | None = None

    @property
    def text(self) -> str:
        """文字 · What a reader sees in it."""
        words = "".join(piece.text for piece in self.pieces)
        return self.label + words if words.strip() else words


@dataclass(slots=True)
class Cell:
    """格 · A cell: where it begins, how wide it is, whether it goes on from the one above."""

    column: int
    width: int
    is_continued: bool
    passages: list[Passage] = field(default_factory=list)

    @property
    def text(self) -> str:
        """文字 · Its paragraphs, one a line."""
        return "\n".join(passage.text for passage in self.passages)


@dataclass(slots=True)
class Table:
    """表 · The rows of a table that are not deleted, each a list of its cells."""

    rows: list[list[Cell]] = field(default_factory=list)
    first: int = 0

    @property
    def width(self) -> int:
        """列数 · How many columns its grid has."""
        return max((cell.column + cell.width for row in self.rows for cell in row), default=0)

    @property
    def is_frame(self) -> bool:
        """文字框 · Whether it only frames text."""
        return self.width < 2 or len(self.rows) < 2

    def cell(self, row: int, column: int) -> Cell | None:
        """取格 · The cell that covers a place, both from 1."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else []
        return next((one for one in cells if one.column < column <= one.column + one.width), None)


@dataclass(slots=True, kw_only=True)
class Noted:
    """注 · The paragraphs of one note, and the paragraph and run that refer to it."""

    passages: list[Passage]
    passage: Passage
    run: Node


class Word:
    """Word 文稿 · A document walked once: its paragraphs in order, its tables, its notes."""

    def __init__(self, package: WordPackage) -> None:
        self.package = package
        self.passages: list[Passage] = []
        self.tables: list[Table] = []
        self.notes: list[Noted] = []
        self._numbering = Numbering(package)
        self._references: list[tuple[str, str, Passage, Node]] = []
        self._fields: list[list[str]] = []
        self._table: Table | None = None
        self._host: Node | None = None
        self.markup = package.markup(package.document)
        root = parse(self.markup)
        self.root = root.tag
        body = root.first("body")
        if body is None:
            raise InputFault("F019", part=package.document)
        self._blocks(body)
        self.tables.sort(key=lambda one: one.first)
        self._read_notes()

    @property
    def lines(self) -> list[Passage]:
        """正文各段 · The paragraphs that are text, those of frames among them; notes are not."""
        return [one for one in self.passages if one.table is None]

    @property
    def grids(self) -> list[Table]:
        """各表 · The tables that are no frames."""
        return [one for one in self.tables if not one.is_frame]

    def _blocks(self, parent: Node) -> list[Passage]:
        found: list[Passage] = []
        for node in parent.children:
            if node.name == "p":
                found.append(self._paragraph(node))
            elif node.name == "tbl":
                self._read_table(node)
            elif node.name in _THROUGH:
                found += self._blocks(node)
            elif node.name == "AlternateContent":
                found += [one for chosen in _chosen(node) for one in self._blocks(chosen)]
        return found

    def _paragraph(self, node: Node) -> Passage:
        passage = Passage(node, self._numbering.label(node.first("pPr")), table=self._table, host=self._host)
        self.passages.append(passage)
        self._inline(node, passage)
        return passage

    def _inline(self, parent: Node, passage: Passage) -> None:
        for node in parent.children:
            if node.name == "r":
                self._run(node, passage)
            elif node.name in _THROUGH:
                self._inline(node, passage)
            elif node.name in ("oMath", "oMathPara"):
                formula = "".join(one.text for one in node.deep("t")).translate(_ONE_LINE)
                passage.pieces.append(Piece(formula, node, node, is_text=False))
            elif node.name == "AlternateContent":
                for chosen in _chosen(node):
                    self._inline(chosen, passage)

    def _run(self, run: Node, passage: Passage) -> None:
        if _is_hidden(run.first("rPr")):
            return
        for node in run.children:
            if node.name == "fldChar":
                self._field(value(node, "fldCharType"))
            elif node.name == "instrText" and self._fields:
                self._fields[-1][1] += node.text
            elif node.name == "ruby":
                self._inline(node, passage)
            elif node.name in _NOTES:
                self._references.append((_NOTES[node.name], value(node, "id"), passage, run))
            elif node.name in ("drawing", "pict", "object", "AlternateContent"):
                self._drawing(node, run)
            elif not self._is_code:
                self._say(node, run, passage)

    def _say(self, node: Node, run: Node, passage: Passage) -> None:
        if node.name == "t":
            passage.pieces.append(Piece(node.text.translate(_ONE_LINE), node, run, is_text=True))
        elif node.name in _MARKS:
            passage.pieces.append(Piece(_MARKS[node.name], node, run, is_text=False))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(["code", ""])
        elif kind == "separate" and self._fields:
            self._fields[-1][0] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    @property
    def _is_code(self) -> bool:
        """Inside the code of a field, or in the table of contents that a field makes."""
        return any(phase == "code" or code.split()[:1] == ["TOC"] for phase, code in self._fields)

    def _drawing(self, node: Node, run: Node) -> None:
        outer, self._host = self._host, self._host or run
        self._boxes(node)
        self._host = outer

    def _boxes(self, node: Node) -> None:
        """Text boxes of a drawing; of two renderings of one drawing the first."""
        for child in _chosen(node) if node.name == "AlternateContent" else node.children:
            if child.name == "txbxContent":
                self._blocks(child)
            else:
                self._boxes(child)

    def _read_table(self, node: Node) -> None:
        outer, table = self._table, Table(first=node.start)
        self._table = table
        self.tables.append(table)
        begun = len(self.passages)
        for row in _rows(node):
            if len(table.rows) == ROW_LIMIT:
                raise InputFault("F017", count=ROW_LIMIT + 1, limit=ROW_LIMIT)
            table.rows.append(list(self._cells(row)))
        self._table = outer
        if table.is_frame:
            for passage in self.passages[begun:]:
                passage.table = outer if passage.table is table else passage.table

    def _cells(self, row: Node) -> Iterator[Cell]:
        properties = row.first("trPr")
        column = _number(val(properties, "gridBefore"), 0)
        for node in _through(row, "tc"):
            own = node.first("tcPr")
            width = max(_number(val(own, "gridSpan"), 1), 1)
            merge = own.first("vMerge") if own else None
            is_continued = merge is not None and value(merge, "val") != "restart"
            if column + width > COLUMN_LIMIT:
                raise InputFault("F018", count=column + width, limit=COLUMN_LIMIT)
            yield Cell(column, width, is_continued, self._blocks(node))
            column += width

    def _read_notes(self) -> None:
        notes: dict[tuple[str, str], Node] = {}
        for kind in _NOTES.values():
            if part := self.package.part(kind):
                for node in parse(self.package.markup(part)).children:
                    notes[kind, value(node, "id")] = node
        body, self.passages = self.passages, []
        for kind, key, passage, run in self._references:
            noted = notes.pop((kind, key)) if (kind, key) in notes else None
            if noted is not None:
                self.notes.append(Noted(passages=self._blocks(noted), passage=passage, run=run))
        self.passages = body


def _chosen(node: Node) -> list[Node]:
    """The first of several renderings of one thing."""
    return node.all("Choice", "Fallback")[:1]


def _rows(table: Node) -> Iterator[Node]:
    """The rows of a table but those a tracked change deleted."""
    for row in _through(table, "tr"):
        properties = row.first("trPr")
        if properties is None or properties.first("del") is None:
            yield row


def _through(parent: Node, name: str) -> Iterator[Node]:
    for node in parent.children:
        if node.name == name:
            yield node
        elif node.name in _THROUGH:
            yield from _through(node, name)


def _is_hidden(properties: Node | None) -> bool:
    hidden = properties.first("vanish") if properties else None
    return hidden is not None and value(hidden, "val") not in _OFF


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else otherwise


def open_word(content: bytes) -> Word:
    """开文稿 · The document walked; InputFault F0xx for what is no sound Word document."""
    try:
        return Word(WordPackage(content))
    except RecursionError:
        raise InputFault("F019", part="word/document.xml") from None


def read_docx_text(content: bytes) -> Manuscript:
    """读 docx · Its text, a paragraph a line, notes behind it, and its tables."""
    return manuscript_of(open_word(content))


def manuscript_of(word: Word) -> Manuscript:
    """成文稿 · The text and the tables of a walked document."""
    noted = [passage.text for note in word.notes for passage in note.passages]
    text = "\n".join([passage.text for passage in word.lines] + noted)
    starts = [(passage.node.start, passage.text.count("\n") + 1) for passage in word.lines]
    tables = tuple(_grid(number, table, starts) for number, table in enumerate(word.grids, 1))
    return Manuscript(text=text, tables=tables)


def _grid(number: int, table: Table, starts: list[tuple[int, int]]) -> Grid:
    line = sum(count for start, count in starts if start < table.first)
    return Grid(
        number=number, line=line, rows=tuple(_line(row, table.width) for row in table.rows), merges=_merges(table)
    )


def _line(row: list[Cell], width: int) -> tuple[str, ...]:
    texts = [""] * width
    for cell in row:
        texts[cell.column] = "" if cell.is_continued else cell.text
    return tuple(texts)


def _merges(table: Table) -> tuple[tuple[int, int, int, int], ...]:
    found = []
    for number, row in enumerate(table.rows):
        for cell in row:
            last = number if cell.is_continued else _last_row(table, number, cell)
            if not cell.is_continued and (last > number or cell.width > 1):
                found.append((number, last, cell.column, cell.column + cell.width - 1))
    return tuple(found)


def _last_row(table: Table, number: int, cell: Cell) -> int:
    while number + 1 < len(table.rows) and any(
        below.is_continued and (below.column, below.width) == (cell.column, cell.width)
        for below in table.rows[number + 1]
    ):
        number += 1
    return number
