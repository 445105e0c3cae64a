"""审读 · Reads anybody's published plan and says what a careful reader would mark."""

from __future__ import annotations

import argparse
from datetime import date

from landsupply.cli.desk import json_bytes, read_bytes, today, within
from landsupply.cli.exits import Exit
from landsupply.cli.material import ledger_of, rulebook_of
from landsupply.cli.proofread_comments import refuse_target, write_commented
from landsupply.cli.proofread_forms import print_findings, tabular
from landsupply.cli.screen import note, out
from landsupply.files.text_reading import is_document, read_manuscript
from landsupply.law.rulebook import Rules
from landsupply.law.words import say
from landsupply.measure.fault import InputFault
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.findings import findings
from landsupply.proofread.form import to_form, to_rows
from landsupply.proofread.left_out import left_out
from landsupply.proofread.manuscript import Manuscript, page_ranges
from landsupply.proofread.reading import Reading, plan_day, read
from landsupply.worker import Limits, read_manuscript_bounded

#: A document is read well inside these, or it is no plan.
_LIMITS = Limits(memory=2_000, cpu=90, wall=180)


def run(arguments: argparse.Namespace) -> int:
    """审读 · 1 when something is marked as an error or a warning, 0 with advice alone."""
    content = read_bytes(arguments.file)
    refuse_target(arguments)
    if (code := tabular(arguments, content)) is not None:
        if arguments.out:
            raise InputFault("X248", file=str(arguments.file))
        return code
    with within(arguments.file):
        manuscript = _manuscript(content, arguments.file.name)
        reading = read(manuscript.text, manuscript.tables)
    day = arguments.day or plan_day(reading) or date(today().year, 1, 1)
    rules = rulebook_of(arguments.place).on(day)
    found = findings(reading, rules, arguments.day) + _left_out(arguments, reading, rules)
    if arguments.json:
        out(json_bytes(to_form(reading, found, arguments.lang)).decode().rstrip())
    else:
        _print(reading, found, day, arguments.lang)
    _say_unread(manuscript, arguments.lang)
    if arguments.out:
        write_commented(arguments, content, manuscript, found)
    marked = any(one.severity is not Severity.ADVICE for one in found)
    return Exit.FINDINGS if marked else Exit.OK


def _left_out(arguments: argparse.Namespace, reading: Reading, rules: Rules) -> tuple[Finding, ...]:
    """What the plan does not name of the reserve lists that are given, tables of the document included."""
    if not arguments.reserve:
        return ()
    return left_out(reading, ledger_of(arguments.reserve, rules, arguments.lang).parcels)


def _manuscript(content: bytes, name: str) -> Manuscript:
    """The text and tables of the file; a docx or pdf is opened in a process of its own."""
    return read_manuscript_bounded(content, name, _LIMITS) if is_document(content) else read_manuscript(content, name)


def _say_unread(manuscript: Manuscript, lang: str) -> None:
    for code, pages in (("X242", manuscript.unread), ("X243", manuscript.folded)):
        if pages:
            note(say(code, lang, pages=page_ranges(pages, lang)))


def _print(reading: Reading, found: tuple[Finding, ...], day: date, lang: str) -> None:
    out(say("X065", lang, figures=len(reading.figures), findings=len(found), day=day.isoformat()))
    print_findings(to_rows(found, lang), lang)
