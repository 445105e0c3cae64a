"""供应方式、工业与储备 · Every situation of MT, IN, RS and ID, and four rulings of each rule."""

from __future__ import annotations

from typing import Any

import pytest

from landsupply.law.catalogue import rule_catalogue
from landsupply.options.judgement import ParcelRule
from landsupply.options.rules import industry, modes, reserve, transactions
from tests.situations.rulings import Situation, complaints, ruled, situations

FAMILIES = (modes, transactions, industry, reserve)
KNOWN: dict[str, ParcelRule] = {rule.number: rule for family in FAMILIES for rule in family.RULES}
FOUR = {"符合", "违反", "不适用", "不能判定"}


def _every() -> list[Any]:
    chosen = [one for number in KNOWN for one in situations(number)]
    return [pytest.param(one, id=f"{one['rule']} {one['情形']}") for one in chosen]


@pytest.mark.parametrize("situation", _every())
def test_the_rule_says_what_the_situation_expects(situation: Situation) -> None:
    assert complaints(situation, KNOWN) == []


@pytest.mark.parametrize("situation", _every())
def test_every_expectation_can_fail(situation: Situation) -> None:
    assert situation["expect"]
    for key in situation["expect"]:
        planted = {**situation, "expect": {key: "别的"}}
        assert len(complaints(planted, KNOWN)) == 1, key


@pytest.mark.parametrize("situation", _every())
def test_every_judgement_is_said_in_both_languages(situation: Situation) -> None:
    found = ruled(situation, KNOWN)
    words = [speak(lang) for speak in (found.message, found.remedy) for lang in ("zh", "en")]
    assert all(words) is (found.code is not None)
    assert not any(sign in text for text in words for sign in ("None", "{", "Fraction"))
    assert (found.ruling.value == "不能判定") <= bool(found.missing)


@pytest.mark.parametrize("number", KNOWN)
def test_every_rule_is_met_in_all_four_ways(number: str) -> None:
    assert {one["expect"]["ruling"] for one in situations(number)} >= FOUR


@pytest.mark.parametrize("number", KNOWN)
def test_what_is_missing_is_on_the_card(number: str) -> None:
    card = rule_catalogue()[number]
    asked = {name for one in situations(number) for name in ruled(one, KNOWN).missing}
    assert asked <= {*card.columns, *card.facts}


@pytest.mark.parametrize("situation", _every())
def test_what_is_broken_rests_on_the_card(situation: Situation) -> None:
    """On an instrument of the card, or one of the place's own where it laid its own value over the nation's."""
    found = ruled(situation, KNOWN)
    assert (found.basis is None) <= (found.ruling.value not in ("违反", "符合"))
    if found.ruling.value == "违反" and found.basis and "source" not in situation:
        assert found.basis.instrument in {one.instrument for one in rule_catalogue()[found.rule].basis}
