"""编制要求表单 · Which fields the form of a brief has, in their groups; each with its key in the text of the brief.

The text is what counts: a field is read from the page of the text, and written back into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from landsupply.law.rulebook import Rules
from landsupply.plan.goal import GOALS
from landsupply.publish.goal_words import goal_word

_ARROW = re.compile(r"\s*(?:→|->|>)\s*")
_NAMES = re.compile(r"[、,，\s]+")
GOAL_PLACES = 3


class Kind(StrEnum):
    """填写方式 · A line of text, a number, one name a line, a name and its month a line, several names a line."""

    TEXT = "text"
    NUMBER = "number"
    NAMES = "names"
    MONTHS = "months"
    LISTS = "lists"
    CHAINS = "chains"
    GOAL = "goal"


@dataclass(frozen=True, slots=True)
class Field:
    """字段 · The keys under which it stands in the text, its label, how it is filled in."""

    path: tuple[str, ...]
    label: str
    kind: Kind = Kind.TEXT

    @property
    def key(self) -> str:
        """名称 · What the field is called on the page."""
        return "f-" + re.sub(r"\s", "_", ".".join(self.path))

    @property
    def is_long(self) -> bool:
        """多行 · Whether it takes several lines."""
        return self.kind in (Kind.NAMES, Kind.MONTHS, Kind.LISTS, Kind.CHAINS)


@dataclass(frozen=True, slots=True)
class Group:
    """字段组 · Fields under one heading: the code of its title, definition and unit; the parameter it rests on."""

    code: str
    basis: str
    fields: tuple[Field, ...]
    shape: str = "rows"


def groups_of(page: Mapping[str, Any], rules: Rules, batches: Iterable[str], months: tuple[str, ...]) -> list[Group]:
    """字段组 · As the place has classes and units, the ledger batches, and the page further names."""
    place = rules.place
    classes = [(one.name, one.name) for one in place.classes]
    units = [(one.name, one.name) for one in place.units]
    named = [(one, one) for one in dict.fromkeys([*_names(page, "targets", "batches"), *batches])]
    year = [(str(number), name) for number, name in enumerate(months, 1)]
    return [
        Group("U310", "plan.period", _head()),
        Group("U311", "plan.contents.required", (Field(("targets", "total"), "U333"),)),
        Group("U312", "plan.contents.required", tuple(_rows(("targets", "classes"), classes)), "grid"),
        Group("U313", "plan.contents.expected", tuple(_rows(("targets", "districts"), units)), "grid"),
        Group("U314", "milestone.completion", tuple(_rows(("milestones",), year)), "months"),
        Group("U315", "plan.contents.required", tuple(_rows(("targets", "months"), year)), "months"),
        Group("U316", "plan.existing_land.first", _goals(page)),
        Group("U317", "quota.new_land.drawn", (*_rows(("targets", "batches"), named), *_quotas())),
        Group("U318", "plan.contents.expected", tuple(_rows(("targets", "modes"), _modes(rules))), "grid"),
        Group("U319", "", tuple(_rows(("reserves",), classes)), "grid"),
        Group("U320", "", _locks()),
        Group("U321", "", (_one("slack", "U337"), _one("gap", "U338"))),
        Group("U322", "", _assumed()),
    ]


def _head() -> tuple[Field, ...]:
    return _one("title", "U330"), Field(("year",), "U331", Kind.NUMBER), _one("day", "U332")


def _assumed() -> tuple[Field, ...]:
    return Field(("assumed", "ready"), "U339"), Field(("assumed", "past_results_are_candidates"), "U340")


def _one(key: str, label: str) -> Field:
    return Field((key,), label)


def _rows(path: tuple[str, ...], names: Iterable[tuple[str, str]]) -> Iterator[Field]:
    return (Field((*path, name), label) for name, label in names)


def _names(page: Mapping[str, Any], *path: str) -> list[str]:
    table = value_at(page, path)
    return list(table) if isinstance(table, Mapping) else []


def _modes(rules: Rules) -> list[tuple[str, str]]:
    return [(one.name, one.name) for one in rules.vocabulary.modes]


def _quotas() -> tuple[Field, ...]:
    return Field(("targets", "new_land"), "U334"), Field(("targets", "new_land_key_projects"), "U335")


def _goals(page: Mapping[str, Any]) -> tuple[Field, ...]:
    """Weighted goals stand in the text alone."""
    if isinstance(page.get("goals"), Mapping):
        return ()
    return tuple(Field(("goals", str(place)), "U336", Kind.GOAL) for place in range(1, GOAL_PLACES + 1))


def _locks() -> tuple[Field, ...]:
    kinds = {
        "must": ("U341", Kind.NAMES),
        "never": ("U342", Kind.NAMES),
        "months": ("U343", Kind.MONTHS),
        "one_of": ("U344", Kind.LISTS),
        "after": ("U345", Kind.CHAINS),
    }
    return tuple(Field(("locks", key), label, kind) for key, (label, kind) in kinds.items())


def goal_names(lang: str) -> list[tuple[str, str]]:
    """目标名称 · Every goal that may be named, and what it is called in a language."""
    return [(goal.value, goal_word(goal, lang)) for goal in GOALS]


def value_at(page: Mapping[str, Any], path: Iterable[str]) -> Any:
    """取值 · What stands under a path of keys; None where there is nothing."""
    found: Any = page
    for key in path:
        if isinstance(found, list):
            found = found[int(key) - 1] if key.isdigit() and 0 < int(key) <= len(found) else None
        else:
            found = found.get(key) if isinstance(found, Mapping) else None
    return found


def text_of(field: Field, page: Mapping[str, Any]) -> str:
    """字段文字 · What the page says, as the field shows it."""
    value = value_at(page, field.path)
    if value is None:
        return ""
    if field.kind is Kind.MONTHS and isinstance(value, Mapping):
        return "\n".join(f"{parcel} = {month}" for parcel, month in value.items())
    if isinstance(value, list):
        joint = " → " if field.kind is Kind.CHAINS else "、"
        return "\n".join(joint.join(map(str, one)) if isinstance(one, list) else str(one) for one in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def with_fields(page: Mapping[str, Any], fields: Iterable[Field], filled: Mapping[str, str]) -> dict[str, Any]:
    """填入 · The page with what the fields now say; what a field says already is left as it stands."""
    changed = deepcopy(dict(page))
    listed = tuple(fields)
    for field in listed:
        new = filled.get(field.key)
        if field.kind is Kind.GOAL or new is None or new.strip() == text_of(field, changed).strip():
            continue
        _put(changed, field.path, _value(field, new.strip()))
    goals = [filled[one.key].strip() for one in listed if one.kind is Kind.GOAL and one.key in filled]
    if goals and [one for one in goals if one] != changed.get("goals"):
        _put(changed, ("goals",), [one for one in goals if one])
    return changed


def _value(field: Field, text: str) -> Any:
    """What a field means; nothing is refused here, the brief itself says what it cannot read."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if field.kind is Kind.NAMES:
        return [name for line in lines for name in _NAMES.split(line) if name]
    if field.kind is Kind.LISTS:
        return [[name for name in _NAMES.split(line) if name] for line in lines]
    if field.kind is Kind.CHAINS:
        return [[name for name in _ARROW.split(line) if name] for line in lines]
    if field.kind is Kind.MONTHS:
        pairs = (line.replace("＝", "=").rpartition("=") for line in lines)
        return {parcel.strip() or month.strip(): _number(month.strip().rstrip("月")) for parcel, _, month in pairs}
    return _number(text) if field.kind is Kind.NUMBER else text


def _number(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else text


def _put(page: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Under its keys; what is empty is taken out, and so is a table that it leaves empty."""
    *outer, last = path
    table = page
    for key in outer:
        inner = table.get(key)
        table[key] = dict(inner) if isinstance(inner, Mapping) else {}
        table = table[key]
    if value in ("", [], {}):
        table.pop(last, None)
    else:
        table[last] = value
