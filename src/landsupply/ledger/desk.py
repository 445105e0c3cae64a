"""审核台 · One table under examination.

What is noted about it, and each entry with its cells made ready to be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import LandUse
from landsupply.ledger.columns import Column, is_blank_word
from landsupply.ledger.issue import SEVERITIES, Issue
from landsupply.ledger.sheet import BLANK, Cell, CellKind
from landsupply.ledger.sheet_words import means
from landsupply.ledger.table import Entry, Table

#: Said once for all rows that share the raw text, or once for the whole list: one remedy mends them together.
_ONCE_PER_TEXT = frozenset(("L060", "L062", "L063"))
_ONCE_PER_LIST = frozenset(("L025", "L026", "L051"))

_Key = tuple[str, str | None, str | None, int | None]


@dataclass(frozen=True, slots=True)
class _Note:
    """所记 · One issue in the making: the rows grow while others of its kind are noted."""

    raw: str | None
    facts: Mapping[str, object]
    rows: set[int]


@dataclass(slots=True)
class Desk:
    """审核台 · A table, the rules of the day, and the issues noted so far."""

    table: Table
    rules: Rules
    _noted: dict[_Key, _Note] = field(default_factory=dict)
    _uses: dict[str, tuple[LandUse, ...]] = field(default_factory=dict)

    def note(self, code: str, rows: Sequence[int], of: str | None, raw: str | None, **facts: object) -> None:
        """记问题 · Put an issue on record.

        `of` is a field, named in the issue as the file's own header names it.
        """
        title = self.table.header.title(of) if of else None
        shown = None if code in _ONCE_PER_LIST else raw
        row = None if code in _ONCE_PER_LIST or code in _ONCE_PER_TEXT else min(rows)
        self._noted.setdefault((code, title, shown, row), _Note(shown, facts, set())).rows.update(rows)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """所记问题 · In the order of rows, then codes."""
        return tuple(sorted((self._issue(key, note) for key, note in self._noted.items()), key=_order))

    def _issue(self, key: _Key, note: _Note) -> Issue:
        code, title, _, _ = key
        rows = tuple(sorted(note.rows))
        return Issue(
            code=code,
            severity=SEVERITIES[code],
            file=self.table.sheet.source,
            sheet=self.table.sheet.name,
            row=rows[0],
            rows=rows,
            field=title,
            raw=note.raw,
            facts=note.facts,
        )

    def uses(self, text: str) -> tuple[LandUse, ...]:
        """用途读法 · The vocabulary's readings of a text, looked up once."""
        if text not in self._uses:
            self._uses[text] = self.rules.vocabulary.use(text)
        return self._uses[text]


def _order(issue: Issue) -> tuple[int, str, str, str]:
    return issue.row or 0, issue.code, issue.field or "", issue.raw or ""


class Line:
    """审核行 · One entry on the desk.

    Cells that hold no readable value are noted once and then count as withheld.
    """

    __slots__ = ("_texts", "desk", "entry", "withheld")

    def __init__(self, desk: Desk, entry: Entry) -> None:
        self.desk = desk
        self.entry = entry
        self.withheld = set(entry.contested)
        self._texts = {name: self._readable(name, cell) for name, cell in entry.cells.items() if not cell.is_blank}

    def text(self, name: str) -> str:
        """文本 · What the entry states for a field, without the spaces around it; empty for nothing."""
        return self._texts.get(name, "")

    def kind(self, name: str) -> CellKind:
        """类型 · What kind of cell states the field."""
        return self.entry.cells.get(name, BLANK).kind

    def column(self, name: str) -> Column | None:
        """所取列 · The column that states the field."""
        claims = self.desk.table.header.claims.get(name)
        return self.entry.columns.get(name, claims[0]) if claims else None

    def lacks(self, name: str) -> bool:
        """缺填 · Whether the table has the column and this entry says nothing in it, not even an error."""
        return name in self.entry.cells and name not in self.withheld and not self.text(name)

    def note(self, code: str, name: str, **facts: object) -> None:
        """记问题 · Put an issue about a field of this entry on record, with the cell's text as it stands."""
        self.desk.note(code, self.entry.rows, name, self.entry.cells.get(name, BLANK).text, **facts)

    def _readable(self, name: str, cell: Cell) -> str:
        text = cell.text.strip()
        code = _unreadable(cell.kind, text)
        if code is None:
            return "" if is_blank_word(text) else text
        self.withheld.add(name)
        self.note(code, name)
        return ""


def _unreadable(kind: CellKind, text: str) -> str | None:
    if kind is CellKind.FORMULA_WITHOUT_VALUE:
        return "L090"
    if kind is CellKind.ERROR:
        return "L091"
    return "L095" if means("ditto", text) else None
