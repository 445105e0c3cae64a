"""网格 · Invented data: sheets to be written, the rows that go on them, and how a table is to look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.messy.cells import Meant, Raw

Truth = dict[str, Any]


@dataclass(slots=True)
class Grid:
    """网格 · One sheet to be written: cells by (row from 1, column from 0), and what is done to rows and columns."""

    name: str
    cells: dict[tuple[int, int], Raw] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    fills: dict[int, str] = field(default_factory=dict)
    bold_rows: set[int] = field(default_factory=set)
    filter: tuple[int, int, int, int] | None = None
    hidden: bool = False

    def put(self, row: int, column: int, content: object) -> None:
        """落格 · Put a raw cell, or a plain content, on the grid."""
        raw = content if isinstance(content, Raw) else Raw(content)  # type: ignore[arg-type] # plain contents only
        if raw.content not in (None, "") or raw.formula:
            self.cells[row, column] = raw

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """合并 · Merge a range of more than one cell."""
        if (first_row, first_column) != (last_row, last_column):
            self.merges.append((first_row, first_column, last_row, last_column))


@dataclass(slots=True)
class Row:
    """行 · One data row: its parcel, its role, and the row it repeats where it does."""

    meant: Meant
    role: str = "parcel"  # parcel, duplicate, twin, foreign
    of: int | None = None  # place in the list of rows


@dataclass(slots=True)
class Style:
    """样式 · How a table is laid out."""

    title: str = ""
    subtitle: str = ""
    unit_line: str = ""
    levels: int = 1
    totals: str = "none"  # none, end, groups, top
    wrong: float = 0.3
    blanks: float = 0.0
    repeats: str = ""  # "", ditto, merge
    hidden: float = 0.0
    notes: str = ""  # "", plain, spread
    header_again: bool = False
    total_formula: bool = False
    banner: str = ""


def shown_raw(raw: Raw) -> str | None:
    """原文 · What stands in the file, as text."""
    if raw.formula:
        return raw.formula
    return None if raw.content is None else str(raw.content)
