"""审查意见 · What a check found, as a rule, a place and facts; its words live in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field

from landsupply.law.words import remedy, say
from landsupply.ledger.issue import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """审查意见 · One finding of one rule."""

    code: str
    severity: Severity
    place: str
    facts: dict[str, object] = field(default_factory=dict)

    def message(self, lang: str = "zh") -> str:
        """意见 · What was found, in words."""
        return say(self.code, lang, **self.facts)

    def remedy(self, lang: str = "zh") -> str:
        """处理办法 · What to do, in words."""
        return remedy(self.code, lang, **self.facts)
