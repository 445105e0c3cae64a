"""审查 · Checks a plan against its ledger, its brief and the law, knowing nothing of how it was made."""

from __future__ import annotations

import argparse

from landsupply.cli.desk import json_bytes, out, table
from landsupply.cli.exits import Exit
from landsupply.cli.material import ledger_of, plan_of
from landsupply.law.words import say
from landsupply.plan.checks import CHECKS, check


def run(arguments: argparse.Namespace) -> int:
    """审查 · 0 without a finding, 1 with any."""
    plan, rules = plan_of(arguments.plan, arguments.place)
    findings = check(plan, ledger_of(arguments.ledger, rules), rules)
    lang = arguments.lang
    rows = [(f.code, f.severity.value, f.place, f.message(lang), f.remedy(lang)) for f in findings]
    if arguments.json:
        names = ("code", "severity", "place", "message", "remedy")
        found = [dict(zip(names, row, strict=True)) for row in rows]
        out(json_bytes({"format": "landsupply.check/1", "findings": found}).decode().rstrip())
    else:
        out(say("X059", lang, checks=len(CHECKS), findings=len(findings)))
        if rows:
            table(say("X064", lang).split("|"), [(*row[:3], f"{row[3]} → {row[4]}") for row in rows])
    return Exit.FINDINGS if findings else Exit.OK
