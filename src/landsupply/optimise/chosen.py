"""选定 · A solution's values as exact integers: which columns stand, and with what area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.optimise.columns import Columns
from landsupply.optimise.solve import Solution
from landsupply.plan.brief import Brief
from landsupply.plan.candidate import Candidate
from landsupply.plan.target import Axis, Line

_NONE: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """选定宗地 · A candidate in a month with its exact area in units of 0.01 m²."""

    candidate: Candidate
    month: int
    units: int


def read_chosen(
    columns: Columns, solution: Solution, brief: Brief, stays: Mapping[int, int] = _NONE
) -> tuple[Chosen, ...]:
    """选定 · The chosen columns in exact units, phases set so that stated figures are met to the unit.

    Columns that `stays` names keep the units it gives.
    """
    picked = np.flatnonzero(solution.values[: columns.count] > 0.5)
    chosen = [
        Chosen(
            candidate=columns.candidates[int(columns.candidate[j])],
            month=int(columns.month[j]),
            units=stays.get(int(j), _units(columns, solution, int(j))),
        )
        for j in picked
    ]
    still = frozenset(columns.candidates[int(columns.candidate[j])].parcel for j in stays)
    for target in brief.on(Axis.CLASS):
        if target.is_figure and target.low is not None:
            wanted = target.low - brief.reserve(target.line.key).units
            _settle(chosen, target.line, wanted, still)
    return tuple(chosen)


def _units(columns: Columns, solution: Solution, j: int) -> int:
    whole, least = int(columns.whole[j]), int(columns.least[j])
    if least == whole:
        return whole
    solved = round(float(solution.values[columns.carrier[j]]) * UNITS_PER_HECTARE)
    return min(max(solved, least), whole)


def _settle(chosen: list[Chosen], line: Line, wanted: int, still: frozenset[str]) -> None:
    """What the solver's arithmetic left, a few units of 0.01 m², goes to phases of the class that have room."""
    members = [i for i, one in enumerate(chosen) if one.candidate.option.plan_class == line.key]
    rest = wanted - sum(chosen[i].units for i in members)
    for i in members:
        one = chosen[i]
        if one.candidate.parcel in still:
            continue
        room = min(max(one.units + rest, one.candidate.least), one.candidate.whole) - one.units
        if abs(rest) > UNITS_PER_HECTARE // 100:
            return  # more than rounding: not ours to hide
        chosen[i] = replace(one, units=one.units + room)
        rest -= room
