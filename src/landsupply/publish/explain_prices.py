"""指标价格说明 · Which requirements hold the plan, and what one unit more and one less of each is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from landsupply.measure.rounding import nearest_integer
from landsupply.optimise.explain.one_more import OneMore, rows_that_hold
from landsupply.optimise.explain.question import Question
from landsupply.plan.target import Unit
from landsupply.publish.explain_words import Names
from landsupply.publish.goal_words import goal_figure
from landsupply.publish.matter import Matter

#: So many requirements fit the first screen.
_SHOWN = 8
_UNITS = {Unit.HECTARE: 0, Unit.TEN_THOUSAND_YUAN: 1, Unit.ITEMS: 2}


def holding(found: Sequence[OneMore], question: Question) -> tuple[OneMore, ...]:
    """起作用的要求 · Those of which a unit more or less is worth something."""
    return rows_that_hold(found, question.meanings)


def price_rows(found: Sequence[OneMore], question: Question, matter: Matter) -> Iterator[tuple[str, ...]]:
    """价格行 · A requirement, what it asks, what one unit more and one less change."""
    names = Names(matter.rules, matter.lang)
    for one in found:
        meaning = question.meanings[one.row]
        asked = names.asked(meaning.target) if meaning.target else ""
        yield (
            names.line(meaning.target.line) if meaning.target else names.row(meaning),
            asked,
            names.part("X320", _UNITS[meaning.unit]),
            _change(one.more, question, matter),
            _change(one.less, question, matter),
            names.part("X321", int(one.with_total)),
        )


def _change(change: float | None, question: Question, matter: Matter) -> str:
    if change is None:
        return matter.say("X321").split("|")[2]
    text = goal_figure(matter, question.asked.goal, nearest_integer(Decimal(change))).text
    return text if text.startswith("-") or nearest_integer(Decimal(change)) == 0 else f"+{text}"


def shown(found: Sequence[OneMore]) -> Sequence[OneMore]:
    """首屏 · As many as the first screen bears."""
    return found[:_SHOWN]


def price_form(one: OneMore, question: Question) -> dict[str, Any]:
    """价格存储形式 · Changes of the goal in its smallest units, null where the unit cannot be had."""
    meaning = question.meanings[one.row]
    return {
        "row": meaning.name,
        "unit": meaning.unit.value,
        "at_lower": one.is_low,
        "at_upper": one.is_high,
        "more": None if one.more is None else nearest_integer(Decimal(one.more)),
        "less": None if one.less is None else nearest_integer(Decimal(one.less)),
        "with_total": one.with_total,
    }
