"""规则对方案 · The rules on parcels that speak of a way of supply, asked of each option; only a breach is a reason.

What cannot be told for want of a fact keeps no way shut and is not repeated for every way: `law rulings` lists it.
"""

from __future__ import annotations

from collections.abc import Iterator

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.ledger.parcel import Parcel
from landsupply.options.judgement import Around, Case, Judgement, ParcelRule, judged
from landsupply.options.option import Option, Refusal
from landsupply.options.rules import controls, housing, industry, preconditions, quota

#: The rules whose breach stands against a use or a mode; what was done at the offer and after it is judged elsewhere.
_ASKED = ("PL-09", "PL-12", "HS-01", "HS-03", "HS-05", "PR-01", "PR-02", "PR-03", "IN-01", "IN-02")
#: A wrong cell is said of every paid way and shuts none of them.
_SAID_ONLY = ("IN-02",)
WAY_RULES: tuple[ParcelRule, ...] = tuple(
    rule
    for rule in (*quota.RULES, *controls.RULES, *housing.RULES, *preconditions.RULES, *industry.RULES)
    if rule.number in _ASKED
)


def breaches(parcel: Parcel, option: Option, rules: Rules, around: Around) -> Iterator[Refusal]:
    """违反之处 · Every breach of a rule by one way of supplying a parcel; it blocks where its basis does."""
    case = Case(parcel=parcel, use=option.use, mode=option.mode, rules=rules, around=around)
    for rule in WAY_RULES:
        if not rule_catalogue()[rule.number].is_asked_on(rules.day):
            continue
        if rule.number in _SAID_ONLY and not option.mode.paid:
            continue
        found = judged(rule, case)
        if found.ruling is Ruling.BROKEN and found.code:
            yield _refusal(found, option)


def _refusal(found: Judgement, option: Option) -> Refusal:
    return Refusal(
        rule=found.rule,
        code=found.code or "",
        parcel=found.parcel,
        ruling=found.ruling,
        basis=found.basis,
        kind=found.kind,
        blocks=found.blocks and found.rule not in _SAID_ONLY,
        use=option.use.name,
        mode=option.mode.name,
        facts=found.facts,
    )
