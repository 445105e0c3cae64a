"""空白台账 · The official columns of a ledger.

Header, whether it is needed, and a note for who fills it in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from landsupply.ledger.sheet_words import table_of


class Need(StrEnum):
    """必要性 · Whether a parcel can be planned without the column.

    What is further is asked only where a rule of law turns on it: the blank form leaves it out.
    """

    REQUIRED = "required"
    WANTED = "wanted"
    OPTIONAL = "optional"
    FURTHER = "further"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateColumn:
    """模板列 · One column of the blank form."""

    field: str
    header: str
    need: Need
    note_zh: str
    note_en: str
    unit_zh: str
    unit_en: str


@lru_cache(maxsize=1)
def template() -> tuple[TemplateColumn, ...]:
    """空白台账 · Every column of the blank form in its order."""
    rows = table_of("template")
    return tuple(_column(row) for row in rows)


def _column(row: Mapping[str, str]) -> TemplateColumn:
    return TemplateColumn(
        field=row["field"],
        header=row["header"],
        need=Need(row["need"]),
        note_zh=row["note_zh"],
        note_en=row["note_en"],
        unit_zh=row["unit_zh"],
        unit_en=row["unit_en"],
    )


@lru_cache(maxsize=256)
def official_header(field: str) -> str:
    """正式列名 · The header of a field on the blank form, the field's own name where it has none."""
    return next((column.header for column in template() if column.field == field), field)
