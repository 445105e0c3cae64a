"""位置 · Where in a text something stands: line, column, section path and list item."""

from __future__ import annotations

from dataclasses import dataclass

from landsupply.law.words import say


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Position:
    """位置 · Line and column from 1, the path of headings such as 四（二）, the label of the list item.

    In a table its number, row and column from 1 too; the line is then the one in front of the table.
    """

    line: int
    column: int
    section: str = ""
    item: str = ""
    table: int = 0
    row: int = 0
    cell: int = 0

    @property
    def path(self) -> str:
        """路径 · The section with the item behind it, `一（三）1（12）`; a bare number is set apart, `一（三）1 12`."""
        apart = " " if self.section and self.item[:1].isdigit() else ""
        return f"{self.section}{apart}{self.item}"

    def words(self, lang: str = "zh") -> str:
        """位置说明 · The place in words, e.g. `第84行 四（二）`."""
        if self.table:
            return say("A087", lang, table=self.table, row=self.row, column=self.cell)
        return say("A001", lang, line=self.line, path=self.path).strip()
