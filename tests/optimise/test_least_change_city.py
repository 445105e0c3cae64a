"""最小调整（示例城市） · Parcels lost from the shipped city's plan: indicators kept, and proven least."""

from __future__ import annotations

import random
from datetime import date
from functools import cache

import pytest

from landsupply.ledger.ledger import Ledger
from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.optimise.least_change import LeastChange, least_change
from landsupply.optimise.propose import propose
from landsupply.options.lawful import Options, lawful_options
from landsupply.plan.checks import check
from landsupply.plan.plan import ItemState, Plan
from landsupply.prepare.readiness import readiness_of
from tests.explain.test_explained_plan import year_of
from tests.plan import case

pytestmark = pytest.mark.slow
DAY, FROZEN, CITY = date(2024, 3, 1), 3, "zhengzhou-2024"
#: What a line that must give may give more than the least, in units of 0.01 m².
NEAR = 200


@cache
def approved() -> Plan:
    options, brief = year_of(CITY)
    return propose(options, brief, DAY).plan


def without(lost: frozenset[str]) -> tuple[Ledger, Options]:
    options, _ = year_of(CITY)
    left = case.ledger_of(*(one for one in options.ledger.parcels if one.id not in lost))
    return left, lawful_options(left, readiness_of(left), options.rules)


def after_losing(count: int, seed: int) -> tuple[Ledger, LeastChange, frozenset[str]]:
    later = [one.parcel for one in approved().items if one.state is ItemState.PLANNED and one.supply_month > FROZEN]
    lost = frozenset(random.Random(f"{count}/{seed}").sample(sorted(later), count))
    ledger, options = without(lost)
    return ledger, least_change(options, year_of(CITY)[1], approved(), DAY, FROZEN, "示例：宗地不能供应"), lost


def early(plan: Plan) -> set[tuple[str, int, int, str]]:
    found = (one for one in plan.items if one.supply_month <= FROZEN)
    return {(one.parcel, one.supply_month, one.area.units, one.mode.code) for one in found}


@pytest.mark.parametrize("count", [1, 3, 5, 10])
@pytest.mark.parametrize("seed", range(5))
def test_indicators_are_kept_and_the_change_is_proven_least(count: int, seed: int) -> None:
    ledger, told, lost = after_losing(count, seed)
    assert told.is_proven and not told.plan.misses and told.plan.approved == approved().approved
    assert early(told.plan) == early(approved()) and lost <= set(told.removed) & set(told.forced)
    assert 4 * len(told.added + told.removed) + len(told.moved) == told.change >= 4 * count
    assert not [one for one in check(told.plan, ledger, year_of(CITY)[0].rules) if one.severity == "error"]


def test_where_land_is_truly_lacking_the_least_is_missed() -> None:
    """Whatever would do instead is gone: the class is short of what was lost, but for what phases may grow."""
    options, brief = year_of(CITY)
    own = [one for one in approved().items if one.plan_class == "商服用地"]
    spare = {one.parcel for one in options.preferred if one.plan_class == "商服用地"} - {one.parcel for one in own}
    lost = max((one for one in own if one.supply_month > FROZEN), key=lambda one: one.area.units)
    room = sum(one.whole.units - one.area.units for one in own if one is not lost and one.supply_month > FROZEN)
    _, left = without(frozenset({*spare, lost.parcel}))
    told = least_change(left, brief, approved(), DAY, FROZEN, "示例：无地可补")
    missed = {miss.line.name: miss.units for miss in told.plan.misses}
    lacking = lost.area.units - room
    assert lacking > UNITS_PER_HECTARE and told.plan.proof.misses is not None
    assert 0 <= -missed["结构/商服用地"] - lacking <= NEAR
    assert 0 <= sum(map(abs, missed.values())) - 2 * lacking <= NEAR * len(missed), missed  # the total's as well
