"""最小调整 · An approved plan whose ground has shifted: the plan that changes fewest parcels and keeps its indicators.

What was supplied or is under notice stands as the ledger has it; frozen months stay as approved; total and classes stay
at the approved figures. A parcel added or removed counts four quarters, one in another month or way one. A phase keeps
its approved area or takes one of eight steps between its least and the whole: what is proven is proven of such plans.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from landsupply.measure.fault import SolveFault
from landsupply.measure.interval import Interval
from landsupply.optimise.assemble import METHOD, assemble
from landsupply.optimise.by_prices import STEPS, chosen_of
from landsupply.optimise.explain.replan import Replan, replan
from landsupply.optimise.proving import Sought, proven
from landsupply.options.lawful import Options
from landsupply.plan.asked import Asked
from landsupply.plan.brief import Brief
from landsupply.plan.case import Case, case_of
from landsupply.plan.certificate import misses
from landsupply.plan.families import figure_target
from landsupply.plan.form import plan_digest
from landsupply.plan.goal import Goal
from landsupply.plan.plan import ItemState, Plan, PlanItem
from landsupply.plan.posed import Posed, pose
from landsupply.plan.problem import Choice
from landsupply.plan.target import Axis, Line

#: What a parcel counts that is added or removed, in quarters of a change.
WHOLE = 4
#: In place of a month: the parcel is listed, but nowhere where it could still stand.
ELSEWHERE = 13


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
        """已证 · Whether no plan that keeps the indicators changes less, its phases as above."""
        return self.change <= self.bound


def least_change(
    options: Options, brief: Brief, approved: Plan, day: date, frozen_through: int, reason: str
) -> LeastChange:
    """最小调整 · The plan nearest to the approved one that today's ledger and brief allow, with proof.

    SolveFault S090 where an approved parcel of a frozen month cannot stay in it, S091 where no plan was found that
    keeps the indicators.
    """
    case = case_of(options, keeping(brief, approved), day)
    posed = pose(case, Asked(goal=_worth_most(brief)), STEPS, _areas(case, approved))
    stood = _standing(case, posed, approved, frozen_through)
    found = replan(posed.problem, stood, frozen_through)
    if found is None:
        raise SolveFault("S091", parent=plan_digest(approved, options.rules))
    plan = replace(
        _plan(case, posed, found, options),
        version=approved.version + 1,
        parent=plan_digest(approved, options.rules),
        reason=reason,
    )
    names = {place: parcel for parcel, (place, _) in _options_of(case, posed).items()}
    forced = [names[int(posed.problem.option_start[at])] for at in found.forced]
    return _told(case, (approved, plan), found, forced)


def keeping(brief: Brief, approved: Plan) -> Brief:
    """保持指标 · The brief with the approved total and classes as its figures; all its other sentences stay."""
    total = sum(area.units for _, area in approved.approved)
    figures = [(Line(Axis.TOTAL), total)]
    figures += [(Line(Axis.CLASS, name), area.units) for name, area in approved.approved]
    own = tuple(one for one in brief.targets if one.line.axis not in (Axis.TOTAL, Axis.CLASS))
    kept = tuple(figure_target(line, Interval(units, units)) for line, units in figures)
    return replace(brief, targets=(*kept, *own))


def _worth_most(brief: Brief) -> Goal:
    """The first goal that parcels have a worth by, so that of equal changes the better one is taken."""
    return next((goal for goal in brief.goals if goal is not Goal.EVEN), Goal.EARLY)


def _of_item(case: Case, item: PlanItem) -> int | None:
    """The candidate that lists a parcel in the item's way."""
    key = (item.parcel, item.use.scheme.value, item.use.code, item.mode.code)
    return next((i for i, one in enumerate(case.candidates) if one.key == key), None)


def _areas(case: Case, approved: Plan) -> Mapping[int, tuple[int, ...]]:
    """The approved phase of every parcel that may be phased, so that it can stay as it is."""
    found = {_of_item(case, item): item.area.units for item in approved.items}
    return {
        i: (units,)
        for i, units in found.items()
        if i is not None and case.candidates[i].least <= units < case.candidates[i].whole
    }


def _standing(case: Case, posed: Posed, approved: Plan, frozen: int) -> Choice:
    """The approved plan as a choice; what the ledger says of a parcel supplied or under notice comes before it."""
    choice = Choice.none(posed.problem)
    items = {item.parcel: item for item in approved.items}
    lost = []
    for parcel, (start, end) in _options_of(case, posed).items():
        first = case.candidates[int(posed.candidate[start])]
        item = items.get(parcel)
        at = int(posed.problem.parcel_of[start])
        if first.state is not ItemState.PLANNED:
            choice.option[at], choice.month[at] = end - 1, first.months[0]
        elif item is not None:
            choice.option[at], choice.month[at] = _as_listed(case, posed, item, range(start, end))
            if item.supply_month <= frozen and choice.month[at] == ELSEWHERE:
                lost.append(parcel)
    lost += [one for one in _gone(case, approved) if items[one].supply_month <= frozen]
    if lost:
        raise SolveFault("S090", parcels="、".join(sorted(lost)[:20]), count=len(lost), month=frozen)
    return choice


def _options_of(case: Case, posed: Posed) -> Mapping[str, tuple[int, int]]:
    """By parcel its first option in the problem and the one behind its last."""
    start = posed.problem.option_start.tolist()
    numbers = [int(posed.candidate[one]) for one in start[:-1]]
    spans = zip(numbers, start[:-1], start[1:], strict=True)
    return {case.candidates[i].parcel: (first, end) for i, first, end in spans if i >= 0}


def _as_listed(case: Case, posed: Posed, item: PlanItem, own: range) -> tuple[int, int]:
    """The option and month in which an item stands; in no month where it can stand so no longer."""
    i, month = _of_item(case, item), item.supply_month
    same = [one for one in own if posed.candidate[one] == i and posed.units[one] == item.area.units]
    if i is None or not same or month not in case.candidates[i].months:
        return (same or own)[0], ELSEWHERE
    return same[0], month


def _gone(case: Case, approved: Plan) -> tuple[str, ...]:
    """Approved parcels that can be listed in no way at all."""
    known = {one.parcel for one in case.candidates}
    return tuple(sorted(item.parcel for item in approved.items if item.parcel not in known))


def _plan(case: Case, posed: Posed, found: Replan, options: Options) -> Plan:
    """The plan with its misses, which there are only where a part of a sum was let off, and the bound of every goal."""
    plan = assemble(tuple(chosen_of(case, posed, found.choice)), options, case.brief, case.day)
    sought = [Sought(goal=goal, solver=None, floor=None) for goal in case.brief.levels]
    return proven(replace(plan, misses=misses(plan)), case, sought, METHOD)


def _told(case: Case, plans: tuple[Plan, Plan], found: Replan, forced: Sequence[str]) -> LeastChange:
    """What differs between the two plans, apart from what the ledger records; the sum is the problem's."""
    before, after = ({item.parcel: item for item in one.items} for one in plans)
    facts = {one.parcel for one in case.candidates if one.state is not ItemState.PLANNED}
    gone = _gone(case, plans[0])
    differs = {
        parcel: _way(before.get(parcel)) != _way(after.get(parcel)) for parcel in sorted(before.keys() | after.keys())
    }
    own = [parcel for parcel, is_other in differs.items() if is_other and parcel not in facts]
    return LeastChange(
        plan=plans[1],
        added=tuple(parcel for parcel in own if parcel not in before),
        removed=tuple(parcel for parcel in own if parcel not in after),
        moved=tuple(parcel for parcel in own if parcel in before and parcel in after),
        forced=tuple(sorted((*forced, *gone))),
        recorded=tuple(parcel for parcel, is_other in differs.items() if is_other and parcel in facts),
        change=found.change + WHOLE * len(gone),
        bound=found.bound + WHOLE * len(gone),
    )


def _way(item: PlanItem | None) -> tuple[object, ...]:
    return () if item is None else (item.use, item.mode.code, item.area, item.supply_month)
