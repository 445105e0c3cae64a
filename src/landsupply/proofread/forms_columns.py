"""报表列名 · What the columns of a reporting form mean: a class or kind of housing, and which figure of it.

The words are `law/vocabularies/plan_columns.csv`. A title is recognised together with the titles above it, never by
likeness; the same word may mean one thing below 住宅用地 and another alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from landsupply.ledger.columns import read_unit
from landsupply.ledger.heading import Grid, grid_of, is_numbering, read_unit_line
from landsupply.ledger.sheet import Sheet
from landsupply.ledger.sheet_words import folded, table_of
from landsupply.measure.area import AreaUnit

#: Classes of the plan in the order of the ministry's forms; those behind the seven are other schemes' and the rest.
MINISTRY = ("industrial", "commercial", "housing", "public", "transport", "water", "special")
CLASSES = (*MINISTRY, "storage", "utility", "green", "infrastructure", "other")
#: Kinds of housing, as the forms of several years part it.
KINDS = (
    "low_rent",
    "affordable",
    "shanty",
    "public_rental",
    "price_limited",
    "commodity",
    "assured",
    "allotted",
    "assured_rental",
    "market_rental",
    "shared",
    "resettlement",
    "owned",
    "rental",
    "other_housing",
)
_INNER = (
    "small",
    "shanty_low_rent",
    "shanty_affordable",
    "shanty_small",
    *("public_rental_allocated", "public_rental_granted"),
)
FIGURES = ("total", *CLASSES, *KINDS, *_INNER, "ratio")
ABOUT = ("district", "title", "published", "year")
ASPECTS = ("whole", "new", "stock", "share")
#: Kinds that are parted again: 棚户区改造（廉租房）, 公租房（划拨）.
_PARTED_KINDS = ("shanty", "public_rental")

_UNKNOWN = "?"
_DEEPEST, _SEARCHED, _FEWEST, _SHORTEST, _REPEATED, _ROWS = 4, 30, 4, 2, 2, 3
_BRACKETS = re.compile(r"(?P<before>.*?)[(\[（](?P<inside>[^()\[\]（）]*)[)\]）](?P<after>.*)")
#: A year in front of what a column is of: 2019年供应总量.
_DATED = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年度?")
_PARTED = re.compile(r"[/—:\-]")
_PERCENT = ("%", "百分比")
_NUMBER_LIKE = re.compile(r"[0-9.,|% ]*[0-9][0-9.,|% ]*(?:公顷|亩|平方米)?")


class Meaning(NamedTuple):
    """列义 · The field of a column and which figure of it: the whole, 新增, 存量, or its share."""

    field: str
    aspect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """报表列 · A column with a meaning: its place from 0, its titles from above, the unit and year they name."""

    index: int
    title: str
    meaning: Meaning
    unit: AreaUnit | None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormHead:
    """报表表头 · The header of a form: its columns, where the rows below begin, the unit and title above it."""

    columns: tuple[FormColumn, ...]
    body: int
    unit: AreaUnit | None
    title: str

    @property
    def figures(self) -> tuple[FormColumn, ...]:
        """数字列 · The columns of areas and shares."""
        return tuple(one for one in self.columns if one.meaning.field in FIGURES)


@lru_cache(maxsize=1)
def _words() -> Mapping[tuple[str, str], str]:
    """Field by the field that must stand above (or none) and the word, as written and bare."""
    found: dict[tuple[str, str], str] = {}
    for row in table_of("plan_columns"):
        if row["field"] in (*FIGURES, *ABOUT):
            for word in (folded(row["word"]), bare(row["word"])):
                found.setdefault((row["under"], word), row["field"])
    return found


@lru_cache(maxsize=8)
def _role(role: str) -> tuple[str, ...]:
    return tuple(folded(row["word"]) for row in table_of("plan_columns") if row["field"] == role)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    first = {row["field"]: row for row in reversed(table_of("plan_columns"))}
    outer = {field: first[row["under"]]["word"] for field, row in first.items() if row["under"] in _PARTED_KINDS}
    return {f: f"{outer[f]}（{row['word']}）" if f in outer else row["word"] for f, row in first.items()}


def name_of(meaning: Meaning) -> str:
    """通用名称 · The common name of a figure: 商服用地, 商服用地（新增）."""
    own = _names()[meaning.field]
    return own if meaning.aspect == "whole" else f"{own}（{_names()[meaning.aspect]}）"


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """去附带字样 · A title without 面积, 用地, 供应量 at its end; nothing where it is made of such words alone."""
    word = folded(text).strip("*:")
    fillers = sorted(_role("filler"), key=len, reverse=True)
    while word and (end := next((one for one in fillers if word.endswith(one)), "")):
        word = word.removesuffix(end)
    return word


def _field(word: str, under: str) -> str | None:
    above = "housing" if under in KINDS and under not in _PARTED_KINDS else under
    for form in dict.fromkeys((folded(word).strip("*:"), bare(word))):
        for group in dict.fromkeys((under, above, "")):
            if form and (found := _words().get((group, form))):
                return found
    return None


def _segments(path: Sequence[str]) -> tuple[list[str], AreaUnit | None]:
    """The titles over a column parted at brackets and strokes, and the unit among them."""
    parts: list[str] = []
    unit: AreaUnit | None = None
    waiting = [text for text in path if text]
    while waiting:
        text = folded(waiting.pop(0)).strip("*: ")
        if own := read_unit(text):
            unit = own
        elif found := _BRACKETS.fullmatch(text):
            waiting = [one for one in (found["before"], found["inside"], found["after"]) if one] + waiting
        elif text and text not in _PERCENT:
            parts += [text] if _is_known(text) else [one for one in _PARTED.split(text) if one]
    return [part.strip("%") for part in parts if part.strip("%")], unit


def _is_known(text: str) -> bool:
    return any((group, text) in _words() for group in ("", "housing", "shanty", "public_rental"))


def _aspect(text: str) -> tuple[str, str] | None:
    """The aspect a title names at its beginning or end, and what is left of it."""
    for aspect in ("new", "stock", "share"):
        for word in sorted(_role(aspect), key=len, reverse=True):
            if text.endswith(word) or text.startswith(word):
                return aspect, text.removesuffix(word) if text.endswith(word) else text.removeprefix(word)
    return None


@lru_cache(maxsize=16384)
def meaning(path: tuple[str, ...], before: Meaning | None = None) -> Meaning | None:
    """列义 · What the titles over a column mean together; `before` is the column to the left, for 其中 and 占比."""
    field, aspect = "", ""
    for text in _segments(path)[0]:
        word = text
        for mark in _role("inner"):
            if word.startswith(mark):
                word = word.removeprefix(mark).lstrip(":、")
                field = field or (before.field if before else "")
        if not word or field == _UNKNOWN:
            continue
        if all(one in word for one in _role("ratio_part")):
            return Meaning("ratio", "whole")
        field, aspect = _step(word, field, aspect, before)
    return Meaning(field, aspect or "whole") if field in (*FIGURES, *ABOUT) else None


def _step(word: str, field: str, aspect: str, before: Meaning | None) -> tuple[str, str]:
    """One title further down: a field, an aspect of the one above, or, as `?`, something that is not known."""
    if field and word in _role("whole"):
        return field, aspect
    if found := _field(word, field):
        return found, aspect
    if named := _aspect(word):
        own, rest = named
        left = _field(rest, field) if bare(rest) else field
        return _of_aspect(own, left, before) if left is not None else (_UNKNOWN, aspect)
    is_filling = not field or not bare(word) or len(word) < _SHORTEST or word.isdigit()
    return (field if is_filling else _UNKNOWN), aspect


def _of_aspect(aspect: str, field: str, before: Meaning | None) -> tuple[str, str]:
    """新增, 存量 or 占比 below a field, or of the column to the left."""
    if aspect == "share" and field in ("", "housing") and before and before.field in (*_INNER, *KINDS):
        return "ratio", "whole"
    left = before.field if before and before.field in FIGURES else ""
    return field or left or ("" if aspect == "share" else "total"), aspect


def head_of(sheet: Sheet) -> FormHead | None:
    """找报表表头 · The header of a sheet that is a reporting form; None where too few columns are recognised."""
    grid = grid_of(sheet, 0, len(sheet.lanes))
    rows = min(sheet.height, _SEARCHED)
    best: tuple[tuple[int, int, int], range, tuple[FormColumn, ...]] | None = None
    for start in range(rows):
        for depth in range(1, _DEEPEST + 1):
            window = range(start, start + depth)
            if window.stop > sheet.height or _is_body(grid, window[-1]):
                break
            columns = _columns(grid, window)
            rank = (len({one.meaning for one in columns}), -depth, start)
            if best is None or rank > best[0]:
                best = (rank, window, columns)
    if best is None or not _is_form(best[2]):
        return None
    return _head(grid, best[1], best[2])


def recognised(sheet: Sheet) -> tuple[str, ...]:
    """认出的列 · The titles among the first rows that mean a figure of a plan, to be said where they are too few."""
    texts = (grid_text for row in sheet.rows[:_SEARCHED] for cell in row if (grid_text := cell.text.strip()))
    known = ((text, meaning((text,))) for text in texts if len(text) <= 40)
    return tuple(dict.fromkeys(text for text, own in known if own and own.field in FIGURES))


def classes_in_rows(sheet: Sheet) -> tuple[str, ...]:
    """逐行地类 · The classes that rows of a sheet begin with: a table of one plan, and not one plan a row."""
    grid = grid_of(sheet, 0, len(sheet.lanes))
    few = range(min(sheet.height, _SEARCHED))
    first = (next((text for at in range(grid.right) if (text := grid.own(row, at))), "") for row in few)
    named = [(own.field, text) for text in first if (own := meaning((text,))) and own.field in CLASSES]
    is_once = len({field for field, _ in named}) == len(named)
    return tuple(text for _, text in named) if len(named) >= _ROWS and is_once else ()


def _is_form(columns: Sequence[FormColumn]) -> bool:
    """Four figures of a plan, among them the total or three classes."""
    fields = {one.meaning.field for one in columns if one.meaning.field in FIGURES}
    return len(fields) >= _FEWEST and ("total" in fields or len(fields & {*CLASSES}) >= 3 or "housing" in fields)


def _head(grid: Grid, window: range, columns: tuple[FormColumn, ...]) -> FormHead:
    body = window.stop
    while body < grid.sheet.height and is_numbering(grid, body, len(columns)):
        body += 1
    above = [text for row in range(window.start) for column in range(grid.right) if (text := grid.own(row, column))]
    return FormHead(
        columns=columns,
        body=body,
        unit=read_unit_line(above),
        title=next((text for text in above if read_unit_line([text]) is None), ""),
    )


def _is_body(grid: Grid, row: int) -> bool:
    """Whether a row holds numbers, so that it is no row of titles."""
    texts = [text for column in range(grid.right) if (text := grid.own(row, column))]
    return sum(bool(_NUMBER_LIKE.fullmatch(text)) for text in texts) > 1


def _columns(grid: Grid, window: range) -> tuple[FormColumn, ...]:
    paths = [tuple(dict.fromkeys(t for row in window if (t := _over(grid, window, row, i)))) for i in range(grid.right)]
    once = sum(folded("".join(path)) in _role("new") for path in paths) < _REPEATED
    found: list[FormColumn] = []
    for index, titled in enumerate(paths):
        path = tuple(rest for text in titled if (rest := _DATED.sub("", text).strip()))
        before = found[-1].meaning if found and found[-1].index == index - 1 else None
        if once and before and folded("".join(path)) in (*_role("new"), *_role("stock")):
            before = None
        if path and (own := meaning(path, before)):
            title, unit = "/".join(titled), _segments(path)[1]
            found.append(FormColumn(index=index, title=title, meaning=own, unit=unit, year=_year_of(titled)))
    return tuple(_subtotal(found))


def _year_of(titles: Sequence[str]) -> int | None:
    found = [int(one) for text in titles for one in _DATED.findall(text)]
    return found[-1] if found else None


def _subtotal(columns: Sequence[FormColumn]) -> list[FormColumn]:
    """小计 behind the kinds of housing, in a header of one row, is housing's; 其他 in front of it is of housing too."""
    fixed = list(columns)
    has_housing = any(one.meaning == Meaning("housing", "whole") for one in columns)
    for place, one in enumerate(columns):
        if has_housing or not place or one.meaning.field != "total" or folded(one.title) not in _role("whole"):
            continue
        last = place - 1
        if columns[last].meaning.field == "other" and last and columns[last - 1].meaning.field in KINDS:
            fixed[last] = _meant(columns[last], "other_housing")
        if fixed[last].meaning.field in KINDS:
            fixed[place] = _meant(one, "housing")
    return fixed


def _meant(column: FormColumn, field: str) -> FormColumn:
    return replace(column, meaning=Meaning(field, column.meaning.aspect))


def _over(grid: Grid, window: range, row: int, column: int) -> str:
    """A cell's title, or the group's to its left where only the first cell of a group is filled."""
    text = grid.text(row, column)
    below = range(row + 1, window.stop)
    if text or not any(grid.own(under, column) for under in below):
        return text
    for left in range(column - 1, -1, -1):
        if over := grid.own(row, left):
            return over if any(grid.own(under, left) for under in below) and not grid.merge(row, left) else ""
    return ""
