"""金额 · Money as an integer number of fen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import read_number
from landsupply.measure.rounding import half_up


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
        decimal = read_number(number) if isinstance(number, str) else number
        if not decimal.is_finite():
            raise MeasureFault("M001", raw=str(number))
        exact = Fraction(decimal) * _FEN[unit]
        if exact.denominator != 1:
            raise MeasureFault("M002", raw=str(number), unit=unit.value)
        return cls(exact.numerator)

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def print(self, unit: MoneyUnit = MoneyUnit.TEN_THOUSAND_YUAN, places: int = 2) -> str:
        """打印 · The sum in a unit, half up to the given decimals."""
        return half_up(self.fen, _FEN[unit], places)
