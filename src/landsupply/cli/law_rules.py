"""规则清单 · The catalogue of rules: what each is asked of, its basis, what feeds it, and what is not implemented."""

from __future__ import annotations

import argparse

from landsupply.cli.exits import Exit
from landsupply.cli.law_words import answer, basis_blocks, cited, headed, may_block, rules_of, subject_word, title_of
from landsupply.cli.screen import out
from landsupply.law.catalogue import RuleCard, rule_catalogue
from landsupply.law.changes import basis_on
from landsupply.law.rulebook import Rules
from landsupply.law.words import say
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


def feeds(card: RuleCard, lang: str) -> str:
    """所据 · The columns and facts that feed a rule, or that it is not implemented."""
    return "、".join((*card.columns, *card.facts)) or "—" if is_fed(card) else say("X254", lang)


def card_form(card: RuleCard, rules: Rules) -> dict[str, object]:
    """规则形式 · A card as plain values, with what of it holds on the day."""
    return {
        "rule": card.number,
        "title": card.title,
        "title_en": card.title_en,
        "says": card.says,
        "says_en": card.says_en,
        "subject": card.subject.value,
        "since": card.since.isoformat(),
        "until": card.until.isoformat() if card.until else None,
        "asked": card.is_asked_on(rules.day),
        "basis": [{"instrument": one.instrument, "article": one.article} for one in basis_on(card, rules)],
        "blocks": basis_blocks(card, rules),
        "parameters": list(card.parameters),
        "columns": list(card.columns),
        "facts": list(card.facts),
        "implemented": is_fed(card),
    }
