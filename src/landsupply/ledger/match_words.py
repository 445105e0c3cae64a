"""比对用语 · The words by which names and places are taken apart; all of them are data.

They live in `law/vocabularies/match_words.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from landsupply.ledger.sheet_words import table_of


@lru_cache(maxsize=1)
def _roles() -> Mapping[str, Mapping[str, str]]:
    roles: dict[str, dict[str, str]] = {}
    for row in table_of("match_words"):
        roles.setdefault(row["role"], {})[row["word"]] = row["value"]
    return roles


def match_words(role: str) -> Mapping[str, str]:
    """比对用语 · The words of one role, each with its value (empty where the role has none)."""
    return _roles()[role]


def any_of(words: Iterable[str]) -> str:
    """任一词 · A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@lru_cache(maxsize=1)
def mark_pattern() -> re.Pattern[str]:
    """区分标记 · Digits, letters, or a word in place of a number before 期, 号, 区 …"""
    unit = any_of(match_words("mark_unit"))
    word = any_of((*match_words("numeral"), *match_words("mark_word")))
    return re.compile(rf"[0-9a-z]+|(?:{word})(?={unit})|(?<=\|)(?:{word})(?=\|)")


@lru_cache(maxsize=1)
def marked_pattern() -> re.Pattern[str]:
    """标记及量词 · A mark with the 期, 号 or 区 behind it."""
    return re.compile(rf"(?:{mark_pattern().pattern})(?:{any_of(match_words('mark_unit'))})?")


@lru_cache(maxsize=1)
def road_pattern() -> re.Pattern[str]:
    """道路 · A name with its generic word, the side named behind it, or the bound (东至) in front of it.

    Where no generic word is written (湖, 医院, 环), whatever stands before a side at the end is the landmark.
    """
    side, joiner, bound, road = (any_of(match_words(role)) for role in ("side", "joiner", "bound", "road"))
    named = rf"(?:({side})(?:{bound}))?([^|]{{1,8}}?(?:{road})(?!{road}))(?:{joiner})?((?:{side}){{0,2}})"
    return re.compile(rf"{named}|(?<=\|)([^|]{{2,12}}?)(?:{joiner})?((?:{side}){{1,2}})(?=\|)")


@lru_cache(maxsize=1)
def filler_pattern() -> re.Pattern[str]:
    """虚词 · Words around roads that say nothing of their own."""
    return re.compile(any_of((*match_words("side_word"), *match_words("lead"))))


@lru_cache(maxsize=1)
def joiner_pattern() -> re.Pattern[str]:
    """连接词 · What stands between two roads and says nothing of its own."""
    return re.compile(any_of((*match_words("joiner"), *match_words("side_word"), *match_words("lead"))))


@lru_cache(maxsize=1)
def suffix_pattern() -> re.Pattern[str]:
    """通用后缀 · Words at the end of a name that tell no parcel from another."""
    return re.compile(rf"(?:{any_of(match_words('suffix'))}|\|)+\Z")
