"""文本判定之情形 · A piece of a plan's text, and what one rule on citations says of it: the harness of `texts/*.yaml`.

A situation names the rule (`rule`), the day of the law (`as_of`), the text (`文本`), and what is expected: `ruling`,
and optionally `says` (codes of the findings, in the order of the text).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.situations import TEXTS, situations_of
from landsupply.proofread.reading import read
from landsupply.proofread.rulings import TextRuling, text_rulings

Situation = Mapping[str, Any]


def text_situations() -> list[dict[str, Any]]:
    """全部情形 · Every situation of texts, by file and order."""
    return [dict(one) for _, one in situations_of(TEXTS)]


@cache
def _rules(place: str, day: Any) -> Rules:
    return open_rulebook(place).on(day)


def every_ruling(situation: Situation) -> Mapping[str, TextRuling]:
    """各条所判 · What every rule on citations says of the text."""
    rules = _rules(str(situation.get("place", "410100")), situation["as_of"])
    return {one.rule: one for one in text_rulings(read(situation["文本"]), rules)}


def complaints(situation: Situation) -> list[str]:
    """不符 · Where what the rule says is not what the situation expects."""
    said = every_ruling(situation)[situation["rule"]]
    seen: dict[str, object] = {"ruling": said.ruling.value, "says": [one.code for one in said.findings]}
    expected = situation["expect"].items()
    return [f"{key}: expected {wanted}, found {seen[key]}" for key, wanted in expected if seen[key] != wanted]
