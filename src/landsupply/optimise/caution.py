"""稳妥 · Guarded milestones as rows: on average over all delays, or in the mean of the worst scenarios drawn.

p[j] is the chance that column j's parcel is ready by the milestone: exactly by its distributions, or the part of some
scenarios in which it is. A row of chances is linear in the area, so a parcel that may be phased counts by its phase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil

import numpy as np

from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.optimise.columns import Columns, Cut
from landsupply.optimise.delay_tables import DelayTables, Months
from landsupply.optimise.programme import Row
from landsupply.optimise.target_rows import Compiler, Weights
from landsupply.plan.brief import Brief
from landsupply.plan.delays import Caution, Guard, Heed
from landsupply.plan.exposure import Exposed
from landsupply.plan.problem import Floats, Mask
from landsupply.plan.target import Axis, Term

#: How many scenarios a plan is found by, and how many others it is told by.
SCENARIOS = 300
FRESH = 5_000
#: Whose draws are whose: the same seed never draws the same for both.
PLANNING, TELLING = 0, 1

Sums = tuple[tuple[Term, ...], Fraction]
Late = Sequence[Exposed | None]


def heeded(exposed: Late, brief: Brief) -> Heed:
    """稳妥办法 · What is heeded: nothing where nobody says anything of delays."""
    return (brief.caution or Caution()).heed if exposed else Heed.NONE


def rows_on_average(columns: Columns, brief: Brief) -> Iterator[Row]:
    """期望行 · One row for each guarded milestone, its chances exact."""
    compiler = Compiler(columns, brief)
    for guard in brief.guards if heeded(columns.exposed, brief) is Heed.EXPECTED else ():
        yield _row(compiler, guard, _chance(columns, guard.month), compiler.free_of_figures(guard.target))


def rows_of_cuts(columns: Columns, brief: Brief) -> Iterator[Row]:
    """割行 · One row for each cut made so far."""
    if not columns.cuts:
        return
    compiler, guards = Compiler(columns, brief), {guard.line: guard for guard in brief.guards}
    late = scenarios(columns.exposed, brief)
    for number, cut in enumerate(columns.cuts, 1):
        guard = guards[cut.line]
        ready = ready_by(columns.exposed, late[list(cut.scenarios)], guard.month).mean(axis=0)
        yield _row(compiler, guard, ready, compiler.free_of_figures(guard.target), f" {number}")


def exact_rows(columns: Columns, brief: Brief) -> dict[str, Row]:
    """定值行 · The same rows by name as they are when figures are held as printed: a share is of what is listed."""
    if not columns.exposed:
        return {}
    compiler, guards = Compiler(columns, brief), {guard.line: guard for guard in brief.guards}
    late, found = scenarios(columns.exposed, brief), {}
    for row in rows_on_average(columns, brief):
        if row.line is not None:
            guard = guards[row.line]
            found[row.name] = _row(compiler, guard, _chance(columns, guard.month), _as_written(guard))
    for number, cut in enumerate(columns.cuts, 1):
        guard = guards[cut.line]
        ready = ready_by(columns.exposed, late[list(cut.scenarios)], guard.month).mean(axis=0)
        one = _row(compiler, guard, ready, _as_written(guard), f" {number}")
        found[one.name] = one
    return found


def _as_written(guard: Guard) -> Sums:
    return guard.target.terms, Fraction(0)


def _row(compiler: Compiler, guard: Guard, chance: Floats, sums: Sums, more: str = "") -> Row:
    """The milestone's row, less what is likely not to be ready."""
    columns, (terms, figures) = compiler.columns, sums
    done = guard.target.terms[0]
    weights = compiler.weights(terms)
    lost = compiler.weights((done,)).per_hectare * (1.0 - chance[columns.candidate])
    index, value = Weights(weights.per_hectare - lost, weights.each).on(columns)
    low = float(-(compiler.held(terms) + figures)) / UNITS_PER_HECTARE
    weight = float(guard.target.weight)
    return Row(name=guard.line.name + more, index=index, value=value, low=low, line=guard.line, weight=weight)


def _chance(columns: Columns, month: int) -> Floats:
    return np.array([1.0 if one is None else float(one.by(month)) for one in columns.exposed])


def scenarios(exposed: Late, brief: Brief) -> Months:
    """情景 · Months late by scenario and candidate, by which a plan is found; the same seed draws the same."""
    return delays_of(exposed).drawn(((brief.caution or Caution()).seed, PLANNING), SCENARIOS)


def delays_of(exposed: Late) -> DelayTables:
    """延期分布 · The distributions of candidates or items, those that are never late among them."""
    places = sorted({one.district for one in exposed if one})
    shared = {one.district: one.shared.chances for one in exposed if one}
    never = ((0, Fraction(1)),)
    return DelayTables(
        own=_table([one.own.chances if one else never for one in exposed]),
        district=np.array([places.index(one.district) if one else len(places) for one in exposed], np.int64),
        shock=_table([*(shared[place] for place in places), never]),
    )


def _table(chances: Sequence[tuple[tuple[int, Fraction], ...]]) -> Floats:
    most = max((months for one in chances for months, _ in one), default=0)
    table = np.zeros((len(chances), most + 1))
    for row, one in zip(table, chances, strict=True):
        for months, chance in one:
            row[months] = float(chance)
    return table


def ready_by(exposed: Late, late: Months, month: int) -> Mask:
    """按时 · By scenario and candidate whether it is ready by the end of a month."""
    first = np.array([0 if one is None else one.first for one in exposed])
    return np.asarray(first + late.astype(np.int64) <= month, dtype=bool)


def worst_count(brief: Brief) -> int:
    """最差情景数 · How many of the scenarios are the worst ones."""
    return max(1, ceil((1 - (brief.caution or Caution()).level) * SCENARIOS))


def is_caution(row: Row) -> bool:
    """稳妥行 · Whether a row guards a milestone."""
    return row.line is not None and row.line.axis is Axis.CAUTION


def shortest(columns: Columns, brief: Brief, guard: Guard, areas: Floats) -> Cut:
    """最差割 · The cut of a guarded milestone whose scenarios are the worst for these areas by column (hectares)."""
    compiler = Compiler(columns, brief)
    done = compiler.weights((guard.target.terms[0],)).per_hectare * areas
    by_candidate = np.bincount(columns.candidate, weights=done, minlength=len(columns.candidates))
    reached = ready_by(columns.exposed, scenarios(columns.exposed, brief), guard.month) @ by_candidate
    worst = np.argsort(reached, kind="stable")[: worst_count(brief)]
    return Cut(line=guard.line, scenarios=tuple(np.sort(worst).tolist()))
