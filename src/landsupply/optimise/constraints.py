"""约束 · One function per constraint: words, formula, one block of rows; the tuple below is the contents page.

x[j] is 1 when column j (a candidate in a month) is chosen; a[j] is its area in hectares: the parcel's area times x[j],
or, where the parcel may be phased, an area of its own. Bounds are hectares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from landsupply.measure.area import Area
from landsupply.measure.verdict import required
from landsupply.optimise.columns import UNITS_PER_HECTARE, Columns, Mask
from landsupply.optimise.programme import INFINITY, Row
from landsupply.plan.brief import Axis, Brief, Line, Milestone, Target
from landsupply.plan.plan import ItemState

#: How far below a stated figure the relaxed model may stay, in hectares; the closing step brings it to the hundredth.
BAND = 0.5


def hectares(units: int | None, otherwise: float) -> float:
    """公顷 · Units of 0.01 m² as hectares for the solver; an open bound as given."""
    return otherwise if units is None else units / UNITS_PER_HECTARE


def each_parcel_at_most_once(columns: Columns, brief: Brief) -> Iterator[Row]:
    """一宗一供 · A parcel enters the plan at most once, a locked or standing one exactly once: Σ x[j] ≤ 1."""
    del brief
    fixed = {candidate.parcel for candidate in columns.candidates if candidate.is_fixed}
    order = np.argsort(columns.parcel, kind="stable")
    starts = np.searchsorted(columns.parcel[order], np.arange(len(columns.parcels) + 1))
    for i, parcel in enumerate(columns.parcels):
        index = order[starts[i] : starts[i + 1]]
        low = 1.0 if parcel in fixed else -INFINITY
        yield Row(name=f"once {parcel}", index=index, value=np.ones(len(index)), low=low, high=1.0)


def phases_keep_their_bounds(columns: Columns, brief: Brief) -> Iterator[Row]:
    """分期 · A phase is at least the stated first phase and at most the parcel: least·x[j] ≤ a[j] ≤ whole·x[j]."""
    del brief
    for j in columns.phased:
        pair = np.array([columns.carrier[j], j], dtype=np.int64)
        least, whole = columns.least[j] / UNITS_PER_HECTARE, columns.whole[j] / UNITS_PER_HECTARE
        yield Row(name=f"least {j}", index=pair, value=np.array([1.0, -least]), low=0.0)
        yield Row(name=f"whole {j}", index=pair, value=np.array([1.0, -whole]), high=0.0)


def total_area_meets_target(columns: Columns, brief: Brief) -> Iterator[Row]:
    """总量 · The listed area with the reserve meets the total: low ≤ Σ a[j] + reserve ≤ high."""
    target = brief.target(Line(Axis.TOTAL))
    if target is not None:
        held = Area.total(area for _, area in brief.reserves)
        yield _bounded(columns, target, np.ones(columns.count, dtype=bool), held)


def structure_stays_in_band(columns: Columns, brief: Brief) -> Iterator[Row]:
    """结构 · Each class of the brief keeps its bounds: low ≤ Σ a[j] over the class + reserve ≤ high."""
    for target in brief.on(Axis.CLASS):
        share = columns.share_of_class(target.line.key)
        row = _bounded(columns, target, share > 0, brief.reserve(target.line.key))
        yield replace(row, value=row.value * share[share > 0])


def districts_keep_their_bounds(columns: Columns, brief: Brief) -> Iterator[Row]:
    """布局 · Each planning unit of the brief keeps its bounds: low ≤ Σ a[j] over the unit ≤ high."""
    labels: list[object] = [candidate.land.district for candidate in columns.candidates]
    for target in brief.on(Axis.DISTRICT):
        yield _bounded(columns, target, columns.where(labels, target.line.key), Area.ZERO)


def months_keep_their_bounds(columns: Columns, brief: Brief) -> Iterator[Row]:
    """月度 · What is supplied in a month of the brief keeps its bounds: low ≤ Σ a[j | month = m] ≤ high.

    The reserve counts in December, so it is taken off December's bounds.
    """
    held = Area.total(area for _, area in brief.reserves)
    for target in brief.on(Axis.MONTH):
        month = int(target.line.key)
        yield _bounded(columns, target, columns.month == month, held if month == 12 else Area.ZERO)


def batches_stay_in_balance(columns: Columns, brief: Brief) -> Iterator[Row]:
    """批次 · No approved batch is overdrawn: Σ a[j] over the batch ≤ balance.

    Supplies already made are in the balance.
    """
    labels: list[object] = [
        candidate.land.batch if candidate.state is not ItemState.SUPPLIED else None for candidate in columns.candidates
    ]
    for target in brief.on(Axis.BATCH):
        yield _bounded(columns, target, columns.where(labels, target.line.key), Area.ZERO)


def ceilings_of_the_law_hold(columns: Columns, brief: Brief) -> Iterator[Row]:
    """法定限额 · What counts under a ceiling of the law stays within it: Σ share · a[j] ≤ most; never given up."""
    del brief
    for cap in columns.caps:
        share = columns.share_of(cap.units)
        if share.any():
            index, value = columns.area(share > 0)
            yield Row(name=f"cap {cap.rule}", index=index, value=value * share[share > 0], high=hectares(cap.most, 0.0))


def milestones_are_reached(columns: Columns, brief: Brief) -> Iterator[Row]:
    """时序 · By each milestone at least its share of the indicators is supplied: Σ a[j | month ≤ m] ≥ s · total."""
    total = brief.target(Line(Axis.TOTAL))
    for milestone in brief.milestones:
        by_then = columns.month <= milestone.month
        if milestone.month == 12:
            continue  # by December everything listed is supplied, and the reserve counts in December
        if total is not None and total.is_figure:
            index, value = columns.area(by_then)
            least = required(Area(total.bounds.low or 0), milestone.share).units
            yield Row(name=milestone.line.name, index=index, value=value, low=hectares(least, 0.0), line=milestone.line)
        else:
            yield share_row(columns, milestone, brief)


def share_row(columns: Columns, milestone: Milestone, brief: Brief) -> Row:
    """时序 · The milestone's share of what is really listed and reserved, whatever total was stated."""
    share, line = milestone.share, milestone.line
    held = sum(area.units for _, area in brief.reserves)
    index, value = columns.area(np.ones(columns.count, dtype=bool))
    value = value * ((columns.month <= milestone.month).astype(float) - float(share))
    return Row(name=line.name, index=index, value=value, low=float(share) * hectares(held, 0.0), line=line)


def _bounded(columns: Columns, target: Target, mask: Mask, held: Area) -> Row:
    """A stated figure may stay short by the band: a relaxation, so what it bounds stays bounded."""
    index, value = columns.area(mask)
    reserve = hectares(held.units, 0.0)
    low, high = hectares(target.bounds.low, -INFINITY) - reserve, hectares(target.bounds.high, INFINITY) - reserve
    if target.is_figure and target.line.axis in (Axis.TOTAL, Axis.CLASS):
        low -= BAND if target.line.axis is Axis.CLASS else 10 * BAND
    return Row(name=target.line.name, index=index, value=value, low=low, high=high, line=target.line)


Constraint = Callable[[Columns, Brief], Iterator[Row]]

CONSTRAINTS: tuple[Constraint, ...] = (
    each_parcel_at_most_once,
    phases_keep_their_bounds,
    total_area_meets_target,
    structure_stays_in_band,
    districts_keep_their_bounds,
    months_keep_their_bounds,
    batches_stay_in_balance,
    ceilings_of_the_law_hold,
    milestones_are_reached,
)


def build_rows(columns: Columns, brief: Brief) -> tuple[Row, ...]:
    """约束行 · All rows of all constraints, in the tuple's order."""
    return tuple(row for constraint in CONSTRAINTS for row in constraint(columns, brief))
