"""解 · An answer to a small problem: the relaxation's prices, the best choice of all, the bound the prices prove."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from landsupply.optimise.explain.answered import best_of_blocks, reduced
from landsupply.optimise.explain.linear import Linear
from landsupply.optimise.explain.ways import ways_of
from landsupply.plan.problem import OPEN_HIGH, OPEN_LOW, Choice, Floats, Problem, value_of


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What explanations ask of an answer."""

    choice: Choice | None
    value: float
    prices: Floats
    priced_bound: float


def relaxed_value(problem: Problem) -> float | None:
    """The value of the relaxation, solved from nothing."""
    linear = Linear(ways_of(problem))
    linear.aim(linear.ways.value.astype(np.float64))
    answer = linear.solved()
    return None if answer is None else answer.objective


def answered(problem: Problem, choice: Choice | None) -> Answer:
    """The choice with the relaxation's prices."""
    ways = ways_of(problem)
    linear = Linear(ways)
    linear.aim(ways.value.astype(np.float64))
    answer = linear.solved()
    prices = np.zeros(problem.rows.count) if answer is None else answer.prices
    prices = np.where((prices > 0) & (problem.rows.high >= OPEN_HIGH), 0.0, prices)
    prices = np.where((prices < 0) & (problem.rows.low <= OPEN_LOW), 0.0, prices)
    side = np.where(prices > 0, problem.rows.high, np.where(prices < 0, problem.rows.low, 0))
    bound = float((prices * side).sum() + best_of_blocks(ways, reduced(ways, prices)).sum())
    value = -np.inf if choice is None else float(value_of(problem, choice))
    return Answer(choice=choice, value=value, prices=prices, priced_bound=bound + 1e-6)
