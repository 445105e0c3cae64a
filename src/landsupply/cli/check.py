"""审查 · Checks a plan against its ledger, its brief and the law, knowing nothing of how it was made."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from landsupply.cli.desk import json_bytes
from landsupply.cli.exits import Exit
from landsupply.cli.law_words import say_not_in_force
from landsupply.cli.material import ledger_of, plan_of
from landsupply.cli.screen import out, severity, table
from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.law.words import say
from landsupply.options.judgement import Judgement
from landsupply.plan.checks import CHECKS, check
from landsupply.plan.finding import Finding
from landsupply.plan.rule_case import PlanCase
from landsupply.plan.rulings import PLAN_RULES, plan_rulings

_NAMES = ("code", "severity", "place", "message", "remedy")
_TOLD = (Ruling.BROKEN, Ruling.CANNOT_TELL)


def run(arguments: argparse.Namespace) -> int:
    """审查 · 0 without a finding or a breach that blocks, 1 with any; what only warns or cannot be told is said."""
    plan, rules = plan_of(arguments.plan, arguments.place)
    lang = arguments.lang
    ledger = ledger_of(arguments.ledger, rules, lang)
    found = check(plan, ledger, rules)
    ruled = plan_rulings(PlanCase(plan=plan, ledger=ledger, rules=rules))
    if arguments.json:
        out(json_bytes(_form(found, ruled, lang)).decode().rstrip())
    else:
        _print_findings(found, lang)
        _print_rulings(ruled, rules, lang)
    return Exit.FINDINGS if found or any(one.blocks for one in ruled) else Exit.OK


def _form(found: Sequence[Finding], ruled: Sequence[Judgement], lang: str) -> dict[str, object]:
    rows = ((f.code, f.severity.value, f.place, f.message(lang), f.remedy(lang)) for f in found)
    return {
        "format": "landsupply.check/1",
        "findings": [dict(zip(_NAMES, row, strict=True)) for row in rows],
        "rulings": [_ruling(one, lang) for one in ruled],
    }


def _ruling(one: Judgement, lang: str) -> dict[str, object]:
    return {
        "rule": one.rule,
        "ruling": one.ruling.value,
        "blocks": one.blocks,
        "basis": {"instrument": one.basis.instrument, "article": one.basis.article} if one.basis else None,
        "missing": list(one.missing),
        "message": one.message(lang) or None,
        "remedy": one.remedy(lang) or None,
    }


def _print_findings(found: Sequence[Finding], lang: str) -> None:
    out(say("X059", lang, checks=len(CHECKS), findings=len(found)))
    if found:
        out()
        rows = [
            (f.code, severity(f.severity.value, lang), f.place, f"{f.message(lang)} → {f.remedy(lang)}") for f in found
        ]
        table(say("X064", lang).split("|"), rows)


def _print_rulings(ruled: Sequence[Judgement], rules: Rules, lang: str) -> None:
    counts = Counter(one.ruling for one in ruled)
    facts = {
        "kept": counts[Ruling.KEPT],
        "broken": counts[Ruling.BROKEN],
        "open": counts[Ruling.CANNOT_TELL],
        "others": counts[Ruling.NOT_APPLICABLE],
    }
    out(say("X279", lang, rules=len(ruled), **facts))
    say_not_in_force(rules, (rule.number for rule in PLAN_RULES), lang)
    words = {Ruling.BROKEN: "X085", Ruling.CANNOT_TELL: "X086"}
    told = [one for one in ruled if one.ruling in _TOLD]
    if told:
        out()
        rows = [
            (one.rule, say(words[one.ruling], lang), " → ".join(filter(None, (one.message(lang), one.remedy(lang)))))
            for one in sorted(told, key=lambda one: _TOLD.index(one.ruling))
        ]
        table(say("X280", lang).split("|"), rows)
