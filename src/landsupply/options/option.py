"""可供方案与不可供理由 · One lawful way to supply a parcel, or one reason why a way is refused."""

from __future__ import annotations

from dataclasses import dataclass

from landsupply.law.citation import BasisKind, Citation
from landsupply.law.ruling import Ruling
from landsupply.law.vocabulary import LandUse, Mode
from landsupply.law.words import remedy, say

PLANNED, NOTICED, SUPPLIED = "planned", "noticed", "supplied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """不可供理由 · A rule, its basis, and the facts that its words need.

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
    facts: tuple[tuple[str, str], ...] = ()

    def message(self, lang: str = "zh") -> str:
        """理由 · Why, in words."""
        return say(self.code, lang, **dict(self.facts))

    def remedy(self, lang: str = "zh") -> str:
        """处理办法 · What would change it, in words."""
        return remedy(self.code, lang, **dict(self.facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """可供方案 · A use, mode and term in which a parcel may be supplied, from the first to the last month of the year.

    `state` is planned, noticed or supplied; what is noticed or supplied stands in its one month. `warnings` are the
    reasons against it whose basis nobody has confirmed: said, not enforced.
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
