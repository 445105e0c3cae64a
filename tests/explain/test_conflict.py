"""冲突 · Planted contradictions are named exactly; on small problems every choice is tried against what is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from landsupply.optimise.explain.conflict import conflict
from landsupply.optimise.explain.conflict_value import Cause, Clearing, Conflict, Ground, Miss
from landsupply.optimise.explain.farkas import proves
from landsupply.plan.problem import OPEN_HIGH, OPEN_LOW, Problem, activity_of
from tests.explain.years import COUNT, Line, Lot, in_month, until, whole_year, year
from tests.plan.small_problems import all_choices, small_problem

CHUNKS = [range(start, start + 60) for start in range(0, 480, 60)]


def names(problem: Problem, found: Conflict) -> list[set[str]]:
    return [{problem.rows.names[row] for row in cause.rows} for cause in found.causes]


def explained(problem: Problem) -> Conflict:
    found = conflict(problem)
    assert found is not None
    return found


HOMES, SHOPS = until(12, "住宅"), until(12, "商服")
LOTS = [Lot(area=40), Lot(area=30), Lot(area=50), Lot(area=50, use="商服"), Lot(area=20, use="商服", first=8)]
FREE = Line(name="公服", counts=until(12, "公服"), low=0, high=100)


def arithmetic() -> Problem:
    """The whole is more than the most of its parts."""
    return year(
        LOTS,
        [
            FREE,
            Line(name="总量", counts=whole_year, low=110, scale=110),
            Line(name="住宅", counts=HOMES, low=10, high=60, scale=60),
            Line(name="商服", counts=SHOPS, low=10, high=30, scale=30),
        ],
    )


def late() -> Problem:
    """Half a year's target of what is not ready in it."""
    lots = [Lot(area=40, first=3), Lot(area=90, first=7), Lot(area=80, first=9)]
    return year(
        lots, [Line(name="6月", counts=until(6), low=100, scale=100), Line(name="总量", counts=whole_year, low=0)]
    )


def quota() -> Problem:
    """Industry stands on new land only, of which there is not enough."""
    lots = [Lot(area=60, use="工矿", new=True), Lot(area=50, use="工矿", new=True), Lot(area=80)]
    new = Line(name="新增指标", counts=lambda lot, _: int(lot.new), high=30, scale=30)
    return year(lots, [new, Line(name="工矿", counts=until(12, "工矿"), low=45, scale=45), FREE])


def desk() -> Problem:
    """More by March than the three months' desks can handle."""
    hands = [Line(name=f"能力/{m}", counts=in_month(m), high=1, field=COUNT) for m in range(1, 6)]
    lots = [Lot(area=10) for _ in range(8)]
    return year(lots, [*hands, Line(name="3月宗数", counts=until(3), low=5, field=COUNT, scale=5)])


def share() -> Problem:
    """Half the homes must be affordable ones; there are few, and many homes are asked."""
    lots = [Lot(area=20, use="保障"), Lot(area=60), Lot(area=70)]
    part = {"保障": 1, "住宅": -1}
    return year(
        lots,
        [
            Line(name="保障占比", counts=lambda lot, _: part.get(lot.use, 0), low=0, scale=50),
            Line(name="住宅合计", counts=lambda lot, _: int(lot.use in part), low=100, scale=100),
            FREE,
        ],
    )


PLANTED = [
    (arithmetic, [{"总量", "住宅", "商服"}], {"总量": (20, 0), "住宅": (0, 20), "商服": (0, 20)}),
    (late, [{"6月"}], {"6月": (60, 0)}),
    (quota, [{"新增指标", "工矿"}], {"新增指标": (0, 15), "工矿": (15, 0)}),
    (
        desk,
        [{"能力/1", "能力/2", "能力/3", "3月宗数"}],
        {**{f"能力/{m}": (0, 2) for m in (1, 2, 3)}, "3月宗数": (2, 0)},
    ),
    (share, [{"保障占比", "住宅合计"}], {"保障占比": (60, 0), "住宅合计": (60, 0)}),
]


@pytest.mark.parametrize(("planted", "causes", "remedies"), PLANTED, ids=[one[0].__name__ for one in PLANTED])
def test_a_planted_contradiction_is_named_exactly(planted, causes, remedies) -> None:
    problem = planted()
    found = explained(problem)
    assert names(problem, found) == causes
    (cause,) = found.causes
    assert {problem.rows.names[one.row]: (one.short, one.over) for one in cause.remedies} == remedies
    _holds(problem, cause)


def test_what_a_row_can_reach_beside_the_others_of_its_cause() -> None:
    problem = arithmetic()
    (cause,) = explained(problem).causes
    reaches = {problem.rows.names[one.row]: (one.low, one.high) for one in cause.reaches}
    assert reaches == {"总量": (20, 90), "住宅": (80, 120), "商服": (50, 70)}


def test_the_least_misses_are_those_that_weigh_least() -> None:
    found = explained(quota())
    assert found.misses == (Miss(row=1, short=15, over=0),) and found.missed == pytest.approx(1 / 3)


def test_two_contradictions_are_two_causes() -> None:
    lots = [Lot(area=60, use="工矿", new=True), Lot(area=40, first=7)]
    problem = year(
        lots,
        [
            Line(name="新增指标", counts=lambda lot, _: int(lot.new), high=30),
            Line(name="工矿", counts=until(12, "工矿"), low=45),
            Line(name="6月住宅", counts=until(6, "住宅"), low=10),
        ],
    )
    found = explained(problem)
    assert names(problem, found) == [{"6月住宅"}, {"新增指标", "工矿"}]
    for cause in found.causes:
        _holds(problem, cause)
        assert cause.remedies


def test_bounds_that_cross_are_a_cause_alone() -> None:
    problem = arithmetic()
    low, high = problem.rows.low.copy(), problem.rows.high.copy()
    low[:], high[:] = OPEN_LOW, OPEN_HIGH
    low[2], high[2] = 30, 20
    crossed = replace(problem, rows=replace(problem.rows, low=low, high=high))
    found = explained(crossed)
    assert names(crossed, found) == [{"住宅"}]
    assert sum(one.short + one.over for one in found.misses) == 10


def test_whole_parcels_may_fail_where_shares_fit() -> None:
    problem = year([Lot(area=5), Lot(area=5)], [FREE, Line(name="总量", counts=whole_year, low=7, high=8, scale=7)])
    found = explained(problem)
    (cause,) = found.causes
    assert found.is_whole and cause.ground is Ground.WHOLE
    assert names(problem, found) == [{"总量"}]
    assert [(one.row, one.short + one.over) for one in found.misses] == [(1, 2)]
    assert cause.remedies == found.misses


def test_what_must_stand_and_cannot_is_said_at_once() -> None:
    problem = year([Lot(area=5), Lot(area=5, first=9, last=8, must=1)], [FREE])
    assert explained(problem).stuck == (1,)


def test_a_year_that_fits_has_no_conflict() -> None:
    assert conflict(year(LOTS, [Line(name="总量", counts=whole_year, low=100, high=120)])) is None


def test_clearing_one_obstacle_may_be_enough() -> None:
    problem = late()
    ready = [
        Clearing(option=1, first=5, last=12),
        Clearing(option=2, first=6, last=12),
        Clearing(option=0, first=1, last=12),
    ]
    found = conflict(problem, ready)
    assert found is not None
    assert [(one.clearing.option, one.is_enough) for one in found.cleared] == [(1, True), (2, True)]
    short = conflict(problem, [Clearing(option=2, first=6, last=12)])
    assert short is not None and short.cleared[0].is_enough


def test_a_clearing_may_open_an_option_that_was_shut() -> None:
    problem = late()
    last = problem.last.copy()
    last[1] = 6
    shut = replace(problem, last=last)
    found = conflict(shut, [Clearing(option=1, first=2, last=4)])
    assert found is not None and found.cleared[0].is_enough


def _holds(problem: Problem, cause: Cause) -> None:
    """What is claimed of a cause, checked by exact whole numbers."""
    assert proves(problem, cause.prices)
    assert {row for row, price in enumerate(cause.prices) if price} <= set(cause.rows)
    for row, witness in zip(cause.rows, cause.witnesses, strict=True):
        assert witness is not None
        reached = activity_of(problem, witness)
        for other in set(cause.rows) - {row}:
            assert problem.rows.low[other] <= reached[other] <= problem.rows.high[other]


@pytest.mark.parametrize("seeds", CHUNKS, ids=str)
def test_against_every_choice_of_small_problems(seeds: range) -> None:
    met = 0
    for seed in seeds:
        problem = small_problem(seed)
        wholes = list(all_choices(problem))
        found = conflict(problem)
        assert (found is None) == any(one.keeps for one in wholes), seed
        if found is not None:
            met += 1
            _agrees(problem, found, [np.array(one.reached, np.int64) for one in wholes], seed)
    assert met


def _agrees(problem: Problem, found: Conflict, reached: list[np.ndarray], seed: int) -> None:
    if not reached:
        assert found.stuck
        return
    rows = problem.rows
    short = [np.maximum(rows.low - one, 0) * (rows.low > OPEN_LOW) for one in reached]
    over = [np.maximum(one - rows.high, 0) * (rows.high < OPEN_HIGH) for one in reached]
    least = min(float(((s + o) / rows.scale).sum()) for s, o in zip(short, over, strict=True))
    told = sum(one.short + one.over for one in found.misses)
    assert told == least if found.is_whole else told <= least + len(found.misses), seed
    for cause in found.causes:
        keeps = [[rows.low[row] <= one[row] <= rows.high[row] for row in cause.rows] for one in reached]
        assert not any(all(one) for one in keeps), seed
        for place, witness in enumerate(cause.witnesses):
            others = any(all(one[:place] + one[place + 1 :]) for one in keeps)
            assert others if witness is not None else cause.ground is Ground.SHARES, seed
        if cause.ground is Ground.SHARES:
            assert proves(problem, cause.prices), seed
        for miss in cause.remedies if cause.ground is Ground.WHOLE else ():
            assert _eased(problem, miss, reached), seed


def _eased(problem: Problem, miss: Miss, reached: list[np.ndarray]) -> bool:
    """Whether a choice fits once the row is widened by that much, and none with one unit less."""
    fits = []
    for less in (0, 1):
        low, high = problem.rows.low.copy(), problem.rows.high.copy()
        low[miss.row] -= max(0, miss.short - less)
        high[miss.row] += max(0, miss.over - less)
        fits.append(any(bool(((one >= low) & (one <= high)).all()) for one in reached))
    return fits == [True, False]
