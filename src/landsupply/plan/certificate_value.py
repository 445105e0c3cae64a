"""证书 · Why no plan is better: whole prices of the rows on a grid, and where branching was needed, leaf by leaf.

A price is y / grid with a whole y; the bound that prices give holds whatever they are, so they may be rounded at will.
A leaf is narrowed by restrictions in the order in which they were branched on; the leaves together must leave no plan
out, which is so when they are the ends of one tree whose two branches at each fork are each other's opposite.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from landsupply.measure.fault import IntegrityFault

_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """时段限定 · Something of a block is supplied in these options and months (`taken`), or nothing of it is.

    `options` runs from the first to before the last and lies within the block, `months` are both included. One option,
    one parcel or the whole block, and months up to m, are all such windows; a block that must stay empty is its whole
    window, not taken.
    """

    block: int
    options: tuple[int, int]
    months: tuple[int, int] = (1, _MONTHS)
    taken: bool

    def __post_init__(self) -> None:
        """Refuse a window in which nothing lies (C083)."""
        start, stop = self.options
        first, last = self.months
        if not (0 <= start < stop and 1 <= first <= last <= _MONTHS and self.block >= 0):
            raise IntegrityFault("C083", place=str((self.block, *self.options, *self.months)))

    @property
    def opposite(self) -> Window:
        """反面 · The restriction that holds exactly where this one does not."""
        return replace(self, taken=not self.taken)

    def holds(self, columns: Iterable[tuple[int, int]]) -> bool:
        """是否满足 · Whether what the block supplies, as pairs (option, month), keeps to it."""
        start, stop = self.options
        first, last = self.months
        return self.taken == any(start <= option < stop and first <= month <= last for option, month in columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLimit:
    """行限定 · A row reaches at most this figure (`at_most`), or at least it."""

    row: int
    figure: int
    at_most: bool

    def __post_init__(self) -> None:
        """Refuse a row that cannot be (C083)."""
        if self.row < 0:
            raise IntegrityFault("C083", place=str(self.row))

    @property
    def opposite(self) -> RowLimit:
        """反面 · What a row reaches is whole: not at most k is at least k + 1."""
        return RowLimit(row=self.row, figure=self.figure + (1 if self.at_most else -1), at_most=not self.at_most)


Restriction = Window | RowLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """叶 · One part of all plans, narrowed by `fixed`, and the prices that bound it.

    With `farkas` values count nothing: a total below zero then proves that the part holds no plan at all.
    """

    prices: tuple[int, ...]
    fixed: tuple[Restriction, ...] = ()
    farkas: bool = False

    def __post_init__(self) -> None:
        """Prices become plain whole numbers of any size; TypeError for anything else."""
        object.__setattr__(self, "prices", tuple(int(operator.index(price)) for price in self.prices))


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """证书 · The leaves, and what they are said to prove: a choice of this value, and none above this bound.

    Without a bound it is said that there is no plan at all, and then there is no value either.
    """

    grid: int
    leaves: tuple[Leaf, ...]
    value: int | None
    bound: int | None

    def __post_init__(self) -> None:
        """Refuse a grid that is no power of two (C099)."""
        if self.grid < 1 or self.grid & (self.grid - 1):
            raise IntegrityFault("C099", place=str(self.grid)[:60])


def uncovered(leaves: Sequence[Leaf]) -> str | None:
    """未覆盖之处 · The place where the leaves are not the ends of one tree of opposites; None where they are.

    The place is the restrictions that lead there, counted, and the numbers of the leaves beneath it.
    """
    stack = [(tuple(range(len(leaves))), 0)]
    while stack:
        group, depth = stack.pop()
        if len(group) == 1 and len(leaves[group[0]].fixed) == depth:
            continue
        one, other = _branches(leaves, group, depth)
        if not one or not other or len(one) + len(other) != len(group):
            return f"{depth}:{','.join(map(str, group[:8]))}"
        stack += [(one, depth + 1), (other, depth + 1)]
    return None


def _branches(leaves: Sequence[Leaf], group: tuple[int, ...], depth: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The leaves of a group whose next restriction is the first one's, and those that have its opposite."""
    if not group or any(len(leaves[i].fixed) <= depth for i in group):
        return (), ()
    fork = leaves[group[0]].fixed[depth]
    against = fork.opposite
    return (
        tuple(i for i in group if leaves[i].fixed[depth] == fork),
        tuple(i for i in group if leaves[i].fixed[depth] == against),
    )
