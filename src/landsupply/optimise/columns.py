"""决策列 · One column per candidate and supply month; a parcel that may be phased also carries an area of its own.

Columns that cannot be are never made: months before readiness or before the day, options refused by a rule,
parcels kept out. Everything is sorted by parcel and option, so a shuffled ledger gives the same columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.plan.candidate import Candidate
from landsupply.plan.caps import Cap
from landsupply.plan.case import Case
from landsupply.plan.exposure import Exposed, Exposure
from landsupply.plan.problem import Floats, Ints, Mask
from landsupply.plan.target import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """割 · A guarded milestone is to hold in the mean of these scenarios, which were its worst."""

    line: Line
    scenarios: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """决策列 · Flat arrays over columns (candidate, month); areas in units of 0.01 m².

    `notice` is the notice month of each column, 0 where there is none; `done` are parcels supplied in earlier years.
    `exposed` says of each candidate how it may be late, and is empty where nobody says anything of delays; `cuts` are
    the worst scenarios met so far.
    Variables: first one binary per column (the parcel is supplied so, in that month), then one continuous area,
    in hectares, per column that may be phased. `carrier[j]` is the variable that carries column j's
    area and `size[j]` what one of it is worth in hectares.
    """

    candidates: tuple[Candidate, ...]
    candidate: Ints
    parcel: Ints
    month: Ints
    whole: Ints
    least: Ints
    notice: Ints
    carrier: Ints
    size: Floats
    parcels: tuple[str, ...] = field(default=())
    caps: tuple[Cap, ...] = field(default=())
    done: frozenset[str] = field(default=frozenset())
    exposed: tuple[Exposed | None, ...] = field(default=())
    cuts: tuple[Cut, ...] = field(default=())

    @property
    def count(self) -> int:
        """列数 · How many columns, which is also how many binaries."""
        return len(self.candidate)

    @property
    def phased(self) -> Ints:
        """可分期列 · The columns whose area is free between the least phase and the whole."""
        return np.flatnonzero(self.least < self.whole)

    @property
    def width(self) -> int:
        """变量数 · Binaries and phase areas together."""
        return self.count + len(self.phased)

    def area(self, mask: Mask) -> tuple[Ints, Floats]:
        """面积项 · Variables and coefficients (hectares) whose sum is the area of the chosen columns."""
        chosen = np.flatnonzero(mask)
        return self.carrier[chosen], self.size[chosen]

    def share_of(self, units: Sequence[int]) -> Floats:
        """份额 · Units of each candidate as the share of each column's area."""
        whole = [max(one.whole, 1) for one in self.candidates]
        share = np.array(units, dtype=float) / np.array(whole, dtype=float)
        return np.asarray(share[self.candidate], dtype=float)


def build_columns(case: Case, exposure: Exposure | None = None) -> Columns:
    """建列 · The columns of all candidates, ordered by parcel, option and month."""
    ordered = case.candidates
    parcels = tuple(sorted({candidate.parcel for candidate in ordered}))
    ordinal = {parcel: i for i, parcel in enumerate(parcels)}
    pairs = [(i, month) for i, candidate in enumerate(ordered) for month in candidate.months]
    candidate = np.array([i for i, _ in pairs], dtype=np.int64)
    whole = np.array([ordered[i].whole for i, _ in pairs], dtype=np.int64)
    least = np.array([ordered[i].least for i, _ in pairs], dtype=np.int64)
    carrier, size = _carriers(whole, least)
    return Columns(
        candidates=ordered,
        candidate=candidate,
        parcel=np.array([ordinal[ordered[i].parcel] for i, _ in pairs], dtype=np.int64),
        month=np.array([month for _, month in pairs], dtype=np.int64),
        whole=whole,
        least=least,
        notice=np.array([ordered[i].notice(month) or 0 for i, month in pairs], dtype=np.int64),
        carrier=carrier,
        size=size,
        parcels=parcels,
        caps=case.caps,
        done=case.done,
        exposed=exposure.along(ordered) if exposure else (),
    )


def _carriers(whole: Ints, least: Ints) -> tuple[Ints, Floats]:
    carrier = np.arange(len(whole), dtype=np.int64)
    size = whole / UNITS_PER_HECTARE
    phased = np.flatnonzero(least < whole)
    carrier[phased] = len(whole) + np.arange(len(phased))
    size[phased] = 1.0
    return carrier, size
