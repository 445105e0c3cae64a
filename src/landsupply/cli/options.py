"""列方案 · The lawful ways of supply of each parcel and the reasons against the rest."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from landsupply.cli.desk import json_bytes, today
from landsupply.cli.exits import Exit
from landsupply.cli.law_words import say_not_in_force, show_rooms
from landsupply.cli.material import brief_of, ledger_of, options_of, rulebook_of, rules_of_year
from landsupply.cli.screen import out, table
from landsupply.law.ruling import Ruling
from landsupply.law.words import say
from landsupply.measure.rounding import half_up
from landsupply.options.form import to_form
from landsupply.options.lawful import Options, lawful_options
from landsupply.options.modes import RULES
from landsupply.options.option import Option, Refusal
from landsupply.options.price_floor import PriceFloor
from landsupply.options.rooms import rooms
from landsupply.options.rules.asking import titles
from landsupply.prepare.readiness import readiness_of

_SHOWN = 3  # parcels named where many share one reason
_RULINGS = {Ruling.BROKEN: "X085", Ruling.CANNOT_TELL: "X086", Ruling.OUTSIDE: "X087"}


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
        return options_of(ledger_of(arguments.files, rules, arguments.lang), brief, rules)
    day = arguments.day or date(today().year, 1, 1)
    rules = rules_of_year(rulebook_of(arguments.place), day.year, day)
    ledger = ledger_of(arguments.files, rules, arguments.lang)
    return lawful_options(ledger, readiness_of(ledger), rules)


def _print(options: Options, lang: str) -> None:
    parcels = len({option.parcel for option in options.options})
    facts = {"parcels": parcels, "options": len(options.options), "refused": len(options.refused)}
    out(say("X056", lang, all=len(options.ledger.parcels), **facts))
    say_not_in_force(options.rules, (rule.number for rule in RULES), lang)
    if options.options:
        out()
        table(say("X057", lang).split("|"), _ways(options, lang))
    show_rooms(rooms(options.ledger, options.rules), lang)
    declared = {parcel.id: parcel.mode for parcel in options.ledger.parcels}
    listable = {option.parcel for option in options.preferred}
    kept_out: list[Refusal] = []
    others: list[Refusal] = []
    for one in options.refused:
        mode = declared[one.parcel]
        is_about_it = mode is None or one.mode in ("", mode.name)
        if one.blocks:
            (kept_out if is_about_it and one.parcel not in listable else others).append(one)
    warned = [warning for option in options.options for warning in option.warnings]
    apart = [one for one in options.refused if not one.blocks]
    for title, found in (("X063", warned), ("X093", kept_out), ("X094", others), ("X068", apart)):
        if found:
            out()
            out(say(title, lang, count=len({one.parcel for one in found})))
            table(say("X058", lang).split("|"), _reasons(found, lang))


def _ways(options: Options, lang: str) -> Iterator[tuple[str, ...]]:
    """One line a parcel and use, the modes with the same months together."""

    def key(option: Option) -> tuple[str, str, str]:
        return option.parcel, option.use.code, option.use.name

    for (parcel, _, _), found in groupby(sorted(options.options, key=key), key=key):
        several = list(found)
        ways: dict[str, list[str]] = {}
        for option in several:
            ways.setdefault(_months(option, lang), []).append(option.mode.name)
        told = " · ".join(f"{'/'.join(modes)} {months}" for months, modes in ways.items())
        floors = dict.fromkeys(_floor(option.floor) for option in several if option.floor and option.mode.open)
        yield parcel, _use(several[0]), told, " · ".join(floors) or "—"


def _use(option: Option) -> str:
    """The use, or of a mixed parcel each use with its share."""
    if not option.parts:
        return option.use.name
    return "、".join(
        f"{one.use.name} {half_up(100 * one.share.numerator, one.share.denominator, 2)}%" for one in option.parts
    )


def _floor(floor: PriceFloor) -> str:
    """In 万元, or what is missing to tell it."""
    return floor.least.print() if floor.least else "? " + titles(floor.missing)


def _months(option: Option, lang: str) -> str:
    code = "X088" if option.term is None else "X089"
    terms = dict.fromkeys(str(one.term) for one in option.by_use() if one.term is not None)
    return say(code, lang, first=option.first, last=option.last, term="/".join(terms))


def _reasons(refused: Iterable[Refusal], lang: str) -> Iterator[tuple[str, ...]]:
    """Reasons in the same words stand once, with the modes and the parcels they concern."""
    modes: dict[tuple[str, str, str, str], dict[str, None]] = {}
    for one in refused:
        words = f"{one.message(lang)} → {one.remedy(lang)}"
        key = (one.rule or "—", say(_RULINGS[one.ruling], lang), words, one.parcel)
        modes.setdefault(key, {})[one.mode or "—"] = None
    told: dict[tuple[str, str, str, str], list[str]] = {}
    for (rule, ruling, words, parcel), named in modes.items():
        told.setdefault((rule, ruling, "/".join(named), words), []).append(parcel)
    for (rule, ruling, mode, words), parcels in sorted(told.items(), key=lambda item: item[0][0]):
        yield rule, ruling, mode, _named(parcels, lang), words


def _named(parcels: list[str], lang: str) -> str:
    shown = ", ".join(parcels[:_SHOWN])
    return shown if len(parcels) <= _SHOWN else say("X055", lang, shown=shown, count=len(parcels))
