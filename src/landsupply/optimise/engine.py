"""求解引擎 · The best choice of a problem at any size, with the prices that prove how near it is.

Prices first (`smoothing`), then a plan near them (`rounding`), then parts of it solved exactly until the gap is
small. What an office decides in a year is searched as a whole (`small`); a province is mended in parts
(`large`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from landsupply.optimise.ending import Ending, Finish, Progress
from landsupply.optimise.large import mended
from landsupply.optimise.pricing import Market
from landsupply.optimise.rounding import rounded
from landsupply.optimise.small import searched
from landsupply.optimise.smoothing import find_prices
from landsupply.optimise.state import State
from landsupply.optimise.ways import NEVER
from landsupply.plan.problem import Choice, Floats, Problem

#: From this many blocks on, a plan is mended in parts.
LARGE = 5_000
#: The last warmth, as a part of what a parcel is usually worth.
COLDEST = 16_000.0
#: Rows that weigh less than this part of the heaviest are not named among those that cannot hold together.
LIGHT = 1e-2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """求解结果 · The choice, the prices that bound every choice, both bounds, and why the search ended.

    `choice` is none where no plan keeping every row was met.
    """

    choice: Choice | None
    value: float
    prices: Floats
    priced_bound: float
    solver_bound: float | None
    finish: Finish


def best_choice(problem: Problem, ending: Ending, progress: Progress) -> Found:
    """求解 · The best choice met within the ending's limits; prices and bound come with it whatever happens."""
    market = Market(problem)
    warmth = market.usual / COLDEST
    if bool((market.priced(np.zeros(market.rows)).best <= NEVER).any()):
        return _nothing(market, np.zeros(market.rows))
    progress("S104", str(problem.blocks))
    found = find_prices(market, warmth)
    against = market.contradiction(found.best)
    if against is not None:
        return _nothing(market, against)
    state = State(market=market, prices=market.proper(found.best), priced=market.priced(found.best))
    priced = market.priced(found.central)
    start = rounded(market, found.central, warmth, priced)
    state = state.with_choice(start)
    progress("S105", str(int(state.bound)))
    state = searched(state, start, ending) if problem.blocks <= LARGE else mended(state, start, warmth, ending)
    finish = ending.stops() or (Finish.GAP if state.gap <= ending.gap else Finish.ROUNDS)
    return Found(
        choice=state.choice,
        value=state.value,
        prices=state.prices,
        priced_bound=state.bound,
        solver_bound=state.solver_bound,
        finish=finish,
    )


def _nothing(market: Market, prices: Floats) -> Found:
    """Some block must stand and has no way at all, or the prices prove that the rows cannot hold together."""
    return Found(
        choice=None, value=-np.inf, prices=prices, priced_bound=-np.inf, solver_bound=None, finish=Finish.NOTHING
    )


def rows_against(problem: Problem, found: Found) -> tuple[str, ...]:
    """矛盾之行 · The names of the rows that cannot hold together as the prices prove, the heaviest first; often few."""
    weight = np.abs(found.prices) * problem.rows.scale
    if found.finish is not Finish.NOTHING or not weight.any():
        return ()
    order = np.argsort(-weight, kind="stable")
    return tuple(problem.rows.names[row] for row in order if weight[row] >= LIGHT * weight[order[0]])
