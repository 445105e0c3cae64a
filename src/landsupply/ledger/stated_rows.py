"""表单行 · Rows that people state beside the lists: decisions, corrections, lineage, fates.

They come as a stored form (`landsupply.decisions/1` …) or as a table with the same columns, and are read alike.
The columns are data (`law/vocabularies/form_columns.csv`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from landsupply.ledger.issue import Issue, IssuePlace, issue_at
from landsupply.ledger.sheet import Cell, Sheet
from landsupply.ledger.sheet_words import folded, table_of
from landsupply.measure.fault import InputFault

_SEARCHED_ROWS = 30
_BETWEEN = re.compile(r"[;；\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """表单列 · One column of a form: its field, its header, whether it must be filled, whether it lists several."""

    field: str
    header: str
    is_needed: bool
    is_list: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRow:
    """表单行 · What one row states, with the file, sheet and row it stands on."""

    file: str
    sheet: str | None
    row: int
    texts: Mapping[str, str]

    def parts(self, field: str) -> tuple[str, ...]:
        """各项 · The several things one field lists."""
        return tuple(part for text in _BETWEEN.split(self.texts[field]) if (part := text.strip()))

    def issue(self, code: str, field: str, raw: str, **facts: object) -> Issue:
        """记问题 · An issue about a field of this row."""
        return issue_at(code, IssuePlace(self.file, self.sheet, (self.row,), field), raw, **facts)


@lru_cache(maxsize=16)
def form_columns(form: str) -> tuple[FormColumn, ...]:
    """表单各列 · The columns of a form, in their order."""
    rows = (row for row in table_of("form_columns") if row["form"] == form)
    return tuple(
        FormColumn(
            field=row["field"],
            header=row["header"],
            is_needed=row["need"] == "yes",
            is_list=row["is_list"] == "yes",
        )
        for row in rows
    )


def header_of(form: str, field: str) -> str:
    """列名 · The header of a field of a form."""
    return next(column.header for column in form_columns(form) if column.field == field)


def format_of(form: str) -> str:
    """格式名 · The name and version with which the stored form opens."""
    return f"landsupply.{form}/1"


def stated_rows(form: str, given: Mapping[str, object] | Sheet) -> tuple[StatedRow, ...]:
    """读表单 · The rows of a stored form or of a table; InputFault L252 for anything else."""
    if isinstance(given, Sheet):
        return tuple(_of_sheet(form, given))
    if given.get("format") != format_of(form):
        raise InputFault("L252", file="—", wanted=format_of(form), columns=_needed(form))
    rows = given.get(form)
    if not isinstance(rows, Sequence) or not all(isinstance(row, Mapping) for row in rows):
        raise InputFault("L252", file="—", wanted=format_of(form), columns=_needed(form))
    return tuple(_of_mapping(form, number, row) for number, row in enumerate(rows, 1))


def form_of(form: str, rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """存储形式 · Rows as the stored form, its format first."""
    return {"format": format_of(form), form: [dict(row) for row in rows]}


def table_of_form(form: str, rows: Sequence[Mapping[str, object]]) -> tuple[tuple[str, ...], ...]:
    """表格形式 · Rows under their headers, every cell a text."""
    columns = form_columns(form)
    body = (tuple(_text(row.get(column.field)) for column in columns) for row in rows)
    return (tuple(column.header for column in columns), *body)


def lacking(form: str, row: StatedRow) -> Issue | None:
    """缺填 · L253 for the first needed column that a row leaves empty."""
    for column in form_columns(form):
        if column.is_needed and not row.texts[column.field]:
            return row.issue("L253", column.header, "", title=column.header)
    return None


def _needed(form: str) -> tuple[str, ...]:
    return tuple(column.header for column in form_columns(form) if column.is_needed)


def _of_mapping(form: str, number: int, row: Mapping[str, object]) -> StatedRow:
    texts = {column.field: _text(row.get(column.field)) for column in form_columns(form)}
    return StatedRow(file=format_of(form), sheet=None, row=number, texts=texts)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "；".join(map(str, value))
    return str(value).strip()


def _of_sheet(form: str, sheet: Sheet) -> Iterator[StatedRow]:
    """Every row below the header that states anything; the header has all needed columns."""
    position, places = _header(form, sheet)
    for offset, row in enumerate(sheet.rows[position + 1 :]):
        texts = {field: row[column].text.strip() for field, column in places.items()}
        if any(texts.values()):
            every = {column.field: texts.get(column.field, "") for column in form_columns(form)}
            number = sheet.first_row + position + 1 + offset
            yield StatedRow(file=sheet.source, sheet=sheet.name, row=number, texts=every)


def _header(form: str, sheet: Sheet) -> tuple[int, Mapping[str, int]]:
    needed = {column.field for column in form_columns(form) if column.is_needed}
    for position, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        places = _places(form, row)
        if needed <= places.keys():
            return position, places
    raise InputFault("L252", file=sheet.source, wanted=format_of(form), columns=_needed(form))


def _places(form: str, row: Sequence[Cell]) -> Mapping[str, int]:
    """Which column of a row is headed as which field, by the header or by the field's own name."""
    titles = {folded(cell.text): index for index, cell in reversed(tuple(enumerate(row)))}
    found = {column.field: _place(titles, column) for column in form_columns(form)}
    return {field: place for field, place in found.items() if place is not None}


def _place(titles: Mapping[str, int], column: FormColumn) -> int | None:
    return titles.get(folded(column.header), titles.get(column.field))
