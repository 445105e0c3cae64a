"""判定之变 · The parcels of which a rule says something else under the law of another day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from landsupply.law.rulebook import Rulebook
from landsupply.law.ruling import Ruling
from landsupply.ledger.ledger import Ledger
from landsupply.options.judgement import Judgement, ParcelRule
from landsupply.options.rules import PARCEL_RULES
from landsupply.options.rulings import rulings


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """判定之变 · One rule and one parcel, as judged on the earlier and on the later day."""

    rule: str
    parcel: str
    before: Judgement
    after: Judgement


def flips(
    ledger: Ledger, rulebook: Rulebook, first: date, last: date, asked: Iterable[ParcelRule] = PARCEL_RULES
) -> tuple[Flip, ...]:
    """判定之变 · Every change of ruling, or of whether a breach blocks, between two days; by rule, then parcel.

    A rule that is not asked on a day does not apply to anything on it.
    """
    every = tuple(asked)
    before = _by_rule(rulings(ledger, rulebook.on(first), asked=every))
    after = _by_rule(rulings(ledger, rulebook.on(last), asked=every))
    pairs = (
        Flip(
            rule=rule.number,
            parcel=parcel.id,
            before=before.get((rule.number, parcel.id)) or _not_asked(rule.number, parcel.id),
            after=after.get((rule.number, parcel.id)) or _not_asked(rule.number, parcel.id),
        )
        for rule in sorted(every, key=lambda rule: rule.number)
        for parcel in ledger.parcels
    )
    return tuple(one for one in pairs if _weight(one.before) != _weight(one.after))


def _by_rule(found: Iterable[Judgement]) -> Mapping[tuple[str, str], Judgement]:
    return {(one.rule, one.parcel): one for one in found}


def _not_asked(rule: str, parcel: str) -> Judgement:
    return Judgement(rule=rule, parcel=parcel, ruling=Ruling.NOT_APPLICABLE)


def _weight(one: Judgement) -> tuple[Ruling, bool]:
    return one.ruling, one.blocks
