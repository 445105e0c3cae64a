"""多一少一 · What one more and one less hectare, parcel or 万元 of a target is worth, seen by solving again.

Figures move whole: the figure of a class takes the stated total with it, since alone it could not move at all. The
values are of shares of parcels, as all prices are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from landsupply.optimise.explain.linear import Answer, Linear
from landsupply.optimise.explain.row_meaning import Kind, RowMeaning
from landsupply.optimise.explain.row_price import value_size
from landsupply.optimise.explain.ways import ways_of
from landsupply.plan.problem import Floats, Ints, Problem
from landsupply.plan.target import Axis

#: A row this near to a bound, in parts of its usual entry, is held by it.
_AT = 1e-6
#: Changes below this part of the value are the solver's arithmetic.
_NOISE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMore:
    """多一少一 · By how much the best value changes with one unit more and one less; None where that cannot be met.

    `is_low` and `is_high` say which bounds hold the row; `with_total` that the stated total moves too.
    """

    row: int
    is_low: bool
    is_high: bool
    more: float | None
    less: float | None
    with_total: bool = False

    @property
    def size(self) -> float:
        """轻重 · How much there is to say of it."""
        return max((abs(one) for one in (self.more, self.less) if one is not None), default=0.0)


def one_more(problem: Problem, meanings: Sequence[RowMeaning]) -> tuple[OneMore, ...]:
    """多一少一 · Every target that holds the plan, those first that weigh most."""
    linear = Linear(ways_of(problem))
    size = value_size(linear)
    linear.aim(linear.ways.value / size)
    ground = linear.solved()
    if ground is None:
        return ()
    asked = _Asked(linear, tuple(meanings), ground.objective, size)
    return tuple(sorted(asked.found(_reached(linear, ground)), key=lambda one: (-one.size, one.row)))


def _reached(linear: Linear, answer: Answer) -> Floats:
    ways = linear.ways
    return np.asarray(np.bincount(ways.row, ways.units * answer.share[ways.column], linear.rows), dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """The model as it was first solved, and what was found."""

    linear: Linear
    meanings: tuple[RowMeaning, ...]
    ground: float
    size: float

    def found(self, reached: Floats) -> Iterator[OneMore]:
        for row, meaning in enumerate(self.meanings):
            low, high = self._sides(row, meaning, float(reached[row]))
            if meaning.may_give and (low or high):
                rows = self._rows(row, meaning)
                yield OneMore(
                    row=row,
                    is_low=low,
                    is_high=high,
                    more=self._moved(rows, (low, high), meaning.one),
                    less=self._moved(rows, (low, high), -meaning.one),
                    with_total=len(rows) > 1,
                )

    def _sides(self, row: int, meaning: RowMeaning, reached: float) -> tuple[bool, bool]:
        if meaning.target is not None and meaning.target.is_figure:
            return True, True
        near = _AT * self.linear.unit[row]
        return bool(reached <= self.linear.low[row] + near), bool(reached >= self.linear.high[row] - near)

    def _rows(self, row: int, meaning: RowMeaning) -> Ints:
        """The row, and where it is a class's figure the total's as well."""
        target = meaning.target
        if target is not None and target.line.axis is Axis.CLASS and target.is_figure:
            for other, one in enumerate(self.meanings):
                if one.target is not None and one.target.line.axis is Axis.TOTAL and one.target.is_figure:
                    return np.array([row, other])
        return np.array([row])

    def _moved(self, rows: Ints, sides: tuple[bool, bool], by: int) -> float | None:
        """The change of the best value with these bounds moved; the model is left as it was."""
        low, high = self.linear.low[rows], self.linear.high[rows]
        moved = low + by * sides[0], high + by * sides[1]
        if (moved[0] > moved[1]).any():
            return None
        self.linear.bind(rows, *moved)
        answer = self.linear.solved()
        self.linear.restore(rows)
        if answer is None:
            return None
        change = answer.objective - self.ground
        return change * self.size if abs(change) > _NOISE * max(1.0, abs(self.ground)) else 0.0


def rows_that_hold(found: Sequence[OneMore], meanings: Sequence[RowMeaning]) -> tuple[OneMore, ...]:
    """起作用的指标 · Those whose unit more or less is worth something, or cannot be met; shares of all are left out."""
    return tuple(one for one in found if one.size or (one.less is None and meanings[one.row].kind is Kind.TARGET))
