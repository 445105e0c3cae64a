"""小题 · Small random instances of planning, and the answer found by trying everything, which knows no optimiser.

Numbers are whole: areas in units of 0.01 m² on a grid of 0.01 ha, so that no bound is met by arithmetic noise.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import numpy as np

from landsupply.law.vocabulary import Origin
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.measure.area import Area
from landsupply.measure.interval import Interval
from landsupply.options.lawful import Options
from landsupply.plan.brief import Brief, Locks, Milestone
from landsupply.plan.families import figure_target
from landsupply.plan.goal import Goal
from landsupply.plan.target import Axis, Line, Target
from landsupply.prepare.clock import earliest_supply_month
from tests.plan import case

DAY = date(2024, 3, 5)
GRID = 10_000
COARSE = 100_000
UNITS = ("中原区", "二七区", "金水区")
CODES = ("0701", "0501", "0601", "0804", "1003")
BATCHES = (None, "批次一", "批次二")


@dataclass(frozen=True)
class Instance:
    """小题 · A ledger and a brief."""

    ledger: Ledger
    brief: Brief

    @property
    def options(self) -> Options:
        return case.options(self.ledger)


def instance(seed: int, goals: int = 1) -> Instance:
    """小题 · The instance of a seed, its targets intervals: about half of them can be met."""
    draw = random.Random(seed)
    ledger = _ledger(draw)
    brief = Brief(
        year=2024,
        place="410100",
        title="小题",
        targets=_targets(draw, ledger),
        milestones=_milestones(draw),
        goals=tuple(draw.sample(list(POINTS), goals)),
        slack=Fraction(0),
        gap=Fraction(0),
        locks=_locks(draw, ledger),
        day=DAY,
    )
    return Instance(ledger, brief)


def with_a_phase(of: Instance) -> Instance:
    """分期小题 · The same on a grid of 0.1 ha, without milestones, four parcels at most, one of which may be phased.

    Every bound and area is on the grid, so the best phase is too: trying the grid is trying everything.
    """
    parcels = [replace(one, area=Area(_coarse(one.area.units))) for one in of.ledger.parcels[-4:]]
    i = max(range(len(parcels)), key=lambda i: parcels[i].area.units if parcels[i].supplied is None else 0)
    parcels[i] = replace(parcels[i], phase_from=Area(_coarse(parcels[i].area.units // 3)))
    kept = {one.id for one in parcels}
    targets = tuple(bounded(one, _coarse_bounds(one.bounds)) for one in of.brief.targets)
    locks = of.brief.locks if kept.issuperset((*of.brief.locks.must, *of.brief.locks.never)) else Locks()
    locks = replace(locks, months=tuple(pin for pin in locks.months if pin[0] in kept))
    return Instance(
        case.ledger_of(*parcels), replace(of.brief, targets=_consistent(targets), milestones=(), locks=locks)
    )


def bounded(target: Target, bounds: Interval) -> Target:
    """另限 · The target with other bounds."""
    return replace(target, low=bounds.low, high=bounds.high)


def _coarse(units: int) -> int:
    return max(1, units // COARSE) * COARSE


def _coarse_bounds(bounds: Interval) -> Interval:
    low = None if bounds.low is None else bounds.low // COARSE * COARSE
    return Interval(low, None if bounds.high is None else bounds.high // COARSE * COARSE + COARSE)


def with_figures(of: Instance) -> Instance:
    """定值小题 · The same, its total and classes stated as figures: the upper bound where there is one."""
    targets = tuple(_figure(one) if one.line.axis in (Axis.TOTAL, Axis.CLASS) else one for one in of.brief.targets)
    return replace(of, brief=replace(of.brief, targets=_consistent(targets)))


def _figure(target: Target) -> Target:
    figure = target.bounds.low if target.bounds.high is None else target.bounds.high
    return bounded(target, Interval(figure, figure))


def _ledger(draw: random.Random) -> Ledger:
    found = []
    for i in range(draw.randint(4, 7)):
        month = draw.choice((1, 6, 9, 9, 10, 10, 11))
        row = f"P{i + 1:02d}|{draw.choice(UNITS)}|{draw.choice(CODES)}|{draw.randint(50, 900) / 100:.2f}|{month}"
        found.append(
            case.parcel(
                row,
                origin=draw.choice((None, *Origin)),
                livelihood=draw.choice((None, "教育")),
                level=draw.choice((None, None, "省重点")),
                batch=draw.choice(BATCHES),
                other_uses=_other(draw),
            )
        )
    if draw.random() < 0.3:  # one stands already
        found[0] = replace(found[0], supplied=date(2024, 2, 6), mode=case.rules().vocabulary.mode("划拨"))
    return case.ledger_of(*found)


def _other(draw: random.Random) -> tuple:
    if draw.random() > 0.15:
        return ()
    return (case.rules().vocabulary.use("0601")[0],)


def _interval(draw: random.Random, around: int) -> Interval:
    low = max(0, around * draw.randint(30, 95) // 100 // GRID * GRID)
    high = max(low + GRID, around * draw.randint(60, 130) // 100 // GRID * GRID)
    return draw.choice((Interval(low, None), Interval(None, high), Interval(low, high)))


def _targets(draw: random.Random, ledger: Ledger) -> tuple[Target, ...]:
    """Bounds around what a random part of the parcels adds to, so that they bind."""
    part = [one for one in ledger.parcels if draw.random() < 0.7]
    keys: list[tuple[Axis, str, Callable[[Parcel], bool]]] = [(Axis.TOTAL, "", lambda one: True)]
    keys += [(Axis.CLASS, name, _in_class(name)) for name in (case.HOUSING, case.OTHER)]
    keys += [(Axis.DISTRICT, name, _in_unit(name)) for name in UNITS[:2]]
    keys += [(Axis.MONTH, str(month), lambda one: True) for month in (10, 12)]
    keys += [(Axis.BATCH, name, _in_batch(name)) for name in BATCHES[1:]]
    found = []
    for axis, key, belongs in keys:
        if draw.random() < 0.45:
            belonging = [one.area.units for one in part if belongs(one)]
            around = (sum(belonging) or 3_000_000) // (2 if axis is Axis.MONTH else 1)
            bounds = Interval(None, max(GRID, around // GRID * GRID)) if axis is Axis.BATCH else _interval(draw, around)
            found.append(figure_target(Line(axis, key), bounds))
    return _consistent(tuple(found))


def _consistent(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Without the total where the others ask for more: such a brief refuses to be."""
    highs = [one.bounds.high for one in targets if one.line.axis is Axis.TOTAL and one.bounds.high is not None]
    for axis in (Axis.CLASS, Axis.DISTRICT):
        asked = sum(one.bounds.low or 0 for one in targets if one.line.axis is axis)
        if highs and asked > highs[0]:
            return tuple(one for one in targets if one.line.axis is not Axis.TOTAL)
    return targets


def _in_class(name: str) -> Callable[[Parcel], bool]:
    return lambda one: case.rules().place.class_of(one.use) == name


def _in_unit(name: str) -> Callable[[Parcel], bool]:
    return lambda one: one.district == name


def _in_batch(name: str) -> Callable[[Parcel], bool]:
    return lambda one: one.batch == name


def _milestones(draw: random.Random) -> tuple[Milestone, ...]:
    shares = {6: Fraction(draw.randint(0, 3), 10), 10: Fraction(draw.randint(3, 8), 10), 12: Fraction(1)}
    return tuple(Milestone(month=month, share=share) for month, share in shares.items() if draw.random() < 0.5)


def _locks(draw: random.Random, ledger: Ledger) -> Locks:
    names = [one.id for one in ledger.parcels if one.supplied is None]
    draw.shuffle(names)
    kind = draw.random()
    if kind < 0.2:
        return Locks(must=(names[0],))
    if kind < 0.4:
        return Locks(never=(names[0],))
    return Locks(months=((names[0], 12),)) if kind < 0.55 else Locks()


@dataclass(frozen=True)
class Truth:
    """真解 · The least total miss in units of 0.01 m², and the goals' best values among plans that miss so little."""

    miss: int
    values: tuple[int, ...]


#: What a unit of area earns under the goals that instances draw from, written out once more.
POINTS: dict[Goal, Callable[[Parcel, int], int]] = {
    Goal.LIVELIHOOD: lambda land, month: int(land.livelihood is not None),
    Goal.EXISTING_LAND: lambda land, month: int(land.origin in (Origin.EXISTING, Origin.NEW_FROM_STOCK)),
    Goal.KEY_AND_EARLY: lambda land, month: 12 * (land.level is not None) + 12 - month,
}

#: One way of one parcel: area, class, district, batch that is drawn on, month, and points per goal.
Way = tuple[int, str, str | None, str | None, int, tuple[int, ...]]


def ways(of: Instance) -> list[list[Way | None]]:
    """可选项 · What may be done with each parcel: nothing, or an option in a month that is not past."""
    pinned, found = dict(of.brief.locks.months), []
    options = of.options
    for land in options.ledger.parcels:
        open_ways: list[Way | None] = []
        stands = False
        for option in options.preferred:
            if option.parcel != land.id or land.id in of.brief.locks.never:
                continue
            stands = option.state != "planned"
            first = option.first if stands else max(option.first, _first(option.mode))
            for month in range(first, option.last + 1):
                if pinned.get(land.id, month) == month:
                    open_ways += [
                        _way(of.brief, land, option.plan_class, month, units) for units in _areas(land, stands=stands)
                    ]
        if not (stands or land.id in of.brief.locks.must):
            open_ways.insert(0, None)
        found.append(open_ways)
    return found


def _first(mode) -> int:
    return earliest_supply_month(DAY, 2024, mode, case.rules())


def _areas(land: Parcel, *, stands: bool) -> Sequence[int]:
    if land.phase_from is None or stands:
        return (land.area.units,)
    return range(land.phase_from.units, land.area.units + 1, COARSE)


def _way(brief: Brief, land: Parcel, plan_class: str, month: int, units: int) -> Way:
    points = tuple(POINTS[goal](land, month) for goal in brief.goals)
    batch = None if land.supplied else land.batch
    return units, plan_class, land.district, batch, month, points


def solve_by_trying(of: Instance) -> Truth | None:
    """穷举 · Every combination of every parcel's ways, exactly; None where a parcel that must be in has no way."""
    choices = ways(of)
    if not all(choices):
        return None
    grid = np.indices([len(one) for one in choices]).reshape(len(choices), -1)
    none = np.zeros(grid.shape[1], np.int64)
    miss = sum((missed(of.brief, choices, grid, line) for line in lines_of(of.brief)), none)
    best = np.flatnonzero(miss == miss.min())
    values = []
    for i in range(len(of.brief.goals)):
        points = _sum(choices, grid, lambda way, i=i: way[0] * way[5][i])[best]
        values.append(int(points.max()))
        best = best[points == points.max()]
    return Truth(int(miss.min()), tuple(values))


def lines_of(brief: Brief) -> Sequence[Target | Milestone]:
    """全部要求 · Targets and milestones."""
    return (*brief.targets, *brief.milestones)


def _sum(choices: list[list[Way | None]], grid, value) -> np.ndarray:
    """For every combination Σ value(way)."""
    total = np.zeros(grid.shape[1], np.int64)
    for row, one in zip(grid, choices, strict=True):
        total += np.array([0 if way is None else value(way) for way in one], np.int64)[row]
    return total


_PLACE = {Axis.CLASS: 1, Axis.DISTRICT: 2, Axis.BATCH: 3}


def missed(brief: Brief, choices, grid, line: Target | Milestone) -> np.ndarray:
    """差额 · By how much every combination misses a line."""
    del brief
    if isinstance(line, Milestone):
        return _late(choices, grid, line)
    axis, key = line.line.axis, line.line.key

    def value(way: Way) -> int:
        if axis is Axis.TOTAL:
            return way[0]
        return way[0] if (str(way[4]) if axis is Axis.MONTH else way[_PLACE[axis]]) == key else 0

    reached = _sum(choices, grid, value)
    miss = np.zeros_like(reached)
    if line.low is not None:
        miss += np.maximum(line.low - reached, 0)
    if line.high is not None:
        miss += np.maximum(reached - line.high, 0)
    return miss


def _late(choices, grid, milestone: Milestone) -> np.ndarray:
    """Rounded up to whole units: a fraction missed is missed."""
    total = _sum(choices, grid, lambda way: way[0])
    done = _sum(choices, grid, lambda way: way[0] if way[4] <= milestone.month else 0)
    lacking = total * milestone.share.numerator - done * milestone.share.denominator
    late: np.ndarray = np.maximum(-(-lacking // milestone.share.denominator), 0)
    return late
