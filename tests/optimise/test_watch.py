"""看管 · A search that is called off writes nothing; one that a clock ends says that it may come out otherwise."""

from __future__ import annotations

from itertools import count

import pytest

from landsupply.measure.fault import SolveFault
from landsupply.optimise import propose as door
from landsupply.optimise.ending import Finish, Watch
from landsupply.optimise.propose import propose
from landsupply.optimise.solve import Limits
from landsupply.plan.families import FAMILIES
from tests.optimise.family_cases import Small, small
from tests.optimise.family_land import DAY

#: The way of the full model, and the way of prices.
WAYS = (5_000, 0)


@pytest.fixture(params=WAYS, ids=("full", "prices"))
def of(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Small:
    if request.param == 0:
        pytest.importorskip("numba")
    monkeypatch.setattr(door, "FULL_MODEL", request.param)
    return small(FAMILIES[0], 1)


def test_what_is_called_off_ends_in_a_fault_and_no_plan(of: Small) -> None:
    limits = Limits.of_brief(of.brief, None, Watch(is_cancelled=lambda: True))
    with pytest.raises(SolveFault) as fault:
        propose(of.options, of.brief, DAY, limits)
    assert fault.value.code == "S013"


def test_it_may_be_called_off_after_a_while(of: Small) -> None:
    asked: list[str] = []
    limits = Limits.of_brief(of.brief, None, Watch(is_cancelled=lambda: len(asked) > 1))
    with pytest.raises(SolveFault) as fault:
        propose(of.options, of.brief, DAY, limits, lambda code, what: asked.append(code))
    assert fault.value.code == "S013" and len(asked) >= 2


def test_a_watch_that_calls_nothing_off_changes_nothing(of: Small) -> None:
    limits = Limits.of_brief(of.brief, None, Watch(is_cancelled=lambda: False))
    assert propose(of.options, of.brief, DAY, limits).plan == propose(of.options, of.brief, DAY).plan


def test_a_clock_ends_a_search_by_prices_and_the_plan_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    monkeypatch.setattr(door, "FULL_MODEL", 0)
    made, ticks = small(FAMILIES[0], 1), count()
    limits = Limits.of_brief(made.brief, 1.0, Watch(clock=lambda: float(next(ticks))))
    try:
        plan = propose(made.options, made.brief, DAY, limits).plan
    except SolveFault as fault:  # nothing met in time is said, never made up
        assert fault.code in ("S002", "S004")
    else:
        assert not plan.reproducible


def test_seconds_count_from_when_a_search_begins() -> None:
    now = [0.0]
    watch = Watch(clock=lambda: now[0])
    stops = watch.until(5.0)
    assert stops() is None
    now[0] = 6.0
    assert stops() is Finish.TIME and watch.until(5.0)() is None
    assert watch.until(None)() is None
    assert Watch(is_cancelled=lambda: True).until(None)() is Finish.CANCELLED
