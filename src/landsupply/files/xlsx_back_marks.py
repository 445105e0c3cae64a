"""标记 · Which cells of one worksheet are coloured and what stands beside them; which style lies beneath a colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from landsupply.files.xlsx_back_cells import Restyling, Spot, runs
from landsupply.files.xlsx_back_list import Entry, quoted, severity_words, shortened
from landsupply.files.xlsx_back_styles import SHADES, Stylebook, shade
from landsupply.law.words import say
from landsupply.ledger.issue import Issue, Severity

#: An issue of very many cells colours them all, and speaks beside the first.
NOTES_PER_ISSUE = 50
NOTES_PER_SHEET = 1_000
_LONGEST_WORDS = 500
_SHOWN_RANGES = 3


@dataclass(slots=True)
class Marks:
    """一表之标 · What is to be marked on one worksheet: for each cell its severity, for the first ones words."""

    severities: dict[Spot, Severity] = field(default_factory=dict)
    words: dict[Spot, list[str]] = field(default_factory=dict)

    def put(self, spots: Iterable[Spot], severity: Severity, words: str) -> None:
        """着标 · Marks the cells of one issue; the graver severity stays."""
        for number, spot in enumerate(spots):
            if self.severities.get(spot) is not Severity.ERROR:
                self.severities[spot] = severity
            if number < NOTES_PER_ISSUE and (spot in self.words or len(self.words) < NOTES_PER_SHEET):
                self.words.setdefault(spot, []).append(words)


class Colours:
    """着色 · The styles of marks, and the styles that lay beneath the marks of an earlier round.

    `beneath` gives the sender's style for each shade that the earlier round used.
    """

    def __init__(self, styles: Stylebook, beneath: Mapping[str, int]) -> None:
        shown = styles.shown_colours()
        self._styles = styles
        self.faded = {style: beneath[colour] for style, colour in shown.items() if colour in beneath}
        self._foreign = frozenset(shown.values()) - beneath.keys()
        self._numbers: dict[int, int] = {}
        self._next = 0
        self.pairs: dict[int, int] = {}

    def plain(self, style: int) -> int:
        """复原 · The style as the sender had it: the same one where it is no mark."""
        return self._styles.restored(style, self.faded[style]) if style in self.faded else style

    def marked(self, style: int, severity: Severity) -> int:
        """着色 · The style as a mark; the plain one where more styles are in use than shades can tell apart."""
        beneath = self.plain(style)
        if beneath not in self._numbers:
            self._numbers[beneath] = self._free_number()
        number = self._numbers[beneath]
        if number >= SHADES:
            return beneath
        mark = self._styles.marked(beneath, severity, number)
        self.pairs[mark] = beneath
        return mark

    def _free_number(self) -> int:
        """The next shade that no cell of the sender's shows by himself."""
        while self._next < SHADES and any(shade(severity, self._next) in self._foreign for severity in _COLOURED):
            self._next += 1
        self._next += 1
        return self._next - 1


_COLOURED = (Severity.ERROR, Severity.WARNING)


def spots_of(issue: Issue, restyling: Restyling | None) -> list[Spot]:
    """所指格 · The cells of an issue; for a whole row, the first of it that holds anything."""
    if issue.column is not None:
        return [Spot(row, issue.column + 1) for row in issue.rows]
    if restyling is None:
        return [Spot(row, 1) for row in issue.rows]
    return [Spot(row, restyling.first_filled(row) or 1) for row in issue.rows]


def entry_of(title: str, issue: Issue, spots: Sequence[Spot]) -> Entry:
    """清单行 · Where the issue is, in a spreadsheet's own notation, and the link to the first range of it."""
    if not spots:
        return Entry(issue, "—", f"{quoted(title)}!A1")
    ranges = list(runs(spots))
    name = _range if issue.column is not None else _rows
    shown = [name(first, last) for first, last in ranges[:_SHOWN_RANGES]]
    more = f" … ({len(spots)})" if len(ranges) > _SHOWN_RANGES else ""
    return Entry(issue, "、".join(shown) + more, f"{quoted(title)}!{_range(*ranges[0])}")


def _range(first: Spot, last: Spot) -> str:
    return first.reference if first == last else f"{first.reference}:{last.reference}"


def _rows(first: Spot, last: Spot) -> str:
    return f"{first.row}:{last.row}"


def words_of(row: int, issue: Issue, count: int, lang: str) -> str:
    """批注文字 · What stands beside the cells of an issue: severity, code, what was found, what to do, its line."""
    text = say(
        "F058",
        lang,
        severity=severity_words(lang)[issue.severity],
        issue=issue.code,
        message=shortened(issue.message(lang), _LONGEST_WORDS),
        remedy=shortened(issue.remedy(lang), _LONGEST_WORDS),
        row=row,
    )
    return text + "\n" + say("F059", lang, count=count, shown=NOTES_PER_ISSUE) if count > NOTES_PER_ISSUE else text
