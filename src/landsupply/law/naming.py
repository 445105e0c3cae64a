"""名称的语言 · What names of lists are called in English, wherever they are shown: one home below every door.

Modes of supply and classes of the plan have theirs in their own vocabularies, planning units, printed classes and the
wording of a city in its place file; every other name stands in ``english/names.csv``, titles of parameters in
``english/parameters.csv``. A name that none of these knows is somebody's own (a parcel, a street) and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from landsupply.law.place import Place
from landsupply.law.shipped import shipped_text
from landsupply.law.vocabulary import fold
from landsupply.law.vocabulary_text import read_table

#: Headers of the ledger are looked up under what a form prints: whoever is told to fill one has to find it there.
FIELD = "field"


@lru_cache(maxsize=1)
def english_names() -> Mapping[str, tuple[str, str]]:
    """英文名称表 · By folded Chinese name: the kind of name it is, and the English."""
    return {fold(name): (kind, english) for kind, name, english in _known()}


def _known() -> Iterator[tuple[str, str, str]]:
    for row in read_table(shipped_text("english/names.csv")):
        yield row["kind"], row["name"], row["en"]
    for row in read_table(shipped_text("vocabularies/buckets.csv")):
        yield "bucket", row["name"], row["en"]
    for row in read_table(shipped_text("vocabularies/modes.csv")):
        yield "mode", row["name"], row["en"]
        yield "mode", row["label"], row["en"]


def name_in(lang: str, name: str, place: Place | None = None) -> str:
    """名称 · An enumerated name, or one of the place's own words, in the language; any other as it is."""
    if lang != "en" or not name:
        return name
    own = _of_place(name, place) if place else ""
    return own or english_names().get(fold(name), ("", name))[1]


def _of_place(name: str, place: Place) -> str:
    """A unit or class of the place, or a wording that the place file says in English too."""
    named = place.unit(name) or place.plan_class(name)
    return (named.en if named else "") or _worded(name, place)


def _worded(name: str, place: Place) -> str:
    for key, words in place.wording.items():
        english = place.wording.get(f"{key}.en", "")
        if english and (found := _pattern(words).fullmatch(name)):
            return english.format(**found.groupdict())
    return ""


@lru_cache(maxsize=256)
def _pattern(words: str) -> re.Pattern[str]:
    """A wording as it may stand: the year, where it names one, is any."""
    return re.compile(re.escape(words).replace(r"\{year\}", "(?P<year>[0-9]{4})"))


def parameter_title(lang: str, id: str, title: str) -> str:
    """参数标题 · The title of a parameter in the language; as its text has it where nobody has put it into English."""
    return _titles().get(id, title) if lang == "en" else title


@lru_cache(maxsize=1)
def _titles() -> Mapping[str, str]:
    rows = read_table(shipped_text("english/parameters.csv"))
    return {row["parameter"]: row["title"] for row in rows}


def facts_in(lang: str, facts: Mapping[str, object]) -> dict[str, object]:
    """事实 · The facts of a message with the names among them in the language; headers stay as forms print them."""
    return {key: _fact_in(lang, value) for key, value in facts.items()}


def _fact_in(lang: str, value: object) -> object:
    if lang != "en":
        return value
    if isinstance(value, tuple):
        return tuple(_fact_in(lang, one) for one in value)
    kind, english = english_names().get(fold(value), ("", "")) if isinstance(value, str) else ("", "")
    return value if kind in ("", FIELD) else english
