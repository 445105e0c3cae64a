"""沿用 · What an approved plan says of every column: whether its parcel stands as approved, and what else it costs.

A parcel added or removed counts four quarters, one in another month, way or area one. A parcel that may be phased
stays where its area is the approved one to the unit: one more binary says so, and costs nothing; any other area of its
room is free to the unit and counts one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from landsupply.measure.area import UNITS_PER_HECTARE
from landsupply.optimise.close import without_band
from landsupply.optimise.columns import Columns
from landsupply.optimise.constraints import build_rows
from landsupply.optimise.programme import Programme, Row
from landsupply.plan.brief import Brief
from landsupply.plan.plan import ItemState, PlanItem
from landsupply.plan.problem import Floats, Ints, Mask

#: What a parcel counts that is added or removed, in quarters of a change.
WHOLE = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stays:
    """沿用 · By column the quarters it counts above its parcel standing nowhere; `base` is what nothing listed counts.

    `phases` are columns in which a phase may stay, with its approved units; they count one quarter less where it does.
    `shut` may not be chosen, `held` are the columns of parcels in frozen months, which stay. `forced` are approved
    parcels with a candidate that can no longer stand as they stood.
    """

    columns: Columns
    quarters: Ints
    base: int
    phases: Mapping[int, int]
    shut: Mask
    held: tuple[int, ...]
    forced: tuple[str, ...]

    def change(self, values: Floats) -> int:
        """变动 · The quarters of a solution."""
        return round(self.base - float(self.saving @ values))

    @property
    def saving(self) -> Floats:
        """少变 · On every variable what choosing it takes away from the change."""
        width = self.columns.width
        cost = np.zeros(width + len(self.phases))
        cost[: self.columns.count] = -self.quarters
        cost[width:] = 1.0
        return cost

    def kept_units(self, values: Floats) -> Mapping[int, int]:
        """沿用的分期 · The columns of a solution whose phase stays, with their units."""
        stays = values[self.columns.width :] > 0.5
        return {j: units for (j, units), is_kept in zip(self.phases.items(), stays.tolist(), strict=True) if is_kept}


def stays_of(columns: Columns, items: Mapping[str, PlanItem], frozen: int) -> Stays:
    """沿用 · What the approved items, by parcel, say of the columns; months up to `frozen` are left alone.

    What is supplied or under notice stands as the ledger has it, and counts nothing.
    """
    of_column = [columns.candidates[i] for i in columns.candidate.tolist()]
    planned = np.array([one.state is ItemState.PLANNED for one in of_column], dtype=bool)
    mine = [items.get(one.parcel) if is_own else None for one, is_own in zip(of_column, planned, strict=True)]
    stood = np.array([item is not None for item in mine], dtype=bool)
    same = np.array([item is not None and _is_same(columns, j, item) for j, item in enumerate(mine)], dtype=bool)
    is_phase = same & (columns.least < columns.whole)
    phases = {j: item.area.units for j, item in enumerate(mine) if item is not None and is_phase[j]}
    early = np.array([item is not None and item.supply_month <= frozen for item in mine], dtype=bool)
    parcels = {item.parcel: j for j, item in enumerate(mine) if item is not None}
    able = {of_column[j].parcel for j in np.flatnonzero(same).tolist()}
    return Stays(
        columns=columns,
        quarters=np.where(planned, np.where(stood, 1 - WHOLE, WHOLE) - (same & ~is_phase), 0).astype(np.int64),
        base=WHOLE * len(parcels),
        phases=phases,
        shut=planned & ~same & (early | (columns.month <= frozen)),
        held=tuple(np.flatnonzero(same & early).tolist()),
        forced=tuple(sorted(parcels.keys() - able)),
    )


def _is_same(columns: Columns, j: int, item: PlanItem) -> bool:
    """Whether the column lists the item's parcel in its way and month, and may have its area."""
    way = (item.parcel, item.use.scheme.value, item.use.code, item.mode.code)
    is_here = int(columns.month[j]) == item.supply_month and columns.candidates[int(columns.candidate[j])].key == way
    return is_here and bool(columns.least[j] <= item.area.units <= columns.whole[j])


def plain_programme(stays: Stays, brief: Brief) -> Programme:
    """保持指标的模型 · Figures to the printed hundredth, frozen months as approved; it says nothing of changes."""
    columns = stays.columns
    lower, upper = np.zeros(columns.width), np.ones(columns.width)
    upper[columns.count :] = columns.whole[columns.phased] / UNITS_PER_HECTARE
    upper[np.flatnonzero(stays.shut)] = 0.0
    for j in stays.held:
        if j in stays.phases:
            lower[columns.carrier[j]] = upper[columns.carrier[j]] = stays.phases[j] / UNITS_PER_HECTARE
    integral = np.arange(columns.width) < columns.count
    rows = (*build_rows(columns, brief), *_frozen(stays))
    return without_band(Programme(lower=lower, upper=upper, integral=integral, rows=rows), columns, brief)


def _frozen(stays: Stays) -> Iterator[Row]:
    """What stands in a frozen month stays: its parcel is listed, and every other column of it is shut."""
    columns = stays.columns
    for j in stays.held:
        index = np.flatnonzero(columns.parcel == columns.parcel[j])
        yield Row(name=f"frozen {j}", index=index, value=np.ones(len(index)), low=1.0, high=1.0)


def counted_programme(plain: Programme, stays: Stays) -> Programme:
    """计变动的模型 · The same with one more binary for each phase that may stay as approved."""
    more = len(stays.phases)
    return Programme(
        lower=np.append(plain.lower, np.zeros(more)),
        upper=np.append(plain.upper, np.ones(more)),
        integral=np.append(plain.integral, np.ones(more, dtype=bool)),
        rows=(*plain.rows, *_staying(stays)),
    )


def _staying(stays: Stays) -> Iterator[Row]:
    """least·x + (A − least)·z ≤ a ≤ whole·x − (whole − A)·z: with z the phase is listed with its approved area A."""
    columns = stays.columns
    for at, (j, units) in enumerate(stays.phases.items(), columns.width):
        area, index = units / UNITS_PER_HECTARE, np.array([columns.carrier[j], j, at], dtype=np.int64)
        least, whole = columns.least[j] / UNITS_PER_HECTARE, columns.whole[j] / UNITS_PER_HECTARE
        yield Row(name=f"stays least {j}", index=index, value=np.array([1.0, -least, least - area]), low=0.0)
        yield Row(name=f"stays whole {j}", index=index, value=np.array([1.0, -whole, whole - area]), high=0.0)
        yield Row(name=f"stays {j}", index=index[1:], value=np.array([-1.0, 1.0]), high=0.0)


def with_stays(values: Floats, stays: Stays) -> Floats:
    """补足 · A solution of the plain model with the phases that stay in it."""
    chosen = [values[j] > 0.5 for j in stays.phases]
    areas = [round(float(values[stays.columns.carrier[j]]) * UNITS_PER_HECTARE) for j in stays.phases]
    same = [area == units for area, units in zip(areas, stays.phases.values(), strict=True)]
    return np.append(values, np.array(chosen, dtype=bool) & np.array(same, dtype=bool))
