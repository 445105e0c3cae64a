"""审查意见 · One thing found in a text: rule, severity, place, facts; its words live in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from landsupply.law import words
from landsupply.ledger.issue import Severity
from landsupply.proofread.position import Position

__all__ = ["Finding", "Severity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """审查意见 · What a rule found, where, and where else the same thing stands (`also`)."""

    rule: str
    code: str
    severity: Severity
    place: Position
    facts: Mapping[str, object] = field(default_factory=dict)
    also: tuple[Position, ...] = ()

    @property
    def key(self) -> tuple[Position, str, str, str]:
        """次序 · By place, then rule, code and what it is about."""
        return self.place, self.rule, self.code, str(sorted(self.facts.items(), key=lambda one: one[0]))

    def message(self, lang: str = "zh") -> str:
        """意见 · What was found, in `zh` or `en`."""
        return words.say(self.code, lang, **self.facts)

    def remedy(self, lang: str = "zh") -> str:
        """修改建议 · What to do about it."""
        return words.remedy(self.code, lang, **self.facts)
