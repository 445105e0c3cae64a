"""最少变动 · Smaller programmes prove what the whole one proves; where a hundredth is hard to hit, there is a plan."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest

from benchmarks.optimise.cautious import DAY, year
from landsupply.ledger.ledger import Ledger
from landsupply.optimise import fewest as module
from landsupply.optimise.columns import build_columns
from landsupply.optimise.fewest import fewest
from landsupply.optimise.least_change import LeastChange, keeping, least_change
from landsupply.optimise.propose import propose
from landsupply.optimise.solve import Limits, Stop, solve
from landsupply.optimise.stays import counted_programme, plain_programme, stays_of
from landsupply.options.lawful import Options, lawful_options
from landsupply.plan.brief import Brief
from landsupply.plan.case import case_of
from landsupply.plan.exposure import exposure_of
from landsupply.plan.plan import Plan
from landsupply.prepare.readiness import readiness_of
from tests.optimise import test_least_change as small
from tests.optimise.instances import DAY as YEAR_DAY

EXACT = Limits(gap=0.0, nodes=100_000)


@pytest.mark.parametrize("seeds", [range(at, at + 40) for at in range(0, 200, 40)], ids=str)
def test_it_proves_what_the_whole_programme_proves(seeds: range) -> None:
    shifts = [one for seed in seeds for one in (small.shift(seed), small.phased(seed)) if one is not None]
    assert {_agrees(of) for of in shifts} >= {True, False}  # some years fit, some do not


def _agrees(of: small.Shift) -> bool | None:
    """Whether there is a plan at all; None where there is nothing to choose from."""
    brief = keeping(of.after.brief, of.approved)
    case = case_of(of.after.options, brief, YEAR_DAY)
    if not case.candidates:
        return None
    items = {item.parcel: item for item in of.approved.items}
    stays = stays_of(build_columns(case, exposure_of(of.after.options, case, YEAR_DAY)), items, of.frozen)
    programme = counted_programme(plain_programme(stays, brief), stays)
    found, whole = fewest(stays, programme, EXACT), solve(programme, stays.saving, EXACT)
    assert found.is_plan == whole.is_plan == (found.stop is Stop.PROVEN)
    if whole.is_plan:
        assert stays.change(found.values) == stays.change(whole.values)
        assert found.bound > found.value - 1e-6
        assert all(row.low - 1e-6 <= row.value @ found.values[row.index] <= row.high + 1e-6 for row in programme.rows)
    return whole.is_plan


@cache
def invented() -> tuple[Options, Brief, Plan]:
    """300 parcels, none with phases: a class is met to the hundredth by whole parcels alone."""
    options, brief = year(300, 1)
    brief = replace(brief, delays=None, caution=None)
    return options, brief, propose(options, brief, DAY).plan


def _after_losing(count: int) -> LeastChange:
    options, brief, approved = invented()
    lost = random.Random(count).sample(sorted(item.parcel for item in approved.items), count)
    left = Ledger(parcels=tuple(one for one in options.ledger.parcels if one.id not in lost), issues=(), sources=())
    return least_change(lawful_options(left, readiness_of(left), options.rules), brief, approved, DAY, 0, "示例")


def test_one_parcel_lost_is_proven_without_the_months() -> None:
    told = _after_losing(2)
    assert told.is_proven and not told.plan.misses


@pytest.mark.slow
def test_where_no_proof_comes_soon_there_is_a_plan_and_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGE", 0)
    told = _after_losing(5)
    assert not told.plan.misses and told.plan.approved == invented()[2].approved
    assert 4 * 5 <= told.bound <= told.change <= 100
