"""备选计划 · Plans nearly as good that differ most from the one found and from each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import highspy
import numpy as np

from landsupply.optimise.explain.answered import Answered, best_of_blocks, changes, reduced
from landsupply.optimise.explain.linear import Answer, Linear
from landsupply.optimise.explain.row_price import value_size
from landsupply.optimise.explain.ways import Ways, ways_of
from landsupply.optimise.explain.whole import Effort, contested, mended
from landsupply.plan.problem import Choice, Floats, Ints, Problem, activity_of, value_of

#: Blocks set free around the plan found, and how long they are searched.
_FREED = 240
_SEARCH = Effort(nodes=60, relative=0.02, gap=0.9)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alternative:
    """备选计划 · A plan, its value, and in quarters of a parcel how far it is from the nearest of those before it.

    `most` is what no plan within the slack exceeds in that.
    """

    choice: Choice
    value: int
    apart: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alternatives:
    """备选计划集 · The plans, most different first, and in how many, the one found too, each parcel is supplied."""

    plans: tuple[Alternative, ...]
    appearances: Ints


def alternatives(problem: Problem, found: Answered, count: int, slack: float) -> Alternatives:
    """备选计划 · So many plans worth no less than 1 − slack of the one found; fewer where there are no more."""
    if found.choice is None:
        return Alternatives(plans=(), appearances=np.zeros(problem.parcels, np.int64))
    search = _Search(problem, found, found.value - slack * abs(found.value))
    known, plans = [found.choice], list[Alternative]()
    while len(plans) < count:
        next_ = search.furthest(known)
        if next_ is None or next_.apart == 0:
            break
        plans.append(next_)
        known.append(next_.choice)
    appearances = np.asarray(np.sum([choice.option >= 0 for choice in known], axis=0), dtype=np.int64)
    return Alternatives(plans=tuple(plans), appearances=appearances)


class _Search:
    """The model with only what a plan within the slack can do, one more column for how far apart it is."""

    def __init__(self, problem: Problem, found: Answered, floor: float) -> None:
        self.problem, self.floor = problem, floor
        self.ways = ways_of(problem)
        self.linear = Linear(self.ways)
        self.linear.shut(_too_dear(self.ways, found, floor))
        size = value_size(self.linear)
        self._row(np.arange(self.ways.count), self.ways.value / size, floor / size)
        self.apart = self.linear.highs.getNumCol()
        nothing = np.zeros(0)
        top = 8.0 * problem.parcels
        self.linear.highs.addCol(1.0, -top, top, 0, nothing.astype(np.int32), nothing)

    def _row(self, columns: Ints, weights: Floats, low: float) -> None:
        used = np.flatnonzero(weights)
        index = columns[used].astype(np.int32)
        self.linear.highs.addRow(low, highspy.kHighsInf, len(used), index, np.ascontiguousarray(weights[used]))

    def furthest(self, known: list[Choice]) -> Alternative | None:
        """The plan whose least distance from those known is largest; the last known is new here."""
        base, cost = changes(self.ways, known[-1])
        columns = np.append(np.arange(self.ways.count), self.apart)
        self._row(columns, np.append(cost, -1).astype(np.float64), -float(base))
        relaxed = self.linear.solved()
        if relaxed is None:
            return None
        found = self._integral(relaxed, known)
        best = [self._judged(choice, known, relaxed.objective) for choice in found]
        return max((one for one in best if one is not None), key=lambda one: one.apart, default=None)

    def _integral(self, relaxed: Answer, known: list[Choice]) -> Iterator[Choice]:
        """Plans around the one found: the blocks that the shares would rather change are free, the others stand."""
        stands = np.zeros(self.ways.count)
        columns = self.ways.columns_of(known[0])
        stands[columns[columns >= 0]] = 1.0
        gain = np.bincount(self.ways.block, np.abs(relaxed.share - stands), self.problem.blocks)
        changed = np.argsort(-gain, kind="stable")[:_FREED]
        near = contested(self.linear, relaxed, _FREED // 2)
        found = mended(self.linear, stands, np.union1d(changed, near), _SEARCH)
        if found.columns is not None:
            yield self.ways.choice(found.columns)

    def _judged(self, choice: Choice, known: list[Choice], bound: float) -> Alternative | None:
        """The plan where it keeps every row and the floor in whole numbers."""
        rows, reached = self.problem.rows, activity_of(self.problem, choice)
        value = value_of(self.problem, choice)
        if value < self.floor or bool(((reached < rows.low) | (reached > rows.high)).any()):
            return None
        apart = min(distance(choice, other) for other in known)
        return Alternative(choice=choice, value=value, apart=apart, most=max(apart, int(np.floor(bound + 1e-6))))


def distance(one: Choice, other: Choice) -> int:
    """相距 · In quarters: four for a parcel only one of them supplies, one for another month or option."""
    stands, stood = one.option >= 0, other.option >= 0
    moved = stands & stood & ((one.option != other.option) | (one.month != other.month))
    return 4 * int((stands != stood).sum()) + int(moved.sum())


def _too_dear(ways: Ways, found: Answered, floor: float) -> Ints:
    """The columns that no plan worth the floor takes, as the prices prove."""
    worth = reduced(ways, found.prices)
    spare = found.priced_bound - floor
    return np.flatnonzero(best_of_blocks(ways, worth)[ways.block] - worth > spare + 1e-9 * abs(found.priced_bound))
