"""裁判 · The judge refuses each broken rule by name, and agrees with the problem's own sums where nothing is broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.optimise.full import full
from benchmarks.optimise.greedy import by_hand
from benchmarks.optimise.instances import drawn
from benchmarks.optimise.judge import Verdict, judged
from benchmarks.optimise.proof import certified
from landsupply.plan.problem import (
    AFTER,
    MONTHS,
    ONE_OF,
    OPEN_HIGH,
    OPEN_LOW,
    SINGLE,
    Choice,
    Ints,
    Problem,
    activity_of,
    value_of,
)

PROBLEM, PLAN = drawn(300, 2)


def changed(parcel: int, option: int, month: int, plan: Choice = PLAN) -> Choice:
    """改动 · The plan with another choice for one parcel."""
    options, months = plan.option.copy(), plan.month.copy()
    options[parcel], months[parcel] = option, month
    return Choice(option=options, month=months)


def supplied(parcel: int, month: int, plan: Choice = PLAN) -> Choice:
    """供应 · The plan with this parcel's first option in this month."""
    return changed(parcel, int(PROBLEM.option_start[parcel]), month, plan)


def _block(kind: int, least: int = 0) -> int:
    return int(np.flatnonzero((PROBLEM.block_kind == kind) & (PROBLEM.least == least))[0])


def _lead(kind: int, least: int = 0) -> int:
    return int(PROBLEM.block_start[_block(kind, least)])


def _late() -> int:
    """A parcel that is not ready in January."""
    return int(np.flatnonzero(PROBLEM.first[PROBLEM.option_start[:-1]] > 1)[0])


def _pair(first: int, second: int) -> Choice:
    lead = _lead(AFTER)
    return supplied(lead + 1, second, supplied(lead, first) if first else changed(lead, -1, 0))


OWN: dict[str, Callable[[], Choice]] = {
    "is not its own": lambda: changed(5, int(PROBLEM.option_start[6]), 12),
    "option -2 is not its own": lambda: changed(5, -2, 12),
    "is not open in month 1$": lambda: supplied(_late(), 1),
    "is not open in month 13": lambda: supplied(5, 13),
    "is not open in month 0": lambda: supplied(5, 0),
    "month 3 without an option": lambda: changed(5, -1, 3),
    "0 stand, 1 must": lambda: changed(_lead(SINGLE, 1), -1, 0),
    "2 of its alternatives stand": lambda: supplied(_lead(ONE_OF) + 1, 12, supplied(_lead(ONE_OF), 12)),
    "the second in month 12, the first in 0": lambda: _pair(0, 12),
    "the second in month 11, the first in 12": lambda: _pair(12, 11),
    "299 options and 299 months for 300 parcels": lambda: Choice(option=PLAN.option[1:], month=PLAN.month[1:]),
}


@pytest.mark.parametrize("said", OWN)
def test_each_broken_rule_is_named(said: str) -> None:
    verdict = judged(PROBLEM, OWN[said]())
    assert not verdict.feasible
    assert len(verdict.broken) >= 1
    with pytest.raises(AssertionError, match=said):
        raise AssertionError("\n".join(verdict.broken))


def test_a_pair_in_order_is_no_fault() -> None:
    assert judged(PROBLEM, _pair(12, 12)).broken == ()
    assert judged(PROBLEM, changed(_lead(AFTER) + 1, -1, 0, supplied(_lead(AFTER), 12))).broken == ()


def test_a_pair_of_which_both_must_stand() -> None:
    least = PROBLEM.least.copy()
    least[_block(AFTER)] = 2
    both = replace(PROBLEM, least=least)
    assert judged(both, _pair(12, 12)).broken == ()
    alone = changed(_lead(AFTER) + 1, -1, 0, supplied(_lead(AFTER), 12))
    assert judged(both, alone).broken == (f"block {_block(AFTER)}: 1 stand, 2 must",)


def _bounded(row: int, low: int, high: int) -> Problem:
    lows, highs = PROBLEM.rows.low.copy(), PROBLEM.rows.high.copy()
    lows[row], highs[row] = low, high
    return replace(PROBLEM, rows=replace(PROBLEM.rows, low=lows, high=highs))


def test_every_row_is_held_to_the_unit() -> None:
    reached = activity_of(PROBLEM, PLAN).tolist()
    for row, name in enumerate(PROBLEM.rows.names):
        figure = reached[row]
        assert judged(_bounded(row, figure, figure), PLAN).feasible
        for low, high in ((figure + 1, OPEN_HIGH), (OPEN_LOW, figure - 1)):
            assert judged(_bounded(row, low, high), PLAN).missed == (f"{name}: {figure} is not from {low} to {high}",)


choices = st.lists(st.tuples(st.booleans(), st.integers(0, 2), st.integers(1, 12)), min_size=60, max_size=60)


def _made(problem: Problem, picks: list[tuple[bool, int, int]]) -> Choice:
    """Any choice within each parcel's options and months, the blocks' rules not looked at."""
    option, month = np.full(60, -1, np.int64), np.zeros(60, np.int64)
    for parcel, (stands, place, when) in enumerate(picks):
        count = int(problem.option_start[parcel + 1] - problem.option_start[parcel])
        if stands:
            option[parcel] = problem.option_start[parcel] + place % count
            month[parcel] = max(when, int(problem.first[option[parcel]]))
    return Choice(option=option, month=month)


def _within(problem: Problem, choice: Choice) -> bool:
    """Whether the full model's rows hold, in whole numbers."""
    model = full(problem)
    taken = choice.option[model.parcel] == model.option
    taken &= choice.month[model.parcel] == model.month
    reached = np.zeros(len(model.low), np.int64)
    row = np.repeat(np.arange(len(model.low)), np.diff(model.start))
    np.add.at(reached, row, model.weight * taken[model.column])
    assert np.array_equal(model.choice(taken).option, choice.option)
    return bool(((model.low <= reached) & (reached <= model.high)).all())


@given(seed=st.integers(0, 50), picks=choices, loose=st.booleans())
def test_judge_problem_and_full_model_agree(seed: int, picks: list[tuple[bool, int, int]], loose: bool) -> None:
    problem, plan = drawn(60, seed)
    if loose:
        free = np.full(problem.rows.count, OPEN_HIGH)
        problem = replace(problem, rows=replace(problem.rows, low=-free, high=free))
    for choice in (_made(problem, picks), plan):
        verdict: Verdict = judged(problem, choice)
        assert verdict.value == value_of(problem, choice)
        reached: Ints = activity_of(problem, choice)
        outside = (reached < problem.rows.low) | (reached > problem.rows.high)
        assert len(verdict.missed) == int(outside.sum())
        assert verdict.feasible == _within(problem, choice)


@given(seed=st.integers(0, 50), prices=st.lists(st.floats(-20, 20), min_size=113, max_size=113))
def test_no_prices_prove_less_than_a_plan_is_worth(seed: int, prices: list[float]) -> None:
    problem, plan = drawn(60, seed)
    assert certified(problem, np.array(prices)) >= judged(problem, plan).value


def _slowly(problem: Problem, prices: list[int]) -> int:
    """The bound of whole prices, block by block."""
    rows, total = problem.rows, 0
    for price, low, high in zip(prices, rows.low.tolist(), rows.high.tolist(), strict=True):
        total += price * (high if price > 0 else low) if price else 0

    def net(parcel: int, month: int) -> int | None:
        worth = []
        for option in range(int(problem.option_start[parcel]), int(problem.option_start[parcel + 1])):
            place = int(problem.cell[option]) * MONTHS + month - 1
            counted = 0
            for entry in range(int(rows.start[place]), int(rows.start[place + 1])):
                units = (rows.coefficient[entry] * problem.amount[option]).tolist()
                counted += prices[int(rows.row[entry])] * sum(units)
            if problem.first[option] <= month <= problem.last[option]:
                worth.append(int(problem.value[option, month - 1]) - counted)
        return max(worth, default=None)

    year = range(1, MONTHS + 1)
    for block, kind in enumerate(problem.block_kind.tolist()):
        members = range(int(problem.block_start[block]), int(problem.block_start[block + 1]))
        nets = [[net(parcel, month) for month in year] for parcel in members]
        joint = [worth for line in (nets[:1] if kind == AFTER else nets) for worth in line if worth is not None]
        if kind == AFTER:
            pairs = [(nets[0][i], nets[1][j]) for i in range(MONTHS) for j in range(i, MONTHS)]
            joint += [one + two for one, two in pairs if one is not None and two is not None]
        total += max(joint) if problem.least[block] else max([0, *joint])
    return total


@pytest.mark.parametrize("seed", range(4))
def test_the_proof_is_the_sum_that_it_says(seed: int) -> None:
    problem, _ = drawn(60, seed)
    random = np.random.default_rng(seed)
    prices = random.integers(-5, 6, problem.rows.count)
    prices[(prices < 0) & (problem.rows.low == OPEN_LOW) | (prices > 0) & (problem.rows.high == OPEN_HIGH)] = 0
    assert certified(problem, prices.astype(float)) == _slowly(problem, prices.tolist())


def test_what_proves_nothing_is_refused() -> None:
    for prices in (np.zeros(5), np.full(113, np.nan)):
        with pytest.raises(ValueError, match=r"0|nan"):
            certified(PROBLEM, prices)
    shut = replace(PROBLEM, first=np.full(PROBLEM.options, 12), last=np.full(PROBLEM.options, 11))
    with pytest.raises(ValueError, match="must stand and cannot"):
        certified(shut, np.zeros(113))


def test_sorting_by_hand_keeps_the_parcels_rules_and_misses_rows() -> None:
    verdict = judged(PROBLEM, by_hand(PROBLEM))
    assert verdict.broken == () and verdict.missed
