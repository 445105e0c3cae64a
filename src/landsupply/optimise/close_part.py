"""局部收口 · Brings the figures of a large plan to the printed hundredth: a few parcels set free, the rest held.

Free are those that may be phased and the smallest of each class, ever more of them. A phase is a mixture of its least
and its whole, so that its area may be anything between; everything else is in or out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from landsupply.optimise.chosen import Chosen
from landsupply.optimise.ending import Progress
from landsupply.optimise.programme import INFINITY, Programme, Row
from landsupply.optimise.solve import Limits, solve
from landsupply.plan.case import Case
from landsupply.plan.posed import Posed
from landsupply.plan.problem import MONTHS, OPEN_HIGH, OPEN_LOW, SINGLE, Choice, Floats, Ints, activity_of, entries

#: How many small parcels of each class, and how many that may be phased, are free, step by step.
SIZES = (12, 40, 150, 400)
PHASED = 200
#: What the solver's arithmetic may be off by, as a part of a usual row entry; rows are held that much tighter.
_MARGIN = 1e-4
_PART = Limits(gap=1e-4, nodes=400)


def closed(case: Case, posed: Posed, choice: Choice, progress: Progress) -> tuple[Chosen, ...] | None:
    """局部收口 · The parcels of a choice that keeps every row of the exact problem; None where none was found."""
    for size in SIZES:
        progress("S102", str(size))
        found = _solved(case, posed, choice, _free(case, posed, size))
        if found is not None:
            return found
    return None


def _free(case: Case, posed: Posed, size: int) -> Ints:
    """The parcels that are set free: of single blocks, phased ones and the smallest of each class."""
    problem = posed.problem
    first = problem.option_start[:-1]
    candidate = posed.candidate[first]
    single = (problem.block_kind[problem.block_of] == SINGLE) & (candidate >= 0)
    whole = np.array([case.candidates[i].whole if i >= 0 else 0 for i in candidate.tolist()], np.int64)
    phased = np.flatnonzero(single & (posed.units[first] < whole))
    classes = np.array([case.candidates[i].option.plan_class if i >= 0 else "" for i in candidate.tolist()])
    free = [phased[np.argsort(whole[phased], kind="stable")][:PHASED]]
    for name in sorted(set(classes[single].tolist())):
        members = np.flatnonzero(single & (classes == name))
        free.append(members[np.argsort(whole[members], kind="stable")][:size])
    return np.unique(np.concatenate(free)).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Columns:
    """Variables: shares of options in months, then one switch for each candidate and month that has two of them."""

    option: Ints
    month: Ints
    #: Where the share belongs: its own place, or that of its switch.
    switch: Ints
    width: int


def _columns(posed: Posed, free: Ints) -> _Columns:
    """Of a phase the least and the whole alone, and of the peak the whole: they mix."""
    problem = posed.problem
    peak = np.flatnonzero(posed.candidate < 0)[-1:]
    options = [o for parcel in free.tolist() for o in range(*problem.option_start[parcel : parcel + 2].tolist())]
    kept = np.array([o for o in options if _is_end(posed, o)] + peak.tolist(), np.int64)
    length = problem.last[kept] - problem.first[kept] + 1
    option = np.repeat(kept, length)
    month = np.concatenate([np.arange(a, b + 1) for a, b in zip(problem.first[kept], problem.last[kept], strict=True)])
    candidate = posed.candidate[option]
    pairs = np.unique(candidate * (MONTHS + 1) + month, return_inverse=True, return_counts=True)
    mixes = (pairs[2][pairs[1]] > 1) | (candidate < 0)
    switch = np.arange(len(option))
    groups = np.unique(pairs[1][mixes], return_inverse=True)
    switch[mixes] = len(option) + groups[1]
    return _Columns(option, month, switch, len(option) + len(groups[0]))


def _is_end(posed: Posed, option: int) -> bool:
    """Whether no other area of the candidate lies on one side: it is its least or its whole."""
    own = posed.candidate[option]
    before = option > 0 and posed.candidate[option - 1] == own
    after = option + 1 < len(posed.candidate) and posed.candidate[option + 1] == own
    return not (before and after)


def _solved(case: Case, posed: Posed, choice: Choice, free: Ints) -> tuple[Chosen, ...] | None:
    columns = _columns(posed, free)
    held = _held(posed, choice, free)
    programme = _programme(posed, columns, held, free)
    unit = max(1.0, float(np.abs(posed.problem.value).max()))
    cost = np.zeros(columns.width)
    cost[: len(columns.option)] = posed.problem.value[columns.option, columns.month - 1] / unit
    answer = solve(programme, cost, _PART)
    if not answer.is_plan:
        return None
    return (*_chosen(case, posed, held), *_read(case, posed, columns, answer.values))


def _held(posed: Posed, choice: Choice, free: Ints) -> Choice:
    """The choice without the parcels set free, nor the peak."""
    option, month = choice.option.copy(), choice.month.copy()
    problem = posed.problem
    peak = np.flatnonzero(posed.candidate[problem.option_start[:-1]] < 0)
    for parcels in (free, peak):
        option[parcels], month[parcels] = -1, 0
    return Choice(option=option, month=month)


def _programme(posed: Posed, columns: _Columns, held: Choice, free: Ints) -> Programme:
    upper, integral = np.ones(columns.width), np.zeros(columns.width, dtype=bool)
    integral[columns.switch] = posed.candidate[columns.option] >= 0
    rows = (*_targets(posed, columns, held), *_mixtures(columns), *_once(posed, columns, free))
    return Programme(lower=np.zeros(columns.width), upper=upper, integral=integral, rows=rows)


def _targets(posed: Posed, columns: _Columns, held: Choice) -> Sequence[Row]:
    """Every row less what is held, in a unit near its entries, and a little tighter where it has room."""
    problem = posed.problem
    row, column, units = entries(problem, columns.option, columns.month)
    reached = activity_of(problem, held)
    order = np.argsort(row, kind="stable")
    starts = np.searchsorted(row[order], np.arange(problem.rows.count + 1))
    found = []
    for i, name in enumerate(problem.rows.names):
        mine = order[starts[i] : starts[i + 1]]
        size = float(np.median(np.abs(units[mine]))) if len(mine) else 1.0
        low, high = _sides(problem.rows.low[i], problem.rows.high[i], int(reached[i]), max(size, 1.0))
        found.append(Row(name=name, index=column[mine], value=units[mine] / max(size, 1.0), low=low, high=high))
    return found


def _sides(low: int, high: int, reached: int, size: float) -> tuple[float, float]:
    least = -INFINITY if low <= OPEN_LOW else (int(low) - reached) / size
    most = INFINITY if high >= OPEN_HIGH else (int(high) - reached) / size
    room = _MARGIN if most - least > 2 * _MARGIN else 0.0
    return least + room, most - room


def _mixtures(columns: _Columns) -> Sequence[Row]:
    """Shares of a phase in a month add up to its switch."""
    own = np.flatnonzero(columns.switch >= len(columns.option))
    found = []
    for switch in np.unique(columns.switch[own]).tolist():
        members = own[columns.switch[own] == switch]
        value = np.append(np.ones(len(members)), -1.0)
        found.append(Row(name=f"mix {switch}", index=np.append(members, switch), value=value, low=0.0, high=0.0))
    return found


def _once(posed: Posed, columns: _Columns, free: Ints) -> Sequence[Row]:
    problem = posed.problem
    parcel = problem.parcel_of[columns.option]
    found = []
    for one in free.tolist():
        index = np.unique(columns.switch[parcel == one])
        low = 1.0 if problem.least[problem.block_of[one]] else -INFINITY
        found.append(Row(name=f"once {one}", index=index, value=np.ones(len(index)), low=low, high=1.0))
    return found


def _chosen(case: Case, posed: Posed, held: Choice) -> Sequence[Chosen]:
    taken = np.flatnonzero(held.option >= 0)
    return [
        Chosen(
            candidate=case.candidates[int(posed.candidate[held.option[i]])],
            month=int(held.month[i]),
            units=int(posed.units[held.option[i]]),
        )
        for i in taken.tolist()
    ]


def _read(case: Case, posed: Posed, columns: _Columns, values: Floats) -> Sequence[Chosen]:
    """Each switch that is on, with the area that its shares come to."""
    land = posed.candidate[columns.option] >= 0
    found = []
    for switch in np.unique(columns.switch[land]).tolist():
        members = np.flatnonzero((columns.switch == switch) & land)
        if values[switch] < 0.5:
            continue
        area = float((values[members] * posed.units[columns.option[members]]).sum())
        candidate = case.candidates[int(posed.candidate[columns.option[members[0]]])]
        units = min(max(round(area), candidate.least), candidate.whole)
        found.append(Chosen(candidate=candidate, month=int(columns.month[members[0]]), units=units))
    return found
