"""取整价格 · Prices put on a grid as whole numbers; however rough they are, the bound stays true."""

from __future__ import annotations

import numpy as np

from landsupply.measure.fault import SolveFault
from landsupply.plan.certificate_sum import largest_open_value, price_table, scale_of
from landsupply.plan.certificate_value import Leaf
from landsupply.plan.certificate_wide import ANY_SIZE, exact_sum, largest
from landsupply.plan.problem import OPEN_HIGH, OPEN_LOW, Floats, Problem, Rows

#: What rounding may add to a bound: one part in so many of all value there is, with room for a bound well below it.
_FINENESS = 10**9 * 64
_FINEST = 40


def integer_prices(prices: Floats, rows: Rows, grid: int) -> tuple[int, ...]:
    """取整价格 · The nearest whole multiples of 1/grid; none on a side of a row that is open. Exact, half upwards.

    SolveFault C099 for a price that is no number.
    """
    return tuple(
        _rounded(price, grid, low > OPEN_LOW, high < OPEN_HIGH, name)
        for price, low, high, name in zip(
            prices.tolist(), rows.low.tolist(), rows.high.tolist(), rows.names, strict=True
        )
    )


def _rounded(price: float, grid: int, has_low: bool, has_high: bool, name: str) -> int:
    try:
        above, below = price.as_integer_ratio()
    except (ValueError, OverflowError):
        raise SolveFault("C099", place=name) from None
    whole = (2 * above * grid + below) // (2 * below)
    return whole if (whole >= 0 or has_low) and (whole <= 0 or has_high) else 0


def fitting_grid(problem: Problem, prices: Floats) -> int:
    """选网格 · A power of two on which rounding the prices adds less than one part in 10^9 to the bound.

    Rounding moves each price by at most half a step, and the bound by at most that times the furthest a row can be
    from its bounds. Not finer than 2^40, nor finer than the fast pass can bear where that is coarser.
    """
    reach, worth = sum(_reach(problem)), max(_worth(problem), 1)
    wanted = (reach * _FINENESS // worth).bit_length()
    grid = 1 << min(max(wanted, 0), _FINEST)
    while grid > 1 and _is_slow(problem, prices, grid):
        grid >>= 1
    return grid


def _reach(problem: Problem) -> list[int]:
    """Of each row, no less than the furthest that what is chosen can be from a bound."""
    rows = problem.rows
    most = np.zeros((rows.count, problem.amount.shape[1]), np.int64)
    np.maximum.at(most, rows.row, np.abs(rows.coefficient))
    total = [exact_sum(np.abs(problem.amount[:, f])) for f in range(problem.amount.shape[1])]
    far = (sum(unit * all_ for unit, all_ in zip(units, total, strict=True)) for units in most.tolist())
    sides = zip(far, rows.low.tolist(), rows.high.tolist(), strict=True)
    return [one + max(_finite(low), _finite(high)) for one, low, high in sides]


def _finite(bound: int) -> int:
    return abs(bound) if OPEN_LOW < bound < OPEN_HIGH else 0


def _worth(problem: Problem) -> int:
    """All value there is, each parcel's options together."""
    return exact_sum(np.abs(problem.value).max(axis=1)) if problem.options else 0


def _is_slow(problem: Problem, prices: Floats, grid: int) -> bool:
    table = price_table(problem.rows, integer_prices(prices, problem.rows, grid))
    sizes = [(largest(table[:, f]), largest(problem.amount[:, f])) for f in range(table.shape[1])]
    return scale_of(grid, largest_open_value(problem), sizes).kind == ANY_SIZE


def one_leaf(problem: Problem, prices: Floats) -> tuple[int, Leaf]:
    """一叶 · The prices on the grid that fits them, as the one leaf of a certificate without branching."""
    grid = fitting_grid(problem, prices)
    return grid, Leaf(prices=integer_prices(prices, problem.rows, grid))
