"""报表审读 · Reporting forms with one plan a row, read row by row: title, year and the figures with their units.

What is blank stays blank: no cell is taken for zero that does not say 0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from landsupply.ledger.columns import is_blank_word, read_unit
from landsupply.ledger.heading import Grid, grid_of
from landsupply.ledger.layout import find_header
from landsupply.ledger.sheet import Sheet
from landsupply.ledger.sheet_words import folded, words
from landsupply.measure.area import AreaUnit
from landsupply.measure.fault import InputFault, MeasureFault
from landsupply.proofread.figures import PERCENT
from landsupply.proofread.forms_cells import Entry, entries_of, written_unit
from landsupply.proofread.forms_columns import (
    MINISTRY,
    FormColumn,
    FormHead,
    Meaning,
    classes_in_rows,
    head_of,
    meaning,
    name_of,
    recognised,
)
from landsupply.proofread.position import Position

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_LIKE_A_HEADER = 2
_MOST = 2  # above this a share among fractions is no fraction
_FOOTNOTE = re.compile(r"四舍五入|尾数|尾差|末位差")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """读不出的格 · A cell in a column of figures that holds no figure."""

    meaning: Meaning
    text: str
    position: Position


@dataclass(frozen=True, kw_only=True)
class FormReading:
    """报表一行 · One plan of a form: its row in the file, its words, its figures in the order of the columns.

    `heading` is what stands above the header. `columns` are all figures that the form has a column for, `used` those
    of a column that is not blank throughout; `is_sum` says that the row adds up those above it, `is_rounded` that the
    form itself says its figures are rounded; columns that name another year than the row's are `dated_otherwise`.
    """

    sheet: str | None
    heading: str
    row: int
    title: str
    district: str
    year: int | None
    figures: tuple[Entry, ...]
    unread: tuple[Unread, ...]
    columns: frozenset[Meaning]
    used: frozenset[Meaning]
    is_sum: bool
    is_rounded: bool
    dated_otherwise: tuple[FormColumn, ...] = ()

    @cached_property
    def stated(self) -> Mapping[Meaning, tuple[Entry, ...]]:
        """各项 · The figures by what they are of; several where several columns state one thing."""
        found: dict[Meaning, list[Entry]] = {}
        for one in self.figures:
            found.setdefault(one.meaning, []).append(one)
        return {own: tuple(entries) for own, entries in found.items()}

    def entry(self, field: str, aspect: str = "whole") -> Entry | None:
        """取数 · The one figure of a field; None where none is stated, or two that differ."""
        return self._settled.get(Meaning(field, aspect))

    @cached_property
    def _settled(self) -> Mapping[Meaning, Entry]:
        return {own: found[0] for own, found in self.stated.items() if len({one.exact for one in found}) == 1}

    def is_blank(self, field: str, aspect: str = "whole") -> bool:
        """留空 · Whether the form uses a column for a figure that this row leaves blank, or that cannot be told."""
        return Meaning(field, aspect) in self.used and self.entry(field, aspect) is None

    @property
    def place(self) -> Position:
        """行首 · The place for what is missing in a row."""
        return Position(line=self.row, column=1)


def plan_day(reading: FormReading) -> date | None:
    """计划日 · The day the row's law is taken on: 1 January of its year; None where no year is named."""
    return date(reading.year, 1, 1) if reading.year else None


def is_form(sheets: Sequence[Sheet]) -> bool:
    """是否报表 · Whether any sheet is a reporting form of plans."""
    return any(head_of(sheet) for sheet in sheets)


def read_forms(sheets: Sequence[Sheet]) -> tuple[FormReading, ...]:
    """读报表 · The rows of every sheet that is a form; InputFault A078, A133, A079 where none is."""
    heads = [(sheet, head) for sheet in sheets if (head := head_of(sheet))]
    if not heads:
        _refuse(sheets)
    return tuple(one for sheet, head in heads for one in _rows(sheet, head))


def _refuse(sheets: Sequence[Sheet]) -> None:
    for sheet in sheets:
        if classes := classes_in_rows(sheet):
            raise InputFault("A133", classes=classes)
    for sheet in sheets:
        if header := find_header(sheet):
            raise InputFault("A078", columns=tuple(one.title for one in header.columns if one.field and one.title))
    looked = tuple(name_of(Meaning(field, "whole")) for field in ("total", *MINISTRY))
    raise InputFault("A079", looked=looked, found=tuple(one for sheet in sheets for one in recognised(sheet)) or "—")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """报表 · A sheet with its header understood."""

    sheet: Sheet
    grid: Grid
    head: FormHead
    unit: AreaUnit | None
    fractions: frozenset[int]
    percentages: frozenset[tuple[int, int]]
    used: frozenset[Meaning]
    is_rounded: bool


def _rows(sheet: Sheet, head: FormHead) -> Iterator[FormReading]:
    grid = grid_of(sheet, 0, len(sheet.lanes))
    form = _Form(
        sheet=sheet,
        grid=grid,
        head=head,
        unit=head.unit or _unit(grid, head),
        fractions=_fractions(grid, head),
        percentages=frozenset((row, one.column) for one in sheet.formats if PERCENT in one.code for row in one.rows),
        used=frozenset(one.meaning for one in head.figures if _below(grid, head, one)),
        is_rounded=any(_FOOTNOTE.search(text) for lane in sheet.lanes for text in lane.texts),
    )
    for row in range(head.body, sheet.height):
        if _is_plan(form, row):
            yield _reading(form, row)


def _below(grid: Grid, head: FormHead, column: FormColumn) -> list[str]:
    """The texts of a column below the header, blank cells left out."""
    rows = range(head.body, grid.sheet.height)
    return [text for row in rows if (text := grid.own(row, column.index)) and not is_blank_word(text)]


def _unit(grid: Grid, head: FormHead) -> AreaUnit | None:
    """The one unit that headers name, else the one that most cells write."""
    named = {one.unit for one in head.figures if one.unit}
    if len(named) == 1:
        return named.pop()
    texts = (text for one in head.figures for text in _below(grid, head, one))
    units = Counter(unit for text in texts if (unit := written_unit(text)))
    return read_unit(units.most_common(1)[0][0]) if units else None


def _fractions(grid: Grid, head: FormHead) -> frozenset[int]:
    """Columns of shares that hold fractions of one: no header says %, no cell does, and most are not above one."""
    found = []
    for one in head.figures:
        is_share = one.meaning.field == "ratio" or one.meaning.aspect == "share"
        texts = [text for text in _below(grid, head, one) if text.strip("0.")]
        fractions = sum(_is_fraction(text) for text in texts)
        is_plain = "%" not in folded(one.title) and not any(PERCENT in text or "％" in text for text in texts)
        if is_share and is_plain and fractions > len(texts) - fractions:
            found.append(one.index)
    return frozenset(found)


def _is_fraction(text: str) -> bool:
    return bool(re.fullmatch(r"0?\.[0-9]+|[01](?:\.0+)?", text))


def _is_plan(form: _Form, row: int) -> bool:
    """Whether a row is a plan's: not blank, no note, no header again."""
    texts = [text for column in range(form.grid.right) if (text := form.grid.own(row, column))]
    if not texts or folded(texts[0]).startswith(words("note")):
        return False
    again = (one for one in form.head.columns if (text := form.grid.own(row, one.index)) and _says(text, one))
    if sum(1 for _ in again) >= _LIKE_A_HEADER:
        return False
    return any(form.grid.own(row, one.index) for one in form.head.columns)


def _says(text: str, column: FormColumn) -> bool:
    return folded(text) in folded(column.title) and meaning((text,)) is not None


def _reading(form: _Form, row: int) -> FormReading:
    texts = {
        name: [
            text for one in form.head.columns if one.meaning.field == name and (text := form.grid.text(row, one.index))
        ]
        for name in ("title", "district", "year")
    }
    said = [*texts["year"], *texts["title"], form.head.title, form.sheet.name or "", form.sheet.source]
    dated = {one.year for one in form.head.figures if one.year}
    year = _year(said[: len(texts["year"]) + len(texts["title"])]) or (min(dated) if len(dated) == 1 else None)
    year = year or (None if dated else _year(said))
    own = tuple(one for one in form.head.figures if one.year in (None, year))
    figures, unread = _figures(form, row, own)
    district = next(iter(texts["district"]), "")
    title = next(iter(texts["title"]), "") or "".join((district, form.head.title)) or form.sheet.name or ""
    return FormReading(
        sheet=form.sheet.name,
        heading=form.head.title,
        row=form.sheet.first_row + row,
        title=title,
        district=district,
        year=year,
        figures=figures,
        unread=unread,
        columns=frozenset(one.meaning for one in own),
        used=form.used & {one.meaning for one in own},
        is_sum=_is_sum(form, row),
        is_rounded=form.is_rounded,
        dated_otherwise=tuple(one for one in form.head.figures if one not in own),
    )


def _year(texts: Sequence[str]) -> int | None:
    found = (_YEAR.search(text) for text in texts)
    return next((int(one[1]) for one in found if one), None)


def _is_sum(form: _Form, row: int) -> bool:
    first = next((text for column in range(form.grid.right) if (text := form.grid.own(row, column))), "")
    return folded(first) in words("total") or folded(first).endswith(words("total"))


def _figures(form: _Form, row: int, own: Sequence[FormColumn]) -> tuple[tuple[Entry, ...], tuple[Unread, ...]]:
    figures: list[Entry] = []
    unread: list[Unread] = []
    for one in own:
        text = form.grid.own(row, one.index)
        position = Position(line=form.sheet.first_row + row, column=one.index + 1, item=one.title)
        try:
            figures += [_scaled(form, entry, row, one) for entry in entries_of(one, text, position, form.unit)]
        except MeasureFault:
            unread.append(Unread(meaning=one.meaning, text=text, position=position))
    return tuple(figures), tuple(unread)


def _scaled(form: _Form, entry: Entry, row: int, column: FormColumn) -> Entry:
    """A share that the workbook keeps as a fraction of one, as the percentage it shows."""
    shown = (form.sheet.first_row + row, column.index) in form.percentages
    if entry.unit != PERCENT or PERCENT in entry.raw or not (shown or column.index in form.fractions):
        return entry
    if not shown and Fraction(entry.value) > _MOST:
        return entry  # 80 among 0.8: written as a percentage
    whole, _, places = entry.value.partition(".")
    moved = f"{whole}{places[:2].ljust(2, '0')}".lstrip("0") or "0"
    return replace(entry, value=f"{moved}.{places[2:]}" if places[2:] else moved)
