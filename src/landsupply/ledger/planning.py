"""规划条件 · Plot ratio, density, green ratio, height and floor space of a row: limits where they can be read.

The text is always kept. What is no plain limit (住宅2.2，商业3.0; 按规划条件) stays a text and is said (L151).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from landsupply.ledger.desk import Line
from landsupply.ledger.sheet_words import folded
from landsupply.ledger.texts import note_as, read_text
from landsupply.measure.area import Area, split_unit
from landsupply.measure.bounds import Bounds, Limits, read_limits
from landsupply.measure.fault import MeasureFault

#: The fields of a row that say something of the planning conditions.
CONDITION_FIELDS = (
    "plot_ratio",
    "plot_ratio_low",
    "plot_ratio_high",
    "density",
    "green",
    "height",
    "building_area",
    "conditions",
)
_PERCENT = "%"
_HUNDRED = Decimal(100)
_DOUBTFUL_RATIO = "ledger.plot_ratio.doubtful"  # looked at, and said
#: How a text may call what it limits; a limit of something else stays a text.
_NAMES = {
    "plot_ratio": ("容积率", "far", "r"),
    "density": ("建筑密度", "密度"),
    "green": ("绿地率",),
    "height": ("建筑限高", "建筑高度", "限高", "高度"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """规划指标 · One planning figure: as written, and its limits where they can be read."""

    text: str
    bounds: Bounds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningConditions:
    """规划条件 · What the planning asks of a parcel; density and green ratio in percent, height in metres."""

    plot_ratio: Condition | None = None
    density: Condition | None = None
    green: Condition | None = None
    height: Condition | None = None
    building_area: Area | None = None
    further: str | None = None

    def stated(self) -> dict[str, object]:
        """所载 · As plain values."""
        return {
            "plot_ratio": _form(self.plot_ratio),
            "density": _form(self.density),
            "green": _form(self.green),
            "height": _form(self.height),
            "building_area": self.building_area.hectares if self.building_area else None,
            "further": self.further,
        }


def _form(condition: Condition | None) -> dict[str, str | None] | None:
    if condition is None:
        return None
    return {"text": condition.text, "bounds": str(condition.bounds) if condition.bounds else None}


def read_conditions(line: Line) -> PlanningConditions | None:
    """规划条件 · Everything the row says of them, None for nothing."""
    found = PlanningConditions(
        plot_ratio=_plot_ratio(line),
        density=_condition(line, "density", _as_percent),
        green=_condition(line, "green", _as_percent),
        height=_condition(line, "height", _as_metres),
        building_area=_building_area(line),
        further=read_text(line, "conditions"),
    )
    return None if found == PlanningConditions() else found


def _condition(line: Line, name: str, scaled: Callable[[Line, str, Limits], Bounds | None]) -> Condition | None:
    text = read_text(line, name)
    if text is None:
        return None
    try:
        limits = read_limits(text)
    except MeasureFault:
        limits = None
    is_named = limits is not None and limits.name in ("", *_NAMES[name])
    bounds = scaled(line, name, limits) if limits and is_named else None
    if bounds is None:
        line.note("L151", name)
    if limits and not limits.unit and _is_percent(line, name):
        text = f"{text}%" if bounds else f"{text}（%）"  # the header's sign, so that the text speaks for itself
    return Condition(text, bounds)


def _is_percent(line: Line, name: str) -> bool:
    column = line.column(name)
    return column is not None and _PERCENT in folded(column.title)


def _plot_ratio(line: Line) -> Condition | None:
    """One column, or a lower and an upper one; L153 where the lower limit lies above the upper."""
    whole = _condition(line, "plot_ratio", _as_ratio)
    ends = [(sign, name, line.text(name)) for sign, name in (("≥", "plot_ratio_low"), ("≤", "plot_ratio_high"))]
    stated = [(sign, name, text) for sign, name, text in ends if text]
    if whole or not stated:
        return whole
    written = "，".join(sign + text for sign, _, text in stated)
    if any(_figure(text) is None for _, _, text in stated):
        line.note("L151", next(name for _, name, text in stated if _figure(text) is None))
        return Condition(written, None)
    try:
        low, high = (_figure(text) for _, _, text in ends)
        return Condition(written, Bounds(low, high))
    except MeasureFault:
        note_as(line, "L153", "plot_ratio_low", None)
        return Condition(written, None)


def _figure(text: str) -> Decimal | None:
    try:
        limits = read_limits(text)
    except MeasureFault:
        return None
    return limits.bounds.low if limits.bounds.is_exact and not limits.unit else None


def _as_ratio(line: Line, name: str, limits: Limits) -> Bounds | None:
    """L173 for a ratio beyond what is ever built: a decimal point may be missing."""
    if limits.unit:
        return None
    limit = line.desk.limit(_DOUBTFUL_RATIO)
    if any(figure is not None and figure > limit for figure in (limits.bounds.low, limits.bounds.high)):
        line.note("L173", name, limit=limit)
    return limits.bounds


def _as_metres(_line: Line, _name: str, limits: Limits) -> Bounds | None:
    return None if limits.unit == _PERCENT else limits.bounds


def _as_percent(line: Line, name: str, limits: Limits) -> Bounds | None:
    """In percent; a bare figure up to 1 is a share and one above it percent, which is said once for the list (L152)."""
    bounds = limits.bounds
    figures = [figure for figure in (bounds.low, bounds.high) if figure is not None]
    is_marked = limits.unit == _PERCENT or _is_percent(line, name)
    if limits.unit not in ("", _PERCENT) or max(figures) > _HUNDRED:
        return None
    if is_marked:
        return bounds if limits.unit or min(figures) >= 1 or not max(figures) else None
    if min(figures) <= 1 <= max(figures):
        return None
    note_as(line, "L152", name, None)
    if min(figures) > 1:
        return bounds
    low, high = (None if one is None else one * _HUNDRED for one in (bounds.low, bounds.high))
    return Bounds(low, high, bounds.is_low_open, bounds.is_high_open)


def _building_area(line: Line) -> Area | None:
    """建筑面积 · Floor space, in the unit of its cell or header; without one, or as a limit, it is said (L151)."""
    text, column = line.text("building_area"), line.column("building_area")
    if not text:
        return None
    try:
        digits, written = split_unit(text)
        unit = written or (column.unit if column else None)
        found = Area.nearest(digits, unit) if unit else Area.ZERO
    except MeasureFault:
        found = Area.ZERO
    if found > Area.ZERO:
        return found
    line.note("L151", "building_area")
    return None
