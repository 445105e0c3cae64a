"""编制要求文本 · A brief as a page of TOML, and back: every key known, every name resolved, every figure read exactly.

The stored form inside a plan is the same structure, so there is one reader. Nothing is guessed: a misspelt name
is refused with the nearest known ones. Whatever order the page has, the brief has the place's official one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, TypeVar

from landsupply.law.rulebook import Rules
from landsupply.measure.area import Area, AreaUnit, read_area
from landsupply.measure.days import CalendarDay, Precision, read_day
from landsupply.measure.fault import BriefFault, Fault, MeasureFault
from landsupply.measure.interval import Interval, read_interval, read_percent
from landsupply.measure.rounding import exact_decimal
from landsupply.plan.brief import Assumed, Axis, Brief, Line, Locks, Milestone, Target
from landsupply.plan.goal import Goal
from landsupply.prepare.dated import in_force

FORMAT = "landsupply.brief/1"
T = TypeVar("T")
_MONTHS = tuple(str(month) for month in range(1, 13))
_TOP = ("format", "place", "year", "title", "day", "goals", "slack", "gap")
_TABLES = ("targets", "milestones", "reserves", "locks", "assumed")
_KEYS = {
    "": (*_TOP, *_TABLES),
    "targets": ("total", "classes", "districts", "months", "batches"),
    "locks": ("must", "never", "months"),
    "assumed": ("ready", "past_results_are_candidates"),
}
_SLACK, _GAP = Fraction(5, 10_000), Fraction(1, 1_000)
_AT = re.compile(r" \(at line ([0-9]+), column ([0-9]+)\)\Z")
_AT_END = re.compile(r" \(at end of document\)\Z")
_RATIO = re.compile(r"([0-9]{1,40})/([0-9]{1,40})\Z")


def parse_brief(text: str) -> dict[str, Any]:
    """解析 · The page's keys and values; B012 where it is not TOML, B013 where it names no known format."""
    try:
        page = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # besides its own error, numbers longer than Python reads
        raise _not_toml(text, str(error)) from None
    if page.get("format") != FORMAT:
        raise BriefFault("B013", found=_shown(page.get("format")), wanted=FORMAT)
    return page


def _not_toml(text: str, reason: str) -> BriefFault:
    """Line and column as facts of their own; the end of the page is a place too."""
    line, column = "—", "—"
    if found := _AT.search(reason):
        line, column = found[1], found[2]
    elif _AT_END.search(reason):
        line, column = str(text.count("\n") + 1), str(len(text) - text.rfind("\n"))
    bare = _AT_END.sub("", _AT.sub("", reason))
    return BriefFault("B012", line=line, column=column, reason=bare[:80])


def brief_place(page: Mapping[str, Any]) -> tuple[str, int]:
    """地区年度 · The place's code and the year, which a door needs to open the rulebook."""
    place, year = page.get("place"), page.get("year")
    if not isinstance(place, str):
        raise BriefFault("B014", key="place", raw=_shown(place))
    if type(year) is not int or not 1990 <= year <= 2100:
        raise BriefFault("B014", key="year", raw=_shown(year))
    return place, year


def read_brief(page: Mapping[str, Any], rules: Rules) -> Brief:
    """读编制要求 · The brief that a page states, its names resolved by the place's rules of the brief's year.

    BriefFault names the place in the page (`targets.classes.住宅用地`): B001 an unknown name, B014 to B016 a value
    of the wrong kind or that cannot be read, B019 rules of another place or year, the rest a brief that
    contradicts itself.
    """
    place, year = brief_place(page)
    if (place, year) != (rules.place.code, rules.day.year):
        raise BriefFault("B019", place=place[:20], year=year, found=f"{rules.place.code} {rules.day.year}")
    _refuse_unknown_keys(page)
    brief = Brief(
        year=year,
        place=place,
        title=_text(page, "title", rules.place.wording["plan.title"].format(year=year)),
        targets=_targets(_table(page, "targets"), rules),
        milestones=_milestones(page, rules),
        goals=tuple(_goal(name, i) for i, name in enumerate(_goal_names(page))),
        slack=_measured(_read_share, page["slack"], "slack") if "slack" in page else _SLACK,
        gap=_measured(_read_share, page["gap"], "gap") if "gap" in page else _GAP,
        reserves=_reserves(_table(page, "reserves"), rules),
        locks=_locks(_table(page, "locks")),
        assumed=_assumed(_table(page, "assumed")),
        day=_compile_day(page),
    )
    _refuse_classes_that_cannot_fill(brief, rules)
    return brief


def _refuse_unknown_keys(page: Mapping[str, Any]) -> None:
    for table, known in _KEYS.items():
        for key in _table(page, table) if table else page:
            _known(key, known, f"{table}.{key}" if table else key)


def _known(name: str, known: Iterable[str], where: str) -> str:
    """The name itself when it is known; B001 with what may have been meant otherwise."""
    names = tuple(known)
    if name not in names:
        near = get_close_matches(name[:40], names, n=3, cutoff=0.4) or list(names)
        raise BriefFault("B001", where=where[:80], raw=name[:60], known="、".join(near[:12]))
    return name


def _shown(value: object) -> str:
    """A refused value, cut short; a number too long to be written out as what it is."""
    try:
        return str(value)[:60]
    except ValueError:
        return type(value).__name__


def _table(page: Mapping[str, Any], key: str, within: str = "") -> Mapping[str, Any]:
    table = page.get(key, {})
    if not isinstance(table, Mapping):
        raise BriefFault("B014", key=within + key, raw=_shown(table))
    return table


def _text(page: Mapping[str, Any], key: str, otherwise: str, within: str = "") -> str:
    value = page.get(key, otherwise)
    if not isinstance(value, str):
        raise BriefFault("B014", key=within + key, raw=_shown(value))
    return value


def _names(page: Mapping[str, Any], key: str, within: str = "") -> tuple[str, ...]:
    value = page.get(key, [])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise BriefFault("B014", key=within + key, raw=_shown(value))
    return tuple(value)


def _measured(read: Callable[[str], T], value: object, where: str) -> T:
    """A quantity's text read; whatever it is refused for, the place in the brief is said too."""
    if not isinstance(value, str):
        raise BriefFault("B015", where=where[:80], raw=_shown(value))
    try:
        return read(value)
    except Fault as fault:
        raise BriefFault("B016", where=where[:80], raw=value[:60], reason=fault.code) from fault


def _read_share(text: str) -> Fraction:
    """A percentage, or a ratio such as 1/3 that no percentage writes exactly."""
    found = _RATIO.match(text)
    if found is None:
        return read_percent(text)
    if not 0 < int(found[2]) >= int(found[1]):
        raise MeasureFault("M006", raw=text[:60])
    return Fraction(int(found[1]), int(found[2]))


def _targets(table: Mapping[str, Any], rules: Rules) -> tuple[Target, ...]:
    found = []
    if "total" in table:
        found.append(_target(Line(Axis.TOTAL), table["total"], rules.place.area_unit, "targets.total"))
    for key, axis, known in _axes(rules):
        bounds = _table(table, key, "targets.")
        for name in _in_order(bounds, known, f"targets.{key}"):
            found.append(_target(Line(axis, name), bounds[name], rules.place.area_unit, f"targets.{key}.{name}"))
    return tuple(found)


def _axes(rules: Rules) -> tuple[tuple[str, Axis, tuple[str, ...]], ...]:
    """The axes of a brief in their order, each with its official names; a batch may have any."""
    return (
        ("classes", Axis.CLASS, _class_names(rules)),
        ("districts", Axis.DISTRICT, tuple(unit.name for unit in rules.place.units)),
        ("months", Axis.MONTH, _MONTHS),
        ("batches", Axis.BATCH, ()),
    )


def _class_names(rules: Rules) -> tuple[str, ...]:
    return tuple(plan_class.name for plan_class in rules.place.classes)


def _in_order(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> list[str]:
    """The table's names, each of them known, in the official order; by themselves where any name will do."""
    if not known:
        return sorted(table)
    return sorted((_known(name, known, f"{where}.{name}") for name in table), key=known.index)


def _target(line: Line, value: object, unit: AreaUnit, where: str) -> Target:
    bounds = _measured(lambda text: read_interval(text, unit), value, where)
    if (bounds.low or 0) < 0 or (bounds.high or 0) < 0:
        raise BriefFault("B016", where=where[:80], raw=str(value)[:60], reason="M005")
    if line.axis is Axis.BATCH and bounds.is_exact:
        bounds = Interval(None, bounds.high)  # a balance is what may be drawn at most
    return Target(line=line, bounds=bounds)


def _milestones(page: Mapping[str, Any], rules: Rules) -> tuple[Milestone, ...]:
    """The brief's own, or the place's published ones of the year, if there are any."""
    if "milestones" not in page:
        published = in_force(rules, "milestone.completion")
        shares = published.table().items() if published else ()
        return tuple(Milestone(month=int(day[:2]), share=Fraction(str(share))) for day, share in shares)
    table = _table(page, "milestones")
    return tuple(
        Milestone(month=int(month), share=_measured(_read_share, table[month], f"milestones.{month}"))
        for month in _in_order(table, _MONTHS, "milestones")
    )


def _goal_names(page: Mapping[str, Any]) -> tuple[str, ...]:
    return _names(page, "goals") if "goals" in page else (Goal.LIVELIHOOD.value,)


def _goal(name: str, place: int) -> Goal:
    return Goal(_known(name, [goal.value for goal in Goal], f"goals.{place + 1}"))


def _reserves(table: Mapping[str, Any], rules: Rules) -> tuple[tuple[str, Area], ...]:
    unit = rules.place.area_unit
    names = _in_order(table, _class_names(rules), "reserves")
    return tuple(
        (name, _measured(lambda text: read_area(text, unit), table[name], f"reserves.{name}")) for name in names
    )


def _locks(table: Mapping[str, Any]) -> Locks:
    months = _table(table, "months", "locks.")
    return Locks(
        must=_names(table, "must", "locks."),
        never=_names(table, "never", "locks."),
        months=tuple(sorted(months.items(), key=lambda pin: pin[0])),
    )


def _assumed(table: Mapping[str, Any]) -> Assumed:
    ready = _read_when(table["ready"], "assumed.ready") if "ready" in table else None
    reason = _text(table, "past_results_are_candidates", "", "assumed.")
    return Assumed(ready=ready, past_results_are_candidates=reason or None)


def _read_when(value: object, where: str) -> CalendarDay:
    """A date of TOML's own kind, or a date, month, quarter or year as text."""
    return CalendarDay(value) if type(value) is date else _measured(read_day, value, where)


def _compile_day(page: Mapping[str, Any]) -> date | None:
    if "day" not in page:
        return None
    found = _read_when(page["day"], "day")
    if found.precision is not Precision.DAY:
        raise BriefFault("B016", where="day", raw=_shown(page["day"]), reason="M007")
    return found.day


def _refuse_classes_that_cannot_fill(brief: Brief, rules: Rules) -> None:
    """Where every class is bounded above, their sum must reach the total."""
    total, classes = brief.target(Line(Axis.TOTAL)), brief.on(Axis.CLASS)
    if total is None or total.bounds.low is None or len(classes) < len(rules.place.classes):
        return
    highs = [target.bounds.high for target in classes if target.bounds.high is not None]
    if len(highs) == len(classes) and sum(highs) < total.bounds.low:
        raise BriefFault("B017", sum=Area(sum(highs)).hectares, total=Area(total.bounds.low).hectares)


def _interval_text(bounds: Interval) -> str:
    """What `read_interval` reads as the same bounds; a target has at least one."""
    low = Area(bounds.low).hectares if bounds.low is not None else ""
    high = Area(bounds.high).hectares if bounds.high is not None else ""
    if bounds.is_exact:
        return f"{low}公顷"
    if low and high:
        return f"{low}–{high}公顷"
    return f"≥{low}公顷" if low else f"≤{high}公顷"


def _share_text(share: Fraction) -> str:
    """The exact percentage, or the ratio where no short decimal is exact."""
    scaled = share * 100 * 10**12
    if scaled.denominator != 1:
        return f"{share.numerator}/{share.denominator}"
    return exact_decimal(scaled.numerator, 12) + "%"


def brief_to_form(brief: Brief) -> dict[str, Any]:
    """存储形式 · The brief as the structure that `read_brief` reads."""
    form: dict[str, Any] = {
        "format": FORMAT,
        "place": brief.place,
        "year": brief.year,
        "title": brief.title,
        "goals": [goal.value for goal in brief.goals],
        "slack": _share_text(brief.slack),
        "gap": _share_text(brief.gap),
        "targets": _targets_form(brief),
        "milestones": {str(one.month): _share_text(one.share) for one in brief.milestones},
        "reserves": {name: f"{area.hectares}公顷" for name, area in brief.reserves},
        "locks": _locks_form(brief.locks),
        "assumed": _assumed_form(brief.assumed),
    }
    if brief.day:
        form["day"] = brief.day.isoformat()
    return form


def _targets_form(brief: Brief) -> dict[str, Any]:
    tables = {"classes": Axis.CLASS, "districts": Axis.DISTRICT, "months": Axis.MONTH, "batches": Axis.BATCH}
    form: dict[str, Any] = {
        key: {target.line.key: _interval_text(target.bounds) for target in brief.on(axis)}
        for key, axis in tables.items()
    }
    if total := brief.target(Line(Axis.TOTAL)):
        form["total"] = _interval_text(total.bounds)
    return form


def _locks_form(locks: Locks) -> dict[str, Any]:
    return {"must": list(locks.must), "never": list(locks.never), "months": dict(locks.months)}


def _assumed_form(assumed: Assumed) -> dict[str, str]:
    form = {
        "ready": str(assumed.ready) if assumed.ready else None,
        "past_results_are_candidates": assumed.past_results_are_candidates,
    }
    return {key: value for key, value in form.items() if value is not None}
