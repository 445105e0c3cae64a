"""规则目录 · Every rule as data an official can read: what it says, since when, on which basis, fed by which columns.

The functions that judge stand in the rungs that know their subject; a test holds that each has its card and each card
its function. Errors: LawFault W009–W011 (a card badly written), W012 (a number twice).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from landsupply.law.citation import Citation
from landsupply.law.record import Record
from landsupply.law.rulebook_text import citation_of, entries_of
from landsupply.law.ruling import Ruling
from landsupply.law.shipped import shipped_names, shipped_text
from landsupply.measure.fault import LawFault

_FOLDER = "rules"


class Subject(StrEnum):
    """判定对象 · What a rule is asked of."""

    PARCEL = "宗地"
    PLAN = "计划"
    TEXT = "文本"
    PLACE = "地方"


@dataclass(frozen=True, slots=True, kw_only=True)
class Never:
    """不会出现的判定 · A ruling that a rule cannot give, and why, in Chinese and English."""

    ruling: Ruling
    why: str
    why_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCard:
    """规则说明 · One rule: its number, words in Chinese and English, subject, days, basis, and what feeds it.

    `columns` are fields of the ledger, `facts` parameters that a bureau states in its own place file, `parameters`
    the values of the law it reads. `until` is the last day it is asked, None while it holds. `never` are the rulings
    that cannot occur; `wanting` is what no list has a column for, of a rule that is not implemented.
    """

    number: str
    title: str
    title_en: str
    says: str
    says_en: str
    subject: Subject
    since: date
    until: date | None
    basis: tuple[Citation, ...]
    parameters: tuple[str, ...]
    columns: tuple[str, ...]
    facts: tuple[str, ...]
    never: tuple[Never, ...] = ()
    wanting: tuple[str, ...] = ()

    def is_asked_on(self, day: date) -> bool:
        """当日适用 · Whether the rule is asked on a day at all."""
        return self.since <= day and (self.until is None or day <= self.until)


@lru_cache(maxsize=1)
def rule_catalogue() -> Mapping[str, RuleCard]:
    """规则目录 · Every card by its number, in the order of the files."""
    found: dict[str, RuleCard] = {}
    for name in shipped_names(_FOLDER):
        for card in map(_card, entries_of(name, shipped_text(f"{_FOLDER}/{name}"))):
            if found.setdefault(card.number, card) is not card:
                raise LawFault("W012", id=card.number)
    return MappingProxyType(found)


def _card(record: Record) -> RuleCard:
    built = RuleCard(
        number=record.text("id"),
        title=record.text("title"),
        title_en=record.text("title_en"),
        says=record.text("says"),
        says_en=record.text("says_en"),
        subject=record.kind("subject", Subject),
        since=record.day("since"),
        until=record.maybe_day("until"),
        basis=tuple(map(citation_of, record.children("basis"))),
        parameters=record.texts("parameters"),
        columns=record.texts("columns"),
        facts=record.texts("facts"),
        never=tuple(map(_never, record.children("never"))),
        wanting=record.texts("wanting"),
    )
    record.close()
    return built


def _never(record: Record) -> Never:
    built = Never(ruling=record.kind("ruling", Ruling), why=record.text("why"), why_en=record.text("why_en"))
    record.close()
    return built
