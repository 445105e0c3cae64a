"""移月测试 · A moved plan is lawful, says what it misses and is proven anew; a closed month is refused."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from landsupply.measure.fault import InputFault
from landsupply.optimise.moving import METHOD, Board
from landsupply.optimise.propose import propose
from landsupply.plan.certificate import goal_value, misses
from landsupply.plan.families import FAMILIES
from landsupply.plan.form import plan_digest
from landsupply.plan.moved import open_months
from landsupply.plan.plan import ItemState
from landsupply.plan.proof import Proof
from landsupply.plan.verified import parcels_keep_their_relations, verify
from tests.optimise.family_cases import small
from tests.optimise.family_land import DAY


@cache
def board(number: int) -> Board:
    of = small(FAMILIES[number % len(FAMILIES)], 80_000 + number)
    return Board.of(propose(of.options, of.brief, DAY).plan, of.options)


def moves_on(found: Board) -> dict[str, int]:
    """Every item that may stand elsewhere goes to the last month open to it."""
    return {item.parcel: open_months(item, found.case)[-1] for item in found.plan.items}


@pytest.mark.parametrize("number", range(36))
def test_a_moved_plan_says_what_it_misses_and_is_verified(number: int) -> None:
    found = board(number)
    if any(parcels_keep_their_relations(found.tried(moves_on(found)), found.case)):
        with pytest.raises(InputFault) as refused:
            found.kept(moves_on(found), "试")
        assert refused.value.code == "C105"
        return
    after = found.kept(moves_on(found), "试")
    assert verify(after, found.case).findings == ()
    assert after.misses == misses(after) and after.proof.method == METHOD
    assert (after.version, after.parent) == (found.plan.version + 1, plan_digest(found.plan, found.options.rules))
    assert all(goal.value == goal_value(after, goal.goal) <= goal.bound for goal in after.proof.goals)


@pytest.mark.parametrize("number", range(12))
def test_moved_and_moved_back_is_the_plan_without_its_proof(number: int) -> None:
    found = board(number)
    there = replace(found, plan=found.tried(moves_on(found)))
    back = there.tried({item.parcel: item.supply_month for item in found.plan.items})
    assert back.items == found.plan.items and back.misses == misses(found.plan) and back.proof == Proof(goals=())


@pytest.mark.parametrize("number", range(12))
def test_months_that_are_not_open_are_refused(number: int) -> None:
    found = board(number)
    for item in found.plan.items:
        closed = set(range(1, 13)) - set(open_months(item, found.case))
        wanted = "C119" if item.state is not ItemState.PLANNED else "C120"
        for month in closed:
            with pytest.raises(InputFault) as refused:
                found.tried({item.parcel: month})
            assert refused.value.code == wanted
    with pytest.raises(InputFault) as refused:
        found.tried({"没有": 3})
    assert refused.value.code == "C118"
