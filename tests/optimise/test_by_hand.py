"""手算对照 · Every family, logic row and goal has an LP text that stands and an instance solved by hand."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from math import ceil
from pathlib import Path

import numpy as np
import pytest

from landsupply.ledger.issue import Severity
from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.optimise.caution import shortest
from landsupply.optimise.columns import Columns, build_columns
from landsupply.optimise.constraints import CONSTRAINTS, Constraint, ceilings_of_the_law_hold
from landsupply.optimise.goals import goal_cost, peak_rows
from landsupply.optimise.proposal import Proposal
from landsupply.optimise.propose import propose
from landsupply.optimise.target_rows import Compiler
from landsupply.plan import families
from landsupply.plan.brief import Brief, Milestone
from landsupply.plan.candidate import Candidate
from landsupply.plan.caps import Cap
from landsupply.plan.case import case_of
from landsupply.plan.checks import check
from landsupply.plan.exposure import exposure_of
from landsupply.plan.families import FAMILIES, Family
from landsupply.plan.goal import GOALS, Goal
from landsupply.plan.target import Axis
from tests.optimise.family_land import DAY
from tests.optimise.hand_cases import BY_CONSTRAINT, BY_FAMILY, BY_GOAL, Hand, parcels
from tests.optimise.lp import lp_text
from tests.plan import case

TEXTS = Path(__file__).parent / "texts"


def brief_of(hand: Hand) -> Brief:
    whole = [one for one in hand.targets if one.line.axis is Axis.MILESTONE]
    return Brief(
        year=2024,
        place="410100",
        title="手算",
        targets=tuple(one for one in hand.targets if one not in whole),
        milestones=tuple(Milestone(month=one.terms[0].months[-1], share=one.share) for one in whole),
        goals=(hand.goal,),
        slack=Fraction(0),
        gap=Fraction(0),
        locks=hand.locks,
        day=DAY,
        delays=hand.delays,
        caution=hand.caution,
    )


def solved(hand: Hand, brief: Brief | None = None) -> Proposal:
    ledger, asked = case.ledger_of(*hand.land), brief or brief_of(hand)
    found = propose(case.options(ledger), asked, DAY)
    errors = [one for one in check(found.plan, ledger, case.rules()) if one.severity is Severity.ERROR]
    assert errors == []
    return found


def _months(found: Proposal) -> dict[str, int]:
    return {item.parcel: item.supply_month for item in sorted(found.plan.items, key=lambda item: item.parcel)}


def columns_of(hand: Hand, brief: Brief, capped: Callable[..., tuple[Cap, ...]] | None = None) -> Columns:
    options = case.options(case.ledger_of(*hand.land))
    made = case_of(options, brief, DAY)
    exposure = exposure_of(options, made, DAY)
    columns = build_columns(replace(made, caps=capped(made.candidates) if capped else ()), exposure)
    if not columns.exposed:
        return columns
    areas = np.where(columns.month == 10, columns.whole / UNITS_PER_HECTARE, 0.0)
    return replace(columns, cuts=tuple(shortest(columns, brief, guard, areas) for guard in brief.guards))


def _a_ceiling(found: Sequence[Candidate], *more: object) -> tuple[Cap, ...]:
    """3 ha of housing in 中原区."""
    del more
    units = [one.whole if one.land.id == "P01" else 0 for one in found]
    return (Cap(rule="HS-01", units=tuple(units), most=3 * UNITS_PER_HECTARE),)


def _family_text(family: Family) -> str:
    hand = BY_FAMILY[family]
    columns = columns_of(hand, brief_of(hand))
    return lp_text(columns, [Compiler(columns, brief_of(hand)).row(hand.targets[0])])


def _constraint_text(constraint: Constraint) -> str:
    hand = BY_CONSTRAINT[constraint]
    columns = columns_of(hand, brief_of(hand), _a_ceiling)
    return lp_text(columns, constraint(columns, brief_of(hand)))


def _goal_text(goal: Goal) -> str:
    brief = _pursuing(goal)
    columns = columns_of(Hand("", {}), brief)
    cost = goal_cost(columns, brief, goal, columns.width + 1)
    return lp_text(columns, peak_rows(columns, brief), cost)


def _pursuing(goal: Goal) -> Brief:
    one = BY_GOAL[goal]
    goals, weights = tuple(own for own, _ in one.weights) or (goal,), tuple(weight for _, weight in one.weights)
    brief = brief_of(Hand("", {}, (families.total(one.total),)))
    return replace(brief, goals=goals, weights=weights)


def texts() -> Iterator[tuple[str, str]]:
    """全部文本 · The name and the text of every family, logic row and goal."""
    yield from ((f"family_{one.__name__}", _family_text(one)) for one in BY_FAMILY)
    yield from ((f"row_{one.__name__}", _constraint_text(one)) for one in BY_CONSTRAINT)
    yield from ((f"goal_{one.name.lower()}", _goal_text(one)) for one in BY_GOAL)


@cache
def _texts() -> Mapping[str, str]:
    return dict(texts())


@pytest.mark.parametrize("family", BY_FAMILY, ids=lambda one: one.__name__)
def test_a_family_is_solved_as_by_hand(family: Family) -> None:
    hand = BY_FAMILY[family]
    found = solved(hand)
    assert (found.is_feasible, _months(found)) == (True, dict(hand.months)), hand.why


@pytest.mark.parametrize("family", BY_FAMILY, ids=lambda one: one.__name__)
def test_without_its_target_the_plan_would_be_another(family: Family) -> None:
    hand = BY_FAMILY[family]
    free = replace(hand, targets=hand.targets[1:])
    assert _months(solved(free)) != dict(hand.months)


@pytest.mark.parametrize("constraint", BY_CONSTRAINT, ids=lambda one: one.__name__)
def test_a_row_of_logic_is_solved_as_by_hand(constraint: Constraint, monkeypatch: pytest.MonkeyPatch) -> None:
    hand = BY_CONSTRAINT[constraint]
    if constraint is ceilings_of_the_law_hold:
        monkeypatch.setattr("landsupply.plan.case.caps_of", _a_ceiling)
    found = solved(hand)
    assert (found.is_feasible, _months(found)) == (True, dict(hand.months)), hand.why


def test_a_phase_is_as_large_as_what_is_left() -> None:
    found = solved(BY_CONSTRAINT[CONSTRAINTS[1]])
    assert {item.parcel: item.area.hectares for item in found.plan.items if item.is_phased} == {"P03": "2.50"}


@pytest.mark.parametrize("goal", BY_GOAL, ids=lambda one: one.name.lower())
def test_a_goal_is_worth_what_it_is_by_hand(goal: Goal) -> None:
    one = BY_GOAL[goal]
    (proven,) = solved(Hand("", {}), _pursuing(goal)).plan.proof.goals
    assert (proven.goal, proven.value) == (goal, one.value * UNITS_PER_HECTARE), one.why
    assert proven.bound - proven.value <= ceil(1e-7 * abs(proven.value)) + 100  # no more than the solver's arithmetic


@pytest.mark.parametrize("name", [path.stem for path in sorted(TEXTS.glob("*.lp"))])
def test_the_model_is_as_written(name: str) -> None:
    assert _texts()[name] == (TEXTS / f"{name}.lp").read_text("utf-8")


def test_none_lacks_its_text_its_hand_solved_instance_and_its_words() -> None:
    assert set(BY_FAMILY) == set(FAMILIES)
    assert set(BY_CONSTRAINT) == set(CONSTRAINTS)
    assert set(BY_GOAL) == {*GOALS, Goal.WEIGHTED}
    assert {path.stem for path in TEXTS.glob("*.lp")} == set(_texts())
    for one in (*FAMILIES, *CONSTRAINTS, *GOALS.values()):
        first = (inspect.getdoc(one) or "").split("\n\n")
        assert "·" in first[0], one.__name__
        assert any(mark in " ".join(first) for mark in ("≤", "≥", "S a", "S r", "earns", "loses", "max")), one.__name__
    for family, hand in BY_FAMILY.items():
        assert hand.targets[0].clause or family is families.sentence, family.__name__


def test_five_parcels_go_in_october() -> None:
    """What every case is compared with."""
    assert _months(solved(Hand("", {}))) == dict.fromkeys(parcels(), 10)
