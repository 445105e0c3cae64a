"""工作表 · The cells of one table as they stand in a file, before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CellKind(StrEnum):
    """单元格类型 · What the file says a cell is."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BLANK = "blank"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    ERROR = "error"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Cell:
    """单元格 · The raw text of a cell and its kind; numbers are exact decimals, dates are ISO."""

    text: str
    kind: CellKind

    @property
    def is_blank(self) -> bool:
        """空白 · Whether the cell holds nothing but spaces."""
        return self.kind is CellKind.BLANK


BLANK = Cell("", CellKind.BLANK)


@dataclass(frozen=True, slots=True)
class Sheet:
    """工作表 · One table of one file; row numbers are the file's own, counted from 1."""

    source: str
    name: str | None
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int
    digest: str
