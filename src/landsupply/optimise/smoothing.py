"""求价 · Prices of the targets by a smoothed dual and Newton steps, warm on few blocks first, cold on all at the end.

At a warmth w every block spreads over its ways as exp(value / w) and every row keeps off its bounds by a
barrier of the same warmth; both vanish as w falls. The bend of that function is a matrix of rows × rows, so a
step costs one pass over the blocks and one small solve. Whatever comes out is only a proposal of prices:
`Market.priced` turns it into a bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from landsupply.optimise.kernel import solve_positive
from landsupply.optimise.pricing import Market, Softened
from landsupply.plan.problem import Floats, Ints

#: Blocks of the first sample; each next one is four times as large.
SAMPLE, GROWTH = 4_000, 4
#: Contested blocks that bend the function at a step; more are thinned, which changes the step and nothing else.
BENT = 60_000
_STEPS = 12
#: A step that would lower the function by less than this share of the warmth per row ends the stage.
_STILL = 0.1
_LONGEST = 1e6
#: A stage that raises the bound by more than this part of it has gone astray.
_LOST = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prices:
    """价格 · The prices of the rows, those with the least bound met on the way, and the last warmth."""

    central: Floats
    best: Floats
    bound: float
    warmth: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Stage:
    """One warmth on one set of blocks; `part` scales the bounds, `stiff` keeps the rows' barrier in step."""

    market: Market
    blocks: Ints
    part: float
    stiff: float
    warmth: float

    def barrier(self, prices: Floats) -> tuple[float, Floats, Floats]:
        """The rows' part of the function: its value, slope and bend."""
        market, mu = self.market, self.warmth * self.stiff
        slope, bend = np.zeros(market.rows), np.zeros(market.rows)
        value = 0.0
        two = ~(market.only_high | market.only_low)
        half = (market.high[two] - market.low[two]) / 2 * self.part
        middle = (market.high[two] + market.low[two]) / 2 * self.part
        pull = prices[two] * half
        root = np.sqrt(mu**2 + pull**2)
        lean = pull / (mu + root)
        value += float((prices[two] * (middle + half * lean) + mu * np.log(np.maximum(1 - lean**2, 1e-300))).sum())
        slope[two] = middle + half * lean
        bend[two] = half**2 / (mu + root) * (1 - pull**2 / (root * (mu + root)))
        for one, bound, sign in ((market.only_high, market.high, 1.0), (market.only_low, market.low, -1.0)):
            own, edge = prices[one], bound[one] * self.part
            value += float((own * edge - mu * np.log(sign * own)).sum())
            slope[one] = edge - mu / own
            bend[one] = mu / own**2
        return value, slope, bend

    def softened(self, prices: Floats, contested: int) -> Softened:
        every = max(1, contested // BENT)
        return self.market.softened(prices, self.warmth, self.blocks, every)

    def value(self, prices: Floats, soft: Softened) -> float:
        return soft.soft + self.barrier(prices)[0]

    def room(self, prices: Floats, step: Floats) -> float:
        """How much of a step keeps one-sided prices on their side."""
        room = 1.0
        for one, sign in ((self.market.only_high, 1.0), (self.market.only_low, -1.0)):
            own, change = sign * prices[one], sign * step[one]
            falls = change < 0
            if falls.any():
                with np.errstate(over="ignore"):  # a price that hardly falls has room without end
                    room = min(room, 0.95 * float((-own[falls] / change[falls]).min()))
        return room


def find_prices(market: Market, last_warmth: float) -> Prices:
    """求价 · Prices whose bound is near the least that prices can prove, down to a warmth in units of value."""
    problem = market.problem
    size = market.usual
    prices = 0.2 * size / problem.rows.scale
    prices = np.where(market.only_high, prices, np.where(market.only_low, -prices, 0.0))
    first = min(problem.blocks, SAMPLE if problem.blocks > 2 * SAMPLE else problem.blocks)
    warmths = np.geomspace(0.6 * size, size / 300, 7)
    found = _cool(market, prices, _sample(problem.blocks, first), warmths.tolist(), first)
    count = first
    if found.bound < market.least * first / max(1, problem.blocks) - 1.0:
        return found  # on the sample nothing fits: prices have begun to run away
    while count < problem.blocks:
        count = min(count * GROWTH, problem.blocks) if count * GROWTH * 1.5 < problem.blocks else problem.blocks
        found = _cool(market, found.central, _sample(problem.blocks, count), [float(warmths[-1])], first)
    rest = _falling(float(warmths[-1]), last_warmth)
    return _cool(market, found.central, np.arange(problem.blocks), rest, first) if rest else found


def _falling(warmth: float, last: float) -> list[float]:
    """Warmths a quarter of each other down to the last."""
    steps = []
    while warmth > last * 1.01:
        warmth = max(warmth / 4, last)
        steps.append(warmth)
    return steps


def _sample(blocks: int, count: int) -> Ints:
    """Blocks spread evenly by a fixed shuffle; the same for the same numbers."""
    if count >= blocks:
        return np.arange(blocks)
    return np.sort(np.random.default_rng(0).choice(blocks, count, replace=False))


def _cool(market: Market, prices: Floats, blocks: Ints, warmths: list[float], first: int) -> Prices:
    part = len(blocks) / max(1, market.problem.blocks)
    best, bound, soft = prices, np.inf, None
    warmth = warmths[-1]
    for warmth in warmths:
        stage = _Stage(market=market, blocks=blocks, part=part, stiff=max(1.0, len(blocks) / first), warmth=warmth)
        if soft is not None:
            prices = _eased(stage, prices, soft.reached)
        prices, soft = _newton(stage, prices)
        now = soft.exact + market.allowance(market.proper(prices), part)
        if now < bound:
            best, bound = prices, now
        elif now - bound > _LOST * abs(bound):  # where many ways tie a cold step may lose its footing: back, and on
            prices, soft = best, None
    return Prices(central=prices, best=best, bound=bound, warmth=warmth)


def _eased(stage: _Stage, prices: Floats, reached: Floats) -> Floats:
    """One-sided prices of rows far from their bound fall with the warmth: price · slack = warmth."""
    market = stage.market
    with np.errstate(invalid="ignore"):
        above, below = market.high * stage.part - reached, reached - market.low * stage.part
    slack = np.where(market.only_high, above, np.where(market.only_low, below, 0.0))
    one = market.only_high | market.only_low
    far = one & (slack > 0.02 * stage.part * market.problem.rows.scale)
    most = stage.warmth * stage.stiff / np.maximum(slack, 1e-12)
    return np.where(far, np.sign(prices) * np.minimum(np.abs(prices), most), prices)


def _newton(stage: _Stage, prices: Floats) -> tuple[Floats, Softened]:
    """Damped steps; the damping grows where steps fail and shrinks where they hold."""
    damping, contested = 0.0, len(stage.blocks)
    soft = stage.softened(prices, contested)
    for _ in range(_STEPS):
        value, slope, bend = stage.barrier(prices)
        slope = slope - soft.reached
        matrix = soft.bend / stage.warmth + np.diag(bend)
        moved = None
        while moved is None and damping < 1e4:
            step = _shortened(stage.market, _direction(matrix, slope, damping))
            promise = float(-slope @ step)
            if promise < _STILL * stage.warmth * stage.stiff * len(prices):
                return prices, soft
            room = stage.room(prices, step)
            moved = _searched(stage, prices, step * room, (soft.soft + value, promise * room, soft.contested))
            damping = max(0.05, damping * 5) if moved is None else damping
        if moved is None:
            return prices, soft
        prices, soft, share = moved
        damping = max(0.02, damping * 4) if share < 0.3 else (damping / 4 if damping > 1e-3 else 0.0)
    return prices, soft


def _direction(matrix: Floats, slope: Floats, damping: float) -> Floats:
    """The Newton direction of the matrix scaled to a unit diagonal."""
    scale = 1.0 / np.sqrt(np.maximum(np.diag(matrix), 0.0) + 1e-300)
    unit = (matrix + matrix.T) / 2 * scale[:, None] * scale[None, :]
    step = solve_positive(unit + (1e-9 + damping) * np.eye(len(slope)), scale * slope)
    with np.errstate(over="ignore"):
        return np.asarray(np.nan_to_num(-scale * step))


def _shortened(market: Market, step: Floats) -> Floats:
    """Where no plan keeps every row the prices run away; a step moves none by more than many parcels' worth."""
    longest = float((np.abs(step) * market.problem.rows.scale).max(initial=0.0)) / market.usual
    return step * min(1.0, _LONGEST / longest) if longest > 0 else step


def _searched(
    stage: _Stage, prices: Floats, step: Floats, state: tuple[float, float, int]
) -> tuple[Floats, Softened, float] | None:
    """The longest of a few shares of the step that lowers the function as promised."""
    before, promise, contested = state
    share = 1.0
    for _ in range(4):
        there = prices + share * step
        soft = stage.softened(there, contested)
        if stage.value(there, soft) <= before - 1e-4 * share * promise:
            return there, soft, share
        share *= 0.35
    return None
