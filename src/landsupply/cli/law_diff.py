"""法规之变 · What of the law moved between two days, and the parcels of which a rule now says something else."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import groupby

from landsupply.cli.exits import Exit
from landsupply.cli.law_rulings import named
from landsupply.cli.law_words import answer, headed
from landsupply.cli.material import ledger_of, rulebook_of
from landsupply.cli.screen import out
from landsupply.law.changes import Changes, ParameterChange, changes
from landsupply.law.naming import parameter_title
from landsupply.law.ruling import Ruling
from landsupply.law.telling import (
    list_words,
    may_block,
    ruling_word,
    shortened_value,
    standing_word,
    title_of,
    value_words,
)
from landsupply.law.value_text import differing
from landsupply.law.words import say
from landsupply.measure.fault import InputFault
from landsupply.options.flips import Flip, flips
from landsupply.options.judgement import Judgement
from landsupply.options.rulings_form import diff_form


def run(arguments: argparse.Namespace) -> int:
    """法规之变 · 1 where anything moved, else 0."""
    first, last, lang = arguments.first, arguments.last, arguments.lang
    if first > last:
        raise InputFault("X239", first=first.isoformat(), last=last.isoformat())
    rulebook = rulebook_of(arguments.place)
    moved = changes(rulebook, first, last)
    ledger = ledger_of(arguments.ledger, rulebook.on(last), lang) if arguments.ledger else None
    flipped = flips(ledger, rulebook, first, last) if ledger else ()
    if arguments.json:
        answer(diff_form(rulebook, moved, ledger, flipped, lang))
    else:
        facts = {"parameters": len(moved.parameters), "rules": len(moved.rules), "instruments": len(moved.instruments)}
        out(say("X258", lang, first=first, last=last, **facts))
        _show(moved, lang)
        if ledger:
            parcels = len({one.parcel for one in flipped})
            out(f"\n{say('X259', lang, flips=len(flipped), parcels=parcels, all=len(ledger.parcels))}")
            headed("X263", list(_flipped(flipped, lang)), lang)
    return Exit.FINDINGS if moved.count or flipped else Exit.OK


def _show(moved: Changes, lang: str) -> None:
    headed("X260", [_moved(one, lang) for one in moved.parameters], lang)
    asked = [
        (one.card.number, say("X264" if one.is_asked_after else "X265", lang), title_of(one.card, lang))
        for one in moved.rules
    ]
    headed("X261", asked, lang)
    standings = [
        (one.instrument.id, standing_word(one.before, lang), standing_word(one.after, lang), one.instrument.title)
        for one in moved.instruments
    ]
    headed("X262", standings, lang)


def _moved(one: ParameterChange, lang: str) -> tuple[str, ...]:
    before, after = one.before, one.after
    values = (before.value if before else None, after.value if after else None)
    was, now = list_words(*values, lang) or tuple(map(shortened_value, differing(*values)))
    told = (value_words(before, was, lang), value_words(after, now, lang))
    title = parameter_title(lang, one.parameter.id, one.parameter.title)
    return one.parameter.id, "、".join(one.rules) or "—", *told, title


def _flipped(flipped: Sequence[Flip], lang: str) -> Iterator[tuple[str, ...]]:
    """Changes in the same words stand once, with the parcels they concern."""

    def key(one: Flip) -> tuple[str, ...]:
        words = one.after.message(lang) or one.before.message(lang)
        return one.rule, _weighed(one.before, lang), _weighed(one.after, lang), words

    for (rule, before, after, words), found in groupby(sorted(flipped, key=key), key=key):
        yield rule, before, after, named([one.parcel for one in found], lang), words


def _weighed(one: Judgement, lang: str) -> str:
    word = ruling_word(one.ruling, lang)
    return f"{word} ({may_block(one.blocks, lang)})" if one.ruling is Ruling.BROKEN else word
