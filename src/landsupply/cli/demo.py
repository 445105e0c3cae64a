"""演示 · The main job on a shipped, invented example: ledger and brief to plan, Word, Excel and page."""

from __future__ import annotations

import argparse
from pathlib import Path

from landsupply.cli.desk import json_bytes, note, out, write_all
from landsupply.cli.exits import Exit
from landsupply.cli.material import brief_of, ledger_of, options_of, reporter
from landsupply.cli.propose import exit_of_proposal
from landsupply.cli.publish import documents, in_folder, say_where
from landsupply.cli.summary import plan_lines
from landsupply.measure.fault import InputFault
from landsupply.optimise.propose import propose
from landsupply.plan.checks import check
from landsupply.plan.form import to_form

#: In an installed package the examples lie inside it; in a checkout at its root.
_HOMES = (Path(__file__).parents[1] / "examples", Path(__file__).parents[3] / "examples")


def run(arguments: argparse.Namespace) -> int:
    """演示 · The exit code of the plan, or 1 when a check or the proofreader finds a fault in it."""
    home, lang = _home(arguments.example), arguments.lang
    brief, rules, day = brief_of(home / "brief.toml", None, None)
    ledger = ledger_of([home / "ledger.csv"], rules)
    progress = reporter(lang, arguments.quiet)
    proposal = propose(options_of(ledger, brief, rules), brief, day, None, progress)
    plan = proposal.plan
    found = check(plan, ledger, rules)
    progress("X067", str(len(found)))
    form = to_form(plan, rules)
    files, faults = documents(plan, rules, lang)
    written = {"plan.json": json_bytes(form), **files}
    folder = arguments.out or Path("out") / arguments.example
    write_all(in_folder(written, folder))
    for line in plan_lines(plan, rules, lang) if not arguments.json else (json_bytes(form).decode().rstrip(),):
        out(line)
    if not arguments.json:
        say_where(lang, folder, written)
    for finding in found:
        note(f"{finding.code} {finding.place} {finding.message(lang)}")
    for fault in faults:
        note(fault)
    return Exit.FINDINGS if proposal.is_feasible and (found or faults) else exit_of_proposal(proposal)


def _home(example: str) -> Path:
    for home in _HOMES:
        if (home / example / "brief.toml").is_file():
            return home / example
    known = sorted({path.parent.name for home in _HOMES for path in home.glob("*/brief.toml")})
    raise InputFault("X007", example=example, known="、".join(known))
