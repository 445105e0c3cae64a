"""验真 · A plan's proof recomputed from its file and its ledger's, without any solver."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from landsupply.cli.desk import json_bytes
from landsupply.cli.exits import Exit
from landsupply.cli.material import ledger_of, options_of, plan_of
from landsupply.cli.screen import out, table
from landsupply.law.rulebook import Rules
from landsupply.law.words import say
from landsupply.ledger.issue import Severity
from landsupply.ledger.ledger import Ledger
from landsupply.plan.case import case_of
from landsupply.plan.finding import Finding
from landsupply.plan.form import plan_digest
from landsupply.plan.plan import Plan
from landsupply.plan.proof import gap_between
from landsupply.plan.target import Unit, exact_figure
from landsupply.plan.verified import Verified, VerifiedGoal, verify
from landsupply.publish.goal_words import goal_figure, goal_name, goal_unit
from landsupply.publish.matter import Matter

_GAP_PLACES = 4


def run(arguments: argparse.Namespace) -> int:
    """验真 · 0 where everything is as the plan says, 70 with what differs."""
    plan, rules = plan_of(arguments.plan, arguments.place)
    lang = arguments.lang
    ledger = ledger_of(arguments.ledger, rules, lang)
    found = tuple(_other_sources(plan, ledger, rules))
    if not any(one.code == "C115" for one in found):
        case = case_of(options_of(ledger, plan.brief, rules), plan.brief, plan.compiled_on)
        verified = verify(plan, case)
    else:
        verified = Verified(goals=(), findings=())
    verified = Verified(goals=verified.goals, findings=(*found, *verified.findings))
    if arguments.json:
        out(json_bytes(_form(plan, rules, verified, lang)).decode().rstrip())
    else:
        _print(Matter.of(plan, rules, lang=lang), verified, lang)
    return Exit.OK if verified.holds else Exit.FAULT


def _other_sources(plan: Plan, ledger: Ledger, rules: Rules) -> Iterator[Finding]:
    """Another ledger, or law that has changed since: then nothing, or not everything, can agree."""
    for code, stated, digest in (
        ("C115", plan.ledger_digest, ledger.digest),
        ("C116", plan.rulebook_digest, rules.digest),
    ):
        if stated != digest:
            facts: dict[str, object] = {"place": stated, "found": digest}
            yield Finding(code=code, severity=Severity.ERROR, place=stated[:19], facts=facts)


def _print(matter: Matter, verified: Verified, lang: str) -> None:
    out(matter.title)
    for goal in verified.goals:
        out(_line(matter, goal))
    out(say("X306" if verified.holds else "X307", lang, count=len(verified.findings)))
    if verified.findings:
        out()
        rows = [(f.code, f.place, f"{f.message(lang)} → {f.remedy(lang)}") for f in verified.findings]
        table(say("X308", lang).split("|"), rows)


def _line(matter: Matter, goal: VerifiedGoal) -> str:
    figures = {"value": goal.value, "certified": goal.certified, "solver": goal.stated.solver}
    words = {
        name: "—" if units is None else goal_figure(matter, goal.goal, units).text for name, units in figures.items()
    }
    gap = "—" if goal.certified is None else matter.percent(gap_between(goal.value, goal.certified), _GAP_PLACES)
    return matter.say("X305", goal=goal_name(matter, goal.goal), unit=goal_unit(matter, goal.goal), gap=gap, **words)


def _form(plan: Plan, rules: Rules, verified: Verified, lang: str) -> dict[str, object]:
    """Figures in hectares, months and weights as the plan has them, as exact decimals."""
    return {
        "format": "landsupply.verification/1",
        "plan": plan_digest(plan, rules),
        "ledger": plan.ledger_digest,
        "holds": verified.holds,
        "goals": [_goal(one) for one in verified.goals],
        "findings": [
            {"code": f.code, "place": f.place, "message": f.message(lang), "remedy": f.remedy(lang)}
            for f in verified.findings
        ],
    }


def _goal(one: VerifiedGoal) -> dict[str, object]:
    return {
        "name": one.goal.value,
        "value": exact_figure(one.value, Unit.HECTARE),
        "certified": None if one.certified is None else exact_figure(one.certified, Unit.HECTARE),
        "solver": None if one.stated.solver is None else exact_figure(one.stated.solver, Unit.HECTARE),
        "gap": None if one.certified is None else float(gap_between(one.value, one.certified)),
    }
