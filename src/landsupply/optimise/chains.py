"""连锁调整 · A plan mended by chains of moves among contested blocks: one block moves, the best others answer.

Everything is weighed as in the proof: what a way gives away at the prices, what a row's slack gives away at its
price, and misses at a cost that rises until they are gone. It sees all rows at once, which single moves cannot.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from landsupply.optimise.moves import Walk, chain
from landsupply.optimise.part import Part, weights_of
from landsupply.optimise.pricing import Market
from landsupply.optimise.state import State
from landsupply.optimise.ways import Hold, Own, Step, Ways
from landsupply.plan.problem import Choice, Floats, Ints

_FAR = 1e300


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """用力 · Rounds, chains tried in each, how long a chain may get, the gap that is enough, and what stops it."""

    rounds: int = 20
    tries: int = 400
    gap: float = 0.0
    depth: int = 5
    seed: int = 0
    stops: Callable[[], object] = lambda: None


def chained(state: State, part: Part, effort: Effort) -> tuple[State, Choice]:
    """连锁调整 · The state after chains within a part, and the last choice, which may still miss a bound."""
    market = state.market
    if not len(part.blocks):
        return state, part.choice
    present = present_ways(part)
    own = _own(market, part.ways)
    rows, blocks = market.rows, len(part.blocks)
    room = (np.empty(rows), np.zeros(blocks, bool), np.zeros(rows), np.zeros(rows, bool), np.empty(rows, np.int64))
    step = _room(part.ways, own)
    penalty = _penalties(state)
    low, high = np.where(np.isinf(market.low), -_FAR, market.low), np.where(np.isinf(market.high), _FAR, market.high)
    choice = market.put(part.choice, part.blocks, part.ways, present)
    for turn in range(effort.rounds):
        if effort.stops():
            break
        reached = market.reached(choice)[1]
        hold = Hold(state.prices, low, high, penalty)
        walk = Walk(part.ways, own, step, hold, present, reached, *room)
        paid = chain(walk, effort.seed + turn, effort.tries, effort.depth)
        choice = market.put(part.choice, part.blocks, part.ways, present)
        missed = market.misses(market.reached(choice)[1]) > 0
        state = state.with_choice(choice)
        if state.gap <= effort.gap or (not missed.any() and paid < effort.tries // 100):
            break
        penalty = np.where(missed, penalty * 2, penalty)
    return state, choice


def present_ways(part: Part) -> Ints:
    """现有备选 · The way of each block that the part's choice has; its best one where that is not among the ways."""
    market, ways = part.market, part.ways
    problem = market.problem
    first = problem.block_start[part.blocks]
    last = problem.block_start[part.blocks + 1] - 1
    option, month = part.choice.option, part.choice.month
    one = np.maximum.reduceat(option, problem.block_start[:-1])[part.blocks]
    pair = (problem.block_kind[part.blocks] == 2) & (option[last] >= 0) & (last > first)
    one = np.where(pair, option[first], one)
    at = np.maximum.reduceat(month, problem.block_start[:-1])[part.blocks]
    at = np.where(pair, month[first], at)
    two, then = np.where(pair, option[last], -1), np.where(pair, month[last], 0)
    owner = np.repeat(np.arange(len(part.blocks)), np.diff(ways.start))
    same = (ways.option == one[owner]) & (ways.month == at[owner])
    same &= (ways.second == two[owner]) & (ways.second_month == then[owner])
    order = np.lexsort((ways.loss, ~same, owner))
    return np.asarray(order[ways.start[:-1]], dtype=np.int64)


def _own(market: Market, ways: Ways) -> Own:
    weights = weights_of(market, ways)
    start = np.searchsorted(weights.column, np.arange(len(ways.loss) + 1))
    return Own(start.astype(np.int64), weights.row.astype(np.int64), weights.units)


def _room(ways: Ways, own: Own) -> Step:
    """Space for what each way may change: its own rows and those of any other way of its block."""
    size = np.diff(own.start)
    most = np.maximum.reduceat(size, ways.start[:-1]) if len(size) else size
    room = size + np.repeat(most, np.diff(ways.start))
    start = np.concatenate([[0], np.cumsum(room)]).astype(np.int64)
    total = int(start[-1])
    return Step(start[:-1], start[:-1].copy(), np.empty(total, dtype=np.int64), np.empty(total))


def _penalties(state: State) -> Floats:
    """A miss costs twice its row's price and at least half what rows of its size usually cost."""
    scale = state.market.problem.rows.scale
    worth = np.abs(state.prices) * scale
    usual = float(np.median(worth[worth > 0])) if (worth > 0).any() else 1.0
    return np.asarray(2.0 * np.abs(state.prices) + usual / scale)
