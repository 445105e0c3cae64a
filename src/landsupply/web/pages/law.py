"""法规 · Instruments, parameters and rules as of a chosen day, each with its basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.citation import Standing
from landsupply.law.rulebook import Rules
from landsupply.law.telling import fact_titles, standing_word
from landsupply.web.clock import today
from landsupply.web.pages.law_cards import (
    InstrumentCard,
    ParameterLine,
    RuleLine,
    instrument_card,
    instrument_line,
    parameter_card,
    parameter_line,
    rule_card,
    rule_line,
)
from landsupply.web.pages.law_changes import law_changes
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.standing import rulebook

#: The days a chooser can name.
_FIRST, _LAST = date(1949, 10, 1), date(2099, 12, 31)
TABS = (("instruments", "U620"), ("parameters", "U621"), ("rules", "U622"))


@dataclass(frozen=True, slots=True)
class Question:
    """所问 · The day, the words searched, what of a standing or weight alone is wanted; a day that is none is said."""

    rules: Rules
    words: tuple[str, ...]
    only: str
    wrong: str = ""

    @property
    def day(self) -> date:
        """当日 · The day the law is shown on."""
        return self.rules.day

    @property
    def text(self) -> str:
        """所搜 · The words as they were typed."""
        return " ".join(self.words)

    @property
    def query(self) -> str:
        """问句 · What follows the question mark, for links that keep the day and the words."""
        return urlencode({"on": self.day.isoformat(), **({"q": self.text} if self.words else {})})

    def fits(self, *texts: str) -> bool:
        """相符 · Whether every word stands in some text, whatever its case."""
        whole = "\n".join(texts).casefold()
        return all(word.casefold() in whole for word in self.words)


def question(asked: Asked) -> Question:
    """读所问 · From the address; today where it names no day."""
    given = asked.request.GET
    day, wrong = day_of(asked, given.get("on", ""))
    words = tuple(given.get("q", "").replace("\x00", "")[:100].split())
    return Question(rulebook().on(day), words, given.get("only", "")[:20], wrong)


def day_of(asked: Asked, text: str) -> tuple[date, str]:
    """读日期 · The day a text names, else today and a sentence."""
    if not text:
        return today(), ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today(), asked.say("U623", raw=text[:20])
    return (day, "") if _FIRST <= day <= _LAST else (today(), asked.say("U623", raw=text[:20]))


def law_instruments(asked: Asked) -> HttpResponse:
    """文件 · Every instrument on record with its standing on the day."""
    return _page(asked, "instruments")


def law_parameters(asked: Asked) -> HttpResponse:
    """参数 · What held on the day, on which basis, and whether it may block."""
    return _page(asked, "parameters")


def law_rules(asked: Asked) -> HttpResponse:
    """规则 · The catalogue of rules with what is asked on the day."""
    return _page(asked, "rules")


def _page(asked: Asked, kind: str) -> HttpResponse:
    """One kind's lines; of the others how many answer the same words."""
    one = question(asked)
    found: dict[str, Sequence[object]] = {
        "instruments": _instruments(asked, one),
        "parameters": _parameters(asked, one),
        "rules": _rules(asked, one),
    }
    tabs = [(name, asked.say(code), len(found[name]), name == kind) for name, code in TABS]
    standings = [(standing.value, standing_word(standing, asked.lang)) for standing in Standing]
    template, lines = f"law/{kind}.html", found[kind]
    return asked.page(template, one=one, tabs=tabs, kind=kind, standings=standings, lines=lines)


def _instruments(asked: Asked, one: Question) -> list[InstrumentCard]:
    found = sorted(one.rules.instruments.items())
    lines = [
        instrument_line(known, one.rules, asked.lang)
        for _, known in found
        if one.fits(known.id, known.title, known.number or "", known.issuer, *known.aliases)
    ]
    standings = {standing.value for standing in Standing}
    return [line for line in lines if one.only not in standings or line.standing == one.only]


def _parameters(asked: Asked, one: Question) -> list[ParameterLine]:
    known = sorted({*one.rules.parameters, *fact_titles()})
    lines = [parameter_line(id, one.rules, asked.lang) for id in known]
    found = [line for line in lines if one.fits(line.id, line.title, line.value, line.basis)]
    return [line for line in found if one.only != "blocks" or line.blocks]


def _rules(asked: Asked, one: Question) -> list[RuleLine]:
    lines = [rule_line(card, one.rules, asked.lang) for _, card in sorted(rule_catalogue().items())]
    found = [line for line in lines if one.fits(line.number, line.title, line.says, *(name for name, _ in line.basis))]
    return [line for line in found if one.only != "asked" or line.is_asked]


def law_instrument(asked: Asked, identity: str) -> HttpResponse:
    """一份文件 · Its standing over time, what it does to others, what rests on it."""
    one = question(asked)
    known = one.rules.instruments.get(identity)
    if known is None:
        raise Http404
    return asked.page("law/instrument.html", one=one, card=instrument_card(known, one.rules, asked.lang))


def law_parameter(asked: Asked, identity: str) -> HttpResponse:
    """一个参数 · Its values over time, the rules that read it."""
    one = question(asked)
    if identity not in one.rules.parameters and identity not in fact_titles():
        raise Http404
    return asked.page("law/parameter.html", one=one, card=parameter_card(identity, one.rules, asked.lang))


def law_rule(asked: Asked, number: str) -> HttpResponse:
    """一条规则 · What it says, on which basis, fed by what, with the values it reads on the day."""
    one = question(asked)
    card = rule_catalogue().get(number)
    if card is None:
        raise Http404
    return asked.page(
        "law/rule.html", one=one, card=rule_card(card, one.rules, asked.lang), heads=asked.say("U619").split("|")
    )


ROUTES = (
    Route(path="law/", view=law_instruments, name="law", verb=Verb.SEE_LAW),
    Route(path="law/parameters/", view=law_parameters, name="law_parameters", verb=Verb.SEE_LAW),
    Route(path="law/rules/", view=law_rules, name="law_rules", verb=Verb.SEE_LAW),
    Route(path="law/changes/", view=law_changes, name="law_changes", verb=Verb.SEE_LAW),
    Route(path="law/instruments/<path:identity>/", view=law_instrument, name="law_instrument", verb=Verb.SEE_LAW),
    Route(path="law/parameters/<str:identity>/", view=law_parameter, name="law_parameter", verb=Verb.SEE_LAW),
    Route(path="law/rules/<str:number>/", view=law_rule, name="law_rule", verb=Verb.SEE_LAW),
)
