"""计数计划审查 · A plan that states what its brief counts is checked in all of it; alternatives and order too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from landsupply.ledger.issue import Severity
from landsupply.ledger.ledger import Ledger
from landsupply.measure.fault import InputFault
from landsupply.plan.brief import Locks
from landsupply.plan.checks import check
from landsupply.plan.form import from_form, to_form
from landsupply.plan.plan import Plan
from landsupply.plan.target import Measure
from landsupply.publish.document import Paragraph
from landsupply.publish.matter import Matter
from landsupply.publish.proof_text import proof_and_notes
from tests.plan import case
from tests.plan.counted_plan import counted_ledger, counted_plan


def _errors(plan: Plan, ledger: Ledger | None = None) -> set[str]:
    found = check(case.sealed(plan), ledger or counted_ledger(), case.rules())
    return {one.code for one in found if one.severity is Severity.ERROR}


def test_the_plan_itself_is_without_an_error() -> None:
    assert _errors(counted_plan()) == set()


@pytest.mark.parametrize(
    "changes",
    [
        {"zone": "别处"},
        {"zone": None},
        {"industry": None},
        {"amounts": ()},
        {"amounts": ((Measure.COST, 1), (Measure.REVENUE, 180_000_000))},
        {"amounts": ((Measure.COST, 55_000_000), (Measure.DEAL_PRICE, 5))},
    ],
    ids=str,
)
def test_what_an_item_counts_is_the_ledgers(changes: dict[str, object]) -> None:
    assert _errors(case.with_item(counted_plan(), "P10", **changes)) == {"C004"}


def test_what_the_brief_does_not_count_is_not_stated() -> None:
    assert _errors(case.with_item(case.plan(), "P10", zone="科学城"), case.ledger()) == {"C004"}


def _locked(locks: Locks) -> Plan:
    return replace(case.plan(), brief=replace(case.plan().brief, locks=locks))


@pytest.mark.parametrize(
    ("locks", "codes"),
    [
        (Locks(one_of=(("P01", "P05", "P09"),)), set()),
        (Locks(one_of=(("P01", "P04", "P05"),)), {"C075"}),
        (Locks(after=(("P02", "P01"), ("P01", "P04"))), set()),
        (Locks(after=(("P04", "P01"),)), set()),
        (Locks(after=(("P07", "P01"),)), {"C076"}),
        (Locks(after=(("P05", "P01"),)), {"C076"}),
        (Locks(after=(("P01", "P05"),)), set()),
    ],
    ids=["one of three", "two of three", "a chain", "in one month", "too early", "without the first", "only the first"],
)
def test_alternatives_and_order(locks: Locks, codes: set[str]) -> None:
    assert _errors(_locked(locks), case.ledger()) == codes


def test_what_was_supplied_in_an_earlier_year_is_waited_for_no_more() -> None:
    past = replace(case.ledger().parcels[4], supplied=date(2023, 5, 5))
    ledger = case.ledger_of(*(past if one.id == past.id else one for one in case.ledger().parcels))
    plan = _locked(Locks(after=(("P05", "P01"),)))
    plan = replace(plan, made_from=replace(plan.made_from, ledger=ledger.digest))
    assert _errors(plan, ledger) == set()


@pytest.mark.parametrize(("lang", "words"), [("zh", "少2150.00万元"), ("en", "2150.00 ten thousand yuan short")])
def test_misses_print_in_their_own_units(lang: str, words: str) -> None:
    blocks = proof_and_notes(Matter.of(counted_plan(), case.rules(), lang=lang))
    assert words in " ".join(str(one.text) for one in blocks if isinstance(one, Paragraph))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("items", 0, "amounts"), {"亩数": "1.00"}),
        (("items", 0, "amounts"), []),
        (("items", 0, "zone"), ""),
        (("items", 0, "amounts", "收储成本"), 150),
        (("misses", 1, "amount"), "2.5"),
        (("misses", 1, "amount"), "٢"),
        (("misses", 1, "unit"), "亩"),
        (("misses", 1, "unit"), None),
        (("proof", "goals", 2, "value"), -1.0),
    ],
    ids=str,
)
def test_a_value_of_another_kind_is_named(path: tuple, value: object) -> None:
    form = to_form(counted_plan(), case.rules())
    place = form
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(InputFault) as caught:
        from_form(form, case.rules())
    assert caught.value.code == "C026" and str(path[-1]) in str(caught.value.facts["where"])
