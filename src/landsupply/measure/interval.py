"""区间 · Figures as they are really stated: exact, at most, at least, about, from–to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from landsupply.measure.area import AreaUnit, read_area, split_unit
from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import plain, read_number

#: 左右 without a stated tolerance: the share of the figure allowed either way. A setting, not a fact of law.
ABOUT = Fraction(5, 100)

_LONGEST = 80  # two figures with their units need no more; longer text is refused before it costs time

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


def _about(text: str, unit: AreaUnit | None, tolerance: Fraction) -> Interval:
    middle = read_area(text, unit).units
    spread = abs(middle * tolerance)
    return Interval(ceil(middle - spread), floor(middle + spread))


def _range(found: re.Match[str], unit: AreaUnit | None) -> Interval:
    """A unit written once holds for both figures, before the unit of the table does."""
    first, second = split_unit(found[1])[1], split_unit(found[2])[1]
    low = read_area(found[1], second or unit).units
    return Interval(low, read_area(found[2], first or unit).units)


def read_interval(text: str, unit: AreaUnit | None, tolerance: Fraction = ABOUT) -> Interval:
    """读区间 · The bounds that `100–200公顷`, `不低于150`, `2500公顷以内`, `80左右` or `3927.94` state.

    Units of 0.01 m²; M006 when the lower bound exceeds the upper or the text is far too long, M001 to M004 when a
    figure cannot be read.
    """
    if len(text) > _LONGEST:
        raise MeasureFault("M006", raw=text[:60])
    folded = plain(text)
    if found := _LOW.match(folded):
        return Interval(read_area(_either(found), unit).units, None)
    if found := _HIGH.match(folded):
        return Interval(None, read_area(_either(found), unit).units)
    if found := _ABOUT.match(folded):
        return _about(_either(found), unit, tolerance)
    if (found := _RANGE.match(folded)) and found[1].strip():
        return _range(found, unit)
    exact = read_area(folded, unit).units
    return Interval(exact, exact)


def read_percent(text: str) -> Fraction:
    """读百分比 · `50%`, `０．５` or `75％` as an exact fraction between 0 and 1; M006 outside."""
    folded = plain(text).replace("％", "%")
    number: Decimal = read_number(folded.removesuffix("%"))
    share = Fraction(number) / (100 if folded.endswith("%") else 1)
    if not 0 <= share <= 1:
        raise MeasureFault("M006", raw=text[:60])
    return share
