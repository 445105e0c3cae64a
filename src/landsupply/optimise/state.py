"""求解进度 · What the search knows so far: the best plan, the prices with the least bound, and what stops it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from landsupply.optimise.pricing import Market, Priced
from landsupply.plan.problem import Choice, Floats, activity_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class State:
    """进度 · The best plan so far with its value, none before there is one; prices and the bound they prove."""

    market: Market
    prices: Floats
    priced: Priced
    choice: Choice | None = None
    value: float = -np.inf
    solver_bound: float | None = None

    @property
    def bound(self) -> float:
        """上界 · The least bound that prices have proved."""
        return self.priced.bound

    @property
    def least_bound(self) -> float:
        """最小上界 · The lesser of what prices have proved and what the solver says it has."""
        return self.bound if self.solver_bound is None else min(self.bound, self.solver_bound)

    @property
    def gap(self) -> float:
        """差距 · What the least bound leaves above the value, relative to the value."""
        return (self.least_bound - self.value) / max(1.0, abs(self.value)) if self.choice is not None else np.inf

    def with_prices(self, prices: Floats) -> State:
        """换价 · The same with other prices where they prove a lesser bound."""
        prices = self.market.proper(prices)
        priced = self.market.priced(prices)
        return replace(self, prices=prices, priced=priced) if priced.bound < self.bound else self

    def with_solver_bound(self, bound: float | None) -> State:
        """换界 · The same with what the solver says is the most there can be, where that is less."""
        lesser = bound is not None and (self.solver_bound is None or bound < self.solver_bound)
        return replace(self, solver_bound=bound) if lesser else self

    def with_choice(self, choice: Choice) -> State:
        """换计划 · The same with a plan that is worth more and keeps every row, to the last unit of whole numbers."""
        value, reached = self.market.reached(choice)
        if value <= self.value or not self.market.is_near(reached):
            return self
        exact, rows = activity_of(self.market.problem, choice), self.market.problem.rows
        kept = bool(((exact >= rows.low) & (exact <= rows.high)).all())
        return replace(self, choice=choice, value=value) if kept else self
