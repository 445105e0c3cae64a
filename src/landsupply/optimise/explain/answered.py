"""已解算题 · What explanations ask of an answer: a choice, its value, prices of the rows and the bound they prove."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from landsupply.optimise.explain.ways import Ways, ways_of
from landsupply.plan.problem import MONTHS, Choice, Floats, Ints, Problem


class Answered(Protocol):
    """已解算题 · Whatever has a choice with its value, prices, and the bound proved by those prices."""

    @property
    def choice(self) -> Choice | None:
        """选择 · The plan, none where none was found."""

    @property
    def value(self) -> float:
        """目标值 · What the plan is worth."""

    @property
    def prices(self) -> Floats:
        """价格 · What a unit of each row costs."""

    @property
    def priced_bound(self) -> float:
        """上界 · What no plan exceeds, as these prices prove."""


def reduced(ways: Ways, prices: Floats) -> Floats:
    """净值 · What every column is worth after paying for what it counts."""
    paid = np.bincount(ways.column, ways.units * prices[ways.row], ways.count)
    return np.asarray(ways.value - paid, dtype=np.float64)


def best_of_blocks(ways: Ways, worth: Floats) -> Floats:
    """各组最优 · The best that each block can do, nothing where that is allowed."""
    best = np.where(ways.must, -np.inf, 0.0)
    np.maximum.at(best, ways.block, worth)
    return best


def block_alone(problem: Problem, block: int) -> tuple[Problem, int, int]:
    """单组算题 · The problem of one block, with the numbers of its first parcel and first option."""
    parcel, end = (int(problem.block_start[block + at]) for at in (0, 1))
    start, stop = int(problem.option_start[parcel]), int(problem.option_start[end])
    own = slice(start, stop)
    alone = Problem(
        block_start=np.array([0, end - parcel]),
        block_kind=problem.block_kind[block : block + 1],
        least=problem.least[block : block + 1],
        option_start=problem.option_start[parcel : end + 1] - start,
        first=problem.first[own],
        last=problem.last[own],
        value=problem.value[own].reshape(-1, MONTHS),
        amount=problem.amount[own],
        cell=problem.cell[own],
        rows=problem.rows,
    )
    return alone, parcel, start


def ways_of_block(problem: Problem, block: int) -> tuple[Ways, int]:
    """单组取法 · What one block may do, its options counted from nought, and the number of its first option."""
    alone, _, start = block_alone(problem, block)
    return ways_of(alone), start


def changes(ways: Ways, choice: Choice) -> tuple[int, Ints]:
    """变动 · In quarters, what it is to leave a choice: nothing supplied is the first figure, each column adds its own.

    A parcel added or removed counts four, one that stays with another month or option counts one.
    """
    problem = ways.problem
    cost = np.zeros(ways.count, np.int64)
    for option, month in ((ways.option, ways.month), (ways.second, ways.second_month)):
        parcel = problem.parcel_of[np.maximum(option, 0)]
        stood = choice.option[parcel] >= 0
        is_same = (choice.option[parcel] == option) & (choice.month[parcel] == month)
        one = np.where(~stood, 4, np.where(is_same, -4, -3))
        cost += np.where(option >= 0, one, 0)
    return 4 * int((choice.option >= 0).sum()), cost
