"""比较摘要 · A comparison for the terminal: the same paragraphs and tables as on its page, figures set to the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from landsupply.cli.screen import visible, width
from landsupply.publish.document import Cell, Document, Heading, Note, Paragraph, Quantity, Role, Table

_TO_THE_RIGHT = (Role.FIGURE, Role.SUM)
#: A table with a column wider than so many Chinese characters is told row by row.
_WIDEST = 19


def page_lines(page: Document) -> Iterator[str]:
    """页面各行 · Title, headings, paragraphs and tables in their order; charts and annexes are left to the page."""
    yield page.title
    for block in page.blocks:
        if isinstance(block, Heading):
            yield from ("", visible(block.text))
        elif isinstance(block, Paragraph | Note):
            yield visible(block.text)
        elif isinstance(block, Table):
            yield ""
            yield visible(f"{block.caption} {block.unit}".rstrip())
            yield from _records(block) if any(one.width > _WIDEST for one in block.columns) else _rows(block)
            yield from map(visible, block.notes)


def _records(table: Table) -> Iterator[str]:
    for first, *rest in table.rows:
        yield f"  {_text(first)}"
        yield from (f"    {one.heading} {_text(cell)}" for one, cell in zip(table.columns[1:], rest, strict=True))


def _rows(table: Table) -> Iterator[str]:
    lines = [[column.heading for column in table.columns], *([_text(cell) for cell in row] for row in table.rows)]
    widths = [max(width(line[at]) for line in lines) for at in range(len(table.columns))]
    for line in lines:
        yield "  " + "  ".join(_set(table, at, cell, widths) for at, cell in enumerate(line)).rstrip()


def _set(table: Table, at: int, cell: str, widths: Sequence[int]) -> str:
    room = " " * (widths[at] - width(cell))
    return room + cell if table.columns[at].role in _TO_THE_RIGHT else cell + room


def _text(cell: Cell) -> str:
    return visible(cell.text if isinstance(cell, Quantity) else cell)
