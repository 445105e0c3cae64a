"""先选后排 · First which parcels are supplied as what, with the months priced; then the months of what was picked.

What makes a year of an office hard is the handful of parcels behind each district's bound; what makes it long are the
months. Prices settle the months nearly without loss, so rows that tell months apart are let go at their prices, and
each option is left with its best month: a programme of a tenth of the size, whose bound holds for every plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from landsupply.optimise.large import part_of
from landsupply.optimise.part import LetGo, Part, Search, explored, solved
from landsupply.optimise.state import State
from landsupply.optimise.ways import Ways
from landsupply.plan.problem import MONTHS, OPEN_HIGH, OPEN_LOW, Choice, Ints, Mask, Problem


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Timing:
    """月份之行 · Rows that tell months apart; those of them that only ask what is done by the end of month `split`."""

    told: Mask
    split: int
    by_split: Mask


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picked:
    """选定 · What was picked, none where nothing was met; and what no plan exceeds."""

    choice: Choice | None
    bound: float | None


def timing_of(problem: Problem) -> Timing:
    """月份之行 · Where a row's coefficients change within the year; `split` is where most least-by rows change once.

    12 where no row does. A row is least-by when it has a lower bound only.
    """
    changes = _changes(problem)
    told = np.asarray(changes.any(axis=1), dtype=bool)
    rows = problem.rows
    once = (changes.sum(axis=1) == 1) & (rows.low > OPEN_LOW) & (rows.high >= OPEN_HIGH)
    counts = changes[once].sum(axis=0)
    split = int(counts.argmax()) + 1 if once.any() else MONTHS
    by_split = once & changes[:, split - 1] if once.any() else once
    return Timing(told=told, split=split, by_split=np.asarray(by_split, dtype=bool))


def _changes(problem: Problem) -> Mask:
    """By row and month 1 to 11: whether any cell's coefficient is another one in the month after."""
    rows = problem.rows
    place = np.repeat(np.arange(len(rows.start) - 1), np.diff(rows.start))
    changes = np.zeros((rows.count, MONTHS - 1), dtype=bool)
    for field in range(rows.coefficient.shape[1]):
        full = np.zeros((rows.count, (len(rows.start) - 1) // MONTHS, MONTHS), dtype=np.int64)
        np.add.at(full, (rows.row, place // MONTHS, place % MONTHS), rows.coefficient[:, field])
        changes |= (np.diff(full, axis=2) != 0).any(axis=1)
    return changes


def picked(state: State, start: Choice, search: Search, *, by_split: bool) -> Picked:
    """选定 · The best pick at the state's prices; `by_split` keeps the rows that ask what is done by one month."""
    market = state.market
    timing = timing_of(market.problem)
    split = timing.split if by_split else MONTHS
    let_go = timing.told & ~timing.by_split if by_split else timing.told
    blocks = np.arange(market.problem.blocks)
    part = part_of(market, state.prices, blocks, start, np.inf)
    part = replace(part, ways=_best(part.ways, split), let_go=LetGo(rows=let_go, prices=state.prices))
    answer, bound = explored(part, search)
    return Picked(choice=None if answer is None else answer.choice, bound=bound)


def dated(state: State, choice: Choice, search: Search) -> State:
    """排月 · The state with the best months of what was picked, where they keep every row."""
    blocks = np.arange(state.market.problem.blocks)
    part = part_of(state.market, state.prices, blocks, choice, np.inf)
    answer = solved(replace(part, ways=_of_choice(part, choice)), search)
    return state if answer is None else state.with_choice(answer.choice)


def _best(ways: Ways, split: int) -> Ways:
    """Of each block's ways with the same options on the same side of the split, the one that gives away least."""
    owner = np.repeat(np.arange(len(ways.start) - 1), np.diff(ways.start))
    keys = (ways.second_month > split, ways.month > split, ways.second, ways.option, owner)
    order = np.lexsort((ways.loss, *keys))
    first = np.ones(len(order), dtype=bool)
    first[1:] = np.logical_or.reduce([key[order][1:] != key[order][:-1] for key in keys])
    kept = np.zeros(len(order), dtype=bool)
    kept[order[first]] = True
    return _only(ways, kept)


def _of_choice(part: Part, choice: Choice) -> Ways:
    """The ways whose options are exactly those chosen."""
    ways, problem = part.ways, part.market.problem
    owner = part.blocks[np.repeat(np.arange(len(part.blocks)), np.diff(ways.start))]
    chosen = np.bincount(problem.block_of, choice.option >= 0, problem.blocks).astype(np.int64)
    kept = chosen[owner] == (ways.option >= 0).astype(np.int64) + (ways.second >= 0)
    for option in (ways.option, ways.second):
        kept &= (option < 0) | (choice.option[problem.parcel_of[option]] == option)
    return _only(ways, kept)


def _only(ways: Ways, kept: Mask) -> Ways:
    before = np.concatenate([[0], np.cumsum(kept)])
    rest: list[Ints] = [column[kept] for column in (ways.option, ways.month, ways.second, ways.second_month)]
    return Ways(before[ways.start].astype(np.int64), ways.loss[kept], *rest)
