"""审查 · Checks a plan against its ledger, its brief and the law, knowing nothing of how it was made."""

from __future__ import annotations

import argparse

from landsupply.cli.desk import json_bytes
from landsupply.cli.exits import Exit
from landsupply.cli.material import ledger_of, plan_of
from landsupply.cli.screen import out, severity, table
from landsupply.law.words import say
from landsupply.plan.checks import CHECKS, check

_NAMES = ("code", "severity", "place", "message", "remedy")


def run(arguments: argparse.Namespace) -> int:
    """审查 · 0 without a finding, 1 with any."""
    plan, rules = plan_of(arguments.plan, arguments.place)
    found, lang = check(plan, ledger_of(arguments.ledger, rules), rules), arguments.lang
    rows = [(f.code, f.severity.value, f.place, f.message(lang), f.remedy(lang)) for f in found]
    if arguments.json:
        findings = [dict(zip(_NAMES, row, strict=True)) for row in rows]
        out(json_bytes({"format": "landsupply.check/1", "findings": findings}).decode().rstrip())
        return Exit.FINDINGS if rows else Exit.OK
    out(say("X059", lang, checks=len(CHECKS), findings=len(rows)))
    if rows:
        out()
        lines = [(code, severity(level, lang), place, f"{words} → {hint}") for code, level, place, words, hint in rows]
        table(say("X064", lang).split("|"), lines)
    return Exit.FINDINGS if rows else Exit.OK
