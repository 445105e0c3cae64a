"""验真 · A plan is what its ledger gives again, and whatever is changed in it is found; everything is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from landsupply.measure.area import Area
from landsupply.measure.fault import IntegrityFault
from landsupply.optimise.constraints import phases_keep_their_bounds
from landsupply.optimise.propose import propose
from landsupply.plan.case import Case, case_of
from landsupply.plan.certificate import goal_value
from landsupply.plan.certificate_value import Certificate, Leaf, Window
from landsupply.plan.certified import Certified
from landsupply.plan.families import FAMILIES
from landsupply.plan.plan import Miss, Plan, ReserveLine
from landsupply.plan.posed import pose
from landsupply.plan.proof import Proof
from landsupply.plan.target import Axis, Line
from landsupply.plan.verified import question, verify
from tests.optimise.family_cases import small
from tests.optimise.family_land import DAY
from tests.optimise.hand_cases import BY_CONSTRAINT
from tests.optimise.test_by_hand import brief_of
from tests.plan import case


@cache
def made(number: int) -> tuple[Plan, Case]:
    of = small(FAMILIES[number % len(FAMILIES)], 70_000 + number)
    return propose(of.options, of.brief, DAY).plan, case_of(of.options, of.brief, DAY)


def codes(plan: Plan, of: Case) -> set[str]:
    return {one.code for one in verify(plan, of).findings}


@pytest.mark.parametrize("number", range(42))
def test_a_plan_as_it_was_made_is_true(number: int) -> None:
    plan, of = made(number)
    verified = verify(plan, of)
    assert verified.findings == () and verified.holds
    for goal in verified.goals:
        assert goal.value == goal_value(plan, goal.goal) == goal.stated.value
        assert goal.certified == goal.stated.certified and goal.certified is not None and goal.certified >= goal.value


def _first(plan: Plan, **changes: object) -> Plan:
    item = replace(plan.items[0], **changes)  # type: ignore[arg-type]
    return replace(plan, items=(item, *plan.items[1:]))


def _goal(plan: Plan, **changes: object) -> Plan:
    goal = replace(plan.proof.goals[-1], **changes)  # type: ignore[arg-type]
    return replace(plan, proof=replace(plan.proof, goals=(*plan.proof.goals[:-1], goal)))


def _certificate(plan: Plan, change: Callable[[Certificate], Certificate]) -> Plan:
    """A certificate changed; the goal then states what the changed one states."""
    old = plan.proof.goals[-1].certificate
    assert old is not None
    new = Certified(names=old.names, certificate=change(old.certificate))
    bound = new.certificate.bound
    assert bound is not None
    return _goal(plan, certificate=new, solver=None, bound=bound)


def _lower(certificate: Certificate) -> Certificate:
    assert certificate.bound is not None
    return replace(certificate, bound=certificate.bound - 1)


def _dearer(certificate: Certificate) -> Certificate:
    leaves = (replace(leaf, prices=tuple(2 * price + 1 for price in leaf.prices)) for leaf in certificate.leaves)
    return replace(certificate, leaves=tuple(leaves))


def _half(certificate: Certificate) -> Certificate:
    """Only the plans in which block 0 stands are bounded: the others are in no leaf."""
    window = Window(block=0, options=(0, 1), taken=True)
    return replace(certificate, leaves=(replace(certificate.leaves[0], fixed=(window,)),))


CHANGES: dict[str, tuple[str, Callable[[Plan], Plan]]] = {
    "an area": ("C101", lambda plan: _first(plan, area=Area(plan.items[0].area.units - 1))),
    "a whole": ("C101", lambda plan: _first(plan, whole=Area(plan.items[0].whole.units + 1))),
    "a district": ("C101", lambda plan: _first(plan, district="没有的区")),
    "an item twice": ("C102", lambda plan: replace(plan, items=(*plan.items, plan.items[0]))),
    "a reserve": (
        "C107",
        lambda plan: replace(
            plan,
            reserves=(ReserveLine(plan_class=plan.items[0].plan_class, district=None, month=12, area=Area(5_000)),),
        ),
    ),
    "a miss": ("C108", lambda plan: replace(plan, misses=(Miss(line=Line(Axis.TOTAL), units=-1),))),
    "no goals": ("C109", lambda plan: replace(plan, proof=Proof(goals=()))),
    "a value": ("C110", lambda plan: _goal(plan, value=plan.proof.goals[-1].value - 1)),
    "a floor": ("C111", lambda plan: _goal(plan, floor=plan.proof.goals[-1].value + 1)),
    "no certificate": ("C112", lambda plan: _goal(plan, certificate=None)),
    "a lower bound": ("C113", lambda plan: _certificate(plan, _lower)),
    "half the leaves": ("C084", lambda plan: _certificate(plan, _half)),
}


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_whatever_is_changed_is_found(change: str) -> None:
    code, changed = CHANGES[change]
    found = []
    for number in range(12):
        plan, of = made(number)
        if plan.items and not plan.misses and of.brief.reserves == ():
            try:
                found.append(code in codes(changed(plan), of))
            except IntegrityFault:  # what cannot even be written down needs no finding
                found.append(True)
    assert found and all(found), change


def test_other_prices_prove_another_bound_or_the_same_but_never_less_than_a_plan() -> None:
    seen = 0
    for number in range(42):
        plan, of = made(number)
        if not plan.proof.goals[-1].certificate or not plan.proof.goals[-1].certificate.names:
            continue
        verified = verify(_certificate(plan, _dearer), of)
        assert all(one.code in ("C113", "C082", "C085") for one in verified.findings)
        seen += bool(verified.findings)
        assert all(one.certified is None or one.certified >= one.value for one in verified.goals)
    assert seen > 5


def test_a_leaf_never_tells_the_least_of_a_phase_from_its_whole() -> None:
    hand = BY_CONSTRAINT[phases_keep_their_bounds]
    options, brief = case.options(case.ledger_of(*hand.land)), brief_of(hand)
    plan, of = propose(options, brief, DAY).plan, case_of(options, brief, DAY)
    posed = pose(of, question(plan, len(plan.proof.goals) - 1))
    pair = next(o for o in range(1, len(posed.candidate)) if posed.candidate[o] == posed.candidate[o - 1] >= 0)
    block = int(posed.problem.block_of[posed.problem.parcel_of[pair]])
    start = int(posed.problem.option_start[posed.problem.block_start[block]])
    window = Window(block=block, options=(start, pair), taken=True)
    leaves = tuple(Leaf(prices=(0,) * posed.problem.rows.count, fixed=(one,)) for one in (window, window.opposite))
    certificate = Certified.of(posed.problem.rows.names, Certificate(grid=1, leaves=leaves, value=None, bound=10**15))
    assert codes(_goal(plan, certificate=certificate, solver=None, bound=10**15), of) == {"C114"}
