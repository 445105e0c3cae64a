"""比对特征 · What of a parcel is compared with other lists, folded once so that spelling does not matter."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from landsupply.law.place import Place
from landsupply.ledger.match_words import (
    any_of,
    filler_pattern,
    joiner_pattern,
    mark_pattern,
    marked_pattern,
    match_words,
    road_pattern,
    suffix_pattern,
)
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.sheet_words import means

_FROM_CONTENT = re.compile(r"L-[0-9a-f]{12}\Z")
_SPACES = re.compile(r"\s+")
_APART = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")
_BRACKETED_NUMBER = re.compile(r"([\u4e00-\u9fff]*)[\[(〔【<]((?:19|20)[0-9]{2})[\])〕】>]第?([0-9]+)(?=号)")
_DIGITS = re.compile(r"[0-9]")
_ALIKE = str.maketrans("oil", "011")
#: No name, place or number is longer; what is, is compared by its beginning, so that no text costs more.
_LONGEST = 200
_LETTERS_AND_DIGITS = re.compile(r"[0-9a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """比对特征 · Number, name, place, area and the rest in the one spelling used for comparison.

    `loose` takes O for 0 and drops separators; `former` is the number in last year's plan, `reserve` that in the land
    reserve; `codes` are numbers such as 〔2024〕3号 found in number or name, with the words before them; `marks` tell
    一期 from 二期; `roads` give the side of each road; `units` are 0.01 m².
    """

    number: str
    loose: str
    shape: str
    former: str
    reserve: str
    codes: Mapping[str, str]
    name: str
    marks: tuple[str, ...]
    name_grams: frozenset[str]
    common_name: str = ""
    place: str
    roads: Mapping[str, str]
    place_grams: frozenset[str]
    common_place: str = ""
    units: int
    use: str
    bucket: str
    district: str
    batch: str
    noticed: str
    supplied: str


def traits_of(parcel: Parcel, place: Place) -> Traits:
    """取特征 · The traits of a parcel of a place, whose own names tell nothing apart and are left out."""
    number = "" if is_from_content(parcel.id) else parcel.id
    spelt, loose = fold_identifier(number)
    name, marks = _name(parcel.name, place)
    where, roads = _place(parcel.location, place)
    return Traits(
        number=spelt,
        loose=loose,
        shape=_DIGITS.sub("9", loose),
        former=fold_identifier(parcel.carried_from or "")[1],
        reserve=fold_identifier(parcel.reserve_number or "")[1],
        codes=_codes(number, parcel.name),
        name=name,
        marks=marks,
        name_grams=grams(name),
        place=where,
        roads=roads,
        place_grams=grams(where),
        units=parcel.area.units if parcel.area else 0,
        use=f"{parcel.use.scheme} {parcel.use.code}" if parcel.use else "",
        bucket=parcel.use.bucket if parcel.use else "",
        district=parcel.district or "",
        batch="" if means("unapproved", parcel.batch or "") else fold_identifier(parcel.batch or "")[1],
        noticed=parcel.noticed.isoformat() if parcel.noticed else "",
        supplied=parcel.supplied.isoformat() if parcel.supplied else "",
    )


def is_from_content(identity: str) -> bool:
    """内容编号 · Whether an identity was made from the row's content for want of a number of its own."""
    return _FROM_CONTENT.match(identity) is not None


def narrow(text: str) -> str:
    """收窄 · Narrow forms, small letters, no spaces, of the beginning of a text."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text[:_LONGEST])).casefold()


@lru_cache(maxsize=65536)
def fold_identifier(text: str) -> tuple[str, str]:
    """编号折叠 · A number with one kind of separator, and the same without any, O read as 0, I and L as 1."""
    spelt = _APART.sub("-", narrow(text)).strip("-")
    return spelt, spelt.replace("-", "").translate(_ALIKE)


def grams(text: str) -> frozenset[str]:
    """两字组 · Every pair of neighbouring signs; a single sign stands for itself."""
    return frozenset(text[i : i + 2] for i in range(max(1, len(text) - 1))) if text else frozenset()


def _codes(*texts: str) -> dict[str, str]:
    """Year and number of every 〔2024〕3号, with the words before it."""
    found = [one for text in texts for one in _BRACKETED_NUMBER.finditer(narrow(text))]
    return {f"{one[2]}-{int(one[3])}": one[1] for one in found}


@lru_cache(maxsize=32)
def _own_names(place: str, units: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(narrow(name) for name in (place, *units)))


def _without_place(text: str, place: Place) -> str:
    """Signs other than letters and digits become bars; the names of the place and its units go."""
    units = tuple(name for unit in place.units for name in (unit.name, unit.title))
    return _own_names(place.name, units).sub("|", _APART.sub("|", narrow(text)))


def _name(text: str, place: Place) -> tuple[str, tuple[str, ...]]:
    """The name's core and its marks, 一期 and 1期 being one."""
    bare = suffix_pattern().sub("", f"|{_without_place(text, place)}|")
    numerals = match_words("numeral")
    marks = tuple(sorted(_mark(numerals.get(one[0], one[0])) for one in mark_pattern().finditer(f"{bare}|")))
    core = marked_pattern().sub("", f"{bare}|").replace("|", "")
    return core, marks


def _mark(text: str) -> str:
    """Leading zeros go; beside a digit the letter O is a zero."""
    is_number = _DIGITS.search(text) and _LETTERS_AND_DIGITS.fullmatch(text)
    return (text.translate(_ALIKE) if is_number else text).lstrip("0") or "0"


def _place(text: str, place: Place) -> tuple[str, dict[str, str]]:
    """The parts of the place in one order, and its roads with the side named of each (东至甲路: 甲路西)."""
    bare = _without_place(text, place)
    roads = dict(_side_of(one) for one in road_pattern().finditer(filler_pattern().sub("|", f"|{bare}|")))
    parts = sorted(joiner_pattern().sub("", part) for part in bare.split("|"))
    return "".join(parts), roads


def _side_of(found: re.Match[str]) -> tuple[str, str]:
    bound, road, side, landmark, its_side = found.groups()
    if landmark:
        return landmark, its_side
    return road, match_words("side")[bound] if bound else side


def without_common(traits: Sequence[Traits], most: int) -> list[Traits]:
    """去通称 · Names and places that more than so many records of a list bear hardly tell them apart."""
    names = Counter((one.name, one.marks) for one in traits)
    places = Counter(one.place for one in traits)
    return [_told(one, names[one.name, one.marks] > most, places[one.place] > most) for one in traits]


def _told(one: Traits, has_common_name: bool, has_common_place: bool) -> Traits:
    if has_common_name:
        one = replace(one, common_name=one.name, name="", marks=(), name_grams=frozenset())
    if has_common_place:
        one = replace(one, common_place=one.place, place="", roads={}, place_grams=frozenset())
    return one
