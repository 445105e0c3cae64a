"""行价 · One-sided prices against problems whose bound is moved by one and that are solved from nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from landsupply.optimise.explain.row_price import RowPrice, Side, prices_of
from landsupply.plan.problem import Choice, Problem
from tests.explain.answers import answered, relaxed_value
from tests.explain.years import Line, Lot, until, whole_year, year
from tests.plan.small_problems import Sizes, small_problem

FINE = 10_000


def fine(problem: Problem) -> Problem:
    """The same in units so small that one of them is a short move."""
    rows = problem.rows
    low, high = (np.where(np.abs(side) >= 2**62, side, side * FINE) for side in (rows.low, rows.high))
    finer = replace(rows, low=low, high=high, scale=rows.scale * FINE)
    return replace(problem, amount=problem.amount * FINE, rows=finer)


def moved(problem: Problem, price: RowPrice, by: int) -> float | None:
    low, high = problem.rows.low.copy(), problem.rows.high.copy()
    low[price.row] += by if price.side in (Side.LOW, Side.BOTH) else 0
    high[price.row] += by if price.side in (Side.HIGH, Side.BOTH) else 0
    if low[price.row] > high[price.row]:
        return None
    return relaxed_value(replace(problem, rows=replace(problem.rows, low=low, high=high)))


def agrees(problem: Problem, price: RowPrice) -> bool:
    """Whether both sides are what solving anew says; counts only rows that hold something."""
    ground = relaxed_value(problem)
    assert ground is not None
    for by, told in ((-1, price.left), (1, price.right)):
        after = moved(problem, price, by)
        if told is None or after is None:
            assert told is None and after is None, price
            continue
        assert (after - ground) / by == pytest.approx(told / price.unit, abs=2e-6, rel=1e-5), price
    if price.left is not None and price.right is not None:
        assert price.left >= price.right - 1e-9
    return price.side is not Side.NONE


def test_prices_of_small_problems() -> None:
    held = two_sided = 0
    for seed in range(400):
        # Every other problem of few different figures, so that ties abound.
        problem = fine(small_problem(seed, Sizes(value=2, amount=2, coefficient=1) if seed % 2 else None))
        for price in prices_of(problem, answered(problem, None)):
            held += agrees(problem, price)
            two_sided += price.left != price.right
    assert held >= 50 and two_sided >= 10, (held, two_sided)


def test_a_row_that_holds_nothing_costs_nothing() -> None:
    problem = year([Lot(area=10), Lot(area=20)], [Line(name="总量", counts=whole_year, high=100)])
    (price,) = prices_of(problem, answered(problem, None))
    assert (price.side, price.left, price.right) == (Side.NONE, 0.0, 0.0)


def test_at_a_corner_of_ties_left_and_right_differ() -> None:
    """Parcels fill the bound exactly: one more unit is worth nothing, one less costs the poorer parcel."""
    lots = [Lot(area=10 * FINE, value=40), Lot(area=10 * FINE, value=20), Lot(area=10 * FINE, value=20)]
    for most, left, right in ((30, 20, 0), (20, 20, 20), (10, 40, 20)):
        problem = year(lots, [Line(name="总量", counts=whole_year, high=most * FINE, scale=most * FINE)])
        (price,) = prices_of(problem, answered(problem, Choice.none(problem)))
        per_parcel = 10 * FINE / price.unit
        assert price.left is not None and price.right is not None
        assert (price.left * per_parcel, price.right * per_parcel) == pytest.approx((left, right))
        agrees(problem, price)


def test_two_rows_that_ask_the_same_share_no_price() -> None:
    """Loosening one of two equal bounds gains nothing; tightening either costs all."""
    lots = [Lot(area=10 * FINE, value=40), Lot(area=10 * FINE, value=20)]
    both = [Line(name=name, counts=whole_year, high=15 * FINE, scale=15 * FINE) for name in "甲乙"]
    problem = year(lots, both)
    for price in prices_of(problem, answered(problem, None)):
        assert price.left is not None and price.right == 0.0 and price.left > 0
        agrees(problem, price)


def test_what_cannot_be_tightened_has_no_price_there() -> None:
    lots = [Lot(area=10 * FINE, first=1, value=-5)]
    problem = year(lots, [Line(name="6月", counts=until(6), low=10 * FINE, scale=10 * FINE)])
    (price,) = prices_of(problem, answered(problem, None))
    assert price.side is Side.LOW and price.right is None
    assert price.left is not None and price.left < 0
