"""大数 · Figures too large for 64 bits are counted as exactly as small ones, whichever way is taken."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply.plan.certificate_check import certified_bound, judge, leaf_total
from landsupply.plan.certificate_prices import fitting_grid, integer_prices
from landsupply.plan.certificate_sum import blocks_total, largest_open_value, price_table, scale_of
from landsupply.plan.certificate_value import Certificate, Leaf
from landsupply.plan.certificate_wide import ANY_SIZE, UNIT, WORDS, Scale, Wide, carried, exact_sum, largest
from landsupply.plan.problem import Problem
from tests.plan.small_problems import Sizes, all_choices, choice_of, optimum, random_prices, small_problem, worth
from tests.plan.test_certificate_bound import plain_total

#: Sizes of value, amount, coefficient, price and grid, and the way that is taken at them.
WAYS = {
    "one word": (Sizes(10**9, 10**8, 100), 10**6, 2**20),
    "two words": (Sizes(10**12, 10**9, 100), 2**40 * 100, 2**40),
    "two words, dear": (Sizes(10**11, 10**8, 1), 2**60, 2**40),
    "any size": (Sizes(2**61, 2**50, 2**40), 2**90, 2**30),
    "any size, vast amounts": (Sizes(9, 2**62, 1), 2**70, 1),
    "any size, fine grid": (Sizes(2**60, 3, 1), 2**200, 2**300),
}


def way(problem: Problem, weight: int, prices: tuple[int, ...]) -> str:
    table = price_table(problem.rows, prices)
    sizes = [(largest(table[:, f]), largest(problem.amount[:, f])) for f in range(table.shape[1])]
    scale = scale_of(weight, largest_open_value(problem), sizes)
    return "any size" if scale.kind == ANY_SIZE else "two words" if scale.shift else "one word"


@pytest.mark.parametrize("name", WAYS)
def test_every_way_counts_what_plain_whole_numbers_count(name: str) -> None:
    sizes, size, grid = WAYS[name]
    taken: set[str] = set()
    for seed in range(200):
        draw, problem = random.Random(seed), small_problem(seed, sizes)
        prices = random_prices(draw, problem, size)
        for weight in (grid, 0):
            leaf = Leaf(prices=prices, farkas=weight == 0)
            counted = leaf_total(problem, grid, leaf, {})
            wanted = plain_total(problem, grid, leaf)
            assert counted == (None if wanted is not None and leaf.farkas and wanted < 0 else wanted), seed
        taken.add(way(problem, grid, prices))
    assert name.split(",")[0] in taken


@pytest.mark.parametrize("name", WAYS)
def test_a_choice_of_huge_figures_is_weighed_exactly(name: str) -> None:
    sizes, _, _ = WAYS[name]
    for seed in range(100):
        problem = small_problem(seed, sizes)
        tried = max(all_choices(problem), key=lambda one: (len(one.columns), one.value), default=None)
        if tried is None:
            continue
        leaf = Leaf(prices=(0,) * problem.rows.count)
        certificate = Certificate(grid=1, leaves=(leaf,), value=tried.value, bound=None)
        verdict = judge(problem, choice_of(problem, tried.parcels), certificate)
        value, reached = worth(problem, list(tried.columns))
        assert (verdict.value, verdict.reached) == (value, tuple(reached)), seed
        assert {fault.code for fault in verdict.faults} == {"C086"} | (set() if tried.keeps else {"C095"})


def test_the_pieces_of_a_pass_fit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(100):
        problem = small_problem(seed)
        prices = random_prices(random.Random(seed), problem, 50)
        with monkeypatch.context() as patched:
            table = price_table(problem.rows, prices)
            whole = blocks_total(problem, 8, table)
            patched.setattr("landsupply.plan.certificate_sum._PIECE", 1)
            patched.setattr("landsupply.plan.certificate_sum._PLACES", 5)
            assert (price_table(problem.rows, prices) == table).all()
            assert blocks_total(problem, 8, table) == whole


WIDE = st.integers(-(2**75), 2**75)
SHIFT = 20


def wide(numbers: list[int]) -> Wide:
    scale = Scale(SHIFT, UNIT, WORDS)
    high = np.array([number >> SHIFT for number in numbers], np.int64)
    return carried(high, np.array([number & (2**SHIFT - 1) for number in numbers], np.int64), scale)


def plain(numbers: Wide) -> list[int]:
    return [(h << SHIFT) + low for h, low in zip(numbers.high.tolist(), numbers.low.tolist(), strict=True)]


@given(st.lists(st.tuples(WIDE, WIDE), min_size=1, max_size=12))
def test_two_words_compare_and_add_as_one_number(pairs: list[tuple[int, int]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    assert plain(wide(one).plus(wide(other))) == [a + b for a, b in pairs]
    assert plain(wide(one).larger(wide(other))) == [max(a, b) for a, b in pairs]
    assert wide(one).total() == sum(one)
    row = Wide(wide(one).high[None], wide(one).low[None], wide(one).scale)
    assert plain(row.best()) == [max(one)]
    running = row.running()
    assert plain(Wide(running.high[0], running.low[0], row.scale)) == [max(one[: i + 1]) for i in range(len(one))]
    halves = wide(one).segments(np.array([len(one) // 2, 0, len(one) - len(one) // 2]))
    assert halves.high[1] == halves.scale.closed
    assert plain(halves)[2] == max(one[len(one) // 2 :])


@given(st.lists(st.integers(-(2**63), 2**63 - 1)))
def test_a_sum_of_words_is_exact(numbers: list[int]) -> None:
    assert exact_sum(np.array(numbers, np.int64)) == sum(numbers)
    assert largest(np.array(numbers, np.int64)) == max(map(abs, numbers), default=0)


@given(
    st.integers(0, 2**60),
    st.lists(st.tuples(st.integers(0, 2**90), st.integers(1, 2**50)), max_size=4),
    st.integers(0, 70),
)
def test_a_scale_never_overflows(value: int, sizes: list[tuple[int, int]], power: int) -> None:
    """The largest that can be asked of each step, in the order in which the pass takes them."""
    scale = scale_of(2**power, value, sizes)
    if scale.kind == ANY_SIZE:
        assert scale.unit > 2**power * value + sum(price * amount for price, amount in sizes)
        return
    high = (2**power >> scale.shift) * value + sum(((price >> scale.shift) + 1) * amount for price, amount in sizes)
    low = ((1 << scale.shift) - 1) * sum(amount for _, amount in sizes)
    carry = (low >> scale.shift) + 1 if scale.shift else 0
    exact = 2**power * value + sum(price * amount for price, amount in sizes)
    assert (high + carry if scale.shift else exact) <= scale.unit
    assert low < 2**62 and 8 * scale.unit <= 2**62
    assert 2**power % (1 << scale.shift) == 0


@settings(max_examples=150)
@given(
    st.integers(0, 10**6),
    st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=4, max_size=4),
    st.integers(0, 60),
)
def test_prices_rounded_in_any_way_still_bound(seed: int, prices: list[float], power: int) -> None:
    problem = small_problem(seed, Sizes(blocks=3))
    floats = np.array(prices[: problem.rows.count])
    whole = integer_prices(floats, problem.rows, 2**power)
    certificate = Certificate(grid=2**power, leaves=(Leaf(prices=whole),), value=None, bound=None)
    best, bound = optimum(problem), certified_bound(problem, certificate)
    assert best is None or (bound is not None and best.value <= bound)


def test_rounding_is_to_the_nearest_and_to_a_side_that_bounds() -> None:
    problem = next(one for one in map(small_problem, range(500)) if one.rows.count == 4)
    problem.rows.low[:], problem.rows.high[:] = [0, -(2**62), 0, 0], [9, 9, 2**62, 9]
    assert integer_prices(np.array([0.3, -7.0, 7.0, -0.5]), problem.rows, 4) == (1, 0, 0, -2)
    assert integer_prices(np.array([2.0**70, 7.1, -7.1, 0.125]), problem.rows, 4) == (2**72, 28, -28, 1)


def test_the_grid_loses_less_than_one_part_in_a_thousand_million() -> None:
    compared = 0
    for seed in range(120):
        problem = small_problem(seed, Sizes(10**10, 10**7, 1, 5))
        prices = np.random.default_rng(seed).normal(0, 100, problem.rows.count)
        grid = fitting_grid(problem, prices)
        bounds = []
        for one in (grid, grid << 60):
            leaf = Leaf(prices=integer_prices(prices, problem.rows, one))
            bounds.append(certified_bound(problem, Certificate(grid=one, leaves=(leaf,), value=None, bound=None)))
        if None in bounds or not problem.rows.count or not problem.options:
            continue
        compared += 1
        assert way(problem, grid, integer_prices(prices, problem.rows, grid)) != "any size"
        assert abs(bounds[0] - bounds[1]) * 10**9 <= max(abs(bounds[1]), 10**9), seed
    assert compared > 50
