"""版本差异测试 · 原、新、增减 close: by figure, by parcel, back and forth, and against nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from landsupply.measure.area import Area
from landsupply.plan.difference import ChangeKind, Difference, difference
from landsupply.plan.pace import Pace, next_milestone, paces
from landsupply.plan.plan import Plan
from landsupply.plan.target import Axis
from tests.plan import case


def between(before: Plan | None, after: Plan) -> Difference:
    return difference(before, after, case.rules())


def smaller(keeps: list[bool]) -> Plan:
    plan = case.plan()
    kept = [item for item, keep in zip(plan.items, keeps, strict=False) if keep]
    return replace(plan, items=tuple(kept))


def test_a_plan_differs_from_itself_in_nothing() -> None:
    found = between(case.plan(), case.plan())
    assert (found.items, found.net.units, found.alike) == ((), 0, len(case.plan().items))


def test_against_nothing_everything_is_new() -> None:
    plan = case.plan()
    found = between(None, plan)
    assert found.count(ChangeKind.ADDED) == len(plan.items) == len(found.items)
    assert all(one.before == Area.ZERO for one in found.figures)


@given(st.lists(st.booleans(), min_size=8, max_size=8), st.lists(st.booleans(), min_size=8, max_size=8))
def test_the_net_is_that_of_the_parcels_and_of_every_axis_and_turns_round(one: list[bool], two: list[bool]) -> None:
    before, after = smaller(one), smaller(two)
    found, back = between(before, after), between(after, before)
    assert found.net == Area.total(change.net for change in found.items)
    for axis in (Axis.CLASS, Axis.DISTRICT):
        assert found.net == Area.total(line.net for line in found.figures if line.axis is axis)
    assert back.net == Area.ZERO - found.net
    assert back.count(ChangeKind.ADDED) == found.count(ChangeKind.REMOVED)
    assert {change.item.parcel for change in back.items} == {change.item.parcel for change in found.items}


def test_another_month_is_a_change_without_area() -> None:
    plan = case.plan()
    item = next(one for one in plan.items if one.supply_month < 12)
    moved = case.with_item(plan, item.parcel, supply_month=item.supply_month + 1)
    found = between(plan, moved)
    assert [(one.kind, one.net.units) for one in found.items] == [(ChangeKind.CHANGED, 0)]
    assert found.net.units == 0


def test_units_add_up_and_are_judged_exactly() -> None:
    plan = case.plan()
    milestone = next_milestone(plan, plan.year, 1)
    assert milestone is not None
    found = paces(plan, case.rules(), milestone)
    assert Area.total(one.total for one in found) == between(None, plan).net
    for one in found:
        assert (one.reached.units >= one.required.units) == (one.pace in (Pace.IN_TIME, Pace.NOTHING))


def test_the_next_milestone_is_the_first_ahead_and_the_last_when_all_are_past() -> None:
    plan = case.plan()
    months = sorted(one.month for one in plan.brief.milestones)
    ahead = next_milestone(plan, plan.year, months[0] + 1)
    past = next_milestone(plan, plan.year + 1, 1)
    assert ahead is not None and past is not None
    assert (ahead.month, past.month) == (months[1], months[-1])
    assert next_milestone(replace(plan, brief=replace(plan.brief, milestones=())), plan.year, 1) is None
