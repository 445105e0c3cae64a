"""看法规 · One instrument, one rule, or one parameter through time, by id, 文号 or title."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator

from landsupply.cli.exits import Exit
from landsupply.cli.law_words import answer, headed, rules_of
from landsupply.cli.screen import out, visible
from landsupply.law.catalogue import RuleCard, rule_catalogue
from landsupply.law.changes import basis_on, held_on, resting_on, turns
from landsupply.law.citation import Instrument
from landsupply.law.naming import name_in, parameter_title
from landsupply.law.relations import links
from landsupply.law.rulebook import Rules
from landsupply.law.telling import (
    basis_blocks,
    cited,
    fact_titles,
    kind_word,
    may_block,
    relation_word,
    says_of,
    standing_word,
    subject_word,
    title_of,
)
from landsupply.law.value_text import value_text
from landsupply.law.words import say
from landsupply.measure.fault import InputFault
from landsupply.options.law_form import (
    card_form,
    cards_citing,
    cited_in,
    feeds,
    instrument_whole,
    parameter_form,
)

FORMAT = "landsupply.law-show/1"


def run(arguments: argparse.Namespace) -> int:
    """看法规 · 0, or bad input where nothing goes by that name."""
    rules, what = rules_of(arguments), arguments.what.strip()
    card = rule_catalogue().get(what.upper())
    is_parameter = what in rules.parameters or what in fact_titles()
    instruments = () if card or is_parameter else _instruments(what, rules)
    if arguments.json:
        answer(
            {
                "format": FORMAT,
                "place": rules.place.code,
                "day": rules.day.isoformat(),
                "rule": card_form(card, rules) if card else None,
                "parameter": parameter_form(what, rules) if is_parameter else None,
                "instruments": [instrument_whole(one, rules) for one in instruments],
            }
        )
    elif card:
        _show_card(card, rules, arguments.lang)
    elif is_parameter:
        _show_parameter(what, rules, arguments.lang)
    else:
        for one in instruments:
            _show_instrument(one, rules, arguments.lang)
    return Exit.OK


def _instruments(what: str, rules: Rules) -> tuple[Instrument, ...]:
    """By id, by number, by title; X225 with the nearest names where there is none."""
    if what in rules.instruments:
        return (rules.instruments[what],)
    if numbered := rules.find_number(what):
        return (numbered,)
    if titled := rules.find_title(what):
        return titled
    named = [one.title for one in rules.instruments.values()]
    known = (*rule_catalogue(), *rules.parameters, *fact_titles(), *rules.instruments, *named)
    raise InputFault("X225", what=what, near=tuple(difflib.get_close_matches(what, known, n=3, cutoff=0.0)))


def _say_all(code: str, values: tuple[str, ...], lang: str) -> None:
    """Each label of the code with its value; what has no value is left out."""
    for label, value in zip(say(code, lang).split("|"), values, strict=True):
        if value:
            out(visible(say("X256", lang, label=label, value=value)))


def _show_card(card: RuleCard, rules: Rules, lang: str) -> None:
    out(f"{card.number} {title_of(card, lang)}")
    until = f" – {card.until}" if card.until else ""
    asked = say("X252" if card.is_asked_on(rules.day) else "X253", lang)
    basis = "；".join(map(cited, basis_on(card, rules)))
    shown = (
        says_of(card, lang),
        subject_word(card.subject, lang),
        f"{card.since}{until}",
        f"{asked} ({rules.day})",
        basis,
    )
    _say_all("X229", (*shown, may_block(basis_blocks(card, rules), lang), feeds(card, lang)), lang)
    lines = [(id, *line) for id in (*card.parameters, *card.facts) for line in _values(id, rules, lang)]
    headed("X234", lines, lang)


def _values(id: str, rules: Rules, lang: str) -> Iterator[tuple[str, ...]]:
    """Each value with its days, basis, whether it may block on the day, and who confirmed it."""
    found = rules.parameters.get(id)
    for one in found.values if found else ():
        known = one.confirmed
        who = f"{known.by} {known.on}" if known else "—"
        blocks = one.as_of(rules.day).blocks
        words = (kind_word(one.kind, lang), may_block(blocks, lang), who, cited(one.basis))
        yield str(one.since), str(one.until or "—"), *words, value_text(one.value) or "—"


def _show_parameter(id: str, rules: Rules, lang: str) -> None:
    found, fact = rules.parameters.get(id), fact_titles().get(id, {})
    title = parameter_title(lang, id, found.title if found else fact[lang])
    checked = str(found.checked_on) if found else ""
    resting = "、".join(resting_on(rule_catalogue().values(), id))
    out(f"{id} {title}")
    held = held_on(found, rules.day) if found else None
    on_the_day = f"{value_text(held.value) or '—' if held else '—'} ({rules.day})"
    _say_all("X235", (name_in(lang, found.unit if found else fact["unit"]), checked, on_the_day, resting), lang)
    headed("X234", [(id, *line) for line in _values(id, rules, lang)], lang)
    if found is None:
        out(say("X257", lang))


def _show_instrument(one: Instrument, rules: Rules, lang: str) -> None:
    standing = standing_word(one.standing_on(rules.day), lang)
    issued, begun, checked = (str(day or "") for day in (one.issued, one.begun, one.checked_on))
    after = "、".join(filter(None, (one.successor, *one.overtaken_by)))
    known = kind_word(one.basis, lang)
    shown = (one.id, one.number or "", one.issuer, issued, begun, f"{standing} ({rules.day})", known, checked)
    out(visible(one.title))
    _say_all("X236", (*shown, after, "、".join(one.aliases), one.note), lang)
    headed("X273", list(_related(one, rules, lang)), lang)
    headed("X237", [(str(day), standing_word(turned, lang)) for day, turned in turns(one)], lang)
    headed("X234", [line for line in _resting(one, rules, lang)], lang)
    headed("X238", [(card.number, cited_in(card, one.id), title_of(card, lang)) for card in cards_citing(one.id)], lang)


def _related(one: Instrument, rules: Rules, lang: str) -> Iterator[tuple[str, ...]]:
    """What an instrument does to others and others to it, as the graph of relations has it."""
    for link in links(rules.instruments):
        if one.id in (link.source, link.target):
            words = relation_word(link.kind, lang)
            yield link.source, words, link.target


def _resting(one: Instrument, rules: Rules, lang: str) -> Iterator[tuple[str, ...]]:
    """The values that cite an instrument."""
    for id, parameter in rules.parameters.items():
        told = zip(parameter.values, _values(id, rules, lang), strict=True)
        yield from ((id, *line) for value, line in told if value.basis.instrument == one.id)
