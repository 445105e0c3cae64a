"""法规形式 · Instruments, parameters and rules of a day as plain values, for programs and pages alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from landsupply.law.catalogue import RuleCard, rule_catalogue
from landsupply.law.changes import basis_on, resting_on, turns
from landsupply.law.citation import Instrument
from landsupply.law.parameter import Parameter
from landsupply.law.relations import links
from landsupply.law.rulebook import Rules
from landsupply.law.telling import basis_blocks, fact_titles
from landsupply.law.words import say
from landsupply.options.rulings import is_fed
from landsupply.options.rulings_form import dated_form


def instrument_form(one: Instrument, day: date) -> dict[str, object]:
    """文件形式 · An instrument as plain values, with its standing on a day."""
    return {
        "instrument": one.id,
        "title": one.title,
        "number": one.number,
        "standing": one.standing_on(day).value,
        "begun": one.begun.isoformat() if one.begun else None,
        "basis": one.basis.value,
        "checked_on": one.checked_on.isoformat(),
    }


def card_form(card: RuleCard, rules: Rules) -> dict[str, object]:
    """规则形式 · A card as plain values, with what of it holds on the day."""
    return {
        "rule": card.number,
        "title": card.title,
        "title_en": card.title_en,
        "says": card.says,
        "says_en": card.says_en,
        "subject": card.subject.value,
        "since": card.since.isoformat(),
        "until": card.until.isoformat() if card.until else None,
        "asked": card.is_asked_on(rules.day),
        "basis": [{"instrument": one.instrument, "article": one.article} for one in basis_on(card, rules)],
        "blocks": basis_blocks(card, rules),
        "parameters": list(card.parameters),
        "columns": list(card.columns),
        "facts": list(card.facts),
        "implemented": is_fed(card),
    }


def feeds(card: RuleCard, lang: str) -> str:
    """所据 · The columns and facts that feed a rule, or that it is not implemented."""
    return "、".join((*card.columns, *card.facts)) or "—" if is_fed(card) else say("X254", lang)


def parameter_form(id: str, rules: Rules) -> dict[str, object]:
    """参数形式 · A parameter with all its values over time, as plain values."""
    found, fact = rules.parameters.get(id), fact_titles().get(id, {})
    return {
        "parameter": id,
        "title": found.title if found else fact["zh"],
        "unit": found.unit if found else fact["unit"],
        "level": found.level.value if found else None,
        "checked_on": found.checked_on.isoformat() if found else None,
        "values": [dated_form(one) for one in found.values] if found else [],
        "rules": list(resting_on(rule_catalogue().values(), id)),
    }


def instrument_whole(one: Instrument, rules: Rules) -> dict[str, object]:
    """文件全貌 · An instrument with its relations, the turns of its standing, and what rests on it."""
    return {
        **instrument_form(one, rules.day),
        "issuer": one.issuer,
        "issued": one.issued.isoformat() if one.issued else None,
        "successor": one.successor,
        "overtaken_by": list(one.overtaken_by),
        "aliases": list(one.aliases),
        "note": one.note,
        "relations": [
            {"source": link.source, "kind": link.kind.value, "target": link.target}
            for link in links(rules.instruments)
            if one.id in (link.source, link.target)
        ],
        "turns": [{"day": day.isoformat(), "standing": turned.value} for day, turned in turns(one)],
        "parameters": [id for id, found in rules.parameters.items() if one.id in _instruments_of(found)],
        "rules": [card.number for card in cards_citing(one.id)],
    }


def cited_in(card: RuleCard, instrument: str) -> str:
    """所引条款 · The articles of an instrument that a rule's card cites."""
    return "、".join(basis.article or "—" for basis in card.basis if basis.instrument == instrument)


def cards_citing(instrument: str) -> Iterator[RuleCard]:
    """引用该文件的规则 · The cards that rest on an instrument."""
    return (card for card in rule_catalogue().values() if instrument in (basis.instrument for basis in card.basis))


def _instruments_of(parameter: Parameter) -> set[str]:
    return {value.basis.instrument for value in parameter.values}
