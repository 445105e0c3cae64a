"""冲突之值 · What there is to say where nothing fits: misses, causes with proofs, ranges, remedies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from landsupply.plan.problem import Choice


class Ground(StrEnum):
    """冲突依据 · Whether a cause holds even where parcels may be split into shares, or only as whole parcels."""

    SHARES = "shares"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """缺口 · How far a row must be let below its lower bound or above its upper one, in its own units."""

    row: int
    short: int
    over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """可达范围 · What a row can reach while the other rows of its cause hold, in its own units."""

    row: int
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cause:
    """冲突原因 · Rows that cannot hold together, while any all but one of them can.

    `prices` of all rows prove the first by whole numbers alone (none where that took a search); `witnesses` show the
    second: for each row left out a choice that keeps the others, None where only shares of parcels were seen to. A
    remedy is the least widening of one row by which everything but the other causes fits.
    """

    rows: tuple[int, ...]
    ground: Ground
    prices: tuple[int, ...]
    witnesses: tuple[Choice | None, ...]
    reaches: tuple[Reach, ...]
    remedies: tuple[Miss, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearing:
    """排障 · An option that could be open in a wider window if an obstacle were cleared."""

    option: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """排障效果 · What is still missed, in all and in parts of the rows' scales, with one obstacle cleared."""

    clearing: Clearing
    misses: tuple[Miss, ...]
    missed: float

    @property
    def is_enough(self) -> bool:
        """足够 · Whether everything then fits."""
        return not self.misses


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Conflict:
    """冲突 · Why nothing fits: blocks that must stand and cannot, else the least misses, their causes and remedies.

    `missed` is the sum of the misses in parts of the rows' scales. `is_whole` says that misses are of whole parcels.
    """

    stuck: tuple[int, ...]
    misses: tuple[Miss, ...]
    missed: float
    is_whole: bool
    causes: tuple[Cause, ...]
    cleared: tuple[Cleared, ...]
