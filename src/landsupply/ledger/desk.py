"""审核台 · One table under examination.

What is noted about it, and each entry with its cells made ready to be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import LandUse
from landsupply.ledger.census import Texts, may_be_marks
from landsupply.ledger.columns import Column
from landsupply.ledger.issue import Issue, IssuePlace, issue_at
from landsupply.ledger.privacy import hidden
from landsupply.ledger.sheet import CellKind
from landsupply.ledger.sheet_words import stated
from landsupply.ledger.table import Entry, FieldLane, Table

#: Said once for all rows that share the raw text, or once for the whole list: one remedy mends them together.
_ONCE_PER_TEXT = frozenset(("L060", "L062", "L063", "L142", "L151", "L158", "L162", "L184"))
_ONCE_PER_LIST = frozenset(
    ("L025", "L026", "L051", "L146", "L152", "L153", "L154", "L157", "L164", "L165", "L183", "L295")
)
_WITHHELD = {CellKind.FORMULA_WITHOUT_VALUE: "L090", CellKind.ERROR: "L091"}

_KIND = {kind: place for place, kind in enumerate(CellKind)}
_KINDS = len(CellKind)
#: A long lane holds a new text in nearly every row where at most one in so many repeats another.
_LONG, _NEARLY = 5_000, 10

_Key = tuple[str, str | None, int | None, str | None, int | None]


@dataclass(frozen=True, slots=True)
class _Note:
    """所记 · One issue in the making: the rows grow while others of its kind are noted."""

    raw: str | None
    facts: Mapping[str, object]
    rows: set[int]


@dataclass(frozen=True, slots=True)
class Said:
    """所言 · What a reader found worth noting in a cell, to be noted again for every row of the same content."""

    code: str
    field: str | None
    raw: str | None
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Readable:
    """可读列 · The texts of one field without the spaces around them, and why some cells give none.

    `contents` are numbers, one for each text and kind that differ from all before, and less than `different`.
    """

    lane: FieldLane
    texts: Sequence[str]
    withheld: Mapping[int, str]
    contents: Sequence[int]
    different: int


class Desk:
    """审核台 · A table, the rules of the day, and the issues noted so far."""

    __slots__ = ("_having", "_limits", "_noted", "_uses", "heard", "readable", "rules", "table")

    def __init__(self, table: Table, rules: Rules) -> None:
        self.table = table
        self.rules = rules
        self.readable = {field: _readable(lane) for field, lane in table.lanes.items()}
        #: Where notes go while a reader's findings are being kept instead of put on record.
        self.heard: list[Said] | None = None
        self._noted: dict[_Key, _Note] = {}
        self._uses: dict[str, tuple[LandUse, ...]] = {}
        self._limits: dict[str, Fraction | int] = {}
        self._having: dict[tuple[str, ...], tuple[str, ...]] = {}

    def note(self, code: str, rows: Sequence[int], of: str | None, raw: str | None, **facts: object) -> None:
        """记问题 · Put an issue on record.

        `of` is a field, named in the issue as the file's own header names it.
        """
        if self.heard is not None:
            self.heard.append(Said(code, of, raw, facts))
            return
        column = next(iter(self.table.header.of(of)), None) if of else None
        title = column.title if column else self.table.header.title(of) if of else None
        self.put(Said(code, title, raw, facts), rows, column.index if column else None)

    def put(self, said: Said, rows: Sequence[int], column: int | None) -> None:
        """记在列上 · Put on record what was said of a column, whose title stands as the field."""
        code = said.code
        raw = None if code in _ONCE_PER_LIST else said.raw
        row = None if code in _ONCE_PER_LIST or code in _ONCE_PER_TEXT else min(rows)
        key = (code, said.field, column, raw, row)
        noted = self._noted.get(key)
        if noted is None:
            noted = self._noted[key] = _Note(raw, said.facts, set())
        noted.rows.update(rows)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """所记问题 · In the order of rows, then codes."""
        return tuple(sorted((self._issue(key, note) for key, note in self._noted.items()), key=_order))

    def _issue(self, key: _Key, note: _Note) -> Issue:
        code, title, column, _, _ = key
        sheet = self.table.sheet
        place = IssuePlace(sheet.source, sheet.name, tuple(sorted(note.rows)), title, column)
        facts = {key: hidden(fact) if isinstance(fact, str) else fact for key, fact in note.facts.items()}
        return issue_at(code, place, note.raw and hidden(note.raw), **facts)

    def limit(self, parameter: str, units: int = 1) -> Fraction | int:
        """界限 · The value of a parameter of the day times so many units, exact, looked up once."""
        if parameter not in self._limits:
            value = units * self.rules.parameter(parameter).exact()
            self._limits[parameter] = value.numerator if value.denominator == 1 else value
        return self._limits[parameter]

    def having(self, fields: tuple[str, ...]) -> tuple[str, ...]:
        """有列的字段 · Those of some fields that the table has a column for, looked up once."""
        if fields not in self._having:
            self._having[fields] = tuple(field for field in fields if field in self.readable)
        return self._having[fields]

    def uses(self, text: str) -> tuple[LandUse, ...]:
        """用途读法 · The vocabulary's readings of a text, looked up once."""
        if text not in self._uses:
            self._uses[text] = self.rules.vocabulary.use(text)
        return self._uses[text]


def _order(issue: Issue) -> tuple[int, str, str, str]:
    return issue.row or 0, issue.code, issue.field or "", issue.raw or ""


class Line:
    """审核行 · One entry on the desk. Cells that hold no readable value count as withheld."""

    __slots__ = ("desk", "entry")

    def __init__(self, desk: Desk, entry: Entry) -> None:
        self.desk = desk
        self.entry = entry

    def has(self, name: str) -> bool:
        """有此列 · Whether the table has a column for a field."""
        return name in self.desk.readable

    def text(self, name: str) -> str:
        """文本 · What the entry states for a field, without the spaces around it; empty for nothing."""
        readable = self.desk.readable.get(name)
        return readable.texts[self.entry.position] if readable else ""

    def kind(self, name: str) -> CellKind:
        """类型 · What kind of cell states the field."""
        readable = self.desk.readable.get(name)
        return readable.lane.kinds[self.entry.position] if readable else CellKind.BLANK

    def column(self, name: str) -> Column | None:
        """所取列 · The column that states the field."""
        readable = self.desk.readable.get(name)
        return readable.lane.taken.get(self.entry.position, readable.lane.column) if readable else None

    def lacks(self, name: str) -> bool:
        """缺填 · Whether the table has the column and this entry says nothing in it, not even an error."""
        readable = self.desk.readable.get(name)
        if readable is None or readable.texts[self.entry.position]:
            return False
        return self.entry.position not in readable.withheld and self.entry.position not in readable.lane.contested

    def raw(self, name: str) -> str:
        """原文 · The cell's text as it stands."""
        readable = self.desk.readable.get(name)
        return readable.lane.texts[self.entry.position] if readable else ""

    def note(self, code: str, name: str, **facts: object) -> None:
        """记问题 · Put an issue about a field of this entry on record, with the cell's text as it stands."""
        self.say(Said(code, name, self.raw(name), facts))

    def say(self, said: Said) -> None:
        """记所言 · Put on record for this entry what was found in one of its cells, or in one of the same content."""
        if self.desk.heard is not None:
            self.desk.heard.append(said)
            return
        column = self.column(said.field) if said.field else None
        if column is None:
            self.desk.note(said.code, self.entry.rows, said.field, said.raw, **said.facts)
        else:
            self.desk.put(Said(said.code, column.title, said.raw, said.facts), self.entry.rows, column.index)


class Glance(Line):
    """一瞥 · A line of which only some fields may be looked at, so that what is read of it holds for its likes."""

    __slots__ = ("fields",)

    def __init__(self, line: Line, fields: tuple[str, ...]) -> None:
        super().__init__(line.desk, line.entry)
        self.fields = fields

    def text(self, name: str) -> str:
        """文本 · As of the line; KeyError for a field that the reader did not name."""
        return super().text(self._named(name))

    def kind(self, name: str) -> CellKind:
        """类型 · As of the line; KeyError for a field that the reader did not name."""
        return super().kind(self._named(name))

    def column(self, name: str) -> Column | None:
        """所取列 · As of the line; KeyError for a field that the reader did not name."""
        return super().column(self._named(name))

    def lacks(self, name: str) -> bool:
        """缺填 · As of the line; KeyError for a field that the reader did not name."""
        return super().lacks(self._named(name))

    def raw(self, name: str) -> str:
        """原文 · As of the line; KeyError for a field that the reader did not name."""
        return super().raw(self._named(name))

    def _named(self, name: str) -> str:
        if name not in self.fields:
            raise KeyError(name)
        return name


def note_withheld(desk: Desk, lines: Iterable[Line]) -> None:
    """未能读出 · L090, L091 and L095 for cells that hold no value: formulas never computed, errors, ditto marks."""
    by_position = {line.entry.position: line for line in lines}
    for field, readable in desk.readable.items():
        for position, code in readable.withheld.items():
            if position in by_position:
                by_position[position].note(code, field)


def _tells_kind(lane: FieldLane) -> bool:
    """Whether the text alone tells a cell's kind: all cells that hold something are of one kind."""
    blank = lane.kinds.count(CellKind.BLANK)
    if blank != lane.texts.count(""):
        return False
    other = next((kind for kind in lane.kinds if kind is not CellKind.BLANK), CellKind.TEXT)
    return blank + lane.kinds.count(other) == len(lane.kinds)


def _readable(lane: FieldLane) -> Readable:
    """A long lane in which nearly every text is new is read line by line, and its contents need no numbers."""
    texts, size = _meant(lane.own), len(lane.texts)
    if size >= _LONG and len(lane.own.distinct) * _NEARLY > size * (_NEARLY - 1):
        return _made_readable(lane, texts, (), size * _KINDS)
    numbers = {text: number for number, text in enumerate(("", *lane.own.distinct))}
    contents: Iterable[int] = map(numbers.__getitem__, lane.texts)
    if not _tells_kind(lane):
        contents = (number * _KINDS + _KIND[kind] for number, kind in zip(contents, lane.kinds, strict=True))
    return _made_readable(lane, texts, tuple(contents), len(numbers) * _KINDS)


def _meant(own: Texts) -> Sequence[str]:
    """The texts without the spaces around them, empty where they say that nothing is stated."""
    said = {text: text.strip() for text in own.ending(frozenset())} | dict(stated(may_be_marks(own)))
    others = {text: meant for text, meant in said.items() if meant != text}
    return [others.get(text, text) for text in own.every] if others else own.every


def _made_readable(lane: FieldLane, texts: Sequence[str], contents: Sequence[int], different: int) -> Readable:
    withheld = dict.fromkeys(lane.marks, "L095")
    for kind, code in _WITHHELD.items():
        if kind in lane.kinds:
            withheld.update((position, code) for position, own in enumerate(lane.kinds) if own is kind)
    if withheld:
        texts = ["" if position in withheld else text for position, text in enumerate(texts)]
    return Readable(lane, texts, withheld, contents, different)
