"""弹性算题 · A problem in which named rows may be missed at a price, nothing else being worth anything.

What a row is short or over is a parcel of its own: it adds to the row what is missing and is worth that much less than
nothing. So the least that must be missed is a best value like any other, searched and bounded in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from landsupply.plan.asked import Asked, wanted
from landsupply.plan.case import Case
from landsupply.plan.plan import Plan
from landsupply.plan.problem import MONTHS, OPEN_HIGH, OPEN_LOW, SINGLE, Ints, Problem, Rows
from landsupply.plan.target import Target, Unit

#: What a miss costs in points, per 0.01 m², fen or parcel: a hectare as much as a parcel or ten million yuan. A
#: setting, not a fact of law.
POINTS = {Unit.HECTARE: 1_000, Unit.TEN_THOUSAND_YUAN: 1, Unit.ITEMS: 1_000_000_000}
#: Points of a hectare.
A_HECTARE = 1_000_000_000
#: Misses stand 1/64 apart for a search, from all that could ever be missed down to a millionth of it.
_FINE, _LEAST = 64, 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Missable:
    """可缺之行 · A row that may be missed, the smallest step of it, and what each step of a miss costs."""

    row: int
    step: int
    cost: int


@dataclass(frozen=True, slots=True)
class _Miss:
    """One side of a row: what a unit adds to it, and the sizes it may have."""

    missable: Missable
    sign: int
    sizes: tuple[int, ...]


class Grain(Enum):
    """粒度 · Whether misses stand in steps, for a search, or only as the most there could be, for a bound."""

    STEPS = "steps"
    WHOLE = "whole"


def missable(case: Case, asked: Asked) -> tuple[Missable, ...]:
    """可缺之行 · The rows that are sentences of the brief: logic, floors and ceilings are never missed."""
    lines = {target.name: target for target in case.brief.sentences}
    return tuple(
        Missable(row=row, step=one.step, cost=cost(lines[one.name]))
        for row, one in enumerate(wanted(case, asked))
        if one.name in lines
    )


def cost(target: Target) -> int:
    """缺口代价 · What the smallest unit of a target's miss costs in points, by its weight."""
    return target.weight * POINTS[target.measure.unit]


def missed(plan: Plan) -> int:
    """缺口合计 · All misses of a plan together, in points."""
    targets = {target.line: target for target in plan.brief.sentences}
    return sum(cost(targets[miss.line]) * abs(miss.units) for miss in plan.misses if miss.line in targets)


def elastic(problem: Problem, missable: Sequence[Missable], grain: Grain) -> Problem:
    """弹性算题 · The problem with misses behind its parcels; the most valuable choice misses least."""
    reach = _reach(problem)
    misses = [one for row in missable for one in _sides(problem, row, reach[row.row], grain)]
    sizes = [len(one.sizes) for one in misses]
    options, fields = sum(sizes), problem.amount.shape[1]
    one = np.ones(options, np.int64)
    amount = np.zeros((options, fields + 1), np.int64)
    amount[:, fields] = [size * miss.missable.step for miss in misses for size in miss.sizes]
    value = np.zeros((options, MONTHS), np.int64)
    value[:, 0] = [-size * miss.missable.cost for miss in misses for size in miss.sizes]
    cells = (len(problem.rows.start) - 1) // MONTHS
    return Problem(
        block_start=_longer(problem.block_start, [1] * len(misses)),
        block_kind=np.append(problem.block_kind, [SINGLE] * len(misses)).astype(np.int64),
        least=np.append(problem.least, [0] * len(misses)).astype(np.int64),
        option_start=_longer(problem.option_start, sizes),
        first=np.append(problem.first, one),
        last=np.append(problem.last, one),
        value=np.concatenate([np.zeros_like(problem.value), value]),
        amount=np.concatenate([np.pad(problem.amount, ((0, 0), (0, 1))), amount]),
        cell=np.append(problem.cell, np.repeat(cells + np.arange(len(misses)), sizes)).astype(np.int64),
        rows=_rows(problem.rows, misses),
    )


def _sides(problem: Problem, missable: Missable, reach: int, grain: Grain) -> list[_Miss]:
    rows = problem.rows
    low, high = int(rows.low[missable.row]), int(rows.high[missable.row])
    found = []
    for sign, bound, is_open in ((1, low, low <= OPEN_LOW), (-1, high, high >= OPEN_HIGH)):
        most = 0 if is_open else -(-(abs(bound) + reach) // missable.step)
        if most:
            found.append(_Miss(missable, sign, _sizes(most) if grain is Grain.STEPS else (most,)))
    return found


def _sizes(most: int) -> tuple[int, ...]:
    found = [most]
    while found[-1] > 1 and found[-1] * _LEAST > most:
        found.append(found[-1] * (_FINE - 1) // _FINE)
    return tuple(reversed(found))


def _reach(problem: Problem) -> list[int]:
    """Of each row, no less than what all options together could count."""
    rows = problem.rows
    most = np.zeros((rows.count, problem.amount.shape[1]), np.int64)
    np.maximum.at(most, rows.row, np.abs(rows.coefficient))
    total = [sum(np.abs(problem.amount[:, field]).tolist()) for field in range(problem.amount.shape[1])]
    return [sum(unit * whole for unit, whole in zip(units, total, strict=True)) for units in most.tolist()]


def _longer(start: Ints, counts: Sequence[int]) -> Ints:
    return np.concatenate([start, start[-1] + np.cumsum(counts, dtype=np.int64)]) if counts else start


def _rows(rows: Rows, misses: Sequence[_Miss]) -> Rows:
    """A cell for each side of a row, which counts in January alone, where its parcel stands."""
    places = [np.array([1] + [0] * (MONTHS - 1)) for _ in misses]
    own = np.array([miss.missable.row for miss in misses], np.int64)
    coefficient = np.zeros((len(misses), rows.coefficient.shape[1] + 1), np.int64)
    coefficient[:, -1] = [miss.sign for miss in misses]
    return replace(
        rows,
        start=_longer(rows.start, np.concatenate(places).tolist() if places else []),
        row=np.append(rows.row, own),
        coefficient=np.concatenate([np.pad(rows.coefficient, ((0, 0), (0, 1))), coefficient]),
    )
