"""编制要求文本 · A brief as a page of TOML, and back: every key known, every name resolved, every figure read exactly.

The stored form inside a plan is the same structure, so there is one reader. Nothing is guessed: a misspelt name
is refused with the nearest known ones. Whatever order the page has, the brief has the place's official one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from landsupply.law.rulebook import Rules
from landsupply.measure.area import Area, read_area
from landsupply.measure.days import CalendarDay, Precision, read_day
from landsupply.measure.fault import BriefFault
from landsupply.measure.interval import read_share
from landsupply.plan.brief import Assumed, Brief, Locks, Milestone
from landsupply.plan.brief_bounds import class_names
from landsupply.plan.brief_delays import caution_form, delays_form, read_caution, read_delays
from landsupply.plan.brief_targets import MONTHS, TABLES, read_targets, targets_form
from landsupply.plan.brief_values import in_order, known_name, measured, names_at, share_text, shown, table_at, text_at
from landsupply.plan.goal import GOALS, Goal
from landsupply.plan.target import Axis, Line, Target
from landsupply.prepare.dated import in_force

FORMAT = "landsupply.brief/1"
_TOP = ("format", "place", "year", "title", "day", "goals", "slack", "gap")
_TABLES = ("targets", "milestones", "weights", "reserves", "locks", "assumed", "delays", "robust")
_KEYS = {
    "": (*_TOP, *_TABLES),
    "targets": tuple(table.key for table in TABLES),
    "locks": ("must", "never", "months", "one_of", "after"),
    "assumed": ("ready", "past_results_are_candidates"),
}
_SLACK, _GAP = Fraction(5, 10_000), Fraction(1, 1_000)
_NAMED_GOALS = tuple(goal.value for goal in GOALS)
_HEAVIEST = 1_000_000
_AT = re.compile(r" \(at line ([0-9]+), column ([0-9]+)\)\Z")
#: How the reader of TOML begins where a key or a table stands twice.
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate")
_AT_END = re.compile(r" \(at end of document\)\Z")


def parse_brief(text: str) -> dict[str, Any]:
    """解析 · The page's keys and values; B012 if it is no TOML, B026 for a name that stands twice, B013 no format."""
    try:
        page = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # besides its own error, numbers longer than Python reads
        raise _not_toml(text, str(error)) from None
    if page.get("format") != FORMAT:
        raise BriefFault("B013", found=shown(page.get("format")), wanted=FORMAT)
    return page


def _not_toml(text: str, reason: str) -> BriefFault:
    """Line and column as facts of their own; the end of the page is a place too."""
    line, column = "—", "—"
    if found := _AT.search(reason):
        line, column = found[1], found[2]
    elif _AT_END.search(reason):
        line, column = str(text.count("\n") + 1), str(len(text) - text.rfind("\n"))
    bare = _AT_END.sub("", _AT.sub("", reason))
    if bare.startswith(_TWICE) and line.isdigit():
        return BriefFault("B026", line=line, key=_key_on(text, int(line)))
    return BriefFault("B012", line=line, column=column, reason=bare[:80])


def _key_on(text: str, line: int) -> str:
    """What a line of the page names: a table in brackets, or what stands before the equals sign."""
    found = text.replace("\r\n", "\n").split("\n")[line - 1 : line]
    return found[0].partition("=")[0].strip(" \t[]\"'")[:60] if found else "—"


def brief_place(page: Mapping[str, Any]) -> tuple[str, int]:
    """地区年度 · The place's code and the year, which a door needs to open the rulebook."""
    place, year = page.get("place"), page.get("year")
    if not isinstance(place, str):
        raise BriefFault("B014", key="place", raw=shown(place))
    if type(year) is not int or not 1990 <= year <= 2100:
        raise BriefFault("B014", key="year", raw=shown(year))
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
        title=text_at(page, "title", rules.place.wording["plan.title"].format(year=year)),
        targets=_weighed(read_targets(table_at(page, "targets"), rules), table_at(page, "weights")),
        milestones=_milestones(page, rules),
        goals=tuple(_goal(name, i) for i, name in enumerate(_goal_names(page))),
        weights=_goal_weights(page),
        slack=measured(read_share, page["slack"], "slack") if "slack" in page else _SLACK,
        gap=measured(read_share, page["gap"], "gap") if "gap" in page else _GAP,
        reserves=_reserves(table_at(page, "reserves"), rules),
        locks=_locks(table_at(page, "locks")),
        assumed=_assumed(table_at(page, "assumed")),
        day=_compile_day(page),
        delays=read_delays(page, rules),
        caution=read_caution(page),
    )
    _refuse_classes_that_cannot_fill(brief, rules)
    return brief


def _refuse_unknown_keys(page: Mapping[str, Any]) -> None:
    for table, known in _KEYS.items():
        for key in table_at(page, table) if table else page:
            known_name(key, known, f"{table}.{key}" if table else key)


def _milestones(page: Mapping[str, Any], rules: Rules) -> tuple[Milestone, ...]:
    """The brief's own, or the place's published ones of the year, if there are any."""
    if "milestones" not in page:
        published = in_force(rules, "milestone.completion")
        shares = published.table().items() if published else ()
        return tuple(Milestone(month=int(day[:2]), share=Fraction(str(share))) for day, share in shares)
    table = table_at(page, "milestones")
    return tuple(
        Milestone(month=int(month), share=measured(read_share, table[month], f"milestones.{month}"))
        for month in in_order(table, MONTHS, "milestones")
    )


def _goal_names(page: Mapping[str, Any]) -> tuple[str, ...]:
    """In order where they are a list, by name where they are a table of weights."""
    if isinstance(page.get("goals"), Mapping):
        return tuple(sorted(page["goals"]))
    return names_at(page, "goals") if "goals" in page else (Goal.LIVELIHOOD.value,)


def _goal_weights(page: Mapping[str, Any]) -> tuple[int, ...]:
    if not isinstance(page.get("goals"), Mapping):
        return ()
    return tuple(_weight(page["goals"][name], f"goals.{name}") for name in _goal_names(page))


def _weight(value: object, where: str) -> int:
    if type(value) is not int or not 1 <= value <= _HEAVIEST:
        raise BriefFault("B014", key=where[:80], raw=shown(value))
    return value


def _weighed(targets: tuple[Target, ...], weights: Mapping[str, Any]) -> tuple[Target, ...]:
    """The targets with what a miss of each weighs, by name, in the order of the page's other tables."""
    known = [target.name for target in targets]
    stated = {known_name(name, known, f"weights.{name}"): _weight(weights[name], f"weights.{name}") for name in weights}
    return tuple(one.weighing(stated[one.name]) if one.name in stated else one for one in targets)


def _goal(name: str, place: int) -> Goal:
    return Goal(known_name(name, _NAMED_GOALS, f"goals.{place + 1}"))


def _reserves(table: Mapping[str, Any], rules: Rules) -> tuple[tuple[str, Area], ...]:
    unit = rules.place.area_unit
    names = in_order(table, class_names(rules), "reserves")
    return tuple(
        (name, measured(lambda text: read_area(text, unit), table[name], f"reserves.{name}")) for name in names
    )


def _locks(table: Mapping[str, Any]) -> Locks:
    months = table_at(table, "months", "locks.")
    return Locks(
        must=names_at(table, "must", "locks."),
        never=names_at(table, "never", "locks."),
        months=tuple(sorted(months.items(), key=lambda pin: pin[0])),
        one_of=tuple(sorted(tuple(sorted(names)) for names in _lists(table, "one_of"))),
        after=_pairs(table),
    )


def _lists(table: Mapping[str, Any], key: str) -> tuple[tuple[str, ...], ...]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise BriefFault("B014", key=f"locks.{key}", raw=shown(value))
    return tuple(names_at({key: names}, key, "locks.") for names in value)


def _pairs(table: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Each list a chain: the first, what waits for it, what waits for that."""
    found: set[tuple[str, str]] = set()
    for names in _lists(table, "after"):
        if len(names) < 2:
            raise BriefFault("B023", where="locks.after", raw="、".join(names) or "—")
        found.update(pairwise(names))
    return tuple(sorted(found))


def _assumed(table: Mapping[str, Any]) -> Assumed:
    ready = _read_when(table["ready"], "assumed.ready") if "ready" in table else None
    reason = text_at(table, "past_results_are_candidates", "", "assumed.")
    return Assumed(ready=ready, past_results_are_candidates=reason or None)


def _read_when(value: object, where: str) -> CalendarDay:
    """A date of TOML's own kind, or a date, month, quarter or year as text."""
    return CalendarDay(value) if type(value) is date else measured(read_day, value, where)


def _compile_day(page: Mapping[str, Any]) -> date | None:
    if "day" not in page:
        return None
    found = _read_when(page["day"], "day")
    if found.precision is not Precision.DAY:
        raise BriefFault("B016", where="day", raw=shown(page["day"]), reason="M007")
    return found.day


def _refuse_classes_that_cannot_fill(brief: Brief, rules: Rules) -> None:
    """Where every class is bounded above, their sum must reach the total."""
    total, classes = brief.target(Line(Axis.TOTAL)), brief.on(Axis.CLASS)
    if total is None or total.low is None or len(classes) < len(rules.place.classes):
        return
    highs = [target.high for target in classes if target.high is not None]
    if len(highs) == len(classes) and sum(highs) < total.low:
        raise BriefFault("B017", sum=Area(sum(highs)).hectares, total=Area(total.low).hectares)


def brief_to_form(brief: Brief) -> dict[str, Any]:
    """存储形式 · The brief as the structure that `read_brief` reads."""
    form: dict[str, Any] = {
        "format": FORMAT,
        "place": brief.place,
        "year": brief.year,
        "title": brief.title,
        "goals": _goals_form(brief),
        "slack": share_text(brief.slack),
        "gap": share_text(brief.gap),
        "targets": targets_form(brief.targets),
        "milestones": {str(one.month): share_text(one.share) for one in brief.milestones},
        "reserves": {name: f"{area.hectares}公顷" for name, area in brief.reserves},
        "locks": _locks_form(brief.locks),
        "assumed": _assumed_form(brief.assumed),
    }
    if weights := {one.name: one.weight for one in brief.targets if one.weight != 1}:
        form["weights"] = weights
    if brief.day:
        form["day"] = brief.day.isoformat()
    if brief.delays:
        form["delays"] = delays_form(brief.delays)
    if brief.caution:
        form["robust"] = caution_form(brief.caution)
    return form


def _goals_form(brief: Brief) -> list[str] | dict[str, int]:
    return {goal.value: weight for goal, weight in brief.parts} if brief.weights else [one.value for one in brief.goals]


def _locks_form(locks: Locks) -> dict[str, Any]:
    form: dict[str, Any] = {"must": list(locks.must), "never": list(locks.never), "months": dict(locks.months)}
    lists = {"one_of": [list(names) for names in locks.one_of], "after": [list(pair) for pair in locks.after]}
    return form | {key: value for key, value in lists.items() if value}


def _assumed_form(assumed: Assumed) -> dict[str, str]:
    form = {
        "ready": str(assumed.ready) if assumed.ready else None,
        "past_results_are_candidates": assumed.past_results_are_candidates,
    }
    return {key: value for key, value in form.items() if value is not None}
