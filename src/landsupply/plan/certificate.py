"""核验 · Recomputes from a plan alone what it reaches on every line and goal; knows nothing of how it was made."""

from __future__ import annotations

from fractions import Fraction

from landsupply.plan.goal import Goal, terms_of
from landsupply.plan.plan import Miss, Plan
from landsupply.plan.target import YEAR, Held, Standing, Target, sum_of


def standing_of(plan: Plan) -> tuple[tuple[Standing, ...], tuple[Held, ...]]:
    """在列与预留 · The plan's items and reserves as targets count them."""
    return tuple(item.standing for item in plan.items), tuple(reserve.held for reserve in plan.reserves)


def goal_value(plan: Plan, goal: Goal) -> int:
    """目标值 · Σ coefficient · measure over the items, in the smallest units; of a part of a sum, whole units below."""
    if goal is Goal.WEIGHTED:
        return sum(weight * goal_value(plan, one) for one, weight in plan.brief.parts)
    if goal is Goal.EVEN:
        return -_largest_month(plan)
    return sum_of(terms_of(goal), standing_of(plan)[0]).__floor__()


def _largest_month(plan: Plan) -> int:
    sums = dict.fromkeys(YEAR, 0)
    for item in plan.items:
        sums[item.supply_month] += item.area.units
    return max(sums.values())


def reached(plan: Plan, target: Target) -> Fraction:
    """达到值 · What the plan reaches on a target, exactly, in the smallest units of what it counts."""
    return target.reached(*standing_of(plan))


def misses(plan: Plan) -> tuple[Miss, ...]:
    """缺口 · Every target and milestone of the brief that the plan does not meet, and by how much, exactly.

    Behind them the milestones that were to hold in spite of delays and do not, as the plan itself states them.
    """
    standing, held = standing_of(plan)
    found = [Miss(line=one.line, units=one.miss(one.reached(standing, held))) for one in plan.brief.sentences]
    found += [Miss(line=one.line, units=one.miss) for one in (plan.delays.kept if plan.delays else ())]
    return tuple(miss for miss in found if miss.units)
