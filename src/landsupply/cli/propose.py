"""拟订 · From a ledger and a brief to a plan with its proof."""

from __future__ import annotations

import argparse

from landsupply.cli.desk import json_bytes, within, write_all
from landsupply.cli.exits import Exit
from landsupply.cli.interrupt import watched
from landsupply.cli.material import brief_of, ledger_of, options_of, reporter
from landsupply.cli.screen import note, out
from landsupply.cli.summary import plan_lines, refusal_lines, unread_lines
from landsupply.law.words import say
from landsupply.measure.fault import SolveFault
from landsupply.optimise.explain.not_met import NotMet, why_not_met
from landsupply.optimise.proposal import Proposal
from landsupply.optimise.propose import propose
from landsupply.optimise.solve import Limits
from landsupply.plan.form import to_form
from landsupply.publish.explain_conflict import conflict_lines
from landsupply.publish.explain_words import Names

#: Parcels that must stand and cannot: there is no plan to show, only why there is none.
_NOTHING_STANDS = "S002"


def run(arguments: argparse.Namespace) -> int:
    """拟订 · 0 with a plan that meets the brief; 4 with the one that misses least; 5 where seconds ended the search."""
    brief, rules, day = brief_of(arguments.brief, arguments.place, arguments.day)
    lang, options = arguments.lang, options_of(ledger_of(arguments.files, rules, arguments.lang), brief, rules)
    for line in unread_lines(options.ledger, lang):
        note(line)
    names = Names(rules, lang)
    with within(arguments.brief), watched() as watch:
        limits = Limits.of_brief(brief, arguments.seconds, watch)
        try:
            proposal = propose(options, brief, day, limits, reporter(lang, arguments.quiet))
        except SolveFault as fault:
            if fault.code == _NOTHING_STANDS and not arguments.json:
                _say_why(why_not_met(options, brief, day), names)
            raise
    form = to_form(proposal.plan, rules)
    write_all({arguments.out: json_bytes(form)})
    if arguments.json:
        out(json_bytes(form).decode().rstrip())
        return exit_of_proposal(proposal)
    for line in plan_lines(proposal.plan, rules, lang):
        out(line)
    if not proposal.is_feasible:
        _say_why(why_not_met(options, brief, day), names)
    for line in refusal_lines(options, lang):
        out(line)
    note(say("X078", lang, file=str(arguments.out)))
    return exit_of_proposal(proposal)


def _say_why(found: NotMet | None, names: Names) -> None:
    for line in conflict_lines(found, names):
        out(line)


def exit_of_proposal(proposal: Proposal) -> Exit:
    """退出码 · What the proposal's end means."""
    if not proposal.is_feasible:
        return Exit.INFEASIBLE
    return Exit.STOPPED_BY_TIME if proposal.was_timed_out else Exit.OK
