"""法规条目 · One line or one card of an instrument, a parameter, a rule, in words, for a day."""

from __future__ import annotations

from dataclasses import dataclass

from landsupply.law.catalogue import RuleCard, Subject, rule_catalogue
from landsupply.law.changes import basis_on, held_on, resting_on, turns
from landsupply.law.citation import Citation, Instrument
from landsupply.law.naming import name_in, parameter_title
from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.law.situations import situations_by_rule
from landsupply.law.telling import (
    basis_blocks,
    cited,
    fact_titles,
    kind_word,
    may_block,
    relation_word,
    ruling_word,
    says_of,
    standing_word,
    subject_word,
    title_of,
)
from landsupply.law.value_text import value_text
from landsupply.law.words import SEPARATORS
from landsupply.ledger.parcel_fields import title_of as title_of_field
from landsupply.options.law_form import cards_citing, cited_in, feeds
from landsupply.options.rulings import is_fed
from landsupply.options.situation_lines import SituationLine, situation_line, usual_line


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentCard:
    """文件条目 · An instrument with its standing on the day, in words; further parts stand on its own page alone."""

    id: str
    title: str
    number: str
    issuer: str
    standing: str
    standing_word: str
    is_good: bool
    begun: str
    known: str
    checked_on: str
    issued: str = ""
    ended: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""
    relations: tuple[tuple[str, str, str], ...] = ()
    turns: tuple[tuple[str, str], ...] = ()
    values: tuple[ValueLine, ...] = ()
    rules: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueLine:
    """一值 · A value of a parameter with its days, basis and weight; whether it holds on the day."""

    parameter: str
    value: str
    since: str
    until: str
    instrument: str
    basis: str
    known: str
    weight: str
    confirmed: str
    is_held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterLine:
    """参数条目 · What a parameter is on the day; of a fact that only a bureau can state, that nobody stated it."""

    id: str
    title: str
    unit: str
    value: str
    since: str
    instrument: str
    basis: str
    known: str
    weight: str
    blocks: bool
    checked_on: str
    is_stated: bool
    values: tuple[ValueLine, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """规则条目 · A rule with what it rests on for the day."""

    number: str
    title: str
    says: str
    subject: str
    since: str
    until: str
    is_asked: bool
    basis: tuple[tuple[str, str], ...]
    weight: str
    fed: str
    values: tuple[ParameterLine, ...] = ()
    never: tuple[tuple[str, str], ...] = ()
    situations: tuple[SituationLine, ...] = ()
    usual: str = ""


def instrument_line(one: Instrument, rules: Rules, lang: str) -> InstrumentCard:
    """文件一行 · For the list."""
    return InstrumentCard(**_instrument(one, rules, lang))  # type: ignore[arg-type]  # the parts are made together


def instrument_card(one: Instrument, rules: Rules, lang: str) -> InstrumentCard:
    """文件全貌 · For its own page."""
    return InstrumentCard(
        **_instrument(one, rules, lang),  # type: ignore[arg-type]  # the parts are made together
        issued=str(one.issued or ""),
        ended=str(one.ended or ""),
        aliases=one.aliases,
        note=one.note,
        relations=tuple(
            (link.source, relation_word(link.kind, lang), link.target) for link in rules.relations_of(one.id)
        ),
        turns=tuple((str(day), standing_word(turned, lang)) for day, turned in turns(one)),
        values=tuple(line for id in rules.parameters for line in _values(id, rules, lang) if line.instrument == one.id),
        rules=tuple((card.number, title_of(card, lang), cited_in(card, one.id)) for card in cards_citing(one.id)),
    )


def _instrument(one: Instrument, rules: Rules, lang: str) -> dict[str, object]:
    standing = one.standing_on(rules.day)
    return {
        "id": one.id,
        "title": one.title,
        "number": one.number or "",
        "issuer": one.issuer,
        "standing": standing.value,
        "standing_word": standing_word(standing, lang),
        "is_good": one.is_good_on(rules.day),
        "begun": str(one.begun or ""),
        "known": kind_word(one.basis, lang),
        "checked_on": one.checked_on.isoformat(),
    }


def parameter_line(id: str, rules: Rules, lang: str) -> ParameterLine:
    """参数一行 · For the list."""
    return ParameterLine(**_parameter(id, rules, lang))  # type: ignore[arg-type]  # the parts are made together


def parameter_card(id: str, rules: Rules, lang: str) -> ParameterLine:
    """参数全貌 · For its own page."""
    cards = rule_catalogue()
    resting = tuple((number, title_of(cards[number], lang)) for number in resting_on(cards.values(), id))
    return ParameterLine(
        **_parameter(id, rules, lang),  # type: ignore[arg-type]  # the parts are made together
        values=_values(id, rules, lang),
        rules=resting,
    )


def _parameter(id: str, rules: Rules, lang: str) -> dict[str, object]:
    found, fact = rules.parameters.get(id), fact_titles().get(id, {})
    held = held_on(found, rules.day) if found else None
    return {
        "id": id,
        "title": parameter_title(lang, id, fact.get(lang) or (found.title if found else "")),
        "unit": name_in(lang, found.unit if found else fact.get("unit", "")),
        "value": value_text(held.value) if held else "",
        "since": str(held.since) if held else "",
        "instrument": held.basis.instrument if held else "",
        "basis": cited(held.basis) if held else "",
        "known": kind_word(held.kind, lang) if held else "",
        "weight": may_block(held.blocks, lang) if held else "",
        "blocks": bool(held and held.blocks),
        "checked_on": str(found.checked_on) if found else "",
        "is_stated": found is not None,
    }


def _values(id: str, rules: Rules, lang: str) -> tuple[ValueLine, ...]:
    found = rules.parameters.get(id)
    held = held_on(found, rules.day) if found else None
    return tuple(_value(one, rules, held, lang) for one in found.values) if found else ()


def _value(one: Dated, rules: Rules, held: Dated | None, lang: str) -> ValueLine:
    known = one.as_of(rules.day).confirmed
    return ValueLine(
        parameter=one.id,
        value=value_text(one.value),
        since=str(one.since),
        until=str(one.until or ""),
        instrument=one.basis.instrument,
        basis=cited(one.basis),
        known=kind_word(one.kind, lang),
        weight=may_block(one.as_of(rules.day).blocks, lang),
        confirmed=f"{known.by} {known.on}" if known else "",
        is_held=held is not None and held.since == one.since,
    )


def rule_line(card: RuleCard, rules: Rules, lang: str) -> RuleLine:
    """规则一行 · For the list."""
    return RuleLine(**_rule(card, rules, lang))  # type: ignore[arg-type]  # the parts are made together


def rule_card(card: RuleCard, rules: Rules, lang: str) -> RuleLine:
    """规则全貌 · For its own page: the values it reads, the rulings it never gives and why, its situations."""
    return RuleLine(
        **_rule(card, rules, lang),  # type: ignore[arg-type]  # the parts are made together
        values=tuple(parameter_line(id, rules, lang) for id in (*card.parameters, *card.facts)),
        never=tuple((ruling_word(one.ruling, lang), one.why if lang == "zh" else one.why_en) for one in card.never),
        situations=tuple(situation_line(one, card.number, lang) for one in situations_by_rule().get(card.number, ())),
        usual=usual_line(lang) if card.subject is Subject.PLAN else "",
    )


def _rule(card: RuleCard, rules: Rules, lang: str) -> dict[str, object]:
    return {
        "number": card.number,
        "title": title_of(card, lang),
        "says": says_of(card, lang),
        "subject": subject_word(card.subject, lang),
        "since": str(card.since),
        "until": str(card.until or ""),
        "is_asked": card.is_asked_on(rules.day),
        "basis": tuple(map(_pair, basis_on(card, rules))),
        "weight": may_block(basis_blocks(card, rules), lang),
        "fed": _fed(card, lang),
    }


def _fed(card: RuleCard, lang: str) -> str:
    """Columns as the ledger's form heads them, facts by their titles, or that nothing of the ledger feeds it."""
    if not is_fed(card):
        return feeds(card, lang)
    columns = (name_in(lang, title_of_field(one)) for one in card.columns)
    facts = (parameter_title(lang, one, fact_titles().get(one, {}).get(lang, one)) for one in card.facts)
    return SEPARATORS[lang].join((*columns, *facts)) or "—"


def _pair(basis: Citation) -> tuple[str, str]:
    return basis.instrument, cited(basis)
