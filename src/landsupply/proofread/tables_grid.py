"""识表 · What a table of a document is made of: heading rows, row labels, numbers, totals, the unit they are in.

A table is taken as it is printed. Merged headings stand over all their columns; a merged label stands beside all its
rows. Nothing is computed here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from operator import attrgetter

from landsupply.proofread.manuscript import Grid
from landsupply.proofread.outline import Paragraph

_NUMBER = re.compile(
    r"(?P<number>-?[0-9]{1,15}(?:,[0-9]{3})*(?:\.[0-9]{1,12})?)(?:公顷|亩|平方米|万亩|%|％|宗|套|万元|亿元)?"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:年度?)?")
_NOTHING = re.compile(r"[\s/／—\-－–~～*＊]*|无|空")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SPACE = re.compile(r"\s+")
_TOTAL = re.compile(
    r"(?:全市|全县|全区|本市|年度|供应|计划|用地|土地|面积){0,3}(?:合计|总计|共计|总和|小计|总量|总规模|总面积)(?:[（(].*)?"
)
_SUBTOTAL = re.compile(r"小计")
_AMONG = re.compile(r"其中|[#＃]|——")
_UNSUMMED = re.compile(
    r"占比|比例|比重|占.{0,6}[%％]|[%％]|率|累计|编号|序号|代码|年限|密度|价|强度|时间|日期|月份|月$|节点|差距|上限|下限|电话|年份|备注|限高"
)
_UNIT_LINE = re.compile(r"单位\s*[:：]?\s*(?P<unit>万亩|公顷|亩|平方公里|平方千米|万平方米|平方米|hm2|hm²)")
_UNIT_TITLE = re.compile(r"[（(](?P<unit>万亩|公顷|亩|平方公里|平方千米|万平方米|平方米|hm2|hm²)[)）]")
_LONGEST_CAPTION = 60
_CAPTION_LINES = 3

_LINE = attrgetter("line")

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """表中数 · One number of a table: its cell, row and column from 0, its exact value and how it is printed."""

    row: int
    column: int
    value: Fraction
    text: str

    @property
    def places(self) -> int:
        """小数位 · How many decimals it is printed with."""
        return len(self.text.partition(".")[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """数表 · A table that states numbers.

    `head` rows of headings; `paths` the headings over each column from above; `labels` what each row is called;
    `caption` the short lines in front; `unit` of its areas, "" where none is stated.
    """

    grid: Grid
    head: int
    paths: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]
    entries: Mapping[Spot, Entry]
    caption: str
    unit: str

    @property
    def body(self) -> range:
        """数据行 · The rows below the headings."""
        return range(self.head, len(self.grid.rows))

    @property
    def columns(self) -> list[int]:
        """可加列 · The columns whose numbers may be added up."""
        counted = {column for _, column in self.entries}
        return [column for column in sorted(counted) if not _UNSUMMED.search(self.title(column))]

    def title(self, column: int) -> str:
        """列名 · The headings over a column in one."""
        return "".join(self.paths[column])

    def is_total_row(self, row: int) -> bool:
        """合计行 · Whether a row is called a total."""
        return is_total(self.labels[row])

    def is_total_column(self, column: int) -> bool:
        """合计列 · Whether a column is headed a total."""
        return any(map(is_total, self.paths[column]))

    def is_judged(self, spot: Spot) -> bool:
        """可判 · Whether a cell holds a number or is left blank, and so may be added up."""
        return spot in self.entries or bool(_NOTHING.fullmatch(self.grid.rows[spot[0]][spot[1]]))


def is_number(text: str) -> bool:
    """是否数字 · Whether a cell holds one number, its unit behind it or not."""
    return bool(_NUMBER.fullmatch(_SPACE.sub("", text)))


def is_total(name: str) -> bool:
    """是否合计 · Whether a row or column is called a total."""
    return bool(_TOTAL.fullmatch(_plain(name)))


def is_subtotal(name: str) -> bool:
    """小计 · Whether a row or column totals only some."""
    return bool(_SUBTOTAL.search(name))


def is_among(name: str) -> bool:
    """其中项 · Whether a row or column is part of one in front of it."""
    return bool(_AMONG.search(name))


def figure_table(grid: Grid, paragraphs: Sequence[Paragraph], since: int) -> FigureTable | None:
    """识表 · The table read; None where it states no numbers. `since` is the line of the table in front."""
    rows = _spread(grid)
    head = _heading_rows(rows)
    if not head or head == len(rows):
        return None
    entries = {
        (row, column): entry
        for row in range(head, len(rows))
        for column, text in enumerate(grid.rows[row])
        if (entry := _entry(row, column, text))
    }
    if not entries:
        return None
    paths = tuple(_path(rows[:head], column) for column in range(len(rows[0])))
    caption = _caption(grid, paragraphs, since)
    return FigureTable(
        grid=grid,
        head=head,
        paths=paths,
        labels=_labels(rows, head),
        entries=entries,
        caption=" ".join(caption),
        unit=_unit(caption, paths),
    )


def _spread(grid: Grid) -> list[list[str]]:
    rows = [[_SPACE.sub("", cell) for cell in row] for row in grid.rows]
    for first, last, left, right in grid.merges:
        for row in range(first, min(last, len(rows) - 1) + 1):
            for column in range(left, min(right, len(rows[0]) - 1) + 1):
                rows[row][column] = rows[first][left]
    return rows


def _heading_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows in front hold no number but years and the numbers of columns."""
    for at, row in enumerate(rows):
        numbers = [cell for cell in row if _NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell)]
        if numbers and not _counts_columns(numbers, row):
            return at
    return len(rows)


def _counts_columns(numbers: Sequence[str], row: Sequence[str]) -> bool:
    """A row 1 2 3 4 that only numbers the columns."""
    plain = [one for one in numbers if one.isdigit()]
    filled = sum(bool(cell) for cell in row)
    return len(plain) == len(numbers) > 2 and filled - len(plain) <= 2 and _follow(plain)


def _follow(numbers: Sequence[str]) -> bool:
    return all(int(second) == int(first) + 1 for first, second in pairwise(numbers))


def _path(heads: Sequence[Sequence[str]], column: int) -> tuple[str, ...]:
    found: list[str] = []
    for row in heads:
        if row[column] and (not found or found[-1] != row[column]):
            found.append(row[column])
    return tuple(found)


def _labels(rows: Sequence[Sequence[str]], head: int) -> tuple[str, ...]:
    """What each row is called: its first words, as far as the column that holds most of them."""
    body = rows[head:]
    worded = [sum(bool(_HAN.search(row[column])) for row in body) * 2 >= len(body) for column in range(len(rows[0]))]
    reach = worded.index(True) + 1 if True in worded else 1
    return tuple(_label(row[:reach]) for row in rows)


def _label(cells: Sequence[str]) -> str:
    named = [cell for cell in cells if _HAN.search(cell)]
    return _plain(named[-1]) if named else ""


def _plain(name: str) -> str:
    return name.strip("：:、,，")


def _entry(row: int, column: int, text: str) -> Entry | None:
    found = _NUMBER.fullmatch(_SPACE.sub("", text))
    if found is None:
        return None
    number = found["number"].replace(",", "")
    return Entry(row=row, column=column, value=Fraction(number), text=number)


def _caption(grid: Grid, paragraphs: Sequence[Paragraph], since: int) -> tuple[str, ...]:
    """The short lines in front of a table, the nearest last."""
    behind = bisect_right(paragraphs, grid.line, key=_LINE)
    lines = [one.text for one in paragraphs[max(0, behind - _CAPTION_LINES) : behind] if one.line > since]
    return tuple(one for one in lines if len(one) <= _LONGEST_CAPTION and "。" not in one)


def _unit(caption: Sequence[str], paths: Sequence[Sequence[str]]) -> str:
    """The one unit that the lines in front or the headings state."""
    found = {one["unit"] for line in caption for one in _UNIT_LINE.finditer(line)}
    titles = [part for path in paths for part in path]
    found |= {one["unit"] for part in titles for one in (*_UNIT_TITLE.finditer(part), *_UNIT_LINE.finditer(part))}
    return found.pop() if len(found) == 1 else ""
