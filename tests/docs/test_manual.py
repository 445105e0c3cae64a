"""手册：规则 · The chapter on rules is what cards and situations say today, and says which rules are implemented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pytest

from landsupply.law.catalogue import RuleCard, rule_catalogue
from landsupply.law.situations import situations_by_rule
from landsupply.options.rules import PARCEL_RULES
from tests.docs.manual import CATALOGUE, PAGES, ROOT, is_implemented, numbers_in_code, printed


@pytest.mark.parametrize("lang", PAGES)
def test_the_chapter_is_what_would_be_printed(lang: str) -> None:
    """Where this fails: python -m tests.docs.manual"""
    assert (ROOT / PAGES[lang]).read_text("utf-8") == printed(lang)


@pytest.mark.parametrize("lang", PAGES)
def test_every_rule_has_its_line_and_its_chapter(lang: str) -> None:
    page = printed(lang)
    for number in rule_catalogue():
        assert f"| [{number}](#{number.lower()}) |" in page and f"\n### {number}\n" in page


def not_implemented(numbers: Iterable[str], cards: Iterable[RuleCard]) -> Iterator[str]:
    """未实现 · The numbers without a card, or whose card nothing feeds or no function judges by."""
    done = {card.number for card in cards if is_implemented(card)}
    yield from (number for number in numbers if number not in done)


def test_all_of_the_catalogue_is_implemented() -> None:
    assert len(CATALOGUE) == 38
    assert list(not_implemented(CATALOGUE, rule_catalogue().values())) == []


def test_a_planted_gap_is_seen() -> None:
    card = next(one for one in rule_catalogue().values() if one.number in numbers_in_code())
    starved = replace(card, number=card.number, columns=(), facts=(), subject=type(card.subject)("地方"))
    unjudged = replace(card, number="ZZ-01")
    assert list(not_implemented([card.number, "ZZ-01"], [starved, unjudged])) == [card.number, "ZZ-01"]


def short_of(numbers: Iterable[str], rulings: Mapping[str, set[str]]) -> Iterator[str]:
    """情形不全 · The rules without a situation for kept, broken, not applicable or cannot tell."""
    yield from (
        number for number in numbers if not {"符合", "违反", "不适用", "不能判定"} <= rulings.get(number, set())
    )


def test_every_rule_of_parcels_has_a_situation_of_each_ruling() -> None:
    told = {
        number: {one["expect"]["ruling"] for one in found if "rule" in one}
        for number, found in situations_by_rule().items()
    }
    assert list(short_of((rule.number for rule in PARCEL_RULES), told)) == []
    assert list(short_of(["ZZ-01"], told)) == ["ZZ-01"]
