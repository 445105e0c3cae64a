"""核验算题 · Whether a problem's arrays are whole numbers that belong together; a proof about others would be none."""

from __future__ import annotations

import numpy as np

from landsupply.plan.certificate_wide import WORDS, Array
from landsupply.plan.problem import AFTER, MONTHS, ONE_OF, SINGLE, Problem


def malformed(problem: Problem) -> str | None:
    """数组有误 · The name of the first array that is not as it must be; None where all are."""
    rows = problem.rows
    arrays = {
        name: getattr(problem, name)
        for name in ("block_start", "block_kind", "least", "option_start", "first", "last", "value", "amount", "cell")
    }
    arrays |= {name: getattr(rows, name) for name in ("start", "row", "coefficient", "low", "high")}
    for name, array in arrays.items():
        if array.dtype != WORDS or array.ndim != (2 if name in ("value", "amount", "coefficient") else 1):
            return name
    return next((name for name, is_right in _rows_right(problem) + _blocks_right(problem) if not is_right), None)


def _rows_right(problem: Problem) -> list[tuple[str, bool]]:
    rows = problem.rows
    return [
        ("start", _is_ladder(rows.start, len(rows.row)) and (len(rows.start) - 1) % MONTHS == 0),
        ("coefficient", rows.coefficient.shape == (len(rows.row), problem.amount.shape[1])),
        ("low", len(rows.low) == len(rows.high) == len(rows.names)),
        ("names", len(set(rows.names)) == len(rows.names)),
        ("row", _lies_within(rows.row, 0, len(rows.low) - 1)),
        ("cell", _lies_within(problem.cell, 0, (len(rows.start) - 1) // MONTHS - 1)),
    ]


def _blocks_right(problem: Problem) -> list[tuple[str, bool]]:
    members = np.diff(problem.block_start)
    kind = problem.block_kind
    return [
        ("block_start", _is_ladder(problem.block_start, problem.parcels)),
        ("option_start", _is_ladder(problem.option_start, problem.options)),
        ("block_kind", _lies_within(kind, SINGLE, AFTER) and len(kind) == problem.blocks),
        ("block_kind", bool((members[kind == SINGLE] == 1).all() and (members[kind == AFTER] == 2).all())),
        ("block_kind", bool((members[kind == ONE_OF] >= 0).all())),
        ("least", bool((problem.least >= 0).all())),
        ("first", _lies_within(problem.first, 1, MONTHS)),
        ("last", _lies_within(problem.last, 1, MONTHS)),
    ]


def _is_ladder(start: Array, end: int) -> bool:
    """Steps from nothing to the end, never back."""
    return len(start) > 0 and start[0] == 0 and start[-1] == end and bool((np.diff(start) >= 0).all())


def _lies_within(array: Array, low: int, high: int) -> bool:
    return bool(((low <= array) & (array <= high)).all())
