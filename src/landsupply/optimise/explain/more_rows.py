"""增行 · A problem with rows of its own by option and month: every option gets a cell to itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from landsupply.plan.problem import MONTHS, OPEN_HIGH, Ints, Problem


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NewRow:
    """新行 · At least `low` of what coefficients by option, month and field come to."""

    name: str
    low: int
    scale: float
    coefficient: Ints


def with_rows(problem: Problem, new: Sequence[NewRow]) -> Problem:
    """增行 · The same problem with these rows after its own."""
    if not new:
        return problem
    rows = problem.rows
    old = (problem.cell[:, None] * MONTHS + np.arange(MONTHS)).reshape(-1)
    count = rows.start[old + 1] - rows.start[old]
    place = np.repeat(np.arange(len(old)), count)
    entry = np.repeat(rows.start[old] - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
    places, row, coefficient = [place], [rows.row[entry]], [rows.coefficient[entry]]
    for number, one in enumerate(new):
        flat = one.coefficient.reshape(len(old), -1)
        used = np.flatnonzero(flat.any(axis=1))
        places.append(used)
        row.append(np.full(len(used), rows.count + number))
        coefficient.append(flat[used])
    every = np.concatenate(places)
    order = np.argsort(every, kind="stable")
    widened = replace(
        rows,
        names=(*rows.names, *(one.name for one in new)),
        start=np.searchsorted(every[order], np.arange(len(old) + 1)).astype(np.int64),
        row=np.concatenate(row)[order],
        coefficient=np.concatenate(coefficient)[order],
        low=np.append(rows.low, [one.low for one in new]),
        high=np.append(rows.high, [OPEN_HIGH] * len(new)),
        scale=np.append(rows.scale, [one.scale for one in new]),
    )
    return replace(problem, cell=np.arange(problem.options), rows=widened)
