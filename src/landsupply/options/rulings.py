"""逐宗判定 · Every rule of the catalogue asked of every parcel, by its declared use and mode, under one day's law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import lru_cache

from landsupply.law.catalogue import RuleCard, Subject, rule_catalogue
from landsupply.law.place_facts import place_facts
from landsupply.law.rulebook import Rules
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.template import template
from landsupply.options.doubts import shared_numbers, unread_uses
from landsupply.options.judgement import Around, Case, Judgement, ParcelRule, judged
from landsupply.options.rules import PARCEL_RULES


def rulings(
    ledger: Ledger, rules: Rules, around: Around | None = None, asked: Iterable[ParcelRule] = PARCEL_RULES
) -> tuple[Judgement, ...]:
    """逐宗判定 · One judgement a parcel and rule, by parcel, then in the order of the rules.

    Only rules whose card is asked on the day. What is known beside the parcels is the ledger's own batches, unless
    `around` is given.
    """
    beside = around_of(ledger) if around is None else around
    open_rules = asked_on_the_day(rules, asked)
    found: list[Judgement] = []
    for parcel in ledger.parcels:
        case = Case(parcel=parcel, use=parcel.use, mode=parcel.mode, rules=rules, around=beside)
        found += [judged(rule, case) for rule in open_rules]
    return tuple(found)


def asked_on_the_day(
    rules: Rules, asked: Iterable[ParcelRule] = PARCEL_RULES, cards: Mapping[str, RuleCard] | None = None
) -> tuple[ParcelRule, ...]:
    """当日所问 · The rules whose card is asked on the day."""
    known = rule_catalogue() if cards is None else cards
    return tuple(rule for rule in asked if known[rule.number].is_asked_on(rules.day))


def not_in_force(rules: Rules, numbers: Iterable[str]) -> tuple[str, ...]:
    """当日不适用 · Of some rules those that the day is too early or too late for, in the order of their numbers."""
    cards = rule_catalogue()
    return tuple(number for number in sorted(set(numbers)) if not cards[number].is_asked_on(rules.day))


def around_of(ledger: Ledger) -> Around:
    """旁证 · The batches of a ledger by number, and what its issues leave open of its parcels."""
    batches = {batch.number: batch for batch in ledger.batches}
    return Around(batches=batches, unread=unread_uses(ledger), shared=shared_numbers(ledger))


def is_fed(card: RuleCard) -> bool:
    """有无来源 · Whether anything can feed the rule: a text or a plan of its own, a field of the ledger, a place fact.

    A rule that nothing can feed is listed as not implemented.
    """
    if card.subject in (Subject.TEXT, Subject.PLAN):
        return True
    return any(one in ledger_fields() for one in card.columns) or bool(set(card.facts) & set(place_facts()))


@lru_cache(maxsize=1)
def ledger_fields() -> frozenset[str]:
    """台账字段 · Every field that a list can state of a parcel."""
    return frozenset(column.field for column in template()) | {one.name for one in fields(Parcel)}
