"""文稿 · What a document gives to proofreading: its text, a paragraph a line, and its tables where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landsupply.law.words import SEPARATORS


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """文中表格 · One table: rows as long as the table is wide, a merged cell's text at its top left only.

    `number` counts from 1; `line` is the line of the text behind which it stands, 0 in front of all; a merge is first
    row, last row, first column, last column, from 0. A table that is lines of the text itself has the line of each row
    (`lines`) and where in it each cell begins (`starts`), both from 1.
    """

    number: int
    line: int
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    lines: tuple[int, ...] = ()
    starts: tuple[tuple[int, ...], ...] = ()

    @property
    def end(self) -> int:
        """末行 · The last line of the text that the table has to itself, else the one behind which it stands."""
        return self.lines[-1] if self.lines else self.line


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """文稿 · The text of a document and its tables in their order.

    `unread` are pages that hold no text, `folded` those with a table whose cells could not be told apart.
    """

    text: str
    tables: tuple[Grid, ...] = ()
    unread: tuple[int, ...] = ()
    folded: tuple[int, ...] = ()


def page_ranges(pages: Sequence[int], lang: str) -> str:
    """页码 · Page numbers with runs drawn together: 3、12–48."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return SEPARATORS[lang].join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def to_wire(manuscript: Manuscript) -> dict[str, Any]:
    """传输形式 · A manuscript as plain values."""
    tables = [[one.number, one.line, one.rows, one.merges] for one in manuscript.tables]
    pages = {"unread": list(manuscript.unread), "folded": list(manuscript.folded)}
    return {"text": manuscript.text, "tables": tables, **pages}


def from_wire(form: Mapping[str, Any]) -> Manuscript:
    """还原文稿 · The manuscript that `to_wire` was given."""
    tables = tuple(map(_grid, form["tables"]))
    return Manuscript(text=str(form["text"]), tables=tables, unread=tuple(form["unread"]), folded=tuple(form["folded"]))


def _grid(one: Sequence[Any]) -> Grid:
    number, line, rows, merges = one
    return Grid(
        number=number,
        line=line,
        rows=tuple(tuple(map(str, row)) for row in rows),
        merges=tuple((first, last, left, right) for first, last, left, right in merges),
    )
