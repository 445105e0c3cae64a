"""清单说明 · What is said once about a whole list.

Columns left out, missing or doubled, rows that are no parcel, what is hidden, merged or repeated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from landsupply.law.vocabulary import Origin
from landsupply.ledger.columns import Column, read_unit
from landsupply.ledger.desk import Desk, Line, Said
from landsupply.ledger.fields import is_numeric_origin, read_origin
from landsupply.ledger.habits import Habits, Hidden
from landsupply.ledger.mapping import suggested_field, suggestions
from landsupply.ledger.rows import RowKind
from landsupply.ledger.sheet_words import folded
from landsupply.ledger.template import official_header
from landsupply.measure.area import AreaUnit

_OTHER_ROWS = {RowKind.TOTAL: "L092", RowKind.HEADER: "L093", RowKind.NOTE: "L094"}
_PLACES = ("location", "name", "number", "supervision")
_NEEDED = (("area",), ("use",), _PLACES)
_HIDDEN_ROWS = {Hidden.ASK: "L115", Hidden.TAKE: "L116", Hidden.LEAVE: "L117"}
_HIDDEN_COLUMNS = {Hidden.ASK: "L118", Hidden.TAKE: "L119", Hidden.LEAVE: "L120"}


def note_list(desk: Desk, lines: Sequence[Line], habits: Habits) -> None:
    """清单说明 · Every note that concerns the list and not one parcel."""
    _note_table(desk)
    _note_remnants(desk)
    _note_columns(desk)
    _note_suggestions(desk)
    _note_units(desk)
    _note_habits(desk, habits)
    _note_claims(desk, lines)
    _note_rows(desk)
    _note_hidden(desk, habits)
    _note_looks(desk, lines)
    _note_repeats(desk)
    _note_origins(desk, lines)
    _note_parts(desk, lines)


def _note_table(desk: Desk) -> None:
    """Of a further table on the sheet: where its header is, its title rows and its own header covered."""
    table = desk.table
    if table.number > 1:
        rows = range(table.header.top, table.header.position + 1)
        desk.note("L111", [table.row(p) for p in rows], None, None, number=table.number, at=table.header_row)


def _note_remnants(desk: Desk) -> None:
    """Of the sheet, with its first table: characters of the private use area that were given their standard place."""
    if desk.table.sheet.mapped and desk.table.number == 1:
        desk.note("L136", (desk.table.header_row,), None, None, mapped=desk.table.sheet.mapped)


def _note_columns(desk: Desk) -> None:
    header, at = desk.table.header, (desk.table.header_row,)
    hidden = {column.title for column in desk.table.hidden_columns}
    left_out = tuple(title for title in header.left_out if title not in hidden)
    if left_out:
        desk.note("L003", at, None, None, columns=left_out)
    for choices in _NEEDED:
        if not any(header.of(field) for field in choices):
            desk.note("L005", at, choices[0], None, titles=tuple(header.title(field) for field in choices))
    if not header.of("district"):
        desk.note("L061", at, "district", None)


def _note_suggestions(desk: Desk) -> None:
    at = (desk.table.header_row,)
    hidden = {column.index for column in desk.table.hidden_columns}
    nearest = suggestions(desk.table.header.columns)
    for column in desk.table.header.columns:
        if (near := nearest.get(column.index)) and column.index not in hidden:
            facts = {"near": near, "meaning": official_header(suggested_field(near))}
            desk.put(Said("L112", column.title, column.title, facts), at, column.index)


def _note_units(desk: Desk) -> None:
    """Of every row, where the unit above the table is none of those that its columns of areas name."""
    header = desk.table.header
    named = [column.unit for column in header.of("area") if column.unit]
    above = None if header.unit_by_habit else header.unit_above
    rows = sorted(row for entry in desk.table.entries for row in entry.rows)
    if above and named and above not in named and rows:
        desk.note("L134", rows, "area", None, above=above.value, unit=named[0].value)


def _note_habits(desk: Desk, habits: Habits) -> None:
    """A correction for a column that this table does not have, as where the sender has renamed it."""
    titles = {folded(column.title) for column in desk.table.header.columns}
    missing = tuple(correction.title for title, correction in habits.columns.items() if title not in titles)
    if missing:
        desk.note("L129", (desk.table.header_row,), None, None, columns=missing, sender=habits.sender or "—")


def _note_claims(desk: Desk, lines: Sequence[Line]) -> None:
    for field, columns in desk.table.header.claims.items():
        if len(columns) < 2:
            continue
        titles = tuple(column.title for column in columns)
        contested = desk.table.lanes[field].contested
        split = sorted(row for line in lines if line.entry.position in contested for row in line.entry.rows)
        desk.note("L004" if split else "L006", split or (desk.table.header_row,), field, None, columns=titles)


def _note_rows(desk: Desk) -> None:
    for entry in desk.table.entries:
        if len(entry.rows) > 1:
            desk.note("L010", entry.rows, None, None)
    for other in desk.table.others:
        desk.note(_OTHER_ROWS[other.kind], (other.row,), None, other.text)


def _note_hidden(desk: Desk, habits: Habits) -> None:
    table = desk.table
    if table.hidden:
        desk.note(_HIDDEN_ROWS[habits.hidden], table.hidden, None, None)
    if table.hidden_columns:
        titles = tuple(column.title for column in table.hidden_columns)
        desk.note(_HIDDEN_COLUMNS[habits.hidden], (table.header_row,), None, None, columns=titles)


def _note_looks(desk: Desk, lines: Sequence[Line]) -> None:
    """Rows that are struck out, and areas that look to be in another unit than they were read in."""
    sheet = desk.table.sheet
    if sheet.struck_rows:
        struck = sorted(row for line in lines for row in line.entry.rows if row in sheet.struck_rows)
        if struck:
            desk.note("L298", struck, None, None)
    columns = {column.index: column for column in desk.table.header.of("area")}
    for shown in sheet.formats:
        if column := columns.get(shown.column):
            for unit, rows in _rows_by_unit(desk, column, lines, frozenset(shown.rows)).items():
                if read_unit(shown.unit) is not unit:
                    facts = {"title": column.title, "format": shown.code, "unit": unit.value}
                    desk.put(Said("L299", column.title, None, facts), rows, column.index)


def _rows_by_unit(desk: Desk, column: Column, lines: Sequence[Line], rows: frozenset[int]) -> dict[AreaUnit, list[int]]:
    """Some rows of a column of areas, by the unit that a bare number in it is read in."""
    around = column.unit or desk.table.header.unit_above or desk.rules.place.area_unit
    found: dict[AreaUnit, list[int]] = {}
    for line in lines:
        if same := rows.intersection(line.entry.rows):
            found.setdefault(read_unit(line.text("area_unit")) or around, []).extend(same)
    return found


def _note_repeats(desk: Desk) -> None:
    table = desk.table
    for copied in table.repeats.copied:
        rows = [table.row(position) for position in copied.positions]
        code = "L121" if copied.origin == "ditto" else "L122"
        desk.put(Said(code, copied.column.title, None, {}), rows, copied.column.index)
    for merged in table.repeats.proposed:
        rows = [table.row(position) for position in merged.positions]
        desk.put(Said("L123", merged.column.title, merged.raw, {}), rows, merged.column.index)


def _note_origins(desk: Desk, lines: Sequence[Line]) -> None:
    numeric = list(_numeric(desk, lines))
    if not numeric:
        return
    counts = Counter(read_origin(line) for line in numeric)
    rows = sorted(row for line in numeric for row in line.entry.rows)
    readings = tuple(f"{origin.value} {counts[origin]}" for origin in Origin)
    desk.note("L051", rows, "origin", None, readings=readings)


def _numeric(desk: Desk, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines whose origin is a number; each distinct text is judged once."""
    judged: dict[str, bool] = {"": False}
    for line in lines if "origin" in desk.readable else ():
        text = line.text("origin")
        if text not in judged:
            judged[text] = is_numeric_origin(line)
        if judged[text]:
            yield line


def _note_parts(desk: Desk, lines: Sequence[Line]) -> None:
    """L137 for rows that tell neither number nor name nor place where others do: parts of the row above, perhaps."""
    telling = [desk.readable[field].texts for field in _PLACES if field in desk.readable]
    silent = [line for line in lines if not any(texts[line.entry.position] for texts in telling)]
    for line in silent if len(silent) < len(lines) else ():
        desk.note("L137", line.entry.rows, None, None)
