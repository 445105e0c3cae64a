"""延期抽样 · How late parcels may be ready as tables to draw from: each one's own, and a shock its district shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landsupply.measure.fault import SolveFault
from landsupply.plan.problem import Floats, Ints

Months = NDArray[np.int8]
_SUM = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DelayTables:
    """延期分布 · Probability of each parcel to be 0, 1, … months late, its district, and the same for each district."""

    own: Floats
    district: Ints
    shock: Floats

    def __post_init__(self) -> None:
        """Refuse what is no distribution, or a district without one (S020)."""
        for place, table in (("own", self.own), ("shock", self.shock)):
            if table.ndim != 2 or not (np.isfinite(table) & (table >= 0)).all():
                raise SolveFault("S020", place=place)
            if not (np.abs(table.sum(axis=1) - 1) < _SUM).all():
                raise SolveFault("S020", place=place)
        known = (self.district >= 0) & (self.district < len(self.shock))
        if len(self.district) != len(self.own) or not known.all():
            raise SolveFault("S020", place="district")

    def drawn(self, seed: tuple[int, ...], count: int) -> Months:
        """抽样 · Months late by scenario and parcel; the same seed draws the same."""
        random = np.random.default_rng(list(seed))
        shared = _drawn(random, self.shock, count)
        return (_drawn(random, self.own, count) + shared[:, self.district]).astype(np.int8)


def _drawn(random: np.random.Generator, table: Floats, count: int) -> Months:
    until = np.cumsum(table, axis=1)
    draw = random.random((count, len(table)))
    late = np.zeros((count, len(table)), np.int8)
    for months in range(table.shape[1] - 1):
        late += (draw >= until[:, months]).astype(np.int8)
    return late
