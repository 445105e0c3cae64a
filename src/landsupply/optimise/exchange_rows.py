"""置换行 · What every choice of a parcel adds to every row, as one table of sums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.optimise.columns import Columns
from landsupply.optimise.programme import Programme, Row
from landsupply.plan.goal import Goal
from landsupply.plan.problem import Floats, Ints, Mask
from landsupply.plan.target import Axis

#: Rows that hold a goal bear its name.
FLOORS = frozenset(goal.value for goal in Goal)
#: What sums may be off by: the solver's own arithmetic, in hectares.
TOLERANCE = 1e-9
#: The total follows where classes are right, a floor where room is left: both weigh less than a line.
_TOTAL, _FLOOR = 0.2, 0.2
#: A row of logic or law that does not hold outweighs any miss.
_LOGIC = 1e3
#: The least area by which a rate is taken, in hectares.
_STRIP = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """置换表 · By choice what it adds to each row and earns; the last choice is none. `rest` is no parcel's."""

    adds: Floats
    low: Floats
    high: Floats
    weight: Floats
    rest: Floats
    earns: Floats
    rate: float
    parcel: Ints
    can: Mask
    must: Mask
    areas: Floats

    @property
    def none(self) -> int:
        """不选 · The choice of nothing."""
        return len(self.parcel)

    def sums(self, stands: Ints) -> Floats:
        """合计 · What each row comes to."""
        return np.asarray(self.rest + self.adds[stands].sum(axis=0), dtype=np.float64)

    def gaps(self, sums: Floats) -> Floats:
        """差额 · By how much each row is short or over."""
        short = np.maximum(self.low - TOLERANCE - sums, 0.0) + np.maximum(sums - self.high - TOLERANCE, 0.0)
        return np.asarray(short, dtype=np.float64)

    def penalty(self, sums: Floats) -> Floats:
        """缺口 · Weighted misses, one for each line of sums."""
        return np.asarray(self.gaps(sums) @ self.weight, dtype=np.float64)


def table_of(columns: Columns, programme: Programme, cost: Floats, values: Floats) -> Table:
    """置换表 · The table of a programme; what may be phased has the area it stands with, or the whole."""
    must, rows = np.zeros(len(columns.parcels), dtype=bool), []
    for row in programme.rows:
        if not _holds_anyway(row, columns):
            rows.append(row)
        elif row.low >= 1.0 and row.high == 1.0:
            must[columns.parcel[row.index]] = True
    areas = _areas(columns, values)
    adds = np.zeros((columns.count + 1, len(rows)))
    for i, row in enumerate(rows):
        adds[:-1, i] = _per_choice(columns, _on_variables(row, programme.width), areas)
    return Table(
        adds=adds,
        low=np.array([row.low for row in rows]),
        high=np.array([row.high for row in rows]),
        weight=np.array([_weight(row, columns, programme.width) for row in rows]),
        rest=np.array([_rest(row, columns, values) for row in rows]),
        earns=np.append(_per_choice(columns, cost, areas), 0.0),
        rate=rate_of(columns, cost),
        parcel=columns.parcel,
        can=programme.upper[: columns.count] > 0.5,
        must=must,
        areas=areas,
    )


def rate_of(columns: Columns, cost: Floats) -> float:
    """每公顷至多 · What a hectare earns at most; one where nothing earns."""
    own = np.abs(cost[: columns.count]) / np.maximum(columns.whole / UNITS_PER_HECTARE, _STRIP)
    phased = np.abs(cost[columns.count : columns.width])
    return max(float(own.max(initial=0.0)), float(phased.max(initial=0.0))) or 1.0


def _holds_anyway(row: Row, columns: Columns) -> bool:
    """Whether one choice for each parcel, its area within its bounds, keeps the row: once per parcel, and phases."""
    if row.line is not None or len(row.index) == 0:
        return False
    binary = row.index[row.index < columns.count]
    if len(row.index) == 2 and len(binary) == 1:
        carrier = int(columns.carrier[binary[0]])
        return carrier >= columns.count and carrier in row.index.tolist() and 0.0 in (row.low, row.high)
    is_once = row.high == 1.0 and len(binary) == len(row.index) and bool((row.value == 1.0).all())
    return is_once and bool((columns.parcel[binary] == columns.parcel[binary[0]]).all())


def _on_variables(row: Row, width: int) -> Floats:
    found = np.zeros(width)
    np.add.at(found, row.index, row.value)
    return found


def _areas(columns: Columns, values: Floats) -> Floats:
    areas, phased = np.zeros(columns.count), columns.phased
    whole = columns.whole[phased] / UNITS_PER_HECTARE
    areas[phased] = np.where(values[phased] > 0.5, values[columns.carrier[phased]], whole)
    return areas


def _per_choice(columns: Columns, coefficient: Floats, areas: Floats) -> Floats:
    own, phased = coefficient[: columns.count].copy(), columns.phased
    own[phased] += coefficient[columns.carrier[phased]] * areas[phased]
    return np.asarray(own, dtype=np.float64)


def _weight(row: Row, columns: Columns, width: int) -> float:
    """A line weighs what the brief says, a floor as its land, a row of logic or law more than any."""
    if row.line is not None:
        return row.weight * (_TOTAL if row.line.axis is Axis.TOTAL else 1.0)
    return _FLOOR / rate_of(columns, _on_variables(row, width)) if row.name in FLOORS else _LOGIC


def _rest(row: Row, columns: Columns, values: Floats) -> float:
    """What variables that belong to no parcel add: the largest month."""
    others = row.index >= columns.width
    return float(row.value[others] @ values[row.index[others]])
