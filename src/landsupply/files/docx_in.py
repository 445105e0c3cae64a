"""读 docx · The tables of a Word document as sheets, named by their order; a table inside a table is left aside.

The text of merged cells stands at their top left and nowhere else. Deleted text of tracked changes is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from landsupply.files.guard import COLUMN_LIMIT, ROW_LIMIT, open_archive
from landsupply.files.lanes import text_lane
from landsupply.files.markup import Attributes, local, walk
from landsupply.files.private_use import without_remnants
from landsupply.ledger.sheet import Merge, Sheet
from landsupply.measure.fault import InputFault
from landsupply.seal.canon import digest_bytes

_PART = "word/document.xml"
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class _Cell:
    """单元格 · One cell of a table: where it begins, how wide it is, whether it goes on from the one above."""

    column: int
    width: int = 1
    is_continued: bool = False
    paragraphs: list[list[str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join("".join(pieces) for pieces in self.paragraphs)


@dataclass(slots=True)
class _Table:
    """表 · The rows of one table, each a list of its cells."""

    rows: list[list[_Cell]] = field(default_factory=list)

    def begin_row(self) -> None:
        """新行 · One more row, within the limit."""
        if len(self.rows) == ROW_LIMIT:
            raise InputFault("F017", count=ROW_LIMIT + 1, limit=ROW_LIMIT)
        self.rows.append([])

    def begin_cell(self, skipped: int) -> None:
        """新格 · One more cell, after the last one of its row or after the columns skipped."""
        row = self.rows[-1]
        row.append(_Cell(row[-1].column + row[-1].width if row else skipped))

    @property
    def lines(self) -> Iterator[list[str]]:
        """The texts of each row, one for every column of the grid."""
        for row in self.rows:
            line = [""] * max((cell.column + cell.width for cell in row), default=0)
            if len(line) > COLUMN_LIMIT:
                raise InputFault("F018", count=len(line), limit=COLUMN_LIMIT)
            for cell in row:
                line[cell.column] = "" if cell.is_continued else cell.text
            yield line

    @property
    def merges(self) -> Iterator[Merge]:
        """The merged ranges: a cell wider than one column, or one that goes on below."""
        for number, row in enumerate(self.rows, 1):
            for cell in row:
                last = number if cell.is_continued else self._last_row(number, cell)
                if not cell.is_continued and (last > number or cell.width > 1):
                    yield Merge(number, last, cell.column, cell.column + cell.width - 1)

    def _last_row(self, number: int, cell: _Cell) -> int:
        while number < len(self.rows) and any(
            below.is_continued and (below.column, below.width) == (cell.column, cell.width)
            for below in self.rows[number]
        ):
            number += 1
        return number


def read_docx_tables(content: bytes, name: str) -> tuple[Sheet, ...]:
    """读 Word 表格 · Each table of the document, from top to bottom; InputFault F005 where there is none."""
    reader = _Reader()
    walk(open_archive(content).read_markup(_PART), reader.start, reader.end, reader.text)
    digest = digest_bytes(content)
    tables = [table for table in reader.tables if table.rows]
    if not tables:
        raise InputFault("F005")
    return tuple(_sheet(Sheet(name, f"表{order}", (), 0, 1, digest), table) for order, table in enumerate(tables, 1))


def _sheet(empty: Sheet, table: _Table) -> Sheet:
    lines = list(table.lines)
    width = max(map(len, lines), default=0)
    columns = zip(*(line + [""] * (width - len(line)) for line in lines), strict=True)
    lanes = tuple(map(text_lane, columns))
    merges = tuple(table.merges)
    return without_remnants(Sheet(empty.source, empty.name, lanes, len(lines), 1, empty.digest, merges=merges))


class _Reader:
    """走读 · Collects the outer tables of a document while the parser walks it."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self._depth = 0
        self._skipped = 0
        self._is_text = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """元素开始 · A table, row, cell, paragraph, or what they say of themselves."""
        name = local(tag)
        if name == "tbl":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Table())
        elif self._depth == 1:
            self._begin(name, {local(key): value for key, value in attributes.items()})

    def text(self, content: str) -> None:
        """文字 · Text inside a run."""
        if self._is_text:
            self._add(content)

    def end(self, tag: str) -> None:
        """元素结束 · A table or a piece of text is complete."""
        name = local(tag)
        if name == "tbl":
            self._depth -= 1
        elif name == "t":
            self._is_text = False

    def _begin(self, name: str, attributes: Attributes) -> None:
        table = self.tables[-1]
        if name == "tr":
            self._skipped = 0
            table.begin_row()
        elif name == "gridBefore":
            self._skipped = _count(attributes)
        elif name == "tc" and table.rows:
            table.begin_cell(self._skipped)
        elif table.rows and table.rows[-1]:
            self._say(table.rows[-1][-1], name, attributes)

    def _say(self, cell: _Cell, name: str, attributes: Attributes) -> None:
        if name == "gridSpan":
            cell.width = _count(attributes)
        elif name == "vMerge":
            cell.is_continued = attributes.get("val", "continue") != "restart"
        elif name == "p":
            cell.paragraphs.append([])
        elif name == "t":
            self._is_text = True
        elif name in _MARKS:
            self._add(_MARKS[name])

    def _add(self, text: str) -> None:
        cells = self.tables[-1].rows[-1]
        if cells and cells[-1].paragraphs:
            cells[-1].paragraphs[-1].append(text)


def _count(attributes: Attributes) -> int:
    text = attributes.get("val", "")
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 5):
        raise InputFault("F019", part=text[:20])
    count = max(int(text), 1)
    if count > COLUMN_LIMIT:
        raise InputFault("F018", count=count, limit=COLUMN_LIMIT)
    return count
