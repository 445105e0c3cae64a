"""所指文字 · Which words of a line a finding is about: those it quotes, else those up to the next stop."""

from __future__ import annotations

import re

from landsupply.proofread.finding import Finding

_STOP = re.compile(r"[，。；！？、：,;:!?\n]")
_NEAR = 60
_LONGEST = 40


def span(line: str, finding: Finding) -> tuple[int, int]:
    """起止 · Where the words of a finding begin in their line, from 0, and how many characters they are."""
    at = min(max(finding.place.column - 1, 0), max(len(line) - 1, 0))
    quoted = [found for fact in finding.facts.values() if isinstance(fact, str) and (found := _quoted(line, fact, at))]
    if quoted:
        return min(quoted, key=lambda one: (not one[0] <= at < one[0] + one[1], abs(one[0] - at), -one[1]))
    stop = _STOP.search(line, at + 1, at + _LONGEST)
    end = stop.start() if stop else min(at + _LONGEST, len(line))
    return at, max(end - at, 1)


def _quoted(line: str, fact: str, at: int) -> tuple[int, int] | None:
    """Where a fact stands in the line: over the place if it does, else soon behind it."""
    if not fact.strip():
        return None
    begun = line.find(fact, max(at - len(fact) + 1, 0))
    return (begun, len(fact)) if 0 <= begun <= at + _NEAR else None
