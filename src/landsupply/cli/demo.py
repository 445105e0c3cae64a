"""演示 · The main job on a shipped, invented example: ledger and brief to plan, Word, Excel and page."""

from __future__ import annotations

import argparse
from pathlib import Path

from landsupply.cli.desk import json_bytes, write_all
from landsupply.cli.exits import Exit
from landsupply.cli.material import brief_of, ledger_of, options_of, reporter
from landsupply.cli.propose import exit_of_proposal
from landsupply.cli.publish import documents, in_folder, say_where
from landsupply.cli.screen import note, out
from landsupply.cli.summary import plan_lines
from landsupply.example import BRIEF, LEDGER, folder_of
from landsupply.optimise.propose import propose
from landsupply.plan.checks import check
from landsupply.plan.form import to_form


def run(arguments: argparse.Namespace) -> int:
    """演示 · The exit code of the plan, or 1 when a check or the proofreader finds a fault in it."""
    home, lang = folder_of(arguments.example), arguments.lang
    brief, rules, day = brief_of(home / BRIEF, None, None)
    ledger = ledger_of([home / LEDGER], rules, lang)
    progress = reporter(lang, arguments.quiet)
    proposal = propose(options_of(ledger, brief, rules), brief, day, None, progress)
    found = check(proposal.plan, ledger, rules)
    progress("X067", str(len(found)))
    form = to_form(proposal.plan, rules)
    files, faults = documents(proposal.plan, rules, lang)
    written = {"plan.json": json_bytes(form), **files}
    folder = arguments.out or Path("out") / home.name
    write_all(in_folder(written, folder))
    if arguments.json:
        out(json_bytes(form).decode().rstrip())
    else:
        for line in plan_lines(proposal.plan, rules, lang):
            out(line)
        say_where(lang, folder, written)
    for words in (*(f"{one.code} {one.place} {one.message(lang)}" for one in found), *faults):
        note(words)
    return Exit.FINDINGS if proposal.is_feasible and (found or faults) else exit_of_proposal(proposal)
