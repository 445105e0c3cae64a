"""文档 · A published document as a value: headings, paragraphs, tables and charts, and no file format.

A table whose columns do not add up to its total row, exactly, cannot exist. Writers in ``files`` turn a
document into bytes and add no word of their own. Errors, both IntegrityFault: P901 (a ragged table), P902 (a
column that does not add up).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from landsupply.measure.fault import IntegrityFault

#: Columns that together are wider than this many Chinese characters are set on a sheet turned sideways.
UPRIGHT_WIDTH = 49


class Role(StrEnum):
    """列的性质 · How a column is set, and whether its figures add up to the total row."""

    TEXT = "text"
    CENTRED = "centred"
    FIGURE = "figure"
    SUM = "sum"


class ChartKind(StrEnum):
    """图的种类 · Bars beside each other by name, what has been reached by month, or what is more and less."""

    BARS = "bars"
    CUMULATIVE = "cumulative"
    DIFFERENCES = "differences"


@dataclass(frozen=True, slots=True)
class Quantity:
    """数量 · A figure as it is printed, and the exact decimal behind it."""

    text: str
    number: str

    @property
    def places(self) -> int:
        """小数位数 · The decimals with which it is printed."""
        return len(self.text.partition(".")[2])


Cell = str | Quantity


@dataclass(frozen=True, slots=True)
class Heading:
    """标题 · A heading of level 1 (一、) or 2 (（一）)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """段落 · Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """注 · A remark in smaller type, under a table or beside the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Closing:
    """落款 · The lines at the end of the text, set to the right: who, and when."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """列 · A column's heading, its share of the width in Chinese characters, and its role."""

    heading: str
    width: int
    role: Role = Role.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """表 · Rows under columns with an exact total row.

    ``name`` is its number (附表1), ``short`` what a sheet is called, ``unit`` the line that names the unit.
    """

    name: str
    short: str
    caption: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total_row: tuple[Cell, ...] | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a table that is ragged (P901) or does not add up (P902)."""
        lines = self.rows if self.total_row is None else (*self.rows, self.total_row)
        if not self.columns or any(len(line) != len(self.columns) for line in lines):
            raise IntegrityFault("P901", table=self.name)
        for index, column in enumerate(self.columns):
            if column.role is Role.SUM and self.total_row is not None:
                self._refuse_wrong_sum(index, column.heading, self.total_row[index])

    def _refuse_wrong_sum(self, index: int, heading: str, total: Cell) -> None:
        added = sum(_exact(row[index]) for row in self.rows)
        if added != _exact(total):
            raise IntegrityFault("P902", table=self.name, column=heading, sum=added, total=_exact(total))

    @property
    def width(self) -> int:
        """总宽 · The width of all columns in Chinese characters."""
        return sum(column.width for column in self.columns)

    @property
    def is_wide(self) -> bool:
        """宽表 · Whether the table needs a sheet turned sideways."""
        return self.width > UPRIGHT_WIDTH

    @property
    def prints_closed(self) -> bool:
        """印数相加 · Whether the printed, rounded figures also add up to the printed total."""
        return self.total_row is None or all(
            sum(_printed(row[i]) for row in self.rows) == _printed(self.total_row[i])
            for i, column in enumerate(self.columns)
            if column.role is Role.SUM
        )


def _exact(cell: Cell) -> Decimal:
    return Decimal(cell.number) if isinstance(cell, Quantity) else Decimal(0)


def _printed(cell: Cell) -> Decimal:
    return Decimal(cell.text) if isinstance(cell, Quantity) else Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """节点标记 · What a bar is measured against, and the verdict in words."""

    quantity: Quantity
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """图柱 · One labelled figure of a chart; ``remark`` stands behind it in words."""

    label: str
    quantity: Quantity
    remark: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """图 · Labelled figures of one unit, with a title and a sentence that says what is seen."""

    kind: ChartKind
    name: str
    title: str
    description: str
    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """要点 · One figure that a reader wants first, with its label and a remark."""

    label: str
    text: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """要点栏 · The few figures at the head of a page."""

    figures: tuple[KeyFigure, ...]


Block = Heading | Paragraph | Note | Closing | Table | Chart | KeyFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """文档 · A title, blocks and annex tables in a language, dated by the plan.

    ``title_lines`` are the title as it may be broken, so that no writer splits a word; ``marking`` says what
    is not public.
    """

    title_lines: tuple[str, ...]
    lang: str
    dated: date
    blocks: tuple[Block, ...]
    annexes: tuple[Table, ...] = ()
    marking: str = ""

    @property
    def title(self) -> str:
        """标题 · The title in one line."""
        return self.joint.join(self.title_lines)

    @property
    def joint(self) -> str:
        """词间 · What stands between the words of its language."""
        return " " if self.lang == "en" else ""


def plain_text(document: Document) -> str:
    """纯文本 · The running text of a document, a paragraph a line, without tables and charts."""
    lines = ["".join(document.title_lines)]
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph | Note):
            lines.append(block.text)
    return "\n".join(lines) + "\n"
