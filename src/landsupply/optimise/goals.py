"""目标列 · A goal as a row over the columns: Σ weight · a[j], in hectares × weight."""

from __future__ import annotations

import numpy as np

from landsupply.optimise.columns import Columns, Floats
from landsupply.optimise.programme import Row
from landsupply.plan.goal import Goal, weight


def goal_cost(columns: Columns, goal: Goal, width: int) -> Floats:
    """目标系数 · The goal's coefficient on every variable of a programme of the given width."""
    points = np.array(
        [
            weight(goal, columns.candidates[i].merit, int(month))
            for i, month in zip(columns.candidate, columns.month, strict=True)
        ],
        dtype=float,
    )
    cost = np.zeros(width)
    cost[columns.carrier] = points * columns.size
    return cost


def goal_row(goal: Goal, cost: Floats, floor: float) -> Row:
    """目标下限 · An earlier goal keeps its value, less the slack the brief gives away."""
    index = np.flatnonzero(cost)
    return Row(name=goal.value, index=index, value=cost[index], low=floor)
