"""可供方案与不可供理由 · One lawful way to supply a parcel, or one reason why a way is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from landsupply.law.citation import BasisKind, Citation
from landsupply.law.naming import facts_in
from landsupply.law.ruling import Ruling
from landsupply.law.vocabulary import LandUse, Mode
from landsupply.law.words import remedy, say
from landsupply.options.price_floor import PriceFloor

PLANNED, NOTICED, SUPPLIED = "planned", "noticed", "supplied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """不可供理由 · A rule, its basis, and the facts that its words need; without a rule it is own reckoning.

    `blocks` only where the text of the basis is confirmed, or where a fact is missing without which nothing can be
    planned; else it warns.
    """

    rule: str
    code: str
    parcel: str
    ruling: Ruling
    basis: Citation | None = None
    kind: BasisKind | None = None
    blocks: bool = True
    use: str = ""
    mode: str = ""
    facts: tuple[tuple[str, str | tuple[str, ...]], ...] = ()

    def message(self, lang: str = "zh") -> str:
        """理由 · Why, in words."""
        return say(self.code, lang, **facts_in(lang, dict(self.facts)))

    def remedy(self, lang: str = "zh") -> str:
        """处理办法 · What would change it, in words."""
        return remedy(self.code, lang, **facts_in(lang, dict(self.facts)))


def told_together(found: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """合并用途 · Reasons that differ in the use alone become one that names every use, in order; others stay apart."""
    uses: dict[Refusal, dict[str, None]] = {}
    for one in found:
        uses.setdefault(_said_of(one, ""), {})[one.use] = None
    return tuple(_said_of(one, "、".join(names)) for one, names in uses.items())


def _said_of(one: Refusal, use: str) -> Refusal:
    facts = tuple((name, use if name == "use" and value == one.use else value) for name, value in one.facts)
    return replace(one, use=use, facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """用途部分 · One use of a mixed parcel: its class, its share of the land, and the term it is granted for."""

    use: LandUse
    plan_class: str
    share: Fraction
    term: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """可供方案 · A use, mode and term in which a parcel may be supplied, from the first to the last month of the year.

    `state` is planned, noticed or supplied; what is noticed or supplied stands in its one month. A parcel of mixed use
    has `parts`, which make up the whole; use, class and term are then those of the largest. `warnings` are the
    reasons against it whose basis nobody has confirmed: said, not enforced. `floor` is the least price of the whole,
    `items` are those of the catalogue under which land of the use may be allocated.
    """

    parcel: str
    use: LandUse
    plan_class: str
    mode: Mode
    term: int | None
    first: int
    last: int
    state: str = PLANNED
    warnings: tuple[Refusal, ...] = ()
    parts: tuple[Part, ...] = ()
    floor: PriceFloor | None = None
    items: tuple[str, ...] = ()

    def by_use(self) -> tuple[Option, ...]:
        """分用途 · The option itself, or for a mixed parcel one for each of its uses, as rules are asked of them."""
        if not self.parts:
            return (self,)
        return tuple(
            replace(self, use=part.use, plan_class=part.plan_class, term=part.term, parts=()) for part in self.parts
        )
