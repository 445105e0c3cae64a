"""审核 · Reads ledgers, says what was found cell by cell, or writes the blank form."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from landsupply.cli.desk import json_bytes, today, within, write_all
from landsupply.cli.exits import Exit
from landsupply.cli.issue_table import sheet_of, show_counts, show_issues
from landsupply.cli.material import Sent, rulebook_of, sent, sheets_of
from landsupply.cli.screen import note, out, table
from landsupply.cli.sending import compared, difference_lines, habits_file, habits_of, to_be_written
from landsupply.files.blank import to_blank
from landsupply.files.clean_out import to_clean
from landsupply.law.rulebook import Rules
from landsupply.law.words import say
from landsupply.ledger.examine import examine, preview
from landsupply.ledger.form import to_form
from landsupply.ledger.habits import Habits
from landsupply.ledger.issue import Severity
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.mapping import Correspondence
from landsupply.ledger.sender import only_of
from landsupply.ledger.template import official_header
from landsupply.measure.fault import InputFault

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
    day = today()
    rules = rulebook_of(arguments.place).on(date(day.year, 1, 1))
    habits = habits_of(arguments, day)
    letters = sent(arguments.files)
    ledger = _ledger(arguments, letters, rules, habits)
    written = dict(_written(arguments, letters, ledger, habits))
    told: list[str] = []
    if arguments.arrivals:
        found, (path, content) = compared(arguments.arrivals, ledger, habits.sender, day)
        written[path] = content
        told = list(difference_lines(found, arguments.lang))
    write_all(written)
    if arguments.json:
        out(json_bytes(to_form(ledger, arguments.lang)).decode().rstrip())
    else:
        _print(ledger, arguments, told)
    needs = any(issue.severity is not Severity.ADVICE for issue in ledger.issues)
    return Exit.FINDINGS if needs else Exit.OK


def _ledger(arguments: argparse.Namespace, letters: Sequence[Sent], rules: Rules, habits: Habits) -> Ledger:
    sheets = sheets_of(letters)
    with within(Path("、".join(map(str, arguments.files)))):
        ledger = (preview if arguments.preview else examine)(sheets, rules, habits)
    return only_of(ledger, habits.sender, rules) if habits.sender else ledger


def _written(
    arguments: argparse.Namespace, letters: Sequence[Sent], ledger: Ledger, habits: Habits
) -> Iterator[tuple[Path, bytes]]:
    """What the command writes beside what it says."""
    if arguments.habits:
        yield habits_file(arguments.habits, habits)
    if arguments.back:
        yield from to_be_written(arguments, letters, ledger)
    if arguments.out and arguments.out.suffix.lower() == ".json":
        yield arguments.out, json_bytes(to_form(ledger, arguments.lang))
    elif arguments.out and arguments.out.suffix.lower() in _FORMS:
        yield arguments.out, to_clean(ledger, arguments.out.suffix)
    elif arguments.out:
        raise InputFault("X080", file=str(arguments.out), known=(*_FORMS, ".json"))


def _print(ledger: Ledger, arguments: argparse.Namespace, told: Sequence[str]) -> None:
    lang = arguments.lang
    for source in ledger.sources:
        file = source.file + (f"/{source.sheet}" if source.sheet else "")
        out(say("X051", lang, file=file, rows=source.rows, distinct=source.distinct))
        if arguments.mapping and source.mapping:
            table(say("X194", lang).split("|"), list(_columns(source.mapping, lang)))
            out()
    show_counts(len(ledger.parcels), ledger.issues, lang)
    for line in told:
        out(line)
    show_issues(ledger.issues, sheet_of if len(ledger.sources) > 1 else lambda _: "", lang)


def _columns(mapping: Correspondence, lang: str) -> Iterator[tuple[str, ...]]:
    """One line per column: where it stands, its title, what it was taken for, its unit, how full it is, samples."""
    for column in mapping.columns:
        taken = official_header(column.field) if column.field else say("X195", lang, like=column.suggestion or "—")
        field = f"{taken}（{column.field}）" if column.field else taken
        unit = column.unit.value if column.unit else "—"
        origin = say("X196", lang) if column.by_habit else "—"
        yield column.letters, column.title, field, unit, origin, str(column.filled), "、".join(column.samples) or "—"
