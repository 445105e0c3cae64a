"""移月 · Items of a plan moved to other months: only to lawful ones, with the notice that goes with each.

Nothing else of the list changes. What was proven of the plan is not proven of the moved one: it has no proof.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from landsupply.measure.fault import InputFault
from landsupply.plan.candidate import Candidate
from landsupply.plan.case import Case
from landsupply.plan.certificate import misses
from landsupply.plan.plan import ItemState, Plan, PlanItem
from landsupply.plan.proof import Proof


def candidate_of(item: PlanItem, case: Case) -> Candidate | None:
    """所据候选 · The candidate that an item was made from; none where the case has no such way of supply."""
    wanted = (item.parcel, item.use.scheme.value, item.use.code, item.mode.code)
    return next((one for one in case.candidates if one.key == wanted), None)


def open_months(item: PlanItem, case: Case) -> tuple[int, ...]:
    """可移月份 · The months in which an item may stand; only its own where it stands already."""
    found = candidate_of(item, case)
    if item.state is not ItemState.PLANNED or found is None:
        return (item.supply_month,)
    return found.months


def moved(plan: Plan, case: Case, moves: Mapping[str, int]) -> Plan:
    """移月 · The plan with parcels in other months and its misses anew; it is nobody's next version yet.

    InputFault C118 for a parcel that the plan does not list, C119 for one that stands already, C120 for a month that is
    not open to it.
    """
    listed = {item.parcel for item in plan.items}
    for parcel in moves:
        if parcel not in listed:
            raise InputFault("C118", parcel=parcel[:60])
    items = [_moved(item, case, moves[item.parcel]) if item.parcel in moves else item for item in plan.items]
    ordered = tuple(sorted(items, key=lambda item: (item.supply_month, item.parcel)))
    changed = replace(plan, items=ordered, proof=Proof(goals=()), misses=(), delays=None)
    return replace(changed, misses=misses(changed))


def _moved(item: PlanItem, case: Case, month: int) -> PlanItem:
    if month == item.supply_month:
        return item
    if item.state is not ItemState.PLANNED:
        raise InputFault("C119", parcel=item.parcel, month=item.supply_month)
    found = candidate_of(item, case)
    months = found.months if found else (item.supply_month,)
    if found is None or month not in months:
        raise InputFault("C120", parcel=item.parcel, month=month, months=months)
    return replace(item, supply_month=month, notice_month=found.notice(month))
