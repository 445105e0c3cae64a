"""金额 · Money as an integer number of fen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import plain, read_number
from landsupply.measure.rounding import exact_decimal, half_up


class MoneyUnit(StrEnum):
    """金额单位 · The units in which money is written."""

    YUAN = "元"
    TEN_THOUSAND_YUAN = "万元"
    HUNDRED_MILLION_YUAN = "亿元"


_FEN = {
    MoneyUnit.YUAN: 100,
    MoneyUnit.TEN_THOUSAND_YUAN: 1_000_000,
    MoneyUnit.HUNDRED_MILLION_YUAN: 10_000_000_000,
}

#: How many decimals of a unit reach to the fen.
_PLACES = {unit: len(str(fen)) - 1 for unit, fen in _FEN.items()}
_PLAINLY = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,10}))?\Z")

_SPELLING = {
    "元": MoneyUnit.YUAN,
    "圆": MoneyUnit.YUAN,
    "yuan": MoneyUnit.YUAN,
    "万": MoneyUnit.TEN_THOUSAND_YUAN,
    "万元": MoneyUnit.TEN_THOUSAND_YUAN,
    "萬元": MoneyUnit.TEN_THOUSAND_YUAN,
    "tenthousandyuan": MoneyUnit.TEN_THOUSAND_YUAN,
    "10000yuan": MoneyUnit.TEN_THOUSAND_YUAN,
    "亿": MoneyUnit.HUNDRED_MILLION_YUAN,
    "亿元": MoneyUnit.HUNDRED_MILLION_YUAN,
    "億元": MoneyUnit.HUNDRED_MILLION_YUAN,
    "hundredmillionyuan": MoneyUnit.HUNDRED_MILLION_YUAN,
}
_LONGEST = 60  # a sum and its unit need no more; longer text is refused before it costs time
_WRITTEN = re.compile(r"(?:人民币|rmb|cny|[¥￥])? *([+-]?[0-9.,]+) *([^0-9.,+\- ][^0-9.,+\-]{0,20})?\Z")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """金额 · A sum of money, in fen."""

    fen: int

    def __post_init__(self) -> None:
        if type(self.fen) is not int:
            raise MeasureFault("M001", raw=repr(self.fen))

    @classmethod
    def exactly(cls, number: Decimal | str, unit: MoneyUnit) -> Money:
        """精确折算 · The sum, refused with M002 when it is finer than one fen."""
        if isinstance(number, str) and (plainly := _PLAINLY.match(number)):
            whole, part = plainly.groups("")
            if len(part) <= _PLACES[unit]:  # by far the most: digits alone, moved to the fen
                return cls(int(whole + part.ljust(_PLACES[unit], "0")))
        decimal = read_number(number) if isinstance(number, str) else number
        if not decimal.is_finite():
            raise MeasureFault("M001", raw=str(number))
        numerator, denominator = decimal.as_integer_ratio()
        fen, rest = divmod(numerator * _FEN[unit], denominator)
        if rest:
            raise MeasureFault("M002", raw=str(number), unit=unit.value)
        return cls(fen)

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def print(self, unit: MoneyUnit = MoneyUnit.TEN_THOUSAND_YUAN, places: int = 2) -> str:
        """打印 · The sum in a unit, half up to the given decimals."""
        return half_up(self.fen, _FEN[unit], places)

    @property
    def ten_thousands(self) -> str:
        """万元数 · The exact decimal in 万元, at least two decimals, never rounded."""
        return exact_decimal(self.fen, 6, least=2)


def read_money_unit(text: str) -> MoneyUnit:
    """读金额单位 · The unit a header or cell names, 人民币 apart; MeasureFault M004 when it is none of the three."""
    folded = plain(text).lower().replace(" ", "").removesuffix("整").removeprefix("人民币").strip("、,，:：")
    unit = _SPELLING.get(folded)
    if unit is None:
        raise MeasureFault("M004", raw=text[:60])
    return unit


def split_money(text: str) -> tuple[str, MoneyUnit | None]:
    """拆金额 · The number's text and the unit written behind it, if any; M001 or M004 when it is neither."""
    found = _WRITTEN.match(plain(text).lower()) if len(text) <= _LONGEST else None
    if found is None:
        raise MeasureFault("M001", raw=text[:60])
    unit = read_money_unit(found[2]) if found[2] else None
    return found[1], unit
