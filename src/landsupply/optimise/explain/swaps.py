"""互换 · Plans nearly as good that list other parcels: one goes, another comes, every row is kept in whole numbers.

Swaps are taken the best first, so each plan gives up little; no two plans swap the same parcel, so they differ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from landsupply.optimise.explain.answered import Answered, reduced
from landsupply.optimise.explain.ways import Ways, ways_of
from landsupply.plan.problem import SINGLE, Choice, Ints, Mask, Problem, activity_of, value_of

#: So many that may go and ways that may come are looked at, those first that the prices like least and best.
_GO, _COME = 250, 600
#: More swaps than these make a plan that nobody compares.
_MOST = 20


def swapped(problem: Problem, found: Answered, floor: int, count: int) -> tuple[Choice, ...]:
    """互换计划 · So many plans of no less value than the floor, no two of which swap the same parcel."""
    if found.choice is None:
        return ()
    search = _Search(problem, found, floor)
    plans: list[Choice] = []
    while len(plans) < count:
        columns = search.next()
        if columns is None:
            break
        plans.append(search.ways.choice(columns))
    return tuple(plans)


@dataclass(frozen=True, slots=True)
class _Swap:
    """Which column goes, which comes, and what that changes the value by."""

    goes: int
    comes: int
    change: int


class _Search:
    """Columns as whole numbers row by row; what was swapped once stays as it is from then on."""

    def __init__(self, problem: Problem, found: Answered, floor: int) -> None:
        self.problem, self.ways, self.floor = problem, ways_of(problem), floor
        choice = Choice.none(problem) if found.choice is None else found.choice
        self.stands = self.ways.columns_of(choice)
        self.spare = value_of(problem, choice) - floor
        self.reached = activity_of(problem, choice)
        worth = reduced(self.ways, found.prices)
        goes, comes = self._may(self.ways)
        self.goes = goes[np.argsort(worth[goes], kind="stable")][:_GO]
        self.comes = comes[np.argsort(-worth[comes], kind="stable")][:_COME]
        self.rows = {int(one): self._row(int(one)) for one in (*self.goes, *self.comes)}
        self.used = np.zeros(problem.blocks, dtype=bool)

    def _may(self, ways: Ways) -> tuple[Ints, Ints]:
        """What stands and may go, and what may come where nothing stands: single parcels alone."""
        is_free = (self.problem.block_kind == SINGLE) & (self.problem.least == 0)
        goes = self.stands[(self.stands >= 0) & is_free]
        is_empty: Mask = (self.stands < 0) & is_free
        return goes, np.flatnonzero(is_empty[ways.block])

    def _row(self, column: int) -> Ints:
        start, stop = np.searchsorted(self.ways.column, [column, column + 1])
        units = np.zeros(self.problem.rows.count, np.int64)
        np.add.at(units, self.ways.row[start:stop], self.ways.units[start:stop])
        return units

    def next(self) -> Ints | None:
        """The columns of one more plan; None where nothing more can be swapped."""
        reached, spare = self.reached.copy(), self.spare
        columns = {int(block): int(one) for block, one in enumerate(self.stands) if one >= 0}
        swaps = 0
        while swaps < _MOST and (swap := self._best(reached, spare)) is not None:
            reached += self.rows[swap.comes] - self.rows[swap.goes]
            spare, swaps = spare + swap.change, swaps + 1
            out, into = int(self.ways.block[swap.goes]), int(self.ways.block[swap.comes])
            self.used[[out, into]] = True
            del columns[out]
            columns[into] = swap.comes
        return np.array(sorted(columns.values()), np.int64) if swaps else None

    def _best(self, reached: Ints, spare: int) -> _Swap | None:
        """The swap that costs least and keeps every row."""
        comes = self.comes[~self.used[self.ways.block[self.comes]]]
        if not len(comes):
            return None
        units = np.array([self.rows[int(one)] for one in comes])
        low, high, best = self.problem.rows.low, self.problem.rows.high, None
        for goes in self.goes[~self.used[self.ways.block[self.goes]]].tolist():
            after = reached - self.rows[goes] + units
            fits = ((after >= low) & (after <= high)).all(axis=1)
            change = np.where(fits, self.ways.value[comes] - self.ways.value[goes], -spare - 1)
            at = int(change.argmax())
            if change[at] >= -spare and (best is None or change[at] > best.change):
                best = _Swap(goes, int(comes[at]), int(change[at]))
        return best
