"""逐宗判定 · What every rule says of every parcel and of the place: how many, what is broken, what is missing most."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace

from landsupply.cli.controls import Controls, controls_of
from landsupply.cli.exits import Exit
from landsupply.cli.issue_table import sheet_of, show_issues, words_of
from landsupply.cli.law_words import answer, headed, rules_of, say_not_in_force, show_rooms
from landsupply.cli.material import ledger_of
from landsupply.cli.screen import note, out, severity
from landsupply.law.catalogue import rule_catalogue
from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.law.telling import fact_titles, title_of
from landsupply.law.words import say
from landsupply.ledger.boundary.library import require_geometry
from landsupply.ledger.issue import Severity
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.template import official_header
from landsupply.measure.fault import InputFault
from landsupply.options.judgement import Judgement
from landsupply.options.rooms import rooms
from landsupply.options.rules import PARCEL_RULES
from landsupply.options.rulings import around_of, rulings
from landsupply.options.rulings_form import counted, rulings_form
from landsupply.plan.rulings import PLACE_RULES, place_rulings

_NAMED = 3  # parcels named where many share one reason


def run(arguments: argparse.Namespace) -> int:
    """逐宗判定 · 1 where any rule is broken, else 0: what cannot be told accuses nobody."""
    rules, lang = rules_of(arguments), arguments.lang
    wanted = _wanted(arguments.rule)
    ledger = ledger_of(arguments.files, rules, lang)
    controls = _controls(arguments, ledger, rules)
    around = replace(around_of(ledger), controls=controls.by_parcel)
    of_parcels = rulings(ledger, rules, around, [rule for rule in PARCEL_RULES if rule.number in wanted])
    found = (*of_parcels, *(one for one in place_rulings(rules) if one.rule in wanted))
    if arguments.json:
        answer(rulings_form(ledger, rules, found, lang))
        for issue in controls.issues:
            note(f"{issue.code} {sheet_of(issue)}: {words_of(issue, lang)}")
    else:
        out(say("X228", lang, day=rules.day, parcels=len(ledger.parcels), rules=len(counted(found))))
        say_not_in_force(rules, wanted, lang)
        _print(found, lang)
        show_rooms((one for one in rooms(ledger, rules) if one.ceiling.rule in wanted), lang)
        show_issues(controls.issues, sheet_of, lang)
    return Exit.FINDINGS if any(one.ruling is Ruling.BROKEN for one in found) else Exit.OK


def _wanted(given: Sequence[str]) -> tuple[str, ...]:
    known = sorted([*(rule.number for rule in PARCEL_RULES), *(rule.number for rule in PLACE_RULES)])
    wanted = tuple(number.strip().upper() for number in given)
    for number in wanted:
        if number not in known:
            raise InputFault("X255", rule=number, known=tuple(known))
    return wanted or tuple(known)


def _controls(arguments: argparse.Namespace, ledger: Ledger, rules: Rules) -> Controls:
    """What each parcel has on each layer; X276 for layers without boundaries to lay over them."""
    if arguments.boundary:
        require_geometry()
    elif arguments.layer or arguments.inside or arguments.told:
        raise InputFault("X276")
    return controls_of(arguments, ledger, rules)


def _print(found: Sequence[Judgement], lang: str) -> None:
    headed("X231", list(_counts(found, lang)), lang)
    headed("X232", list(_broken(found, lang)), lang)
    headed("X233", list(_missing(found, lang)), lang)


def _counts(found: Sequence[Judgement], lang: str) -> Iterator[tuple[str, ...]]:
    for number, counts in counted(found).items():
        told = (str(counts[ruling] or "—") for ruling in Ruling)
        yield number, *told, title_of(rule_catalogue()[number], lang)


def _broken(found: Sequence[Judgement], lang: str) -> Iterator[tuple[str, ...]]:
    """Breaches in the same words stand once; those that block come first."""
    told: dict[tuple[str, ...], list[str]] = {}
    broken = [one for one in found if one.ruling is Ruling.BROKEN]
    for one in sorted(broken, key=lambda one: (not one.blocks, one.rule)):
        level = Severity.ERROR if one.blocks else Severity.WARNING
        words = " → ".join(filter(None, (one.message(lang), one.remedy(lang))))
        told.setdefault((one.rule, severity(level.value, lang), words), []).append(one.parcel)
    for (rule, level_word, words), parcels in told.items():
        yield rule, level_word, named([one or "—" for one in parcels], lang), words


def named(parcels: Sequence[str], lang: str) -> str:
    """宗地名单 · The first few parcels, and how many where they are more."""
    shown = ", ".join(parcels[:_NAMED])
    return shown if len(parcels) <= _NAMED else say("X055", lang, shown=shown, count=len(parcels))


def _missing(found: Sequence[Judgement], lang: str) -> Iterator[tuple[str, ...]]:
    """What is missing of most parcels comes first, with the rules that ask for it."""
    parcels: dict[str, set[str]] = {}
    asking: dict[str, set[str]] = {}
    for one in found:
        for name in one.missing if one.ruling is Ruling.CANNOT_TELL else ():
            parcels.setdefault(name, set()).update([one.parcel] if one.parcel else [])
            asking.setdefault(name, set()).add(one.rule)
    for name, lacking in sorted(parcels.items(), key=lambda item: (-len(item[1]), item[0])):
        yield name, str(len(lacking) or "—"), "、".join(sorted(asking[name])), _title(name, lang)


def _title(name: str, lang: str) -> str:
    fact = fact_titles().get(name)
    if name == "controls":  # what no column holds: it is measured
        return say("X275", lang)
    return official_header(name) if fact is None else fact[lang]
