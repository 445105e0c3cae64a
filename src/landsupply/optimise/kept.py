"""守约 · A plan near a relaxed one that keeps every row as it is printed, or as near to it as was found.

First a small part is solved with every row held. Where that has no plan, parcels are exchanged until nothing is missed;
between exchanges a part is solved in which a row may be missed at a price, so that each step says how far it still is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from landsupply.optimise.columns import Columns
from landsupply.optimise.exchange import exchanged
from landsupply.optimise.exchange_rows import FLOORS, rate_of
from landsupply.optimise.polish import held_still, hold
from landsupply.optimise.programme import Programme, Row
from landsupply.optimise.solve import Limits, Solution, Stop, solve
from landsupply.plan.problem import Floats, Mask
from landsupply.plan.target import Axis, Line

#: Room the solver keeps on rows that are judged exactly afterwards, in hectares (1 m²).
MARGIN = 1e-4
#: How many small parcels of each class may move, step by step.
SMALL = (12, 40, 150)
#: A hectare missed weighs as much as so many hectares of what earns most.
_PRICE = 30.0
#: What misses less than this, weighted, in hectares, is tried with every row held.
_LITTLE = 0.2
#: A floor that is missed, in hectares of a goal, weighs so much more than a line.
_FLOOR = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """近解 · Values near which to seek, and what they still miss (weighted; nought where every row holds)."""

    values: Floats
    missed: float


@dataclass(frozen=True, slots=True, eq=False)
class Aim:
    """所求 · The programme to be kept, what is to be made large, how much of it is enough, and the solver's limits."""

    exact: Programme
    cost: Floats
    wanted: float
    limits: Limits


def kept(columns: Columns, aim: Aim, near: Solution, held: Solution | None) -> Solution | None:
    """守约解 · A solution near `near` that keeps every row, worth what is wanted or the best met; one is `held`."""
    free = smallest(columns, SMALL[0])
    part = solve(hold(aim.exact, columns, near, free), aim.cost, aim.limits)
    if part.is_plan and part.value >= aim.wanted:
        return part
    if free.all() and part.stop in (Stop.PROVEN, Stop.INFEASIBLE):
        return part if part.is_plan else None
    found = nearest(columns, aim, near.values)
    known = [one for one in (part, held) if one is not None and one.is_plan]
    if found.missed <= 0:
        known.append(replace(near, values=found.values, value=float(aim.cost @ found.values)))
    return _bettered(columns, aim, near, known) if known else None


def _bettered(columns: Columns, aim: Aim, near: Solution, known: list[Solution]) -> Solution:
    """Other months for what is chosen, then what lies between it and the relaxed one; exchanges after each."""
    best = max(known, key=lambda one: float(aim.cost @ one.values))
    if float(aim.cost @ best.values) >= aim.wanted:
        return _better(aim, replace(near, value=-np.inf), best.values)
    starts = [_in_other_months(columns, aim, _better(aim, replace(near, value=-np.inf), one.values)) for one in known]
    best = max(starts, key=lambda one: one.value)
    for size in SMALL[:2]:
        if best.value >= aim.wanted:
            break
        free = _between(columns, near.values, best.values) | smallest(columns, size)
        answer = solve(hold(aim.exact, columns, best, free), aim.cost, aim.limits, best.values)
        best = _exchanged(columns, aim, _better(aim, best, answer.values) if answer.is_plan else best)
    return best


def _in_other_months(columns: Columns, aim: Aim, best: Solution) -> Solution:
    if best.value >= aim.wanted:
        return best
    answer = solve(_other_months(columns, aim.exact, best), aim.cost, aim.limits, best.values)
    return _exchanged(columns, aim, _better(aim, best, answer.values) if answer.is_plan else best)


def _exchanged(columns: Columns, aim: Aim, best: Solution) -> Solution:
    values, rest = exchanged(columns, aim.exact, aim.cost, best.values, aim.wanted)
    return _better(aim, best, values) if rest <= 0 else best


def _better(aim: Aim, best: Solution, values: Floats) -> Solution:
    value = float(aim.cost @ values)
    return replace(best, values=values, value=value) if value > best.value else best


def _other_months(columns: Columns, exact: Programme, best: Solution) -> Programme:
    """What is chosen stays chosen, so that figures stay as they are; its months and ways are free."""
    chosen = np.unique(columns.parcel[best.values[: columns.count] > 0.5])
    free = np.asarray(np.isin(columns.parcel, chosen), dtype=bool)
    stay = []
    for parcel in chosen.tolist():
        index = np.flatnonzero(columns.parcel == parcel)
        stay.append(Row(name=f"stays {parcel}", index=index, value=np.ones(len(index)), low=1.0, high=1.0))
    return hold(exact, columns, best, free).with_rows(*stay)


def _between(columns: Columns, some: Floats, others: Floats) -> Mask:
    """The columns of parcels that two solutions treat differently."""
    differ = np.round(some[: columns.count]) != np.round(others[: columns.count])
    return np.asarray(np.isin(columns.parcel, columns.parcel[differ]), dtype=bool)


def nearest(columns: Columns, aim: Aim, values: Floats) -> Near:
    """最近解 · Parts solved with misses at a price, exchanges after each, until nothing is missed."""
    best = Near(values, np.inf)
    for size in (*SMALL, SMALL[0]):
        values = _priced(columns, aim, values, smallest(columns, size))
        values, rest = exchanged(columns, aim.exact, aim.cost, values, aim.wanted)
        if 0 < rest < _LITTLE:
            answer = solve(_held_still(columns, aim.exact, values), aim.cost, aim.limits)
            values, rest = (answer.values, 0.0) if answer.is_plan else (values, rest)
        if rest < best.missed:
            best = Near(values, rest)
        if rest <= 0:
            break
    return best


def _held_still(columns: Columns, exact: Programme, values: Floats) -> Programme:
    """A small part with every row held, around values that miss next to nothing."""
    return exact.within(*held_still(exact, columns, values, smallest(columns, SMALL[0])))


def _priced(columns: Columns, aim: Aim, values: Floats, free: Mask) -> Floats:
    """The best of a part in which what is missed is paid for."""
    named = replace(aim.exact, rows=tuple(_named(row, i, columns) for i, row in enumerate(aim.exact.rows)))
    elastic, price, _ = named.elastic()
    start = np.append(values, missed(named, values))
    lower, upper = held_still(elastic, columns, values, free)
    full = np.append(aim.cost, np.zeros(len(start) - len(values))) + _PRICE * rate_of(columns, aim.cost) * price
    answer = solve(elastic.within(lower, upper), full, aim.limits, start)
    return answer.values[: len(values)] if answer.is_plan else values


def _named(row: Row, i: int, columns: Columns) -> Row:
    """A floor may be missed at a price too; rows of logic and law never."""
    if row.line is not None or row.name not in FLOORS:
        return row
    cost = np.zeros(columns.width + 1)
    cost[row.index] = row.value
    return replace(row, line=Line(Axis.SENTENCE, f"{row.name} {i}"), weight=_FLOOR / rate_of(columns, cost))


def missed(programme: Programme, values: Floats) -> Floats:
    """缺口 · Short and over of every named line as the elastic programme counts them: rows of one line share theirs."""
    found: dict[Line, list[float]] = {}
    for row in programme.rows:
        if row.line is not None:
            reached = float(row.value @ values[row.index])
            own = found.setdefault(row.line, [0.0, 0.0])
            own[:] = max(own[0], row.low - reached), max(own[1], reached - row.high)
    return np.array([miss for own in found.values() for miss in own])


def keeps(programme: Programme, values: Floats, room: float) -> bool:
    """守住 · Whether values keep every row within some room."""
    sums = [float(row.value @ values[row.index]) for row in programme.rows]
    rows = zip(programme.rows, sums, strict=True)
    return all(row.low - room <= reached <= row.high + room for row, reached in rows)


def smallest(columns: Columns, size: int) -> Mask:
    """小宗 · The columns that may move: phased ones, and those of the smallest parcels of each class."""
    phased = columns.least < columns.whole
    classes = np.array([columns.candidates[i].option.plan_class for i in columns.candidate])
    free = np.isin(columns.parcel, columns.parcel[phased])
    for plan_class in sorted(set(classes.tolist())):
        members = np.flatnonzero(classes == plan_class)
        order = members[np.lexsort((columns.parcel[members], columns.whole[members]))]
        chosen = list(dict.fromkeys(columns.parcel[order].tolist()))[:size]
        free |= np.isin(columns.parcel, chosen)
    return np.asarray(free, dtype=bool)


def small_part(limits: Limits) -> Limits:
    """局部限度 · A neighbourhood is small and solved well."""
    return replace(limits, gap=1e-4, nodes=200)
