"""区间 · Figures as they are really stated: exact, at most, at least, about, from–to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from landsupply.measure.area import AreaUnit, read_area, split_unit
from landsupply.measure.fault import MeasureFault
from landsupply.measure.money import Money, MoneyUnit, split_money
from landsupply.measure.number import plain, read_number

#: 左右 without a stated tolerance: the share of the figure allowed either way. A setting, not a fact of law.
ABOUT = Fraction(5, 100)

_LONGEST = 80  # two figures with their units need no more; longer text is refused before it costs time

_RATIO = re.compile(r"([0-9]{1,40})/([0-9]{1,40})\Z")
_LOW = re.compile(r"(?:不低于|不少于|不小于|至少|≥|>=) *(.+)\Z|(.+?) *(?:以上|及以上)\Z")
_HIGH = re.compile(
    r"(?:不超过|不高于|不多于|不大于|至多|控制在|≤|<=) *(.+?)(?: *以内)?\Z|(.+?) *(?:以内|以下|及以下)\Z"
)
_ABOUT = re.compile(r"(?:约|大约|约为) *(.+)\Z|(.+?) *(?:左右|上下)\Z")
_RANGE = re.compile(r"(.+?) *(?:–|—|~|～|至|到|-) *(.+)\Z")


@dataclass(frozen=True, slots=True)
class Interval:
    """区间 · Inclusive bounds in units of 0.01 m²; a missing bound is open."""

    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise MeasureFault("M006", raw=f"{self.low} > {self.high}")

    @property
    def is_exact(self) -> bool:
        """单值 · Whether the interval is one figure."""
        return self.low is not None and self.low == self.high

    def holds(self, value: int) -> bool:
        """满足 · Whether an exact value lies inside."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def miss(self, value: int) -> int:
        """差额 · How far the value lies outside: negative below, positive above, zero inside."""
        if self.low is not None and value < self.low:
            return value - self.low
        if self.high is not None and value > self.high:
            return value - self.high
        return 0


def _either(found: re.Match[str]) -> str:
    return found[1] if found[1] is not None else found[2]


@dataclass(frozen=True, slots=True)
class _Figures:
    """How figures are read: the whole units of a text, given a unit to fall back on, and the unit it writes, if any."""

    read: Callable[[str, object], int]
    unit_of: Callable[[str], object]


def _read_area(text: str, unit: object) -> int:
    return read_area(text, unit if isinstance(unit, AreaUnit) else None).units


def _read_money(text: str, unit: object) -> int:
    number, written = split_money(text)
    chosen = written or unit
    if not isinstance(chosen, MoneyUnit):
        raise MeasureFault("M003", raw=text[:60])
    return Money.exactly(number, chosen).fen


def _read_count(text: str, unit: object) -> int:
    del unit
    number = read_number(text.removesuffix("宗").strip())
    if number != int(number):
        raise MeasureFault("M002", raw=text[:60], unit="宗")
    return int(number)


_AREAS = _Figures(_read_area, lambda text: split_unit(text)[1])
_MONEY = _Figures(_read_money, lambda text: split_money(text)[1])
_COUNTS = _Figures(_read_count, lambda text: None)


def _about(text: str, figures: _Figures, unit: object, tolerance: Fraction) -> Interval:
    middle = figures.read(text, unit)
    spread = abs(middle * tolerance)
    return Interval(ceil(middle - spread), floor(middle + spread))


def _range(found: re.Match[str], figures: _Figures, unit: object) -> Interval:
    """A unit written once holds for both figures, before the unit of the table does."""
    first, second = figures.unit_of(found[1]), figures.unit_of(found[2])
    low = figures.read(found[1], second or unit)
    return Interval(low, figures.read(found[2], first or unit))


def read_interval(text: str, unit: AreaUnit | None, tolerance: Fraction = ABOUT) -> Interval:
    """读区间 · The bounds that `100–200公顷`, `不低于150`, `2500公顷以内`, `80左右` or `3927.94` state.

    Units of 0.01 m²; M006 when the lower bound exceeds the upper or the text is far too long, M001 to M004 when a
    figure cannot be read.
    """
    return _read(text, _AREAS, unit, tolerance)


def read_money_interval(text: str) -> Interval:
    """读金额区间 · The bounds that `不超过3.2亿元` or `2000–3000万元` state, in fen; M003 without a unit."""
    return _read(text, _MONEY, None, ABOUT)


def read_count_interval(text: str) -> Interval:
    """读宗数区间 · The bounds that `不超过20宗` or `8–12` state; M002 for a part of a parcel."""
    return _read(text, _COUNTS, None, ABOUT)


def _read(text: str, figures: _Figures, unit: object, tolerance: Fraction) -> Interval:
    if len(text) > _LONGEST:
        raise MeasureFault("M006", raw=text[:60])
    folded = plain(text)
    if found := _LOW.match(folded):
        return Interval(figures.read(_either(found), unit), None)
    if found := _HIGH.match(folded):
        return Interval(None, figures.read(_either(found), unit))
    if found := _ABOUT.match(folded):
        return _about(_either(found), figures, unit, tolerance)
    if (found := _RANGE.match(folded)) and found[1].strip():
        return _range(found, figures, unit)
    exact = figures.read(folded, unit)
    return Interval(exact, exact)


def read_share_bound(text: str) -> tuple[Interval, Fraction]:
    """读占比界限 · `不低于20%` as (0, none) and the share, `不超过40%` as (none, 0); M006 for both or neither."""
    if len(text) > _LONGEST:
        raise MeasureFault("M006", raw=text[:60])
    folded = plain(text)
    if found := _LOW.match(folded):
        return Interval(0, None), read_share(_either(found))
    if found := _HIGH.match(folded):
        return Interval(None, 0), read_share(_either(found))
    raise MeasureFault("M006", raw=text[:60])


def read_share(text: str) -> Fraction:
    """读比例 · A percentage, or a ratio such as 1/3 that no percentage writes exactly; M006 outside 0 to 1."""
    found = _RATIO.match(text)
    if found is None:
        return read_percent(text)
    if not 0 < int(found[2]) >= int(found[1]):
        raise MeasureFault("M006", raw=text[:60])
    return Fraction(int(found[1]), int(found[2]))


def read_percent(text: str) -> Fraction:
    """读百分比 · `50%`, `０．５` or `75％` as an exact fraction between 0 and 1; M006 outside."""
    folded = plain(text).replace("％", "%")
    number: Decimal = read_number(folded.removesuffix("%"))
    share = Fraction(number) / (100 if folded.endswith("%") else 1)
    if not 0 <= share <= 1:
        raise MeasureFault("M006", raw=text[:60])
    return share
