"""情景比较 · What differs between plans of the same parcels, counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from landsupply.measure.fault import SolveFault
from landsupply.optimise.explain.scenarios import Scenario, compared
from landsupply.plan.problem import Choice
from tests.explain.years import Line, Lot, until, whole_year, year

LOTS = [Lot(area=10), Lot(area=20), Lot(area=30)]


def test_three_scenarios_side_by_side() -> None:
    one = year(LOTS, [Line(name="总量", counts=whole_year, low=20)])
    other = year(LOTS, [Line(name="总量", counts=whole_year, low=40), Line(name="6月", counts=until(6), high=30)])
    first = Choice(option=np.array([0, 1, -1]), month=np.array([1, 2, 0]))
    second = Choice(option=np.array([0, -1, 2]), month=np.array([8, 0, 7]))
    told = compared(
        [
            Scenario(name="甲", problem=one, choice=first, bound=30),
            Scenario(name="乙", problem=other, choice=second, bound=25),
            Scenario(name="丙", problem=other, choice=None, bound=None),
        ]
    )
    assert told.names == ("甲", "乙", "丙") and told.values == (20, 20, None) and told.bounds == (30, 25, None)
    assert told.supplied == (2, 2, None) and told.appearances.tolist() == [2, 1, 1]
    total, june = told.lines
    assert (total.low, total.reached, total.differs) == ((20, 40, 40), (30, 40, None), True)
    assert (june.low, june.high, june.reached) == ((None, None, None), (None, 30, 30), (None, 0, None))
    (pair,) = told.pairs
    assert (pair.only_first, pair.only_second, pair.moved, pair.alike) == (1, 1, 1, 0)


def test_other_parcels_are_refused() -> None:
    scenarios = [Scenario(name=str(n), problem=year(LOTS[:n], []), choice=None, bound=None) for n in (1, 2)]
    with pytest.raises(SolveFault, match="S022"):
        compared(scenarios)


def test_nothing_to_compare() -> None:
    assert compared([]).lines == ()
