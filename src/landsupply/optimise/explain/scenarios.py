"""情景比较 · Several solved problems of the same parcels side by side: values, bounds, rows, and who differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from landsupply.measure.fault import SolveFault
from landsupply.plan.problem import OPEN_HIGH, OPEN_LOW, Choice, Ints, Problem, activity_of, value_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scenario:
    """情景 · A name, its problem, the plan found (none where nothing fits) and what no plan exceeds."""

    name: str
    problem: Problem
    choice: Choice | None
    bound: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """比较行 · One named row in every scenario: bounds (None where open or absent) and what its plan reaches."""

    name: str
    low: tuple[int | None, ...]
    high: tuple[int | None, ...]
    reached: tuple[int | None, ...]

    @property
    def differs(self) -> bool:
        """有差异 · Whether any two scenarios ask or reach something else."""
        return any(len(dict.fromkeys(figures)) > 1 for figures in (self.low, self.high, self.reached))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Apart:
    """两两差异 · Parcels that only the first supplies, only the second, both in another month or option, both alike."""

    first: int
    second: int
    only_first: int
    only_second: int
    moved: int
    alike: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """比较 · Scenarios by name with their values, bounds and numbers of parcels, all rows, and every two of them.

    `appearances` says in how many of the plans each parcel is supplied.
    """

    names: tuple[str, ...]
    values: tuple[int | None, ...]
    bounds: tuple[int | None, ...]
    supplied: tuple[int | None, ...]
    lines: tuple[Line, ...]
    pairs: tuple[Apart, ...]
    appearances: Ints


def compared(scenarios: Sequence[Scenario]) -> Comparison:
    """比较 · The differences of several scenarios; S022 where they are not about as many parcels."""
    if len({one.problem.parcels for one in scenarios}) > 1:
        raise SolveFault("S022")
    plans = [one.choice for one in scenarios]
    parcels = scenarios[0].problem.parcels if scenarios else 0
    stands = [plan.option >= 0 for plan in plans if plan is not None]
    return Comparison(
        names=tuple(one.name for one in scenarios),
        values=tuple(None if one.choice is None else value_of(one.problem, one.choice) for one in scenarios),
        bounds=tuple(one.bound for one in scenarios),
        supplied=tuple(None if plan is None else int((plan.option >= 0).sum()) for plan in plans),
        lines=_lines(scenarios),
        pairs=tuple(
            _apart(first, second, one, other)
            for second, other in enumerate(plans)
            for first, one in enumerate(plans[:second])
            if one is not None and other is not None
        ),
        appearances=np.sum([np.zeros(parcels, bool), *stands], axis=0, dtype=np.int64),
    )


def _lines(scenarios: Sequence[Scenario]) -> tuple[Line, ...]:
    """Rows by name, in the order in which they first come."""
    names = dict.fromkeys(name for one in scenarios for name in one.problem.rows.names)
    columns = [_column(one) for one in scenarios]
    absent = (None, None, None)
    found = []
    for name in names:
        low, high, reached = zip(*(column.get(name, absent) for column in columns), strict=True)
        found.append(Line(name=name, low=low, high=high, reached=reached))
    return tuple(found)


def _column(scenario: Scenario) -> dict[str, tuple[int | None, int | None, int | None]]:
    rows = scenario.problem.rows
    reached: list[int | None] = [None] * rows.count
    if scenario.choice is not None:
        reached = list(activity_of(scenario.problem, scenario.choice).tolist())
    low = [None if bound <= OPEN_LOW else bound for bound in rows.low.tolist()]
    high = [None if bound >= OPEN_HIGH else bound for bound in rows.high.tolist()]
    return dict(zip(rows.names, zip(low, high, reached, strict=True), strict=True))


def _apart(first: int, second: int, one: Choice, other: Choice) -> Apart:
    stands, stood = one.option >= 0, other.option >= 0
    both = stands & stood
    moved = both & ((one.option != other.option) | (one.month != other.month))
    return Apart(
        first=first,
        second=second,
        only_first=int((stands & ~stood).sum()),
        only_second=int((stood & ~stands).sum()),
        moved=int(moved.sum()),
        alike=int((both & ~moved).sum()),
    )
