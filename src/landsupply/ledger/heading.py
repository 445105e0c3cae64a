"""表头行 · One to three rows read as the header of a table: what stands over each column, and what that means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from landsupply.ledger.columns import Column, read_unit, recognise, unit_in
from landsupply.ledger.habits import ColumnCorrection, Habits
from landsupply.ledger.sheet import CellKind, Merge, Sheet
from landsupply.ledger.sheet_words import folded, words
from landsupply.measure.area import AreaUnit

DEEPEST = 3
_WIDEST_GROUP = 64
_LEAST_RECOGNISED = 2
_AREAS = frozenset(("area", "phase_from"))
_LONGEST_NOTE = 400
_LAST_ROWS = 30  # so near the end of a table a footnote stands
_PARTS = re.compile(r"[、;,。\s]+")
_TO_BRACKET = re.compile(r"([^()\[\]]*)[)\]]")
_ANCHORS = frozenset(("area", "use", "location"))


class Meaning(NamedTuple):
    """列义 · The field that a title means, its unit, and whether the title says so by its own last line alone."""

    field: str | None
    unit: AreaUnit | None
    is_bare: bool


_NOTHING = Meaning(None, None, False)


@lru_cache(maxsize=8192)
def meaning(path: tuple[str, ...]) -> Meaning:
    """列义 · What the titles over one column mean together, the uppermost first.

    面积 over 亩 is an area in mu, 宗地 over 面积 the area of the parcel, 建筑 over 面积 nothing that is known.
    """
    *group, leaf = path
    whole = recognise("/".join(path)) or recognise("".join(path))
    if whole is None and read_unit_line(group) is None:
        whole = recognise("".join(reversed(path)))
    if whole or not group:
        return Meaning(*whole, False) if whole else _NOTHING
    above, own = meaning(tuple(group)), recognise(leaf)
    if own is None:
        return above if _adds_nothing(leaf) and above.field else _NOTHING
    unit = own[1] or (next(filter(None, map(unit_in, reversed(group))), None) if own[0] == "area" else None)
    if above.field == own[0]:
        return Meaning(own[0], unit or above.unit, above.is_bare)
    if own[0] == "area" and not all(map(_is_of_land, group)):
        return _NOTHING
    return Meaning(own[0], unit, True)


def _adds_nothing(leaf: str) -> bool:
    """Whether a title below another one is only a word such as 小计 or 必填."""
    return folded(leaf).strip("():") in (*words("total"), *words("header_note"))


def _is_of_land(title: str) -> bool:
    """Whether an area below this title is that of the whole parcel: 宗地情况, but not 其中新增 or 建筑."""
    name = folded(title)
    return any(word in name for word in words("group_whole")) and not any(word in name for word in words("group_part"))


@dataclass(frozen=True, slots=True)
class Grid:
    """格网 · The upper left part of a sheet on which a header is sought: columns from `left`, before `right`."""

    sheet: Sheet
    left: int
    right: int
    merges: Mapping[int, tuple[Merge, ...]]

    def own(self, position: int, column: int) -> str:
        """单元格文字 · What the cell itself holds, without the spaces around it."""
        lane = self.sheet.lanes[column]
        return "" if lane.kinds[position] is CellKind.BLANK else lane.texts[position].strip()

    def text(self, position: int, column: int) -> str:
        """文字 · What the cell shows: its own text, or that of the merged range it belongs to."""
        own = self.own(position, column)
        merge = None if own else self.merge(position, column)
        if merge is None:
            return own
        top = merge.first_row - self.sheet.first_row
        return self.own(top, merge.first_column) if top >= 0 else ""

    def merge(self, position: int, column: int) -> Merge | None:
        """所在合并区 · The merged range that a cell belongs to, if it is one of few rows."""
        of_row = self.merges.get(position, ())
        return next((merge for merge in of_row if merge.first_column <= column <= merge.last_column), None)

    def kinds(self, position: int) -> Iterator[CellKind]:
        """各格类型 · The kinds of the cells that hold something."""
        for lane in self.sheet.lanes[self.left : self.right]:
            if lane.kinds[position] is not CellKind.BLANK:
                yield lane.kinds[position]


def grid_of(sheet: Sheet, left: int, right: int) -> Grid:
    """格网 · The grid of some columns of a sheet, with those merged ranges that a header may have."""
    merges: dict[int, list[Merge]] = {}
    for merge in sheet.merges:
        if merge.last_row - merge.first_row < DEEPEST and merge.first_column < right and merge.last_column >= left:
            for row in range(merge.first_row, merge.last_row + 1):
                merges.setdefault(row - sheet.first_row, []).append(merge)
    return Grid(sheet, left, right, {position: tuple(of_row) for position, of_row in merges.items()})


@dataclass(frozen=True, slots=True)
class Heading:
    """表头行 · Rows read as a header: their columns, and how much of them was understood."""

    rows: range
    columns: tuple[Column, ...]
    hits: int
    is_whole: bool

    @property
    def fields(self) -> tuple[str, ...]:
        """所认字段 · The fields that its columns mean, from left to right."""
        return tuple(column.field for column in self.columns if column.field)

    @property
    def is_enough(self) -> bool:
        """够认 · Whether it names at least two fields, one of them area, use or place."""
        return len(set(self.fields)) >= _LEAST_RECOGNISED and not _ANCHORS.isdisjoint(self.fields)

    @property
    def known(self) -> int:
        """所认列名数 · How many different titles are understood."""
        return len({column.title for column in self.columns if column.field})

    @property
    def rank(self) -> tuple[bool, int, int, int, int]:
        """优先 · That no merged range is cut, then titles understood, then units, then cells, then fewer rows."""
        units = {column.title for column in self.columns if column.unit is not None and column.field in _AREAS}
        return self.is_whole, self.known, len(units), self.hits, -len(self.rows)

    @property
    def titles(self) -> tuple[tuple[str | None, str], ...]:
        """列名 · Field and folded title of every column, to see whether two headers are the same."""
        return tuple((column.field, folded(column.title)) for column in self.columns)


def read_heading(grid: Grid, rows: range, habits: Habits) -> Heading:
    """读表头行 · The columns that the rows name, if they were a header."""
    paths = [(column, _path(grid, rows, column)) for column in range(grid.left, grid.right)]
    corrections = habits.columns
    columns = tuple(_column(index, path, corrections) for index, path in paths if path)
    bare = {index for index, path in paths if len(path) > 1 and meaning(path).is_bare}
    own = {column.field for column in columns if column.index not in bare}
    settled = tuple(_without_rival(column, own) if column.index in bare else column for column in columns)
    hits = [_hits(grid, row) for row in rows]
    return Heading(rows, settled, sum(count for count in hits if count > 1), _is_whole(grid, rows))


def _hits(grid: Grid, row: int) -> int:
    """How many cells of a row are known titles by themselves."""
    texts = (grid.own(row, column) for column in range(grid.left, grid.right))
    return sum(recognise(text) is not None for text in texts if text)


def _column(index: int, path: tuple[str, ...], corrections: Mapping[str, ColumnCorrection]) -> Column:
    title = "/".join(path)
    known = meaning(path)
    correction = corrections.get(folded(title))
    if correction is None:
        return Column(index, title, known.field, known.unit)
    return Column(index, title, correction.field, correction.unit or known.unit, by_habit=True)


def _without_rival(column: Column, own: set[str | None]) -> Column:
    """A title that means a field by its last line alone gives way to one that means it outright."""
    if column.by_habit or column.field not in own:
        return column
    return Column(column.index, column.title, None, None)


def _path(grid: Grid, rows: range, column: int) -> tuple[str, ...]:
    """The titles over a column, each once."""
    texts = (_over(grid, rows, row, column) for row in rows)
    return tuple(dict.fromkeys(text for text in texts if text))


def _over(grid: Grid, rows: range, row: int, column: int) -> str:
    """A cell's title, or the group's to its left where only the first cell of a group is filled."""
    text = grid.text(row, column)
    lower = range(row + 1, rows.stop)
    if text or not any(grid.own(under, column) for under in lower):
        return text
    for left in range(column - 1, max(grid.left, column - _WIDEST_GROUP) - 1, -1):
        if not any(grid.own(under, left) for under in lower) or grid.merge(row, left):
            return ""
        if over := grid.own(row, left):
            return over
    return ""


def _is_whole(grid: Grid, rows: range) -> bool:
    """Whether no merged range reaches across the rows' ends, and no group stands in the last without its columns."""
    first, last = (grid.sheet.first_row + row for row in (rows[0], rows[-1]))
    if any(merge.first_row < first for merge in grid.merges.get(rows[0], ())):
        return False
    for merge in grid.merges.get(rows[-1], ()):
        span = merge.last_column - merge.first_column + 1
        if merge.last_row > last or (merge.first_row == last and 1 < span < grid.right - grid.left):
            return False
    return True


def is_numbering(grid: Grid, row: int, columns: int) -> bool:
    """栏号行 · Whether a row only numbers the columns: 1 2 3, (1) (2), 甲 乙 1 2."""
    texts = [text for column in range(grid.left, grid.right) if (text := grid.own(row, column))]
    marks = [folded(text).strip("()[]").partition("=")[0] for text in texts]
    letters = words("column_mark")
    lettered = next((n for n, mark in enumerate(marks) if mark not in letters), len(marks))
    numbers = marks[lettered:]
    counted = [str(n) for n in range(1, len(numbers) + 1)]
    return (
        len(marks) >= max(_LEAST_RECOGNISED + 1, columns // 2)
        and marks[:lettered] == list(letters[:lettered])
        and numbers == counted
    )


def read_unit_line(texts: Sequence[str]) -> AreaUnit | None:
    """读单位行 · The unit that a title or note names, such as 单位：公顷, 面积单位为亩, 以亩为单位 or （面积：亩）."""
    return next(filter(None, map(_unit_said, texts)), None)


@lru_cache(maxsize=4096)
def _unit_said(text: str) -> AreaUnit | None:
    """Spaces may part the characters of a word as well as the words: both readings are tried."""
    if len(text) > _LONGEST_NOTE:
        return None
    forms = dict.fromkeys((folded(text), folded("、".join(text.split()))))
    return next(filter(None, map(_unit_of_form, forms)), None)


def _unit_of_form(form: str) -> AreaUnit | None:
    if framed := _framed().search(form):
        return _listed(framed[1])
    for found in reversed(list(_labels().finditer(form))):
        before, rest = form[: found.start()], form[found.end() :]
        if before.endswith((*words("unit_not_after"), *words("group_part"))):
            continue
        if unit := _listed(rest):
            return unit
    return None


def _listed(text: str) -> AreaUnit | None:
    """The unit of area in a list such as 万元、亩 or 亩/万元, up to the bracket's end; 平方米/亩 names none."""
    ended = _TO_BRACKET.match(text.strip("()[]"))
    for part in _PARTS.split(ended[1] if ended else text.strip("()[]")):
        one, _, other = part.partition("/")
        if one and (unit := read_unit(one)):
            return None if read_unit(other) else unit
    return None


@lru_cache(maxsize=1)
def _framed() -> re.Pattern[str]:
    return re.compile(f"(?:{_any('unit_frame')})([^,;、]{{1,8}}?)(?:{_any('unit_is')})(?:{_any('unit_label')})")


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    marks = _any("unit_is")
    return re.compile(f"(?:{_any('unit_label')})(?:{marks})?|(?:{_any('area_label')}):")


def _any(role: str) -> str:
    return "|".join(map(re.escape, sorted(words(role), key=len, reverse=True)))


def unit_around(grid: Grid, rows: range, body: range) -> tuple[AreaUnit | None, str]:
    """脚注单位 · The unit a footnote names, and a title or note that names one but was not understood.

    Of the body only rows of a single text near its end are looked at.
    """
    last = range(max(body.start, body.stop - _LAST_ROWS), body.stop)
    notes = [texts[0] for row in last if len(texts := _texts(grid, row)) == 1]
    titles = [text for row in rows[-_LAST_ROWS:] for text in _texts(grid, row)]
    unread = (text for text in (*titles, *notes) if _speaks_of_unit(text))
    return read_unit_line(notes), next(unread, "")


def _texts(grid: Grid, row: int) -> list[str]:
    return [text for column in range(grid.left, grid.right) if (text := grid.own(row, column))]


def _speaks_of_unit(text: str) -> bool:
    """Whether a text holds a word for a unit of area, the sender's name aside."""
    form = folded(text)
    for sender in words("unit_not_after"):
        for label in words("unit_label"):
            form = form.partition(f"{sender}{label}:")[0]
    return any(word in form for word in words("unit_word")) and read_unit_line([text]) is None
