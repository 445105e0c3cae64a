"""工作表 · The cells of one table as they stand in a file, before anything is understood.

Kept by columns, as they are examined: a lane holds the texts and the kinds of one column, row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import overload


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
class Lane:
    """单列 · The raw texts of one column and their kinds, one of each for every row of the sheet.

    A blank cell may hold spaces in its text.
    """

    texts: Sequence[str]
    kinds: Sequence[CellKind]


@dataclass(frozen=True, slots=True)
class Merge:
    """合并区 · A merged range: rows by their numbers in the file, columns counted from 0, both ends inside."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class CellFormat:
    """数字格式 · A number format that tells a unit, and the rows of a column with a number shown by it.

    Columns are counted from 0; `unit` is the text shown behind the number, empty where the format scales it.
    """

    column: int
    code: str
    unit: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """工作表 · One table of one file; row numbers are the file's own, counted from 1.

    `hidden_rows` are row numbers of the file; `hidden_columns` are counted from 0; `is_hidden` says that the whole
    sheet is. `mapped` counts characters of the private use area that were given back their standard place.
    `struck_rows` are row numbers of the file too: most of what such a row holds is struck out.
    """

    source: str
    name: str | None
    lanes: tuple[Lane, ...]
    height: int
    first_row: int
    digest: str
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: frozenset[int] = field(default_factory=frozenset)
    is_hidden: bool = False
    mapped: int = 0
    struck_rows: frozenset[int] = field(default_factory=frozenset)
    formats: tuple[CellFormat, ...] = ()

    @property
    def rows(self) -> Rows:
        """各行 · The rows as sequences of cells, made when they are asked for."""
        return Rows(self)

    def cell(self, position: int, column: int) -> Cell:
        """取格 · The cell at a position (0 is the first row held) and column; blank outside the sheet."""
        if 0 <= column < len(self.lanes) and 0 <= position < self.height:
            lane = self.lanes[column]
            return Cell(lane.texts[position], lane.kinds[position])
        return BLANK


@dataclass(frozen=True, slots=True)
class Rows(Sequence[Sequence[Cell]]):
    """各行 · A sheet seen row by row, each row as wide as the sheet."""

    sheet: Sheet

    def __len__(self) -> int:
        """How many rows there are."""
        return self.sheet.height

    @overload
    def __getitem__(self, position: int) -> tuple[Cell, ...]: ...

    @overload
    def __getitem__(self, position: slice) -> tuple[tuple[Cell, ...], ...]: ...

    def __getitem__(self, position: int | slice) -> tuple[Cell, ...] | tuple[tuple[Cell, ...], ...]:
        """One row, or those of a slice."""
        if isinstance(position, slice):
            return tuple(self._row(place) for place in range(*position.indices(self.sheet.height)))
        return self._row(range(self.sheet.height)[position])

    def _row(self, place: int) -> tuple[Cell, ...]:
        return tuple(Cell(lane.texts[place], lane.kinds[place]) for lane in self.sheet.lanes)


def sheet_of_rows(source: str, name: str | None, rows: Sequence[Sequence[Cell]], first_row: int, digest: str) -> Sheet:
    """按行成表 · A sheet of rows of any widths; shorter ones end in blanks."""
    width = max(map(len, rows), default=0)
    lanes = tuple(_lane(rows, column) for column in range(width))
    return Sheet(source, name, lanes, len(rows), first_row, digest)


def _lane(rows: Sequence[Sequence[Cell]], column: int) -> Lane:
    cells = tuple(_cells(rows, column))
    return Lane(tuple(cell.text for cell in cells), tuple(cell.kind for cell in cells))


def _cells(rows: Sequence[Sequence[Cell]], column: int) -> Iterator[Cell]:
    for row in rows:
        yield row[column] if column < len(row) else BLANK
