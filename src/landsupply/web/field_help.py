"""字段说明 · What each field of the ledger means, in which unit it is written, which rules of law ask it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.changes import basis_on
from landsupply.law.rulebook import Rules
from landsupply.law.telling import cited, title_of
from landsupply.ledger.parcel_fields import LISTED_FIELDS, form_field
from landsupply.ledger.template import Need, template
from landsupply.web.routes import Asked
from landsupply.web.standing import rules_now

#: Columns of the grid that are made from fields, each with where its words stand among those of V003.
MADE = ("class", "obstacles", "issues")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldHelp:
    """字段说明 · One field: its header, definition, unit, how far it is needed, the rules that ask it, their basis."""

    path: str
    title: str
    definition: str
    unit: str
    need: str
    rules: tuple[tuple[str, str], ...]
    basis: str

    @property
    def anchor(self) -> str:
        """锚点 · Where the page of all fields tells of this one."""
        return f"field-{self.path}"


def help_of(asked: Asked) -> dict[str, FieldHelp]:
    """字段说明 · Every field that a list may state and every column made of them, by its path or column."""
    told = {one.field: one for one in template()}
    needs = dict(zip(Need, asked.say("V001").split("|"), strict=True))
    rules = rules_now()
    found = {}
    for path in LISTED_FIELDS:
        one = told[form_field(path)]
        note, unit = (one.note_en, one.unit_en) if asked.lang == "en" else (one.note_zh, one.unit_zh)
        found[path] = _told(asked, rules, path, (asked.named(one.header), note, unit, needs[one.need]))
    return found | {name: _made(asked, name, place) for place, name in enumerate(MADE)}


def _told(asked: Asked, rules: Rules, path: str, words: tuple[str, str, str, str]) -> FieldHelp:
    title, definition, unit, need = words
    asking = tuple((number, titles[asked.lang]) for number, titles in _asking(rules).get(form_field(path), ()))
    return FieldHelp(
        path=path,
        title=title,
        definition=definition,
        unit=unit,
        need=need,
        rules=asking,
        basis=asked.say("P005").join(_basis(rules).get(form_field(path), ())) or asked.say("V002"),
    )


def _made(asked: Asked, name: str, place: int) -> FieldHelp:
    title, definition, unit, basis = asked.say("V003").split("|")[4 * place : 4 * place + 4]
    return FieldHelp(path=name, title=title, definition=definition, unit=unit, need="—", rules=(), basis=basis)


@lru_cache(maxsize=4)
def _asking(rules: Rules) -> dict[str, tuple[tuple[str, dict[str, str]], ...]]:
    """By field, the rules of the day that read it."""
    found: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {}
    for number, card in rule_catalogue().items():
        if card.is_asked_on(rules.day):
            one = (number, {lang: title_of(card, lang) for lang in ("zh", "en")})
            for column in card.columns:
                found[column] = (*found.get(column, ()), one)
    return found


@lru_cache(maxsize=4)
def _basis(rules: Rules) -> dict[str, tuple[str, ...]]:
    """By field, what those rules rest on, each text once."""
    cards = rule_catalogue()
    return {
        field: tuple(dict.fromkeys(cited(one) for number, _ in asking for one in basis_on(cards[number], rules)))
        for field, asking in _asking(rules).items()
    }


def in_one_line(asked: Asked, one: FieldHelp) -> str:
    """一句说明 · Definition, unit and basis in one line, for what opens over a header or stands under a box."""
    return asked.say("V004", definition=one.definition, unit=one.unit, basis=one.basis)
