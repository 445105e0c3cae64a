"""法规与审读接口 · The law of a day in the forms of the command line; findings about anybody's plan."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import Http404
from ninja import File, Form, Query, UploadedFile
from pydantic import Field

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.changes import changes
from landsupply.law.rulebook import Rules
from landsupply.law.telling import fact_titles
from landsupply.options.law_form import card_form, instrument_form, instrument_whole, parameter_form
from landsupply.options.rulings_form import diff_form
from landsupply.web.api.operation import Operation
from landsupply.web.api.shapes import Answer, Body, Text, Word
from landsupply.web.clock import today
from landsupply.web.pages.proofread import of_file
from landsupply.web.proofreading import examined, pasted
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked
from landsupply.web.standing import rulebook

Day = Annotated[date, Field(ge=date(1949, 10, 1), le=date(2099, 12, 31))]
_OPTIONAL_FILE: Any = File(None)  # type: ignore[type-arg]  # the stub has a parameter that the class lacks
_TEXT: Any = Form("")  # type: ignore[type-arg]  # the stub has a parameter that the class lacks
_DAY: Any = Form(None)  # type: ignore[type-arg]  # the stub has a parameter that the class lacks


class OnDay(Body):
    """当日 · The day the law is asked of; today where none is named."""

    on: Day | None = None

    def rules(self) -> Rules:
        """规则 · The rules of the day."""
        return rulebook().on(self.on or today())


class TwoDays(Body):
    """两日 · The earlier and the later day."""

    first: Day
    last: Day


class LawOut(Answer):
    """法规 · The place, the day, and what is on record, each in the form of the command line."""

    place: str
    day: date
    entries: list[dict[str, Any]]


class EntryOut(Answer):
    """法规条目 · One instrument, parameter or rule."""

    place: str
    day: date
    entry: dict[str, Any]


class ChangesOut(Answer):
    """法规之变 · What moved between two days (landsupply.law-diff/1)."""

    changes: dict[str, Any]


class FindingsOut(Answer):
    """审读意见 · Figures and findings (landsupply.proofread/1)."""

    reading: dict[str, Any]


def law_instruments(asked: Asked, query: Query[OnDay]) -> LawOut:
    """文件 · Every instrument on record with its standing on the day."""
    del asked
    rules = query.rules()
    return _all(rules, [instrument_form(one, rules.day) for _, one in sorted(rules.instruments.items())])


def law_parameters(asked: Asked, query: Query[OnDay]) -> LawOut:
    """参数 · Every parameter with its values over time, facts that only a bureau can state among them."""
    del asked
    rules = query.rules()
    return _all(rules, [parameter_form(id, rules) for id in sorted({*rules.parameters, *fact_titles()})])


def law_rules(asked: Asked, query: Query[OnDay]) -> LawOut:
    """规则 · The catalogue of rules with what is asked on the day."""
    del asked
    rules = query.rules()
    return _all(rules, [card_form(card, rules) for _, card in sorted(rule_catalogue().items())])


def law_instrument(asked: Asked, identity: Word, query: Query[OnDay]) -> EntryOut:
    """一份文件 · Its relations, the turns of its standing, what rests on it."""
    del asked
    rules = query.rules()
    known = rules.instruments.get(identity)
    return _one(rules, instrument_whole(known, rules) if known else None)


def law_parameter(asked: Asked, identity: Word, query: Query[OnDay]) -> EntryOut:
    """一个参数 · Its values over time and the rules that read it."""
    del asked
    rules = query.rules()
    is_known = identity in rules.parameters or identity in fact_titles()
    return _one(rules, parameter_form(identity, rules) if is_known else None)


def law_rule(asked: Asked, number: Word, query: Query[OnDay]) -> EntryOut:
    """一条规则 · What it says, on which basis, fed by what."""
    del asked
    rules = query.rules()
    card = rule_catalogue().get(number)
    return _one(rules, card_form(card, rules) if card else None)


def law_changes(asked: Asked, query: Query[TwoDays]) -> ChangesOut:
    """法规之变 · Values, rules and standings that moved between two days."""
    first, last = sorted((query.first, query.last))
    return ChangesOut(changes=diff_form(rulebook(), changes(rulebook(), first, last), None, (), asked.lang))


def post_proofread(
    asked: Asked, file: UploadedFile | None = _OPTIONAL_FILE, text: Text = _TEXT, day: Day | None = _DAY
) -> FindingsOut:
    """审读 · What a careful reader would mark in a file or a text; nothing is kept."""
    sent = of_file(file, day) if file else pasted(text, day)
    return FindingsOut(reading=examined(sent).form(asked.lang))


def _all(rules: Rules, entries: list[dict[str, Any]]) -> LawOut:
    return LawOut(place=rules.place.code, day=rules.day, entries=entries)


def _one(rules: Rules, entry: dict[str, Any] | None) -> EntryOut:
    if entry is None:
        raise Http404
    return EntryOut(place=rules.place.code, day=rules.day, entry=entry)


OPERATIONS = (
    Operation(method="GET", path="/law/instruments", view=law_instruments, verb=Verb.SEE_LAW),
    Operation(method="GET", path="/law/instruments/{path:identity}", view=law_instrument, verb=Verb.SEE_LAW),
    Operation(method="GET", path="/law/parameters", view=law_parameters, verb=Verb.SEE_LAW),
    Operation(method="GET", path="/law/parameters/{identity}", view=law_parameter, verb=Verb.SEE_LAW),
    Operation(method="GET", path="/law/rules", view=law_rules, verb=Verb.SEE_LAW),
    Operation(method="GET", path="/law/rules/{number}", view=law_rule, verb=Verb.SEE_LAW),
    Operation(method="GET", path="/law/changes", view=law_changes, verb=Verb.SEE_LAW),
    Operation(method="POST", path="/proofread", view=post_proofread, verb=Verb.PROOFREAD),
)
