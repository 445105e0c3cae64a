"""句式小题 · Small instances for every family of targets, logic row and goal, and the answer by trying everything."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from landsupply.law.vocabulary import Origin
from landsupply.ledger.ledger import Ledger
from landsupply.measure.fault import BriefFault
from landsupply.options.lawful import Options
from landsupply.plan.brief import Brief, Locks, Milestone
from landsupply.plan.families import Family
from landsupply.plan.goal import Goal
from landsupply.plan.target import Axis, Target
from tests.optimise.family_draws import DRAWN, Asked, Draw
from tests.optimise.family_land import DAY, Group, Sum, land, ways
from tests.plan import case

Ints = NDArray[np.int64]

#: What a way earns under each goal; 均衡供应 looks at months and stands apart.
EARNED: dict[Goal, Sum] = {
    Goal.LIVELIHOOD: lambda way: way.area * (way.land.livelihood is not None),
    Goal.EXISTING_LAND: lambda way: way.area * (way.land.origin in (Origin.EXISTING, Origin.NEW_FROM_STOCK)),
    Goal.KEY_AND_EARLY: lambda way: way.area * (12 * (way.land.level is not None) + 12 - way.month),
    Goal.HOUSING: lambda way: way.area * (way.plan_class == case.HOUSING),
    Goal.INDUSTRY: lambda way: way.area * (way.plan_class == case.INDUSTRY),
    Goal.LESS_COMMERCE: lambda way: -way.area * (way.plan_class == case.COMMERCE),
    Goal.KEY_ZONES: lambda way: way.area * (way.land.zone is not None),
    Goal.KEY_INDUSTRIES: lambda way: way.area * (way.land.industry is not None),
    Goal.EARLY: lambda way: way.area * (12 - way.month),
    Goal.REVENUE: lambda way: way.revenue,
}


@dataclass(frozen=True)
class Small:
    """小题 · Options, a brief, and what its targets ask."""

    options: Options
    brief: Brief
    asked: tuple[Asked, ...]

    @property
    def ledger(self) -> Ledger:
        return self.options.ledger


def small(family: Family, seed: int) -> Small:
    """小题 · An instance of a family: one target of it, up to three of others, sometimes locks; goals in turn."""
    draw = random.Random(seed)
    options = land(seed % 40)
    bare = _brief((), _goals(draw), Locks())
    bare = replace(bare, locks=_locks(draw, options))
    drawn = Draw(draw, ways(options, bare))
    asked = [DRAWN[family](drawn)]
    for _ in range(draw.randint(0, 3)):
        other = DRAWN[draw.choice(list(DRAWN))](drawn)
        if other.target.line not in [one.target.line for one in asked]:
            asked.append(other)
    try:
        return _asking(options, bare, asked)
    except BriefFault:  # such a brief contradicts itself before anything is solved
        return _asking(options, bare, asked[:1])


def _asking(options: Options, bare: Brief, asked: list[Asked]) -> Small:
    brief = replace(bare, targets=_targets(asked), milestones=_milestones(asked))
    return Small(options, brief, tuple(asked))


def _targets(asked: list[Asked]) -> tuple[Target, ...]:
    return tuple(one.target for one in asked if one.target.line.axis is not Axis.MILESTONE)


def _milestones(asked: list[Asked]) -> tuple[Milestone, ...]:
    whole = [one.target for one in asked if one.target.line.axis is Axis.MILESTONE]
    return tuple(Milestone(month=one.terms[0].months[-1], share=one.share) for one in whole)


def _goals(draw: random.Random) -> tuple[tuple[Goal, ...], tuple[int, ...]]:
    named = [goal for goal in Goal if goal is not Goal.WEIGHTED]
    kind = draw.random()
    if kind < 0.25:
        goals = tuple(draw.sample(named, 3))
        return goals, tuple(draw.randint(1, 5) for _ in goals)
    return tuple(draw.sample(named, 2 if kind < 0.5 else 1)), ()


def _brief(targets: tuple[Target, ...], goals: tuple[tuple[Goal, ...], tuple[int, ...]], locks: Locks) -> Brief:
    return Brief(
        year=2024,
        place="410100",
        title="小题",
        targets=targets,
        milestones=(),
        goals=goals[0],
        weights=goals[1],
        slack=Fraction(0),
        gap=Fraction(0),
        locks=locks,
        day=DAY,
    )


def _locks(draw: random.Random, options: Options) -> Locks:
    """One or none of: alternatives, one that waits for another, a chain, one that must be, one that must not."""
    names = [one.id for one in options.ledger.parcels if one.supplied is None]
    draw.shuffle(names)
    kinds = (
        Locks(one_of=(tuple(sorted(names[:3])),)),
        Locks(after=((names[0], names[1]),)),
        Locks(after=tuple(sorted(((names[0], names[1]), (names[1], names[2]))))),
        Locks(one_of=(tuple(sorted(names[:2])),), after=((names[0], names[2]),)),
        Locks(must=(names[0],), never=(names[1],)),
    )
    return draw.choice(kinds) if draw.random() < 0.5 else Locks()


@dataclass(frozen=True)
class Best:
    """真解 · Whether anything keeps all that is asked, and the goals' best values in their order."""

    is_feasible: bool
    values: tuple[int, ...]


def tried(of: Small) -> Best:
    """穷举 · Every combination of every parcel's ways, exactly."""
    group = ways(of.options, of.brief)
    grid = np.indices([len(own) for own in group]).reshape(len(group), -1)
    kept = _keeps_logic(of.brief.locks, group, grid)
    for one in of.asked:
        reached = _sum(group, grid, one.value)
        kept &= (one.low is None) | (reached >= (one.low or 0))
        kept &= (one.high is None) | (reached <= (one.high or 0))
    best, values = np.flatnonzero(kept), []
    for goal in of.brief.levels if len(best) else ():
        points = _points(of.brief, goal, group, grid)[best]
        values.append(int(points.max()))
        best = best[points == points.max()]
    return Best(bool(kept.any()), tuple(values))


def _sum(group: Group, grid: Ints, value: Sum) -> Ints:
    total = np.zeros(grid.shape[1], np.int64)
    for row, own in zip(grid, group, strict=True):
        total += np.array([0 if way is None else int(value(way)) for way in own], np.int64)[row]
    return total


def _points(brief: Brief, goal: Goal, group: Group, grid: Ints) -> Ints:
    if goal is Goal.WEIGHTED:
        parts = [weight * _points(brief, one, group, grid) for one, weight in brief.parts]
        return np.asarray(np.sum(parts, axis=0), dtype=np.int64)
    if goal is Goal.EVEN:
        months = [_sum(group, grid, _in_month(month)) for month in range(1, 13)]
        return -np.asarray(np.max(months, axis=0), dtype=np.int64)
    return _sum(group, grid, EARNED[goal])


def _in_month(month: int) -> Sum:
    return lambda way: way.area * (way.month == month)


def _keeps_logic(locks: Locks, group: Group, grid: Ints) -> NDArray[np.bool_]:
    """Months of each parcel, 13 where it is not supplied."""
    month = {}
    for row, own in zip(grid, group, strict=True):
        name = next(way.land.id for way in own if way is not None) if any(own) else ""
        month[name] = np.array([13 if way is None else way.month for way in own])[row]
    kept = np.ones(grid.shape[1], dtype=bool)
    for names in locks.one_of:
        kept &= sum((month[name] < 13).astype(int) for name in names if name in month) <= 1
    for first, then in locks.after:
        kept &= (month[then] == 13) | ((month[first] < 13) & (month[then] >= month[first]))
    return kept
