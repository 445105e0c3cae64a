"""序时安排 · How each planning unit's schedule stands against a milestone of the plan, compared exactly.

It speaks of what is scheduled, not of what was supplied: that is told by records of supply.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from landsupply.law.rulebook import Rules
from landsupply.measure.area import Area
from landsupply.measure.verdict import reaches, required
from landsupply.plan.brief import Milestone
from landsupply.plan.indicators import Indicators
from landsupply.plan.plan import Plan


class Pace(StrEnum):
    """序时 · In time, within the month after, later, or nothing planned at all."""

    IN_TIME = "in_time"
    A_MONTH_LATE = "a_month_late"
    LATE = "late"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPace:
    """单元序时 · A unit's whole area, what the milestone asks of it, what is scheduled until then, its parcels."""

    unit: str | None
    total: Area
    required: Area
    reached: Area
    parcels: int
    pace: Pace


def next_milestone(plan: Plan, year: int, month: int) -> Milestone | None:
    """下一节点 · The first that is not past in a month of a year, the last where all are; none where none is asked."""
    milestones = sorted(plan.brief.milestones, key=lambda one: one.month)
    ahead = [one for one in milestones if (plan.year, one.month) >= (year, month)]
    return next(iter(ahead), milestones[-1] if milestones else None)


def paces(plan: Plan, rules: Rules, milestone: Milestone) -> tuple[UnitPace, ...]:
    """各单元序时 · Every unit against a milestone, in the official order."""
    return tuple(_unit(plan, unit, total, milestone) for unit, total in Indicators.of(plan, rules).districts.items())


def _unit(plan: Plan, unit: str | None, total: Area, milestone: Milestone) -> UnitPace:
    reached = _until(plan, unit, milestone.month)
    return UnitPace(
        unit=unit,
        total=total,
        required=required(total, milestone.share),
        reached=reached,
        parcels=sum(item.district == unit for item in plan.items),
        pace=_pace(plan, unit, total, milestone),
    )


def _pace(plan: Plan, unit: str | None, total: Area, milestone: Milestone) -> Pace:
    if not total:
        return Pace.NOTHING
    if reaches(_until(plan, unit, milestone.month), total, milestone.share):
        return Pace.IN_TIME
    is_next = reaches(_until(plan, unit, milestone.month + 1), total, milestone.share)
    return Pace.A_MONTH_LATE if is_next else Pace.LATE


def _until(plan: Plan, unit: str | None, month: int) -> Area:
    """What a unit has scheduled by the end of a month, on parcels and in reserve."""
    listed = Area.total(item.area for item in plan.items if item.district == unit and item.supply_month <= month)
    held = Area.total(line.area for line in plan.reserves if line.district == unit and line.month <= month)
    return listed + held
