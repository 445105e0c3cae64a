"""规则 · One rule of law as a small function with its number, its basis and what a refusal says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.ledger.parcel import Parcel
from landsupply.options.option import Option, Refusal

Judge = Callable[[Parcel, Option, Rules], Refusal | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """规则 · A number and the function that judges a parcel and a way of supply by it."""

    number: str
    judge: Judge


def refuse(rule: str, code: str, option: Option, ruling: Ruling, basis: Dated, **facts: object) -> Refusal:
    """不可供 · A refusal with the basis it rests on: it blocks where that basis is confirmed, and warns where not.

    What cannot be told for want of a fact follows the same rule; the way is open again when the fact is stated.
    """
    return Refusal(
        rule=rule,
        code=code,
        parcel=option.parcel,
        ruling=ruling,
        basis=basis.basis,
        kind=basis.kind,
        blocks=basis.blocks,
        use=option.use.name,
        mode=option.mode.name,
        facts=tuple((name, str(value)) for name, value in facts.items()),
    )
