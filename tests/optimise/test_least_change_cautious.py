"""最小调整与稳妥 · With delays stated, the next plan guards its milestones: against every plan of small years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

import numpy as np
import pytest

from landsupply.optimise.caution import SCENARIOS, ready_by, scenarios
from landsupply.optimise.columns import build_columns
from landsupply.optimise.least_change import least_change
from landsupply.optimise.propose import propose
from landsupply.plan.brief import Locks
from landsupply.plan.case import case_of
from landsupply.plan.delays import Caution, Heed
from landsupply.plan.exposure import exposure_of
from landsupply.plan.plan import Plan
from landsupply.plan.target import Axis
from tests.optimise.instances import DAY, Instance
from tests.optimise.test_caution import chance, every_plan, instance

SEEDS = range(60)
#: Candidate's place, area, month (13: not supplied), first month.
Way = tuple[int, int, int, int]


def approved_of(of: Instance) -> Plan | None:
    """The plan approved before anybody spoke of delays: one in two parcels in December."""
    made = case_of(of.options, of.brief, DAY).candidates
    pins = Locks(months=tuple((one.parcel, 12) for one in made[::2] if 12 in one.months))
    found = propose(of.options, replace(of.brief, delays=None, caution=None, locks=pins), DAY)
    return found.plan if found.is_feasible else None


def by_trying(of: Instance, approved: Plan, holds: Callable[[Sequence[Way], int], bool]) -> int | None:
    """The fewest quarters of any plan that keeps the approved classes, the milestone, and holds in spite of delays."""
    made, (milestone, _) = case_of(of.options, of.brief, DAY), of.brief.milestones
    items = {item.parcel: item for item in approved.items}
    fewest: int | None = None
    for plan in every_plan(of):
        listed, classes, quarters = 0, {name: 0 for name, _ in approved.approved}, 0
        for i, units, month, _ in plan:
            item, one = items.get(made.candidates[i].parcel), made.candidates[i]
            if month < 13:
                classes[one.option.plan_class] += units
                listed += units
            quarters += (
                4 if (month < 13) != (item is not None) else int(item is not None and month != item.supply_month)
            )
        if (fewest is not None and quarters >= fewest) or classes != {n: area.units for n, area in approved.approved}:
            continue
        done = sum(units for _, units, month, _ in plan if month <= 10)
        if done >= milestone.share * listed and holds(plan, listed):
            fewest = quarters
    return fewest


def on_average(of: Instance) -> Callable[[Sequence[Way], int], bool]:
    made, (milestone, _) = case_of(of.options, of.brief, DAY), of.brief.milestones
    chances = [chance(of, one.parcel, one.option.first, 10) for one in made.candidates]
    share = min(milestone.share + Fraction(2, 100), Fraction(1))

    def holds(plan: Sequence[Way], listed: int) -> bool:
        done = sum((units * chances[i] for i, units, month, _ in plan if month <= 10), Fraction(0))
        return done >= share * listed

    return holds


def in_the_worst(of: Instance, level: Fraction) -> Callable[[Sequence[Way], int], bool]:
    made, (milestone, _) = case_of(of.options, of.brief, DAY), of.brief.milestones
    columns = build_columns(made, exposure_of(of.options, made, DAY))
    ready = ready_by(columns.exposed, scenarios(columns.exposed, of.brief), 10).astype(np.int64)
    worst = ceil((1 - level) * SCENARIOS)

    def holds(plan: Sequence[Way], listed: int) -> bool:
        areas = np.array([units if month <= 10 else 0 for _, units, month, _ in plan])
        return Fraction(int(np.sort(ready @ areas)[:worst].sum()), worst) >= milestone.share * listed

    return holds


def _compared(of: Instance, holds: Callable[[Sequence[Way], int], bool]) -> str:
    """What kind of end it came to, where it agrees with every plan."""
    approved = approved_of(of)
    if approved is None:
        return "nothing"
    told, least = least_change(of.options, of.brief, approved, DAY, 0, "示例：考虑延期"), by_trying(of, approved, holds)
    assert (not told.plan.misses) == (least is not None)
    if least is None:
        return "missed"
    assert (told.change, told.bound) == (least, least)
    return "changed" if least else "as it was"


def test_on_average_it_changes_least_of_all_plans() -> None:
    ends = [_compared(of := instance(seed, Caution()), on_average(of)) for seed in SEEDS]
    assert {"missed", "changed", "as it was"} <= set(ends)


def test_in_the_worst_scenarios_it_changes_least_of_all_plans() -> None:
    level = Fraction(8, 10)
    made = [instance(seed, Caution(heed=Heed.CVAR, level=level, seed=seed)) for seed in SEEDS]
    assert {"missed", "changed", "as it was"} <= {_compared(of, in_the_worst(of, level)) for of in made}


@pytest.mark.parametrize("heed", [Heed.EXPECTED, Heed.CVAR])
def test_what_cannot_be_guarded_is_a_miss_by_name_and_the_odds_are_told(heed: Heed) -> None:
    made = (instance(seed, Caution(heed=heed)) for seed in SEEDS)
    plans = [(of, approved) for of in made if (approved := approved_of(of)) is not None]
    told = [least_change(of.options, of.brief, approved, DAY, 0, "示例").plan for of, approved in plans]
    assert all(plan.delays is not None and plan.delays.odds for plan in told)
    assert any(miss.line.axis is Axis.CAUTION for plan in told for miss in plan.misses)
