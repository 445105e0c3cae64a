"""法规用语 · How standing, basis, ruling, relation and values are said, wherever the law is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from landsupply.law.catalogue import RuleCard, Subject
from landsupply.law.changes import held_on
from landsupply.law.citation import BasisKind, Citation, RelationKind, Standing
from landsupply.law.parameter import Dated, Value
from landsupply.law.rulebook import Rules
from landsupply.law.ruling import Ruling
from landsupply.law.shipped import shipped_text
from landsupply.law.value_text import differing, value_text
from landsupply.law.vocabulary_text import read_table
from landsupply.law.words import say

_FOLDED = re.compile(r"(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])")
_LONGEST = 32  # characters of one value in a table that shows several


def standing_word(standing: Standing, lang: str) -> str:
    """效力 · The word for a standing."""
    return _word("X222", standing, lang)


def kind_word(kind: BasisKind, lang: str) -> str:
    """依据来源 · The word for how a fact is known."""
    return _word("X223", kind, lang)


def ruling_word(ruling: Ruling, lang: str) -> str:
    """判定 · The word for a ruling."""
    return _word("X224", ruling, lang)


def relation_word(kind: RelationKind, lang: str) -> str:
    """文件关系 · The word for what one instrument does to another."""
    return _word("X274", kind, lang)


def subject_word(subject: Subject, lang: str) -> str:
    """判定对象 · The word for what a rule is asked of."""
    return _word("X272", subject, lang)


def may_block(blocks: object, lang: str) -> str:
    """可否拦截 · Whether what rests on it may refuse, or only warns."""
    return say("X250" if blocks else "X251", lang)


def cited(basis: Citation) -> str:
    """依据 · An instrument with its article."""
    return " ".join(filter(None, (basis.instrument, basis.article)))


def value_words(one: Dated | None, shown: str, lang: str) -> str:
    """值 · What is shown of a value, with the day it holds from and whether it may block; a dash where none held."""
    if one is None:
        return "—"
    return f"{shown or '—'} ({one.since}, {may_block(one.blocks, lang)})"


def shortened_value(value: Value) -> str:
    """值之节略 · A value as far as a column bears, a list within brackets."""
    text = shortened(value_text(value))
    return f"[{text}]" if isinstance(value, tuple) else text


def list_words(before: Value, after: Value, lang: str) -> tuple[str, str] | None:
    """清单之变 · Two lists, or tables: whole where short; else how many entries each has and which are only its own.

    None for anything else. What two long lists share is counted and not repeated: it was not repealed.
    """
    is_pair = isinstance(before, tuple) and isinstance(after, tuple)
    if not is_pair and not (isinstance(before, Mapping) and isinstance(after, Mapping)):
        return None
    if is_pair and max(len(value_text(one)) for one in (before, after)) <= _LONGEST:
        return shortened_value(before), shortened_value(after)
    gone, new = (_entries(one) for one in differing(before, after))
    told = ((before, gone, "X296" if gone else "X298"), (after, new, "X297" if new else "X299"))
    was, now = (f"[{say(code, lang, count=_count(value), own=own)}]" for value, own, code in told)
    return was, now


def _entries(value: Value) -> str:
    return shortened(value_text(value))


def _count(value: Value) -> int:
    return len(value) if isinstance(value, tuple | Mapping) else 1


def shortened(text: str) -> str:
    """节略 · A text as long as a column bears; --json gives the whole."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def title_of(card: RuleCard, lang: str) -> str:
    """规则名称 · The title of a rule in the language."""
    return card.title if lang == "zh" else card.title_en


def says_of(card: RuleCard, lang: str) -> str:
    """规则所说 · What a rule says in the language; Chinese folded over lines closes up again."""
    return _FOLDED.sub("", card.says) if lang == "zh" else card.says_en


def basis_blocks(card: RuleCard, rules: Rules) -> bool:
    """可否拦截 · Whether some value that the rule reads on the day may block."""
    known = (rules.parameters.get(id) for id in (*card.parameters, *card.facts))
    held = (held_on(one, rules.day) for one in known if one)
    return any(one.blocks for one in held if one)


def _word(code: str, one: StrEnum, lang: str) -> str:
    return dict(zip(type(one), say(code, lang).split("|"), strict=True))[one]


@lru_cache(maxsize=1)
def fact_titles() -> Mapping[str, Mapping[str, str]]:
    """地方事实 · What only a bureau can state, by parameter: its title in both languages and its unit."""
    rows = read_table(shipped_text("vocabularies/place_facts.csv"))
    return {row["parameter"]: {"zh": row["title"], "en": row["title_en"], "unit": row["unit"]} for row in rows}
