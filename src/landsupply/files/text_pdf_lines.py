"""版面还原 · Pieces of text on pages → lines, paragraphs broken by the page joined again, and tables.

A line goes on in the next one when it reaches the right edge and the next begins at the left one. What stands in
columns on several lines is a table. Page numbers, and what most pages repeat at their head or foot, are no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from unicodedata import east_asian_width

from landsupply.proofread.manuscript import Grid

_APART = 1.2  # characters between two cells of one line
_FULL = 0.88  # of the line's width, from which on it reaches the right edge
_INDENT = 1.2  # characters by which a first line stands in
_LONG = 12  # characters of a line from which on its edges tell those of the text
_PAGE_NUMBER = re.compile(r"[\s—\-－–·.]*(?:第\s*)?[0-9]{1,4}\s*(?:页)?(?:\s*[/共]\s*[0-9]{1,4}\s*页?)?[\s—\-－–·.]*")
_MARKER = re.compile(
    r"[（(]\s*[一二三四五六七八九十0-9]{1,3}\s*[)）]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章条]|"
    r"[0-9]{1,2}[.．、](?![0-9])|[①-⑳]|附[件表]"
)
_STOP = re.compile(r"[。；！？：:;][”’」）)]?\Z")
_CAPTION = re.compile(r"单位|表|[:：]")
_BROKEN = 4  # lines at most that a cell breaks into
_SHORT = 14  # characters of a line that a cell may have broken into
_WORD = re.compile(r"[0-9A-Za-z.%]{1,16}")
_NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?%?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """文字片 · A piece of text, where it begins on its page, the size of its type."""

    x: float
    y: float
    size: float
    text: str

    @property
    def end(self) -> float:
        """右端 · Where it ends: a Chinese character takes its size, any other half of it."""
        return self.x + self.size * sum(1.0 if east_asian_width(sign) in "WFA" else 0.5 for sign in self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """行 · The cells of one printed line, each with its left and right end; running text has one cell."""

    cells: tuple[tuple[float, float, str], ...]
    size: float
    page: int

    @property
    def text(self) -> str:
        """文字 · The cells, a space between them."""
        return " ".join(cell[2] for cell in self.cells)

    @property
    def left(self) -> float:
        """左端 · Where the line begins."""
        return self.cells[0][0]

    @property
    def right(self) -> float:
        """右端 · Where the line ends."""
        return self.cells[-1][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """还原结果 · The text, the tables, and the pages with a table whose cells break over lines, which is not judged."""

    text: str
    tables: tuple[Grid, ...]
    folded: tuple[int, ...]


def laid_out(pages: Sequence[Sequence[Fragment]]) -> Layout:
    """还原 · The text of the pages, a paragraph a line, and the tables behind the lines they stand behind."""
    lines = _without_margins([_lines(page, number) for number, page in enumerate(pages, 1)])
    flags = _table_lines(lines)
    edges = _edges([line for line, is_row in zip(lines, flags, strict=True) if not is_row])
    texts: list[str] = []
    tables: list[Grid] = []
    folded: set[int] = set()
    last: Line | None = None
    for is_row, block in groupby(range(len(lines)), key=flags.__getitem__):
        own = [lines[at] for at in block]
        if is_row:
            last = None
            if rows := _rows(own):
                tables.append(Grid(number=len(tables) + 1, line=len(texts), rows=rows))
            else:
                folded |= {line.page for line in own}
            continue
        for line in own:
            if last is not None and _goes_on(last, line, edges):
                texts[-1] += _joint(texts[-1], line.text) + line.text
            else:
                texts.append(line.text)
            last = line
    return Layout(text="\n".join(texts), tables=tuple(tables), folded=tuple(sorted(folded)))


def _lines(page: Sequence[Fragment], number: int) -> list[Line]:
    """The printed lines of a page from top to bottom."""
    rows: list[list[Fragment]] = []
    for one in sorted(page, key=lambda one: (-one.y, one.x)):
        if rows and rows[-1][0].y - one.y < 0.4 * max(rows[-1][0].size, one.size):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [_line(sorted(row, key=lambda one: one.x), number) for row in rows]


def _line(row: Sequence[Fragment], page: int) -> Line:
    cells: list[tuple[float, float, str]] = []
    size = max(one.size for one in row)
    for one in row:
        if cells and one.x - cells[-1][1] < _APART * size:
            left, _, text = cells[-1]
            cells[-1] = (left, max(one.end, cells[-1][1]), text + _joint(text, one.text) + one.text)
        else:
            cells.append((one.x, one.end, one.text))
    return Line(cells=tuple(cells), size=size, page=page)


def _joint(before: str, behind: str) -> str:
    """A space where two words of letters meet; none beside Chinese, none inside a number."""
    return (
        " " if before[-1:].isascii() and behind[:1].isascii() and before[-1:].isalpha() and behind[:1].isalpha() else ""
    )


def _without_margins(pages: Sequence[list[Line]]) -> list[Line]:
    """All lines but page numbers and what most pages repeat at their head or foot."""
    edges = Counter(
        _masked(line) for page in pages for line in {id(one): one for one in (*page[:1], *page[-1:])}.values()
    )
    kept: list[Line] = []
    for page in pages:
        last = len(page) - 1
        kept += [
            line
            for place, line in enumerate(page)
            if place not in (0, last)
            or not (_PAGE_NUMBER.fullmatch(line.text) or (len(pages) > 2 and edges[_masked(line)] * 2 > len(pages)))
        ]
    return kept


def _masked(line: Line) -> str:
    return re.sub(r"[0-9]+", "0", line.text)


def _table_lines(lines: Sequence[Line]) -> list[bool]:
    """Which lines are rows of tables: those in columns, and the short ones between them that a cell broke into."""
    flags = [len(line.cells) > 1 for line in lines]
    anchors = [at for at, flag in enumerate(flags) if flag]
    for before, behind in pairwise(anchors):
        between = range(before + 1, behind)
        if len(between) <= _BROKEN and all(_is_broken(lines[at], lines[before], lines[behind]) for at in between):
            flags[before:behind] = [True] * (behind - before)
    for at in anchors:
        for above in range(at - 1, max(at - _BROKEN, -1), -1):
            if flags[above] or not _is_broken(lines[above], lines[at], lines[at]) or _CAPTION.search(lines[above].text):
                break
            flags[above] = True
    return _only_tables(lines, flags)


def _is_broken(line: Line, *beside: Line) -> bool:
    """A short line of the type and page of the lines in columns beside it."""
    alike = all(abs(line.size - one.size) < 0.1 and line.page - one.page in (-1, 0, 1) for one in beside)
    return alike and len(line.text) <= _SHORT


def _only_tables(lines: Sequence[Line], flags: list[bool]) -> list[bool]:
    """One line in columns alone, or several without a number among them, are running text all the same."""
    kept: list[bool] = []
    for is_row, block in groupby(range(len(lines)), key=flags.__getitem__):
        own = [lines[at] for at in block]
        is_table = is_row and len(own) > 1 and any(_NUMBER.fullmatch(cell[2]) for one in own for cell in one.cells)
        kept += [is_table] * len(own)
    return kept


def _rows(lines: Sequence[Line]) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, broken headings put together; none where cells of its body break over lines."""
    usual = Counter(len(line.cells) for line in lines if len(line.cells) > 1)
    most = max(usual, key=lambda count: (usual[count], count))
    first = next(at for at, line in enumerate(lines) if len(line.cells) > 1 and _has_number(line))
    if any(len(line.cells) < 2 for line in lines[first:]):
        return ()
    columns: list[list[float]] = []
    for left, right, _ in sorted(cell for line in lines if len(line.cells) == most for cell in line.cells):
        if columns and left < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], right)
        else:
            columns.append([left, right])
    body = [_row(line, columns) for line in lines[first:]]
    head = [_row(line, columns) for line in lines[:first]]
    return tuple(([tuple(map("".join, zip(*head, strict=True)))] if head else []) + body)


def _has_number(line: Line) -> bool:
    return any(_NUMBER.fullmatch(cell[2]) for cell in line.cells)


def _row(line: Line, columns: Sequence[Sequence[float]]) -> tuple[str, ...]:
    texts = [""] * len(columns)
    for left, right, text in line.cells:
        middle = (left + right) / 2
        nearest = min(range(len(columns)), key=lambda one: abs((columns[one][0] + columns[one][1]) / 2 - middle))
        texts[nearest] = f"{texts[nearest]} {text}".strip()
    return tuple(texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edges:
    """版心 · Where the lines of running text of one size of type begin and end, and whether first lines stand in."""

    left: float
    right: float
    is_indented: bool


def _edges(lines: Sequence[Line]) -> dict[int, _Edges]:
    """The edges by size of type, told by the long lines of that size."""
    by_size: dict[int, list[Line]] = {}
    for line in lines:
        if len(line.text) >= _LONG:
            by_size.setdefault(round(line.size), []).append(line)
    return {size: _edges_of(own) for size, own in by_size.items()}


def _edges_of(long: Sequence[Line]) -> _Edges:
    starts = Counter(round(line.left) for line in long)
    left = min(one for one, count in starts.items() if count * 10 >= len(long))
    right = sorted(line.right for line in long)[len(long) * 8 // 10]
    is_indented = sum(line.left > left + line.size * _INDENT for line in long) * 10 > len(long)
    return _Edges(left=left, right=right, is_indented=is_indented)


def _goes_on(line: Line, following: Line, by_size: Mapping[int, _Edges]) -> bool:
    edges = by_size.get(round(line.size))
    if edges is None or abs(line.size - following.size) > 0.1 * line.size:
        return False
    width = max(edges.right - edges.left, 1)
    unbroken = _WORD.match(following.text)  # what may not be broken goes to the next line whole
    reach = line.right + (following.size / 2 * unbroken.end() if unbroken else 0)
    if reach < edges.left + _FULL * width or following.left > edges.left + following.size * _INDENT:
        return False
    return edges.is_indented or not (_MARKER.match(following.text) or _STOP.search(line.text))
