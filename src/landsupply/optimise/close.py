"""收口 · Brings the relaxed plan to the printed hundredth, the earlier goals kept at their floors.

The relaxed model lets a stated figure stay short by a band. Here the band shrinks to what prints as the figure; what
it takes is sought near the relaxed plan, from a plan that is known to keep every row, in the end in the whole model.
"""

from __future__ import annotations

from dataclasses import replace

from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.optimise.caution import exact_rows, is_caution
from landsupply.optimise.columns import Columns
from landsupply.optimise.ending import Progress
from landsupply.optimise.goals import goal_row
from landsupply.optimise.kept import MARGIN, SMALL, Aim, kept, small_part, smallest
from landsupply.optimise.ordered import Ladder
from landsupply.optimise.polish import hold
from landsupply.optimise.programme import Programme, Row
from landsupply.optimise.solve import Limits, Solution, solve
from landsupply.optimise.target_rows import Compiler
from landsupply.plan.brief import Brief
from landsupply.plan.case import PRINTS_THE_SAME
from landsupply.plan.target import Measure

#: A closed plan this near to the last goal's bound is taken; one further off is sought again with more room.
ENOUGH = 1.9e-3


def close(columns: Columns, ladder: Ladder, limits: Limits, progress: Progress) -> Solution | None:
    """收口 · A solution whose stated figures print as stated, or None where none was found."""
    last = ladder.levels[-1]
    progress("S102", str(SMALL[0]))
    wanted = last.bound - abs(last.bound) * ENOUGH
    floored = ladder.exact.with_rows(goal_row(last.goal, last.cost, last.floor + MARGIN))
    part = hold(floored, columns, ladder.solution, smallest(columns, SMALL[0]))
    found: Solution | None = solve(part, last.cost, small_part(limits))
    if found is not None and found.is_plan and found.value >= wanted:
        return found
    found = kept(columns, Aim(ladder.exact, last.cost, wanted, small_part(limits)), ladder.solution, ladder.held)
    if found is None:
        progress("S102", "*")
        found = solve(ladder.exact, last.cost, limits)
    return found if found.is_plan else None


def as_printed(programme: Programme, brief: Brief) -> Programme:
    """印出口径 · The programme with figures to the hundredth, everything judged exactly with a little room."""
    return replace(programme, rows=tuple(_tightened(row, brief) for row in programme.rows))


def with_true_shares(programme: Programme, columns: Columns, brief: Brief) -> Programme:
    """实际占比 · The programme whose shares are of what is really listed and reserved, whatever figure was stated."""
    targets, compiler = {one.line: one for one in brief.sentences}, Compiler(columns, brief)
    guarded, rows = exact_rows(columns, brief), []
    for row in programme.rows:
        target = targets.get(row.line) if row.line else None
        is_share = target is not None and target.is_share
        rows.append(compiler.row(target) if target is not None and is_share else guarded.get(row.name, row))
    return replace(programme, rows=tuple(rows))


def without_band(programme: Programme, columns: Columns, brief: Brief) -> Programme:
    """定值模型 · The programme whose figures are held as printed: what cannot be met is then missed by the least.

    Only what a reserve fills up may stay open: the last hundredth of a figure. Milestones ask their share of what is
    really listed and reserved, whatever total was stated.
    """
    figures = {one.line for one in brief.sentences if one.is_indicator}
    rows = with_true_shares(programme, columns, brief).rows
    return replace(programme, rows=tuple(_to_the_hundredth(row) if row.line in figures else row for row in rows))


def _to_the_hundredth(row: Row) -> Row:
    return replace(row, low=row.high - PRINTS_THE_SAME / UNITS_PER_HECTARE)


def _tightened(row: Row, brief: Brief) -> Row:
    target = brief.target(row.line) if row.line else None
    if is_caution(row):
        return replace(row, low=row.low + MARGIN)
    if target is None or target.measure is Measure.COUNT:
        return row
    if target.is_indicator:
        return _to_the_hundredth(row)
    room = MARGIN if row.high - row.low > 2 * MARGIN else 0.0
    return replace(row, low=row.low + room, high=row.high - room)
