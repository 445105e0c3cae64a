"""理由 · Why a parcel stands where it does: what each other way would give away, and which rows make it so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from landsupply.optimise.explain.answered import Answered, best_of_blocks, reduced, ways_of_block
from landsupply.optimise.explain.ways import Ways, ways_of
from landsupply.plan.problem import Choice, Floats, Ints, Mask, Problem

#: Prices that weigh less than this part of the largest are not named.
_LIGHT = 1e-9


class Standing(StrEnum):
    """确定程度 · Proven in: no plan as good leaves it out; proven out: none has it; else it may be exchanged."""

    PROVEN_IN = "proven_in"
    PROVEN_OUT = "proven_out"
    INTERCHANGEABLE = "interchangeable"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWay:
    """另一取法 · An option in its best month (−1 and 0 for not at all) and what it would give away at the prices.

    `is_ruled_out`: no plan as good as the one found has it.
    """

    option: int
    month: int
    loss: float
    is_ruled_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWeight:
    """指标分量 · By how much a row's price speaks for what stands, against the best of what does not."""

    row: int
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """理由 · A parcel as it stands (−1 and 0 where it does not), what else it could do, and what speaks for it.

    `regret` is what its block gives away at the prices as it stands; `own` is by how much its own worth speaks for
    it against the best other way, `weights` what the rows add to that, the heaviest first. `is_fixed`: no plan as good
    has the parcel in another option or month.
    """

    parcel: int
    option: int
    month: int
    standing: Standing
    is_fixed: bool
    regret: float
    own: float
    weights: tuple[RowWeight, ...]
    others: tuple[OtherWay, ...]


def reasons(problem: Problem, found: Answered, parcel: int) -> Reason | None:
    """理由 · Why this parcel stands as it does in the plan found; None where there is no plan."""
    if found.choice is None:
        return None
    ways, start = ways_of_block(problem, int(problem.block_of[parcel]))
    option, month = int(found.choice.option[parcel]), int(found.choice.month[parcel])
    place = parcel - int(problem.block_start[problem.block_of[parcel]])
    losses = _losses(ways, found.prices)
    own, when = _of_parcel(ways, place)
    spare = max(0.0, found.priced_bound - found.value)
    others = tuple(_others(own + np.where(own >= 0, start, 0), when, losses, spare, (option, month)))
    is_here = (own + start == option) & (when == month) if option >= 0 else own < 0
    chosen = _chosen(ways, _local(found.choice, problem, parcel, start))
    return Reason(
        parcel=parcel,
        option=option,
        month=month,
        standing=_standing(own, losses, spare),
        is_fixed=bool((losses[~is_here] > spare).all()),
        regret=float(losses[chosen]) if chosen is not None else 0.0,
        own=_own(ways, chosen, is_here, losses),
        weights=_weights(ways, chosen, is_here, losses, found.prices),
        others=others,
    )


def decided(problem: Problem, found: Answered) -> Mask:
    """已定宗地 · The parcels of which no plan as good does anything else than the one found."""
    if found.choice is None:
        return np.zeros(problem.parcels, dtype=bool)
    ways = ways_of(problem)
    spare = max(0.0, found.priced_bound - found.value)
    worth = reduced(ways, found.prices)
    loss = best_of_blocks(ways, worth)[ways.block] - worth
    taken = ways.columns_of(found.choice)
    stands = np.zeros(ways.count, dtype=bool)
    stands[taken[taken >= 0]] = True
    is_open = np.zeros(problem.blocks, dtype=bool)
    is_open[ways.block[(loss <= spare) & ~stands]] = True
    empty = np.where(ways.must, np.inf, best_of_blocks(ways, worth))
    members = np.bincount(problem.block_of[found.choice.option >= 0], minlength=problem.blocks)
    is_open |= (empty <= spare) & (members > 0)
    return np.asarray(~is_open[problem.block_of], dtype=bool)


def _losses(ways: Ways, prices: Floats) -> Floats:
    """By column what it gives away at the prices; last, what doing nothing does."""
    worth = reduced(ways, prices)
    best = best_of_blocks(ways, worth)[0]
    nothing = np.inf if ways.must[0] else best
    return np.append(best - worth, nothing)


def _of_parcel(ways: Ways, place: int) -> tuple[Ints, Ints]:
    """By column the option and month of one member, −1 and 0 where it is not supplied."""
    mine = [np.where(ways.problem.parcel_of[np.maximum(o, 0)] == place, o, -1) for o in (ways.option, ways.second)]
    option = np.maximum(mine[0], mine[1])
    month = np.where(mine[0] >= 0, ways.month, np.where(mine[1] >= 0, ways.second_month, 0))
    return np.append(option, -1), np.append(month, 0)


def _others(option: Ints, month: Ints, losses: Floats, spare: float, stands: tuple[int, int]) -> list[OtherWay]:
    found = []
    for one in np.unique(option).tolist():
        mine = np.flatnonzero((option == one) & ((option != stands[0]) | (month != stands[1])))
        if len(mine) and np.isfinite(losses[mine]).any():
            best = mine[np.argmin(losses[mine])]
            loss = float(losses[best])
            found.append(OtherWay(option=one, month=int(month[best]), loss=loss, is_ruled_out=loss > spare))
    return sorted(found, key=lambda way: (way.loss, way.option))


def _standing(option: Ints, losses: Floats, spare: float) -> Standing:
    if (losses[option < 0] > spare).all():
        return Standing.PROVEN_IN
    return Standing.PROVEN_OUT if (losses[option >= 0] > spare).all() else Standing.INTERCHANGEABLE


def _local(choice: Choice, problem: Problem, parcel: int, start: int) -> Choice:
    block = int(problem.block_of[parcel])
    own = slice(int(problem.block_start[block]), int(problem.block_start[block + 1]))
    option = choice.option[own]
    return Choice(option=np.where(option >= 0, option - start, -1), month=choice.month[own])


def _chosen(ways: Ways, choice: Choice) -> int | None:
    """The column the block takes; the one past the last where it does nothing, None where it is not a way of it."""
    if (choice.option < 0).all():
        return ways.count
    column = int(ways.columns_of(choice)[0])
    return None if column < 0 else column


def _rival(is_here: Mask, losses: Floats) -> int | None:
    """The best column in which the parcel does something else."""
    other = np.where(is_here, np.inf, losses)
    at = int(np.argmin(other))
    return at if np.isfinite(other[at]) else None


def _own(ways: Ways, chosen: int | None, is_here: Mask, losses: Floats) -> float:
    rival = _rival(is_here, losses)
    if chosen is None or rival is None:
        return 0.0
    value = np.append(ways.value, 0)
    return float(value[chosen] - value[rival])


def _weights(ways: Ways, chosen: int | None, is_here: Mask, losses: Floats, prices: Floats) -> tuple[RowWeight, ...]:
    rival = _rival(is_here, losses)
    if chosen is None or rival is None:
        return ()
    worth = np.zeros(len(prices))
    for column, sign in ((chosen, -1.0), (rival, 1.0)):
        mine = ways.column == column
        worth[ways.row[mine]] += sign * ways.units[mine] * prices[ways.row[mine]]
    heavy = np.flatnonzero(np.abs(worth) > _LIGHT * max(1.0, float(np.abs(worth).max(initial=0.0))))
    order = heavy[np.argsort(-np.abs(worth[heavy]), kind="stable")]
    return tuple(RowWeight(row=int(row), worth=float(worth[row])) for row in order)
