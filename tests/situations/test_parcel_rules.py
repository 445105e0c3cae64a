"""宗地规则 · Every situation of every rule on a parcel, and four rulings of each rule."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.ruling import Ruling
from landsupply.options.rules import PARCEL_RULES
from tests.situations.rulings import Situation, complaints, ruled, situations

KNOWN = {rule.number: rule for rule in PARCEL_RULES}
FOUR = {Ruling.KEPT, Ruling.BROKEN, Ruling.NOT_APPLICABLE, Ruling.CANNOT_TELL}
#: What a card does not name as a column: layers, and the parcel's own boundary.
LAYERS = {"PL-12": {"controls", "boundary"}}

EVERY = [pytest.param(one, id=f"{one['rule']} {one['情形']}") for one in situations()]


def _of(number: str) -> list[dict[str, Any]]:
    return [dict(one) for one in situations() if one["rule"] == number]


@pytest.mark.parametrize("situation", EVERY)
def test_the_rule_says_what_the_situation_expects(situation: Situation) -> None:
    assert complaints(situation, KNOWN) == []


@pytest.mark.parametrize("situation", EVERY)
def test_every_expectation_can_fail(situation: Situation) -> None:
    assert situation["expect"]
    for key in situation["expect"]:
        planted = {**situation, "expect": {key: "别的"}}
        assert len(complaints(planted, KNOWN)) == 1, key


@pytest.mark.parametrize("number", sorted(KNOWN))
def test_each_rule_has_the_four_rulings(number: str) -> None:
    assert {ruled(one, KNOWN).ruling for one in _of(number)} == FOUR
    assert {one["expect"]["ruling"] for one in _of(number)} == {one.value for one in FOUR}


@pytest.mark.parametrize("situation", EVERY)
def test_every_judgement_is_said_in_both_languages(situation: Situation) -> None:
    found = ruled(situation, KNOWN)
    words = [speak(lang) for speak in (found.message, found.remedy) for lang in ("zh", "en")]
    assert all(words) is (found.code is not None)
    assert not any(sign in text for text in words for sign in ("None", "{", "Fraction"))


@pytest.mark.parametrize("situation", EVERY)
def test_nothing_missing_is_ever_held_against_a_parcel(situation: Situation) -> None:
    """What cannot be told names what is missing; what is kept or broken rests on a basis; only the broken blocks."""
    found = ruled(situation, KNOWN)
    assert (found.ruling is Ruling.CANNOT_TELL) == bool(found.missing)
    assert found.basis is not None or found.ruling not in (Ruling.KEPT, Ruling.BROKEN)
    assert found.ruling is Ruling.BROKEN or not found.blocks


@pytest.mark.parametrize("situation", EVERY)
def test_what_is_broken_rests_on_the_card(situation: Situation) -> None:
    """On an instrument of the card, or one that the place's own text names for its own value."""
    found = ruled(situation, KNOWN)
    if found.ruling is Ruling.BROKEN:
        assert found.basis is not None
        named = {one.instrument for one in rule_catalogue()[found.rule].basis}
        assert found.basis.instrument in named or found.basis.instrument in situation.get("source", "")


@pytest.mark.parametrize("number", sorted(KNOWN))
def test_what_is_missing_is_on_the_card(number: str) -> None:
    """A card names every column and fact that its rule may ask for."""
    card = rule_catalogue()[number]
    asked = {name for one in _of(number) for name in ruled(one, KNOWN).missing}
    assert asked <= {*card.columns, *card.facts} | LAYERS.get(number, set())


@pytest.mark.parametrize("day", [date(1949, 10, 1), date(1985, 1, 1), date(2004, 6, 1), date(2010, 6, 1)])
@pytest.mark.parametrize("number", sorted(KNOWN))
def test_no_rule_accuses_before_it_was_in_force(number: str, day: date) -> None:
    """Asked of any situation on any earlier day, a rule answers; before its own first day it never says broken."""
    for situation in _of(number):
        found = ruled({**situation, "as_of": day}, KNOWN)
        if day < rule_catalogue()[number].since:
            assert found.ruling is not Ruling.BROKEN, situation["情形"]
