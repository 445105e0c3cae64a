"""住宅、前置条件、新增指标与管控 · Every situation of HS, PR, PL-09 and PL-12, and four rulings of each rule."""

from __future__ import annotations

from typing import Any

import pytest

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.ruling import Ruling
from landsupply.options.rules import controls, housing, preconditions, quota
from tests.situations.rulings import Situation, complaints, ruled, situations

KNOWN = {rule.number: rule for rule in (*housing.RULES, *preconditions.RULES, *quota.RULES, *controls.RULES)}
FOUR = {Ruling.KEPT, Ruling.BROKEN, Ruling.NOT_APPLICABLE, Ruling.CANNOT_TELL}


def _own() -> list[Any]:
    return [pytest.param(one, id=f"{one['rule']} {one['情形']}") for one in situations() if one["rule"] in KNOWN]


@pytest.mark.parametrize("situation", _own())
def test_the_rule_says_what_the_situation_expects(situation: Situation) -> None:
    assert complaints(situation, KNOWN) == []


@pytest.mark.parametrize("situation", _own())
def test_every_expectation_can_fail(situation: Situation) -> None:
    assert situation["expect"]
    for key in situation["expect"]:
        planted = {**situation, "expect": {key: "别的"}}
        assert len(complaints(planted, KNOWN)) == 1, key


@pytest.mark.parametrize("number", sorted(KNOWN))
def test_each_rule_has_the_four_rulings(number: str) -> None:
    assert {ruled(one, KNOWN).ruling for one in situations() if one["rule"] == number} == FOUR


@pytest.mark.parametrize("situation", _own())
def test_every_judgement_is_said_in_both_languages(situation: Situation) -> None:
    found = ruled(situation, KNOWN)
    for lang in ("zh", "en"):
        words = found.message(lang) + found.remedy(lang)
        assert "None" not in words
        assert "{" not in words


@pytest.mark.parametrize("situation", _own())
def test_nothing_missing_is_ever_held_against_a_parcel(situation: Situation) -> None:
    """What cannot be told names what is missing; what is broken rests on a basis; nothing else blocks."""
    found = ruled(situation, KNOWN)
    assert (found.ruling is Ruling.CANNOT_TELL) == bool(found.missing)
    if found.ruling is Ruling.BROKEN:
        assert found.basis is not None
        assert found.basis.instrument in {one.instrument for one in rule_catalogue()[found.rule].basis}
    assert found.ruling is Ruling.BROKEN or not found.blocks


def test_missing_fields_are_those_that_the_card_names() -> None:
    """A card names every column and fact that its rule may ask for; layers and boundaries are no columns."""
    for situation in (one for one in situations() if one["rule"] in KNOWN):
        card = rule_catalogue()[situation["rule"]]
        named = {*card.columns, *card.facts, "controls", "boundary"}
        assert set(ruled(situation, KNOWN).missing) <= named, situation["情形"]
