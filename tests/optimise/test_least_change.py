"""最小调整 · Against every plan of small years: none that keeps the approved indicators changes fewer parcels."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np
import pytest

from landsupply.measure.days import CalendarDay, Precision
from landsupply.measure.fault import SolveFault
from landsupply.optimise.least_change import LeastChange, keeping, least_change
from landsupply.optimise.propose import propose
from landsupply.plan.form import from_form, plan_digest, to_form
from landsupply.plan.plan import Plan
from tests.optimise.instances import DAY, Instance, instance, lines_of, missed, ways
from tests.plan import case

SEEDS = range(0, 200)


@dataclass(frozen=True)
class Shift:
    """A year with its approved plan, and the same year after something has happened to one listed parcel."""

    approved: Plan
    after: Instance
    frozen: int


@cache
def shift(seed: int) -> Shift | None:
    """A parcel late, or struck while another like it is found, or nothing; None where nothing was approved."""
    of, draw = instance(seed), random.Random(seed)
    found = propose(of.options, of.brief, DAY)
    locked = (*of.brief.locks.must, *(name for name, _ in of.brief.locks.months))
    listed = [one.parcel for one in found.plan.items if one.state == "planned" and one.parcel not in locked]
    if not found.is_feasible or not listed:
        return None
    parcel, frozen = draw.choice(listed), draw.choice((0, 0, 0, 9))
    kind, ledger, brief = draw.choice(("late", "late", "struck", "nothing")), of.ledger, of.brief
    if kind == "late":
        month = min(12, dict((one.parcel, one.supply_month) for one in found.plan.items)[parcel] + draw.randint(1, 2))
        ready = CalendarDay(date(2024, month, 1), Precision.MONTH)
        ledger = case.ledger_of(*(replace(one, ready=ready) if one.id == parcel else one for one in ledger.parcels))
    elif kind == "struck":
        brief = replace(brief, locks=replace(brief.locks, never=(*brief.locks.never, parcel)))
        twin = next(one for one in ledger.parcels if one.id == parcel)
        ledger = case.ledger_of(*ledger.parcels, replace(twin, id="P99", source=replace(twin.source, row=99)))
    return Shift(found.plan, Instance(ledger, brief), frozen)


def changed(of: Shift) -> LeastChange | None:
    """The least change; None where no plan keeps the indicators or a frozen parcel cannot stay."""
    try:
        return least_change(of.after.options, of.after.brief, of.approved, DAY, of.frozen, "示例：情况有变")
    except SolveFault as fault:
        assert fault.code in ("S090", "S091")
        return None


def by_trying(of: Shift) -> int | None:
    """The fewest quarters of any plan that keeps the indicators, trying every one."""
    kept = Instance(of.after.ledger, keeping(of.after.brief, of.approved))
    choices = ways(kept)
    if not all(choices):
        return None
    items = {item.parcel: item for item in of.approved.items}
    grid = np.indices([len(one) for one in choices]).reshape(len(choices), -1)
    fits = sum((missed(kept.brief, choices, grid, line) for line in lines_of(kept.brief)), np.zeros(grid.shape[1])) == 0
    cost = np.zeros(grid.shape[1], np.int64)
    for row, land, own in zip(grid, kept.ledger.parcels, choices, strict=True):
        item = items.get(land.id)
        stood = None if item is None else (item.area.units, item.plan_class, item.supply_month)
        quarters = [_quarters(None if way is None else (way[0], way[1], way[4]), stood) for way in own]
        frozen = [
            _touches(way and way[4], item and item.supply_month, of.frozen) and q
            for way, q in zip(own, quarters, strict=True)
        ]
        cost += np.array(quarters)[row]
        fits &= ~np.array(frozen, dtype=bool)[row]
    return int(cost[fits].min()) if fits.any() else None


def _quarters(stands: tuple[int, str, int] | None, stood: tuple[int, str, int] | None) -> int:
    if (stands is None) != (stood is None):
        return 4
    return int(stands != stood)


def _touches(now: int | None, before: int | None, frozen: int) -> bool:
    return any(month is not None and month <= frozen for month in (now, before))


def _disagreements(seeds: range) -> Iterator[str]:
    for seed in seeds:
        of = shift(seed)
        if of is None:
            continue
        told, least = changed(of), by_trying(of)
        if (None if told is None else (told.change, told.bound)) != (None if least is None else (least, least)):
            yield f"{seed}: {told and (told.change, told.bound)} for {least}"


def test_the_least_change_equals_trying_everything() -> None:
    assert "\n".join(_disagreements(SEEDS)) == ""


def test_the_years_tried_hold_every_kind_of_end() -> None:
    ends = [changed(of) for seed in SEEDS if (of := shift(seed)) is not None]
    found = [one for one in ends if one is not None]
    assert len(found) > 25 and any(one is None for one in ends)
    assert any(one.change == 0 for one in found) and any(one.moved for one in found) and any(one.added for one in found)


@cache
def _found() -> tuple[tuple[Shift, LeastChange], ...]:
    pairs = ((of, changed(of)) for seed in SEEDS if (of := shift(seed)) is not None)
    return tuple((of, told) for of, told in pairs if told is not None)


def test_total_and_classes_are_unchanged() -> None:
    for of, told in _found():
        assert told.plan.approved == of.approved.approved and not told.plan.misses


def test_nothing_in_frozen_months_changes() -> None:
    for of, told in _found():
        early = [
            {(item.parcel, item.supply_month, item.area) for item in plan.items if item.supply_month <= of.frozen}
            for plan in (of.approved, told.plan)
        ]
        assert early[0] == early[1]


def test_the_next_version_names_its_parent_and_the_reason() -> None:
    for of, told in _found()[:5]:
        plan, rules = told.plan, case.rules()
        assert plan.parent == plan_digest(of.approved, rules) and plan.reason == "示例：情况有变"
        assert plan.version == of.approved.version + 1 and plan.proof.goals
        assert from_form(to_form(plan, rules), rules) == plan


def test_parcels_told_add_up_to_the_change() -> None:
    for _, told in _found():
        assert 4 * len(told.added + told.removed) + len(told.moved) == told.change and told.is_proven


def test_the_same_input_gives_the_same_plan_and_so_does_a_shuffled_ledger() -> None:
    for of, told in _found()[:8]:
        shuffled = case.ledger_of(*sorted(of.after.ledger.parcels, key=lambda one: one.id, reverse=True))
        assert changed(of) == told
        assert changed(replace(of, after=Instance(shuffled, of.after.brief))) == told


def test_a_frozen_parcel_that_cannot_stay_is_named() -> None:
    of = next(of for seed in SEEDS if (of := shift(seed)) is not None)
    parcel = next(item.parcel for item in of.approved.items if item.state == "planned")
    brief = replace(of.after.brief, locks=replace(of.after.brief.locks, must=(), months=(), never=(parcel,)))
    with pytest.raises(SolveFault, match="S090") as told:
        least_change(of.after.options, brief, of.approved, DAY, 12, "示例")
    assert parcel in str(told.value.facts["parcels"])
