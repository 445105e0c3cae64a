"""障碍 · What the year could also hold if what keeps parcels from being free were cleared by the day of compiling.

The wider year is posed once and every option shut to its real window again, so that each clearing opens its own only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from landsupply.optimise.explain.conflict_value import Clearing
from landsupply.options.lawful import Options, lawful_options
from landsupply.plan.asked import Asked
from landsupply.plan.brief import Brief
from landsupply.plan.case import Case, case_of
from landsupply.plan.posed import Posed, pose
from landsupply.plan.problem import MONTHS, Problem
from landsupply.prepare.readiness import Readiness


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WiderYear:
    """更宽之年 · A case as if every late parcel were free, posed in its real windows, and what clearing opens."""

    case: Case
    posed: Posed
    clearings: tuple[Clearing, ...]


def wider_year(options: Options, brief: Brief, day: date, asked: Asked) -> WiderYear:
    """更宽之年 · The question over the real year, with a clearing for every option that would be open earlier."""
    real = case_of(options, brief, day)
    wide = case_of(_as_if_cleared(options, brief, day), brief, day)
    posed = pose(wide, asked)
    windows = {one.key: (one.months[0], one.months[-1]) for one in real.candidates}
    shut = _shut(posed, wide, windows)
    return WiderYear(case=wide, posed=replace(posed, problem=shut), clearings=tuple(_clearings(posed.problem, shut)))


def _as_if_cleared(options: Options, brief: Brief, day: date) -> Options:
    """The same ledger, its parcels free from the day of compiling where they would be later or nobody knows when."""
    free = max(day, date(brief.year, 1, 1))
    readiness = {
        name: Readiness(free_from=free) if ready.free_from is None or ready.free_from > free else ready
        for name, ready in options.readiness.items()
    }
    return lawful_options(options.ledger, readiness, options.rules, brief.assumed.past_results_are_candidates)


def _shut(posed: Posed, wide: Case, windows: dict[tuple[str, str, str, str], tuple[int, int]]) -> Problem:
    """Every option open in its real months only; one that is not open at all has a window without a month."""
    problem, keys = posed.problem, [one.key for one in wide.candidates]
    first, last = problem.first.copy(), problem.last.copy()
    for option, number in enumerate(posed.candidate.tolist()):
        if number >= 0:
            first[option], last[option] = windows.get(keys[number], (MONTHS, MONTHS - 1))
    return replace(problem, first=first, last=last)


def _clearings(wide: Problem, real: Problem) -> Iterator[Clearing]:
    is_wider = (wide.first < real.first) | (wide.last > real.last) | (real.first > real.last)
    for option in np.flatnonzero(is_wider).tolist():
        yield Clearing(option=option, first=int(wide.first[option]), last=int(wide.last[option]))
