"""最小调整 · An approved plan whose ground has shifted: the plan that changes fewest parcels and keeps its indicators.

What was supplied or is under notice stands as the ledger has it; frozen months stay as approved; total and classes stay
at the approved figures. A parcel added or removed counts four quarters, one in another month, way or area one. Where
the indicators cannot be kept, the plan misses them by the least that was found, and says so like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from landsupply.measure.fault import SolveFault
from landsupply.measure.interval import Interval
from landsupply.optimise.assemble import METHOD
from landsupply.optimise.columns import build_columns
from landsupply.optimise.nearest_plan import nearest_plan
from landsupply.optimise.proving import Sought, proven
from landsupply.optimise.stays import WHOLE, stays_of
from landsupply.optimise.telling import with_odds
from landsupply.options.lawful import Options
from landsupply.plan.brief import Brief
from landsupply.plan.case import Case, case_of
from landsupply.plan.exposure import exposure_of
from landsupply.plan.families import figure_target
from landsupply.plan.form import plan_digest
from landsupply.plan.plan import ItemState, Plan, PlanItem
from landsupply.plan.target import Axis, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastChange:
    """最小调整 · The next version of the plan, what it changes, the sum in quarters, and what nothing is below.

    `forced` are approved parcels that can no longer stand as they stood. What the ledger records of a parcel supplied
    or under notice, `recorded` where it differs from the approved plan, is no change of the plan's and counts nothing.
    """

    plan: Plan
    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[str, ...]
    forced: tuple[str, ...]
    recorded: tuple[str, ...]
    change: int
    bound: int

    @property
    def is_proven(self) -> bool:
        """已证 · Whether no plan that misses no more changes less."""
        return self.change <= self.bound


def least_change(
    options: Options, brief: Brief, approved: Plan, day: date, frozen_through: int, reason: str
) -> LeastChange:
    """最小调整 · The plan nearest to the approved one that today's ledger and brief allow, with proof.

    Its misses say what could not be kept. SolveFault S090 where an approved parcel of a frozen month cannot stay in
    it, S091 where frozen months, locks and what stands already contradict each other, S003 where there is nothing to
    choose from.
    """
    case = case_of(options, keeping(brief, approved), day)
    if not case.candidates:
        raise SolveFault("S003")
    items, parent = {item.parcel: item for item in approved.items}, plan_digest(approved, options.rules)
    stays = stays_of(build_columns(case, exposure_of(options, case, day)), items, frozen_through)
    forced = tuple(sorted((*stays.forced, *_gone(case, approved))))
    _refuse_lost(items, forced, frozen_through)
    try:
        found = nearest_plan(case, options, stays)
    except SolveFault as fault:
        if fault.code != "S002":
            raise
        raise SolveFault("S091", parent=parent) from fault
    plan = with_odds(_proven(case, found.plan), stays.columns.candidates, stays.columns.exposed)
    plan = replace(plan, version=approved.version + 1, parent=parent, reason=reason)
    return _told(case, (approved, plan), forced, found.bound)


def keeping(brief: Brief, approved: Plan) -> Brief:
    """保持指标 · The brief with the approved total and classes as its figures; all its other sentences stay."""
    total = sum(area.units for _, area in approved.approved)
    figures = [(Line(Axis.TOTAL), total)]
    figures += [(Line(Axis.CLASS, name), area.units) for name, area in approved.approved]
    own = tuple(one for one in brief.targets if one.line.axis not in (Axis.TOTAL, Axis.CLASS))
    kept = tuple(figure_target(line, Interval(units, units)) for line, units in figures)
    return replace(brief, targets=(*kept, *own))


def _gone(case: Case, approved: Plan) -> tuple[str, ...]:
    """Approved parcels that can be listed in no way at all."""
    known = {one.parcel for one in case.candidates}
    return tuple(sorted(item.parcel for item in approved.items if item.parcel not in known))


def _refuse_lost(items: Mapping[str, PlanItem], forced: tuple[str, ...], frozen: int) -> None:
    """SolveFault S090 where a parcel of a frozen month can no longer stand as it stood."""
    lost = [one for one in forced if items[one].supply_month <= frozen]
    if lost:
        raise SolveFault("S090", parcels="、".join(lost[:20]), count=len(lost), month=frozen)


def _proven(case: Case, plan: Plan) -> Plan:
    """The plan with the bound of every goal."""
    sought = [Sought(goal=goal, solver=None, floor=None) for goal in case.brief.levels]
    return proven(plan, case, sought, METHOD)


def _told(case: Case, plans: tuple[Plan, Plan], forced: tuple[str, ...], bound: int) -> LeastChange:
    """What differs between the two plans, apart from what the ledger records."""
    before, after = ({item.parcel: item for item in one.items} for one in plans)
    facts = {one.parcel for one in case.candidates if one.state is not ItemState.PLANNED}
    differs = [one for one in sorted(before.keys() | after.keys()) if _way(before.get(one)) != _way(after.get(one))]
    own = [parcel for parcel in differs if parcel not in facts]
    added = tuple(parcel for parcel in own if parcel not in before)
    removed = tuple(parcel for parcel in own if parcel not in after)
    moved = tuple(parcel for parcel in own if parcel in before and parcel in after)
    change = WHOLE * len(added + removed) + len(moved)
    return LeastChange(
        plan=plans[1],
        added=added,
        removed=removed,
        moved=moved,
        forced=forced,
        recorded=tuple(parcel for parcel in differs if parcel in facts),
        change=change,
        bound=min(change, bound + WHOLE * len(_gone(case, plans[0]))),
    )


def _way(item: PlanItem | None) -> tuple[object, ...]:
    return () if item is None else (item.use, item.mode.code, item.area, item.supply_month)
