"""审读报表 · Reporting forms with one plan a row: told from texts by what they hold, read, checked and shown."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from landsupply.cli.desk import json_bytes, today, within
from landsupply.cli.exits import Exit
from landsupply.cli.material import rulebook_of
from landsupply.cli.screen import out, severity, table
from landsupply.law.words import say
from landsupply.proofread.finding import Severity
from landsupply.proofread.form import forms_to_form, forms_to_rows
from landsupply.proofread.forms import read_forms
from landsupply.proofread.forms_rules import Proofread, proofread_forms
from landsupply.worker import read_forms_bounded


def tabular(arguments: argparse.Namespace, content: bytes) -> int | None:
    """审读报表 · The exit code of a file that is a table; None where it is a text, to be read as one."""
    path: Path = arguments.file
    with within(path):
        sheets = read_forms_bounded(content, path.name)
        if sheets is None:
            return None
        readings = read_forms(sheets)
    otherwise = date(today().year, 1, 1)
    rows = proofread_forms(readings, rulebook_of(arguments.place), otherwise=otherwise, day=arguments.day)
    if arguments.json:
        out(json_bytes(forms_to_form(rows, arguments.lang)).decode().rstrip())
    else:
        _print(rows, arguments.lang)
    marked = any(one.severity is not Severity.ADVICE for row in rows for one in row.findings)
    return Exit.FINDINGS if marked else Exit.OK


def _print(rows: tuple[Proofread, ...], lang: str) -> None:
    figures = sum(len(one.reading.figures) for one in rows)
    found = sum(len(one.findings) for one in rows)
    days = "、".join(sorted({one.day.isoformat() for one in rows}))
    out(say("X065", lang, figures=figures, findings=found, day=days))
    print_findings(forms_to_rows(rows, lang), lang)


def print_findings(rows: Sequence[tuple[str, ...]], lang: str) -> None:
    """列出问题 · A table of findings, each with its remedy behind it; nothing where there are none."""
    lines = [
        (rule, severity(level, lang), place, f"{words} → {hint}" if hint else words)
        for rule, level, place, words, hint in rows
    ]
    if lines:
        out()
        table(say("X066", lang).split("|"), lines)
