"""读前期与履约情况 · Each column of the circumstances read by itself; what cannot be read stays unread and is said.

Which words mean what, and the units of prices, are data: `law/vocabularies/circumstance_words.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from landsupply.ledger.circumstances import Circumstances, Done
from landsupply.ledger.dates import read_date
from landsupply.ledger.desk import Line
from landsupply.ledger.match_words import match_words
from landsupply.ledger.price import read_sum
from landsupply.ledger.sheet_words import folded, table_of
from landsupply.ledger.texts import note_as, read_text
from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import plain, read_number

_LONGEST = 40  # a figure and its unit need no more; longer text is refused before it costs time
_TOO_LONG = "…"
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FIGURE = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?) *([^0-9]*(?:m2)?)\Z", re.IGNORECASE)
_RATIO = re.compile(r"([0-9]{1,6})/([0-9]{1,6})\Z")
_PERCENT = "%"
_LEAST = {"applicants": 0, "allocation_item": 1, "grade": 1}


def read_circumstances(line: Line) -> Circumstances | None:
    """前期与履约情况 · Everything the row states of them, None for nothing."""
    found = [(name, read(line, name)) for name, read in CIRCUMSTANCE_READERS.items() if line.has(name)]
    return circumstances_of([name for name, _ in found], [value for _, value in found])


def circumstances_of(names: Sequence[str], values: Sequence[object]) -> Circumstances | None:
    """合为一项 · The circumstances that hold these values, None where they say nothing."""
    stated = {name: value for name, value in zip(names, values, strict=True) if value is not None}
    build: Callable[..., Circumstances] = Circumstances
    return build(**stated) if stated else None


@lru_cache(maxsize=1)
def _words() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """(field, meaning) to its folded words, each with its figure or nothing."""
    known: dict[tuple[str, str], dict[str, str]] = {}
    for row in table_of("circumstance_words"):
        known.setdefault((row["field"], row["meaning"]), {})[folded(row["word"])] = row["times"]
    return known


@lru_cache(maxsize=64)
def _meanings(*groups: str) -> Mapping[str, str]:
    """What the words of some groups mean."""
    return {word: meaning for (group, meaning), words in _words().items() if group in groups for word in words}


def _title(line: Line, name: str) -> str:
    column = line.column(name)
    return folded(column.title) if column else ""


def _stated(line: Line, name: str) -> bool | None:
    """L186 for what says neither yes nor no."""
    text = line.text(name)
    if not text:
        return None
    meaning = _meanings("statement", name).get(folded(text))
    if meaning is None:
        line.note("L186", name)
    return None if meaning is None else meaning == "yes"


def _done(line: Line, name: str) -> Done | None:
    """L187 for what says nothing of how far it is; 是 and 否 say it only where the header asks 是否."""
    text = line.text(name)
    if not text:
        return None
    asked = ("done_asked",) if any(word in _title(line, name) for word in _words()["asking", "title"]) else ()
    meaning = _meanings("done", name, *asked).get(folded(text))
    if meaning is None:
        line.note("L187", name)
    return None if meaning is None else Done(meaning)


def _whole(line: Line, name: str) -> int | None:
    """L180 for what is no whole number, or less than can be."""
    text = line.text(name)
    if not text:
        return None
    found = _whole_of(text, name) if len(text) <= _LONGEST else None
    if found is None or found < _LEAST[name]:
        line.note("L180", name)
        return None
    return found


def _whole_of(text: str, name: str) -> int | None:
    bare = plain(text).strip("()（） ")
    for word in _words()["whole", "before"]:
        bare = bare.removeprefix(word)
    for word in _words()[name, "behind"]:
        bare = bare.removesuffix(word)
    try:
        number = read_number(_numerals().get(bare, bare))
    except MeasureFault:
        return None
    return int(number) if number == int(number) else None


@lru_cache(maxsize=1)
def _numerals() -> Mapping[str, str]:
    """Numbers in words up to nineteen: the catalogue and the grades need no more."""
    ones = match_words("numeral")
    ten = next(word for word, value in ones.items() if value == "10")
    return {**{f"{ten}{word}": f"1{value}" for word, value in ones.items() if len(value) == 1}, **ones}


def _share(line: Line, name: str) -> Fraction | None:
    """L181 no share up to the whole, L182 a figure of which only a percent sign would tell what it means."""
    text = _figures(line, name)
    if not text:
        return None
    found = _share_of(text)
    if found is None or found > 100 or (found > 1 and _RATIO.match(text)):
        line.note("L181", name)
    elif _RATIO.match(text):
        return found
    elif _PERCENT in text:
        return found / 100
    elif not found:
        return found
    elif (found >= 1) is (_PERCENT in _title(line, name)):
        return found / 100 if found >= 1 else found
    else:
        line.note("L182", name)
    return None


def _figures(line: Line, name: str) -> str:
    """The text with its digits and signs made narrow, empty for nothing; spaces between figures stay."""
    text = line.text(name)
    return plain(text).replace("％", _PERCENT) if len(text) <= _LONGEST else _TOO_LONG


def _share_of(text: str) -> Fraction | None:
    if ratio := _RATIO.match(text):
        return Fraction(int(ratio[1]), int(ratio[2])) if int(ratio[2]) else None
    try:
        found = Fraction(read_number(text.removesuffix(_PERCENT)))
    except MeasureFault:
        return None
    return found if found >= 0 else None


def _rate(line: Line, name: str) -> Fraction | None:
    """L183 no unit, L184 a unit of something else, L185 no figure, L028 the cell names another unit than the header."""
    text = _figures(line, name)
    if not text:
        return None
    found = _FIGURE.match(text)
    number = _number(found[1]) if found else None
    heading = _heading_unit(name, _title(line, name))
    unit = (folded(found[2]) if found else "") or heading
    times = _words()[name, "unit"]
    if not number:
        line.note("L185", name)
    elif not unit:
        note_as(line, "L183", name, None, wanted=next(iter(times)))
    elif unit not in times:
        note_as(line, "L184", name, unit, wanted=next(iter(times)))
    else:
        if heading and times.get(heading) != times[unit]:
            line.note("L028", name, unit=unit, around=heading)
        return number * int(times[unit])
    return None


def _number(digits: str) -> Fraction | None:
    try:
        return Fraction(read_number(digits))
    except MeasureFault:
        return None


@lru_cache(maxsize=256)
def _heading_unit(name: str, title: str) -> str:
    """The unit in a header: what stands in its last brackets, or a known unit at its end."""
    known = _words()[name, "unit"]
    notes = [note.rpartition(":")[2] for note in _IN_BRACKETS.findall(title)]
    return next((note for note in reversed(notes) if note), next((unit for unit in known if title.endswith(unit)), ""))


_Reader = Callable[[Line, str], object]
_BY_KIND: Sequence[tuple[_Reader, str]] = (
    (_whole, "applicants allocation_item grade"),
    (read_text, "price_exception conditions_number"),
    (_share, "office_share developed_share invested_share"),
    (_rate, "investment base_price"),
    (read_sum, "deposit first_payment"),
    (_done, "archaeology soil"),
    (
        _stated,
        "compensation_begun title_clear compensated undisputed conditions_clear ready_to_build in_reserve_plan"
        " in_rolling_plan soil_listed",
    ),
    (
        read_date,
        "accepted_on listing_from listing_to sold_on first_payment_on paid_on offer_listed_on approved_on pre_notice_on"
        " compensation_notice_on approval_received_on acquisition_notice_on start_by started_on stopped_on",
    ),
)

#: Every field of the circumstances with the function that reads it.
CIRCUMSTANCE_READERS: Mapping[str, _Reader] = MappingProxyType(
    {name: read for read, names in _BY_KIND for name in names.split()}
)
