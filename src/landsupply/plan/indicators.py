"""计划指标 · 总量、结构、布局、时序、方式: every number that a document prints of a plan, exact, from its items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from landsupply.law.rulebook import Rules
from landsupply.measure.area import Area
from landsupply.measure.shares import Shares, shares
from landsupply.measure.verdict import reaches, required
from landsupply.plan.brief import Milestone
from landsupply.plan.plan import Plan, PlanItem, ReserveLine

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneLine:
    """节点完成 · What a milestone asks, what the plan reaches, and the exact verdict."""

    milestone: Milestone
    required: Area
    reached: Area
    is_met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicators:
    """计划指标 · The plan's figures; listed and reserved parts are kept apart, their sum is the indicator."""

    classes: Mapping[str, Area]
    listed: Mapping[str, Area]
    reserved: Mapping[str, Area]
    districts: Mapping[str | None, Area]
    modes: Mapping[str, Area]
    in_month: Mapping[int, Area]
    months: Mapping[int, Area]
    shares: Shares
    milestones: tuple[MilestoneLine, ...]

    @property
    def total(self) -> Area:
        """总量 · The whole indicator."""
        return Area.total(self.classes.values())

    @property
    def listed_total(self) -> Area:
        """落地 · The area that stands on parcels."""
        return Area.total(self.listed.values())

    @property
    def reserved_total(self) -> Area:
        """统筹与预留 · The area held back."""
        return Area.total(self.reserved.values())

    @property
    def quarters(self) -> Mapping[int, Area]:
        """季度 · The area supplied in each quarter, 1..4."""
        return {q: Area.total(self.in_month[m] for m in range(3 * q - 2, 3 * q + 1)) for q in range(1, 5)}

    @classmethod
    def of(cls, plan: Plan, rules: Rules) -> Indicators:
        """计算指标 · The figures of a plan, in the official order of the place's classes, units and modes."""
        names = _class_names(plan, rules)
        listed = _listed(plan.items, names)
        reserved = _reserves(plan.reserves, names)
        classes = {name: listed[name] + reserved[name] for name in names}
        in_month = _by_month(plan)
        months = _cumulative(in_month)
        return cls(
            classes=classes,
            listed=listed,
            reserved=reserved,
            districts=_by_district(plan, rules),
            modes=_by_mode(plan, rules),
            in_month=in_month,
            months=months,
            shares=shares([area.units for area in classes.values()]),
            milestones=_milestones(plan, months, Area.total(classes.values())),
        )


def _class_names(plan: Plan, rules: Rules) -> list[str]:
    """The official classes in order; behind them any other that the plan names, for no area may vanish."""
    official = [plan_class.name for plan_class in rules.place.classes]
    named = {name for item in plan.items for name, _ in item.by_class} | {
        reserve.plan_class for reserve in plan.reserves
    }
    return [*official, *sorted(named.difference(official))]


def _listed(items: tuple[PlanItem, ...], names: list[str]) -> dict[str, Area]:
    """A mixed item counts under each of its classes with its part."""
    sums = dict.fromkeys(names, 0)
    for name, area in (pair for item in items for pair in item.by_class):
        sums[name] = sums.get(name, 0) + area.units
    return {name: Area(units) for name, units in sums.items()}


def _sums(items: tuple[PlanItem, ...], keys: list[str], key_of: Callable[[PlanItem], str]) -> dict[str, Area]:
    sums = dict.fromkeys(keys, 0)
    for item in items:
        sums[key_of(item)] = sums.get(key_of(item), 0) + item.area.units
    return {key: Area(units) for key, units in sums.items()}


def _reserves(reserves: tuple[ReserveLine, ...], names: list[str]) -> dict[str, Area]:
    return {name: Area.total(r.area for r in reserves if r.plan_class == name) for name in names}


def _by_district(plan: Plan, rules: Rules) -> dict[str | None, Area]:
    """Official order; None collects what names no unit, and appears only when there is any."""
    sums: dict[str | None, int] = {unit.name: 0 for unit in rules.place.units}
    for district, area in [
        *((item.district, item.area) for item in plan.items),
        *((reserve.district, reserve.area) for reserve in plan.reserves),
    ]:
        sums[district] = sums.get(district, 0) + area.units
    return {district: Area(units) for district, units in sums.items()}


def _by_mode(plan: Plan, rules: Rules) -> dict[str, Area]:
    order = [mode.name for mode in rules.vocabulary.modes]
    sums = _sums(plan.items, order, lambda item: item.mode.name)
    return {name: area for name, area in sums.items() if area}


def _by_month(plan: Plan) -> dict[int, Area]:
    sums = dict.fromkeys(MONTHS, 0)
    for item in plan.items:
        sums[item.supply_month] += item.area.units
    for reserve in plan.reserves:
        sums[reserve.month] += reserve.area.units
    return {month: Area(units) for month, units in sums.items()}


def _cumulative(in_month: Mapping[int, Area]) -> dict[int, Area]:
    return {month: Area.total(in_month[m] for m in MONTHS if m <= month) for month in MONTHS}


def _milestones(plan: Plan, months: Mapping[int, Area], total: Area) -> tuple[MilestoneLine, ...]:
    return tuple(
        MilestoneLine(
            milestone=milestone,
            required=required(total, milestone.share),
            reached=months[milestone.month],
            is_met=reaches(months[milestone.month], total, milestone.share),
        )
        for milestone in sorted(plan.brief.milestones, key=lambda milestone: milestone.month)
    )
