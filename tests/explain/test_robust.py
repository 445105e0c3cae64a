"""稳健 · Cuts count what scenarios really come to, and plans made with them hold more often in scenarios never seen."""

from __future__ import annotations

import random

import numpy as np
import pytest

from landsupply.measure.fault import SolveFault
from landsupply.optimise.explain.delays import PARTS, Delays
from landsupply.optimise.explain.linear import Linear
from landsupply.optimise.explain.robust import SCENARIOS, odds, tightened, with_cvar, with_expected
from landsupply.optimise.explain.ways import ways_of
from landsupply.optimise.explain.whole import Effort, whole
from landsupply.plan.problem import Choice, Problem, activity_of, value_of
from tests.explain.years import Line, Lot, until, whole_year, year

DISTRICTS = 3


def case(parcels: int = 60) -> tuple[Problem, Delays]:
    """A year in which waiting pays, so that a plan that looks at no delay is late whenever anything is."""
    draw = random.Random(7)
    lots = [
        Lot(
            area=draw.randint(20, 90),
            first=draw.randint(1, 9),
            value=2_000 + draw.randint(0, 900),
            slope=-draw.randint(1, 9),
        )
        for _ in range(parcels)
    ]
    half = Line(name="6月", counts=lambda lot, month: 50 if month <= 6 else -50, low=0, scale=50_000)
    total = Line(name="总量", counts=whole_year, low=900, high=1_500, scale=1_500)
    problem = year(lots, [total, half, Line(name="9月", counts=until(9), low=800, scale=800)])
    late = np.array([draw.uniform(0.1, 0.5) for _ in lots])
    own = np.concatenate([1 - late[:, None], np.repeat(late[:, None] / 4, 4, axis=1)], axis=1)
    district = np.array([draw.randrange(DISTRICTS) for _ in lots])
    return problem, Delays(own=own, district=district, shock=np.tile([0.8, 0.1, 0.1], (DISTRICTS, 1)))


def best(problem: Problem) -> Choice:
    linear = Linear(ways_of(problem))
    linear.aim(linear.ways.value / 1024.0)
    found = whole(linear, Effort(nodes=200, relative=1e-3))
    assert found.columns is not None
    choice = linear.ways.choice(found.columns)
    reached = activity_of(problem, choice)
    assert ((reached >= problem.rows.low) & (reached <= problem.rows.high)).all()
    return choice


def by_hand(problem: Problem, choice: Choice, late: np.ndarray, row: int) -> int:
    """What a row comes to in one scenario, parcel by parcel."""
    moved = choice.month.copy()
    for parcel in np.flatnonzero(choice.option >= 0).tolist():
        ready = min(12, int(problem.first[choice.option[parcel]]) + int(late[parcel]))
        moved[parcel] = max(int(choice.month[parcel]), ready)
    return int(activity_of(problem, Choice(option=choice.option, month=moved))[row])


def test_out_of_sample_with_and_without_cuts() -> None:
    problem, delays = case()
    checkpoints = (1, 2)
    plain = best(problem)
    hedge = with_cvar(problem, delays, checkpoints, 0.9, 1)
    assert hedge.is_possible and hedge.cuts
    chosen = best(hedge.problem)
    expected = best(with_expected(problem, delays, checkpoints, 10))
    chances = [
        [one.probability for one in odds(problem, plan, delays, checkpoints, 1)] for plan in (plain, expected, chosen)
    ]
    assert all(before < 0.8 for before in chances[0])
    assert all(after > before for before, after in zip(chances[0], chances[1], strict=True))
    assert all(after >= 0.85 for after in chances[2])
    assert value_of(problem, chosen) >= 0.9 * value_of(problem, plain)


def test_a_cut_counts_its_scenarios_exactly() -> None:
    problem, delays = case(20)
    low = problem.rows.low.copy()
    low[0], low[2] = 100, 400
    problem.rows.low[:] = low
    hedge = with_cvar(problem, delays, (1, 2), 0.9, 3)
    late = delays.drawn((3, 0), SCENARIOS)
    plan = best(problem)
    reached = activity_of(hedge.problem, plan)
    assert reached[: problem.rows.count].tolist() == activity_of(problem, plan).tolist()
    for number, cut in enumerate(hedge.cuts):
        total = sum(by_hand(problem, plan, late[scenario], cut.checkpoint) for scenario in cut.scenarios)
        assert total == reached[problem.rows.count + number]
        assert hedge.problem.rows.low[problem.rows.count + number] == len(cut.scenarios) * low[cut.checkpoint]
    assert hedge.cuts


def test_the_expected_row_counts_probabilities_exactly() -> None:
    problem, delays = case(20)
    plan = Choice(option=np.arange(20), month=np.maximum(problem.first, 4))
    widened = with_expected(problem, delays, (1,), 0)
    parts = delays.parts
    assert (parts.sum(axis=1) == PARTS).all() and (parts >= 0).all()
    total = 0
    for parcel in range(20):
        alone = Choice.none(problem)
        alone.option[parcel], alone.month[parcel] = plan.option[parcel], plan.month[parcel]
        for months, part in enumerate(parts[parcel].tolist()):
            total += part * by_hand(problem, alone, np.full(20, months), 1)
    assert activity_of(widened, plan)[-1] == total


def test_whole_parcels_may_ask_for_one_more_cut() -> None:
    problem, delays = case()
    hedge = with_cvar(problem, delays, (1, 2), 0.9, 1)
    plain = best(problem)
    more = tightened(hedge, plain)
    assert len(more.cuts) > len(hedge.cuts)
    reached = activity_of(more.problem, plain)
    assert (reached[-1] < more.problem.rows.low[-1]) and more.problem.rows.count == 3 + len(more.cuts)


def test_the_same_seed_draws_the_same() -> None:
    problem, delays = case()
    one, other = (with_cvar(problem, delays, (1, 2), 0.9, 5) for _ in range(2))
    assert one.cuts == other.cuts and one.problem.rows.low.tolist() == other.problem.rows.low.tolist()
    assert (delays.drawn((1, 2), 50) == delays.drawn((1, 2), 50)).all()
    assert (delays.drawn((1, 2), 50) != delays.drawn((1, 3), 50)).any()


def test_what_no_plan_can_hold_is_said() -> None:
    lots = [Lot(area=50, first=6), Lot(area=50, first=6)]
    problem = year(lots, [Line(name="6月", counts=until(6), low=100, scale=100)])
    delays = Delays(own=np.tile([0.5, 0.5], (2, 1)), district=np.zeros(2, np.int64), shock=np.ones((1, 1)))
    assert not with_cvar(problem, delays, (0,), 0.9, 1).is_possible


@pytest.mark.parametrize(
    "wrong",
    [
        {"own": np.array([[0.5, 0.4]])},
        {"own": np.array([[1.5, -0.5]])},
        {"own": np.array([[np.nan, 1.0]])},
        {"district": np.array([1])},
        {"shock": np.array([[0.2]])},
    ],
)
def test_what_is_no_distribution_is_refused(wrong) -> None:
    right = {"own": np.array([[0.5, 0.5]]), "district": np.array([0]), "shock": np.array([[1.0]])}
    Delays(**right)
    with pytest.raises(SolveFault, match="S020"):
        Delays(**{**right, **wrong})


def test_a_checkpoint_without_a_least_is_refused() -> None:
    problem, delays = case()
    with pytest.raises(SolveFault, match="S020"):
        with_cvar(problem, delays, (9,), 0.9, 1)
