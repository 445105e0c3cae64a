"""列名对应 · The mapping found for a table, as a value that can be shown: each column, what it was taken for, why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from landsupply.ledger.columns import Column, letters, nearest_title, recognise
from landsupply.ledger.privacy import hidden
from landsupply.ledger.sheet import CellKind
from landsupply.ledger.sheet_words import stated, synonyms
from landsupply.ledger.table import Table
from landsupply.measure.area import AreaUnit

_SAMPLES = 3
_LONGEST_SAMPLE = 40
_SEEN_FOR_SAMPLES = 200
_MOST_SUGGESTIONS = 50
_OF_PERSONS = frozenset(("person", "taker", "holder", "untaken", "remarks"))
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMatch:
    """单列对应 · One column: its title path, the field taken (None for none), its unit, and what stands in it.

    `unit_from` is `header`, `above` (a 单位 line) or `habit`; `by_habit` says that the meaning is the sender's
    correction; `suggestion` is the known header that an unknown one is most like.
    """

    index: int
    title: str
    field: str | None
    unit: AreaUnit | None
    unit_from: str | None
    by_habit: bool
    is_hidden: bool
    samples: tuple[str, ...]
    filled: int
    suggestion: str | None

    @property
    def letters(self) -> str:
        """列号 · The spreadsheet's letters for the column."""
        return letters(self.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """列名对应 · Header rows of one table by number, the unit written above them, and every column."""

    header_rows: tuple[int, ...]
    unit_above: AreaUnit | None
    columns: tuple[ColumnMatch, ...]

    def of(self, field: str) -> ColumnMatch | None:
        """某字段的列 · The first column taken for a field, None where there is none."""
        return next((column for column in self.columns if column.field == field), None)


def correspondence(table: Table) -> Correspondence:
    """列名对应 · The mapping of a table, as it was found or corrected."""
    header = table.header
    near = suggestions(header.columns)
    return Correspondence(
        header_rows=tuple(table.row(position) for position in range(header.heading.start, header.position + 1)),
        unit_above=header.unit_above,
        columns=tuple(_match(table, column, near.get(column.index)) for column in header.columns),
    )


def _match(table: Table, column: Column, suggestion: str | None) -> ColumnMatch:
    body = table.header.body
    lane = table.sheet.lanes[column.index]
    kinds = lane.kinds[body.start : body.stop]
    unit, unit_from = _unit(table, column)
    return ColumnMatch(
        index=column.index,
        title=column.title,
        field=column.field,
        unit=unit,
        unit_from=unit_from,
        by_habit=column.by_habit,
        is_hidden=column.index in table.sheet.hidden_columns,
        samples=_samples(table, column),
        filled=len(kinds) - kinds.count(CellKind.BLANK),
        suggestion=suggestion,
    )


def _unit(table: Table, column: Column) -> tuple[AreaUnit | None, str | None]:
    if column.unit:
        written = recognise(column.title)
        is_habit = column.by_habit and not (written and written[1] is column.unit)
        return column.unit, "habit" if is_habit else "header"
    if column.field == "area" and table.header.unit_above:
        return table.header.unit_above, "habit" if table.header.unit_by_habit else "above"
    return None, None


def suggestions(columns: Iterable[Column]) -> Mapping[int, str]:
    """相近列名 · For columns nobody knows, by place, the known header that each may mean; never applied."""
    unknown = (column for column in columns if column.field is None and not column.by_habit)
    near = ((column.index, nearest_title(column.title)) for column in islice(unknown, _MOST_SUGGESTIONS))
    return {index: title for index, title in near if title}


def suggested_field(title: str) -> str:
    """相近列名的字段 · The field that a known header means."""
    return synonyms()[title][0]


def _samples(table: Table, column: Column) -> tuple[str, ...]:
    """The first few different texts, what tells of persons left out: their columns, and Chinese words under a header
    that nobody knows."""
    if column.field in _OF_PERSONS:
        return ()
    texts = table.sheet.lanes[column.index].texts
    said = stated(dict.fromkeys(texts[entry.position] for entry in table.entries[:_SEEN_FOR_SAMPLES])).values()
    shown = (hidden(text)[:_LONGEST_SAMPLE] for text in said if text and (column.field or not _HAN.search(text)))
    return tuple(islice(shown, _SAMPLES))
