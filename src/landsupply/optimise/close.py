"""收口 · Brings the relaxed plan to the printed hundredth by swaps and phasing, goals kept at their floors.

The relaxed model lets a stated figure stay short by a band. Here the band shrinks to what prints as the figure,
most parcels stay where they are, and parcels that may be phased plus the smallest ones of each class may move. If
that is not enough the neighbourhood grows until it is the whole model.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.optimise.columns import Columns
from landsupply.optimise.ordered import Ladder, Progress
from landsupply.optimise.polish import hold
from landsupply.optimise.programme import Programme, Row
from landsupply.optimise.solve import Limits, Solution, solve
from landsupply.optimise.target_rows import Compiler
from landsupply.plan.brief import Brief
from landsupply.plan.case import PRINTS_THE_SAME
from landsupply.plan.problem import Mask
from landsupply.plan.target import Line, Measure

#: Room the solver keeps on rows that are judged exactly afterwards, in hectares (1 m²).
MARGIN = 1e-4
#: A closed plan this near to the last goal's bound is taken; one further off is sought again with more room.
ENOUGH = 1.9e-3
#: How many small parcels per class may move, step by step; the last step frees everything.
NEIGHBOURHOODS = (12, 40, 150)


@dataclass(frozen=True, slots=True)
class Closing:
    """收口要求 · The brief whose figures are to print as stated, the limits, and the lines that are missed anyway."""

    brief: Brief
    limits: Limits
    given_up: frozenset[Line]


def close(columns: Columns, ladder: Ladder, closing: Closing, progress: Progress) -> Solution | None:
    """收口 · A solution whose stated figures print as stated, or None where none was found."""
    rows = tuple(_tightened(row, closing) for row in ladder.programme.rows)
    programme = replace(ladder.programme, rows=rows)
    last, best = ladder.levels[-1], None
    for size in (*NEIGHBOURHOODS, None):
        progress("S102", str(size) if size else "*")
        free = _neighbourhood(columns, size)
        answer = solve(hold(programme, columns, ladder.solution, free), last.cost, _part(closing.limits, size))
        if answer.is_plan and (best is None or answer.value > best.value):
            best = answer
        if best is not None and (size is None or best.value >= last.bound * (1 - ENOUGH)):
            return best
    return best


def without_band(programme: Programme, columns: Columns, brief: Brief) -> Programme:
    """定值模型 · The programme whose figures are held as printed: what cannot be met is then missed by the least.

    Only what a reserve fills up may stay open: the last hundredth of a figure. Milestones ask their share of what is
    really listed and reserved, whatever total was stated.
    """
    targets, compiler = {one.line: one for one in brief.sentences}, Compiler(columns, brief)
    rows = []
    for row in programme.rows:
        target = targets.get(row.line) if row.line else None
        if target is not None and target.is_share:
            rows.append(compiler.row(target))
        elif target is not None and target.is_indicator:
            rows.append(replace(row, low=row.high - PRINTS_THE_SAME / UNITS_PER_HECTARE))
        else:
            rows.append(row)
    return replace(programme, rows=tuple(rows))


def _part(limits: Limits, size: int | None) -> Limits:
    """A neighbourhood is small and solved well; the whole model is given what a goal is given."""
    return limits if size is None else replace(limits, gap=1e-4, nodes=200)


def _tightened(row: Row, closing: Closing) -> Row:
    """Figures to the hundredth, everything judged exactly with a margin; what must be missed is left as it is."""
    if row.line is None:
        return replace(row, low=row.low + MARGIN) if row.name in set(closing.brief.levels) else row
    target = closing.brief.target(row.line)
    if row.line in closing.given_up or target is None or target.measure is Measure.COUNT:
        return row
    if target.is_indicator:
        return replace(row, low=row.high - PRINTS_THE_SAME / UNITS_PER_HECTARE)
    room = MARGIN if row.high - row.low > 2 * MARGIN else 0.0
    return replace(row, low=row.low + room, high=row.high - room)


def _neighbourhood(columns: Columns, size: int | None) -> Mask:
    """The columns that may move: phased ones, and those of the smallest parcels of each class."""
    if size is None:
        return np.ones(columns.count, dtype=bool)
    phased = columns.least < columns.whole
    classes = np.array([columns.candidates[i].option.plan_class for i in columns.candidate])
    free = np.isin(columns.parcel, columns.parcel[phased])
    for plan_class in sorted(set(classes.tolist())):
        members = np.flatnonzero(classes == plan_class)
        order = members[np.lexsort((columns.parcel[members], columns.whole[members]))]
        smallest = list(dict.fromkeys(columns.parcel[order].tolist()))[:size]
        free |= np.isin(columns.parcel, smallest)
    return np.asarray(free, dtype=bool)
