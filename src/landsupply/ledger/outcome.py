"""成交结果 · How an offer of land ended, wherever the row says so, and what follows for the date beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from landsupply.ledger.desk import Line
from landsupply.ledger.sheet_words import folded, table_of
from landsupply.ledger.texts import note_as

#: Where a result may stand besides its own column; of these only the result is looked at, nothing is kept.
WITNESSES = ("mode", "holder", "holder_class", "remarks")
_NOTE = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
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


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Outcome]:
    """The folded words, longer ones first."""
    pairs = {folded(row["word"]): Outcome(row["outcome"]) for row in table_of("outcomes")}
    return dict(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=1)
def _signs() -> frozenset[str]:
    """The characters with which the words begin: a text without any of them names no result."""
    return frozenset(form for word in _words() for form in (word[0], word[0].upper()))


def outcome_of(text: str) -> Outcome | None:
    """认结果 · The result that a whole cell names, a note in brackets apart; None for anything else."""
    return None if not text or _signs().isdisjoint(text) else _outcome_of(text)


@lru_cache(maxsize=4096)
def _outcome_of(text: str) -> Outcome | None:
    bare = _NOTE.sub("", folded(text[:_LONGEST])).strip("。.、;:")
    return _words().get(bare)


def mentioned(text: str) -> frozenset[Outcome]:
    """提到的结果 · Every result whose words stand in a text; a word inside a longer one does not count."""
    return frozenset() if _signs().isdisjoint(text) else _mentioned(text)


@lru_cache(maxsize=4096)
def _mentioned(text: str) -> frozenset[Outcome]:
    rest, found = folded(text[:_LONGEST]), set()
    for word, outcome in _words().items():
        if word in rest:
            found.add(outcome)
            rest = rest.replace(word, "|")
    return frozenset(found)


def read_outcome(line: Line) -> Outcome | None:
    """成交结果 · What its own column says, else what 供应方式, 竞得人 or 备注 says in so many words.

    L140 a result nobody knows, L141 two that contradict each other; L142 says that it stood in another column.
    """
    text = line.text("outcome")
    own = outcome_of(text) if text else None
    if text and own is None:
        line.note("L140", "outcome", known=tuple(outcome.value for outcome in Outcome))
    named = {name: found for name in WITNESSES if (found := outcome_of(line.text(name)))}
    every = set(named.values()) | ({own} if own else set())
    if len(every) > 1:
        line.note("L141", "outcome" if own else next(iter(named)), read=tuple(sorted(one.value for one in every)))
        return None
    if text or not named:
        return own
    where, found = next(iter(named.items()))
    if where != "mode":  # there L147 says it
        note_as(line, "L142", where, found.value, read=found.value)
    return found


def against(line: Line) -> tuple[str, Outcome] | None:
    """未供的说法 · Where the row says that the land was not supplied, and in which words; None where 成交 is stated.

    A result is looked for inside longer texts too, in 备注 only a failed sale: other words mean much else there.
    """
    if outcome_of(line.text("outcome")) is Outcome.SOLD:
        return None
    for name in ("outcome", *WITNESSES):
        text = line.text(name)
        seen = mentioned(text) - {Outcome.SOLD} if text else frozenset()
        if name == "remarks" and outcome_of(text) is None:
            seen &= _UNSOLD
        if seen:
            return name, min(seen, key=list(Outcome).index)
    return None
