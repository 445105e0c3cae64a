"""表格做法 · What a spreadsheet does: rank by worth in each class, fill the class, earliest month with room.

Looks at the class's figure and at each month's cases and hectares; at nothing else, which is its point.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.optimise.targets import AREA, GROUPS
from landsupply.plan.problem import MONTHS, SINGLE, Choice, Ints, Problem

MUST = 10**15


def by_hand(problem: Problem) -> Choice:
    """表格做法 · The plan as it would be made by sorting; linked parcels are left out, as it cannot tell them."""
    lead = problem.option_start[:-1]
    block = problem.block_of
    alone = problem.block_kind[block] == SINGLE
    area = problem.amount[lead, AREA]
    month = problem.first[lead]
    worth = problem.value[lead, month - 1] * 1_000_000 // area + MUST * problem.least[block]
    room = _Room(problem)
    option, when = np.full(problem.parcels, -1, np.int64), np.zeros(problem.parcels, np.int64)
    for cells, aim in _classes(problem):
        mine = np.flatnonzero(alone & np.isin(problem.cell[lead], cells))
        filled = 0
        for parcel in mine[np.argsort(-worth[mine], kind="stable")].tolist():
            if filled >= aim:
                break
            found = room.taken(int(month[parcel]), int(area[parcel]))
            if found:
                option[parcel], when[parcel] = lead[parcel], found
                filled += int(area[parcel])
    return Choice(option=option, month=when)


class _Room:
    """余量 · What each month still takes of cases and of land."""

    def __init__(self, problem: Problem) -> None:
        """From the highest figures of both rows of each month."""
        high = dict(zip(problem.rows.names, problem.rows.high.tolist(), strict=True))
        self.cases = [high[f"经办能力/{month}"] for month in range(1, MONTHS + 1)]
        self.land = [high[f"月度均衡/{month}"] for month in range(1, MONTHS + 1)]

    def taken(self, first: int, area: int) -> int:
        """占用 · The first month that takes one more case of this area, 0 where none does."""
        for month in range(first, MONTHS + 1):
            if self.cases[month - 1] >= 1 and self.land[month - 1] >= area:
                self.cases[month - 1] -= 1
                self.land[month - 1] -= area
                return month
        return 0


def _classes(problem: Problem) -> Iterator[tuple[Ints, int]]:
    """The cells of each class of land, and the middle of what it is to get."""
    rows = problem.rows
    place = np.repeat(np.arange(len(rows.start) - 1), np.diff(rows.start))
    for name in GROUPS:
        row = rows.names.index(f"结构/{name}")
        yield np.unique(place[rows.row == row] // MONTHS), int(rows.low[row] + rows.high[row]) // 2
