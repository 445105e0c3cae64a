"""指标成行测试 · A row says of every choice just what the check of a plan says; the least miss weighs as stated."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from landsupply.measure.area import UNITS_PER_HECTARE, Area
from landsupply.optimise.columns import build_columns
from landsupply.optimise.target_rows import Compiler
from landsupply.plan import families
from landsupply.plan.case import case_of
from landsupply.plan.certificate import reached
from landsupply.plan.families import FAMILIES, Family
from landsupply.plan.target import Axis, Measure, Standing, Term
from tests.optimise.family_cases import small
from tests.optimise.family_land import DAY
from tests.optimise.hand_cases import Hand, ha, october
from tests.optimise.test_by_hand import brief_of, solved
from tests.plan import case

RESERVES = ((case.OTHER, case.hectares("0.75")), (case.HOUSING, case.hectares("0.333333")))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda one: one.__name__)
def test_a_row_says_what_the_check_says(family: Family) -> None:
    draw, missed = random.Random(1), 0
    for seed in range(12):
        of = small(family, 50_000 + seed)
        brief = replace(of.brief, reserves=RESERVES, locks=replace(of.brief.locks, must=()))
        columns = build_columns(case_of(of.options, brief, DAY))
        compiler, own = Compiler(columns, brief), of.asked[0].target
        rows = [(one, compiler.row(one)) for one in brief.sentences]
        assert own.line in [one.line for one, _ in rows]
        for _ in range(12):
            chosen = [draw.choice(np.flatnonzero(columns.parcel == i)) for i in range(len(columns.parcels))]
            chosen = [int(j) for j in chosen if draw.random() < 0.7]
            standing = [_standing(columns, j) for j in chosen]
            held = [one for one in compiler._held]
            for target, row in rows:
                exact = target.reached(standing, held) - target.reached((), held)
                activity = sum(value for j, value in zip(row.index, row.value, strict=True) if j in chosen)
                assert abs(activity * target.measure.unit.size - float(exact)) < 1e-3
                is_kept = row.low - 1e-10 <= activity <= row.high + 1e-10
                assert is_kept == (target.miss(target.reached(standing, held)) == 0), (seed, target.name)
                missed += not is_kept
    assert missed > 5


def _standing(columns, j: int) -> Standing:
    land = columns.candidates[columns.candidate[j]].counted
    return Standing(land, int(columns.month[j]), int(columns.notice[j]) or None)


def test_a_phase_costs_its_part() -> None:
    """3 of 5 ha cost 3/5 of 500: with 300 allowed in all, P03 comes with 3 ha."""
    funds = families.reserve_funds(tuple(range(1, 13)), ha(None, 300))
    never = ("P01", "P02", "P04", "P05")
    hand = Hand("", {}, (funds,), changes={"P03": {"phase_from": Area(UNITS_PER_HECTARE)}})
    brief = brief_of(hand)
    found = solved(hand, replace(brief, locks=replace(brief.locks, never=never)))
    assert [(item.parcel, item.area.hectares) for item in found.plan.items] == [("P03", "3.00")]
    assert reached(found.plan, funds) == 300 * UNITS_PER_HECTARE
    assert [one.code for one in found.plan.assumptions] == []


def test_what_the_ledger_does_not_state_is_said() -> None:
    hand = Hand("", {}, (families.reserve_funds((10,), ha(None, 5000)),), changes={"P01": {"prices": None}})
    found = solved(hand).plan
    assert [(one.code, dict(one.facts)) for one in found.assumptions] == [
        ("S113", {"measure": "收储成本", "count": "1"})
    ]


def test_a_target_that_weighs_more_is_missed_less() -> None:
    """P03 must be in, 5 ha in October: above the month's 4 by 1, or 中原区 short of 9 ha by what is left out."""
    whole, month = families.layout("二七区", ha(7, None)), families.monthly(10, ha(None, 12))
    hand = Hand("", {}, (whole, month), locks=replace(Hand("", {}).locks, months=(("P03", 10), ("P02", 10))))
    assert solved(hand).is_feasible
    tight = replace(hand, targets=(whole, families.monthly(10, ha(None, 6))))
    by_month = {miss.line.axis: miss.units for miss in solved(tight).plan.misses}
    assert sum(map(abs, by_month.values())) == UNITS_PER_HECTARE
    for axis in (Axis.DISTRICT, Axis.MONTH):
        weighed = tuple(one.weighing(9) if one.line.axis is axis else one for one in tight.targets)
        assert axis not in {miss.line.axis for miss in solved(replace(tight, targets=weighed)).plan.misses}


def test_parcels_and_money_are_missed_in_their_own_units() -> None:
    most = families.reserve_funds(tuple(range(1, 13)), ha(None, 3000))
    few = families.auction_capacity((9,), ("挂牌",), Measure.COUNT, ha(None, 0.000001))
    must = tuple(october())
    hand = Hand("", {}, (most, few))
    pinned = replace(hand.locks, must=must, months=tuple((name, 10) for name in must))
    found = solved(replace(hand, locks=pinned)).plan
    assert {miss.line.name: miss.units for miss in found.misses} == {
        "收储资金/1–12": 2600 * UNITS_PER_HECTARE,
        "公告能力/9": 3,
    }
    assert most.miss(reached(found, most)) == 2600 * UNITS_PER_HECTARE
    half = families.milestone(11, Fraction(1, 2))
    assert half.terms[1] == Term(coefficient=Fraction(-1, 2))
