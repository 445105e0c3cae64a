"""规则清单 · The catalogue of rules: what each is asked of, its basis, what feeds it, and what is not implemented."""

from __future__ import annotations

import argparse

from landsupply.cli.exits import Exit
from landsupply.cli.law_words import answer, headed, rules_of
from landsupply.cli.screen import out
from landsupply.law.catalogue import RuleCard, rule_catalogue
from landsupply.law.changes import basis_on
from landsupply.law.rulebook import Rules
from landsupply.law.telling import basis_blocks, cited, may_block, subject_word, title_of
from landsupply.law.words import say
from landsupply.options.law_form import card_form, feeds
from landsupply.options.rulings import is_fed

FORMAT = "landsupply.law-rules/1"


def run(arguments: argparse.Namespace) -> int:
    """规则清单 · 0: a list is an answer."""
    rules, lang = rules_of(arguments), arguments.lang
    cards = [card for _, card in sorted(rule_catalogue().items())]
    if arguments.json:
        found = [card_form(card, rules) for card in cards]
        answer({"format": FORMAT, "place": rules.place.code, "day": rules.day.isoformat(), "rules": found})
        return Exit.OK
    asked = sum(card.is_asked_on(rules.day) for card in cards)
    out(say("X227", lang, day=rules.day, count=len(cards), asked=asked, fed=sum(map(is_fed, cards))))
    headed("X230", [_line(card, rules, lang) for card in cards], lang)
    return Exit.OK


def _line(card: RuleCard, rules: Rules, lang: str) -> tuple[str, ...]:
    asked = say("X252" if card.is_asked_on(rules.day) else "X253", lang)
    blocks = may_block(basis_blocks(card, rules), lang)
    basis = "；".join(map(cited, basis_on(card, rules))) or "—"
    return card.number, title_of(card, lang), subject_word(card.subject, lang), asked, basis, blocks, feeds(card, lang)
