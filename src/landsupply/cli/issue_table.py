"""问题清单 · The issues of a command as a person reads them: how many, then a table, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from landsupply.cli.screen import out, severity, table
from landsupply.law.words import say
from landsupply.ledger.issue import SEVERITY_WORDS, Issue, Severity

#: Lines of one table of the terminal; --json gives all.
_SHOWN = 60
ROWS_SHOWN = 6


def show_counts(parcels: int, issues: Sequence[Issue], lang: str) -> None:
    """显示数目 · How many parcels, and how many issues of each severity."""
    counts = Counter(issue.severity.value for issue in issues)
    found = [f"{say(word, lang)} {counts[value]}" for value, word in SEVERITY_WORDS.items()]
    out(say("X052", lang, parcels=parcels, issues=found))


def show_issues(issues: Sequence[Issue], where: Callable[[Issue], str], lang: str) -> None:
    """显示问题 · What is said of several rows in the same words stands once, with all of them; no table for none."""
    if issues:
        show_first("X053", list(_lines(issues, where, lang)), lang)


def show_first(header: str, lines: Sequence[Sequence[str]], lang: str) -> None:
    """显示表 · As many lines as a terminal bears, and how many there are beside."""
    out()
    table(say(header, lang).split("|"), lines[:_SHOWN])
    if len(lines) > _SHOWN:
        out(say("X054", lang, more=len(lines) - _SHOWN))


def worst_first(issues: Sequence[Issue]) -> list[Issue]:
    """先重后轻 · By severity, otherwise in the order given."""
    order = list(Severity)
    return sorted(issues, key=lambda issue: order.index(issue.severity))


def sheet_of(issue: Issue) -> str:
    """所在表 · The file, and the sheet or layer where one is named."""
    return issue.file + (f"/{issue.sheet}" if issue.sheet else "")


def words_of(issue: Issue, lang: str) -> str:
    """说明与处理 · What was found and what to do about it."""
    return f"{issue.message(lang)} → {issue.remedy(lang)}"


def rows_of(rows: Sequence[int], lang: str) -> str:
    """行号 · The first few row numbers, and how many there are where they are more."""
    shown = ",".join(map(str, rows[:ROWS_SHOWN]))
    return shown if len(rows) <= ROWS_SHOWN else say("X055", lang, shown=shown, count=len(rows))


def _lines(issues: Sequence[Issue], where: Callable[[Issue], str], lang: str) -> Iterator[tuple[str, ...]]:
    told: dict[tuple[str, ...], list[int]] = {}
    for issue in worst_first(issues):
        level = severity(issue.severity.value, lang)
        said = (issue.code, level, where(issue), issue.field or "—", words_of(issue, lang))
        told.setdefault(said, []).extend(issue.rows)
    for (code, level, place, column, words), rows in told.items():
        yield code, level, f"{place} {rows_of(rows, lang)}".strip(), column, words
