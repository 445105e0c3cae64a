"""组内最优之和 · What all blocks can be worth at given prices, each at its best: one exact pass over all columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from landsupply.plan.certificate_wide import ANY_SIZE, UNIT, WORDS, Array, Scale, Wide, carried, largest, runs
from landsupply.plan.problem import AFTER, MONTHS, Ints, Problem, Rows

#: So many blocks at a time stay within a processor's cache.
_PIECE = 4096
#: So many places of a cell and month at a time, so that the table's making takes little room.
_PLACES = 65_536
_SAFE = 2**62
_LOW_BITS = 60


def blocks_total(problem: Problem, weight: int, table: Array) -> int | None:
    """组内最优之和 · Σ over blocks of the best joint choice of weight · value − Σ price · what it counts.

    `table` is the prices' price table. None where a block that must stand cannot.
    """
    pass_ = _pass_of(problem, weight, table)
    total = 0
    for piece in range(0, problem.blocks, _PIECE):
        part = _best_of_blocks(pass_, piece, min(piece + _PIECE, problem.blocks)).total()
        if part is None:
            return None
        total += part
    return total


def price_table(rows: Rows, prices: tuple[int, ...]) -> Array:
    """价表 · What a unit of each field costs by cell and month: Σ of price · coefficient over its entries, exact."""
    count = np.diff(rows.start)
    most = max(map(abs, prices), default=0) * max(largest(rows.coefficient), 1) * max(largest(count), 1)
    kind = WORDS if most < _SAFE else ANY_SIZE
    price = np.array(prices, kind)
    table = np.zeros((len(count), rows.coefficient.shape[1]), kind)
    for begin in range(0, len(count), _PLACES):
        full = begin + np.flatnonzero(count[begin : begin + _PLACES])
        if len(full):
            entry = slice(int(rows.start[full[0]]), int(rows.start[full[-1] + 1]))
            each = price[rows.row[entry]][:, None] * rows.coefficient[entry].astype(kind, copy=False)
            table[full] = np.add.reduceat(each, rows.start[full] - entry.start, axis=0)
    return table


def largest_open_value(problem: Problem) -> int:
    """可选价值上限 · The largest magnitude of a value that can be chosen at all."""
    return max((largest(problem.value[piece][_is_open(problem, piece)]) for piece in _pieces(problem)), default=0)


def _pieces(problem: Problem) -> Iterator[slice]:
    return (slice(start, start + _PIECE) for start in range(0, problem.options, _PIECE))


def _is_open(problem: Problem, piece: slice) -> Array:
    month = np.arange(1, MONTHS + 1)
    return (problem.first[piece, None] <= month) & (month <= problem.last[piece, None])


@dataclass(frozen=True, slots=True, eq=False)
class _Pass:
    """一遍 · The problem at given prices: per field that counts its price by cell and month, cut in two."""

    problem: Problem
    weight: int
    scale: Scale
    fields: tuple[int, ...]
    high: tuple[Array, ...]
    low: tuple[Array, ...]


def _pass_of(problem: Problem, weight: int, table: Array) -> _Pass:
    amounts = [largest(problem.amount[:, f]) for f in range(problem.amount.shape[1])]
    fields = tuple(f for f, amount in enumerate(amounts) if amount and largest(table[:, f]))
    sizes = [(largest(table[:, f]), amounts[f]) for f in fields]
    scale = scale_of(weight, largest_open_value(problem), sizes)
    whole = [table[:, f].reshape(-1, MONTHS) for f in fields]
    high = tuple((one >> scale.shift).astype(scale.kind) for one in whole)
    low = tuple((one & ((1 << scale.shift) - 1)).astype(scale.kind) for one in whole)
    return _Pass(problem, weight >> scale.shift, scale, fields, high, low)


def scale_of(weight: int, value: int, sizes: list[tuple[int, int]]) -> Scale:
    """选尺度 · A scale at which weight · value − Σ price · amount cannot overflow, from the largest of each.

    `weight` is zero or a power of two, so that cutting it loses nothing. 64 bits once where they are enough, twice
    where that is, else Python's whole numbers.
    """
    value, spread = max(value, 1), sum(amount for _, amount in sizes)
    most = weight * value + sum(price * amount for price, amount in sizes) + 1
    if most <= UNIT:
        return Scale(0, UNIT, WORDS)
    shift = min(_LOW_BITS - spread.bit_length(), weight.bit_length() - 1 if weight else _LOW_BITS)
    if shift > 0:
        cut = (weight >> shift) * value + sum(((price >> shift) + 1) * amount for price, amount in sizes)
        if cut + spread + 1 <= UNIT:
            return Scale(shift, UNIT, WORDS)
    return Scale(0, 1 << most.bit_length(), ANY_SIZE)


def _columns(pass_: _Pass, options: slice) -> Wide:
    """Every option in every month, net of prices; what is not open is closed."""
    problem, kind = pass_.problem, pass_.scale.kind
    cell = problem.cell[options]
    high = problem.value[options].astype(kind) * pass_.weight
    low = np.zeros(high.shape, kind)
    for f, dear, fine in zip(pass_.fields, pass_.high, pass_.low, strict=True):
        amount = problem.amount[options, f, None].astype(kind, copy=False)
        high -= dear[cell] * amount
        if pass_.scale.shift:
            low -= fine[cell] * amount
    return carried(high, low, pass_.scale).closed_where(~_is_open(problem, options))


def _best_of_blocks(pass_: _Pass, begin: int, end: int) -> Wide:
    """The best joint choice of each block from `begin` to before `end`."""
    problem = pass_.problem
    bounds = problem.option_start[problem.block_start[begin : end + 1]]
    columns = _columns(pass_, slice(int(bounds[0]), int(bounds[-1])))
    least = problem.least[begin:end]
    best = columns.best().segments(np.diff(bounds)).closed_where(least > 1)
    pairs = np.flatnonzero(problem.block_kind[begin:end] == AFTER)
    if len(pairs):
        joint = _best_of_pairs(problem, columns, begin + pairs, int(bounds[0]))
        best.high[pairs], best.low[pairs] = joint.high, joint.low
    zero = np.zeros(len(least), pass_.scale.kind)
    return best.larger(Wide(zero, zero, pass_.scale).closed_where(least > 0))


def _best_of_pairs(problem: Problem, columns: Wide, blocks: Ints, offset: int) -> Wide:
    """Of each pair the better of its first alone and of both, the second in the month of the first or later."""
    parcel = problem.block_start[blocks]
    first, second = (_by_month(problem, columns, member, offset) for member in (parcel, parcel + 1))
    alone = first.best().closed_where(problem.least[blocks] > 1)
    return alone.larger(first.running().plus(second).best()).closed_where(problem.least[blocks] > 2)


def _by_month(problem: Problem, columns: Wide, parcel: Ints, offset: int) -> Wide:
    start = problem.option_start[parcel]
    count = problem.option_start[parcel + 1] - start
    return columns.take(runs(start - offset, count)).segments(count)
