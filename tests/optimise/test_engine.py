"""求解引擎测试 · The engine beside all choices written out, published optima, itself run again and on more threads."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import numba
import numpy as np
import pytest

from benchmarks.optimise.instances import generate
from benchmarks.optimise.judge import judged
from landsupply.optimise.ending import Ending, Finish
from landsupply.optimise.engine import best_choice
from landsupply.optimise.pricing import Market
from landsupply.plan.certificate_check import certified_bound
from landsupply.plan.certificate_prices import fitting_grid, integer_prices
from landsupply.plan.certificate_value import Certificate, Leaf
from landsupply.plan.problem import OPEN_LOW, SINGLE, Problem, Rows, activity_of, value_of
from tests.plan.small_problems import optimum, small_problem

EXACT = Ending(gap=0.0, rounds=4)


def quiet(code: str, what: str) -> None:
    del code, what


@pytest.mark.parametrize("first", range(0, 200, 25))
def test_small_problems_are_solved_to_the_optimum_of_all_choices(first: int) -> None:
    for seed in range(first, first + 25):
        problem = small_problem(seed)
        best = optimum(problem)
        found = best_choice(problem, EXACT, quiet)
        if best is None:
            assert found.choice is None, seed
            continue
        assert found.choice is not None, seed
        assert judged(problem, found.choice).feasible, seed
        assert value_of(problem, found.choice) == best.value, seed
        assert found.priced_bound >= best.value - 1e-6, seed


def test_prices_rounded_to_whole_numbers_prove_what_the_engine_says() -> None:
    problem = generate(60, 7)
    found = best_choice(problem, Ending(rounds=1, nodes=20), quiet)
    assert found.choice is not None
    grid = fitting_grid(problem, found.prices)
    leaf = Leaf(prices=integer_prices(found.prices, problem.rows, grid))
    bound = certified_bound(problem, Certificate(grid=grid, leaves=(leaf,), value=None, bound=None))
    assert bound is not None
    assert value_of(problem, found.choice) <= bound <= found.priced_bound * (1 + 1e-9) + 1


def test_a_large_problem_is_mended_within_its_bounds() -> None:
    problem = generate(6_000, 3)
    found = best_choice(problem, Ending(gap=2e-4), quiet)
    assert found.choice is not None
    verdict = judged(problem, found.choice)
    assert verdict.feasible
    assert verdict.value == value_of(problem, found.choice)
    assert found.finish is Finish.GAP
    assert found.priced_bound - verdict.value <= 2e-4 * verdict.value


def test_the_number_of_threads_changes_no_digit() -> None:
    problem = generate(1_500, 5)
    market = Market(problem)
    prices = np.where(market.only_low, -1.0, 1.0) / problem.rows.scale * market.usual
    answers = []
    for threads in (1, numba.get_num_threads()):
        numba.set_num_threads(threads)
        soft = market.softened(prices, market.usual / 50, np.arange(problem.blocks), 1)
        answers.append((soft.soft, soft.reached.tobytes(), soft.bend.tobytes(), market.priced(prices).bound))
    assert answers[0] == answers[1]


def test_the_same_problem_gives_the_same_plan() -> None:
    problem = generate(80, 11)
    first, second = (best_choice(problem, Ending(rounds=1, nodes=20), quiet) for _ in range(2))
    assert first.choice is not None and second.choice is not None
    assert (first.choice.option == second.choice.option).all()
    assert (first.choice.month == second.choice.month).all()
    assert first.priced_bound == second.priced_bound


def test_told_to_stop_it_stops_with_a_bound() -> None:
    found = best_choice(generate(80, 2), Ending(stops=lambda: Finish.CANCELLED), quiet)
    assert found.finish is Finish.CANCELLED
    assert np.isfinite(found.priced_bound)


def test_a_contradiction_ends_without_a_plan() -> None:
    problem = generate(80, 4, "contradiction")
    assert best_choice(problem, Ending(rounds=1, nodes=20), quiet).choice is None


def _knapsack(values: list[Fraction], weights: list[list[Fraction]], room: list[Fraction]) -> Problem:
    """Things with values, rows of weights, and what each row holds; everything times ten to be whole."""
    items, rows = len(values), len(room)
    ones, run = np.ones(items, np.int64), np.arange(items + 1, dtype=np.int64)
    start = np.zeros(items * 12 + 1, np.int64)
    row, units = [], []
    for item in range(items):
        own = [(r, int(10 * weights[r][item])) for r in range(rows) if weights[r][item]]
        row += [r for r, _ in own]
        units += [[amount] for _, amount in own]
        start[item * 12 + 1 :] += len(own)
    return Problem(
        block_start=run,
        block_kind=np.full(items, SINGLE, np.int64),
        least=np.zeros(items, np.int64),
        option_start=run,
        first=ones,
        last=ones,
        value=np.repeat(np.array([[int(10 * one)] for one in values], np.int64), 12, axis=1),
        amount=ones[:, None],
        cell=np.arange(items, dtype=np.int64),
        rows=Rows(
            names=tuple(str(r) for r in range(rows)),
            start=start,
            row=np.array(row, np.int64),
            coefficient=np.array(units, np.int64),
            low=np.full(rows, OPEN_LOW, np.int64),
            high=np.array([int(10 * one) for one in room], np.int64),
            scale=np.array([float(10 * one) for one in room]),
        ),
    )


def _published(folder: Path) -> list[tuple[Problem, int]]:
    numbers = iter(Fraction(word) for word in (folder / "mknap1.txt").read_text().split())
    with (folder / "verified_optima.csv").open(encoding="utf-8") as file:
        optima = [Fraction(line["published_best"]) for line in csv.DictReader(file) if line["file"] == "mknap1"]
    found = []
    for i in range(int(next(numbers))):
        items, rows = int(next(numbers)), int(next(numbers))
        next(numbers)
        values = [next(numbers) for _ in range(items)]
        weights = [[next(numbers) for _ in range(items)] for _ in range(rows)]
        found.append((_knapsack(values, weights, [next(numbers) for _ in range(rows)]), int(10 * optima[i])))
    return found


def test_the_seven_published_optima(shared: Path) -> None:
    cases = _published(shared / "opt" / "mkp")
    assert len(cases) == 7
    for problem, optimum_ in cases:
        found = best_choice(problem, EXACT, quiet)
        assert found.choice is not None
        assert value_of(problem, found.choice) == optimum_
        assert (activity_of(problem, found.choice) <= problem.rows.high).all()
