"""取整 · From prices to a plan: contested blocks drawn from their spread, then moved towards the bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from landsupply.optimise.kernel import settle
from landsupply.optimise.pricing import CUT, Market, Priced
from landsupply.optimise.ways import Hold, Ways
from landsupply.plan.problem import Choice, Floats, Ints, entries

_GOLDEN = 0.6180339887498949
_SWEEPS = 10
_FAR = 1e300


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contest:
    """争议组 · Blocks whose best way leads by little, their ways near the best, and the way each has at present."""

    blocks: Ints
    ways: Ways
    present: Ints


def rounded(market: Market, prices: Floats, warmth: float, priced: Priced) -> Choice:
    """取整 · A choice that is near every bound and near the best at the prices; not yet within every bound."""
    blocks = np.flatnonzero(priced.lead <= CUT * warmth)
    if not len(blocks):
        return priced.choice
    ways = market.near(prices, blocks, CUT * warmth)
    present = _drawn(market, blocks, ways, warmth)
    choice = market.put(priced.choice, blocks, ways, present)
    reached = market.reached(choice)[1]
    order = np.argsort((np.arange(len(blocks)) * _GOLDEN) % 1.0, kind="stable")
    typical = typical_units(market, choice)
    low, high = np.where(np.isinf(market.low), -_FAR, market.low), np.where(np.isinf(market.high), _FAR, market.high)
    for sweep in range(_SWEEPS):
        weight = 4.0 * warmth * 4.0 ** min(sweep, 6) / typical**2
        if settle(market.arrays, ways, order, present, reached, Hold(market.proper(prices), low, high, weight)) == 0:
            break
    return market.put(choice, blocks, ways, present)


def _drawn(market: Market, blocks: Ints, ways: Ways, warmth: float) -> Ints:
    """Each block draws a way by its share; draws are spread evenly over blocks of like cells."""
    share = np.exp(-ways.loss / warmth)
    summed = np.cumsum(share)
    whole = np.add.reduceat(share, ways.start[:-1])
    begin = summed[ways.start[1:] - 1] - whole
    arrays = market.arrays
    cell = arrays.cell[arrays.option_start[arrays.block_start[blocks]]]
    rank = np.empty(len(blocks))
    rank[np.argsort(cell, kind="stable")] = np.arange(len(blocks))
    point = begin + ((rank * _GOLDEN + 0.5) % 1.0) * whole
    drawn = np.searchsorted(summed, point, side="right")
    return np.asarray(np.clip(drawn, ways.start[:-1], ways.start[1:] - 1), dtype=np.int64)


def typical_units(market: Market, choice: Choice) -> Floats:
    """常见份量 · What one supplied parcel usually counts on a row, from a few thousand of them."""
    problem = market.problem
    chosen = np.flatnonzero(choice.option >= 0)
    chosen = chosen[:: max(1, len(chosen) // 4_000)]
    units, times = np.zeros(market.rows), np.zeros(market.rows)
    row, _, counted = entries(problem, choice.option[chosen], choice.month[chosen])
    np.add.at(units, row, np.abs(counted).astype(np.float64))
    np.add.at(times, row, 1.0)
    return np.where(units > 0, units / np.maximum(times, 1.0), problem.rows.scale * 1e-3)
