"""按价求解 · The goals of a large year in their order, each by prices; then figures brought to the printed hundredth.

The search may leave a figure short by a band, as the full model may; what is proven is proven over the exact problem,
with the same prices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import floor

import numpy as np

from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.optimise.chosen import Chosen
from landsupply.optimise.close_part import closed
from landsupply.optimise.constraints import band
from landsupply.optimise.ending import Ending, Finish, Progress
from landsupply.optimise.proving import Sought
from landsupply.optimise.solve import Limits
from landsupply.plan.asked import Asked
from landsupply.plan.case import Case
from landsupply.plan.goal import Goal, terms_of
from landsupply.plan.posed import Posed, pose
from landsupply.plan.problem import Choice, Floats, value_of
from landsupply.plan.target import Line, Measure

#: Steps in which a phase may grow while the whole is searched; closing sets it to the unit.
STEPS = 8
#: Many parcels leave little room between the best plan and its bound: the search stops at this part of the brief's gap.
NEARER = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """已达 · What was chosen, the goals as they were sought, and whether seconds stopped the search."""

    chosen: tuple[Chosen, ...]
    sought: tuple[Sought, ...]
    was_timed_out: bool


def solve_by_prices(case: Case, asked: Asked, limits: Limits, progress: Progress) -> Reached | None:
    """按价求解 · All goals in the brief's order, missing no more than is allowed; None where no plan was found.

    SolveFault S011 where the compiled passes are not installed.
    """
    from landsupply.optimise.engine import best_choice, rows_against  # numba is loaded for years that need it alone

    sought: list[Sought] = []
    answer: tuple[Posed, Choice] | None = None
    is_late = False
    for goal in case.brief.levels:
        progress("S101", goal.value)
        asked = replace(asked, goal=goal, floors=_floors(sought), bands=tuple(bands(case)))
        posed = pose(case, asked, STEPS)
        ending = Ending(gap=limits.gap * NEARER, stops=limits.watch.until(limits.seconds))
        found = best_choice(posed.problem, ending, progress)
        limits.watch.refuse_cancelled()
        if found.choice is None:
            if against := rows_against(posed.problem, found):
                progress("S107", "、".join(against))
            return None
        answer, is_late = (posed, found.choice), is_late or found.finish is Finish.TIME
        sought.append(_sought(case, goal, answer, found.prices))
    if answer is None:
        return None
    sought[-1] = replace(sought[-1], floor=None)
    exact = pose(case, replace(asked, bands=()), STEPS)
    choice = closed(case, exact, answer[1], progress)
    chosen = choice if choice is not None else tuple(chosen_of(case, *answer))
    return Reached(chosen=chosen, sought=tuple(sought), was_timed_out=is_late)


def _floors(sought: list[Sought]) -> tuple[tuple[Goal, int], ...]:
    return tuple((one.goal, one.floor) for one in sought if one.floor is not None)


def bands(case: Case) -> Iterator[tuple[Line, int]]:
    """余地 · How far below its figure the search may stay; closing brings it to the hundredth."""
    for target in case.brief.targets:
        if target.is_indicator:
            yield target.line, int(band(target) * UNITS_PER_HECTARE)


def _sought(case: Case, goal: Goal, answer: tuple[Posed, Choice], prices: Floats) -> Sought:
    """The floor is what was reached less the slack, and where money was made whole less that as well."""
    posed, choice = answer
    value = -_largest_month(posed, choice) if goal is Goal.EVEN else value_of(posed.problem, choice)
    if any(term.measure is not Measure.AREA for term in terms_of(goal)) if goal is not Goal.WEIGHTED else False:
        value -= int((choice.option >= 0).sum())
    return Sought(goal=goal, solver=None, floor=floor(value - abs(value) * case.brief.slack), prices=prices)


def _largest_month(posed: Posed, choice: Choice) -> int:
    taken = choice.option[choice.option >= 0]
    month = choice.month[choice.option >= 0]
    is_land = posed.candidate[taken] >= 0
    sums = np.zeros(13, np.int64)
    np.add.at(sums, month[is_land], posed.units[taken[is_land]])
    return int(sums.max())


def chosen_of(case: Case, posed: Posed, choice: Choice) -> Iterator[Chosen]:
    """选定 · The parcels of a choice with their months and areas."""
    for option, month in zip(choice.option.tolist(), choice.month.tolist(), strict=True):
        if option >= 0 and posed.candidate[option] >= 0:
            candidate = case.candidates[int(posed.candidate[option])]
            yield Chosen(candidate=candidate, month=month, units=int(posed.units[option]))
