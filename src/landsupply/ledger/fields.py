"""读字段 · One small function per field of a parcel.

The cell's text becomes a value, or an issue says why not.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from landsupply.law.place import Place
from landsupply.law.vocabulary import LandUse, Mode, Origin, agreed
from landsupply.ledger.columns import is_blank_word
from landsupply.ledger.desk import Line
from landsupply.ledger.mixed_use import note_mixed
from landsupply.ledger.outcome import outcome_of
from landsupply.ledger.sheet_words import folded, table_of, words
from landsupply.ledger.texts import read_plain, read_text
from landsupply.ledger.use_terms import read_parts
from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import read_number

_LONGEST_TERM = 99
_PARTS = re.compile(r"[;；\n|]+")
_LIST_COMMAS = re.compile(r"[、，,]")
_FINER_PARTS = re.compile(r"[;；\n|、，,]+")
_SEVERAL_TERMS = re.compile(r"[;；].*[0-9]|[0-9]年?[;；、，,/].*[0-9]")
#: No list of terms is longer; what is, is judged by its beginning, so that no cell costs more than its length.
_LONGEST_TERM_TEXT = 200
_YEARS = re.compile(r"(.+?)(?:年|years?)?\Z")


def read_use(line: Line) -> LandUse | None:
    """用途 · The one use the text names, 明细用途 before 土地用途.

    L030 unknown, L031 ambiguous, L032 missing, L159 to L161 several, L174 of no class that a plan supplies, L169 where
    the two columns are of two classes.
    """
    detail = line.text("use_detail")
    if line.lacks("use") and not detail:
        line.note("L032", "use")
    whole = _use(line, "use", line.text("use"))
    fine = _use(line, "use_detail", detail)
    if whole and fine and whole.bucket != fine.bucket:
        line.note("L169", "use_detail", use=line.text("use"))
        return None
    return fine or whole


def read_other_uses(line: Line) -> tuple[LandUse, ...]:
    """备选用途 · Every further use the cell names; an unknown one is an issue and the rest are taken."""
    uses = (_use(line, "other_uses", text) for text in _parts(line))
    return tuple(dict.fromkeys(use for use in uses if use is not None))


def _parts(line: Line) -> list[str]:
    """The names in the cell.

    Names of uses may hold 、 themselves, so neighbours that make a known name stay together.
    """
    parts: list[str] = []
    for coarse in _PARTS.split(line.text("other_uses")):
        pieces = [piece.strip() for piece in _LIST_COMMAS.split(coarse)]
        while pieces:
            size = next((n for n in range(len(pieces), 1, -1) if line.desk.uses("、".join(pieces[:n]))), 1)
            parts.append("、".join(pieces[:size]))
            pieces = pieces[size:]
    return [part for part in parts if not is_blank_word(part)]


def _use(line: Line, name: str, text: str) -> LandUse | None:
    if not text:
        return None
    readings = line.desk.uses(text)
    if not readings:
        if not note_mixed(line, name, text):
            line.note("L030", name, use=text, suggestions=line.desk.rules.vocabulary.suggest(text) or ("—",))
        return None
    one = agreed(readings)
    if one is None or (text.isdigit() and len({reading.name for reading in readings}) > 1):
        named = tuple(f"{reading.scheme.value} {reading.code} {reading.name}" for reading in readings)
        line.note("L031", name, use=text, readings=named)
        return None
    if not one.bucket:
        line.note(
            "L174", name, use=one.name, classes=tuple(bucket.name for bucket in line.desk.rules.vocabulary.buckets)
        )
    return one


def read_mode(line: Line) -> Mode | None:
    """供应方式 · The declared way of supply; L040 for a word that is none, L147 for a result such as 流拍."""
    text = line.text("mode")
    mode = line.desk.rules.vocabulary.mode(text) if text else None
    if text and mode is None and (outcome := outcome_of(text)):
        line.note("L147", "mode", outcome=outcome.value)
    elif text and mode is None:
        line.note("L040", "mode", known=tuple(known.name for known in line.desk.rules.vocabulary.modes))
    return mode


def read_origin(line: Line) -> Origin | None:
    """土地来源 · The origin a word names, or the one a number stands for; L050 for any other word.

    In the records of the land market the column may hold an area of stock land: all of the parcel is
    现有建设用地, none of it 新增建设用地, a part 新增建设用地(来自存量库).
    """
    text = line.text("origin")
    if not text:
        return None
    origin = line.desk.rules.vocabulary.origin(text)
    if origin is None and (stock := _number(text)) is not None:
        return _decoded(line, stock)
    if origin is None:
        line.note("L050", "origin", known=tuple(known.value for known in Origin))
    return origin


def _decoded(line: Line, stock: Fraction) -> Origin | None:
    whole = _number(line.text("area"))
    if whole is None or whole <= 0 or not stock >= 0:
        line.note("L052", "origin")
        return None
    if stock == whole:
        return Origin.EXISTING
    return Origin.NEW_FROM_STOCK if stock else Origin.NEW


def is_numeric_origin(line: Line) -> bool:
    """来源为数字 · Whether the origin is written as a number to be decoded."""
    text = line.text("origin")
    return bool(text) and line.desk.rules.vocabulary.origin(text) is None and _number(text) is not None


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(read_number(text))
    except MeasureFault:
        return None


def read_district(line: Line) -> str | None:
    """行政区 · The planning unit's official name.

    L060 outside the place, L062 left blank, L063 the whole place.
    """
    text = line.text("district")
    place = line.desk.rules.place
    if line.lacks("district"):
        line.note("L062", "district")
    if not text:
        return None
    unit = place.unit(text)
    if unit is None:
        line.note("L063" if _is_whole(place, text) else "L060", "district", place=place.name)
        return None
    return unit.name


def _is_whole(place: Place, text: str) -> bool:
    suffix = folded(text).removeprefix(folded(place.name))
    return not suffix or suffix in words("whole_place")


def read_term(line: Line) -> int | None:
    """使用年限 · Whole years; 0, as the market site writes it, is none (L158).

    L075 for no number of years, L076 for one per use, L077 where each is taken with its use.
    """
    text = line.text("term")
    if not text:
        return None
    if parts := [f"{one.use.name} {one.term}" for one in read_parts(line) if one.term is not None]:
        line.note("L077", "term", terms=tuple(parts))
        return None
    found = _YEARS.match(text)
    years = _number(found[1].strip()) if found else None
    if years is None or years.denominator != 1 or not 0 <= years <= _LONGEST_TERM:
        line.note("L076" if _SEVERAL_TERMS.search(text[:_LONGEST_TERM_TEXT]) else "L075", "term")
        return None
    if not years:
        line.note("L158", "term")
    return int(years) or None


def read_obstacles(line: Line) -> tuple[str, ...]:
    """障碍 · What still stands in the way, each named once."""
    parts = (part.strip() for part in _FINER_PARTS.split(read_plain(line, "obstacles")))
    return tuple(dict.fromkeys(part for part in parts if not is_blank_word(part)))


def read_housing(line: Line) -> str | None:
    """住房类型 · What its column says, else the kind that the name of the use said before it became a class (L162).

    城镇住宅-经济适用住房用地 is read as 0701, which no longer says 经济适用住房; 074 经济适用住房用地 says it itself.
    """
    stated = read_text(line, "housing")
    if stated:
        return stated
    for name in ("use_detail", "use"):
        text = line.text(name)
        kind = housing_named(text) if text else None
        use = agreed(line.desk.uses(text)) if kind else None
        if use and housing_named(use.name) != kind:
            line.note("L162", name, kind=kind)
            return kind
    return None


@lru_cache(maxsize=4096)
def housing_named(text: str) -> str | None:
    """用途所示住房 · The kind of housing that a name of a use says, None where it says none."""
    name = folded(text)
    return next((kind for word, kind in _housing_words() if word in name), None)


@lru_cache(maxsize=1)
def _housing_words() -> tuple[tuple[str, str], ...]:
    return tuple((folded(row["word"]), row["kind"]) for row in table_of("housing"))
