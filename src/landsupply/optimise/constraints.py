"""约束 · One function per constraint: words, formula, one block of rows; the tuple below is the contents page.

x[j] is 1 when column j (a candidate in a month) is chosen; a[j] is its area in hectares: the parcel's area times x[j],
or, where the parcel may be phased, an area of its own. What policy asks is one constraint whatever it counts: the
families of targets are listed in `plan/families.py`, and `target_rows.py` makes their rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.optimise.caution import rows_of_cuts, rows_on_average
from landsupply.optimise.columns import Columns
from landsupply.optimise.programme import INFINITY, Row
from landsupply.optimise.target_rows import Compiler, is_kept_anyway
from landsupply.plan.brief import Brief
from landsupply.plan.problem import Ints
from landsupply.plan.target import Axis, Target

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


def at_most_one_of_a_list(columns: Columns, brief: Brief) -> Iterator[Row]:
    """互斥 · Of each list of alternatives at most one parcel enters the plan: Σ x[j | parcel in list] ≤ 1."""
    for names in brief.locks.one_of:
        index = _columns_of(columns, names)
        yield Row(name=f"one of {' '.join(names)}", index=index, value=np.ones(len(index)), high=1.0)


def what_waits_comes_after(columns: Columns, brief: Brief) -> Iterator[Row]:
    """先后 · Nothing is supplied before what it waits for: for all t Σ x[j | second, ≤ t] ≤ Σ x[j | first, ≤ t].

    Written cumulatively, one row for each month in which the second may stand. What was supplied in an earlier year
    is waited for no more.
    """
    for first, then in brief.locks.after:
        if first in columns.done:
            continue
        ahead, behind = _columns_of(columns, (first,)), _columns_of(columns, (then,))
        for month in sorted(set(columns.month[behind].tolist())):
            early, late = ahead[columns.month[ahead] <= month], behind[columns.month[behind] <= month]
            value = np.concatenate([np.ones(len(late)), -np.ones(len(early))])
            yield Row(name=f"{then} after {first} {month}", index=np.concatenate([late, early]), value=value, high=0.0)


def _columns_of(columns: Columns, parcels: tuple[str, ...]) -> Ints:
    named = [i for i, parcel in enumerate(columns.parcels) if parcel in parcels]
    return np.flatnonzero(np.isin(columns.parcel, named))


def targets_keep_their_bounds(columns: Columns, brief: Brief) -> Iterator[Row]:
    """指标要求 · Every target of the brief, of whatever family: low ≤ Σ coefficient · measure + reserve ≤ high."""
    yield from _rows(columns, brief, brief.targets)


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
    yield from _rows(columns, brief, tuple(one.target for one in brief.milestones))


def milestones_hold_on_average(columns: Columns, brief: Brief) -> Iterator[Row]:
    """期望稳妥 · Over all delays guarded milestones hold on average: Σ p[j] · a[j | month ≤ m] ≥ (s + margin) · S a.

    p[j] is the chance that the parcel is ready by month m. 六（二）: the milestones; nothing where no delay is known.
    """
    yield from rows_on_average(columns, brief)


def milestones_hold_in_the_worst(columns: Columns, brief: Brief) -> Iterator[Row]:
    """最差稳妥 · Guarded milestones hold in the mean of their worst: Σ q[j] · a[j | month ≤ m] ≥ (s + margin) · S a.

    q[j] is the part of those scenarios in which the parcel is ready by month m; one row for each set of scenarios that
    was the worst of a solution met so far. 六（二）.
    """
    yield from rows_of_cuts(columns, brief)


def _rows(columns: Columns, brief: Brief, targets: tuple[Target, ...]) -> Iterator[Row]:
    """A stated figure may stay short by the band: a relaxation, so what it bounds stays bounded."""
    compiler = Compiler(columns, brief)
    for target in targets:
        if is_kept_anyway(compiler.row(target)):
            continue  # by December everything listed is supplied, and the reserve counts in December
        row = compiler.eased(target)
        yield replace(row, low=row.low - band(target)) if target.is_indicator else row


def band(target: Target) -> float:
    """余地 · How far below its figure the relaxed model may stay, in hectares."""
    return BAND if target.line.axis is Axis.CLASS else 10 * BAND


Constraint = Callable[[Columns, Brief], Iterator[Row]]

CONSTRAINTS: tuple[Constraint, ...] = (
    each_parcel_at_most_once,
    phases_keep_their_bounds,
    at_most_one_of_a_list,
    what_waits_comes_after,
    targets_keep_their_bounds,
    ceilings_of_the_law_hold,
    milestones_are_reached,
    milestones_hold_on_average,
    milestones_hold_in_the_worst,
)


def build_rows(columns: Columns, brief: Brief) -> tuple[Row, ...]:
    """约束行 · All rows of all constraints, in the tuple's order."""
    return tuple(row for constraint in CONSTRAINTS for row in constraint(columns, brief))
