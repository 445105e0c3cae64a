"""法规用词 · How the steps of `law` say standing, basis, ruling and values, and what they have in common."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence

from landsupply.cli.desk import json_bytes, today
from landsupply.cli.material import rulebook_of
from landsupply.cli.screen import out, table
from landsupply.law.catalogue import rule_catalogue
from landsupply.law.rulebook import Rules
from landsupply.law.telling import fact_titles, may_block, title_of
from landsupply.law.words import say
from landsupply.options.rooms import Room
from landsupply.options.rulings import not_in_force

_SHOWN = 60  # lines of one table of the terminal; --json gives all
_FOLDED = re.compile(r"(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])")
_LONGEST = 32  # characters of one value in a table that shows several


def rules_of(arguments: argparse.Namespace) -> Rules:
    """当日规则 · The rules of the place on the command's day, today where it names none."""
    return rulebook_of(arguments.place).on(arguments.day or today())


def answer(form: object) -> None:
    """答复 · A form for programs on standard output."""
    out(json_bytes(form).decode().rstrip())


def headed(code: str, lines: Sequence[Sequence[str]], lang: str) -> None:
    """表 · A table under a blank line, as far as a terminal bears; nothing for no lines."""
    if lines:
        out()
        table(say(code, lang).split("|"), lines[:_SHOWN])
        if len(lines) > _SHOWN:
            out(say("X054", lang, more=len(lines) - _SHOWN))


def say_not_in_force(rules: Rules, numbers: Iterable[str], lang: str) -> None:
    """当日不适用 · Names the rules that were left out because they are not in force on the day; nothing for none."""
    if left_out := not_in_force(rules, numbers):
        out(say("O253", lang, day=rules.day, count=len(left_out), rules=left_out))


def show_rooms(found: Iterable[Room], lang: str) -> None:
    """显示限额 · What the law's ceilings leave, for all land need not fit where each parcel alone does."""
    lines = [
        (
            one.ceiling.rule,
            _account(one, lang),
            one.ceiling.most.hectares,
            one.standing.hectares,
            one.asking.hectares,
            say("X303" if one.is_short else "X304", lang),
            may_block(one.ceiling.binds, lang),
        )
        for one in found
    ]
    headed("X302", lines, lang)


def _account(one: Room, lang: str) -> str:
    """The batch, or what the place states, or the rule, in the language."""
    figure = one.ceiling.figure
    if one.ceiling.name:
        return one.ceiling.name
    return fact_titles()[figure.id][lang] if figure else title_of(rule_catalogue()[one.ceiling.rule], lang)
