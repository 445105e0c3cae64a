"""理由与备选 · What is said to be proven holds for every choice there is; alternatives are as far apart as can be."""

from __future__ import annotations

import pytest

from landsupply.optimise.explain.alternatives import alternatives, distance
from landsupply.optimise.explain.reasons import Reason, Standing, decided, reasons
from landsupply.plan.problem import Choice, Problem
from tests.explain.answers import answered
from tests.explain.years import Line, Lot, whole_year, year
from tests.plan.small_problems import Whole, all_choices, choice_of, optimum, small_problem

CHUNKS = [range(start, start + 50) for start in range(0, 300, 50)]


@pytest.mark.parametrize("seeds", CHUNKS, ids=str)
def test_what_is_ruled_out_is_in_no_plan_as_good(seeds: range) -> None:
    proven = 0
    for seed in seeds:
        problem = small_problem(seed)
        best = optimum(problem)
        if best is None:
            continue
        found = answered(problem, choice_of(problem, best.parcels))
        as_good = [one for one in all_choices(problem) if one.keeps and one.value >= best.value]
        fixed = decided(problem, found)
        for parcel in range(problem.parcels):
            reason = reasons(problem, found, parcel)
            assert reason is not None
            proven += reason.standing is not Standing.INTERCHANGEABLE
            _holds(reason, best, as_good)
            assert not fixed[parcel] or all(one.parcels.get(parcel) == best.parcels.get(parcel) for one in as_good)
    assert proven


def _holds(reason: Reason, best: Whole, as_good: list[Whole]) -> None:
    parcel = reason.parcel
    assert (reason.option, reason.month) == best.parcels.get(parcel, (-1, 0))
    stands = [one.parcels.get(parcel, (-1, 0)) for one in as_good]
    for other in reason.others:
        assert not other.is_ruled_out or (other.option, other.month) not in stands
    if reason.standing is Standing.PROVEN_IN:
        assert all(option >= 0 for option, _ in stands)
    if reason.standing is Standing.PROVEN_OUT:
        assert all(option < 0 for option, _ in stands)
    if reason.is_fixed:
        assert set(stands) == {(reason.option, reason.month)}


def test_the_row_that_keeps_a_parcel_out_is_named() -> None:
    lots = [Lot(area=10, value=50), Lot(area=10, value=30), Lot(area=20, value=20)]
    problem = year(lots, [Line(name="总量", counts=whole_year, high=15, scale=15)])
    found = answered(problem, Choice.none(problem))
    reason = reasons(problem, found, 2)
    assert reason is not None and reason.option == -1
    assert [one.row for one in reason.weights] == [0]
    assert reason.weights[0].worth == pytest.approx(60.0) and reason.own == pytest.approx(-20.0)


def test_no_plan_no_reason() -> None:
    problem = year([Lot(area=10)], [])
    assert reasons(problem, answered(problem, None), 0) is None
    assert not decided(problem, answered(problem, None)).any()


def _apart_at_most(problem: Problem, best: Whole, slack: float) -> int:
    floor = best.value - slack * abs(best.value)
    near = [one for one in all_choices(problem) if one.keeps and one.value >= floor]
    base = choice_of(problem, best.parcels)
    return max(distance(choice_of(problem, one.parcels), base) for one in near)


@pytest.mark.parametrize("seeds", CHUNKS[:3], ids=str)
def test_alternatives_differ_as_much_as_any_plan_can(seeds: range) -> None:
    met = 0
    for seed in seeds:
        problem = small_problem(seed)
        best = optimum(problem)
        if best is None:
            continue
        found = answered(problem, choice_of(problem, best.parcels))
        told = alternatives(problem, found, 2, 0.3)
        furthest = _apart_at_most(problem, best, 0.3)
        assert (told.plans[0].apart if told.plans else 0) == furthest, seed
        for plan in told.plans:
            assert plan.value >= best.value - 0.3 * abs(best.value) and plan.apart <= plan.most
        every = [found.choice, *(plan.choice for plan in told.plans)]
        counted = [sum(int(one.option[p] >= 0) for one in every if one is not None) for p in range(problem.parcels)]
        assert told.appearances.tolist() == counted
        met += len(told.plans)
    assert met
