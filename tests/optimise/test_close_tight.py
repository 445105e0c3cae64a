"""紧约束收口 · Figures to the hundredth beside tight families: kept where they can be, else missed by the least."""

from __future__ import annotations

import runpy
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from landsupply.cli.material import ledger_of, options_of
from landsupply.ledger.issue import Severity
from landsupply.optimise.close import as_printed
from landsupply.optimise.columns import build_columns
from landsupply.optimise.constraints import build_rows
from landsupply.optimise.exchange import exchanged
from landsupply.optimise.goals import goal_cost
from landsupply.optimise.kept import keeps
from landsupply.optimise.programme import Programme
from landsupply.optimise.propose import propose
from landsupply.optimise.solve import Limits, solve
from landsupply.options.lawful import Options
from landsupply.plan.brief import Brief
from landsupply.plan.brief_form import parse_brief, read_brief
from landsupply.plan.case import case_of
from landsupply.plan.checks import check
from landsupply.plan.goal import Goal
from tests.optimise.instances import DAY as SMALL_DAY
from tests.optimise.instances import instance, solve_by_trying, with_figures
from tests.plan import case

DAY = date(2024, 3, 1)
#: A third of the shipped example: its figures, and what the law of a tight year adds.
PAGE = """
format = "landsupply.brief/1"
place = "410100"
year = 2024
day = 2024-03-01
goals = ["民生优先", "存量优先"]
[targets]
total = "1111.68公顷"
[targets.classes]
"住宅用地" = "246.72公顷"
"商服用地" = "52.79公顷"
"工矿仓储用地" = "261.52公顷"
"其他用地" = "550.65公顷"
[targets.modes]
"划拨" = "不超过62.3%"
[targets.absorption]
"全年" = "不超过140公顷"
[milestones]
6 = "50%"
12 = "100%"
"""


@pytest.mark.parametrize("seeds", [range(5_000, 5_030), range(5_030, 5_060)])
def test_figures_and_goals_in_order_equal_trying_everything(seeds: range) -> None:
    """A floor that only the relaxation reaches would spoil the later goals, or lose the plan."""
    found = []
    for seed in seeds:
        of = with_figures(instance(seed, 2))
        truth = solve_by_trying(of)
        assert truth is not None
        plan = propose(of.options, of.brief, SMALL_DAY).plan
        missed = sum(abs(miss.units) for miss in plan.misses)
        values = tuple(goal.value for goal in plan.proof.goals)
        if missed != truth.miss or (truth.miss == 0 and values != truth.values):
            found.append(f"{seed}: misses {missed}, least {truth.miss}; values {values}, best {truth.values}")
        if truth.miss == 0 and any(
            goal.bound < best for goal, best in zip(plan.proof.goals, truth.values, strict=True)
        ):
            found.append(f"{seed}: a bound that is none")
    assert "\n".join(found) == ""


@pytest.fixture(scope="module")
def third(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Options:
    """Some three hundred parcels of the examples' generator."""
    made = runpy.run_path(str(root / "examples" / "generate.py"))
    city = made["CITIES"]["zhengzhou"]
    kinds = tuple(replace(kind, count=max(1, round(kind.count * 0.283))) for kind in city.kinds)
    made["CITIES"]["zhengzhou"] = replace(city, kinds=kinds)
    path = tmp_path_factory.mktemp("third") / "ledger.csv"
    path.write_text(made["ledger"](1), encoding="utf-8-sig", newline="")
    brief = _brief()
    return options_of(ledger_of([path], case.rules(DAY), "zh"), brief, case.rules(DAY))


def _brief() -> Brief:
    return read_brief(parse_brief(PAGE), case.rules(DAY))


def _as_printed(options: Options, brief: Brief):
    columns = build_columns(case_of(options, brief, DAY))
    upper = np.ones(columns.width)
    upper[columns.count :] = columns.whole[columns.phased] / 1_000_000
    integral = np.arange(columns.width) < columns.count
    loose = Programme(lower=np.zeros(columns.width), upper=upper, integral=integral, rows=build_rows(columns, brief))
    return columns, loose, as_printed(loose, brief)


def test_exchanges_alone_bring_every_figure_to_the_hundredth(third: Options) -> None:
    options, brief = third, _brief()
    columns, loose, exact = _as_printed(options, brief)
    cost = goal_cost(columns, brief, Goal.LIVELIHOOD, columns.width)
    near = solve(loose, cost, Limits.of_brief(brief))
    assert not keeps(exact, near.values, 1e-7)
    values, missed = exchanged(columns, exact, cost, near.values)
    assert missed == 0 and keeps(exact, values, 1e-7)
    assert cost @ values > 0.98 * near.value
    again, _ = exchanged(columns, exact, cost, near.values)
    assert (again == values).all()


def test_exchanges_break_no_row_that_holds(third: Options) -> None:
    """Once everything is kept they go on only where the goal gains and everything stays kept."""
    options, brief = third, _brief()
    columns, loose, exact = _as_printed(options, brief)
    cost = goal_cost(columns, brief, Goal.EXISTING_LAND, columns.width)
    near = solve(loose, cost, Limits.of_brief(brief))
    values, missed = exchanged(columns, exact, cost, near.values)
    better, still = exchanged(columns, exact, cost, values, float(near.value))
    assert missed == still == 0 and keeps(exact, better, 1e-7)
    assert cost @ better >= cost @ values


def test_a_tight_year_of_three_hundred_parcels_closes(third: Options) -> None:
    """No search for the least miss: everything that can be kept is, and no goal is far from its bound."""
    options, brief, codes = third, _brief(), list[str]()
    proposal = propose(options, brief, DAY, progress=lambda code, _: codes.append(code))
    assert proposal.is_feasible and proposal.plan.reproducible and "S103" not in codes
    errors = [one for one in check(proposal.plan, options.ledger, case.rules(DAY)) if one.severity is Severity.ERROR]
    assert errors == [] and proposal.plan.misses == ()
    assert all(goal.value <= goal.bound and goal.gap < 0.01 for goal in proposal.plan.proof.goals)
    assert all(goal.floor is None or goal.floor <= goal.value for goal in proposal.plan.proof.goals)
