"""台账问题 · What was found wrong, doubtful or worth saying about a cell, a row or a whole list.

Error: something the list states could not be taken, or a parcel cannot be planned without it. Warning: it was
taken, or left out, and somebody should look. Advice: how it was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from landsupply.law import words


class Severity(StrEnum):
    """程度 · How much an issue matters."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


_ERRORS = [
    "L004",
    "L005",
    "L020",
    "L021",
    "L022",
    "L023",
    "L027",
    "L030",
    "L031",
    "L032",
    "L040",
    "L050",
    "L052",
    "L070",
    "L073",
    "L075",
    "L080",
    "L090",
    "L091",
    "L095",
    "L101",
]
_WARNINGS = ["L002", "L011", "L013", "L041", "L060", "L072", "L085", "L094", "L100"]
_ADVICE = [
    "L003",
    "L006",
    "L010",
    "L012",
    "L024",
    "L025",
    "L026",
    "L028",
    "L051",
    "L061",
    "L062",
    "L063",
    "L071",
    "L076",
    "L092",
    "L093",
]

#: Every issue code with its severity. L001 is a fault of the whole input and no issue.
SEVERITIES: Mapping[str, Severity] = {
    **dict.fromkeys(_ERRORS, Severity.ERROR),
    **dict.fromkeys(_WARNINGS, Severity.WARNING),
    **dict.fromkeys(_ADVICE, Severity.ADVICE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """台账问题 · A code with its place.

    File, sheet, first row, every row covered, column as the file names it, raw text.
    """

    code: str
    severity: Severity
    file: str
    sheet: str | None
    row: int | None
    rows: tuple[int, ...]
    field: str | None
    raw: str | None
    facts: Mapping[str, object]

    def message(self, lang: str = "zh") -> str:
        """说明 · What was found, in `zh` or `en`."""
        return words.say(self.code, lang, **self._all_facts())

    def remedy(self, lang: str = "zh") -> str:
        """处理办法 · What to do about it."""
        return words.remedy(self.code, lang, **self._all_facts())

    def _all_facts(self) -> dict[str, object]:
        return {"raw": self.raw or "", "rows": self.rows, "count": len(self.rows), **self.facts}
