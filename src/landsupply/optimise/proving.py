"""出证 · The certificate of every goal of a plan: prices of the relaxation on a grid, recomputed in whole numbers.

The prices may come from anywhere; what they prove is counted by `plan/certificate_check.py`, which knows no solver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from landsupply.optimise.branching import parted
from landsupply.optimise.ending import Progress, quiet
from landsupply.optimise.explain.linear import Linear
from landsupply.optimise.explain.row_price import value_size
from landsupply.optimise.explain.ways import ways_of
from landsupply.plan.asked import Asked
from landsupply.plan.case import Case
from landsupply.plan.certificate import goal_value
from landsupply.plan.certificate_check import certify
from landsupply.plan.certificate_prices import one_leaf
from landsupply.plan.certified import Certified
from landsupply.plan.elastic import missed
from landsupply.plan.goal import Goal
from landsupply.plan.plan import Plan
from landsupply.plan.posed import Posed, pose
from landsupply.plan.problem import Floats, Problem
from landsupply.plan.proof import Proof, ProvenGoal, ProvenMiss
from landsupply.plan.verified import missing_problem

#: Years of up to so many options are proven leaf by leaf where prices alone leave more than 1/NEAR of the bound open.
SMALL, NEAR, LEAVES = 400, 10_000, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """所求目标 · A goal as it was sought: the solver's bound where it has one, and the floor it was held to after."""

    goal: Goal
    solver: int | None
    floor: int | None
    prices: Floats | None = None


def proven(plan: Plan, case: Case, sought: Sequence[Sought], method: str, progress: Progress = quiet) -> Plan:
    """出证 · The plan with the proof of every goal, each over plans that keep earlier goals and miss no more.

    What is certified is the year without caution about delays: caution only takes plans away, so the bound holds for
    cautious plans as well. The solver's bound is that of the model it was given, caution included. `progress` is told
    before each goal; what it raises ends the proving.
    """
    goals: list[ProvenGoal] = []
    for number, one in enumerate(sought, 1):
        progress("S106", f"{number}/{len(sought)}")
        floors = tuple((goal.goal, goal.floor) for goal in goals if goal.floor is not None)
        asked = Asked(goal=one.goal, floors=floors, allowed=plan.misses)
        posed = pose(case, asked)
        certificate = _parted(posed, _certified(posed.problem, one.prices), goal_value(plan, one.goal))
        goals.append(_goal(plan, one, certificate))
    return replace(plan, proof=Proof(goals=tuple(goals), method=method, misses=_proven_miss(plan, case)))


def _proven_miss(plan: Plan, case: Case) -> ProvenMiss | None:
    """How little any plan misses, where this one misses something."""
    if not plan.misses:
        return None
    return ProvenMiss(missed=missed(plan), certificate=_certified(missing_problem(plan, case), None))


def _goal(plan: Plan, sought: Sought, certificate: Certified) -> ProvenGoal:
    """A floor is never above what the plan reaches: where rounding left it there, less was kept."""
    value = goal_value(plan, sought.goal)
    known = [bound for bound in (certificate.certificate.bound, sought.solver) if bound is not None]
    return ProvenGoal(
        goal=sought.goal,
        value=value,
        bound=min(known),
        slack=plan.brief.slack if sought.floor is not None else plan.brief.slack * 0,
        solver=sought.solver,
        floor=None if sought.floor is None else min(sought.floor, value),
        certificate=certificate,
    )


def _certified(problem: Problem, prices: Floats | None) -> Certified:
    prices = relaxation_prices(problem) if prices is None else prices
    grid, leaf = one_leaf(problem, prices)
    return Certified.of(problem.rows.names, certify(problem, None, grid, (leaf,)))


def _parted(posed: Posed, certified: Certified, value: int) -> Certified:
    """Where one set of prices leaves a gap and the year is small, a tree of them: the same certificate, with leaves."""
    bound, problem = certified.certificate.bound, posed.problem
    if bound is None or problem.options > SMALL or bound - value <= abs(bound) // NEAR:
        return certified
    grid, leaves = parted(problem, posed.candidate >= 0, value + abs(bound) // NEAR, LEAVES)
    better = certify(problem, None, grid, leaves)
    if better.bound is None or better.bound >= bound:
        return certified
    return Certified.of(problem.rows.names, better)


def relaxation_prices(problem: Problem) -> Floats:
    """松弛价格 · What a unit of each row is worth at the optimum of the relaxation; nought where it has none."""
    if not problem.rows.count:
        return np.zeros(0)
    linear = Linear(ways_of(problem))
    size = value_size(linear)
    linear.aim(linear.ways.value / size)
    answer = linear.solved()
    return np.zeros(problem.rows.count) if answer is None else answer.prices * size
