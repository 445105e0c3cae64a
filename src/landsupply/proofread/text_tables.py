"""文本表格 · Tables of figures written as lines of text, cells parted by a tab, a bar or two and more spaces.

Only what cannot be anything else is taken: headings in words as wide as every row below them, and columns of numbers.
A list of parcels, a table of contents or rows of unlike width stay text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from landsupply.proofread.manuscript import Grid
from landsupply.proofread.tables_grid import is_number, is_total

_BAR = r"[|｜│]"
_PARTED = re.compile(rf"\t|{_BAR}|(?<=\S)[ \u3000\u00a0]{{2}}")
_SPACED = re.compile(r"[^ \u3000\u00a0]+(?:[ \u3000\u00a0][^ \u3000\u00a0]+)*")
_RULED = re.compile(r"[\s:：+\-—─=|]*")
_CAPTION = re.compile(r"附? {0,3}表 {0,3}[0-9０-９一二三四五六七八九十]|[注备说]")
_UNIT = re.compile(r"单位")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:年度?)?")
_PARCELS = re.compile(r"地块|宗地|坐落|座落|位置|四至|项目名称|合同|受让")
_REMARK = re.compile(r"备注|说明")
_BLANK = " \t\u3000\u00a0"
_FEWEST_ROWS, _MOST_ROWS, _MOST_COLUMNS, _MOST_WORDED = 3, 300, 60, 2
_MOST_TOTALS = 4_000  # rows times rows of totals: beyond it a run of lines is no plan's table

Cells = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """一行 · A line parted into cells, each with the column where it begins, from 1."""

    line: int
    mark: str
    cells: Cells

    @property
    def numbers(self) -> int:
        """数字个数 · How many cells hold a number that is no year."""
        return sum(is_number(text) and not _YEAR.fullmatch(text) for _, text in self.cells)

    @property
    def words(self) -> str:
        """文字 · The cells in one."""
        return "".join(text for _, text in self.cells)


def text_tables(text: str, number: int = 0) -> tuple[Grid, ...]:
    """查文本表格 · The tables of figures among the lines, numbered on from `number`; the lines stay text as well."""
    found: list[Grid] = []
    for _, run in groupby(_rows(text), key=lambda row: row.mark):
        rows = _trimmed(list(run))
        if _is_table(rows):
            found.append(_grid(rows, number + len(found) + 1))
    return tuple(found)


def _rows(text: str) -> Iterator[_Row]:
    """Every line, in order; one without cells, and one that begins a table, parts the runs of a mark."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line, words in enumerate(lines, 1):
        mark = _mark(words)
        if not mark:
            yield _Row(line=line, mark="", cells=())
        elif mark != "|" or not _RULED.fullmatch(words):
            yield _Row(line=line, mark=mark, cells=_cells(words, mark))


def _mark(words: str) -> str:
    found = _PARTED.search(words.strip(_BLANK))
    if found is None:
        return ""
    return "\t" if "\t" in words.strip(" ") else "|" if re.search(_BAR, words) else "  "


def _cells(words: str, mark: str) -> Cells:
    if mark == "  ":
        return tuple((one.start() + 1, one[0]) for one in _SPACED.finditer(words))
    cells, at = list[tuple[int, str]](), 0
    for part in re.split("\t" if mark == "\t" else _BAR, words):
        stripped = part.strip(_BLANK)
        cells.append((at + part.find(stripped) + 1, stripped))
        at += len(part) + 1
    if mark == "|":  # a bar at either end frames the row
        first = int(not cells[0][1])
        cells = cells[first : -1 if len(cells) - first > 1 and not cells[-1][1] and first else None]
    return tuple(cells)


def _trimmed(rows: list[_Row]) -> list[_Row]:
    """The rows without a caption in front and a note behind them."""
    while rows and _is_caption(rows[0]):
        del rows[0]
    while rows and _is_caption(rows[-1]):
        del rows[-1]
    return rows


def _is_caption(row: _Row) -> bool:
    return len(row.cells) <= 2 and not row.numbers and bool(_CAPTION.match(row.words) or _UNIT.search(row.words))


def _is_table(rows: Sequence[_Row]) -> bool:
    """Rows of one width under headings of words, with numbers in nearly all columns."""
    if not rows or not rows[0].mark or not _FEWEST_ROWS <= len(rows) <= _MOST_ROWS:
        return False
    width = len(rows[0].cells)
    if not 2 <= width <= _MOST_COLUMNS or any(len(row.cells) != width for row in rows):
        return False
    head = next((at for at, row in enumerate(rows) if row.numbers), len(rows))
    body = rows[head:]
    if not head or len(body) < _FEWEST_ROWS - 1 or _PARCELS.search("".join(row.words for row in rows[:head])):
        return False
    totals = sum(is_total(text) for row in body for _, text in row.cells[:2])
    return totals * len(rows) <= _MOST_TOTALS and not any(map(_is_heading, body)) and _is_of_figures(rows[:head], body)


def _is_heading(row: _Row) -> bool:
    """A row of words alone below the numbers: another table begins, and which rows belong together is not told."""
    return all(_is_worded(text) for _, text in row.cells)


def _is_worded(text: str) -> bool:
    return bool(_HAN.search(text)) and not is_number(text)


def _is_of_figures(heads: Sequence[_Row], body: Sequence[_Row]) -> bool:
    worded = [
        column
        for column in range(len(heads[0].cells))
        if sum(_is_worded(row.cells[column][1]) for row in body) * 2 >= len(body)
        and not any(_REMARK.search(row.cells[column][1]) for row in heads)
    ]
    return 0 < len(worded) <= _MOST_WORDED


def _grid(rows: Sequence[_Row], number: int) -> Grid:
    return Grid(
        number=number,
        line=rows[0].line - 1,
        rows=tuple(tuple(text for _, text in row.cells) for row in rows),
        lines=tuple(row.line for row in rows),
        starts=tuple(tuple(at for at, _ in row.cells) for row in rows),
    )
