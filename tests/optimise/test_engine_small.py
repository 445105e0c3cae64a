"""小算题测试 · A year of an office: what stops it, its two bounds, and two lanes with one answer."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import numpy as np

from benchmarks.optimise.instances import drawn, generate
from benchmarks.optimise.judge import judged
from landsupply.optimise.ending import Ending, Finish
from landsupply.optimise.engine import best_choice
from landsupply.optimise.large import part_of
from landsupply.optimise.part import Search, solved
from landsupply.optimise.pricing import Market
from landsupply.plan.problem import value_of

OFFICE = generate(700, 3)
SHORT = Ending(gap=5e-3, rounds=1, nodes=20)


def quiet(code: str, what: str) -> None:
    del code, what


def after(times: int) -> tuple[Callable[[], Finish | None], count[int]]:
    """数次 · Says to stop once it has been asked so many times, and the count of asking."""
    asked = count()
    return lambda: Finish.CANCELLED if next(asked) >= times else None, asked


def test_two_lanes_give_an_office_one_plan_and_two_bounds() -> None:
    first, second = (best_choice(OFFICE, SHORT, quiet) for _ in range(2))
    assert first.choice is not None and second.choice is not None
    assert judged(OFFICE, first.choice).feasible
    assert (first.choice.option == second.choice.option).all()
    assert (first.choice.month == second.choice.month).all()
    assert (first.priced_bound, first.solver_bound) == (second.priced_bound, second.solver_bound)
    assert first.solver_bound is not None
    assert value_of(OFFICE, first.choice) <= first.solver_bound <= first.priced_bound * (1 + 1e-9)


def test_the_solver_itself_is_told_to_stop() -> None:
    problem, market = OFFICE, Market(OFFICE)
    stops, asked = after(2)
    start = market.priced(np.zeros(market.rows)).choice
    part = part_of(market, np.zeros(market.rows), np.arange(problem.blocks), start, np.inf)
    answer = solved(part, Search(stops=stops))
    assert next(asked) > 2
    assert answer is None or answer.was_timed


def test_stopped_half_way_the_bounds_still_hold() -> None:
    hidden = value_of(*drawn(700, 3))
    for times in (1, 30, 300):
        found = best_choice(OFFICE, Ending(gap=0.0, stops=after(times)[0]), quiet)
        assert found.finish is Finish.CANCELLED
        assert found.priced_bound >= hidden
        assert found.solver_bound is None or found.solver_bound >= hidden
