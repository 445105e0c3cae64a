"""算式 · The working behind one printed figure: what is added up, what it is divided by, and the parcels themselves.

Every figure of the five axes has one, so that whoever reads 22.19 % sees the four lines it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from landsupply.measure.area import Area
from landsupply.measure.fault import InputFault
from landsupply.measure.rounding import half_up
from landsupply.plan.plan import PlanItem, ReserveLine
from landsupply.publish.document import Quantity
from landsupply.publish.matter import Matter

#: The decimals of a per cent in the working, four more than are printed.
_RATIO_PLACES = 6


class FigureAxis(StrEnum):
    """指标轴 · The five axes on which a figure stands, as an address names them."""

    TOTAL = "total"
    STRUCTURE = "structure"
    LAYOUT = "layout"
    TIMING = "timing"
    MODES = "modes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """算式一项 · A parcel of the plan with as much of its area as counts here."""

    item: PlanItem
    area: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """算式 · What a figure is called, how it and its share print, the lines of arithmetic, what was added up."""

    title: str
    area: Quantity
    share: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...]
    reserves: tuple[ReserveLine, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a figure counts, of what whole it is a share (none: it is the whole), and what is said beside it."""

    title: str
    parts: tuple[Part, ...]
    reserves: tuple[ReserveLine, ...]
    whole: Area | None = None
    beside: tuple[str, ...] = ()


def working(matter: Matter, axis: FigureAxis, key: str) -> Working:
    """算式 · Of one figure by its axis and key; InputFault P905 where the plan has no such figure."""
    if key not in keys(matter, axis):
        raise InputFault("P905", axis=axis.value, key=key)
    asked = _ASKED[axis](matter, key)
    listed = Area.total(part.area for part in asked.parts)
    reserved = Area.total(line.area for line in asked.reserves)
    area = listed + reserved
    share = "" if asked.whole is None else _share(matter, area, asked.whole)
    return Working(
        title=asked.title,
        area=matter.quantity(area),
        share=share,
        lines=(*_sum_lines(matter, asked, listed, reserved), _last_line(matter, area, asked.whole), *asked.beside),
        parts=tuple(sorted(asked.parts, key=lambda part: (-part.area.units, part.item.parcel))),
        reserves=asked.reserves,
    )


def keys(matter: Matter, axis: FigureAxis) -> tuple[str, ...]:
    """指标键 · What an axis has figures of, in the official order; no unit is a dash."""
    figures = matter.figures
    found: Mapping[FigureAxis, tuple[str, ...]] = {
        FigureAxis.TOTAL: ("all", "listed", "reserved"),
        FigureAxis.STRUCTURE: tuple(figures.classes),
        FigureAxis.LAYOUT: tuple(name or "-" for name in figures.districts),
        FigureAxis.TIMING: tuple(str(month) for month in figures.months),
        FigureAxis.MODES: tuple(figures.modes),
    }
    return found[axis]


def _share(matter: Matter, area: Area, whole: Area) -> str:
    found = matter.shares([area, whole - area])[0]
    return found.text if isinstance(found, Quantity) else found


def _sum_lines(matter: Matter, asked: _Asked, listed: Area, reserved: Area) -> tuple[str, ...]:
    unit, parts = matter.unit, (matter.exact(listed), matter.exact(reserved))
    return (
        matter.say("P500", count=len(asked.parts), area=parts[0], unit=unit),
        matter.say("P501", count=len(asked.reserves), area=parts[1], unit=unit),
        matter.say("P502", listed=parts[0], reserved=parts[1], area=matter.exact(listed + reserved), unit=unit),
    )


def _last_line(matter: Matter, area: Area, whole: Area | None) -> str:
    """The share of a whole, or how the whole itself prints."""
    if whole is None:
        facts = {"area": matter.exact(area), "places": matter.places, "printed": matter.area(area)}
        return matter.say("P504", unit=matter.unit, **facts)
    if not whole:
        return matter.say("P507")
    facts = {"area": matter.exact(area), "whole": matter.exact(whole), "share": _share(matter, area, whole)}
    return matter.say("P503", ratio=_ratio(area, whole), **facts)


def _ratio(area: Area, whole: Area) -> str:
    """A per cent to more decimals than print; dots where it goes on."""
    goes_on = 100 * 10**_RATIO_PLACES * area.units % whole.units
    return half_up(100 * area.units, whole.units, _RATIO_PLACES) + ("…" if goes_on else "")


def _whole_items(matter: Matter, counts: Callable[[PlanItem], bool]) -> tuple[Part, ...]:
    return tuple(Part(item=item, area=item.area) for item in matter.plan.items if counts(item))


def _total(matter: Matter, key: str) -> _Asked:
    parts = _whole_items(matter, lambda item: key != "reserved")
    reserves = () if key == "listed" else matter.plan.reserves
    title = matter.say({"all": "P411", "listed": "P307", "reserved": "P308"}[key])
    return _Asked(title, parts, reserves, None if key == "all" else matter.figures.total)


def _structure(matter: Matter, key: str) -> _Asked:
    pairs = [(item, area) for item in matter.plan.items for name, area in item.by_class if name == key]
    parts = {item.parcel: Part(item=item, area=Area.ZERO) for item, _ in pairs}
    for item, area in pairs:
        parts[item.parcel] = Part(item=item, area=parts[item.parcel].area + area)
    reserves = tuple(line for line in matter.plan.reserves if line.plan_class == key)
    return _Asked(matter.plan_class(key), tuple(parts.values()), reserves, matter.figures.total)


def _layout(matter: Matter, key: str) -> _Asked:
    district = None if key == "-" else key
    parts = _whole_items(matter, lambda item: item.district == district)
    reserves = tuple(line for line in matter.plan.reserves if line.district == district)
    return _Asked(matter.district(district), parts, reserves, matter.figures.total)


def _timing(matter: Matter, key: str) -> _Asked:
    """What is reached by the end of a month, and what a milestone asks of it."""
    month = int(key)
    parts = _whole_items(matter, lambda item: item.supply_month <= month)
    reserves = tuple(line for line in matter.plan.reserves if line.month <= month)
    beside = tuple(
        matter.say(
            "P505",
            total=matter.exact(matter.figures.total),
            share=matter.percent(line.milestone.share),
            required=matter.threshold(line).text,
            reached=matter.exact(line.reached),
            unit=matter.unit,
            verdict=matter.verdict(line),
        )
        for line in matter.figures.milestones
        if line.milestone.month == month
    )
    return _Asked(matter.say("P506", month=matter.month(month)), parts, reserves, matter.figures.total, beside)


def _modes(matter: Matter, key: str) -> _Asked:
    parts = _whole_items(matter, lambda item: item.mode.name == key)
    return _Asked(matter.mode(key), parts, (), matter.figures.listed_total)


_ASKED: Mapping[FigureAxis, Callable[[Matter, str], _Asked]] = {
    FigureAxis.TOTAL: _total,
    FigureAxis.STRUCTURE: _structure,
    FigureAxis.LAYOUT: _layout,
    FigureAxis.TIMING: _timing,
    FigureAxis.MODES: _modes,
}
