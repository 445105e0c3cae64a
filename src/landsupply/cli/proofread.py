"""审读 · Reads anybody's published plan and says what a careful reader would mark."""

from __future__ import annotations

import argparse
from datetime import date

from landsupply.cli.desk import json_bytes, out, read_bytes, table, today
from landsupply.cli.exits import Exit
from landsupply.cli.material import rulebook_of
from landsupply.files.reading_text import read_plain
from landsupply.law.words import say
from landsupply.proofread.finding import Severity
from landsupply.proofread.findings import findings
from landsupply.proofread.form import to_form, to_rows
from landsupply.proofread.reading import plan_day, read


def run(arguments: argparse.Namespace) -> int:
    """审读 · 1 when something is marked as an error or a warning, 0 with advice alone."""
    reading = read(read_plain(read_bytes(arguments.file), arguments.file.name))
    day = arguments.day or plan_day(reading) or date(today().year, 1, 1)
    found = findings(reading, rulebook_of(arguments.place).on(day))
    if arguments.json:
        out(json_bytes(to_form(reading, found, arguments.lang)).decode().rstrip())
    else:
        out(say("X065", arguments.lang, figures=len(reading.figures), findings=len(found), day=day.isoformat()))
        rows = [(*row[:3], f"{row[3]} → {row[4]}" if row[4] else row[3]) for row in to_rows(found, arguments.lang)]
        if rows:
            table(say("X066", arguments.lang).split("|"), rows)
    marked = any(one.severity is not Severity.ADVICE for one in found)
    return Exit.FINDINGS if marked else Exit.OK
