"""法规之变 · What of the law moved between two days: values of parameters, rules asked, standing of instruments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from landsupply.law.catalogue import RuleCard, rule_catalogue
from landsupply.law.citation import Citation, Instrument, Standing
from landsupply.law.parameter import Dated, Level, Parameter
from landsupply.law.rulebook import Rulebook, Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterChange:
    """参数之变 · A parameter with what held on the earlier and on the later day, None where nothing did."""

    parameter: Parameter
    before: Dated | None
    after: Dated | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """规则之变 · A rule that is asked on one of two days only."""

    card: RuleCard
    is_asked_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingChange:
    """效力之变 · An instrument with its standing on the earlier and on the later day."""

    instrument: Instrument
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """法规之变 · Parameters, rules and instruments that moved between two days."""

    first: date
    last: date
    parameters: tuple[ParameterChange, ...]
    rules: tuple[RuleChange, ...]
    instruments: tuple[StandingChange, ...]

    @property
    def count(self) -> int:
        """变动数 · How many there are of all kinds."""
        return len(self.parameters) + len(self.rules) + len(self.instruments)


def changes(rulebook: Rulebook, first: date, last: date) -> Changes:
    """法规之变 · What differs between the law of two days, each kind by its id."""
    cards = rule_catalogue()
    return Changes(
        first=first,
        last=last,
        parameters=tuple(_parameters(rulebook, cards, first, last)),
        rules=tuple(_rules(cards, first, last)),
        instruments=tuple(_standings(rulebook, first, last)),
    )


def held_on(parameter: Parameter, day: date) -> Dated | None:
    """当日之值 · The value that held on a day as it was known by then, None before the first and after the last."""
    held = [value for value in parameter.values if value.since <= day]
    last = held[-1] if held else None
    return None if last is None or (last.until and day > last.until) else last.as_of(day)


def resting_on(cards: Iterable[RuleCard], parameter: str) -> tuple[str, ...]:
    """所依规则 · The numbers of the rules that read a parameter or ask for the fact."""
    return tuple(card.number for card in cards if parameter in card.parameters or parameter in card.facts)


def basis_on(card: RuleCard, rules: Rules) -> tuple[Citation, ...]:
    """当地当日依据 · What a rule rests on at a place: the documents of its card known there, then the place's own.

    A card names one place's plan where only places make the rule; elsewhere what their own values cite stands for it.
    """
    named = (one for one in card.basis if one.instrument in rules.instruments)
    read = (rules.parameters[id] for id in card.parameters if id in rules.parameters)
    local = (held_on(one, rules.day) for one in read if one.level is Level.PLACE)
    return tuple(dict.fromkeys((*named, *(one.basis for one in local if one))))


def turns(instrument: Instrument) -> tuple[tuple[date, Standing], ...]:
    """效力沿革 · The days on which an instrument's standing turned, with what it became."""
    spent = date(instrument.period[1] + 1, 1, 1) if instrument.period else None
    marks = (instrument.begun, *instrument.amended, instrument.doubted_since, instrument.ended, spent)
    days = sorted({day for day in marks if day})
    return tuple((day, instrument.standing_on(day)) for day in days)


def _parameters(
    rulebook: Rulebook, cards: Mapping[str, RuleCard], first: date, last: date
) -> Iterator[ParameterChange]:
    for id, parameter in sorted(rulebook.parameters.items()):
        before, after = held_on(parameter, first), held_on(parameter, last)
        if before != after:
            resting = resting_on(cards.values(), id)
            yield ParameterChange(parameter=parameter, before=before, after=after, rules=resting)


def _rules(cards: Mapping[str, RuleCard], first: date, last: date) -> Iterator[RuleChange]:
    for _, card in sorted(cards.items()):
        if card.is_asked_on(first) != card.is_asked_on(last):
            yield RuleChange(card=card, is_asked_after=card.is_asked_on(last))


def _standings(rulebook: Rulebook, first: date, last: date) -> Iterator[StandingChange]:
    for _, one in sorted(rulebook.instruments.items()):
        before, after = one.standing_on(first), one.standing_on(last)
        if before is not after:
            yield StandingChange(instrument=one, before=before, after=after)
