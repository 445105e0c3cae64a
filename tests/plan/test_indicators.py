"""指标 · Every table of a plan adds up to the same total, to the unit; verdicts are exact at the unit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.measure.area import Area
from landsupply.measure.interval import Interval
from landsupply.plan.brief import Milestone
from landsupply.plan.certificate import goal_value, misses, reached
from landsupply.plan.checks import check
from landsupply.plan.families import figure_target
from landsupply.plan.goal import Goal
from landsupply.plan.indicators import Indicators
from landsupply.plan.plan import Plan, ReserveLine
from landsupply.plan.target import Axis, Line
from tests.plan import case


def figures(plan: Plan) -> Indicators:
    return Indicators.of(plan, case.rules())


def test_the_sample_by_hand() -> None:
    found = figures(case.plan())
    assert {name: area.hectares for name, area in found.classes.items()} == {
        "住宅用地": "9.13",
        "商服用地": "0.00",
        "工矿仓储用地": "14.50",
        "其他用地": "25.8665",
    }
    assert (found.total.hectares, found.listed_total.hectares, found.reserved_total.hectares) == (
        "49.4965",
        "46.9965",
        "2.50",
    )
    assert found.shares.texts == ("18.45", "0.00", "29.30", "52.26")
    assert found.shares.closes is False
    assert found.districts[None] == case.hectares("2.5")
    assert list(found.districts)[:3] == ["中原区", "二七区", "金水区"]
    assert {name: area.hectares for name, area in found.modes.items()} == {"划拨": "23.3665", "挂牌": "23.63"}
    assert [found.months[month].hectares for month in (1, 2, 3, 6, 9, 12)] == [
        "0.00", "3.3333", "7.3399", "37.7465", "38.9965", "49.4965",
    ]  # fmt: skip
    assert [(line.required.hectares, line.is_met) for line in found.milestones] == [
        ("24.74825", True),
        ("37.122375", True),
        ("49.4965", True),
    ]


def test_land_of_no_unit_is_collected_and_shown_only_where_there_is_any() -> None:
    without = replace(case.plan(), reserves=())
    assert None not in figures(without).districts
    nowhere = case.with_item(without, "P04", district=None)
    assert figures(nowhere).districts[None] == case.hectares("12.5")


def test_a_class_that_the_place_does_not_have_still_counts() -> None:
    odd = case.with_item(case.plan(), "P04", plan_class="无此类")
    assert figures(odd).total == figures(case.plan()).total
    assert figures(odd).classes["无此类"] == case.hectares("12.5")


@st.composite
def plans(draw) -> Plan:
    """Any part of the sample's items, in any months, with any reserves."""
    kept = draw(st.lists(st.sampled_from(case.plan().items), unique_by=lambda item: item.parcel))
    months = draw(st.lists(st.integers(1, 12), min_size=len(kept), max_size=len(kept)))
    items = tuple(
        replace(item, supply_month=month, notice_month=None) for item, month in zip(kept, months, strict=True)
    )
    names = [one.name for one in case.rules().place.classes]
    reserves = draw(
        st.lists(
            st.builds(
                ReserveLine,
                plan_class=st.sampled_from(names),
                district=st.sampled_from([None, "中原区", "上街区"]),
                month=st.integers(1, 12),
                area=st.integers(0, 10**9).map(Area),
            ),
            max_size=4,
        )
    )
    return case.sealed(replace(case.plan(), items=items, reserves=tuple(reserves)))


@given(plans())
def test_every_table_adds_up_and_indicator_is_listed_plus_reserve(plan: Plan) -> None:
    found = figures(plan)
    listed = Area.total(item.area for item in plan.items)
    held = Area.total(reserve.area for reserve in plan.reserves)
    assert found.total == listed + held == found.listed_total + found.reserved_total
    for name in found.classes:
        assert found.classes[name] == found.listed[name] + found.reserved[name]
    assert Area.total(found.districts.values()) == found.total
    assert Area.total(found.in_month.values()) == Area.total(found.quarters.values()) == found.months[12] == found.total
    assert Area.total(found.modes.values()) == listed
    assert dict(plan.approved) == found.classes
    codes = {one.code for one in check(plan, case.ledger(), case.rules())}
    assert not codes & {"C001", "C008", "C012"}


@pytest.mark.parametrize(("units", "is_met", "miss"), [(0, True, 0), (-1, False, -1)])
def test_a_milestone_is_decided_at_the_unit(units: int, is_met: bool, miss: int) -> None:
    """1963.97 of 3927.94 reaches a half; 0.01 m² less does not."""
    total, first = case.hectares("3927.94").units, case.hectares("1963.97").units + units
    plan = _two(first, total - first, Fraction(1, 2))
    assert figures(plan).milestones[0].is_met is is_met
    assert sum(one.units for one in misses(plan) if one.line == Line(Axis.MILESTONE, "6")) == miss


def test_a_share_that_falls_between_units_is_rounded_against_the_plan() -> None:
    """A third of 100 units is 33.33…: 33 do not reach it, by one unit; 34 do."""
    for first, miss in ((33, -1), (34, 0)):
        plan = _two(first, 100 - first, Fraction(1, 3))
        assert sum(one.units for one in misses(plan) if one.line.axis is Axis.MILESTONE) == miss


def _two(first: int, second: int, share: Fraction) -> Plan:
    """A plan of two items, in June and December, under one milestone."""
    sizes = {"P04": (6, Area(first)), "P07": (12, Area(second))}
    items = tuple(
        replace(item, supply_month=sizes[item.parcel][0], area=sizes[item.parcel][1], whole=sizes[item.parcel][1])
        for item in case.plan().items
        if item.parcel in sizes
    )
    brief = replace(case.brief(), targets=(), milestones=(Milestone(month=6, share=share),), reserves=())
    return replace(case.plan(), items=items, reserves=(), brief=brief)


def test_an_empty_plan_has_shares_of_nothing_and_reaches_its_milestones() -> None:
    """A share of nothing is reached by nothing; it is the total that is missed."""
    empty = replace(case.plan(), items=(), reserves=())
    found = figures(empty)
    assert found.shares.texts == ("—",) * 4
    assert all(line.is_met for line in found.milestones)
    assert {miss.line.name: miss.units for miss in misses(empty)} == {
        "总量": -40_000_000,
        "结构/住宅用地": -9_130_000,
        "布局/中原区": -5_000_000,
    }


def test_each_axis_is_measured_on_its_own_land() -> None:
    wanted = {
        Line(Axis.TOTAL): "49.4965",
        Line(Axis.CLASS, "工矿仓储用地"): "14.50",
        Line(Axis.DISTRICT, "二七区"): "3.3333",
        Line(Axis.MONTH, "12"): "2.50",
        Line(Axis.BATCH, "批次一"): "19.00",
        Line(Axis.BATCH, "批次二"): "0.00",
    }
    assert {line: _reached(case.plan(), line).hectares for line in wanted} == wanted
    by_june = figures(case.plan()).months[6].units - Fraction(figures(case.plan()).total.units, 2)
    assert reached(case.plan(), case.brief().milestones[0].target) == by_june


def _reached(plan: Plan, line: Line) -> Area:
    found = reached(plan, figure_target(line, Interval(0, None)))
    assert found.denominator == 1
    return Area(int(found))


def test_a_supply_already_made_does_not_draw_on_the_balance_again() -> None:
    """What is supplied is no longer in a batch's balance."""
    plan = case.with_item(case.plan(), "P02", batch="批次一")
    assert _reached(plan, Line(Axis.BATCH, "批次一")) == case.hectares("19")


def test_a_batch_overdrawn_is_named_by_what_is_lacking() -> None:
    """80 less 61.5 supplied less 10 withdrawn leaves 8.5; 12 planned overdraw it by 3.5."""
    targets = (case.target(Axis.BATCH, "批次一", None, "8.5"),)
    plan = case.with_item(
        case.with_item(case.plan(), "P04", batch=None), "P06", area=case.hectares("12"), whole=Area(12_000_000)
    )
    plan = replace(plan, brief=replace(plan.brief, targets=targets))
    assert [(miss.line.name, miss.units) for miss in misses(plan)] == [("批次/批次一", 3_500_000)]
    assert "3.50" in next(one.message() for one in check(plan, case.ledger(), case.rules()) if one.code == "C008")


def test_goal_values_by_hand() -> None:
    """民生 P01 and P07; 存量 those, P02 and P04; 重点与早供 twelve points for P06 and one a month before December."""
    plan = case.plan()
    assert goal_value(plan, Goal.LIVELIHOOD) == 11_406_600
    assert goal_value(plan, Goal.EXISTING_LAND) == 27_239_900
    early = sum(item.area.units * (12 - item.supply_month) for item in plan.items)
    assert goal_value(plan, Goal.KEY_AND_EARLY) == early + 12 * 6_500_000
