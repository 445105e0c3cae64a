"""分枝 · Where one set of prices leaves a gap: the plans parted in two, again and again, each part with its own prices.

A fork asks whether a block is supplied at all, or by a month: never which area of a phase, for what lies between the
least and the whole would be in no leaf. The leaf with the highest bound is parted next; what a leaf proves is counted
by the evaluator, in whole numbers.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from landsupply.optimise.explain.filters import missing
from landsupply.optimise.explain.linear import Answer, Linear
from landsupply.optimise.explain.row_price import value_size
from landsupply.optimise.explain.ways import Ways, ways_of
from landsupply.plan.certificate_check import Totals, leaf_total, whole_block
from landsupply.plan.certificate_prices import fitting_grid, integer_prices
from landsupply.plan.certificate_value import Leaf, Restriction, Window
from landsupply.plan.problem import MONTHS, Floats, Ints, Mask, Problem

#: Shares this near to nought or one count as such.
_WHOLE = 1e-6
#: Farkas prices are told in parts of this.
_PARTS = 2**30


@dataclass(frozen=True, slots=True, eq=False)
class _Node:
    """A part of all plans: its leaf, what it is bounded by (in 1/grid), and the shares that are best in it."""

    leaf: Leaf
    total: int | None
    share: Floats | None


def parted(problem: Problem, land: Mask, enough: int, most: int) -> tuple[int, tuple[Leaf, ...]]:
    """分枝 · The grid and at most so many leaves, until none is bounded above `enough`.

    `land` are the options that are land: the peak's is no question of yes or no.
    """
    tree = _Tree(problem, land)
    root = tree.solved(())
    if root is None:
        return 1, (Leaf(prices=(0,) * problem.rows.count),)
    open_: list[tuple[int, int, _Node]] = []
    done: list[_Node] = []
    tree.file(root, open_, done)
    while open_ and -open_[0][0] // tree.grid > enough and len(open_) + len(done) < most:
        _, _, node = heapq.heappop(open_)
        fork = None if node.share is None else tree.fork(node.share)
        sides = [] if fork is None else [tree.solved((*node.leaf.fixed, one)) for one in (fork, fork.opposite)]
        found = [side for side in sides if side is not None]
        if len(found) < 2:
            done.append(node)  # nothing to ask, or an empty side that could not be proven empty
            continue
        for side in found:
            tree.file(side, open_, done)
    return tree.grid, (*(node.leaf for node in done), *(node.leaf for _, _, node in sorted(open_, key=_place)))


def _place(entry: tuple[int, int, _Node]) -> tuple[int, int]:
    return entry[0], entry[1]


class _Tree:
    """One warm model; what a part shuts is opened again before the next is asked."""

    def __init__(self, problem: Problem, land: Mask) -> None:
        self.problem, self.land = problem, land
        self.linear = Linear(ways_of(problem))
        self.size = value_size(self.linear)
        self.grid, self.count = 0, 0
        self.totals: Totals = {}

    def file(self, node: _Node, open_: list[tuple[int, int, _Node]], done: list[_Node]) -> None:
        """Parts that hold no plan are ended; the others wait by what they are bounded by."""
        self.count += 1
        if node.total is None:
            done.append(node)
        else:
            heapq.heappush(open_, (-node.total, self.count, node))

    def solved(self, fixed: tuple[Restriction, ...]) -> _Node | None:
        """The part's relaxation and its prices on the grid; None where no prices prove what it is."""
        windows = tuple(one for one in fixed if isinstance(one, Window))
        shut = self._narrow(windows)
        answer = self._best()
        empty = missing(self.linear) if answer is None else None
        self._widen(windows, shut)
        if answer is not None:
            return self._priced(fixed, answer)
        return None if empty is None else self._empty(fixed, empty)

    def _best(self) -> Answer | None:
        linear = self.linear
        linear.aim_at_misses(np.zeros(linear.rows))
        linear.allow(np.zeros(linear.rows, dtype=bool))
        linear.aim(linear.ways.value / self.size)
        return linear.solved()

    def _priced(self, fixed: tuple[Restriction, ...], answer: Answer) -> _Node:
        prices = answer.prices * self.size
        if not self.grid:
            self.grid = fitting_grid(self.problem, prices)
        leaf = Leaf(prices=integer_prices(prices, self.problem.rows, self.grid), fixed=fixed)
        return _Node(leaf, leaf_total(self.problem, self.grid, leaf, self.totals), answer.share)

    def _empty(self, fixed: tuple[Restriction, ...], answer: Answer) -> _Node | None:
        """Prices of what would have to be missed: with them the part is worth less than nothing, so it is empty."""
        largest = float(np.abs(answer.prices).max(initial=0.0)) or 1.0
        prices = integer_prices(answer.prices / largest, self.problem.rows, _PARTS)
        leaf = Leaf(prices=prices, fixed=fixed, farkas=True)
        return _Node(leaf, None, None) if leaf_total(self.problem, self.grid, leaf, self.totals) is None else None

    def _narrow(self, fixed: tuple[Window, ...]) -> Ints:
        ways, linear = self.linear.ways, self.linear
        shut = np.zeros(ways.count, dtype=bool)
        for window in fixed:
            own = np.flatnonzero(ways.block == window.block)
            shut[own] |= np.array([not window.holds(_columns(ways, column)) for column in own.tolist()], dtype=bool)
            if window.taken:
                linear.highs.changeRowBounds(linear.rows + window.block, 1.0, 1.0)
        closed = np.flatnonzero(shut)
        linear.shut(closed)
        return closed

    def _widen(self, fixed: tuple[Window, ...], shut: Ints) -> None:
        linear = self.linear
        linear.open(shut)
        for window in fixed:
            linear.highs.changeRowBounds(linear.rows + window.block, float(linear.ways.must[window.block]), 1.0)

    def fork(self, share: Floats) -> Window | None:
        """Whether the block most in doubt is supplied, or by which month; None where no block is in doubt."""
        ways = self.linear.ways
        by_month = np.zeros((self.problem.blocks, MONTHS))
        own = self.land[ways.option]
        np.add.at(by_month, (ways.block[own], ways.month[own] - 1), share[own])
        whole = by_month.sum(axis=1)
        doubt = np.abs(whole - np.rint(whole))
        block = int(np.argmax(doubt))
        if doubt[block] > _WHOLE:
            return Window(block=block, options=whole_block(self.problem, block), taken=True)
        split = np.abs(by_month - np.rint(by_month)).max(axis=1)
        block = int(np.argmax(split))
        if split[block] <= _WHOLE:
            return None
        first = int(np.flatnonzero(by_month[block] > _WHOLE)[0]) + 1
        return Window(block=block, options=whole_block(self.problem, block), months=(1, first), taken=True)


def _columns(ways: Ways, column: int) -> list[tuple[int, int]]:
    """What a column supplies, as pairs (option, month)."""
    pairs = [(int(ways.option[column]), int(ways.month[column]))]
    if ways.second[column] >= 0:
        pairs.append((int(ways.second[column]), int(ways.second_month[column])))
    return pairs
