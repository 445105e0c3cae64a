"""清单说明 · What is said once about a whole list.

Columns left out, missing or doubled, rows that are no parcel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from landsupply.law.vocabulary import Origin
from landsupply.ledger.desk import Desk, Line
from landsupply.ledger.fields import is_numeric_origin, read_origin
from landsupply.ledger.table import RowKind

_OTHER_ROWS = {RowKind.TOTAL: "L092", RowKind.HEADER: "L093", RowKind.NOTE: "L094"}
_PLACES = ("location", "name", "number", "supervision")
_NEEDED = (("area",), ("use",), _PLACES)


def note_list(desk: Desk, lines: Sequence[Line]) -> None:
    """清单说明 · Every note that concerns the list and not one parcel."""
    _note_columns(desk)
    _note_claims(desk, lines)
    _note_rows(desk)
    _note_origins(desk, lines)


def _note_columns(desk: Desk) -> None:
    header, at = desk.table.header, (desk.table.header_row,)
    if header.left_out:
        desk.note("L003", at, None, None, columns=header.left_out)
    for choices in _NEEDED:
        if not any(header.of(field) for field in choices):
            desk.note("L005", at, choices[0], None, titles=tuple(header.title(field) for field in choices))
    if not header.of("district"):
        desk.note("L061", at, "district", None)


def _note_claims(desk: Desk, lines: Sequence[Line]) -> None:
    for field, columns in desk.table.header.claims.items():
        if len(columns) < 2:
            continue
        titles = tuple(column.title for column in columns)
        split = sorted(row for line in lines if field in line.entry.contested for row in line.entry.rows)
        desk.note("L004" if split else "L006", split or (desk.table.header_row,), field, None, columns=titles)


def _note_rows(desk: Desk) -> None:
    for entry in desk.table.entries:
        if len(entry.rows) > 1:
            desk.note("L010", entry.rows, None, None)
    for other in desk.table.others:
        desk.note(_OTHER_ROWS[other.kind], (other.row,), None, other.text)


def _note_origins(desk: Desk, lines: Sequence[Line]) -> None:
    numeric = [line for line in lines if is_numeric_origin(line)]
    if not numeric:
        return
    counts = Counter(read_origin(line) for line in numeric)
    rows = sorted(row for line in numeric for row in line.entry.rows)
    readings = tuple(f"{origin.value} {counts[origin]}" for origin in Origin)
    desk.note("L051", rows, "origin", None, readings=readings)
