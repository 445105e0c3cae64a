"""先选后排测试 · What a pick with priced months proves is never less than the best of all choices, at any prices."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.optimise.instances import generate
from benchmarks.optimise.judge import judged
from landsupply.optimise.part import Search
from landsupply.optimise.picking import dated, picked, timing_of
from landsupply.optimise.pricing import Market
from landsupply.optimise.state import State
from landsupply.plan.problem import MONTHS, Floats, Problem, value_of
from tests.plan.small_problems import optimum, small_problem

SEEDS = range(80)
WHOLE = Search(gap=0.0, nodes=10_000)
CITY = generate(120, 5)


def state_of(problem: Problem, prices: Floats | None = None) -> State:
    """进度 · Nothing met yet, at prices drawn or given."""
    market = Market(problem)
    prices = market.proper(np.zeros(market.rows) if prices is None else prices)
    return State(market=market, prices=prices, priced=market.priced(prices))


def drawn_prices(problem: Problem, seed: int) -> Floats:
    """随机价 · Prices of both signs, of the size of what a parcel is worth for what it counts."""
    random = np.random.default_rng(seed)
    worth = float(np.abs(problem.value).max(initial=1))
    return np.asarray(random.normal(size=problem.rows.count) * worth / np.maximum(1.0, problem.rows.scale))


@pytest.mark.parametrize("by_split", [False, True])
def test_the_bound_is_never_less_than_the_best_of_all_choices(by_split: bool) -> None:
    proved = 0
    for seed in SEEDS:
        problem = small_problem(seed)
        best = optimum(problem)
        for prices in (None, drawn_prices(problem, seed)):
            state = state_of(problem, prices)
            found = picked(state, state.priced.choice, WHOLE, by_split=by_split)
            if best is not None and found.bound is not None:
                proved += 1
                assert found.bound >= best.value - 1e-6 * max(1, abs(best.value)), (seed, prices)
    assert proved > 40


def test_prices_of_rows_that_are_kept_change_nothing() -> None:
    """A row that is not let go stands as it is; its price is not taken off a second time."""
    timing = timing_of(CITY)
    prices = drawn_prices(CITY, 1)
    without = np.where(timing.told, prices, 0.0)
    bounds = []
    for each in (prices, without):
        state = state_of(CITY, each)
        bounds.append(picked(state, state.priced.choice, Search(gap=1e-7, nodes=2_000), by_split=False).bound)
    assert bounds[0] is not None and bounds[1] is not None
    assert bounds[0] == pytest.approx(bounds[1], rel=1e-5)


def test_months_of_a_pick_keep_every_row_and_its_options() -> None:
    state = state_of(CITY)
    search = Search(gap=1e-4, nodes=500)
    pick = picked(state, state.priced.choice, search, by_split=True)
    assert pick.choice is not None and pick.bound is not None
    dates = dated(state, pick.choice, search)
    assert dates.choice is not None
    assert judged(CITY, dates.choice).feasible
    assert (dates.choice.option == pick.choice.option).all()
    assert value_of(CITY, dates.choice) <= pick.bound * (1 + 1e-9)


def test_rows_that_tell_months_apart_are_found_by_their_coefficients() -> None:
    timing = timing_of(CITY)
    told = {name for name, is_told in zip(CITY.rows.names, timing.told, strict=True) if is_told}
    kept = {name for name, is_kept in zip(CITY.rows.names, timing.by_split, strict=True) if is_kept}
    assert timing.split == 6
    assert kept == {"完成率/6月", *(f"半年完成率/{number}" for number in range(10))}
    assert told > kept and "市场承受/3" in told and "资金/9月" in told
    assert not told & {"总量", "结构/住宅", "新增指标", "资金/12月"}


def test_where_no_row_tells_months_apart_nothing_is_priced() -> None:
    rows = CITY.rows
    year = replace(CITY, rows=replace(rows, coefficient=np.zeros_like(rows.coefficient)))
    timing = timing_of(year)
    assert timing.split == MONTHS and not timing.told.any() and not timing.by_split.any()
