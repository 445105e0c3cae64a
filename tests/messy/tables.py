"""所认之表 · The tables and columns that the product found, in the judge's own form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from landsupply.ledger.habits import NO_HABITS
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.sheet import Sheet
from landsupply.ledger.table import open_tables
from landsupply.ledger.template import template
from tests.messy.readings import GROUPED

_ITS_OWN = frozenset(("id", "source"))
FIELDS = frozenset(one.name for one in fields(Parcel)) - _ITS_OWN | {"number", *GROUPED}


@dataclass(frozen=True, slots=True)
class Mapped:
    """认表 · Sheet, header rows, and of each column its place, title and field."""

    sheet: str | None
    header_rows: tuple[int, ...]
    columns: tuple[tuple[int, str, str | None], ...]


def mapped(sheets: Sequence[Sheet]) -> list[Mapped]:
    """所认 · Every table the product finds in these sheets."""
    found = []
    for sheet in sheets:
        for one in open_tables(sheet, NO_HABITS)[0]:
            columns = tuple((column.index, column.title, column.field) for column in one.header.columns)
            found.append(Mapped(sheet.name, tuple(sheet.first_row + place for place in one.header.heading), columns))
    return found


def is_field(name: str | None) -> bool:
    """是否字段 · Whether a parcel keeps something of that name."""
    return name in FIELDS


def official_field(title: str) -> str | None:
    """官方列名 · The field whose official header this is."""
    return next((column.field for column in template() if column.header == title), None)
