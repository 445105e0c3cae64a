"""编制要求界限 · Bounds as a brief writes them, and the names that the place and the rules of the day give."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from landsupply.law.rulebook import Rules
from landsupply.measure.fault import BriefFault
from landsupply.measure.interval import Interval, read_count_interval, read_interval, read_money_interval
from landsupply.plan.brief_values import measured, shown
from landsupply.plan.target import Measure, Target, Unit, exact_figure
from landsupply.prepare.dated import in_force

_KINDS = "housing.affordable.kinds"


def class_names(rules: Rules) -> tuple[str, ...]:
    """类别名称 · The classes that the place's plan prints."""
    return tuple(plan_class.name for plan_class in rules.place.classes)


def unit_names(rules: Rules) -> tuple[str, ...]:
    """单元名称 · The planning units of the place."""
    return tuple(unit.name for unit in rules.place.units)


def read_bounds(value: object, measure: Measure, rules: Rules, where: str) -> Interval:
    """读上下限 · Bounds in the smallest units of a measure; B015 and B016 with the place in the page."""
    readers: Mapping[Unit, Callable[[str], Interval]] = {
        Unit.HECTARE: lambda text: read_interval(text, rules.place.area_unit),
        Unit.TEN_THOUSAND_YUAN: read_money_interval,
        Unit.ITEMS: read_count_interval,
    }
    bounds = measured(readers[measure.unit], value, where)
    if (bounds.low or 0) < 0 or (bounds.high or 0) < 0:
        raise BriefFault("B016", where=where[:80], raw=shown(value), reason="M005")
    return bounds


def bounds_text(target: Target) -> str:
    """上下限写法 · What `read_bounds` reads as the same bounds; a target has at least one."""
    unit = target.measure.unit
    low, high = ("" if bound is None else exact_figure(bound, unit) for bound in (target.low, target.high))
    if target.is_figure:
        return f"{low}{unit.value}"
    if low and high:
        return f"{low}–{high}{unit.value}"
    return f"≥{low}{unit.value}" if low else f"≤{high}{unit.value}"


def mode_names(rules: Rules) -> tuple[str, ...]:
    """方式名称 · The ways of supply, behind them their groups such as 招拍挂."""
    return tuple(mode.name for mode in (*rules.vocabulary.modes, *rules.vocabulary.mode_groups))


def public_kinds(rules: Rules) -> tuple[str, ...]:
    """保障种类 · The kinds of housing that count as public, as the rules of the day list them."""
    listed = in_force(rules, _KINDS)
    return listed.names() if listed else ()


def open_modes(rules: Rules) -> tuple[str, ...]:
    """公开方式 · The ways of supply that are open to competition."""
    return tuple(mode.name for mode in rules.vocabulary.modes if mode.open)


def area_or_count(value: object) -> Measure:
    """面积或宗数 · Parcels where the text counts 宗, land otherwise."""
    return Measure.COUNT if isinstance(value, str) and "宗" in value else Measure.AREA


def at_most(bounds: Interval) -> Interval:
    """至多 · A balance or a quota written as a figure is what may be drawn at most."""
    return Interval(None, bounds.high) if bounds.is_exact else bounds
