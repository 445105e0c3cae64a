"""计划说明 · A real plan put back into its question: what is said of prices, parcels, wishes and other plans is so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from landsupply import open_rulebook
from landsupply.files.reading import read_sheets
from landsupply.ledger.examine import examine
from landsupply.measure.fault import SolveFault
from landsupply.optimise.by_prices import bands
from landsupply.optimise.explain.certainty import standings
from landsupply.optimise.explain.linear import Linear
from landsupply.optimise.explain.near_plans import near_plans
from landsupply.optimise.explain.one_more import OneMore, one_more
from landsupply.optimise.explain.parcel_reason import parcel_reason
from landsupply.optimise.explain.question import Question, question_of
from landsupply.optimise.explain.reasons import Standing, reasons
from landsupply.optimise.explain.row_price import RowPrice, Side, prices_of, value_size
from landsupply.optimise.explain.swaps import swapped
from landsupply.optimise.explain.ways import ways_of
from landsupply.optimise.explain.wishes import wishes
from landsupply.optimise.propose import propose
from landsupply.options.lawful import Options, lawful_options
from landsupply.plan.asked import Asked
from landsupply.plan.brief import Brief
from landsupply.plan.brief_form import parse_brief, read_brief
from landsupply.plan.case import Case, case_of
from landsupply.plan.goal import Goal
from landsupply.plan.plan import Plan
from landsupply.plan.posed import pose
from landsupply.plan.problem import OPEN_HIGH, Problem, activity_of
from landsupply.plan.target import Axis
from landsupply.prepare.readiness import readiness_of
from tests.explain.answers import answered
from tests.explain.office_year import EXAMPLES
from tests.plan.small_problems import all_choices, choice_of, optimum, small_problem

DAY = date(2024, 3, 1)


@cache
def year_of(example: str) -> tuple[Options, Brief]:
    """The options and the brief of a shipped example."""
    folder = EXAMPLES / example
    page = parse_brief((folder / "brief.toml").read_text("utf-8"))
    rules = open_rulebook(page["place"]).on(DAY)
    ledger = examine(read_sheets((folder / "ledger.csv").read_bytes(), "ledger.csv"), rules)
    return lawful_options(ledger, readiness_of(ledger), rules), read_brief(page, rules)


@cache
def planned() -> tuple[Plan, Case]:
    """The plan of the smaller example, with the case it was made from."""
    options, brief = year_of("yunze-2024")
    return propose(options, brief, DAY).plan, case_of(options, brief, DAY)


@cache
def asked() -> Question:
    return question_of(*planned())


def test_the_plan_is_a_choice_of_its_question() -> None:
    plan, _ = planned()
    question, rows = asked(), asked().problem.rows
    reached = activity_of(question.problem, question.choice)
    assert bool(((reached >= rows.low) & (reached <= rows.high)).all())
    last = plan.proof.goals[-1]
    assert question.value == last.value and last.certified is not None
    assert question.value <= last.certified <= question.priced_bound <= last.certified * 1.02
    assert sum(question.choice.option >= 0) == len(plan.items)


def test_a_phase_stands_with_its_own_area() -> None:
    plan, case = planned()
    phased = next(one for one in case.candidates if one.least < one.whole)
    item = next((one for one in plan.items if one.parcel == phased.parcel), None)
    chosen = {
        asked().candidate(option).parcel: int(asked().posed.units[option])
        for option in asked().choice.option.tolist()
        if option >= 0
    }
    assert chosen == {one.parcel: one.area.units for one in plan.items}
    assert item is None or phased.least <= chosen[item.parcel] <= phased.whole


def test_a_plan_of_other_ways_is_refused_by_name() -> None:
    plan, case = planned()
    parcel = plan.items[0].parcel
    others = tuple(one for one in case.candidates if one.parcel != parcel)
    with pytest.raises(SolveFault) as fault:
        question_of(plan, replace(case, candidates=others))
    assert (fault.value.code, fault.value.facts["parcel"]) == ("S030", parcel)


# --- what is proven ----------------------------------------------------------------------------------------------


def test_standings_of_all_parcels_are_those_of_each() -> None:
    question = asked()
    together = standings(question.problem, question)
    for parcel, standing in enumerate(together):
        reason = reasons(question.problem, question, parcel)
        assert reason is not None and reason.standing is standing, question.parcels[parcel]


@pytest.mark.parametrize("seeds", [range(0, 80), range(80, 160)], ids=str)
def test_what_is_proven_holds_among_all_choices(seeds: range) -> None:
    proven = 0
    for seed in seeds:
        problem = small_problem(seed)
        best = optimum(problem)
        if best is None:
            continue
        found = answered(problem, choice_of(problem, best.parcels))
        as_good = [one for one in all_choices(problem) if one.keeps and one.value >= best.value]
        for parcel, standing in enumerate(standings(problem, found)):
            stands = {parcel in one.parcels for one in as_good}
            assert standing is not Standing.PROVEN_IN or stands == {True}, seed
            assert standing is not Standing.PROVEN_OUT or stands == {False}, seed
            proven += standing is not Standing.INTERCHANGEABLE
    assert proven


def test_a_parcel_says_why() -> None:
    options, _ = year_of("yunze-2024")
    for parcel in asked().parcels[:40]:
        told = parcel_reason(asked(), options, parcel)
        assert told.reason is not None
        spoken = told.reason.own + sum(one.worth for one in told.reason.weights)
        assert told.best_other is None or spoken == pytest.approx(told.margin, abs=2.0, rel=1e-6)
    out = next(one.parcel for one in options.refused if one.parcel not in asked().parcels)
    kept_out = parcel_reason(asked(), options, out)
    assert kept_out.reason is None and kept_out.refusals


# --- prices ----------------------------------------------------------------------------------------------------------


def solved(problem: Problem) -> float | None:
    """The value of the relaxation, solved from nothing, in figures near one."""
    linear = Linear(ways_of(problem))
    size = value_size(linear)
    linear.aim(linear.ways.value / size)
    answer = linear.solved()
    return None if answer is None else answer.objective * size


def shifted(problem: Problem, price: RowPrice, by: int) -> float | None:
    low, high = problem.rows.low.copy(), problem.rows.high.copy()
    low[price.row] += by if price.side in (Side.LOW, Side.BOTH) else 0
    high[price.row] += by if price.side in (Side.HIGH, Side.BOTH) else 0
    if low[price.row] > high[price.row]:
        return None
    return solved(replace(problem, rows=replace(problem.rows, low=low, high=high)))


def agrees(problem: Problem, price: RowPrice, ground: float) -> bool:
    """Left and right against solving anew a short way off, nearer than what reserve fills up puts corners.

    One that cannot move has no price there.
    """
    rows = problem.rows
    room = int(rows.high[price.row] - rows.low[price.row]) if price.side is not Side.BOTH else OPEN_HIGH
    step = max(1, min(int(rows.scale[price.row] * 2e-5), 1_500, room // 2))
    for by, told in ((-step, price.left), (step, price.right)):
        after = shifted(problem, price, by)
        assert (told is None) == (after is None), price
        if told is not None and after is not None:
            slope = told / price.unit
            assert (after - ground) / by == pytest.approx(slope, rel=1e-3, abs=2e-2), (price, by)
    return bool(price.left or price.right)


def _asks() -> Iterator[tuple[str, Asked]]:
    """Goals alone, and with those of the plan kept: floors have prices too."""
    for goal in (Goal.KEY_AND_EARLY, Goal.EARLY):
        yield "zhengzhou-2024", Asked(goal=goal)
    for goal in (Goal.LIVELIHOOD, Goal.EXISTING_LAND, Goal.KEY_AND_EARLY, Goal.EARLY, Goal.LESS_COMMERCE):
        yield "yunze-2024", Asked(goal=goal)
    for goal in (Goal.KEY_AND_EARLY, Goal.EARLY):
        yield "yunze-2024", replace(asked().asked, goal=goal)


@pytest.mark.slow
def test_prices_of_real_briefs_are_what_solving_again_says() -> None:
    held = two_sided = 0
    for example, ask in _asks():
        options, brief = year_of(example)
        problem = pose(case_of(options, brief, DAY), ask).problem
        ground = solved(problem)
        assert ground is not None
        for price in prices_of(problem, asked()):
            held += agrees(problem, price, ground)
            two_sided += price.left is not None and price.right is not None and price.left != price.right
    assert held >= 50 and two_sided >= 20, (held, two_sided)


def test_one_more_and_one_less_are_what_solving_again_says() -> None:
    question = asked()
    found = one_more(question.problem, question.meanings)
    ground = solved(question.problem)
    assert ground is not None and len([one for one in found if one.size]) >= 3
    for one in found:
        for by, told in ((1, one.more), (-1, one.less)):
            after = _with(question, one, by)
            assert (told is None) == (after is None), one
            if told is not None and after is not None:
                assert told == pytest.approx(after - ground, abs=50, rel=1e-6), one


def _with(question: Question, one: OneMore, by: int) -> float | None:
    """The value with the target's bounds moved by a hectare, and the total's with a class's figure."""
    rows = question.problem.rows
    low, high = rows.low.copy(), rows.high.copy()
    moved = [one.row]
    if one.with_total:
        totals = [m.target.line.axis is Axis.TOTAL if m.target else False for m in question.meanings]
        moved.append(totals.index(True))
    for row in moved:
        unit = by * question.meanings[row].one
        low[row] += unit * one.is_low
        high[row] += unit * one.is_high
        if low[row] > high[row]:
            return None
    return solved(replace(question.problem, rows=replace(rows, low=low, high=high)))


# --- wishes and other plans ------------------------------------------------------------------------------------------


def test_a_wish_falls_from_alone_to_what_is_reached() -> None:
    plan, case = planned()
    found = wishes(plan, case)
    assert [one.goal for one in found][: len(plan.brief.goals)] == list(plan.brief.goals)
    for one in found:
        steps = [one.alone, *(bound for _, bound in one.after), one.reached]
        assert all(before >= after - 2 for before, after in pairwise(steps)), one
    assert {one.goal for one in found if one.is_pursued} == set(plan.brief.goals)
    for one, proven in zip(found, plan.proof.goals, strict=False):
        last = one.after[-1][1] if one.after else one.alone
        assert proven.certified is not None
        # Where the plan's own proof branches it sees a little further than prices alone.
        assert proven.certified - 2 <= last <= proven.certified * 1.02


def test_other_plans_keep_everything_and_list_other_parcels() -> None:
    plan, case = planned()
    question = question_of(plan, case, tuple(bands(case)))
    rows, floor = question.problem.rows, int(question.value * 0.998)
    found = swapped(question.problem, question, floor, 3)
    assert len(found) >= 2
    touched: set[int] = set()
    for choice in found:
        reached = activity_of(question.problem, choice)
        assert bool(((reached >= rows.low) & (reached <= rows.high)).all())
        changed = np.flatnonzero((choice.option >= 0) != (question.choice.option >= 0)).tolist()
        assert changed and not touched & set(changed)
        touched |= set(changed)
    told = near_plans(plan, case, 3)
    assert len(told.plans) == 3 and all(one.value >= told.floor for one in told.plans)
    assert all(one.added or one.removed or one.moved for one in told.plans)
    assert all(0 < times < 4 for times in told.appearances.values()) and told.appearances
