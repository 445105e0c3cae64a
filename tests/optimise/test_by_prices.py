"""按价拟订 · The way of large years, asked of years so small that trying everything tells what is right."""

from __future__ import annotations

import pytest

from benchmarks.optimise.instances import generate
from landsupply.optimise import propose as door
from landsupply.optimise.by_prices import bands
from landsupply.optimise.ending import Ending, Finish, Watch
from landsupply.optimise.least_misses import least_misses
from landsupply.optimise.propose import propose
from landsupply.optimise.propose_by_prices import METHOD
from landsupply.plan.asked import Asked
from landsupply.plan.case import case_of
from landsupply.plan.certificate_check import certified_bound
from landsupply.plan.certificate_prices import fitting_grid, integer_prices
from landsupply.plan.certificate_value import Certificate, Leaf
from landsupply.plan.families import FAMILIES
from landsupply.plan.verified import verify
from tests.optimise.family_cases import Small, small, tried
from tests.optimise.family_land import DAY

pytest.importorskip("numba")

#: One small year of each family in which everything can be met.
FITTING = tuple((family, 1_000 * i + 1) for i, family in enumerate(FAMILIES))


@pytest.fixture(autouse=True)
def _by_prices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "FULL_MODEL", 0)


def _fitting(number: int) -> Small:
    family, seed = FITTING[number]
    return next(of for of in (small(family, seed + more) for more in range(40)) if tried(of).is_feasible)


@pytest.mark.parametrize("number", range(0, len(FITTING), 3))
def test_a_plan_is_met_and_its_bounds_hold(number: int) -> None:
    of = _fitting(number)
    proposal = propose(of.options, of.brief, DAY)
    plan, best = proposal.plan, tried(of)
    assert proposal.is_feasible and plan.proof.method == METHOD
    assert verify(plan, case_of(of.options, of.brief, DAY)).findings == ()
    first, most = plan.proof.goals[0], best.values[0]
    assert first.value <= most <= first.bound
    assert most - first.value <= 5e-3 * abs(most)


def test_the_same_input_gives_the_same_plan_and_no_clock_is_asked() -> None:
    of = _fitting(0)
    plans = [propose(of.options, of.brief, DAY).plan for _ in range(2)]
    assert plans[0] == plans[1] and plans[0].reproducible


def test_where_nothing_fits_the_misses_are_stated_and_true() -> None:
    seen = 0
    for family in FAMILIES[:4]:
        found = (small(family, 1_000 * FAMILIES.index(family) + more) for more in range(40))
        of = next(one for one in found if not tried(one).is_feasible)
        plan = propose(of.options, of.brief, DAY).plan
        assert plan.misses and verify(plan, case_of(of.options, of.brief, DAY)).findings == ()
        seen += 1
    assert seen == 4


def test_what_can_be_met_need_not_be_missed() -> None:
    of = _fitting(0)
    case = case_of(of.options, of.brief, DAY)
    asked = Asked(goal=of.brief.levels[0], bands=tuple(bands(case)))
    assert least_misses(case, asked, Watch(), lambda code, what: None) == ()


@pytest.mark.parametrize("parcels", [300, 6_000])
def test_a_contradiction_is_proven_and_named(parcels: int) -> None:
    from landsupply.optimise.engine import best_choice, rows_against  # after it is known that numba is here

    problem = generate(parcels, 1, "contradiction")
    found = best_choice(problem, Ending(gap=1e-3), lambda code, what: None)
    assert found.choice is None and found.finish is Finish.NOTHING
    assert "完成率/6月" in rows_against(problem, found)
    grid = fitting_grid(problem, found.prices)
    leaf = Leaf(prices=integer_prices(found.prices, problem.rows, grid), farkas=True)
    assert certified_bound(problem, Certificate(grid=grid, leaves=(leaf,), value=None, bound=None)) is None
