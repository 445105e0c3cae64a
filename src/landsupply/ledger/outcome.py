"""成交结果 · How an offer of land ended, wherever the row says so, and what follows for the date beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from landsupply.ledger.desk import Line
from landsupply.ledger.sheet_words import folded, table_of
from landsupply.ledger.texts import note_as

#: Where a result may stand besides its own column; of these only the result is looked at, nothing is kept.
WITNESSES = ("mode", "holder", "holder_class", "taker", "deal_price", "supplied", "remarks")
_NOTE = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
_IN_BRACKETS = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]{1,60})[)\]】〕]")
_CLAUSE = re.compile(r"[,;:。、]")
_LONGEST = 200  # what is longer is a report, of which the beginning is looked at


class Outcome(StrEnum):
    """成交结果 · Sold, failed, not sold without a reason, postponed, suspended, ended, withdrawn."""

    SOLD = "成交"
    FAILED = "流拍"
    UNSOLD = "未成交"
    POSTPONED = "延期"
    SUSPENDED = "中止"
    TERMINATED = "终止"
    WITHDRAWN = "撤回"


_UNSOLD = frozenset((Outcome.FAILED, Outcome.UNSOLD))
_AFTER_A_DEAL = frozenset((Outcome.TERMINATED, Outcome.WITHDRAWN))
#: What the vocabulary calls words that are no result: those that raise a doubt, deny, or tell of an earlier offer.
_DOUBT, _DENIAL, _EARLIER = "存疑", "否定", "先前"


@dataclass(frozen=True, slots=True)
class Mention:
    """提及 · A word found in a text, its result (None where it only raises a doubt), whether it is of this offer."""

    word: str
    outcome: Outcome | None
    is_present: bool


@lru_cache(maxsize=1)
def _roles() -> Mapping[str, tuple[str, ...]]:
    """The folded words of every kind, longer ones first."""
    roles: dict[str, list[str]] = {}
    for row in table_of("outcomes"):
        roles.setdefault(row["outcome"], []).append(folded(row["word"]))
    return {role: tuple(sorted(words, key=len, reverse=True)) for role, words in roles.items()}


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Outcome | None]:
    """The folded words and their results, None for a doubt, longer ones first."""
    pairs: dict[str, Outcome | None] = dict.fromkeys(_roles()[_DOUBT])
    pairs.update((word, outcome) for outcome in Outcome for word in _roles()[outcome.value])
    return dict(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=1)
def _any_word() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _words())))


@lru_cache(maxsize=1)
def _signs() -> frozenset[str]:
    """The characters with which the words begin: a text without any of them names no result."""
    return frozenset(form for word in _words() for form in (word[0], word[0].upper()))


def outcome_of(text: str) -> Outcome | None:
    """认结果 · The result that a whole cell names, a note in brackets apart; None for anything else."""
    return None if not text or _signs().isdisjoint(text) else _outcome_of(text)


@lru_cache(maxsize=4096)
def _outcome_of(text: str) -> Outcome | None:
    return _words().get(_bare(text))


def _bare(text: str) -> str:
    return _NOTE.sub("", folded(text[:_LONGEST])).strip("。.、;:")


def mentioned(text: str) -> frozenset[Outcome]:
    """提到的结果 · Every result whose words stand in a text; a word inside a longer one does not count."""
    return frozenset(mention.outcome for mention in mentions(text) if mention.outcome)


def mentions(text: str) -> tuple[Mention, ...]:
    """提及 · Every word of a result or a doubt that stands in a text; a word inside a longer one does not count."""
    return () if not text or _signs().isdisjoint(text) else _mentions(text)


@lru_cache(maxsize=4096)
def _mentions(text: str) -> tuple[Mention, ...]:
    whole = folded(text[:_LONGEST])
    return tuple(
        Mention(found[0], _words()[found[0]], _is_present(_CLAUSE.split(whole[: found.start()])[-1]))
        for found in _any_word().finditer(whole)
    )


def _is_present(before: str) -> bool:
    """Whether a result is said of this offer: not denied just before it, nor of an earlier one by the same clause."""
    return not before.endswith(_roles()[_DENIAL]) and not any(word in before for word in _roles()[_EARLIER])


def read_outcome(line: Line) -> Outcome | None:
    """成交结果 · What its own column says, else what one of the witnesses says in so many words.

    L140 a result nobody knows, L141 two that contradict each other; L142 says that it stood in another column.
    """
    text = line.text("outcome")
    own = outcome_of(text) if text else None
    if text and own is None:
        line.note("L140", "outcome", known=tuple(outcome.value for outcome in Outcome))
    named = {name: found for name in line.desk.having(WITNESSES) if (found := outcome_of(line.text(name)))}
    every = set(named.values()) | ({own} if own else set())
    if _contradict(every):
        line.note("L141", "outcome" if own else next(iter(named)), read=tuple(sorted(one.value for one in every)))
        return None
    if text or not named:
        return own
    where, found = min(named.items(), key=lambda pair: pair[1] is Outcome.UNSOLD)
    if where != "mode":  # there L147 says it
        note_as(line, "L142", where, found.value, read=found.value)
    return found


def _contradict(every: set[Outcome]) -> bool:
    """未成交 leaves the reason open, so it contradicts 成交 alone."""
    return len(every - {Outcome.UNSOLD}) > 1 or every >= {Outcome.SOLD, Outcome.UNSOLD}


def against(line: Line) -> tuple[str, Outcome] | None:
    """未供的说法 · Where the row says that the land was not supplied, and in which words; None where 成交 is stated.

    A result is looked for inside longer texts too; in 备注 and the brackets of a name only a failed sale, as other
    words mean much else there. What is denied, of an earlier offer, or beside 成交 is no such statement.
    """
    if outcome_of(line.text("outcome")) is Outcome.SOLD:
        return None
    for name in ("outcome", *WITNESSES, "name"):
        text = _told(line, name)
        seen = _stated(text)
        if name == "name" or (name == "remarks" and outcome_of(text) is None):
            seen &= _UNSOLD
        if seen:
            return name, min(seen, key=list(Outcome).index)
    return None


def _stated(text: str) -> frozenset[Outcome]:
    found = mentions(text)
    if any(mention.outcome is Outcome.SOLD for mention in found):
        return frozenset()
    return frozenset(mention.outcome for mention in found if mention.outcome and mention.is_present)


def _told(line: Line, name: str) -> str:
    """What a field may say of the result: of a name only what stands in its brackets."""
    text = line.text(name)
    if name != "name" or not text:
        return text
    return "。".join(note for note in _IN_BRACKETS.findall(folded(text[:_LONGEST])))


def unknown(line: Line) -> tuple[str, str] | None:
    """说不清 · The field whose whole cell leaves open whether the land was supplied, and what it says.

    That is a result nobody knows in its own column, or a word such as 悔拍 anywhere else.
    """
    own = line.text("outcome")
    if own:
        return ("outcome", own) if outcome_of(own) is None else None
    for name in WITNESSES:
        bare = _bare(line.text(name)) if mentions(line.text(name)) else ""
        if bare in _roles()[_DOUBT]:
            return name, bare
    return None


def doubted(line: Line) -> tuple[str, tuple[str, ...]] | None:
    """存疑 · Where the row merely mentions that a sale failed or was undone, and in which words.

    Where its own column says 成交, only what can follow a deal is asked about.
    """
    sold = outcome_of(line.text("outcome")) is Outcome.SOLD
    for name in (*WITNESSES, "name"):
        found = [mention for mention in mentions(_told(line, name)) if mention.outcome is not Outcome.SOLD]
        if sold:
            found = [one for one in found if one.is_present and (one.outcome is None or one.outcome in _AFTER_A_DEAL)]
        if found:
            return name, tuple(dict.fromkeys(mention.word for mention in found))
    return None
