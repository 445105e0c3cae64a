"""改单元格 · One pass over a worksheet's XML finds the cells to mark; only their style numbers are spliced in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from landsupply.files.xlsx_back_markup import Patch, attributes_of, local, run, tag_end, with_attributes

_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)[\"']")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
#: What may stand in a worksheet before its drawing of comments, in the order of the format.
_BEFORE_COMMENTS = frozenset(
    (
        *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
        *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate"),
        *("customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks"),
        *("printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties"),
        *("cellWatches", "ignoredErrors", "smartTags", "drawing"),
    )
)


class Spot(NamedTuple):
    """格位 · A cell's row and column, both counted from 1."""

    row: int
    column: int

    @property
    def reference(self) -> str:
        """地址 · As a spreadsheet writes it: B5."""
        return letters(self.column) + str(self.row)


class Stored(NamedTuple):
    """所存格 · A cell of the XML: its column, its style and where its tag begins."""

    column: int
    style: int
    start: int


@dataclass(slots=True)
class Line:
    """行 · A row of the XML: its style, where it begins and where its content ends, its cells."""

    number: int
    style: int | None
    start: int
    closing: int = 0
    cells: list[Stored] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """表体 · What a pass over one worksheet found: wanted rows, cells under earlier marks, what stands around them.

    `drawing` is the id of the drawing that shows its comments, None where it has none.
    """

    prefix: bytes = b""
    lines: dict[int, Line] = field(default_factory=dict)
    faded: list[tuple[Spot, Stored]] = field(default_factory=list)
    columns: list[tuple[int, int, int]] = field(default_factory=list)
    comments_at: int = 0
    drawing: str | None = None


def letters(column: int) -> str:
    """列标 · The letters of a column counted from 1."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_number(name: str) -> int:
    """列号 · The column counted from 1 of its letters."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number


def spot_of(reference: str) -> Spot | None:
    """格位 · The place that a reference names; None for what is no single cell."""
    found = _REFERENCE.match(reference)
    return Spot(int(found[2]), column_number(found[1])) if found else None


class Anchors:
    """合并首格 · For a cell in one of some rows, the cell that shows its colour: in a merged range the first."""

    def __init__(self, markup: bytes, rows: Collection[int]) -> None:
        ordered = sorted(rows)
        self._by_row: dict[int, list[tuple[int, int, Spot]]] = {}
        self.rows = set(ordered)
        for found in _MERGE.finditer(markup) if ordered else ():
            first, last = column_number(found[1].decode()), column_number(found[3].decode())
            top = Spot(int(found[2]), first)
            for row in ordered[bisect_left(ordered, top.row) : bisect_right(ordered, int(found[4]))]:
                self._by_row.setdefault(row, []).append((first, last, top))
                self.rows.add(top.row)

    def of(self, spot: Spot) -> Spot:
        """所示格 · The cell itself, or the first of the merged range that covers it."""
        held = self._by_row.get(spot.row, ())
        return next((top for first, last, top in held if first <= spot.column <= last), spot)


def read_body(markup: bytes, rows: Collection[int], marked: Collection[int]) -> Body:
    """走一遍 · The wanted rows with their cells, and every cell of a style that an earlier round marked."""
    walk = _Walk(markup, frozenset(rows), frozenset(marked))
    run(walk.parser, markup)
    return walk.body


class _Walk:
    """逐元素 · Follows the parser through a worksheet; a row or cell without a number follows the one before."""

    def __init__(self, markup: bytes, rows: frozenset[int], marked: frozenset[int]) -> None:
        self.body = Body()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self._markup, self._rows, self._marked = markup, rows, marked
        self._depth = self._row = self._since = self._opened = 0
        self._reference = ""
        self._part = ""
        self._line: Line | None = None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 4 and self._part == "sheetData":
            self._cell(attributes)
        elif self._depth == 3 and self._part == "sheetData":
            self._begin_row(attributes)
        elif self._depth == 3 and self._part == "cols" and "style" in attributes:
            first, last, style = (int(attributes.get(name, "0")) for name in ("min", "max", "style"))
            self.body.columns.append((first, last, style))
        elif self._depth == 2:
            self._part = local(tag)
            self._opened = tag_end(self._markup, self.parser.CurrentByteIndex)
            if self._part == "legacyDrawing":
                self.body.drawing = next((value for name, value in attributes.items() if name.endswith(":id")), None)
        elif self._depth == 1:
            self.body.prefix = tag[: len(tag) - len(local(tag))].encode()

    def _end(self, tag: str) -> None:
        if self._depth == 3 and self._line is not None:
            self._line.closing = self.parser.CurrentByteIndex
            self._line = None
        elif self._depth == 2 and self._part in _BEFORE_COMMENTS:
            self.body.comments_at = self._end_of_part()
        self._depth -= 1

    def _end_of_part(self) -> int:
        if self._markup[self._opened - 2 : self._opened] == b"/>":
            return self._opened
        return self._markup.index(b">", self.parser.CurrentByteIndex) + 1

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._reference, self._since = "", 0
        if self._row in self._rows:
            own = int(attributes.get("s", "0")) if attributes.get("customFormat") in ("1", "true") else None
            self._line = Line(self._row, own, self.parser.CurrentByteIndex)
            self.body.lines[self._row] = self._line

    def _cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._since += 1
        else:
            self._reference, self._since = reference, 0
        style = int(attributes.get("s", "0"))
        if self._line is None and style not in self._marked:
            return
        named = spot_of(self._reference)
        column = (named.column if named else 0) + self._since
        stored = Stored(column, style, self.parser.CurrentByteIndex)
        if self._line is not None:
            self._line.cells.append(stored)
        if style in self._marked:
            self.body.faded.append((Spot(self._row, column), stored))


class Restyling:
    """改样式 · Gives cells of one worksheet other styles; a cell that is not there is put in, empty."""

    def __init__(self, markup: bytes, body: Body) -> None:
        self._markup, self._body = markup, body
        self._patch = Patch(markup)
        self._missing: dict[int, list[tuple[int, int]]] = {}

    def first_filled(self, row: int) -> int | None:
        """首个有值列 · The column of the first cell of a row that holds anything."""
        line = self._body.lines.get(row)
        cells = line.cells if line else ()
        return next((c.column for c in cells if not self._tag(c.start).endswith(b"/>")), None)

    def style(self, spot: Spot) -> int:
        """现样式 · The style that a cell of a wanted row shows now, its row's or column's where it is not written."""
        line = self._body.lines[spot.row]
        written = next((cell.style for cell in line.cells if cell.column == spot.column), None)
        if written is not None:
            return written
        of_column = next((s for first, last, s in self._body.columns if first <= spot.column <= last), 0)
        return of_column if line.style is None else line.style

    def set(self, spot: Spot, style: int) -> None:
        """定样式 · Gives a cell of a wanted row its style."""
        cells = self._body.lines[spot.row].cells
        written = next((cell for cell in cells if cell.column == spot.column), None)
        if written is None:
            self._missing.setdefault(spot.row, []).append((spot.column, style))
        elif written.style != style:
            self.set_stored(written, style)

    def set_stored(self, stored: Stored, style: int) -> None:
        """改写 · Gives a written cell its style."""
        tag = self._tag(stored.start)
        self._patch.replace(stored.start, stored.start + len(tag), with_attributes(tag, {"s": str(style)}))

    def insert_drawing(self, kinds: str, key: str) -> None:
        """接批注 · Says where the shapes of the comments are drawn."""
        opening = b"<" + self._body.prefix + b"legacyDrawing"
        self._patch.insert(self._body.comments_at, opening + f' xmlns:r="{kinds}" r:id="{key}"/>'.encode())

    def done(self) -> bytes:
        """成品 · The worksheet with its changes."""
        for row, cells in self._missing.items():
            self._put_in(self._body.lines[row], sorted(cells))
        return self._patch.done()

    def _put_in(self, line: Line, cells: list[tuple[int, int]]) -> None:
        prefix = self._body.prefix
        tag = self._tag(line.start)
        values = _widened(attributes_of(tag).get("spans"), [column for column, _ in cells])
        made = [(column, _empty_cell(prefix, Spot(line.number, column), style)) for column, style in cells]
        if tag.endswith(b"/>"):
            whole = with_attributes(tag, values).removesuffix(b"/>") + b">"
            new = whole + b"".join(cell for _, cell in made) + b"</" + prefix + b"row>"
            self._patch.replace(line.start, line.start + len(tag), new)
            return
        if values:
            self._patch.replace(line.start, line.start + len(tag), with_attributes(tag, values))
        for column, cell in made:
            self._patch.insert(next((c.start for c in line.cells if c.column > column), line.closing), cell)

    def _tag(self, start: int) -> bytes:
        return self._markup[start : tag_end(self._markup, start)]


def _empty_cell(prefix: bytes, spot: Spot, style: int) -> bytes:
    return b"<" + prefix + f'c r="{spot.reference}" s="{style}"/>'.encode()


def _widened(spans: str | None, columns: list[int]) -> Mapping[str, str]:
    """The columns that a row says it spans, wide enough for cells that are put in."""
    first, _, last = (spans or "").partition(":")
    if not (first.isdigit() and last.isdigit()):
        return {}
    return {"spans": f"{min(int(first), *columns)}:{max(int(last), *columns)}"}


def runs(places: Collection[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """连续段 · Places of one column as ranges of rows that follow one another."""
    ordered = sorted(places, key=lambda spot: (spot.column, spot.row))
    start = previous = None
    for spot in ordered:
        if start is not None and previous is not None:
            if spot == Spot(previous.row + 1, previous.column):
                previous = spot
                continue
            yield start, previous
        start = previous = spot
    if start is not None and previous is not None:
        yield start, previous
