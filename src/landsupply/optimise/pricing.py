"""定价 · A problem under prices: what every block would do, and the bound that any prices prove.

L(price) = Σ_rows (price > 0 ? price · high : price · low) + Σ_blocks max over its ways of (value − Σ price ·
amount) is at least the value of every plan, whatever the prices are; so nothing that finds prices can make a
bound wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from landsupply.optimise.kernel import CHUNKS, best_ways, near_ways, reach, smooth_ways
from landsupply.optimise.ways import Arrays, Ways
from landsupply.plan.problem import AFTER, MONTHS, OPEN_HIGH, OPEN_LOW, Choice, Floats, Ints, Mask, Problem

#: Ways this many warmths behind the best weigh less than a millionth and are left out.
CUT = 14.0
_FAR = 1e18
#: How many times dearer prices are tried as a proof that nothing fits.
_DEARER = (1.0, 1e3, 1e6)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Priced:
    """定价结果 · The bound at some prices, each block's best value and its lead, and the choice that attains them."""

    bound: float
    best: Floats
    lead: Floats
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Softened:
    """柔化结果 · Values and reached rows when every block spreads over its ways; the bend is the rows' covariance."""

    soft: float
    exact: float
    reached: Floats
    bend: Floats
    contested: int


class Market:
    """行情 · A problem made ready to be priced; immutable after it is made."""

    def __init__(self, problem: Problem) -> None:
        """Turns the problem's integers into floats once."""
        self.problem = problem
        self.rows = problem.rows.count
        rows = problem.rows
        self.arrays = Arrays(
            problem.block_start,
            problem.block_kind,
            problem.least,
            problem.option_start,
            problem.first,
            problem.last,
            problem.value.astype(np.float64),
            problem.amount.astype(np.float64),
            problem.cell,
            rows.start,
            rows.row,
            rows.coefficient.astype(np.float64),
            *_sizes(problem),
        )
        is_open, is_empty = (rows.low <= OPEN_LOW) & (rows.high >= OPEN_HIGH), np.ones(self.rows, dtype=bool)
        is_empty[rows.row] = False  # nothing counts on it: it holds or it does not, and no price changes that
        self.free = np.asarray(is_open | (is_empty & (rows.low <= 0) & (rows.high >= 0)), dtype=bool)
        self.low = np.where(rows.low <= OPEN_LOW, -np.inf, rows.low.astype(np.float64))
        self.high = np.where(rows.high >= OPEN_HIGH, np.inf, rows.high.astype(np.float64))
        # A row that bounds nothing has no price; bounds that nothing reaches keep the arithmetic whole.
        self.low, self.high = np.where(self.free, -_FAR, self.low), np.where(self.free, _FAR, self.high)
        self.block_of = problem.block_of
        #: What a parcel is usually worth; programmes for the solver are in this unit.
        self.usual = _usual(problem)
        #: No plan is worth less: where prices prove less than this there is no plan.
        self.least = float(np.minimum(problem.value.min(axis=1), 0).sum()) if problem.options else 0.0
        self._place = np.repeat(np.arange(len(rows.start) - 1), np.diff(rows.start))

    @property
    def only_high(self) -> Mask:
        """只有上限 · Rows without a lower bound: their price is never negative."""
        return np.asarray(np.isinf(self.low), dtype=bool)

    @property
    def only_low(self) -> Mask:
        """只有下限 · Rows without an upper bound: their price is never positive."""
        return np.asarray(np.isinf(self.high), dtype=bool)

    def proper(self, prices: Floats) -> Floats:
        """合号价格 · The prices with those on an open side set to nothing."""
        held = np.where(self.only_low, np.minimum(prices, 0.0), prices)
        held = np.where(self.only_high, np.maximum(held, 0.0), held)
        return np.where(self.free, 0.0, held)

    def table(self, prices: Floats) -> Floats:
        """价目表 · What a unit of each field costs by cell and month, shape (fields, cells, 12)."""
        rows = self.problem.rows
        places = len(rows.start) - 1
        fields = self.arrays.coefficient.shape[1]
        table = np.empty((fields, places // MONTHS, MONTHS))
        for field in range(fields):
            weights = self.arrays.coefficient[:, field] * prices[rows.row]
            table[field] = np.bincount(self._place, weights, places).reshape(-1, MONTHS)
        return table

    def allowance(self, prices: Floats, part: float = 1.0) -> float:
        """界值 · Σ price · bound, of bounds scaled to a part of the blocks."""
        high = np.where(np.isinf(self.high), 0.0, self.high)
        low = np.where(np.isinf(self.low), 0.0, self.low)
        return part * float(np.where(prices > 0, prices * high, prices * low).sum())

    def priced(self, prices: Floats) -> Priced:
        """定价 · The bound and every block's best way at the prices."""
        prices = self.proper(prices)
        problem = self.problem
        best, lead = np.empty(problem.blocks), np.empty(problem.blocks)
        choice = Choice.none(problem)
        total = best_ways(self.arrays, self.table(prices), best, lead, choice.option, choice.month)
        return Priced(bound=total + self.allowance(prices), best=best, lead=lead, choice=choice)

    def contradiction(self, prices: Floats) -> Floats | None:
        """矛盾价格 · The prices, made dearer if need be, where they prove that no plan keeps every row; else None.

        Ever dearer prices let what plans are worth count ever less; what stays is whether the rows can hold together.
        """
        for dearer in _DEARER:
            there = self.proper(prices) * dearer
            if self.priced(there).bound < self.least - 1e-9 * float(np.abs(there * self.problem.rows.scale).sum()):
                return there
        return None

    def softened(self, prices: Floats, warmth: float, blocks: Ints, every: int) -> Softened:
        """柔化 · The blocks spread over their ways at a warmth; `every` thins the blocks that are bent."""
        reached = np.zeros((CHUNKS, self.rows))
        bend = np.zeros((CHUNKS, self.rows, self.rows)) if every else np.zeros((CHUNKS, 1, 1))
        soft, exact, contested, bent = smooth_ways(
            self.arrays, self.table(prices), blocks, warmth, CUT, self.rows, every, reached, bend
        )
        scale = contested / bent if bent else 1.0
        total = bend.sum(axis=0) * scale
        return Softened(soft=soft, exact=exact, reached=reached.sum(axis=0), bend=total, contested=int(contested))

    def near(self, prices: Floats, blocks: Ints, within: float | Floats) -> Ways:
        """近优备选 · The ways of blocks within a loss of their best, one for all or one each."""
        each = np.broadcast_to(np.asarray(within, dtype=np.float64), blocks.shape).copy()
        start, loss, way = near_ways(self.arrays, self.table(self.proper(prices)), blocks, each)
        return Ways(start, loss, way[0], way[1], way[2], way[3])

    def reached(self, choice: Choice) -> tuple[float, Floats]:
        """达到值 · A choice's value and what it reaches, in floats."""
        value, rows = reach(self.arrays, choice.option, choice.month, self.rows)
        return float(value), np.asarray(rows)

    def misses(self, reached: Floats) -> Floats:
        """缺口 · How far each row is outside its bounds, in its own units."""
        return np.maximum(0.0, np.maximum(self.low - reached, reached - self.high))

    def is_near(self, reached: Floats) -> bool:
        """近界 · Whether floats, off by what they round, may hide a choice that keeps every row."""
        return bool((self.misses(reached) <= 1e-9 * self.problem.rows.scale).all())

    def put(self, choice: Choice, blocks: Ints, ways: Ways, chosen: Ints) -> Choice:
        """换取 · The choice with some blocks on other ways."""
        option, month = choice.option.copy(), choice.month.copy()
        theirs = np.zeros(self.problem.blocks, dtype=bool)
        theirs[blocks] = True
        cleared = theirs[self.block_of]
        option[cleared], month[cleared] = -1, 0
        parcel_of = self.parcel_of
        for options, months in ((ways.option, ways.month), (ways.second, ways.second_month)):
            way = chosen[options[chosen] >= 0]
            option[parcel_of[options[way]]] = options[way]
            month[parcel_of[options[way]]] = months[way]
        return Choice(option=option, month=month)

    @property
    def parcel_of(self) -> Ints:
        """所属宗地 · The parcel of each option."""
        return self.problem.parcel_of


def _sizes(problem: Problem) -> tuple[int, int]:
    """The most joint ways a block may have, and the most options of a parcel."""
    options = np.diff(problem.option_start)
    if not len(options):
        return 1, 1
    of_block = np.diff(problem.option_start[problem.block_start])
    width = 1 + MONTHS * int(of_block.max())
    pairs = np.flatnonzero(problem.block_kind == AFTER)
    if len(pairs):
        first = options[problem.block_start[pairs]]
        second = options[problem.block_start[pairs] + 1]
        width = max(width, 1 + int((MONTHS * first + MONTHS * (MONTHS + 1) // 2 * first * second).max()))
    return width, int(options.max())


def _usual(problem: Problem) -> float:
    """The median of what options are worth in their best month, of those that are worth anything."""
    if not problem.options:
        return 1.0
    worth = np.maximum(problem.value.max(axis=1), -problem.value.min(axis=1))
    worth = worth[worth > 0]
    return max(1.0, float(np.median(worth))) if len(worth) else 1.0
