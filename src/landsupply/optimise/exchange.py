"""置换 · Brings a plan that nearly keeps its rows to keep them, by exchanging a few parcels: no solver, only sums.

A stated figure to 0.01 ha is a sum of whole parcels that must fall into a window of 49 m². Branching finds such sums
badly; pairs of exchanges find them at once: for every exchange the one that takes away just what it leaves is looked up
in a sorted list. Among those that bring the misses down, the one is made that misses and costs the goal least. Once
every row holds, exchanges go on as long as they keep every row and the goal gains.
"""

from __future__ import annotations

import collections
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from landsupply.optimise.columns import Columns
from landsupply.optimise.exchange_rows import TOLERANCE, Table, table_of
from landsupply.optimise.programme import Programme
from landsupply.plan.problem import Floats, Ints

#: Most exchanges made one after the other, and those sought with a third exchange ahead of two.
_STEPS, _DEEP = 90, 4
#: Most exchanges that do harm where none does good, and how many parcels then rest.
_KICKS, _REST = 8, 12
#: Most parcels out, ways in, and exchanges looked at for a row; most that go ahead of two others.
_OUT, _IN, _LISTED, _AHEAD = 150, 900, 4_000, 40
#: Most pairs judged in full, of those behind a third as well, and how many at a time.
_JUDGED, _BEHIND, _PAGE = 200_000, 20_000, 20_000
#: Up to so many choices exchanges are made for the goal's sake and three at a time: where there are more, a solver's
#: neighbourhoods have enough to choose from.
_FEW = 4_000
#: How many missed rows are looked at in one step.
_ROWS = 3
#: A row narrower than this, in hectares, is a figure; a gain below so many hectares is not worth an exchange.
_NARROW, _LEAST_GAIN = 0.1, 0.01
#: A hectare of a miss weighs as much as so many of what earns most; an exchange misses at least so much less.
_OVER_GOAL, _LESS = 30.0, 1e-3
_NOBODY = -1


@dataclass(frozen=True, slots=True, eq=False)
class _Moves:
    """Exchanges, two places for parcels each: whom, to which choice, what every row changes by, what is earned."""

    parcels: Ints
    to: Ints
    change: Floats
    earns: Floats

    def of(self, some: Ints) -> _Moves:
        return _Moves(self.parcels[some], self.to[some], self.change[some], self.earns[some])

    def and_(self, more: _Moves) -> _Moves:
        pairs = zip(self._all(), more._all(), strict=True)
        return _Moves(*(np.concatenate([own, other]) for own, other in pairs))

    def _all(self) -> tuple[Ints, Ints, Floats, Floats]:
        return self.parcels, self.to, self.change, self.earns


@dataclass(frozen=True, slots=True, eq=False)
class _At:
    """Where the search stands: choices by parcel, sums of rows, what is missed, and what an exchange ahead earned.

    Parcels that are `resting` take part in no exchange; `most` is what an exchange may still miss.
    """

    stands: Ints
    sums: Floats
    missed: float
    most: float
    resting: tuple[int, ...] = ()
    earned: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """An exchange of up to six parcels with its score; less is better."""

    score: float
    parcels: tuple[int, ...]
    to: tuple[int, ...]


def exchanged(
    columns: Columns, programme: Programme, cost: Floats, values: Floats, wanted: float = -np.inf
) -> tuple[Floats, float]:
    """置换 · Values that miss less, and what they still miss (weighted hectares; nought when every row holds)."""
    table = table_of(columns, programme, cost, values)
    stands = np.full(len(columns.parcels), table.none, dtype=np.int64)
    chosen = np.flatnonzero(values[: columns.count] > 0.5)
    stands[columns.parcel[chosen]] = chosen
    best, least = stands.copy(), float(table.penalty(table.sums(stands)))
    for met, missed in _path(table, stands, wanted):
        if missed < least or missed <= 0:
            best, least = met.copy(), missed
    return _values(columns, table, best, values), least


def _path(table: Table, stands: Ints, wanted: float) -> Iterator[tuple[Ints, float]]:
    """Exchange after exchange; where none helps, three at a time, then one that harms least, its parcels resting."""
    is_small = table.none <= _FEW
    deep, kicks, resting = _DEEP * is_small, _KICKS * is_small, collections.deque[int](maxlen=_REST)
    for _ in range(_STEPS):
        missed = float(table.penalty(table.sums(stands)))
        if missed <= 0 and (not is_small or float(table.earns[stands].sum()) >= wanted):
            break
        at = _At(stands, table.sums(stands), missed, missed * (1 - _LESS))
        step = _best(table, at)
        if step is None and deep:
            deep, step = deep - 1, _best_of_three(table, at)
        if step is None and kicks and missed > 0:
            kicks, step = kicks - 1, _best(table, replace(at, most=np.inf, resting=tuple(resting)))
            resting.extend(step.parcels if step else ())
        if step is None:
            break
        stands[list(step.parcels)] = step.to
        yield stands, float(table.penalty(table.sums(stands)))


def _best(table: Table, at: _At) -> _Step | None:
    """The best exchange, or two together."""
    singles = _singles(table, at)
    steps = [_judged(table, at, singles)] if at.missed <= 0 else []
    for row in _rows(table, at):
        moves = _exchanges(table, at, singles, row)
        steps += [_judged(table, at, moves), _paired(table, at, moves, row)]
    return min((step for step in steps if step), key=lambda step: step.score, default=None)


def _best_of_three(table: Table, at: _At) -> _Step | None:
    """The best of two exchanges after one of the mildest."""
    return min(_threes(table, at), key=lambda step: step.score, default=None)


def _threes(table: Table, at: _At) -> Iterator[_Step]:
    singles = _singles(table, at)
    for row in _rows(table, at):
        moves = _exchanges(table, at, singles, row)
        harm = _OVER_GOAL * table.penalty(at.sums + moves.change) - moves.earns / table.rate
        for i in np.argsort(harm, kind="stable")[:_AHEAD].tolist():
            ahead = replace(at, sums=at.sums + moves.change[i], earned=float(moves.earns[i]))
            own = moves.parcels[i][moves.parcels[i] != _NOBODY]
            step = _paired(
                table, ahead, moves.of(np.flatnonzero(~np.isin(moves.parcels, own).any(axis=1))), row, _BEHIND
            )
            if step is not None:
                to = moves.to[i][moves.parcels[i] != _NOBODY].tolist()
                yield _Step(step.score, (*own.tolist(), *step.parcels), (*to, *step.to))


def _rows(table: Table, at: _At) -> list[int]:
    """The rows missed most; where none is, the figures."""
    if at.missed <= 0:
        return [int(row) for row in np.flatnonzero(table.high - table.low < _NARROW)]
    gaps = table.gaps(at.sums) * table.weight
    return [int(row) for row in np.argsort(-gaps, kind="stable")[:_ROWS] if gaps[row] > 0]


def _singles(table: Table, at: _At) -> _Moves:
    """Every change of one parcel: another way or month, in, or out."""
    awake = np.ones(len(at.stands), dtype=bool)
    awake[list(at.resting)] = False
    ways = np.flatnonzero(table.can & awake[table.parcel] & (at.stands[table.parcel] != np.arange(table.none)))
    out = np.flatnonzero((at.stands < table.none) & ~table.must & awake)
    parcels = np.concatenate([table.parcel[ways], out])
    to = np.concatenate([ways, np.full(len(out), table.none)])
    now, nobody = at.stands[parcels], np.full(len(parcels), _NOBODY)
    change, earns = table.adds[to] - table.adds[now], table.earns[to] - table.earns[now]
    return _Moves(np.column_stack([parcels, nobody]), np.column_stack([to, nobody]), change, earns)


def _exchanges(table: Table, at: _At, singles: _Moves, row: int) -> _Moves:
    """Changes of one parcel that count on the row, and of two: one out, one in, the mildest of each two parcels."""
    on = np.flatnonzero(np.abs(singles.change[:, row]) > TOLERANCE)
    out = _least(singles, on[singles.to[on, 0] == table.none], row, _OUT)
    into = _least(singles, on[at.stands[singles.parcels[on, 0]] == table.none], row, _IN)
    first, second = np.repeat(out, len(into)), np.tile(into, len(out))
    harm = _harm(table, at, singles, (first, second), row)
    pair = singles.parcels[first, 0] * len(at.stands) + singles.parcels[second, 0]
    order = np.lexsort((harm, pair))
    order = order[np.flatnonzero(np.diff(pair[order], prepend=-1))]
    order = order[np.argsort(harm[order], kind="stable")[:_LISTED]]
    first, second = first[order], second[order]
    two = _Moves(
        np.column_stack([singles.parcels[first, 0], singles.parcels[second, 0]]),
        np.column_stack([singles.to[first, 0], singles.to[second, 0]]),
        singles.change[first] + singles.change[second],
        singles.earns[first] + singles.earns[second],
    )
    return singles.of(_least(singles, on, row, _LISTED // 2)).and_(two)


def _least(moves: _Moves, some: Ints, row: int, most: int) -> Ints:
    """Those that change the row least."""
    return some[np.argsort(np.abs(moves.change[some, row]), kind="stable")[:most]]


def _harm(table: Table, at: _At, singles: _Moves, pair: tuple[Ints, Ints], row: int) -> Floats:
    """What two changes together cost the goal and the other rows."""
    weight, (first, second) = table.weight.copy(), pair
    weight[row] = 0.0
    harm = np.empty(len(first))
    for page in range(0, len(first), _PAGE):
        a, b = first[page : page + _PAGE], second[page : page + _PAGE]
        harm[page : page + _PAGE] = table.gaps(at.sums + singles.change[a] + singles.change[b]) @ weight
    return np.asarray(_OVER_GOAL * harm - (singles.earns[first] + singles.earns[second]) / table.rate)


def _score(table: Table, at: _At, change: Floats, earns: Floats) -> Floats:
    """Misses and what the goal loses; infinite where no less is missed than before, nor anything gained."""
    penalty, gain = table.penalty(at.sums + change), (earns + at.earned) / table.rate
    is_better = penalty < at.most if at.missed > 0 else (penalty <= 0) & (gain > _LEAST_GAIN)
    return np.asarray(np.where(is_better, _OVER_GOAL * penalty - gain, np.inf), dtype=np.float64)


def _judged(table: Table, at: _At, moves: _Moves) -> _Step | None:
    """The best of exchanges made alone."""
    if not len(moves.earns):
        return None
    score = _score(table, at, moves.change, moves.earns)
    i = int(np.argmin(score))
    return _step(float(score[i]), moves, [i]) if np.isfinite(score[i]) else None


def _paired(table: Table, at: _At, moves: _Moves, row: int, most: int = _JUDGED) -> _Step | None:
    """Two exchanges whose sum brings the row into its window, the best of them on every row."""
    moves = moves.of(np.argsort(moves.change[:, row], kind="stable"))
    window = table.low[row] - at.sums[row], table.high[row] - at.sums[row]
    first, second = _fitting(moves, window, row, most)
    best: _Step | None = None
    for page in range(0, len(first), _PAGE):
        a, b = first[page : page + _PAGE], second[page : page + _PAGE]
        score = _score(table, at, moves.change[a] + moves.change[b], moves.earns[a] + moves.earns[b])
        i = int(np.argmin(score))
        if np.isfinite(score[i]) and (best is None or score[i] < best.score):
            best = _step(float(score[i]), moves, [int(a[i]), int(b[i])])
    return best


def _fitting(moves: _Moves, window: tuple[float, float], row: int, most: int) -> tuple[Ints, Ints]:
    """Pairs of exchanges, sorted by what they change the row by, that fall into the window and share no parcel."""
    change, (low, high) = moves.change[:, row], window
    after = np.arange(len(change)) + 1
    start = np.maximum(np.searchsorted(change, low - change, side="left"), after)
    many = np.maximum(np.searchsorted(change, high - change, side="right") - start, 0)
    if int(many.sum()) > most:  # each of the first gets its share
        many = np.minimum(many, max(1, most // len(change)))
    first = np.repeat(after - 1, many)
    second = np.repeat(start - np.cumsum(many) + many, many) + np.arange(int(many.sum()))
    own, other = moves.parcels[first], moves.parcels[second]
    shared = (own[:, :, None] == other[:, None, :]) & (own[:, :, None] != _NOBODY)
    apart = ~shared.any(axis=(1, 2))
    return first[apart], second[apart]


def _step(score: float, moves: _Moves, made: list[int]) -> _Step:
    parcels, to = moves.parcels[made].ravel(), moves.to[made].ravel()
    known = parcels != _NOBODY
    return _Step(score, tuple(parcels[known].tolist()), tuple(to[known].tolist()))


def _values(columns: Columns, table: Table, stands: Ints, values: Floats) -> Floats:
    found = values.copy()
    found[: columns.width] = 0.0
    found[stands[stands < table.none]] = 1.0
    on = columns.phased[found[columns.phased] > 0.5]
    found[columns.carrier[on]] = table.areas[on]
    return found
