"""目标列 · A goal as costs over the variables, and as a row once it is held: Σ coefficient · measure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.optimise.columns import Columns
from landsupply.optimise.programme import Row
from landsupply.optimise.target_rows import Compiler
from landsupply.plan.brief import Brief
from landsupply.plan.goal import Goal, terms_of
from landsupply.plan.problem import Floats
from landsupply.plan.target import YEAR


def needs_peak(brief: Brief) -> bool:
    """需要峰值 · Whether a goal looks at the largest month, for which one more variable stands behind the others."""
    return Goal.EVEN in brief.goals


def peak_rows(columns: Columns, brief: Brief) -> Iterator[Row]:
    """峰值 · The variable behind the others is no less than any month: Σ a[j | month = m] − peak ≤ 0."""
    if not needs_peak(brief):
        return
    for month in YEAR:
        index, value = columns.area(columns.month == month)
        yield Row(name=f"peak {month}", index=np.append(index, columns.width), value=np.append(value, -1.0), high=0.0)


def goal_cost(columns: Columns, brief: Brief, goal: Goal, width: int) -> Floats:
    """目标系数 · The goal's coefficient on every variable of a programme of the given width."""
    cost = np.zeros(width)
    if goal is Goal.WEIGHTED:
        for one, weight in brief.parts:
            cost += weight * goal_cost(columns, brief, one, width)
    elif goal is Goal.EVEN:
        cost[columns.width] = -1.0
    else:
        index, value = Compiler(columns, brief).weights(terms_of(goal)).on(columns)
        np.add.at(cost, index, value)
    return cost


def goal_row(goal: Goal, cost: Floats, floor: float) -> Row:
    """目标下限 · An earlier goal keeps its value, less the slack the brief gives away."""
    index = np.flatnonzero(cost)
    return Row(name=goal.value, index=index, value=cost[index], low=floor)


def peak_bound(columns: Columns) -> float:
    """峰值上界 · No month holds more than everything, in hectares."""
    return float(columns.whole.sum()) / UNITS_PER_HECTARE
