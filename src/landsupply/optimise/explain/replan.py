"""重排 · The plan that changes least from the approved one and fits again, proven; among those the one worth most.

A parcel added or removed counts four quarters, one that stays in another month or option counts one. What stands in
frozen months stays as it is, and nothing else comes into them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import highspy
import numpy as np

from landsupply.measure.fault import SolveFault
from landsupply.optimise.explain.answered import changes
from landsupply.optimise.explain.fewest import Asked, fewest
from landsupply.optimise.explain.linear import Linear
from landsupply.optimise.explain.row_price import value_size
from landsupply.optimise.explain.ways import Ways, ways_of
from landsupply.optimise.explain.whole import Effort, Integral, contested, mended, whole
from landsupply.plan.problem import Choice, Ints, Mask, Problem, activity_of, value_of

_NEAR = 1e-6
#: Blocks freed for more value: around the relaxation's shares, then around the best plan met.
_AROUND_SHARES, _AROUND_PLAN = 60, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """重排限度 · Nodes for the least change and for the most value, and the relative gap of value that is enough."""

    nodes: int = 4_000
    #: With more columns than `large` only so many for each question.
    large: int = 6_000
    large_nodes: int = 1_000
    value_nodes: int = 5
    gap: float = 1e-4

    def nodes_of(self, columns: int) -> int:
        """节点数 · How many nodes the proof may take."""
        return self.nodes if columns <= self.large else self.large_nodes


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Replan:
    """重排结果 · The new choice, its changes as parcels, their sum in quarters, and what no fitting plan is below.

    `forced` are parcels of the approved plan that no longer can stand where they stood. `value_bound` is what no plan
    of as few changes exceeds.
    """

    choice: Choice
    added: tuple[int, ...]
    removed: tuple[int, ...]
    moved: tuple[int, ...]
    forced: tuple[int, ...]
    change: int
    bound: int
    value: int
    value_bound: int

    @property
    def is_proven(self) -> bool:
        """已证 · Whether no plan changes less."""
        return self.change <= self.bound


def holding(problem: Problem, approved: Choice, rows: tuple[int, ...]) -> Problem:
    """保持指标 · The problem with these rows held at what the approved plan reaches."""
    reached = activity_of(problem, approved)
    low, high = problem.rows.low.copy(), problem.rows.high.copy()
    low[list(rows)] = high[list(rows)] = reached[list(rows)]
    return replace(problem, rows=replace(problem.rows, low=low, high=high))


def replan(problem: Problem, approved: Choice, frozen_months: int, pace: Pace | None = None) -> Replan | None:
    """重排 · The least change that fits, months up to `frozen_months` left alone; None where there is none.

    SolveFault S021 where what stands in a frozen month is no longer among the options.
    """
    pace = pace or Pace()
    ways = ways_of(problem)
    linear = Linear(ways)
    must = ways.must | _freeze(linear, approved, frozen_months)
    base, cost = changes(ways, approved)
    linear.aim(-cost.astype(np.float64))
    shares = linear.solved()
    if shares is None:
        return None
    asked = Asked(linear=linear, answer=shares, cost=cost, must=must, nodes=pace.nodes_of(linear.count))
    found = fewest(asked)
    if not math.isfinite(found.least):
        return None
    columns = found.columns if found.columns is not None else _any_plan(linear, pace)
    if columns is None:
        return None
    best, value_bound = _most_value(linear, columns, cost, pace)
    return _told(ways, approved, ways.choice(best), base + int(found.least), value_bound)


def _any_plan(linear: Linear, pace: Pace) -> Ints | None:
    """A plan that fits, where the nodes for the least change met none."""
    return whole(linear, Effort(nodes=pace.nodes_of(linear.count), gap=0.999)).columns


def _freeze(linear: Linear, approved: Choice, frozen: int) -> Mask:
    """Only columns that leave the frozen months as they are; the blocks with something in them, which must keep it."""
    ways = linear.ways
    problem = ways.problem
    held = (approved.option >= 0) & (approved.month <= frozen)
    allowed = np.ones(ways.count, dtype=bool)
    kept = np.zeros(ways.count, np.int64)
    for option, month in ((ways.option, ways.month), (ways.second, ways.second_month)):
        parcel = problem.parcel_of[np.maximum(option, 0)]
        same = (approved.option[parcel] == option) & (approved.month[parcel] == month)
        allowed &= (option < 0) | np.where(held[parcel], same, month > frozen)
        kept += (option >= 0) & held[parcel]
    wanted = np.bincount(problem.block_of[held], minlength=problem.blocks)
    allowed &= kept == wanted[ways.block]
    blocks = np.flatnonzero(wanted)
    lost = np.setdiff1d(blocks, ways.block[allowed])
    if len(lost):
        raise SolveFault("S021", place=str(int(problem.block_start[lost[0]])))
    linear.shut(np.flatnonzero(~allowed))
    for block in blocks.tolist():
        linear.highs.changeRowBounds(linear.rows + block, 1.0, 1.0)
    return np.asarray(wanted > 0, dtype=bool)


def _most_value(linear: Linear, start: Ints, cost: Ints, pace: Pace) -> tuple[Ints, int]:
    """Among plans of no more change the one worth most, as far as the nodes go, and what none of them exceeds."""
    ways = linear.ways
    used = np.flatnonzero(cost).astype(np.int32)
    linear.highs.addRow(-highspy.kHighsInf, float(cost[start].sum()), len(used), used, cost[used].astype(np.float64))
    size = value_size(linear)
    linear.aim(ways.value / size)
    relaxed = linear.solved()
    if relaxed is None:
        return start, int(ways.value.sum())
    effort = Effort(nodes=pace.value_nodes, relative=pace.gap)
    best = _better(ways, start, mended(linear, relaxed.share, contested(linear, relaxed, _AROUND_SHARES), effort))
    stands = np.zeros(linear.count)
    stands[best] = 1.0
    best = _better(ways, best, mended(linear, stands, contested(linear, relaxed, _AROUND_PLAN), effort))
    return best, math.floor(relaxed.objective * size + _NEAR * size)


def _better(ways: Ways, start: Ints, found: Integral) -> Ints:
    if found.columns is None or ways.value[found.columns].sum() < ways.value[start].sum():
        return start
    return found.columns


def _told(ways: Ways, approved: Choice, choice: Choice, bound: int, value_bound: int) -> Replan:
    stands, stood = choice.option >= 0, approved.option >= 0
    moved = stands & stood & ((choice.option != approved.option) | (choice.month != approved.month))
    added, removed = stands & ~stood, stood & ~stands
    change = 4 * int((added | removed).sum()) + int(moved.sum())
    return Replan(
        choice=choice,
        added=_parcels(added),
        removed=_parcels(removed),
        moved=_parcels(moved),
        forced=_parcels(stood & ~_can_stay(ways.problem, approved)),
        change=change,
        bound=min(bound, change),
        value=value_of(ways.problem, choice),
        value_bound=value_bound,
    )


def _can_stay(problem: Problem, approved: Choice) -> Mask:
    stood = np.flatnonzero(approved.option >= 0)
    option, month = approved.option[stood], approved.month[stood]
    can = np.zeros(problem.parcels, dtype=bool)
    can[stood] = (problem.first[option] <= month) & (month <= problem.last[option])
    return can


def _parcels(mask: Mask) -> tuple[int, ...]:
    return tuple(np.flatnonzero(mask).tolist())
