"""指标成行 · The one way from a target or a goal to a row over the columns, whatever it counts.

x[j] is 1 when column j (a candidate in a month) is chosen; a[j] is its area in hectares: the parcel's area times x[j],
or, where the parcel may be phased, an area of its own. Areas and sums of money go with a[j], numbers of parcels with
x[j]. Coefficients and bounds are in hectares, 万元 and parcels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

import numpy as np

from landsupply.optimise.columns import Columns
from landsupply.optimise.programme import INFINITY, Row
from landsupply.plan.brief import Brief
from landsupply.plan.elastic import A_HECTARE, cost
from landsupply.plan.problem import Floats, Ints, Mask
from landsupply.plan.target import YEAR_END, By, Held, Measure, Target, Term, Where


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """系数 · What a sum counts per hectare of each column's area, and per column chosen."""

    per_hectare: Floats
    each: Floats

    def on(self, columns: Columns) -> tuple[Ints, Floats]:
        """系数项 · Variables and coefficients other than zero."""
        area, count = np.flatnonzero(self.per_hectare), np.flatnonzero(self.each)
        index = np.concatenate([columns.carrier[area], count])
        return index, np.concatenate([self.per_hectare[area] * columns.size[area], self.each[count]])


class Compiler:
    """成行 · Rows of targets over one set of columns; what each `where` counts is worked out once."""

    def __init__(self, columns: Columns, brief: Brief) -> None:
        self.columns, self.brief = columns, brief
        self._land = [candidate.counted for candidate in columns.candidates]
        self._known: dict[tuple[Measure, Where], Floats] = {}
        self._held = [Held(name, None, YEAR_END, area.units) for name, area in brief.reserves]

    def weights(self, terms: Iterable[Term]) -> Weights:
        """系数 · Σ coefficient · measure of some terms, column by column."""
        found = Weights(np.zeros(self.columns.count), np.zeros(self.columns.count))
        for term in terms:
            own = float(term.coefficient) * (self._counts(term.measure, term.where)[self.columns.candidate])
            into = found.each if term.measure is Measure.COUNT else found.per_hectare
            into += own * self._within(term)
        return found

    def _within(self, term: Term) -> Mask:
        months = self.columns.month if term.by is By.SUPPLY else self.columns.notice
        return np.isin(months, term.months)

    def _counts(self, measure: Measure, where: Where) -> Floats:
        """For each candidate what a hectare of it counts, or of a number of parcels, what it counts itself."""
        if (measure, where) not in self._known:
            term = Term(measure=measure, where=where)
            if measure is Measure.AREA:
                found = [where.units(land) / land.whole for land in self._land]
            else:
                found = [float(term.of(land) / (1 if measure is Measure.COUNT else land.whole)) for land in self._land]
            self._known[measure, where] = np.array(found)
        return self._known[measure, where]

    def held(self, terms: Iterable[Term]) -> Fraction:
        """预留计入 · What the brief's reserve adds to the terms, in the smallest units."""
        return sum((term.coefficient * sum(map(term.of_held, self._held)) for term in terms), Fraction(0))

    def row(self, target: Target) -> Row:
        """约束行 · The target as a row: low − reserve ≤ Σ ≤ high − reserve."""
        index, value = self.weights(target.terms).on(self.columns)
        return _bounded(target, index, value, self.held(target.terms))

    def eased(self, target: Target) -> Row:
        """放宽行 · The target while figures may stay short by the band: a share of what is a figure is the figure's."""
        free, figures = self.free_of_figures(target)
        if free == target.terms:
            return self.row(target)
        index, value = self.weights(free).on(self.columns)
        eased = replace(target, terms=free)  # what is left is no share any more, but a sum of whole units
        return _bounded(eased, index, value, self.held(free) + figures)

    def free_of_figures(self, target: Target) -> tuple[tuple[Term, ...], Fraction]:
        """定值除外 · The terms that are no share of a stated figure, and what those that are come to."""
        standing = {one.terms[0].where: one for one in self.brief.targets if one.is_indicator}
        fixed = [term for term in target.terms if target.is_share and _is_base(term) and term.where in standing]
        free = tuple(term for term in target.terms if term not in fixed)
        figures = [term.coefficient * (standing[term.where].low or 0) for term in fixed]
        return free, sum(figures, Fraction(0))


def _is_base(term: Term) -> bool:
    return term.coefficient < 0 and term.measure is Measure.AREA and len(term.months) == YEAR_END


def _bounded(target: Target, index: Ints, value: Floats, held: Fraction) -> Row:
    """Sums of whole units are held to whole units, others to the bound as it is."""
    low = -INFINITY if target.low is None else _in_units(target.low - held, target, ceil)
    high = INFINITY if target.high is None else _in_units(target.high - held, target, floor)
    weight = cost(target) * target.measure.unit.size / A_HECTARE
    return Row(name=target.name, index=index, value=value, low=low, high=high, line=target.line, weight=weight)


def _in_units(bound: Fraction, target: Target, to_whole: Callable[[Fraction], int]) -> float:
    is_whole = target.measure in (Measure.AREA, Measure.COUNT) and not target.is_share
    return (to_whole(bound) if is_whole else float(bound)) / target.measure.unit.size


def is_kept_anyway(row: Row) -> bool:
    """自然满足 · Whether nothing that could be chosen breaks the row: it adds only, and asks for nothing."""
    return row.high == INFINITY and row.low <= 0 and bool((row.value >= 0).all())
