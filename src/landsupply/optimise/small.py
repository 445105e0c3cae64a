"""小算题 · A year of an office: the whole relaxation at once, chains from it, parts around losing rows.

Here whole parcels weigh: a district's commercial land is a handful of them, and no price makes half of one fit.
So parts are chosen by rows, every contested block of a row together, and solved to their end two at a time.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from landsupply.optimise.chains import Effort, chained, present_ways
from landsupply.optimise.large import losses, part_of
from landsupply.optimise.part import Part, Search, Solved, relaxed, solved, weights_of
from landsupply.optimise.pricing import Market
from landsupply.optimise.state import Ending, State
from landsupply.plan.problem import Choice, Floats, Ints

#: A way that gives away more than this part of what a parcel is usually worth is left out of the search, not of
#: the proof.
NEAR = 1 / 50
#: Blocks of a part, and parts solved side by side.
PART, LANES = 120, 2
#: The whole problem is given to the solver in one piece up to this many blocks.
WHOLE = 600
#: Nodes of a search for any plan that keeps every row.
FORCED = 2_000


def searched(state: State, start: Choice, ending: Ending) -> State:
    """搜索 · The state with the best plan met, the relaxation's prices in it where they prove more."""
    within = NEAR * state.market.usual
    state, choice = _relaxing(state, start, within)
    everything = _contested(state, choice, within)
    state, choice = chained(state, everything, Effort())
    if not ending.stops():
        state = _forced(state, choice, within)
    if state.choice is None or ending.stops():
        return state
    if state.market.problem.blocks > 2 * PART:
        state = _mended(state, state.choice, ending)
    return _whole(state, ending) if state.market.problem.blocks <= WHOLE else state


def _mended(state: State, choice: Choice, ending: Ending) -> State:
    """Rounds of parts, two side by side from the same plan; the better of the two is the next one's ground."""
    draw = np.random.default_rng(2)
    with ThreadPoolExecutor(LANES) as lanes:
        for _ in range(ending.rounds):
            if state.gap <= ending.gap or ending.stops():
                break
            parts = [_around_rows(state, choice, draw) for _ in range(LANES)]
            for answer in lanes.map(_solve, parts):
                state = state if answer is None else state.with_choice(answer.choice)
            choice = state.choice if state.choice is not None else choice
    return state


def _solve(part: Part) -> Solved | None:
    return solved(part, Search(gap=1e-6, nodes=150))


def _relaxing(state: State, start: Choice, within: float) -> tuple[State, Choice]:
    """The relaxation over near ways of all blocks; its prices prove its value, its largest shares are a start."""
    market = state.market
    blocks = np.arange(market.problem.blocks)
    part = part_of(market, state.prices, blocks, start, within)
    answer = relaxed(part, Search())
    if answer is None:
        return state, start
    owner = np.repeat(blocks, np.diff(part.ways.start))
    largest = np.lexsort((answer.share, owner))[part.ways.start[1:] - 1]
    return state.with_prices(answer.prices), market.put(start, blocks, part.ways, largest)


def _contested(state: State, choice: Choice, within: float) -> Part:
    blocks = np.flatnonzero(state.priced.lead <= within)
    return part_of(state.market, state.prices, blocks, choice, within)


def _forced(state: State, choice: Choice, within: float) -> State:
    """Where chains leave a bound missed: ever larger parts of the most contested blocks, as whole numbers."""
    blocks = state.market.problem.blocks
    size = min(blocks, 2 * PART)
    while state.choice is None:
        freed = np.sort(np.argsort(state.priced.lead, kind="stable")[:size])
        reach = 10 * within if size < blocks else np.inf
        answer = solved(part_of(state.market, state.prices, freed, choice, reach), Search(nodes=FORCED))
        if answer is not None:
            state = state.with_choice(answer.choice)
        if size == blocks:
            break
        size = min(blocks, 2 * size)
    return state


def _around_rows(state: State, choice: Choice, draw: np.random.Generator) -> Part:
    """The contested blocks of rows drawn by what their slack gives away, and others drawn by what they give away."""
    market = state.market
    within = min(20 * NEAR * market.usual, 0.25 * (state.bound - state.value))
    contested = np.flatnonzero(state.priced.lead <= max(within, NEAR * market.usual))
    losing = losses(market, state.prices, choice, state.priced.best)
    rows = _members(market, state.prices, contested)
    chance = np.maximum(_slack(state, choice), 1e-3) ** 0.7 * np.array([0 < len(one) < PART for one in rows])
    freed: set[int] = set()
    likely = int((chance > 0).sum())
    for row in draw.choice(len(rows), min(12, likely), replace=False, p=chance / chance.sum()) if likely else ():
        if len(freed) < 0.6 * PART:
            freed |= set(rows[row].tolist())
    weight = np.sqrt(losing[contested] + 1e-3 * market.usual / 50)
    freed |= set(
        draw.choice(contested, min(PART // 2, len(contested)), replace=False, p=weight / weight.sum()).tolist()
    )
    blocks = np.array(sorted(freed), dtype=np.int64)
    return part_of(market, state.prices, blocks, choice, within)


def _slack(state: State, choice: Choice) -> Floats:
    """What each row gives away: its price times how far it stays from the bound that the price leans on."""
    reached = state.market.reached(choice)[1]
    with np.errstate(invalid="ignore"):
        above = np.where(state.prices > 0, state.prices * (state.market.high - reached), 0.0)
        below = np.where(state.prices < 0, -state.prices * (reached - state.market.low), 0.0)
    return np.asarray(np.nan_to_num(above + below) / state.market.usual)


def _members(market: Market, prices: Floats, blocks: Ints) -> list[Ints]:
    """The blocks with a near way that counts on each row."""
    ways = market.near(prices, blocks, NEAR * market.usual)
    weights = weights_of(market, ways)
    owner = np.repeat(blocks, np.diff(ways.start))[weights.column]
    pairs = np.unique(weights.row * np.int64(market.problem.blocks) + owner)
    row, block = pairs // market.problem.blocks, pairs % market.problem.blocks
    return [block[row == one] for one in range(market.rows)]


def _whole(state: State, ending: Ending) -> State:
    """All blocks in one piece from the plan; a way that gives away more than the gap is in no better plan."""
    if state.choice is None or state.gap <= ending.gap or ending.stops():
        return state
    blocks = np.arange(state.market.problem.blocks)
    part = part_of(state.market, state.prices, blocks, state.choice, state.bound - state.value)
    answer = solved(part, Search(gap=ending.gap, nodes=ending.nodes), present_ways(part))
    if answer is None:
        return state
    state = state.with_choice(answer.choice)
    return replace(state, solver_bound=max(answer.bound, state.value))
