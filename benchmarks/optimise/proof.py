"""价格之证 · What no plan is worth more than, from prices alone, in whole numbers; shares no code with the engine.

At prices y on a grid g: g · bound ≤ Σ rows (y > 0 ? y · high : y · low) + Σ blocks best of (g · value − Σ y · counted).
True for any prices, so rounding them costs nothing but width. Slices of blocks keep the memory small.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from landsupply.plan.problem import AFTER, MONTHS, OPEN_HIGH, OPEN_LOW, Floats, Ints, Problem

SLICE = 8_192
FINEST = 34
#: What no sum of a few figures may reach, and what stands for impossible.
ROOM, NEVER = 2**60, -(2**61)


def certified(problem: Problem, prices: Floats) -> int:
    """已证上界 · The bound that these prices prove; ValueError where they are no figures or a block cannot stand."""
    if len(prices) != problem.rows.count or not np.isfinite(prices).all():
        raise ValueError(prices)
    shift, table, whole = _on_grid(problem, prices)
    low, high = problem.rows.low.tolist(), problem.rows.high.tolist()
    total = 0
    for price, down, up in zip(whole, low, high, strict=True):
        total += price * (up if price > 0 else down) if price else 0
    for best in _slices(problem, table, shift):
        # Halves of 32 bits, since a slice's sum may outgrow 64.
        total += (int((best >> 32).sum()) << 32) + int((best & 0xFFFFFFFF).sum())
    return total >> shift


def _on_grid(problem: Problem, prices: Floats) -> tuple[int, Ints, list[int]]:
    """The finest grid on which no column can overflow; the price of a unit by cell and month; the whole prices."""
    rows = problem.rows
    place = np.repeat(np.arange(len(rows.start) - 1), np.diff(rows.start))
    most = np.abs(problem.amount).max(axis=0, initial=0).tolist()
    worth = int(np.abs(problem.value).max(initial=0))
    rough = np.zeros((len(rows.start) - 1, len(most)))
    np.add.at(rough, place, np.abs(prices[rows.row])[:, None] * np.abs(rows.coefficient))
    size = worth + float((rough.max(axis=0, initial=0) * most).sum()) + 1
    shift = max(0, min(FINEST, int(np.log2(ROOM / size)) - 2))
    open_low, open_high = rows.low == OPEN_LOW, rows.high == OPEN_HIGH
    kept = np.where((prices < 0) & open_low | (prices > 0) & open_high, 0.0, prices)
    whole = [round(price * 2**shift) for price in kept.tolist()]
    table = np.zeros((len(rows.start) - 1, len(most)), np.int64)
    np.add.at(table, place, np.array(whole, np.int64)[rows.row][:, None] * rows.coefficient)
    return shift, table, whole


def _slices(problem: Problem, table: Ints, shift: int) -> Iterator[Ints]:
    if (np.diff(problem.option_start) == 0).any() or (np.diff(problem.block_start) == 0).any():
        raise ValueError("a parcel without an option, or a block without a parcel")
    for first in range(0, problem.blocks, SLICE):
        yield _best(problem, table, shift, slice(first, min(problem.blocks, first + SLICE)))


def _best(problem: Problem, table: Ints, shift: int, blocks: slice) -> Ints:
    """Each block's best joint choice, nought where nothing is best and may be."""
    starts = problem.block_start[blocks.start : blocks.stop + 1]
    by_month = _parcels(problem, table, shift, slice(int(starts[0]), int(starts[-1])))
    start = starts[:-1] - starts[0]
    kind, least = problem.block_kind[blocks], problem.least[blocks]
    one = np.maximum.reduceat(by_month.max(axis=1), start)
    pair = np.flatnonzero(kind == AFTER)
    lead, follow = by_month[start[pair]], by_month[start[pair] + 1]
    both = np.maximum.accumulate(lead, axis=1) + np.maximum(follow, NEVER)
    both = np.where(np.minimum(np.maximum.accumulate(lead, axis=1), follow) == NEVER, NEVER, both).max(axis=1)
    one[pair] = np.where(least[pair] > 1, both, np.maximum(both, lead.max(axis=1)))
    best = np.where(least > 0, one, np.maximum(one, 0))
    if (best == NEVER).any():
        raise ValueError("a block must stand and cannot")
    return best


def _parcels(problem: Problem, table: Ints, shift: int, parcels: slice) -> Ints:
    """What each parcel is worth in each month at its best option, above what it counts at the prices."""
    starts = problem.option_start[parcels.start : parcels.stop + 1]
    own = slice(int(starts[0]), int(starts[-1]))
    net = problem.value[own] << shift
    places = problem.cell[own, None] * MONTHS + np.arange(MONTHS)
    for field in range(problem.amount.shape[1]):
        net -= table[places, field] * problem.amount[own, field, None]
    month = np.arange(1, MONTHS + 1)
    net[(month < problem.first[own, None]) | (month > problem.last[own, None])] = NEVER
    return np.maximum.reduceat(net, starts[:-1] - starts[0], axis=0)
