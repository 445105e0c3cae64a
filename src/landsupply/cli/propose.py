"""拟订 · From a ledger and a brief to a plan with its proof."""

from __future__ import annotations

import argparse

from landsupply.cli.desk import json_bytes, note, out, write_all
from landsupply.cli.exits import Exit
from landsupply.cli.material import brief_of, ledger_of, options_of, reporter
from landsupply.cli.summary import plan_lines
from landsupply.law.words import say
from landsupply.optimise.propose import Proposal, propose
from landsupply.optimise.solve import Limits
from landsupply.plan.form import to_form


def run(arguments: argparse.Namespace) -> int:
    """拟订 · 0 with a plan that meets the brief; 4 with the plan that misses least; 5 where seconds stopped the search."""
    brief, rules, day = brief_of(arguments.brief, arguments.place, arguments.day)
    ledger = ledger_of(arguments.files, rules)
    limits = Limits.of_brief(brief, arguments.seconds)
    proposal = propose(options_of(ledger, brief, rules), brief, day, limits, reporter(arguments.lang, arguments.quiet))
    form = to_form(proposal.plan, rules)
    write_all({arguments.out: json_bytes(form)})
    if arguments.json:
        out(json_bytes(form).decode().rstrip())
    else:
        for line in plan_lines(proposal.plan, rules, arguments.lang):
            out(line)
        note(say("X058", arguments.lang, file=str(arguments.out)))
    return exit_of_proposal(proposal)


def exit_of_proposal(proposal: Proposal) -> Exit:
    """退出码 · What the proposal's end means."""
    if not proposal.is_feasible:
        return Exit.INFEASIBLE
    return Exit.STOPPED_BY_TIME if proposal.was_timed_out else Exit.OK
