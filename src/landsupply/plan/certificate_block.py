"""一组最优 · One block gone through choice by choice, in whole numbers of any size."""

from __future__ import annotations

from collections.abc import Iterator

from landsupply.plan.certificate_value import Window
from landsupply.plan.certificate_wide import Array
from landsupply.plan.problem import AFTER, MONTHS, Problem

#: An option and its month.
Column = tuple[int, int]


def lost_by(problem: Problem, weight: int, table: Array, block: int, windows: tuple[Window, ...]) -> int | None:
    """收窄所失 · What a block is worth within the windows less what it is worth without; None where nothing is left."""
    net = {
        column: worth for option in _options(problem, block) for column, worth in _net(problem, weight, table, option)
    }
    free, narrow = None, None
    for columns in joint_choices(problem, block):
        worth = sum(net[column] for column in columns)
        free = worth if free is None else max(free, worth)
        if all(window.holds(columns) for window in windows):
            narrow = worth if narrow is None else max(narrow, worth)
    return None if free is None or narrow is None else narrow - free


def _options(problem: Problem, block: int) -> range:
    start = problem.option_start[problem.block_start[block : block + 2]].tolist()
    return range(start[0], start[1])


def _net(problem: Problem, weight: int, table: Array, option: int) -> Iterator[tuple[Column, int]]:
    """Every open month of an option: weight · value − Σ price · amount; `table` is of prices by cell and month."""
    first, last = int(problem.first[option]), int(problem.last[option])
    place = int(problem.cell[option]) * MONTHS - 1
    prices = table[place + first : place + last + 1].tolist()
    values, amount = problem.value[option].tolist(), problem.amount[option].tolist()
    for month, row in enumerate(prices, first):
        cost = sum(price * used for price, used in zip(row, amount, strict=True))
        yield (option, month), weight * values[month - 1] - cost


def joint_choices(problem: Problem, block: int) -> Iterator[tuple[Column, ...]]:
    """联合选择 · All that a block may supply: nothing, one member, or a pair in its order."""
    least = int(problem.least[block])
    if least == 0:
        yield ()
    if int(problem.block_kind[block]) != AFTER:
        yield from ((column,) for column in _columns(problem, block) if least <= 1)
        return
    first = int(problem.block_start[block])
    for column in _columns_of(problem, first):
        if least <= 1:
            yield (column,)
        for later in _columns_of(problem, first + 1):
            if later[1] >= column[1] and least <= 2:
                yield (column, later)


def _columns(problem: Problem, block: int) -> Iterator[Column]:
    for parcel in range(int(problem.block_start[block]), int(problem.block_start[block + 1])):
        yield from _columns_of(problem, parcel)


def _columns_of(problem: Problem, parcel: int) -> Iterator[Column]:
    for option in range(int(problem.option_start[parcel]), int(problem.option_start[parcel + 1])):
        for month in range(int(problem.first[option]), int(problem.last[option]) + 1):
            yield option, month
