"""既成与锁定 · What stands already stays, what must be in is in or said to be impossible, nothing enters the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from landsupply.measure.fault import BriefFault
from landsupply.optimise.proposal import Proposal
from landsupply.optimise.propose import propose
from landsupply.options.lawful import lawful_options
from landsupply.plan.brief import Assumed, Brief, Locks
from landsupply.plan.checks import check
from landsupply.plan.goal import Goal
from landsupply.plan.indicators import Indicators
from landsupply.plan.plan import ItemState, PlanItem
from landsupply.plan.target import Axis
from landsupply.prepare.readiness import readiness_of
from tests.plan import case

ALLOCATION = case.rules().vocabulary.mode("划拨")
WHOLE = case.parcel("P01|中原区|0804|5.00|9")
OPEN = case.parcel("P02|中原区|0701|6.00|3", livelihood="安置房")
SUPPLIED = replace(case.parcel("P03|二七区|0804|4.00|1"), supplied=date(2024, 2, 7), mode=ALLOCATION)
NOTICED = case.parcel("P04|二七区|0701|3.00|1", noticed=date(2024, 5, 15))
LATER_NOTICED = case.parcel("P05|二七区|0701|2.00|1", noticed=date(2024, 5, 20))


def brief(*targets, locks: Locks | None = None, goals=(Goal.KEY_AND_EARLY,), **more: object) -> Brief:
    return Brief(
        year=2024,
        place="410100",
        title="小题",
        targets=targets,
        milestones=(),
        goals=goals,
        slack=Fraction(0),
        gap=Fraction(0),
        locks=locks or Locks(),
        **more,
    )


def proposed(of: Brief, *parcels, day: date = case.DAY) -> Proposal:
    ledger = case.ledger_of(*parcels)
    found = propose(case.options(ledger), of, day)
    assert [one for one in check(found.plan, ledger, case.rules()) if one.code != "C009"] == []
    return found


def items(of: Proposal) -> dict[str, PlanItem]:
    return {item.parcel: item for item in of.plan.items}


def test_supplies_and_notices_stand_and_nothing_new_is_in_a_past_month() -> None:
    found = items(proposed(brief(), WHOLE, OPEN, SUPPLIED, NOTICED, day=date(2024, 3, 20)))
    assert (found["P03"].state, found["P03"].supply_month) == (ItemState.SUPPLIED, 2)
    assert (found["P04"].state, found["P04"].notice_month, found["P04"].supply_month) == (ItemState.NOTICED, 5, 6)
    assert {name: item.supply_month for name, item in found.items() if item.state is ItemState.PLANNED} == {
        "P01": 9,
        "P02": 5,  # a notice on 20 March leads to a contract in May: listing, deal, ten working days with May's holiday
    }


def test_the_two_notices() -> None:
    """公告在5月15日的算6月，5月20日的算7月。"""
    found = items(proposed(brief(), NOTICED, LATER_NOTICED))
    assert (found["P04"].supply_month, found["P05"].supply_month) == (6, 7)


@pytest.mark.parametrize(
    ("locks", "day"),
    [
        (Locks(must=("P01",), months=(("P01", 8),)), case.DAY),
        (Locks(must=("P02",)), date(2024, 12, 20)),
        (Locks(must=("P02",), months=(("P02", 4),)), date(2024, 4, 20)),
    ],
    ids=["pinned before it is ready", "no month left", "pinned to a month that no notice reaches"],
)
def test_a_lock_that_no_month_can_keep_is_said(locks: Locks, day: date) -> None:
    with pytest.raises(BriefFault):
        proposed(brief(locks=locks), WHOLE, OPEN, SUPPLIED, day=day)


def test_a_supply_is_not_moved_by_a_lock() -> None:
    """The month of a contract is a fact: another month is refused, or the supply stands; it never vanishes."""
    try:
        found = proposed(brief(locks=Locks(months=(("P03", 6),))), WHOLE, SUPPLIED)
    except BriefFault:
        return
    assert items(found)["P03"].supply_month == 2


@pytest.mark.parametrize(
    ("locks", "code"),
    [(Locks(must=("P99",)), "B008"), (Locks(never=("P03",)), "B010"), (Locks(months=(("P99", 3),)), "B008")],
)
def test_impossible_locks_are_named(locks: Locks, code: str) -> None:
    with pytest.raises(BriefFault) as caught:
        proposed(brief(locks=locks), WHOLE, SUPPLIED)
    assert caught.value.code == code


def test_a_batch_is_never_overdrawn() -> None:
    """余额 80 − 61.5 − 10 = 8.5：计划 12 公顷差 3.5，装不下的不列。"""
    lots = [case.parcel(f"P{i:02d}|二七区|0804|{area}|3", batch="批次") for i, area in enumerate(("7.00", "5.00"), 1)]
    found = proposed(brief(case.target(Axis.BATCH, "批次", None, "8.5")), *lots)
    assert (list(items(found)), found.is_feasible) == (["P01"], True)


def test_a_batch_that_must_be_overdrawn_is_overdrawn_by_the_stated_area() -> None:
    lots = [case.parcel(f"P{i:02d}|二七区|0804|{area}|3", batch="批次") for i, area in enumerate(("7.00", "5.00"), 1)]
    asked = brief(case.target(Axis.BATCH, "批次", None, "8.5"), locks=Locks(must=("P01", "P02")))
    found = proposed(asked, *lots)
    assert [(miss.line.name, miss.units) for miss in found.plan.misses] == [("批次/批次", 3_500_000)]


def test_past_results_taken_as_candidates_draw_on_their_batch() -> None:
    """A record of a past supply that the brief takes as a candidate is new land of this plan like any other."""
    lots = [
        replace(case.parcel(f"P{i:02d}|二七区|0804|5.00|3", batch="批次"), supplied=date(2023, 5, 5), mode=ALLOCATION)
        for i in (1, 2)
    ]
    ledger, reason = case.ledger_of(*lots), "实测"
    options = lawful_options(ledger, readiness_of(ledger), case.rules(), reason)
    asked = brief(case.target(Axis.BATCH, "批次", None, "8"), assumed=Assumed(past_results_are_candidates=reason))
    found = propose(options, asked, case.DAY)
    assert (len(found.plan.items), found.is_feasible) == (1, True)
    assert check(found.plan, ledger, case.rules()) == ()


def test_a_bound_holds_to_the_last_unit() -> None:
    """0.01 m² over is over: the solver's tolerance is not the brief's."""
    lots = [case.parcel("P01|二七区|0804|3.123457|3"), case.parcel("P02|二七区|0804|2.000001|3")]
    at_most = case.target(Axis.TOTAL, "", None, "5.123457")
    found = proposed(brief(at_most), *lots)
    assert (list(items(found)), found.is_feasible) == (["P01"], True)


def test_a_figure_is_met_to_the_unit_by_a_phase() -> None:
    lots = [
        case.parcel("P01|二七区|0804|3.123457|3"),
        case.parcel("P02|二七区|0804|9|3", phase_from=case.hectares("2")),
    ]
    figure = case.target(Axis.CLASS, case.OTHER, "7.654321", "7.654321")
    found = proposed(brief(figure, goals=(Goal.KEY_AND_EARLY,), locks=Locks(must=("P01",))), *lots)
    assert found.is_feasible
    assert Indicators.of(found.plan, case.rules()).classes[case.OTHER] == case.hectares("7.654321")
    assert items(found)["P02"].area == case.hectares("4.530864")
    assert found.plan.reserves == ()


def test_what_a_list_leaves_of_a_figure_within_the_hundredth_is_reserve() -> None:
    found = proposed(
        brief(case.target(Axis.CLASS, case.OTHER, "5.0049", "5.0049")), case.parcel("P01|二七区|0804|5.00|3")
    )
    assert [(one.plan_class, one.area.hectares) for one in found.plan.reserves] == [(case.OTHER, "0.0049")]
    assert found.is_feasible


def test_a_december_milestone_and_a_share_of_one() -> None:
    found = proposed(brief(case.target(Axis.TOTAL, "", "5", None)), WHOLE)
    assert [item.supply_month for item in found.plan.items] == [9]
