"""填报习惯 · What was once corrected or chosen for the lists of one sender, as data: `landsupply.habits/1`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from landsupply.ledger.columns import FIELDS_WITHOUT_VALUE
from landsupply.ledger.sheet_words import folded, synonyms
from landsupply.ledger.stated_form import rows_in, text_in
from landsupply.ledger.template import template
from landsupply.measure.area import AreaUnit
from landsupply.measure.fault import InputFault

FORMAT = "landsupply.habits/1"


class Hidden(StrEnum):
    """隐藏内容 · What to do with hidden rows, columns and sheets: ask (leave them out and say so), take, leave."""

    ASK = "ask"
    TAKE = "take"
    LEAVE = "leave"


class Copying(StrEnum):
    """同上与合并 · What ditto marks or merged cells do: ask (take no value and say so), or copy what stands above."""

    ASK = "ask"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class ColumnCorrection:
    """列名更正 · One correction of what a column means: its title, the field, the unit, by whom and when."""

    title: str
    field: str
    unit: AreaUnit | None
    by: str
    on: date

    def __post_init__(self) -> None:
        """Refuse a field that is unknown (L130)."""
        if self.field not in known_fields():
            raise InputFault("L130", field=self.field, known=known_fields())


@dataclass(frozen=True, slots=True)
class Habits:
    """填报习惯 · The corrections of one sender's columns, the last of a title counting, and the sender's choices."""

    sender: str = ""
    corrections: tuple[ColumnCorrection, ...] = ()
    hidden: Hidden = Hidden.ASK
    ditto: Copying = Copying.ASK
    merged: Copying = Copying.ASK
    unit_above: AreaUnit | None = None

    @property
    def columns(self) -> Mapping[str, ColumnCorrection]:
        """各列更正 · The correction that counts for each folded title."""
        return {folded(correction.title): correction for correction in self.corrections}

    def learn(self, title: str, field: str, unit: AreaUnit | None, by: str, on: date) -> Habits:
        """记住 · The habits with one more correction; L130 for a field that is unknown."""
        return replace(self, corrections=(*self.corrections, ColumnCorrection(title, field, unit, by, on)))


NO_HABITS = Habits()


def known_fields() -> tuple[str, ...]:
    """可用字段 · Every field that a column may be said to mean, `untaken` among them."""
    named = [column.field for column in template()]
    return tuple(dict.fromkeys([*named, *(name for name, _ in synonyms().values()), *sorted(FIELDS_WITHOUT_VALUE)]))


def habits_to_form(habits: Habits) -> dict[str, object]:
    """习惯形式 · The habits as plain values."""
    return {
        "format": FORMAT,
        "sender": habits.sender,
        "columns": [_correction_form(correction) for correction in habits.corrections],
        "hidden": habits.hidden.value,
        "ditto": habits.ditto.value,
        "merged": habits.merged.value,
        "unit_above": habits.unit_above.value if habits.unit_above else None,
    }


def _correction_form(correction: ColumnCorrection) -> dict[str, object]:
    return {
        "title": correction.title,
        "field": correction.field,
        "unit": correction.unit.value if correction.unit else None,
        "by": correction.by,
        "on": correction.on.isoformat(),
    }


def habits_from_form(form: object) -> Habits:
    """读习惯 · The habits that plain values state; L131 for what is no such form, L130 for an unknown field."""
    if not isinstance(form, Mapping) or form.get("format") != FORMAT:
        raise InputFault("L131", format=FORMAT)
    try:
        return Habits(
            sender=text_in(form["sender"]),
            corrections=tuple(map(_correction, rows_in(form["columns"]))),
            hidden=Hidden(form["hidden"]),
            ditto=Copying(form["ditto"]),
            merged=Copying(form["merged"]),
            unit_above=_unit(form["unit_above"]),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise InputFault("L131", format=FORMAT) from fault


def _correction(form: Mapping[str, object]) -> ColumnCorrection:
    day = date.fromisoformat(text_in(form["on"]))
    return ColumnCorrection(
        text_in(form["title"]), text_in(form["field"]), _unit(form["unit"]), text_in(form["by"]), day
    )


def _unit(value: object) -> AreaUnit | None:
    return None if value is None else AreaUnit(text_in(value))
