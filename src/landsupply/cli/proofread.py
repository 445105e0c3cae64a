"""审读 · Reads anybody's published plan and says what a careful reader would mark."""

from __future__ import annotations

import argparse
from datetime import date

from landsupply.cli.desk import json_bytes, read_bytes, today, within
from landsupply.cli.exits import Exit
from landsupply.cli.material import rulebook_of
from landsupply.cli.screen import out, severity, table
from landsupply.files.reading_text import read_plain
from landsupply.law.words import say
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.findings import findings
from landsupply.proofread.form import to_form, to_rows
from landsupply.proofread.reading import Reading, plan_day, read


def run(arguments: argparse.Namespace) -> int:
    """审读 · 1 when something is marked as an error or a warning, 0 with advice alone."""
    content = read_bytes(arguments.file)
    with within(arguments.file):
        reading = read(read_plain(content, arguments.file.name))
    day = arguments.day or plan_day(reading) or date(today().year, 1, 1)
    found = findings(reading, rulebook_of(arguments.place).on(day), arguments.day)
    if arguments.json:
        out(json_bytes(to_form(reading, found, arguments.lang)).decode().rstrip())
    else:
        _print(reading, found, day, arguments.lang)
    marked = any(one.severity is not Severity.ADVICE for one in found)
    return Exit.FINDINGS if marked else Exit.OK


def _print(reading: Reading, found: tuple[Finding, ...], day: date, lang: str) -> None:
    out(say("X065", lang, figures=len(reading.figures), findings=len(found), day=day.isoformat()))
    rows = [
        (rule, severity(level, lang), place, f"{words} → {hint}" if hint else words)
        for rule, level, place, words, hint in to_rows(found, lang)
    ]
    if rows:
        out()
        table(say("X066", lang).split("|"), rows)
