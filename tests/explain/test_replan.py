"""重排 · Against every choice of small problems: no plan changes less, none of as few changes is worth more."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.optimise.instances import drawn
from landsupply.measure.fault import SolveFault
from landsupply.optimise.explain.alternatives import distance
from landsupply.optimise.explain.replan import holding, replan
from landsupply.plan.problem import Choice, Problem, activity_of
from tests.explain.years import Line, Lot, whole_year, year
from tests.plan.small_problems import Whole, all_choices, choice_of, small_problem

CHUNKS = [range(start, start + 60) for start in range(0, 360, 60)]


def _is_frozen(choice: Choice, approved: Choice, frozen: int) -> bool:
    held = (approved.option >= 0) & (approved.month <= frozen)
    into = (choice.option >= 0) & (choice.month <= frozen)
    same = (choice.option == approved.option) & (choice.month == approved.month)
    return bool((same | ~(held | into)).all())


def _fitting(problem: Problem, wholes: list[Whole], approved: Choice, frozen: int) -> list[tuple[int, int]]:
    """Change and value of every choice that keeps the rows and the frozen months."""
    every = [(choice_of(problem, one.parcels), one.value) for one in wholes if one.keeps]
    return [(distance(one, approved), value) for one, value in every if _is_frozen(one, approved, frozen)]


@pytest.mark.parametrize("seeds", CHUNKS, ids=str)
def test_against_every_choice(seeds: range) -> None:
    met = changed = 0
    for seed in seeds:
        problem, draw = small_problem(seed), random.Random(seed)
        wholes = list(all_choices(problem))
        if not wholes:
            continue
        approved, frozen = choice_of(problem, draw.choice(wholes).parcels), draw.choice((0, 0, 3, 6))
        fitting = _fitting(problem, wholes, approved, frozen)
        told = replan(problem, approved, frozen)
        assert (told is None) == (not fitting), seed
        if told is None:
            continue
        least = min(change for change, _ in fitting)
        assert (told.change, told.is_proven) == (least, True), seed
        assert told.value == max(value for change, value in fitting if change == least) <= told.value_bound, seed
        assert 4 * len(told.added + told.removed) + len(told.moved) == told.change
        met, changed = met + 1, changed + (told.change > 0)
    assert met and changed


def test_nothing_changes_where_the_plan_still_fits() -> None:
    problem = year([Lot(area=10), Lot(area=20)], [Line(name="总量", counts=whole_year, low=10, high=40)])
    approved = Choice(option=np.array([0, -1]), month=np.array([3, 0]))
    told = replan(problem, approved, 2)
    assert told is not None and told.change == 0 and told.choice.option.tolist() == [0, -1]


def test_approved_indicators_are_kept() -> None:
    lots = [Lot(area=10, first=9), Lot(area=20), Lot(area=10), Lot(area=15)]
    problem = year(lots, [Line(name="总量", counts=whole_year, low=0, high=100)])
    approved = Choice(option=np.array([0, 1, -1, -1]), month=np.array([3, 2, 0, 0]))
    held = holding(problem, approved, (0,))
    assert held.rows.low.tolist() == held.rows.high.tolist() == [30]
    told = replan(held, approved, 2)
    assert told is not None and activity_of(held, told.choice).tolist() == [30]
    assert told.forced == (0,) and told.moved == (0,) and told.change == 1


def test_what_stood_in_a_frozen_month_must_still_be_an_option() -> None:
    problem = year([Lot(area=10, first=5)], [])
    with pytest.raises(SolveFault, match="S021"):
        replan(problem, Choice(option=np.array([0]), month=np.array([2])), 3)


@pytest.mark.parametrize(("shape", "seed"), [("plain", 1), ("tight", 2), ("ties", 3)])
def test_an_invented_city_with_parcels_late_is_mended_and_proven(shape: str, seed: int) -> None:
    problem, approved = drawn(400, seed, shape)
    first = problem.first.copy()
    for parcel in np.flatnonzero((approved.option >= 0) & (approved.month > 4))[::20].tolist():
        own = slice(problem.option_start[parcel], problem.option_start[parcel + 1])
        first[own] = np.minimum(12, np.maximum(first[own], approved.month[parcel] + 3))
    shifted = replace(problem, first=first)
    told = replan(shifted, approved, 4)
    assert told is not None and told.is_proven and told.change > 0
    reached = activity_of(shifted, told.choice)
    assert (reached >= shifted.rows.low).all() and (reached <= shifted.rows.high).all()
    assert _is_frozen(told.choice, approved, 4) and distance(told.choice, approved) == told.change
    again = replan(shifted, approved, 4)
    assert again is not None and (again.choice.option == told.choice.option).all()
    assert (again.choice.month == told.choice.month).all()
