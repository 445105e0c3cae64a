"""面积 · Land as an integer number of 0.01 m², with the four units the trade writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import plain, read_number
from landsupply.measure.rounding import exact_decimal, half_up


class AreaUnit(StrEnum):
    """面积单位 · The units in which land is written; a mu is exactly 2000/3 m²."""

    HECTARE = "公顷"
    MU = "亩"
    SQUARE_METRE = "平方米"
    TEN_THOUSAND_SQUARE_METRES = "万平方米"


#: Units of 0.01 m² in a hectare.
UNITS_PER_HECTARE = 1_000_000

#: Units of 0.01 m² in one of each unit.
_SIZE = {
    AreaUnit.HECTARE: Fraction(UNITS_PER_HECTARE),
    AreaUnit.MU: Fraction(200_000, 3),
    AreaUnit.SQUARE_METRE: Fraction(100),
    AreaUnit.TEN_THOUSAND_SQUARE_METRES: Fraction(UNITS_PER_HECTARE),
}

_SPELLING = {
    "公顷": AreaUnit.HECTARE,
    "公頃": AreaUnit.HECTARE,
    "㏊": AreaUnit.HECTARE,
    "hm²": AreaUnit.HECTARE,
    "hm2": AreaUnit.HECTARE,
    "ha": AreaUnit.HECTARE,
    "hectare": AreaUnit.HECTARE,
    "hectares": AreaUnit.HECTARE,
    "亩": AreaUnit.MU,
    "畝": AreaUnit.MU,
    "mu": AreaUnit.MU,
    "平方米": AreaUnit.SQUARE_METRE,
    "平米": AreaUnit.SQUARE_METRE,
    "㎡": AreaUnit.SQUARE_METRE,
    "m²": AreaUnit.SQUARE_METRE,
    "m2": AreaUnit.SQUARE_METRE,
    "万平方米": AreaUnit.TEN_THOUSAND_SQUARE_METRES,
    "萬平方米": AreaUnit.TEN_THOUSAND_SQUARE_METRES,
    "万平米": AreaUnit.TEN_THOUSAND_SQUARE_METRES,
    "万㎡": AreaUnit.TEN_THOUSAND_SQUARE_METRES,
    "万m²": AreaUnit.TEN_THOUSAND_SQUARE_METRES,
    "万m2": AreaUnit.TEN_THOUSAND_SQUARE_METRES,
}

_LONGEST = 60  # a number and its unit need no more; longer text is refused before it costs time
_WRITTEN = re.compile(r"([+-]?[0-9.,]+) *([^0-9.,+\- ][^+\- ]{0,9})?\Z")


def read_area_unit(text: str) -> AreaUnit:
    """读单位 · The unit a header or cell names; MeasureFault M004 when it is none of the four."""
    unit = _SPELLING.get(plain(text).lower())
    if unit is None:
        raise MeasureFault("M004", raw=text[:60])
    return unit


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """面积 · A piece of land, in units of 0.01 m²."""

    units: int
    ZERO: ClassVar[Area]

    def __post_init__(self) -> None:
        if type(self.units) is not int:
            raise MeasureFault("M001", raw=repr(self.units))

    @classmethod
    def exactly(cls, number: Decimal | str, unit: AreaUnit) -> Area:
        """精确折算 · The area, refused with M002 when it is finer than 0.01 m²."""
        numerator, denominator = _ratio(number, unit)
        units, rest = divmod(numerator, denominator)
        if rest:
            raise MeasureFault("M002", raw=str(number), unit=unit.value)
        return cls(units)

    @classmethod
    def nearest(cls, number: Decimal | str, unit: AreaUnit) -> Area:
        """就近折算 · The area on the grid of 0.01 m², half up; the caller reports the difference."""
        numerator, denominator = _ratio(number, unit)
        magnitude = (2 * abs(numerator) + denominator) // (2 * denominator)
        return cls(-magnitude if numerator < 0 else magnitude)

    @classmethod
    def total(cls, areas: Iterable[Area]) -> Area:
        """合计 · The exact sum; zero for none."""
        return cls(sum(area.units for area in areas))

    def __add__(self, other: Area) -> Area:
        return Area(self.units + other.units)

    def __sub__(self, other: Area) -> Area:
        return Area(self.units - other.units)

    def __bool__(self) -> bool:
        return self.units != 0

    @property
    def hectares(self) -> str:
        """公顷数 · The exact decimal in hectares, at least two decimals, never rounded."""
        return exact_decimal(self.units, 6, least=2)

    def print(self, unit: AreaUnit = AreaUnit.HECTARE, places: int = 2) -> str:
        """打印 · The area in a unit, half up to the given decimals."""
        size = _SIZE[unit]
        return half_up(self.units * size.denominator, size.numerator, places)


Area.ZERO = Area(0)


def _ratio(number: Decimal | str, unit: AreaUnit) -> tuple[int, int]:
    """Units of 0.01 m² as an exact numerator and denominator: whole numbers cost a tenth of fractions."""
    numerator, denominator = _decimal(number).as_integer_ratio()
    size = _SIZE[unit]
    return numerator * size.numerator, denominator * size.denominator


def _decimal(number: Decimal | str) -> Decimal:
    if isinstance(number, str):
        return read_number(number)
    if not number.is_finite():
        raise MeasureFault("M001", raw=str(number))
    return number


def split_unit(text: str) -> tuple[str, AreaUnit | None]:
    """拆单位 · The number's text and the unit written behind it, if any; M001 or M004 when it is neither."""
    found = _WRITTEN.match(plain(text)) if len(text) <= _LONGEST else None
    if found is None:
        raise MeasureFault("M001", raw=text[:60])
    unit = read_area_unit(found[2]) if found[2] else None
    return found[1], unit


def read_area(text: str, default: AreaUnit | None) -> Area:
    """读面积 · The area of `3.2公顷`, `52.5亩`, `42538.29平方米`; M003 with neither unit nor default.

    Finer than 0.01 m² is refused with M002, except in mu, whose grid never meets it: there the nearest 0.01 m² is
    taken.
    """
    number, unit = split_unit(text)
    chosen = unit or default
    if chosen is None:
        raise MeasureFault("M003", raw=text[:60])
    if chosen is AreaUnit.MU:
        return Area.nearest(number, chosen)
    return Area.exactly(number, chosen)
