"""列方案 · The lawful ways of supply of each parcel and the reasons against the rest."""

from __future__ import annotations

import argparse
from datetime import date

from landsupply.cli.desk import json_bytes, out, table, today
from landsupply.cli.exits import Exit
from landsupply.cli.material import brief_of, ledger_of, options_of, rulebook_of, rules_of_year
from landsupply.law.words import say
from landsupply.options.form import to_form
from landsupply.options.lawful import Options, lawful_options
from landsupply.prepare.readiness import readiness_of


def run(arguments: argparse.Namespace) -> int:
    """列方案 · Always 0 once the ledger could be read: a refusal is an answer."""
    options = _options(arguments)
    if arguments.json:
        out(json_bytes(to_form(options, arguments.lang)).decode().rstrip())
    else:
        _print(options, arguments.lang)
    return Exit.OK


def _options(arguments: argparse.Namespace) -> Options:
    if arguments.brief:
        brief, rules, _ = brief_of(arguments.brief, arguments.place, arguments.day)
        return options_of(ledger_of(arguments.files, rules), brief, rules)
    day = arguments.day or date(today().year, 1, 1)
    rules = rules_of_year(rulebook_of(arguments.place), day.year, day)
    ledger = ledger_of(arguments.files, rules)
    return lawful_options(ledger, readiness_of(ledger), rules)


def _print(options: Options, lang: str) -> None:
    parcels = len({option.parcel for option in options.options})
    out(say("X055", lang, parcels=parcels, options=len(options.options), refused=len(options.refused)))
    out()
    table(
        say("X056", lang).split("|"),
        [
            (o.parcel, o.use.name, o.mode.name, str(o.term or "—"), f"{o.first}–{o.last}")
            for o in options.options
        ],
    )
    out()
    table(
        say("X057", lang).split("|"),
        [(r.parcel, r.mode or "—", r.rule, r.ruling.value, f"{r.message(lang)} → {r.remedy(lang)}") for r in options.refused],
    )
