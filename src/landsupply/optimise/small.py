"""小算题 · A year of an office: the whole relaxation at once, parcels picked, their months, parts around what is lost.

Here whole parcels weigh: a district's commercial land is a handful of them, and no price makes half of one fit. So
a programme of the picks alone, months priced, gives a bound and a plan to begin with; where that leaves a gap, a tree
of the whole problem tightens the bound beside what mends the plan.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from landsupply.optimise.chains import Effort, chained, present_ways
from landsupply.optimise.ending import Ending
from landsupply.optimise.lanes import COARSE, FINE, LANES, Draws, Lanes
from landsupply.optimise.large import part_of
from landsupply.optimise.part import Part, Search, relaxed, solved
from landsupply.optimise.picking import Picked, dated, picked
from landsupply.optimise.state import State
from landsupply.plan.problem import Choice

#: A way that gives away more than this part of what a parcel is usually worth is left out of the search, not of
#: the proof.
NEAR = 1 / 50
#: Up to this many blocks the whole is searched at once, and up to this many by a tree beside parts.
AT_ONCE, WHOLE = 60, 600
#: Rounds of chains; rounds of parts before a tree and beside it, and of many blocks before deeper picks.
LINKED, BEFORE, BESIDE, MEANWHILE = 10, 6, 24, 2
#: The first blocks of a search for any plan that keeps every row, and its nodes.
FORCED_BLOCKS, FORCED = 240, 2_000
#: A part that is to hold every row is searched no further than this.
ROUGH = 2e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """用力 · How many times finer than the gap a search is to be, its nodes, and its part of the time that is left."""

    finer: int
    nodes: int
    sparing: int
    time: float

    def search(self, ending: Ending) -> Search:
        """求解设置 · The limits of one call."""
        left = ending.left()
        return Search(
            gap=ending.gap / self.finer,
            nodes=self.nodes,
            sparing=self.sparing,
            stops=ending.stops,
            seconds=None if left is None else left * self.time,
        )


#: Picks of up to `WHOLE` blocks are searched to their end; of more, what the first nodes know is near enough.
FEW = Care(finer=4, nodes=20_000, sparing=2, time=0.5)
MANY = Care(finer=2, nodes=60, sparing=2, time=0.5)
DEEP = Care(finer=4, nodes=4_000, sparing=2, time=0.8)
MONTHS = Care(finer=8, nodes=2_000, sparing=8, time=1.0)


def searched(state: State, start: Choice, ending: Ending) -> State:
    """搜索 · The state with the best plan met, the relaxation's prices in it where they prove more."""
    within = NEAR * state.market.usual
    state, choice = _relaxing(state, start, ending)
    with ThreadPoolExecutor(LANES) as pool:
        lanes = Lanes(pool, ending)
        if state.market.problem.blocks <= AT_ONCE:
            return _whole(_linked(state, choice, within, ending), ending)
        state, choice = _picked(state, choice, pool, ending)
        if state.choice is None:
            state = _linked(state, choice, within, ending)
        is_few = state.market.problem.blocks <= WHOLE
        draws, deeper = (COARSE, _whole) if is_few else (FINE, _deeper)
        state = lanes.mended(state, Draws(draws, 2), min(BEFORE if is_few else MEANWHILE, ending.rounds))
        if state.choice is None or lanes.is_over(state):
            return state
        greater = pool.submit(deeper, state, ending)
        state = lanes.beside(state, Draws(draws, 3), min(BESIDE, ending.rounds))
        answer = greater.result()
        state = state.with_solver_bound(answer.solver_bound)
        return state if answer.choice is None else state.with_choice(answer.choice)


def _deeper(state: State, ending: Ending) -> State:
    """The picks once more from the plan at hand, further into the tree, and their months."""
    if state.choice is None or ending.stops():
        return state
    one = picked(state, state.choice, DEEP.search(ending), by_split=True)
    state = state.with_solver_bound(one.bound)
    return state if one.choice is None else dated(state, one.choice, MONTHS.search(ending))


def _picked(state: State, choice: Choice, pool: ThreadPoolExecutor, ending: Ending) -> tuple[State, Choice]:
    """The bounds of two picks, months for the better one, and for the other where a gap is left; else the pick."""
    care = FEW if state.market.problem.blocks <= WHOLE else MANY

    def pick(by_split: bool) -> Picked:
        return picked(state, choice, care.search(ending), by_split=by_split)

    picks = list(pool.map(pick, (True, False)))
    for one in picks:
        state = state.with_solver_bound(one.bound)
    for one in sorted(picks, key=lambda one: (one.bound is None, one.bound)):
        if one.choice is not None and state.gap > ending.gap and not ending.stops():
            state, choice = dated(state, one.choice, MONTHS.search(ending)), one.choice
    return state, choice


def _linked(state: State, choice: Choice, within: float, ending: Ending) -> State:
    """Chains among all contested blocks; where they leave a bound missed, parts that hold every row."""
    effort = Effort(rounds=LINKED, gap=ending.gap, stops=ending.stops)
    state, choice = chained(state, _contested(state, choice, within), effort)
    return _forced(state, choice, within, ending) if state.choice is None else state


def _relaxing(state: State, start: Choice, ending: Ending) -> tuple[State, Choice]:
    """The relaxation of the whole; its prices prove its value, its largest shares are a start."""
    market = state.market
    blocks = np.arange(market.problem.blocks)
    part = part_of(market, state.prices, blocks, start, np.inf)
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
