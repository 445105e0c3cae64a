"""情形文字 · A situation of a rule in words: what is given, and what the rule says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any

from landsupply.law.naming import name_in
from landsupply.law.place import Place
from landsupply.law.rulebook import open_rulebook
from landsupply.law.ruling import Ruling
from landsupply.law.situations import Situation, place_of, usual_plan
from landsupply.law.telling import may_block, ruling_word
from landsupply.law.value_text import value_text
from landsupply.law.words import SEPARATORS, say
from landsupply.law.yaml_text import read_yaml
from landsupply.ledger.template import template

#: What of a situation is told apart from the rest of it.
_TOLD = frozenset(("rule", "情形", "as_of", "place", "source", "parcel", "ask", "expect"))


class Look(StrEnum):
    """样子 · How a ruling is shown: good where the rule is kept, an error where it is broken."""

    GOOD = "good"
    ERROR = "error"
    WARNING = "warning"
    QUIET = ""


_LOOKS = {Ruling.KEPT: Look.GOOD, Ruling.BROKEN: Look.ERROR, Ruling.CANNOT_TELL: Look.WARNING}


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationLine:
    """情形一行 · Its title as an official writes it, the day, what is given piece by piece, the ruling in words."""

    title: str
    day: str
    given: tuple[str, ...]
    ruling: str
    look: Look


@dataclass(frozen=True, slots=True)
class Told:
    """说法 · The words for what a situation states, in a language, with the names of its place."""

    lang: str
    place: Place

    def header(self, name: object) -> str:
        """列名 · A field of the ledger by the header under which a clerk writes it; other words as they are called."""
        words = name_in(self.lang, _headers().get(str(name), str(name)), self.place)
        return words[:1].upper() + words[1:] if self.lang == "en" and words != str(name) else words

    def plain(self, value: object) -> str:
        """平铺 · A value in one line: tables, lists and names in the language."""
        if value is None:
            return say("X445", self.lang).split("|")[0]
        if isinstance(value, Mapping):
            return say("P005", self.lang).join(self.stated(value))
        if isinstance(value, list | tuple):
            told = (self._bracketed(one) if isinstance(one, Mapping) else self.plain(one) for one in value)
            return SEPARATORS[self.lang].join(told) or say("X445", self.lang).split("|")[1]
        text = value_text(value) if isinstance(value, Fraction) else str(value).strip()
        return name_in(self.lang, text, self.place)

    def stated(self, table: Mapping[str, Any]) -> Iterator[str]:
        """所载 · Each entry of a table with its header."""
        return (f"{self.header(name)}: {self.plain(value)}" for name, value in table.items())

    def _bracketed(self, one: Mapping[str, Any]) -> str:
        return say("X446", self.lang, words=self.plain(one))


def situation_line(one: Situation, number: str, lang: str) -> SituationLine:
    """情形成文 · One situation as it is told of a rule."""
    told, parcel = Told(lang, open_rulebook(place_of(one)).place), one.get("parcel", {})
    asked = {} if one.get("ask") in (None, parcel.get("mode")) else {"mode": one["ask"]}
    rest = {name: value for name, value in one.items() if name not in _TOLD}
    ruling, look = _ruling(one["expect"], number, lang)
    return SituationLine(
        title=str(one.get("情形", "")),
        day=str(one["as_of"]),
        given=(
            *told.stated(parcel),
            *told.stated(asked),
            *told.stated(rest),
            *_of_the_place(one.get("source", ""), told),
        ),
        ruling=ruling,
        look=look,
    )


def usual_line(lang: str) -> str:
    """通常之文 · The usual plan, of which situations say only what differs."""
    return Told(lang, open_rulebook(place_of(usual_plan())).place).plain(usual_plan())


def _of_the_place(source: str, told: Told) -> Iterator[str]:
    """What the bureau's own text states in a situation: values by parameter and day, and what it has confirmed."""
    own = read_yaml(source, "source") if source else {}
    stated = own if isinstance(own, dict) else {}
    for one in stated.get("parameters", ()):
        for since, value in one["values"].items():
            yield f"`{one['id']}` {since}: {told.plain(value['value'])}"
    yield from (f"`{one['parameter']}` ✓ {one['on']}" for one in stated.get("confirm", ()))


@lru_cache(maxsize=1)
def _headers() -> Mapping[str, str]:
    return {column.field: column.header for column in template()}


def _ruling(expect: Mapping[str, Any], number: str, lang: str) -> tuple[str, Look]:
    """What a rule says; of a row as a whole, whether it keeps it out or only warns."""
    stated = expect.get("ruling", ())
    found = [stated] if isinstance(stated, str) else list(dict.fromkeys(stated))
    blocks = bool(expect.get("blocks"))
    if not found:
        blocks = number in (expect.get("refused_by") or ())
        return may_block(blocks, lang), Look.ERROR if blocks else Look.WARNING
    said = SEPARATORS[lang].join(ruling_word(Ruling(one), lang) for one in found)
    return (f"{said} ({may_block(blocks, lang)})" if blocks else said), _LOOKS.get(Ruling(found[0]), Look.QUIET)
