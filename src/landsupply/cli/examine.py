"""审核 · Reads ledgers, says what was found cell by cell, or writes the blank form."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import date

from landsupply.cli.desk import json_bytes, today, write_all
from landsupply.cli.exits import Exit
from landsupply.cli.material import ledger_of, rulebook_of
from landsupply.cli.screen import SEVERITY, note, out, severity, table
from landsupply.files.blank import to_blank
from landsupply.law.words import say
from landsupply.ledger.form import to_form
from landsupply.ledger.issue import Issue, Severity
from landsupply.ledger.ledger import Ledger
from landsupply.measure.fault import InputFault

_SHOWN = 60  # lines of the terminal's table; --json gives all
_ROWS_SHOWN = 6
_FORMS = (".xlsx", ".csv")


def run(arguments: argparse.Namespace) -> int:
    """审核 · 0 when nothing needs anybody's attention, 1 when something does."""
    if not arguments.files and not arguments.template:
        raise InputFault("X006")
    if arguments.template:
        _write_template(arguments)
    return _examine(arguments) if arguments.files else Exit.OK


def _write_template(arguments: argparse.Namespace) -> None:
    suffix = arguments.template.suffix
    if suffix.lower() not in _FORMS:
        raise InputFault("X080", file=str(arguments.template), known=_FORMS)
    write_all({arguments.template: to_blank(suffix)})
    note(say("X050", arguments.lang, file=str(arguments.template)))


def _examine(arguments: argparse.Namespace) -> int:
    rules = rulebook_of(arguments.place).on(date(today().year, 1, 1))
    ledger = ledger_of(arguments.files, rules)
    if arguments.json:
        out(json_bytes(to_form(ledger, arguments.lang)).decode().rstrip())
    else:
        _print(ledger, arguments.lang)
    needs = any(issue.severity is not Severity.ADVICE for issue in ledger.issues)
    return Exit.FINDINGS if needs else Exit.OK


def _print(ledger: Ledger, lang: str) -> None:
    for source in ledger.sources:
        file = source.file + (f"/{source.sheet}" if source.sheet else "")
        out(say("X051", lang, file=file, rows=source.rows, distinct=source.distinct))
    counts = Counter(issue.severity.value for issue in ledger.issues)
    found = [f"{say(word, lang)} {counts[value]}" for value, word in SEVERITY.items()]
    out(say("X052", lang, parcels=len(ledger.parcels), issues=found))
    lines = list(_lines(ledger, lang))
    if lines:
        out()
        table(say("X053", lang).split("|"), lines[:_SHOWN])
    if len(lines) > _SHOWN:
        out(say("X054", lang, more=len(lines) - _SHOWN))


def _lines(ledger: Ledger, lang: str) -> Iterator[tuple[str, ...]]:
    """The worst first; what is said of several rows in the same words stands once, with all of them."""
    told: dict[tuple[str, ...], list[int]] = {}
    order = list(Severity)
    for issue in sorted(ledger.issues, key=lambda issue: order.index(issue.severity)):
        told.setdefault(_words(issue, ledger, lang), []).extend(issue.rows)
    for (code, level, where, column, words), rows in told.items():
        yield code, level, f"{where}{_rows(rows, lang)}", column, words


def _words(issue: Issue, ledger: Ledger, lang: str) -> tuple[str, ...]:
    """Code, severity, file where there are several, column, words."""
    where = issue.file + (f"/{issue.sheet}" if issue.sheet else "") + " " if len(ledger.sources) > 1 else ""
    words = f"{issue.message(lang)} → {issue.remedy(lang)}"
    return issue.code, severity(issue.severity.value, lang), where, issue.field or "—", words


def _rows(rows: list[int], lang: str) -> str:
    shown = ",".join(map(str, rows[:_ROWS_SHOWN]))
    return shown if len(rows) <= _ROWS_SHOWN else say("X055", lang, shown=shown, count=len(rows))
