"""穷举对照 · On two hundred small instances the optimiser gives exactly what trying everything gives."""

from __future__ import annotations

import pytest

from landsupply.ledger.issue import Severity
from landsupply.optimise.propose import propose
from landsupply.plan.checks import check
from landsupply.plan.plan import Plan
from tests.optimise.instances import DAY, Instance, Truth, instance, solve_by_trying, with_a_phase, with_figures
from tests.plan import case

ONE_GOAL = range(120)
TWO_GOALS = range(1_000, 1_080)


def _values(plan: Plan) -> tuple[int, ...]:
    return tuple(goal.value for goal in plan.proof.goals)


def _missed(plan: Plan) -> int:
    return sum(abs(miss.units) for miss in plan.misses)


def _disagreements(of: Instance, truth: Truth):
    """What the optimiser's answer differs in from the truth, and what a check holds against it."""
    proposal = propose(of.options, of.brief, DAY)
    plan = proposal.plan
    findings = check(plan, of.ledger, case.rules())
    yield from (f"check {one.code} {one.place}" for one in findings if one.severity is Severity.ERROR)
    if proposal.is_feasible != (truth.miss == 0):
        yield f"feasible {proposal.is_feasible}, least miss {truth.miss}"
    if _missed(plan) != truth.miss:
        yield f"misses {_missed(plan)}, least {truth.miss}"
    if truth.miss == 0 and _values(plan) != truth.values:
        yield f"values {_values(plan)}, best {truth.values}"
    if any(goal.bound < best for goal, best in zip(plan.proof.goals, truth.values, strict=True) if truth.miss == 0):
        yield "a bound that is none"
    if proposal.was_timed_out or not plan.reproducible:
        yield "stopped by time"


def _of(seeds: range, goals: int):
    for seed in seeds:
        of = instance(seed, goals)
        truth = solve_by_trying(of)
        assert truth is not None
        yield from (f"{seed}: {line}" for line in _disagreements(of, truth))


@pytest.mark.parametrize(("seeds", "goals"), [(ONE_GOAL, 1), (TWO_GOALS, 2)], ids=["one goal", "two goals in order"])
def test_the_optimiser_equals_trying_everything(seeds: range, goals: int) -> None:
    assert "\n".join(_of(seeds, goals)) == ""


def test_the_best_phase_is_found() -> None:
    """Where the brief can be met; where it cannot, a phase may use the room the solver was given: 1 m² a line."""
    found, met = [], 0
    for seed in range(3_000, 3_040):
        of = with_a_phase(instance(seed))
        truth = solve_by_trying(of)
        met += truth.miss == 0
        if truth.miss == 0:
            found += [f"{seed}: {line}" for line in _disagreements(of, truth)]
        else:
            near = _missed(propose(of.options, of.brief, DAY).plan) - truth.miss
            found += [] if 0 <= near <= 100 * len(of.brief.targets) else [f"{seed}: {near} above the least miss"]
    assert "\n".join(found) == ""
    assert 10 < met < 40


def test_stated_figures_that_cannot_be_met_are_missed_by_the_least() -> None:
    """Whole parcels hardly ever add to a figure: the plan then comes as near to it as any."""
    found = []
    for seed in range(40):
        of = with_figures(instance(seed))
        found += [f"{seed}: {line}" for line in _disagreements(of, solve_by_trying(of))]
    assert "\n".join(found) == ""


def test_the_instances_are_of_both_kinds() -> None:
    """Were all of them easy, or none solvable, agreement would say little."""
    truths = [solve_by_trying(instance(seed)) for seed in ONE_GOAL]
    met = sum(truth.miss == 0 for truth in truths)
    assert len(truths) // 4 < met < len(truths) * 9 // 10
    assert sum(any(truth.values) for truth in truths) > len(truths) // 2


def test_a_wrong_answer_would_be_seen() -> None:
    of = instance(ONE_GOAL[0])
    truth = solve_by_trying(of)
    assert list(_disagreements(of, Truth(truth.miss, tuple(value + 1 for value in truth.values))))
    assert list(_disagreements(of, Truth(truth.miss + 1, truth.values)))
