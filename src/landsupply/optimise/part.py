"""局部求解 · Some blocks set free, the rest held: their joint ways as columns of a small programme for HiGHS.

With all blocks free and every way allowed it is the whole problem. One column per way, one row per block, one
per target; nothing is lost by leaving out ways that give away more than bound − value: no better plan has them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np

from landsupply.optimise.pricing import Market
from landsupply.optimise.solver import Setting, offer, solver, told_to_stop
from landsupply.optimise.ways import Ways
from landsupply.plan.problem import Choice, Floats, Ints, Mask, entries

_NO_BOUND = 1e200


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LetGo:
    """放开的行 · Rows that need not be kept, and the prices that stand for them: what proves a bound all the same."""

    rows: Mask
    prices: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """局部 · Blocks set free with their ways, the choice that holds for all others, rows that are priced instead."""

    market: Market
    blocks: Ints
    ways: Ways
    choice: Choice
    let_go: LetGo | None = None

    @property
    def count(self) -> int:
        """备选数 · How many columns."""
        return len(self.ways.loss)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """列系数 · For the columns: exact values, and rows as parallel lists of row, column and units."""

    value: Floats
    row: Ints
    column: Ints
    units: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Relaxed:
    """松弛解 · Shares of the ways, prices of the rows, the value, and how much of the bounds is still missed."""

    share: Floats
    prices: Floats
    value: float
    missed: float


def weights_of(market: Market, ways: Ways) -> Weights:
    """列系数 · What each way is worth and counts, a pair's two members added up."""
    arrays, count = market.arrays, len(ways.loss)
    rows, columns, units = [], [], []
    value = np.zeros(count)
    for option, month in ((ways.option, ways.month), (ways.second, ways.second_month)):
        way = np.flatnonzero(option >= 0)
        value[way] += arrays.value[option[way], month[way] - 1]
        row, owner, counted = entries(market.problem, option[way], month[way])
        rows.append(row)
        columns.append(way[owner])
        units.append(counted.astype(np.float64))
    return _merged(value, np.concatenate(rows), np.concatenate(columns), np.concatenate(units), market.rows)


def _merged(value: Floats, row: Ints, column: Ints, units: Floats, rows: int) -> Weights:
    """One entry per row and column."""
    key = column * np.int64(rows) + row
    order = np.argsort(key, kind="stable")
    found, start = np.unique(key[order], return_index=True)
    summed = np.add.reduceat(units[order], start) if len(start) else units
    return Weights(value=value, row=found % rows, column=found // rows, units=summed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """求解设置 · Limits of one call: relative gap, nodes, and what a miss of a row's scale costs, in usual values.

    `plans` is how many ever better ones are enough; `sparing` is how often a column is tried out before its like is
    trusted; `stops` is asked while it works.
    """

    gap: float = 1e-6
    nodes: int = 200
    miss: float | None = None
    seconds: float | None = None
    plans: int = 2**31 - 1
    sparing: int = 8
    stops: Callable[[], object] | None = None


def relaxed(part: Part, search: Search) -> Relaxed | None:
    """松弛 · The linear relaxation of a part; None where even that has no solution."""
    highs, _ = _model(part, search, whole=False)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = highs.getSolution()
    values = np.array(solution.col_value)
    rows = part.market.rows
    unit = part.market.usual
    prices = np.array(solution.row_dual)[:rows] / part.market.problem.rows.scale * unit
    return Relaxed(
        share=values[: part.count],
        prices=prices,
        value=float(highs.getInfo().objective_function_value) * unit,
        missed=float(values[part.count :].sum()),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solved:
    """整数解 · The choice, its value, the solver's bound on the part, and whether the search came to its end."""

    choice: Choice
    value: float
    bound: float
    is_proven: bool
    was_timed: bool


def solved(part: Part, search: Search, start: Ints | None = None) -> Solved | None:
    """整数求解 · The best way of every free block together; None where none was found within the limits."""
    return explored(part, search, start)[0]


def explored(part: Part, search: Search, start: Ints | None = None) -> tuple[Solved | None, float | None]:
    """探求 · What `solved` answers, and the solver's bound on the part even where no solution was met."""
    highs, _ = _model(part, search, whole=True)
    if start is not None:
        first = np.zeros(part.count)
        first[start] = 1.0
        offer(highs, first.tolist())
    highs.run()
    information = highs.getInfo()
    bound = float(information.mip_dual_bound) * part.market.usual
    known = bound if np.isfinite(bound) and abs(bound) < _NO_BOUND else None
    if information.primal_solution_status != 2:
        return None, known
    chosen = np.flatnonzero(np.array(highs.getSolution().col_value)[: part.count] > 0.5)
    status = highs.getModelStatus()
    answer = Solved(
        choice=part.market.put(part.choice, part.blocks, part.ways, chosen),
        value=float(information.objective_function_value) * part.market.usual,
        bound=bound,
        is_proven=status == highspy.HighsModelStatus.kOptimal,
        was_timed=status in (highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kInterrupt),
    )
    return answer, known


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sides:
    """What is worth whatever is chosen, the columns' weights, and the rows' bounds that are left for them."""

    worth: float
    weights: Weights
    low: Floats
    high: Floats


def _sides(part: Part) -> _Sides:
    """The bounds less what the held blocks reach; a row let go bounds nothing and its price is taken from the values.

    A price stands at the bound it presses on: Σ price · (bound − reached) is added, which no plan that keeps the row
    makes negative.
    """
    market = part.market
    nothing = np.zeros(0, dtype=np.int64)
    worth, rest = market.reached(market.put(part.choice, part.blocks, part.ways, nothing))
    weights, low, high = weights_of(market, part.ways), market.low - rest, market.high - rest
    if part.let_go is None:
        return _Sides(worth=worth, weights=weights, low=low, high=high)
    rows = part.let_go.rows
    prices = np.where(rows, market.proper(part.let_go.prices), 0.0)
    pressed = np.where(prices > 0, high, low)[prices != 0]
    taken = np.bincount(weights.column, weights.units * prices[weights.row], part.count)
    stays = ~rows[weights.row]
    kept = Weights(
        value=weights.value - taken,
        row=weights.row[stays],
        column=weights.column[stays],
        units=weights.units[stays],
    )
    worth += float((prices[prices != 0] * pressed).sum())
    return _Sides(worth=worth, weights=kept, low=np.where(rows, -np.inf, low), high=np.where(rows, np.inf, high))


def _model(part: Part, search: Search, *, whole: bool) -> tuple[highspy.Highs, int]:
    market, ways = part.market, part.ways
    sides = _sides(part)
    weights = sides.weights
    rows, blocks, count = market.rows, len(part.blocks), part.count
    scale = market.problem.rows.scale
    extra = 0 if search.miss is None else 2 * rows
    owner = np.repeat(np.arange(blocks), np.diff(ways.start))
    index = np.concatenate([weights.row, rows + owner, np.tile(np.arange(rows), 2)[:extra]])
    column = np.concatenate([weights.column, np.arange(count), count + np.arange(extra)])
    entry = np.concatenate([weights.units / scale[weights.row], np.ones(count), np.repeat([1.0, -1.0], rows)[:extra]])
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count + extra, rows + blocks
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.offset_ = sides.worth / market.usual
    lp.col_cost_ = np.concatenate([weights.value / market.usual, np.full(extra, -(search.miss or 0.0))])
    lp.col_lower_ = np.zeros(count + extra)
    lp.col_upper_ = np.concatenate([np.ones(count), np.full(extra, np.inf)])
    lp.row_lower_ = np.concatenate([sides.low / scale, np.ones(blocks)])
    lp.row_upper_ = np.concatenate([sides.high / scale, np.ones(blocks)])
    order = np.argsort(column, kind="stable")
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.searchsorted(column[order], np.arange(count + extra + 1)).astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = index[order].astype(np.int32), entry[order]
    if whole:
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger] * count + [kinds.kContinuous] * extra
    highs = _solver(search)
    highs.passModel(lp)
    return highs, count


def _solver(search: Search) -> highspy.Highs:
    settings: dict[str, Setting] = {
        "mip_rel_gap": search.gap,
        "mip_max_nodes": search.nodes,
        "mip_max_improving_sols": search.plans,
        "mip_pscost_minreliable": search.sparing,
    }
    if search.seconds is not None:
        settings["time_limit"] = search.seconds
    highs = solver(**settings)
    if search.stops is not None:
        told_to_stop(highs, search.stops)
    return highs
