"""每张规则卡片 · Every rule of the catalogue has a situation of each ruling, or its card says why one cannot occur."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from landsupply.law.catalogue import Never, RuleCard, Subject, rule_catalogue
from landsupply.law.place_facts import place_facts
from landsupply.law.ruling import Ruling
from landsupply.law.situations import situations_by_rule
from landsupply.options.rulings import ledger_fields
from tests.docs.manual import is_implemented
from tests.situations import plans, texts
from tests.situations.plans import plan_situations
from tests.situations.texts import every_ruling, text_situations

FOUR = {Ruling.KEPT, Ruling.BROKEN, Ruling.NOT_APPLICABLE, Ruling.CANNOT_TELL}
CARDS = rule_catalogue()
PLANS = [pytest.param(one, id=f"{one['rule']} {one['情形']}") for one in plan_situations()]
TEXTS = [pytest.param(one, id=f"{one['rule']} {one['情形']}") for one in text_situations()]


def told() -> Mapping[str, set[Ruling]]:
    """所示判定 · The rulings that the situations in the manual show, by rule."""
    return {
        number: {Ruling(one["expect"]["ruling"]) for one in found if "rule" in one}
        for number, found in situations_by_rule().items()
    }


def short_of(cards: Iterable[RuleCard], shown: Mapping[str, set[Ruling]]) -> Iterator[str]:
    """情形不全 · The rules that lack a situation, have one of what is said never to occur, or hide what they want."""
    for card in cards:
        never = {one.ruling for one in card.never}
        wanted = FOUR - never if is_implemented(card) else set()
        if shown.get(card.number, set()) != wanted or bool(card.wanting) == is_implemented(card):
            yield card.number


def test_every_card_has_a_situation_of_each_ruling() -> None:
    assert list(short_of(CARDS.values(), told())) == []


def test_only_the_standards_of_land_use_are_not_implemented() -> None:
    """Their card says what is wanting, of which no list and no place has anything."""
    open_ones = [card for card in CARDS.values() if not is_implemented(card)]
    assert [card.number for card in open_ones] == ["UL-01"]
    assert not set(open_ones[0].wanting) & {*ledger_fields(), *place_facts()}


def test_a_planted_gap_is_seen() -> None:
    kept, never = CARDS["PL-03"], Never(ruling=Ruling.KEPT, why="无", why_en="none")
    shown = {**told(), "PL-04": told()["PL-04"] - {Ruling.CANNOT_TELL}}
    assert list(short_of([CARDS["PL-04"]], shown)) == ["PL-04"]
    assert list(short_of([replace(kept, never=(never,))], told())) == ["PL-03"]
    assert list(short_of([replace(CARDS["PL-01"], never=())], told())) == ["PL-01"]
    assert list(short_of([replace(kept, number="ZZ-01")], told())) == ["ZZ-01"]
    assert list(short_of([replace(CARDS["UL-01"], wanting=())], told())) == ["UL-01"]
    assert list(short_of([replace(kept, wanting=("栏",))], told())) == ["PL-03"]


@pytest.mark.parametrize("situation", PLANS)
def test_a_plan_or_place_is_judged_as_expected(situation: dict[str, Any]) -> None:
    assert plans.complaints(situation) == []


@pytest.mark.parametrize("situation", TEXTS)
def test_a_text_is_judged_as_expected(situation: dict[str, Any]) -> None:
    assert texts.complaints(situation) == []


@pytest.mark.parametrize("situation", [*PLANS, *TEXTS])
def test_every_expectation_can_fail(situation: dict[str, Any]) -> None:
    asked = texts if "文本" in situation else plans
    for key in situation["expect"]:
        assert len(asked.complaints({**situation, "expect": {key: "别的"}})) == 1, key


@pytest.mark.parametrize("situation", PLANS)
def test_a_judgement_is_said_in_both_languages(situation: dict[str, Any]) -> None:
    found = plans.found(situation)
    words = [speak(lang) for speak in (found.message, found.remedy) for lang in ("zh", "en")]
    assert all(words) is (found.code is not None)
    assert not any(sign in text for text in words for sign in ("None", "{", "Fraction"))
    assert (found.ruling is Ruling.CANNOT_TELL) == bool(found.missing)


def nevers(subject: Subject) -> dict[str, set[Ruling]]:
    """不会出现者 · Of each rule on a subject the rulings that its card says cannot occur."""
    return {
        number: {one.ruling for one in card.never}
        for number, card in CARDS.items()
        if card.never and card.subject is subject
    }


@pytest.mark.parametrize("situation", TEXTS)
def test_what_never_occurs_in_a_text_occurs_in_none(situation: dict[str, Any]) -> None:
    """Every text is asked by every rule whose card rules something out."""
    said = every_ruling(situation)
    assert [number for number, out in nevers(Subject.TEXT).items() if said[number].ruling in out] == []


@pytest.mark.parametrize("situation", [one for one in PLANS if CARDS[one.values[0]["rule"]].subject is Subject.PLAN])
def test_what_never_occurs_in_a_plan_occurs_in_none(situation: dict[str, Any]) -> None:
    """The same of every plan."""
    asked = nevers(Subject.PLAN).items()
    assert [number for number, out in asked if plans.found({**situation, "rule": number}).ruling in out] == []


def test_what_never_occurs_is_ruled_out_somewhere() -> None:
    assert {number: out for one in Subject for number, out in nevers(one).items()} == {
        "CT-03": {Ruling.CANNOT_TELL},
        "CT-04": {Ruling.CANNOT_TELL},
        "CT-09": {Ruling.CANNOT_TELL},
        "CT-11": {Ruling.BROKEN},
        "PL-01": {Ruling.CANNOT_TELL},
    }
