"""法规之变 · What of the law moved between two days, as a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from landsupply.law.changes import ParameterChange, changes
from landsupply.law.naming import parameter_title
from landsupply.law.parameter import Dated
from landsupply.law.telling import may_block, standing_word, title_of
from landsupply.law.value_text import differing, value_text
from landsupply.law.words import SEPARATORS
from landsupply.web.clock import today
from landsupply.web.routes import Asked
from landsupply.web.standing import rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueMoved:
    """一值之变 · A parameter with what differs of its value, before and after, each with its day and weight."""

    id: str
    title: str
    was: str
    was_since: str
    now: str
    now_since: str
    rules: tuple[str, ...]


def law_changes(asked: Asked) -> HttpResponse:
    """法规之变 · Values of parameters, rules asked, standing of instruments, between two days."""
    from landsupply.web.pages.law import day_of

    given, year = asked.request.GET, today().year
    first, wrong = day_of(asked, given.get("from", "") or date(year, 1, 1).isoformat())
    last, wrong_too = day_of(asked, given.get("to", ""))
    if first > last:
        first, last = last, first
    moved = changes(rulebook(), first, last)
    return asked.page(
        "law/changes.html",
        first=first,
        last=last,
        wrong=wrong or wrong_too,
        count=moved.count,
        values=[_value(one, asked.lang) for one in moved.parameters],
        rules=[(one.card.number, title_of(one.card, asked.lang), one.is_asked_after) for one in moved.rules],
        instruments=[
            (
                one.instrument.id,
                one.instrument.title,
                standing_word(one.before, asked.lang),
                standing_word(one.after, asked.lang),
            )
            for one in moved.instruments
        ],
    )


def _value(one: ParameterChange, lang: str) -> ValueMoved:
    before, after = one.before, one.after
    was, now = differing(before.value if before else None, after.value if after else None)
    return ValueMoved(
        id=one.parameter.id,
        title=parameter_title(lang, one.parameter.id, one.parameter.title),
        was=value_text(was),
        was_since=_since(before, lang),
        now=value_text(now),
        now_since=_since(after, lang),
        rules=one.rules,
    )


def _since(one: Dated | None, lang: str) -> str:
    return SEPARATORS[lang].join((str(one.since), may_block(one.blocks, lang))) if one else ""
