"""核验 · Recomputes from a plan alone what it reaches on every line and goal; knows nothing of how it was made."""

from __future__ import annotations

from landsupply.law.rulebook import Rules
from landsupply.measure.area import Area
from landsupply.measure.verdict import margin
from landsupply.plan.brief import Axis, Brief, Line
from landsupply.plan.goal import Goal, weight
from landsupply.plan.indicators import Indicators
from landsupply.plan.plan import ItemState, Miss, Plan


def goal_value(plan: Plan, goal: Goal) -> int:
    """目标值 · Σ area × weight over the items, in units of 0.01 m² × weight, exact."""
    return sum(item.area.units * weight(goal, item.merit, item.supply_month) for item in plan.items)


def reached(plan: Plan, figures: Indicators, line: Line) -> Area:
    """达到值 · What the plan reaches on a line of the brief."""
    if line.axis is Axis.TOTAL:
        return figures.total
    if line.axis is Axis.CLASS:
        return figures.classes.get(line.key, Area.ZERO)
    if line.axis is Axis.DISTRICT:
        return figures.districts.get(line.key, Area.ZERO)
    if line.axis is Axis.MONTH:
        return figures.in_month[int(line.key)]
    if line.axis is Axis.MILESTONE:
        return figures.months[int(line.key)]
    return Area.total(
        item.area for item in plan.items if item.batch == line.key and item.state is not ItemState.SUPPLIED
    )


def misses(plan: Plan, rules: Rules) -> tuple[Miss, ...]:
    """缺口 · Every line of the brief that the plan does not meet, and by how much, exactly."""
    figures = Indicators.of(plan, rules)
    found = [_target_miss(plan, figures, target.line) for target in plan.brief.targets]
    found += [_milestone_miss(figures, plan.brief, i) for i in range(len(plan.brief.milestones))]
    return tuple(miss for miss in found if miss.units)


def _target_miss(plan: Plan, figures: Indicators, line: Line) -> Miss:
    target = plan.brief.target(line)
    units = target.bounds.miss(reached(plan, figures, line).units) if target else 0
    return Miss(line=line, units=units)


def _milestone_miss(figures: Indicators, brief: Brief, i: int) -> Miss:
    """Rounded away from zero: a share missed by a fraction of 0.01 m² is missed."""
    milestone = brief.milestones[i]
    exact = margin(figures.months[milestone.month], figures.total, milestone.share)
    return Miss(line=milestone.line, units=exact.__floor__() if exact < 0 else 0)
