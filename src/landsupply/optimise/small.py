"""小算题 · A year of an office: the whole relaxation at once, chains from it, parts around what gives away most.

Here whole parcels weigh: a district's commercial land is a handful of them, and no price makes half of one fit. So
cuts or a tree, of the whole problem, tighten the bound beside what mends the plan.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from landsupply.optimise.chains import Effort, chained, present_ways
from landsupply.optimise.ending import Ending
from landsupply.optimise.lanes import COARSE, FINE, LANES, Draws, Lanes
from landsupply.optimise.large import part_of
from landsupply.optimise.part import Part, Search, relaxed, root_bound, solved
from landsupply.optimise.state import State
from landsupply.plan.problem import Choice

#: A way that gives away more than this part of what a parcel is usually worth is left out of the search, not of
#: the proof.
NEAR = 1 / 50
#: Up to this many blocks the whole is searched at once, and up to this many by a tree beside parts.
AT_ONCE, WHOLE = 240, 600
#: Rounds of chains; rounds of parts before a tree, beside it, and while cuts tighten the bound.
LINKED, BEFORE, BESIDE, MEANWHILE = 10, 6, 24, 2
#: The first blocks of a search for any plan that keeps every row, and its nodes.
FORCED_BLOCKS, FORCED = 240, 2_000
#: A part that is to hold every row is searched no further than this.
ROUGH = 2e-3


def searched(state: State, start: Choice, ending: Ending) -> State:
    """搜索 · The state with the best plan met, the relaxation's prices in it where they prove more."""
    within = NEAR * state.market.usual
    state, choice = _relaxing(state, start, within, ending)
    with ThreadPoolExecutor(LANES) as pool:
        lanes = Lanes(pool, ending)
        if state.market.problem.blocks > WHOLE:
            cuts = pool.submit(_cut, state, choice, ending)
            state = _ground(state, choice, within, ending)
            state = lanes.beside(state, Draws(FINE, 2), MEANWHILE)
            state = state.with_solver_bound(cuts.result())
            return lanes.mended(state, Draws(FINE, 3), ending.rounds)
        state = _linked(state, choice, within, ending)
        if state.choice is None or lanes.is_over(state):
            return state
        if state.market.problem.blocks <= AT_ONCE:
            return _whole(state, ending)
        state = lanes.mended(state, Draws(COARSE, 2), min(BEFORE, ending.rounds))
        tree = pool.submit(_whole, state, ending)
        state = lanes.beside(state, Draws(COARSE, 3), min(BESIDE, ending.rounds))
        answer = tree.result()
        state = state.with_solver_bound(answer.solver_bound)
        return state if answer.choice is None else state.with_choice(answer.choice)


def _ground(state: State, choice: Choice, within: float, ending: Ending) -> State:
    """Chains, then any plan that keeps every row: mostly the first part around them has one."""
    effort = Effort(rounds=LINKED, gap=ending.gap, stops=ending.stops)
    state, choice = chained(state, _contested(state, choice, within), effort)
    if state.choice is not None:
        return state
    freed = np.sort(np.argsort(state.priced.lead, kind="stable")[:FORCED_BLOCKS])
    part = part_of(state.market, state.prices, freed, choice, 10 * within)
    answer = solved(part, Search(nodes=FORCED // 10, plans=1, stops=ending.stops, seconds=ending.left()))
    return _forced(state, choice, within, ending) if answer is None else state.with_choice(answer.choice)


def _linked(state: State, choice: Choice, within: float, ending: Ending) -> State:
    """Chains among all contested blocks; where they leave a bound missed, parts that hold every row."""
    effort = Effort(rounds=LINKED, gap=ending.gap, stops=ending.stops)
    state, choice = chained(state, _contested(state, choice, within), effort)
    return _forced(state, choice, within, ending) if state.choice is None else state


def _cut(state: State, choice: Choice, ending: Ending) -> float | None:
    """What cuts prove of the whole, all its ways in it."""
    blocks = np.arange(state.market.problem.blocks)
    search = Search(nodes=1, stops=ending.stops, seconds=ending.left())
    return root_bound(part_of(state.market, state.prices, blocks, choice, np.inf), search)


def _relaxing(state: State, start: Choice, within: float, ending: Ending) -> tuple[State, Choice]:
    """The relaxation over near ways of all blocks; its prices prove its value, its largest shares are a start."""
    market = state.market
    blocks = np.arange(market.problem.blocks)
    part = part_of(market, state.prices, blocks, start, within)
    answer = None if ending.stops() else relaxed(part, Search(stops=ending.stops, seconds=ending.left()))
    if answer is None:
        return state, start
    owner = np.repeat(blocks, np.diff(part.ways.start))
    largest = np.lexsort((answer.share, owner))[part.ways.start[1:] - 1]
    return state.with_prices(answer.prices), market.put(start, blocks, part.ways, largest)


def _contested(state: State, choice: Choice, within: float) -> Part:
    blocks = np.flatnonzero(state.priced.lead <= within)
    return part_of(state.market, state.prices, blocks, choice, within)


def _forced(state: State, choice: Choice, within: float, ending: Ending) -> State:
    """Ever larger parts of the most contested blocks, as whole numbers, until one of them holds every row."""
    blocks = state.market.problem.blocks
    size = min(blocks, FORCED_BLOCKS)
    while state.choice is None and not ending.stops():
        freed = np.sort(np.argsort(state.priced.lead, kind="stable")[:size])
        reach = 10 * within if size < blocks else np.inf
        search = Search(gap=ROUGH, nodes=FORCED, stops=ending.stops, seconds=ending.left())
        answer = solved(part_of(state.market, state.prices, freed, choice, reach), search)
        if answer is not None:
            state = state.with_choice(answer.choice)
        if size == blocks:
            break
        size = min(blocks, 2 * size)
    return state


def _whole(state: State, ending: Ending) -> State:
    """All blocks in one piece from the plan; a way that gives away more than the gap is in no better plan."""
    if state.choice is None or state.gap <= ending.gap or ending.stops():
        return state
    blocks = np.arange(state.market.problem.blocks)
    part = part_of(state.market, state.prices, blocks, state.choice, state.bound - state.value)
    search = Search(gap=ending.gap, nodes=ending.nodes, sparing=2, stops=ending.stops, seconds=ending.left())
    answer = solved(part, search, present_ways(part))
    if answer is None:
        return state
    state = state.with_choice(answer.choice)
    return state.with_solver_bound(max(answer.bound, state.value))
