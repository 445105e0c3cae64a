"""记录表 · Lists whose rows are no parcels: key projects, approval batches, reserve items.

Their columns are data (`law/vocabularies/list_columns.csv`). Every row is taken, or an issue says why not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from landsupply.law.rulebook import Rules
from landsupply.ledger.columns import is_blank_word, read_unit
from landsupply.ledger.issue import Issue, IssuePlace, issue_at
from landsupply.ledger.parcel import Source
from landsupply.ledger.sheet import Cell, Sheet
from landsupply.ledger.sheet_words import folded, synonyms, table_of, words
from landsupply.measure.area import Area, AreaUnit, read_area
from landsupply.measure.days import CalendarDay, Precision, read_day
from landsupply.measure.fault import MeasureFault
from landsupply.measure.money import Money, read_money_unit, split_money

_SEARCHED_ROWS = 30
_LEAST_RECOGNISED = 2
_IN_BRACKETS = re.compile(r"(.+?)[(\[]([^()\[\]]*)[)\]]\Z")
_BETWEEN = re.compile(r"[;；、，,\n|]+")
_NUMERALS = frozenset("0123456789.,")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordColumn:
    """记录列 · One column of a list of records: its place, its header, the unit written in its brackets."""

    index: int
    title: str
    unit: str


@dataclass(slots=True)
class RecordDesk:
    """记录台 · A list of records on the desk: its columns by field, the rules, and what was noted."""

    sheet: Sheet
    rules: Rules
    columns: Mapping[str, RecordColumn]
    position: int
    unit_above: AreaUnit | None
    issues: list[Issue] = field(default_factory=list)

    def note(self, code: str, rows: Sequence[int], title: str | None, raw: str | None, **facts: object) -> None:
        """记问题 · Put an issue on record."""
        self.issues.append(
            issue_at(code, IssuePlace(self.sheet.source, self.sheet.name, tuple(rows), title), raw, **facts)
        )


class RecordLine:
    """记录行 · One row of a list of records; what cannot be read is noted and counts as not stated."""

    __slots__ = ("desk", "number", "texts")

    def __init__(self, desk: RecordDesk, number: int, texts: Mapping[str, str]) -> None:
        self.desk = desk
        self.number = number
        self.texts = texts

    @property
    def source(self) -> Source:
        """来处 · Where the row stands."""
        return Source(file=self.desk.sheet.source, sheet=self.desk.sheet.name, row=self.number)

    def text(self, name: str) -> str:
        """文本 · What the row states for a field, empty for nothing."""
        text = self.texts.get(name, "")
        return "" if is_blank_word(text) else text

    def parts(self, name: str) -> tuple[str, ...]:
        """各项 · The several things a field lists."""
        return tuple(part for text in _BETWEEN.split(self.text(name)) if (part := text.strip()))

    def area(self, name: str) -> Area | None:
        """面积 · The area, None with L204 where it cannot be read, with L026 where its unit is the place's own."""
        text = self.text(name)
        if not text:
            return None
        unit = read_unit(self._column(name).unit) or self.desk.unit_above
        try:
            area = read_area(text, unit or self.desk.rules.place.area_unit)
        except MeasureFault:
            self._unreadable(name)
            return None
        if unit is None and not any(text.endswith(one.value) for one in AreaUnit):
            self._note_once("L026", name, unit=self.desk.rules.place.area_unit.value)
        if area < Area.ZERO:
            self._unreadable(name)
            return None
        return area

    def money(self, name: str) -> Money | None:
        """金额 · The sum in the unit of its column; L204 where there is no unit or no number."""
        text = self.text(name)
        if not text:
            return None
        try:
            digits, written = split_money(text)
            unit = written or read_money_unit(self._column(name).unit)
            return Money.exactly(digits, unit)
        except MeasureFault:
            self._unreadable(name)
            return None

    def when(self, name: str) -> CalendarDay | None:
        """时间 · The day, month, quarter or year; L204 where it cannot be read."""
        text = self.text(name)
        try:
            return read_day(text) if text else None
        except MeasureFault:
            self._unreadable(name)
            return None

    def day(self, name: str) -> date | None:
        """日期 · The day; L204 where only a month or less is stated."""
        read = self.when(name)
        if read is not None and read.precision is not Precision.DAY:
            self._unreadable(name)
            return None
        return read.day if read else None

    def district(self, name: str) -> tuple[str, ...]:
        """行政区 · The units of the place that the field names; L204 for a name that is none."""
        units = [self.desk.rules.place.unit(part) for part in self.parts(name)]
        if None in units:
            self._unreadable(name)
        return tuple(dict.fromkeys(unit.name for unit in units if unit))

    def _column(self, name: str) -> RecordColumn:
        return self.desk.columns[name]

    def _unreadable(self, name: str) -> None:
        self.desk.note("L204", (self.number,), self._column(name).title, self.text(name))

    def _note_once(self, code: str, name: str, **facts: object) -> None:
        title = self._column(name).title
        if not any(issue.code == code and issue.field == title for issue in self.desk.issues):
            self.desk.note(code, (self.number,), title, None, **facts)


def open_records(sheet: Sheet, kind: str, rules: Rules) -> tuple[RecordDesk, tuple[RecordLine, ...]]:
    """认记录表 · The desk and the data rows of a list of records; no rows, and L202, where no header is found."""
    position, columns = _find(sheet, kind)
    desk = RecordDesk(sheet, rules, columns, position, _unit_above(sheet.rows[:position]))
    if not columns:
        desk.note("L202", (), None, None, wanted=tuple(dict.fromkeys(_names(kind).values())), known=_titles(kind))
        return desk, ()
    _note_left_out(desk, kind)
    return desk, tuple(_lines(desk))


def grouped(desk: RecordDesk, lines: Sequence[RecordLine], names: Sequence[str]) -> list[list[RecordLine]]:
    """同一记录 · The rows of each record together, by its number or else its name; L203 where it has neither."""
    found: dict[str, list[RecordLine]] = {}
    for line in lines:
        identity = next((text for name in names if (text := line.text(name))), "")
        if identity:
            found.setdefault(folded(identity), []).append(line)
        else:
            titles = tuple(desk.columns[name].title for name in names if name in desk.columns)
            desk.note("L203", (line.number,), None, " ".join(line.texts.values())[:60], titles=titles)
    return list(found.values())


def one_text(lines: Sequence[RecordLine], name: str) -> str:
    """唯一文本 · What the rows of a record say where they agree; nothing, with L205, where they do not."""
    stated = {folded(text): text for line in lines if (text := line.text(name))}
    if len(stated) > 1:
        rows, title = tuple(line.number for line in lines), lines[0].desk.columns[name].title
        lines[0].desk.note("L205", rows, title, None, values=tuple(stated.values()))
        return ""
    return next(iter(stated.values()), "")


def every_part(lines: Sequence[RecordLine], name: str) -> tuple[str, ...]:
    """各项 · What the rows of a record list in a field, each once, in the order written."""
    return tuple(dict.fromkeys(part for line in lines for part in line.parts(name)))


def every_district(lines: Sequence[RecordLine], name: str) -> tuple[str, ...]:
    """各区县 · The districts that the rows of a record name in a field, each once."""
    return tuple(dict.fromkeys(unit for line in lines for unit in line.district(name)))


def whole_area(lines: Sequence[RecordLine], name: str) -> Area | None:
    """合计面积 · What the rows of a record add up to; None where none states an area."""
    areas = [area for line in lines if (area := line.area(name))]
    return Area.total(areas) if areas else None


@lru_cache(maxsize=8)
def _names(kind: str) -> Mapping[str, str]:
    """Folded header to field."""
    return {folded(row["synonym"]): row["field"] for row in table_of("list_columns") if row["list"] == kind}


def _titles(kind: str) -> tuple[str, ...]:
    firsts: dict[str, str] = {}
    for row in table_of("list_columns"):
        if row["list"] == kind:
            firsts.setdefault(row["field"], row["synonym"])
    return tuple(firsts.values())


def _find(sheet: Sheet, kind: str) -> tuple[int, Mapping[str, RecordColumn]]:
    """The row among the first thirty that names most fields, at least two and one of them an identity."""
    best: tuple[int, Mapping[str, RecordColumn]] = (0, {})
    for position, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        columns = _columns(row, kind)
        is_header = len(columns) >= _LEAST_RECOGNISED and not columns.keys().isdisjoint(("number", "name"))
        if is_header and len(columns) > len(best[1]):
            best = position, columns
    return best


def _columns(row: Sequence[Cell], kind: str) -> dict[str, RecordColumn]:
    """Fields by the first column that claims them."""
    found: dict[str, RecordColumn] = {}
    for index, cell in enumerate(row):
        name, note = _split(cell.text)
        known = _names(kind).get(name) or _names(kind).get(folded(cell.text))
        if known:
            found.setdefault(known, RecordColumn(index=index, title=cell.text.strip(), unit=note))
    return found


def _split(title: str) -> tuple[str, str]:
    name = folded(title).strip("*:")
    inside = _IN_BRACKETS.match(name)
    return (inside[1], inside[2]) if inside else (name, "")


def _unit_above(rows: Sequence[Sequence[Cell]]) -> AreaUnit | None:
    """The unit of a 单位：公顷 line above the header, alone or at the end of a title."""
    for row in reversed(rows):
        for cell in row:
            for label in words("unit_label"):
                _, mark, rest = folded(cell.text).partition(label + ":")
                if mark and (unit := read_unit(rest.strip("()"))):
                    return unit
    return None


def _note_left_out(desk: RecordDesk, kind: str) -> None:
    taken = {column.index for column in desk.columns.values()}
    header = desk.sheet.rows[desk.position]
    titles = (cell.text.strip() for index, cell in enumerate(header) if index not in taken and not cell.is_blank)
    left = tuple(title for title in titles if synonyms().get(folded(title), ("", None))[0] != "serial")
    if left:
        desk.note("L207", (desk.sheet.first_row + desk.position,), None, None, columns=left)


def _lines(desk: RecordDesk) -> list[RecordLine]:
    found = []
    for place in range(desk.position + 1, desk.sheet.height):
        row, number = desk.sheet.rows[place], desk.sheet.first_row + place
        filled = [cell.text for cell in row if not cell.is_blank]
        if filled and _is_total(filled):
            desk.note("L206", (number,), None, " ".join(filled)[:60])
        elif filled:
            found.append(RecordLine(desk, number, _texts(desk, place)))
    return found


def _is_total(filled: Sequence[str]) -> bool:
    first = next((text for text in filled if not _NUMERALS.issuperset(text)), "")
    return folded(first).strip("():").endswith(words("total"))


#: Where a merged cell says the same of every row it covers; figures under a merge are stated once.
_SAID_OF_ALL = frozenset(("number", "name", "level", "task_force", "documents", "unit", "person", "approved"))


def _texts(desk: RecordDesk, place: int) -> dict[str, str]:
    cells = {name: desk.sheet.cell(place, column.index).text.strip() for name, column in desk.columns.items()}
    return {
        name: text or (_from_merge(desk, place, desk.columns[name].index) if name in _SAID_OF_ALL else "")
        for name, text in cells.items()
    }


def _from_merge(desk: RecordDesk, place: int, column: int) -> str:
    number = desk.sheet.first_row + place
    for merge in desk.sheet.merges:
        if merge.first_row <= number <= merge.last_row and merge.first_column <= column <= merge.last_column:
            return desk.sheet.cell(merge.first_row - desk.sheet.first_row, merge.first_column).text.strip()
    return ""
