"""逐宗判定 · Every rule of the day is asked of every parcel; what flips between two days is found, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.files.reading import read_sheets
from landsupply.law.catalogue import RuleCard, Subject, rule_catalogue
from landsupply.law.citation import BasisKind, Citation
from landsupply.law.parameter import Dated, Level
from landsupply.law.place_facts import place_facts
from landsupply.law.rulebook import Rulebook, open_rulebook
from landsupply.law.ruling import Ruling
from landsupply.ledger.examine import examine
from landsupply.ledger.ledger import Ledger
from landsupply.options import rulings as asking
from landsupply.options.flips import flips
from landsupply.options.judgement import Case, Judged, ParcelRule, broken, kept, lacks, not_applicable
from landsupply.options.rules import PARCEL_RULES
from landsupply.options.rulings import around_of, is_fed, ledger_fields, rulings
from tests.journeys.office import csv_of

TURN = date(2022, 7, 1)


@cache
def book() -> Rulebook:
    return open_rulebook("410100")


@cache
def ledger() -> Ledger:
    return examine(read_sheets(csv_of().encode(), "ledger.csv"), book().on(date(2024, 3, 1)))


def card(number: str, since: date = date(2000, 1, 1), until: date | None = None) -> RuleCard:
    return RuleCard(
        number=number, title="某规则", title_en="some rule", says="。", says_en=".", subject=Subject.PARCEL,
        since=since, until=until, basis=(), parameters=(), columns=("area",), facts=(),
    )  # fmt: skip


def ground(kind: BasisKind) -> Dated:
    return Dated(
        id="某值", since=date(2000, 1, 1), value=1, basis=Citation(instrument="某法"), kind=kind, level=Level.NATIONAL
    )


def housing_alone(case: Case) -> Judged:
    """Housing keeps it; what is declared later than the turn cannot be told; schools are none of its business."""
    use = case.use.name if case.use else ""
    if "住宅" in use:
        return kept(ground(BasisKind.STATUTE))
    if "教育" in use:
        return not_applicable()
    return lacks("O001", ground(BasisKind.STATUTE), "area")


def the_law_turned(case: Case) -> Judged:
    """Industrial land breaks it, once the day of the turn has come by a statute."""
    if case.use is None or "工业" not in case.use.name:
        return not_applicable()
    kind = BasisKind.STATUTE if case.rules.day >= TURN else BasisKind.RECALLED
    return broken("O001", ground(kind))


PLANTED = (ParcelRule("ZZ-01", housing_alone), ParcelRule("ZZ-02", the_law_turned))


@pytest.fixture
def _planted(monkeypatch: pytest.MonkeyPatch) -> None:
    cards = {"ZZ-01": card("ZZ-01", since=date(2021, 1, 1)), "ZZ-02": card("ZZ-02", until=date(2025, 12, 31))}
    monkeypatch.setattr(asking, "rule_catalogue", lambda: cards)


@pytest.mark.usefixtures("_planted")
def test_every_rule_is_asked_of_every_parcel() -> None:
    found = rulings(ledger(), book().on(date(2024, 3, 1)), asked=PLANTED)
    assert [(one.parcel, one.rule) for one in found] == [
        (parcel.id, rule.number) for parcel in ledger().parcels for rule in PLANTED
    ]
    by_rule = {one.parcel: one.ruling for one in found if one.rule == "ZZ-01"}
    uses = {parcel.id: parcel.use.name for parcel in ledger().parcels if parcel.use}
    assert {uses[parcel] for parcel, ruling in by_rule.items() if ruling is Ruling.KEPT} == {"城镇住宅用地"}


@pytest.mark.usefixtures("_planted")
def test_a_rule_is_asked_only_while_its_card_holds() -> None:
    asked = {year: {one.rule for one in rulings(ledger(), book().on(date(year, 3, 1)), asked=PLANTED)} for year in
             (2020, 2024, 2026)}  # fmt: skip
    assert asked == {2020: {"ZZ-02"}, 2024: {"ZZ-01", "ZZ-02"}, 2026: {"ZZ-01"}}


@pytest.mark.usefixtures("_planted")
def test_a_breach_that_begins_to_block_is_a_flip() -> None:
    found = flips(ledger(), book(), date(2022, 6, 30), date(2022, 7, 1), PLANTED)
    assert {(one.rule, one.before.blocks, one.after.blocks) for one in found} == {("ZZ-02", False, True)}
    assert [one.parcel for one in found] == ["A-07", "A-08"]


@pytest.mark.usefixtures("_planted")
def test_a_rule_not_yet_asked_applied_to_nothing() -> None:
    found = flips(ledger(), book(), date(2020, 12, 31), date(2021, 1, 1), PLANTED)
    assert {one.before.ruling for one in found} == {Ruling.NOT_APPLICABLE}
    uses = {parcel.id: parcel.use.name for parcel in ledger().parcels if parcel.use}
    assert {one.parcel for one in found} == {id for id, use in uses.items() if "教育" not in use}


@pytest.mark.usefixtures("_planted")
def test_the_same_day_flips_nothing() -> None:
    assert flips(ledger(), book(), TURN, TURN, PLANTED) == ()


@given(st.dates(date(2001, 1, 1), date(2027, 12, 31)), st.dates(date(2001, 1, 1), date(2027, 12, 31)))
def test_every_parcel_that_does_not_flip_is_judged_alike(one: date, other: date) -> None:
    first, last = sorted((one, other))
    flipped = {(flip.rule, flip.parcel) for flip in flips(ledger(), book(), first, last)}
    before = {(j.rule, j.parcel): (j.ruling, j.blocks) for j in rulings(ledger(), book().on(first))}
    after = {(j.rule, j.parcel): (j.ruling, j.blocks) for j in rulings(ledger(), book().on(last))}
    none = (Ruling.NOT_APPLICABLE, False)
    assert flipped == {pair for pair in before | after if before.get(pair, none) != after.get(pair, none)}


# --- the catalogue and the functions ---------------------------------------------------------------------------------


def test_each_rule_of_parcels_has_its_card_and_each_card_its_function() -> None:
    """What nothing feeds has a card, which says so, and no function."""
    cards = [number for number, one in rule_catalogue().items() if one.subject is Subject.PARCEL and is_fed(one)]
    assert sorted(rule.number for rule in PARCEL_RULES) == sorted(cards)


def test_a_rule_without_a_card_is_not_passed_over() -> None:
    with pytest.raises(KeyError):
        rulings(ledger(), book().on(TURN), asked=(ParcelRule("ZZ-99", housing_alone),))


def unknown_names(cards: Mapping[str, RuleCard], rulebook: Rulebook) -> list[str]:
    """不明之名 · What a card names that neither a ledger, the law nor a place can have."""
    facts = place_facts()
    return [
        f"{number}: {name}"
        for number, one in cards.items()
        for name, known in (
            *((name, ledger_fields()) for name in one.columns),
            *((name, rulebook.parameters) for name in one.parameters),
            *((name, facts) for name in one.facts),
            *((basis.instrument, rulebook.instruments) for basis in one.basis),
        )
        if name not in known
    ]


def test_every_name_on_a_card_is_known() -> None:
    assert unknown_names(rule_catalogue(), book()) == []


def test_a_planted_name_is_seen() -> None:
    planted = replace(card("ZZ-01"), columns=("aera",), parameters=("listing.day",), facts=("city.sise",))
    assert unknown_names({"ZZ-01": planted}, book()) == ["ZZ-01: aera", "ZZ-01: listing.day", "ZZ-01: city.sise"]


def test_what_nothing_feeds_is_not_implemented() -> None:
    assert is_fed(card("ZZ-01"))
    assert not is_fed(replace(card("ZZ-01"), columns=("aera",)))
    assert is_fed(replace(card("ZZ-01"), columns=(), facts=("city.size",)))
    assert is_fed(replace(card("ZZ-01"), columns=(), subject=Subject.TEXT))
    assert not is_fed(replace(card("ZZ-01"), columns=(), subject=Subject.PLACE))


def test_the_batches_of_a_ledger_stand_beside_its_parcels() -> None:
    assert around_of(ledger()).batches == {}
    assert around_of(ledger()).controls is None


def test_every_judgement_on_the_office_can_be_worded() -> None:
    for one in rulings(ledger(), book().on(date(2024, 3, 1))):
        told = one.ruling in (Ruling.BROKEN, Ruling.CANNOT_TELL)
        assert bool(one.message("zh")) == bool(one.message("en")) and (one.message() or not told)
