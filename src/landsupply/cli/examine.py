"""审核 · Reads ledgers, says what was found cell by cell, or writes the blank form."""

from __future__ import annotations

import argparse
from datetime import date

from landsupply.cli.desk import json_bytes, note, out, table, today, write_all
from landsupply.cli.exits import Exit
from landsupply.cli.material import ledger_of, rulebook_of
from landsupply.files.blank import to_blank
from landsupply.law.words import say
from landsupply.ledger.form import to_form
from landsupply.ledger.issue import Issue, Severity
from landsupply.ledger.ledger import Ledger
from landsupply.measure.fault import InputFault

_SHOWN = 200  # rows of the terminal's table; --json gives all


def run(arguments: argparse.Namespace) -> int:
    """审核 · 0 when nothing needs anybody's attention, 1 when something does."""
    if arguments.template:
        write_all({arguments.template: to_blank(arguments.template.suffix)})
        note(say("X050", arguments.lang, file=str(arguments.template)))
        if not arguments.files:
            return Exit.OK
    if not arguments.files:
        raise InputFault("X006")
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
        out(say("X051", lang, file=source.file, rows=source.rows, distinct=source.distinct))
    out(say("X052", lang, parcels=len(ledger.parcels), issues=len(ledger.issues)))
    if ledger.issues:
        out()
        header = say("X053", lang).split("|")
        table(header, [_row(issue, lang) for issue in ledger.issues[:_SHOWN]])
    if len(ledger.issues) > _SHOWN:
        out(say("X054", lang, more=len(ledger.issues) - _SHOWN))


def _row(issue: Issue, lang: str) -> tuple[str, ...]:
    rows = str(issue.row or "—") + (f" (+{len(issue.rows) - 1})" if len(issue.rows) > 1 else "")
    where = issue.file + (f"/{issue.sheet}" if issue.sheet else "")
    words = f"{issue.message(lang)} → {issue.remedy(lang)}"
    return (issue.code, say(f"X{60 + list(Severity).index(issue.severity):03d}", lang), where, rows, issue.field or "—", words)
