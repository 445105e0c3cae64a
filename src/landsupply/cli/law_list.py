"""法规清单 · The instruments on record with their standing on a day."""

from __future__ import annotations

import argparse
from collections import Counter

from landsupply.cli.exits import Exit
from landsupply.cli.law_words import answer, headed, rules_of
from landsupply.cli.screen import out
from landsupply.law.citation import Instrument, Standing
from landsupply.law.rulebook import Rules
from landsupply.law.telling import kind_word, standing_word
from landsupply.law.words import say
from landsupply.options.law_form import instrument_form

FORMAT = "landsupply.law-list/1"


def run(arguments: argparse.Namespace) -> int:
    """法规清单 · 0: a list is an answer."""
    rules, lang = rules_of(arguments), arguments.lang
    found = [one for _, one in sorted(rules.instruments.items()) if _is_wanted(one, rules, arguments.standing)]
    if arguments.json:
        listed = [instrument_form(one, rules.day) for one in found]
        answer({"format": FORMAT, "place": rules.place.code, "day": rules.day.isoformat(), "instruments": listed})
        return Exit.OK
    counts = Counter(one.standing_on(rules.day) for one in found)
    told = [f"{standing_word(one, lang)} {counts[one]}" for one in Standing if counts[one]]
    out(say("X226", lang, day=rules.day, count=len(found), all=len(rules.instruments), told=told))
    headed("X221", [_line(one, rules, lang) for one in found], lang)
    return Exit.OK


def _is_wanted(one: Instrument, rules: Rules, standing: str | None) -> bool:
    return standing is None or one.standing_on(rules.day).value == standing


def _line(one: Instrument, rules: Rules, lang: str) -> tuple[str, ...]:
    standing = standing_word(one.standing_on(rules.day), lang)
    known = kind_word(one.basis, lang)
    return one.id, one.number or "—", standing, str(one.begun or "—"), known, one.checked_on.isoformat(), one.title
