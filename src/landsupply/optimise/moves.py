"""连锁内核 · Chains of moves among contested blocks, every row weighed at once; compiled on first use.

The draw is a small generator of its own: the same seed draws the same everywhere.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from landsupply.optimise.compiled import njit
from landsupply.optimise.ways import Hold, Own, Step, Ways
from landsupply.plan.problem import Floats, Ints, Mask

_OPEN = 1e300


@njit(cache=True, inline="always")
def _loss_of_row(reached, price, low, high, penalty):
    """What a row gives away against its price's bound, a miss at its penalty on top."""
    lost = 0.0
    if reached < low:
        lost = penalty * (low - reached)
        if price > 0.0 and high < _OPEN:
            lost += price * (high - low)
        return lost
    if reached > high:
        lost = penalty * (reached - high)
        if price < 0.0 and low > -_OPEN:
            lost -= price * (high - low)
        return lost
    if price > 0.0:
        return price * (high - reached)
    if price < 0.0:
        return -price * (reached - low)
    return lost


@njit(cache=True, inline="always")
def _next(state):
    """A small generator of its own, so that the same seed draws the same everywhere."""
    state ^= state << np.uint64(13)
    state ^= state >> np.uint64(7)
    state ^= state << np.uint64(17)
    return state


class Walk(NamedTuple):
    """走步 · A part being walked: ways, what they count and would change, where it stands, and room to reckon in."""

    ways: Ways
    own: Own
    step: Step
    hold: Hold
    present: Ints
    reached: Floats
    lost: Floats
    is_moved: Mask
    units: Floats
    seen: Mask
    touched: Ints


@njit(cache=True)
def _turn(walk, i):
    """The rows that each way of block i changes against the present one; kept until that one changes."""
    own, step, units, seen, touched = walk.own, walk.step, walk.units, walk.seen, walk.touched
    now = walk.present[i]
    for j in range(walk.ways.start[i], walk.ways.start[i + 1]):
        n = 0
        for k in range(own.start[j], own.start[j + 1]):
            r = own.row[k]
            units[r] += own.units[k]
            if not seen[r]:
                seen[r] = True
                touched[n] = r
                n += 1
        for k in range(own.start[now], own.start[now + 1]):
            r = own.row[k]
            units[r] -= own.units[k]
            if not seen[r]:
                seen[r] = True
                touched[n] = r
                n += 1
        z = step.start[j]
        for x in range(n):
            r = touched[x]
            if units[r] != 0.0:
                step.row[z], step.units[z] = r, units[r]
                z += 1
            units[r] = 0.0
            seen[r] = False
        step.end[j] = z


@njit(cache=True, inline="always")
def _lost(hold, r, reached):
    return _loss_of_row(reached, hold.price[r], hold.low[r], hold.high[r], hold.penalty[r])


@njit(cache=True, inline="always")
def _cost(walk, j, now):
    cost = walk.ways.loss[j] - walk.ways.loss[now]
    for k in range(walk.step.start[j], walk.step.end[j]):
        r = walk.step.row[k]
        cost += _lost(walk.hold, r, walk.reached[r] + walk.step.units[k]) - walk.lost[r]
    return cost


@njit(cache=True)
def _move(walk, i, j):
    for k in range(walk.step.start[j], walk.step.end[j]):
        r = walk.step.row[k]
        walk.reached[r] += walk.step.units[k]
        walk.lost[r] = _lost(walk.hold, r, walk.reached[r])
    walk.present[i] = j
    _turn(walk, i)


@njit(cache=True)
def _answer(walk):
    """The move of a block not yet moved that costs least now."""
    least, where, way = 1e300, -1, -1
    for other in range(len(walk.present)):
        if walk.is_moved[other]:
            continue
        now = walk.present[other]
        for k in range(walk.ways.start[other], walk.ways.start[other + 1]):
            if k != now:
                cost = _cost(walk, k, now)
                if cost < least:
                    least, where, way = cost, other, k
    return least, where, way


@njit(cache=True)
def _first(walk, state):
    """A block and another way of it drawn at random; −1 where the draw met nothing to move."""
    start = walk.ways.start
    state = _next(state)
    i = int(state % np.uint64(len(walk.present)))
    choices = start[i + 1] - start[i]
    state = _next(state)
    j = start[i] + int(state % np.uint64(choices))
    return state, i, -1 if j == walk.present[i] else j


@njit(cache=True, nogil=True)
def chain(walk, seed, tries, depth):
    """连锁调整 · One block is moved at random, then the best others answer, up to `depth`; kept only if it pays.

    Changes what the walk has as present and reached; returns how many chains paid.
    """
    for i in range(len(walk.present)):
        _turn(walk, i)
    for r in range(len(walk.reached)):
        walk.lost[r] = _lost(walk.hold, r, walk.reached[r])
    moved, back = np.empty(depth + 2, np.int64), np.empty(depth + 2, np.int64)
    state = np.uint64(seed * 2 + 1) * np.uint64(0x9E3779B97F4A7C15)
    paid = 0
    for _ in range(tries):
        state, i, j = _first(walk, state)
        if j < 0:
            continue
        gained = _cost(walk, j, walk.present[i])
        moved[0], back[0], length = i, walk.present[i], 1
        walk.is_moved[i] = True
        _move(walk, i, j)
        while gained >= -1e-6 and length <= depth:
            least, where, way = _answer(walk)
            if where < 0:
                break
            moved[length], back[length] = where, walk.present[where]
            length += 1
            walk.is_moved[where] = True
            _move(walk, where, way)
            gained += least
        if gained < -1e-6:
            paid += 1
        else:
            for k in range(length - 1, -1, -1):
                _move(walk, moved[k], back[k])
        for k in range(length):
            walk.is_moved[moved[k]] = False
    return paid
