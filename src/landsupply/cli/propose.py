"""拟订 · From a ledger and a brief to a plan with its proof."""

from __future__ import annotations

import argparse

from landsupply.cli.desk import json_bytes, within, write_all
from landsupply.cli.exits import Exit
from landsupply.cli.material import brief_of, ledger_of, options_of, reporter
from landsupply.cli.screen import note, out
from landsupply.cli.summary import plan_lines, refusal_lines
from landsupply.law.words import say
from landsupply.optimise.propose import Proposal, propose
from landsupply.optimise.solve import Limits
from landsupply.plan.form import to_form


def run(arguments: argparse.Namespace) -> int:
    """拟订 · 0 with a plan that meets the brief; 4 with the one that misses least; 5 where seconds ended the search."""
    brief, rules, day = brief_of(arguments.brief, arguments.place, arguments.day)
    lang, options = arguments.lang, options_of(ledger_of(arguments.files, rules, arguments.lang), brief, rules)
    limits = Limits.of_brief(brief, arguments.seconds)
    with within(arguments.brief):
        proposal = propose(options, brief, day, limits, reporter(lang, arguments.quiet))
    form = to_form(proposal.plan, rules)
    write_all({arguments.out: json_bytes(form)})
    if arguments.json:
        out(json_bytes(form).decode().rstrip())
        return exit_of_proposal(proposal)
    for line in (*plan_lines(proposal.plan, rules, lang), *refusal_lines(options, lang)):
        out(line)
    note(say("X078", lang, file=str(arguments.out)))
    return exit_of_proposal(proposal)


def exit_of_proposal(proposal: Proposal) -> Exit:
    """退出码 · What the proposal's end means."""
    if not proposal.is_feasible:
        return Exit.INFEASIBLE
    return Exit.STOPPED_BY_TIME if proposal.was_timed_out else Exit.OK
