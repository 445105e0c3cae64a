"""取法 · Everything that each block may do, as columns: one option and month, or two for a pair, with exact units.

Doing nothing is no column; whether it is allowed is told by `must`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from landsupply.plan.problem import AFTER, Choice, Ints, Mask, Problem, entries


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ways:
    """取法 · Columns block by block; −1 and 0 where there is no second member.

    Entry k says that column `column[k]` adds `units[k]` to row `row[k]`; entries are in the order of columns.
    """

    problem: Problem
    block: Ints
    option: Ints
    month: Ints
    second: Ints
    second_month: Ints
    value: Ints
    row: Ints
    column: Ints
    units: Ints

    @property
    def count(self) -> int:
        """取法数 · How many columns."""
        return len(self.block)

    @property
    def must(self) -> Mask:
        """必选 · The blocks that may not stay empty."""
        return self.problem.least > 0

    @property
    def stuck(self) -> Ints:
        """无路 · The blocks that may not stay empty and have nothing to do."""
        has = np.zeros(self.problem.blocks, dtype=bool)
        has[self.block] = True
        return np.flatnonzero(self.must & ~has)

    def choice(self, columns: Ints) -> Choice:
        """选择 · The choice that takes these columns, one of a block."""
        choice, parcel_of = Choice.none(self.problem), self.problem.parcel_of
        for option, month in ((self.option, self.month), (self.second, self.second_month)):
            taken = columns[option[columns] >= 0]
            choice.option[parcel_of[option[taken]]] = option[taken]
            choice.month[parcel_of[option[taken]]] = month[taken]
        return choice

    def columns_of(self, choice: Choice) -> Ints:
        """所取列 · By block the column that a choice takes, −1 where it takes none or one that is not here."""
        stands = choice.option[self.problem.parcel_of]
        taken = self._is_taken(choice, stands)
        found = np.full(self.problem.blocks, -1, np.int64)
        alone = taken & (self.second < 0)
        found[self.block[alone]] = np.flatnonzero(alone)
        both = taken & (self.second >= 0)
        found[self.block[both]] = np.flatnonzero(both)
        members = np.bincount(self.problem.block_of[choice.option >= 0], minlength=self.problem.blocks)
        has = np.flatnonzero(found >= 0)
        members[has] -= 1 + (self.second[found[has]] >= 0)
        return np.where(members == 0, found, -1)

    def _is_taken(self, choice: Choice, stands: Ints) -> Mask:
        """Whether all that a column supplies stands in the choice, in its months."""
        parcel_of = self.problem.parcel_of
        first = (stands[self.option] == self.option) & (choice.month[parcel_of[self.option]] == self.month)
        other = np.maximum(self.second, 0)
        second = (stands[other] == other) & (choice.month[parcel_of[other]] == self.second_month)
        return np.asarray(first & (second | (self.second < 0)), dtype=bool)


def ways_of(problem: Problem) -> Ways:
    """取法 · All joint ways of all blocks."""
    option, month, second, second_month = _joined(problem)
    block = problem.block_of[problem.parcel_of[option]] if len(option) else np.zeros(0, np.int64)
    order = np.argsort(block, kind="stable")
    option, month, second, second_month = (part[order] for part in (option, month, second, second_month))
    both = np.flatnonzero(second >= 0)
    value = problem.value[option, month - 1]
    value[both] += problem.value[second[both], second_month[both] - 1]
    row, column, units = _merged(problem, option, month, second, second_month)
    return Ways(
        problem=problem,
        block=block[order],
        option=option,
        month=month,
        second=second,
        second_month=second_month,
        value=value,
        row=row,
        column=column,
        units=units,
    )


def opened(problem: Problem, option: Ints) -> tuple[Ints, Ints]:
    """开放月份 · These options, each in every month that it is open."""
    length = np.maximum(0, problem.last[option] - problem.first[option] + 1)
    of = np.repeat(option, length)
    before = np.repeat(np.cumsum(length) - length, length)
    return of, np.arange(len(of)) - before + problem.first[of]


def _joined(problem: Problem) -> tuple[Ints, Ints, Ints, Ints]:
    """All that a block may do, in no order."""
    block = problem.block_of[problem.parcel_of]
    kind, least = problem.block_kind[block], problem.least[block]
    leads = problem.parcel_of == problem.block_start[block]
    alone = np.where(kind == AFTER, leads & (least <= 1), least <= 1)
    option, month = opened(problem, np.flatnonzero(alone))
    none = np.full(len(option), -1, np.int64)
    parts = [(option, month, none, np.zeros(len(option), np.int64))]
    pairs = np.flatnonzero((problem.block_kind == AFTER) & (problem.least <= 2))
    parts.extend(_pair(problem, int(start)) for start in problem.block_start[pairs])
    together = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return together[0], together[1], together[2], together[3]


def _pair(problem: Problem, parcel: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Both members of a pair, the second not before the first."""
    start = problem.option_start[parcel : parcel + 3]
    option, month = opened(problem, np.arange(start[0], start[1]))
    second, second_month = opened(problem, np.arange(start[1], start[2]))
    one, two = np.nonzero(month[:, None] <= second_month[None, :])
    return option[one], month[one], second[two], second_month[two]


def _merged(problem: Problem, option: Ints, month: Ints, second: Ints, second_month: Ints) -> tuple[Ints, Ints, Ints]:
    """Entries of both members, added up where they meet in one row."""
    both = np.flatnonzero(second >= 0)
    row, column, units = entries(problem, option, month)
    others = entries(problem, second[both], second_month[both])
    rows = max(1, problem.rows.count)
    key = np.concatenate([column * rows + row, both[others[1]] * rows + others[0]])
    units = np.concatenate([units, others[2]])
    order = np.argsort(key, kind="stable")
    key, units = key[order], units[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    summed = np.add.reduceat(units, starts) if len(starts) else units
    return key[starts] % rows, key[starts] // rows, summed
