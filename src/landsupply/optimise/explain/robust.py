"""稳健 · Milestones that hold although parcels are late: on average with a margin, or in the worst scenarios.

Only rows are added, so whoever solves a problem solves these too. How often the milestones are met is always told by
scenarios that were not used to find the plan.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import highspy
import numpy as np

from landsupply.optimise.explain.delays import (
    PARTS,
    Delays,
    Milestone,
    Months,
    counted,
    milestones,
    realised,
    units_of,
)
from landsupply.optimise.explain.linear import Linear
from landsupply.optimise.explain.more_rows import NewRow, with_rows
from landsupply.optimise.explain.row_price import value_size
from landsupply.optimise.explain.ways import Ways, ways_of
from landsupply.plan.problem import MONTHS, Choice, Floats, Ints, Problem

SCENARIOS = 300
FRESH = 5_000
_ROUNDS = 40
#: A milestone short by less than this part of its scale is met.
_NEAR = 1e-6
_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """割 · A milestone must hold in the mean of these scenarios, which were its worst."""

    checkpoint: int
    scenarios: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hedge:
    """稳健算题 · The problem with cuts as rows, and what they were made of; `is_possible` unless nothing holds."""

    problem: Problem
    plain: Problem
    delays: Delays
    checkpoints: tuple[int, ...]
    level: float
    seed: int
    cuts: tuple[Cut, ...]
    is_possible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """达成机会 · In how many fresh scenarios a plan meets a checkpoint, and the mean and worst tenth it reaches."""

    row: int
    met: int
    scenarios: int
    mean: int
    worst_tenth: int

    @property
    def probability(self) -> float:
        """概率 · The part of the scenarios in which it is met."""
        return self.met / self.scenarios


def with_expected(problem: Problem, delays: Delays, checkpoints: tuple[int, ...], margin: int) -> Problem:
    """期望版 · One more row for each checkpoint: it holds on average, with a margin in thousandths of its scale."""
    parts = delays.parts
    new = [
        NewRow(
            name=f"{problem.rows.names[one.row]}·E",
            low=one.low * PARTS + round(float(problem.rows.scale[one.row]) * margin * PARTS / 1000),
            scale=float(problem.rows.scale[one.row]) * PARTS,
            coefficient=counted(problem, one, parts),
        )
        for one in milestones(problem, checkpoints)
    ]
    return with_rows(problem, new)


def with_cvar(problem: Problem, delays: Delays, checkpoints: tuple[int, ...], level: float, seed: int) -> Hedge:
    """最差均值版 · Rows under which each checkpoint holds in the mean of its worst 1 − level of the scenarios drawn.

    Cuts are made where the shares that are best so far fall short, until none does.
    """
    hedge = Hedge(
        problem=problem,
        plain=problem,
        delays=delays,
        checkpoints=checkpoints,
        level=level,
        seed=seed,
        cuts=(),
        is_possible=True,
    )
    return _Cutting(hedge).settled()


def tightened(hedge: Hedge, choice: Choice) -> Hedge:
    """再割 · The same with a cut for each checkpoint that a plan of whole parcels misses in its worst scenarios."""
    option = np.flatnonzero(choice.option >= 0)
    planned = _Planned(choice.option[option], choice.month[option], np.ones(len(option)))
    late = hedge.delays.drawn((hedge.seed, 0), SCENARIOS)
    goals = milestones(hedge.plain, hedge.checkpoints)
    return _with_cuts(hedge, tuple(_short(hedge, goals, planned, late)), late)


def odds(problem: Problem, choice: Choice, delays: Delays, checkpoints: tuple[int, ...], seed: int) -> tuple[Odds, ...]:
    """达成机会 · How often a plan meets each checkpoint in scenarios that no cut was made of."""
    chosen = np.flatnonzero(choice.option >= 0)
    planned = _Planned(choice.option[chosen], choice.month[chosen], np.ones(len(chosen)))
    goals = milestones(problem, checkpoints)
    reached = np.concatenate(
        [
            np.stack([_reached(problem, one, planned, delays.drawn((seed, 1, chunk), _CHUNK)) for one in goals])
            for chunk in range(FRESH // _CHUNK)
        ],
        axis=1,
    )
    return tuple(_odds(one, row) for one, row in zip(goals, np.rint(reached).astype(np.int64), strict=True))


def _odds(milestone: Milestone, reached: Ints) -> Odds:
    return Odds(
        row=milestone.row,
        met=int((reached >= milestone.low).sum()),
        scenarios=len(reached),
        mean=int(reached.mean()),
        worst_tenth=int(np.sort(reached)[len(reached) // 10]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Planned:
    """Options in months, each to a share."""

    option: Ints
    month: Ints
    share: Floats


def _reached(problem: Problem, milestone: Milestone, planned: _Planned, late: Months) -> Floats:
    """By scenario what a milestone's row comes to."""
    parcel = problem.parcel_of[planned.option]
    cell = problem.cell[planned.option]
    table = (milestone.coefficient[cell] * problem.amount[planned.option][:, None, :]).sum(axis=2)
    at = realised(problem.first[planned.option], planned.month, late[:, parcel].astype(np.int64))
    units = table[np.arange(len(parcel)), at - 1]
    return np.asarray(units @ planned.share, dtype=np.float64)


def _short(hedge: Hedge, goals: tuple[Milestone, ...], planned: _Planned, late: Months) -> Iterator[Cut]:
    """The checkpoints whose worst scenarios fall short, with those scenarios."""
    worst = max(1, math.ceil((1 - hedge.level) * len(late) - 1e-9))
    for one in goals:
        reached = _reached(hedge.plain, one, planned, late)
        found = np.argsort(reached, kind="stable")[:worst]
        near = _NEAR * float(hedge.plain.rows.scale[one.row])
        if reached[found].mean() < one.low - near:
            yield Cut(checkpoint=one.row, scenarios=tuple(np.sort(found).tolist()))


def _new_row(hedge: Hedge, cut: Cut, number: int, late: Months) -> NewRow:
    problem = hedge.plain
    (milestone,) = milestones(problem, (cut.checkpoint,))
    taken = late[list(cut.scenarios)]
    weights = np.stack([(taken == months).sum(axis=0) for months in range(int(late.max()) + 1)], axis=1)
    return NewRow(
        name=f"{problem.rows.names[cut.checkpoint]}·{number + 1}",
        low=milestone.low * len(cut.scenarios),
        scale=float(problem.rows.scale[cut.checkpoint]) * len(cut.scenarios),
        coefficient=counted(problem, milestone, weights.astype(np.int64)),
    )


def _with_cuts(hedge: Hedge, cuts: tuple[Cut, ...], late: Months) -> Hedge:
    every = (*hedge.cuts, *cuts)
    rows = [_new_row(hedge, cut, number, late) for number, cut in enumerate(every)]
    return replace(hedge, cuts=every, problem=with_rows(hedge.plain, rows))


class _Cutting:
    """The relaxation with the cuts made so far, warm between them."""

    def __init__(self, hedge: Hedge) -> None:
        self.hedge = hedge
        self.late = hedge.delays.drawn((hedge.seed, 0), SCENARIOS)
        self.goals = milestones(hedge.plain, hedge.checkpoints)
        self.ways = ways_of(hedge.plain)
        self.linear = Linear(self.ways)
        self.linear.aim(self.ways.value / value_size(self.linear))

    def settled(self) -> Hedge:
        """All cuts that the best shares need."""
        cuts: list[Cut] = []
        for _ in range(_ROUNDS):
            answer = self.linear.solved()
            if answer is None:
                return replace(_with_cuts(self.hedge, tuple(cuts), self.late), is_possible=False)
            new = tuple(_short(self.hedge, self.goals, _shares(self.ways, answer.share), self.late))
            for cut in new:
                self._add(cut)
            cuts.extend(new)
            if not new:
                break
        return _with_cuts(self.hedge, tuple(cuts), self.late)

    def _add(self, cut: Cut) -> None:
        problem, ways = self.hedge.plain, self.ways
        row = _new_row(self.hedge, cut, 0, self.late)
        table = units_of(problem, row.coefficient)
        units = table[ways.option, ways.month - 1]
        both = np.flatnonzero(ways.second >= 0)
        units[both] += table[ways.second[both], ways.second_month[both] - 1]
        used = np.flatnonzero(units)
        unit = float(np.median(np.abs(units[used]))) if len(used) else 1.0
        low, weights = row.low / unit, units[used] / unit
        self.linear.highs.addRow(low, highspy.kHighsInf, len(used), used.astype(np.int32), weights)


def _shares(ways: Ways, share: Floats) -> _Planned:
    taken = np.flatnonzero(share > 1e-9)
    both = taken[ways.second[taken] >= 0]
    return _Planned(
        np.concatenate([ways.option[taken], ways.second[both]]),
        np.concatenate([ways.month[taken], ways.second_month[both]]),
        np.concatenate([share[taken], share[both]]),
    )


def months_late(parcels: int, most: int) -> Floats:
    """不延期 · Own delays of parcels that are never late, as a table that holds up to so many months."""
    table = np.zeros((parcels, min(most, MONTHS) + 1))
    table[:, 0] = 1.0
    return table
