"""版本差异 · What one version of a plan changes of another: 原、新、增减 by figure and by parcel, with the net.

The earlier version may be none: then everything is new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from landsupply.law.rulebook import Rules
from landsupply.measure.area import Area
from landsupply.plan.indicators import Indicators
from landsupply.plan.plan import Plan, PlanItem
from landsupply.plan.target import Axis


class ChangeKind(StrEnum):
    """变化 · A parcel that comes in, goes out, or stays with something else about it."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """指标增减 · A figure before and after; its key is a class, a unit, a way, or a month."""

    axis: Axis
    key: str | None
    before: Area
    after: Area

    @property
    def net(self) -> Area:
        """增减 · After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """宗地增减 · A parcel as it was listed and as it is; `item` is the latter, or the former where it went out."""

    item: PlanItem
    before: PlanItem | None
    after: PlanItem | None

    @property
    def kind(self) -> ChangeKind:
        """变化 · Which of the three."""
        if self.before is None:
            return ChangeKind.ADDED
        return ChangeKind.REMOVED if self.after is None else ChangeKind.CHANGED

    @property
    def net(self) -> Area:
        """增减 · By how much the parcel's listed area changes."""
        return _area(self.after) - _area(self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """版本差异 · Every figure of either version, every parcel that differs, and how many are alike."""

    figures: tuple[FigureChange, ...]
    items: tuple[ItemChange, ...]
    alike: int

    @property
    def net(self) -> Area:
        """净增减 · By how much the total changes."""
        return next((one.net for one in self.figures if one.axis is Axis.TOTAL), Area.ZERO)

    def count(self, kind: ChangeKind) -> int:
        """宗数 · How many parcels changed in a way."""
        return sum(one.kind is kind for one in self.items)


def difference(before: Plan | None, after: Plan, rules: Rules) -> Difference:
    """比较版本 · What the later plan changes of the earlier one, in the official order and by parcel."""
    old = {item.parcel: item for item in before.items} if before else {}
    new = {item.parcel: item for item in after.items}
    latest = {**old, **new}
    both = sorted(latest)
    changed = tuple(
        ItemChange(item=latest[parcel], before=old.get(parcel), after=new.get(parcel))
        for parcel in both
        if old.get(parcel) != new.get(parcel)
    )
    figures = tuple(_figures(Indicators.of(before, rules) if before else None, Indicators.of(after, rules)))
    return Difference(figures=figures, items=changed, alike=len(both) - len(changed))


def _figures(before: Indicators | None, after: Indicators) -> Iterator[FigureChange]:
    old, new = (_by_axis(before) if before else {}), _by_axis(after)
    for axis, areas in new.items():
        was = old.get(axis, {})
        for key in dict.fromkeys((*areas, *was)):
            now, then = areas.get(key, Area.ZERO), was.get(key, Area.ZERO)
            if now or then or axis is Axis.TOTAL:
                yield FigureChange(axis=axis, key=key, before=then, after=now)


def _by_axis(figures: Indicators) -> Mapping[Axis, Mapping[str | None, Area]]:
    return {
        Axis.TOTAL: {None: figures.total},
        Axis.CLASS: dict(figures.classes.items()),
        Axis.DISTRICT: {**figures.districts},
        Axis.MODE: dict(figures.modes.items()),
        Axis.MILESTONE: {str(month): area for month, area in figures.months.items()},
    }


def _area(item: PlanItem | None) -> Area:
    return item.area if item else Area.ZERO
