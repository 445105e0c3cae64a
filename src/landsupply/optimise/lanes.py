"""两路搜索 · A plan mended by two parts at a time; of one great search and smaller ones beside it, both are used.

Both parts of a round begin from the same plan, are drawn before either is solved, and are both ended before the
better one is taken: which of them was quicker changes nothing.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from landsupply.optimise.chains import present_ways
from landsupply.optimise.ending import Ending
from landsupply.optimise.large import losses, part_of
from landsupply.optimise.part import Part, Search, Solved, solved
from landsupply.optimise.state import State
from landsupply.plan.problem import Choice, Ints

LANES = 2
#: This many rounds in a row that gain nothing are the last.
STALE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """局部形状 · Blocks of a part, how far behind the best its ways may be in usual values, and its nodes."""

    size: int
    within: float
    nodes: int


#: Many blocks with few ways each, where no parcel weighs much; few blocks with many ways, where some do.
FINE = (
    Shape(size=300, within=0.005, nodes=20),
    Shape(size=450, within=0.003, nodes=20),
    Shape(size=300, within=0.01, nodes=20),
    Shape(size=600, within=0.002, nodes=10),
)
COARSE = (
    Shape(size=60, within=0.5, nodes=100),
    Shape(size=100, within=0.1, nodes=60),
    Shape(size=60, within=0.3, nodes=100),
    Shape(size=150, within=0.03, nodes=50),
)


class Draws:
    """抽取 · Parts drawn one after another, in shapes that take turns; the same problem draws the same ones."""

    def __init__(self, shapes: tuple[Shape, ...], seed: int) -> None:
        """Nothing is drawn yet."""
        self._shapes, self._turn = shapes, 0
        self._random = np.random.default_rng(seed)

    def part(self, state: State, choice: Choice) -> tuple[Part, Shape]:
        """局部 · Of the next shape, around a plan."""
        shape = self._shapes[self._turn % len(self._shapes)]
        self._turn += 1
        within = shape.within * state.market.usual
        return part_of(state.market, state.prices, self._blocks(state, choice, shape), choice, within), shape

    def _blocks(self, state: State, choice: Choice, shape: Shape) -> Ints:
        """A quarter that give away most at the prices, the others drawn from the contested ones."""
        losing = losses(state.market, state.prices, choice, state.priced.best)
        most = np.argsort(-losing, kind="stable")[: shape.size // 4]
        contested = np.flatnonzero(state.priced.lead <= shape.within * state.market.usual)
        count = min(shape.size - len(most), len(contested))
        drawn = self._random.choice(contested, count, replace=False)
        return np.union1d(most[losing[most] > 0], drawn).astype(np.int64)


class Lanes:
    """两路 · Two threads that solve parts; the solver leaves the interpreter to the other while it works."""

    def __init__(self, pool: ThreadPoolExecutor, ending: Ending) -> None:
        """The pool has a thread for each lane."""
        self._pool, self._ending = pool, ending

    def mended(self, state: State, draws: Draws, rounds: int) -> State:
        """修补 · The state after so many rounds of two parts, fewer where the gap is reached or nothing is gained."""
        stale = 0
        for _ in range(rounds):
            if state.choice is None or stale == STALE or self.is_over(state):
                break
            parts = [draws.part(state, state.choice) for _ in range(LANES)]
            before = state.value
            for answer in self._pool.map(self._solved, parts):
                state = _taken(state, answer)
            stale = 0 if state.value > before else stale + 1
        return state

    def beside(self, state: State, draws: Draws, rounds: int) -> State:
        """旁修 · The same by one lane alone, while the other is at something greater."""
        for _ in range(rounds):
            if state.choice is None or self.is_over(state):
                break
            state = _taken(state, self._solved(draws.part(state, state.choice)))
        return state

    def is_over(self, state: State) -> bool:
        """是否停止 · Whether the gap is reached or the search was told to stop."""
        return state.gap <= self._ending.gap or self._ending.stops() is not None

    def _solved(self, drawn: tuple[Part, Shape]) -> Solved | None:
        part, shape = drawn
        search = Search(gap=1e-6, nodes=shape.nodes, sparing=2, stops=self._ending.stops, seconds=self._ending.left())
        return solved(part, search, present_ways(part))


def _taken(state: State, answer: Solved | None) -> State:
    return state if answer is None else state.with_choice(answer.choice)
