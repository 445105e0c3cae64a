"""大算题 · Tens of thousands of parcels and more: parts of a few thousand blocks, first relaxed, then whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from landsupply.optimise.chains import Effort, chained
from landsupply.optimise.ending import Ending
from landsupply.optimise.part import Part, Relaxed, Search, relaxed, solved
from landsupply.optimise.pricing import Market
from landsupply.optimise.state import State
from landsupply.plan.problem import Choice, Floats, Ints

#: Blocks freed in a relaxed part and in a whole-number part, and rounds of each.
RELAXED, WHOLE = 2_000, 300
RELAXED_ROUNDS, WHOLE_ROUNDS = 6, 8
#: Ways that give away more than this many warmths are left out of a part; chains are given more of them.
NEAR, WIDE, FAR = 20.0, 100.0, 1_000.0
#: Contested blocks drawn for chains, and rounds of them.
LINKED, CHAIN_ROUNDS = 1_000, 6
#: A relaxed part this near to the bound, relatively, leaves nothing to gain.
_NOTHING = 5e-7


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mending:
    """修补 · A plan not yet within every bound, the blocks that a relaxed part left split, and the draw of others."""

    choice: Choice
    split: Ints
    draw: np.random.Generator


def mended(state: State, choice: Choice, warmth: float, ending: Ending) -> State:
    """修补 · The state with the best plan met; parts follow from fixed draws, so that a rerun mends alike."""
    mending = Mending(choice=choice, split=np.zeros(0, dtype=np.int64), draw=np.random.default_rng(1))
    state, mending = _relaxing(state, mending, NEAR * warmth, ending)
    for turn in range(CHAIN_ROUNDS):
        if state.gap <= ending.gap or ending.stops():
            break
        if state.choice is None:  # chains weigh what is missed; a part of whole parcels holds it
            state, mending = _held(state, mending, FAR * warmth)
        state, mending = _linked(state, mending, WIDE * warmth, turn, ending.gap)
    for _ in range(WHOLE_ROUNDS):
        if state.gap <= ending.gap or ending.stops():
            break
        state, mending = _whole(state, mending, NEAR * warmth)
    return state


def _relaxing(state: State, mending: Mending, within: float, ending: Ending) -> tuple[State, Mending]:
    """Relaxed parts until nothing is missed and the last of them gained little."""
    before = -np.inf
    for _ in range(RELAXED_ROUNDS):
        if ending.stops():
            break
        part = _part(state, mending, within, RELAXED)
        answer = relaxed(part, Search(miss=_cost_of_a_miss(state.market)))
        if answer is None:
            break
        state = state.with_prices(answer.prices)
        mending = _taken(part, mending, answer)
        gained = answer.value - before
        before = answer.value
        open_ = state.bound - answer.value
        if answer.missed < 1e-9 and (gained < 0.2 * open_ or open_ < _NOTHING * abs(answer.value)):
            break
    return state, mending


def _part(state: State, mending: Mending, within: float, count: int) -> Part:
    """The split blocks, those that give away most at the prices, and a draw from the contested ones."""
    market = state.market
    losing = losses(market, state.prices, mending.choice, state.priced.best)
    top = np.argsort(-losing, kind="stable")[: count // 2]
    contested = np.flatnonzero(state.priced.lead <= within)
    drawn = mending.draw.choice(contested, min(count // 2, len(contested)), replace=False)
    blocks = np.unique(np.concatenate([mending.split, top[losing[top] > 0], drawn])).astype(np.int64)
    return part_of(market, state.prices, blocks, mending.choice, within)


def part_of(market: Market, prices: Floats, blocks: Ints, choice: Choice, within: float) -> Part:
    """局部 · Blocks set free among their ways near the best, the one each has at present always among them."""
    losing = losses(market, prices, choice, market.priced(prices).best)[blocks]
    each = np.maximum(within, losing + 1e-6 * market.usual)
    return Part(market=market, blocks=blocks, ways=market.near(prices, blocks, each), choice=choice)


def losses(market: Market, prices: Floats, choice: Choice, best: Floats) -> Floats:
    """各组损失 · What each block gives away at the prices with the way it has."""
    arrays = market.arrays
    chosen = np.flatnonzero(choice.option >= 0)
    option, month = choice.option[chosen], choice.month[chosen]
    table = market.table(market.proper(prices))
    worth = arrays.value[option, month - 1]
    for field in range(len(table)):
        worth = worth - arrays.amount[option, field] * table[field, arrays.cell[option], month - 1]
    return best - np.bincount(market.block_of[chosen], worth, market.problem.blocks)


def _cost_of_a_miss(market: Market) -> float:
    """More than any miss could ever earn: twice the value of everything for a whole row."""
    return 2.0 * float(np.abs(market.arrays.value[:, 0]).sum()) / market.usual


def _taken(part: Part, mending: Mending, answer: Relaxed) -> Mending:
    """Every block takes its largest share; those that were split go into the next part."""
    owner = np.repeat(np.arange(len(part.blocks)), np.diff(part.ways.start))
    order = np.lexsort((answer.share, owner))
    largest = order[part.ways.start[1:] - 1]
    split = part.blocks[answer.share[largest] < 1 - 1e-6]
    choice = part.market.put(mending.choice, part.blocks, part.ways, largest)
    return Mending(choice=choice, split=split, draw=mending.draw)


def _linked(state: State, mending: Mending, within: float, turn: int, gap: float) -> tuple[State, Mending]:
    """Chains among the split blocks and a draw of contested ones."""
    contested = np.flatnonzero(state.priced.lead <= within)
    drawn = mending.draw.choice(contested, min(LINKED, len(contested)), replace=False)
    losing = losses(state.market, state.prices, mending.choice, state.priced.best)
    top = np.argsort(-losing, kind="stable")[: LINKED // 4]
    blocks = np.unique(np.concatenate([mending.split, drawn, top[losing[top] > 0]])).astype(np.int64)
    part = part_of(state.market, state.prices, blocks, mending.choice, within)
    state, choice = chained(state, part, Effort(seed=100 * turn, gap=gap))
    ground = state.choice if state.choice is not None else choice
    return state, Mending(choice=ground, split=np.zeros(0, dtype=np.int64), draw=mending.draw)


def _held(state: State, mending: Mending, within: float) -> tuple[State, Mending]:
    """The first part met that holds every row: contested blocks, with more ways than a search for value has."""
    contested = np.flatnonzero(state.priced.lead <= within)
    blocks = np.sort(mending.draw.choice(contested, min(WHOLE, len(contested)), replace=False)).astype(np.int64)
    answer = solved(part_of(state.market, state.prices, blocks, mending.choice, within), Search(nodes=400, plans=1))
    if answer is None:
        return state, mending
    return state.with_choice(answer.choice), Mending(choice=answer.choice, split=mending.split, draw=mending.draw)


def _whole(state: State, mending: Mending, within: float) -> tuple[State, Mending]:
    """A whole-number part; where it holds every row its choice is the next one's ground."""
    contested = np.flatnonzero(state.priced.lead <= within)
    drawn = mending.draw.choice(contested, min(WHOLE, len(contested)), replace=False)
    blocks = np.union1d(mending.split, drawn).astype(np.int64)
    if state.choice is not None:
        losing = losses(state.market, state.prices, mending.choice, state.priced.best)
        blocks = np.union1d(blocks, np.argsort(-losing, kind="stable")[: WHOLE // 4])
    part = part_of(state.market, state.prices, blocks, mending.choice, within)
    answer = solved(part, Search(gap=2e-6, nodes=400))
    if answer is None:
        return state, mending
    state = state.with_choice(answer.choice)
    ground = state.choice if state.choice is not None else mending.choice
    return state, Mending(choice=ground, split=np.zeros(0, dtype=np.int64), draw=mending.draw)
