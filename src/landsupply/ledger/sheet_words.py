"""表内用语 · What the words of a sheet mean: column synonyms, totals, blanks, ditto marks; all of it is data.

The words live in `law/vocabularies/columns.csv`, `sheet_words.csv` and `template.csv`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from landsupply.law.shipped import shipped_text
from landsupply.law.vocabulary import fold
from landsupply.law.vocabulary_text import Row, read_table
from landsupply.measure.area import AreaUnit


def table_of(name: str) -> tuple[Row, ...]:
    """随附表 · The rows of a shipped vocabulary, each a mapping by its header."""
    return read_table(shipped_text(f"vocabularies/{name}.csv"))


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """折叠 · The text for comparison: narrow forms, no spaces, small letters."""
    return fold(text).casefold()


@lru_cache(maxsize=1)
def synonyms() -> Mapping[str, tuple[str, AreaUnit | None]]:
    """列名同义词 · Folded header to the field it means and the unit it carries."""
    rows = table_of("columns")
    return {folded(row["synonym"]): (row["field"], AreaUnit(row["unit"]) if row["unit"] else None) for row in rows}


@lru_cache(maxsize=1)
def _roles() -> Mapping[str, tuple[str, ...]]:
    roles: dict[str, list[str]] = {}
    for row in table_of("sheet_words"):
        roles.setdefault(row["role"], []).append(folded(row["word"]))
    return {role: tuple(dict.fromkeys(words)) for role, words in roles.items()}


def words(role: str) -> tuple[str, ...]:
    """用语 · The folded words of one role, in the order of the file."""
    return _roles()[role]


def means(role: str, text: str) -> bool:
    """是否此义 · Whether the text is one of the words of a role."""
    return folded(text) in words(role)


#: No word for a blank or a repetition is written wider than this, the spaces inside it included.
_WIDEST_MARK = 10


@lru_cache(maxsize=1)
def _longest_mark() -> int:
    return max(len(word) for role in ("blank", "ditto") for word in words(role))


@lru_cache(maxsize=1)
def _mark_starts() -> frozenset[str]:
    return frozenset(word[0] for role in ("blank", "ditto") for word in words(role))


@lru_cache(maxsize=4096)
def begins_mark(sign: str) -> bool:
    """是否起首 · Whether a word for a blank or a repetition may begin with a character: a space may stand before it."""
    return sign.isspace() or folded(sign)[:1] in ("", *_mark_starts())


def short_texts(texts: Collection[str]) -> list[str]:
    """短文字 · The texts that may be a word for a blank or a repetition: short ones that begin as one of them does."""
    longest, widest = _longest_mark(), _WIDEST_MARK
    near = [text for text in texts if (bare := text.strip()) and begins_mark(bare[0]) and len(bare) <= widest]
    return [text for text in near if len(text) <= longest or len("".join(text.split())) <= longest]


def stated(texts: Collection[str]) -> Mapping[str, str]:
    """所述 · Each text without the spaces around it, empty where it says that nothing is stated: 无, —, 待定 …"""
    said = {text: text.strip() for text in texts}
    said.update((text, "") for text in short_texts(texts) if text.strip() and means("blank", text))
    return said


def dittos(texts: Collection[str]) -> frozenset[str]:
    """同上字样 · Those of the texts that are marks such as 同上 or 〃."""
    return frozenset(text for text in short_texts(texts) if text and means("ditto", text))
