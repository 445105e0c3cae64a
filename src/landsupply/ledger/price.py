"""价款 · Start, appraised and deal price and the cost of the reserve: whole sums with a unit, to the fen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from landsupply.ledger.desk import Line
from landsupply.ledger.outcome import outcome_of
from landsupply.ledger.sheet_words import folded, words
from landsupply.ledger.texts import note_as
from landsupply.measure.bounds import read_limits
from landsupply.measure.fault import MeasureFault
from landsupply.measure.money import Money, MoneyUnit, read_money_unit, split_money

#: The fields of a row that state a sum.
PRICE_FIELDS = ("start_price", "appraised_price", "deal_price", "reserve_cost")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FIGURE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?\Z")
_PER = re.compile(r"[/每]")
_UNIT_OF_RANGE = re.compile(r"[亿万]?元|[亿万]")
_ABOUT = re.compile(r"大约|约|左右|余|多(?=万|亿|元|\Z)")
_LONGEST = 60
_DOUBTFUL = "ledger.price.doubtful"  # 亿元: looked at, and said
_HUNDRED_MILLION_YUAN = 10_000_000_000  # fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """价款 · What the list states of the sums of a parcel, None where nothing."""

    start_price: Money | None = None
    appraised_price: Money | None = None
    deal_price: Money | None = None
    reserve_cost: Money | None = None

    def stated(self) -> dict[str, str | None]:
        """所载 · The sums in 万元, exact."""
        sums = {name: getattr(self, name) for name in PRICE_FIELDS}
        return {name: one.ten_thousands if one else None for name, one in sums.items()}


def read_prices(line: Line) -> Prices | None:
    """价款 · Every sum the row states, None for nothing."""
    found = {name: sum_ for name in line.desk.having(PRICE_FIELDS) if (sum_ := read_sum(line, name)) is not None}
    return Prices(**found) if found else None


@dataclass(frozen=True, slots=True)
class _Heading:
    """列名所示 · The unit a header names, and whether it is a sum per piece of land."""

    unit: MoneyUnit | None
    is_per_land: bool


@lru_cache(maxsize=256)
def _heading(title: str) -> _Heading:
    for note in _notes(folded(title)):
        before, mark, behind = _split_per(note)
        try:
            unit = read_money_unit(before)
        except MeasureFault:
            continue
        return _Heading(unit, bool(mark) and behind in words("per_land"))
    return _Heading(None, False)


def _notes(title: str) -> Iterator[str]:
    """What may be the unit in a header: what stands in brackets, behind a colon or a slash, or at the end."""
    yield from (note.rpartition(":")[2] for note in _IN_BRACKETS.findall(title))
    head, mark, tail = title.rpartition("/")
    if mark:
        yield tail
    if found := re.search(r"(?:亿|万)?元\Z", head if mark else title):
        yield found[0]


def _split_per(note: str) -> tuple[str, str, str]:
    found = _PER.search(note)
    return (note[: found.start()], found[0], note[found.end() :]) if found else (note, "", "")


def read_sum(line: Line, name: str) -> Money | None:
    """读金额 · A sum; L154 no unit, L155 no sum, L156 about or from–to, L157 per land, L028 two units."""
    text = line.text(name)
    if not text or (name == "deal_price" and outcome_of(text)):  # a result is read as the outcome
        return None
    column = line.column(name)
    heading = _heading(column.title if column else "")
    if heading.is_per_land or _is_per_land(text):
        note_as(line, "L157", name, None)
        return None
    try:
        digits, written = (text, None) if _FIGURE.match(text) else split_money(text)
    except MeasureFault:
        line.note("L156" if _is_limited(text) else "L155", name)
        return None
    unit = written or heading.unit
    if unit is None:
        note_as(line, "L154", name, None)
        return None
    if written and heading.unit and written is not heading.unit:
        line.note("L028", name, unit=written.value, around=heading.unit.value)
    return _sum(line, name, digits, unit)


def _sum(line: Line, name: str, digits: str, unit: MoneyUnit) -> Money | None:
    try:
        found = Money.exactly(digits, unit)
    except MeasureFault:
        found = None
    if found is None or found.fen < 0:
        line.note("L155", name)
        return None
    if found.fen > line.desk.limit(_DOUBTFUL, _HUNDRED_MILLION_YUAN):
        line.note("L175", name, sum=found.print(MoneyUnit.HUNDRED_MILLION_YUAN), unit=unit.value)
    return found


def _is_per_land(text: str) -> bool:
    if text.isascii() and "/" not in text:
        return False
    _, mark, behind = _split_per(folded(text[:_LONGEST]))
    return bool(mark) and behind in words("per_land")


def _is_limited(text: str) -> bool:
    """Whether the text is a figure with words such as 约, or two figures."""
    short = text[:_LONGEST]
    try:
        return not read_limits(_UNIT_OF_RANGE.sub("", _ABOUT.sub("", short))).bounds.is_exact or bool(
            _ABOUT.search(short)
        )
    except MeasureFault:
        return False
