"""最少变动 · What changes least, proven: first without the rows that months alone decide, then with those it misses.

Most rows that tell months apart say nothing of a least change. So a smaller programme is asked, which knows the rows of
the year and few others, and of months that these cannot tell apart the cheapest: what it proves holds for the whole.
Its answer is completed with months; where that fails, it is told the rows that were missed and asked again.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from landsupply.optimise.columns import Columns
from landsupply.optimise.kept import Aim, kept, small_part
from landsupply.optimise.programme import Programme, Row
from landsupply.optimise.solve import Limits, Solution, Stop, solve
from landsupply.optimise.stays import WHOLE, Stays
from landsupply.plan.problem import Floats, Ints, Mask

_NEAR = 1e-6
#: Whole quarters: what is within less than one of a bound is the best.
_WHOLE = 0.999
#: Questions to the smaller programme.
_ROUNDS = 30
#: Nodes for each of them: a figure to be met to the hundredth by whole parcels alone may take any number.
_NODES = 400
#: With more columns the whole programme is not asked where there is a plan: it would take hours.
_LARGE = 4_000
#: A row is narrow that leaves less than this, in hectares; it gets so much more on either side.
_NARROW, _ROOM = 0.02, 0.1


def fewest(stays: Stays, programme: Programme, limits: Limits) -> Solution:
    """最少变动 · The solution of `programme` that changes least, and what none is better than.

    `programme` is the counted one: its rows hold what must be held, its last variables say which phases stay. Where the
    smaller programmes come to no end, a plan is made near one whose figures are wide, and the whole programme is asked.
    """
    rounds = _Rounds(stays, programme, replace(limits, nodes=_NODES))
    if rounds.goes_to_its_end():
        return rounds.answer
    start = rounds.best if len(rounds.best) else _near_wide(stays, programme, rounds.limits)
    if len(start) and stays.columns.count > _LARGE:
        return replace(rounds.answer, values=start, value=float(stays.saving @ start), stop=Stop.NODES)
    answer = solve(programme, stays.saving, limits, start if len(start) else None)
    return replace(answer, bound=min(answer.bound, rounds.bound))


def _near_wide(stays: Stays, programme: Programme, limits: Limits) -> Floats:
    """A plan near one whose narrow rows are wide: brought to the hundredth by exchanges; none where none was found."""
    wide = _Rounds(stays, _widened(programme), limits)
    wide.goes_to_its_end()
    if not len(wide.best):
        return wide.best
    near = wide.answer
    found = kept(stays.columns, Aim(programme, stays.saving, near.value, small_part(limits)), near, None)
    return found.values if found else np.zeros(0)


def _widened(programme: Programme) -> Programme:
    """Rows that leave next to no room, and may be missed, with a little more of it."""
    rows = programme.rows
    is_narrow = [row.line is not None and row.high - row.low < _NARROW for row in rows]
    wide = (
        replace(row, low=row.low - _ROOM, high=row.high + _ROOM) if narrow else row
        for row, narrow in zip(rows, is_narrow, strict=True)
    )
    return replace(programme, rows=tuple(wide))


class _Rounds:
    """The rows told so far, the best solution met, and the saving that nothing exceeds."""

    def __init__(self, stays: Stays, programme: Programme, limits: Limits) -> None:
        self.stays, self.programme, self.limits = stays, programme, limits
        self.best: Floats = np.zeros(0)
        self.bound = np.inf
        self.telling = _telling_months(stays, programme)
        self.let_go = self.telling.copy()

    @property
    def answer(self) -> Solution:
        """What was found; no values where nothing fits at all."""
        stop = Stop.PROVEN if len(self.best) else Stop.INFEASIBLE
        value = float(self.stays.saving @ self.best) if len(self.best) else -np.inf
        return Solution(values=self.best, value=value, bound=self.bound, stop=stop)

    def goes_to_its_end(self) -> bool:
        """Whether the questions came to a proof, be it that nothing fits."""
        no_whole = np.zeros(self.programme.width, dtype=bool)
        shares = solve(replace(self.programme, integral=no_whole), self.stays.saving, self.limits)
        if not shares.is_plan:
            self.bound = -np.inf
            return shares.stop is Stop.INFEASIBLE
        self.bound = shares.bound
        self.let_go &= ~_tight(self.programme, shares.values)
        for _ in range(_ROUNDS):
            found = self._asked()
            if not found.is_plan:
                return found.stop is Stop.INFEASIBLE
            missed = self.let_go & _missed(self.programme, found.values)
            self._take(found.values if not missed.any() else self._completed(found.values))
            if self._is_best():
                return True
            if not missed.any() or (len(self.best) and found.stop is not Stop.PROVEN):
                return False
            self.let_go &= ~missed
        return False

    def _asked(self) -> Solution:
        """The smaller programme's answer."""
        rows = zip(self.programme.rows, self.let_go.tolist(), strict=True)
        told = replace(self.programme, rows=tuple(row for row, is_gone in rows if not is_gone))
        found = self._within(told, _cheapest(self.stays, self.programme, self.telling & ~self.let_go))
        self.bound = min(self.bound, found.bound)
        return found

    def _within(self, programme: Programme, allowed: Mask) -> Solution:
        """The best of these columns only."""
        columns, upper = self.stays.columns, programme.upper.copy()
        shut = np.flatnonzero(~allowed)
        upper[shut] = upper[columns.carrier[shut]] = 0.0
        return solve(programme.within(programme.lower, upper), self.stays.saving, self.limits)

    def _completed(self, values: Floats) -> Floats:
        """The same choice in months that keep every row: what changes may be in any, the rest stays."""
        columns = self.stays.columns
        taken = values[: columns.count] > 0.5
        chosen = np.flatnonzero(taken)
        own = np.isin(columns.candidate, columns.candidate[chosen[~self._stands(chosen, values)]])
        return self._within(self.programme, own | taken).values

    def _stands(self, chosen: Ints, values: Floats) -> Mask:
        """Which of the chosen columns are as approved; what the ledger records stays as well."""
        kept = self.stays.kept_units(values)
        return np.array([j in kept or self.stays.quarters[j] in (-WHOLE, 0) for j in chosen.tolist()], dtype=bool)

    def _take(self, values: Floats) -> None:
        if len(values) and (not len(self.best) or self.stays.saving @ values > self.stays.saving @ self.best):
            self.best = values

    def _is_best(self) -> bool:
        return len(self.best) > 0 and self.bound - float(self.stays.saving @ self.best) < _WHOLE


def _telling_months(stays: Stays, programme: Programme) -> Mask:
    """Rows over several parcels on which some candidate counts differently in different months."""
    columns = stays.columns
    phases = np.array(list(stays.phases), dtype=np.int64)
    parcel = columns.parcel[np.concatenate([np.arange(columns.count), columns.phased, phases])]
    start = np.flatnonzero(np.diff(columns.candidate, prepend=-1))
    found = np.zeros(len(programme.rows), dtype=bool)
    for at, row in enumerate(programme.rows):
        if bool((parcel[row.index] != parcel[row.index[:1]]).any()):
            counts = _counted(columns, row)
            found[at] = (np.maximum.reduceat(counts, start) != np.minimum.reduceat(counts, start)).any()
    return found


def _counted(columns: Columns, row: Row) -> Floats:
    """What a row counts of each column, chosen and by area; two rows of two."""
    dense = np.zeros(columns.width)
    dense[row.index] = row.value
    return np.stack([dense[: columns.count], dense[columns.carrier]], axis=1)


def _cheapest(stays: Stays, programme: Programme, telling: Mask) -> Mask:
    """Of columns of one candidate that count the same on every row still told, the one that changes least."""
    columns = stays.columns
    rows = [row for row, is_told in zip(programme.rows, telling.tolist(), strict=True) if is_told]
    open_ = np.flatnonzero(programme.upper[: columns.count] > 0.0)
    told = np.concatenate([columns.candidate[:, None].astype(float), *(_counted(columns, row) for row in rows)], axis=1)
    group = np.unique(told[open_], axis=0, return_inverse=True)[1].ravel()
    cost = stays.quarters[open_] - np.isin(open_, list(stays.phases))
    order = np.lexsort((open_, cost, group))
    allowed = np.zeros(columns.count, dtype=bool)
    allowed[open_[order[np.flatnonzero(np.diff(group[order], prepend=-1))]]] = True
    return allowed


def _tight(programme: Programme, values: Floats) -> Mask:
    """Rows that a solution meets with nothing to spare."""
    found = [_spare(row, values) <= _NEAR for row in programme.rows]
    return np.array(found, dtype=bool)


def _missed(programme: Programme, values: Floats) -> Mask:
    """Rows that a solution does not keep."""
    return np.array([_spare(row, values) < -_NEAR for row in programme.rows], dtype=bool)


def _spare(row: Row, values: Floats) -> float:
    """How far a row is from the nearer of its bounds; below nought where it is beyond."""
    reached = float(row.value @ values[row.index])
    return min(reached - row.low, row.high - reached)
