"""进位 · Printing exact integers and fractions, always half up, never through a float."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

_PLACES = 40  # decimals that suffice for every figure a cell or a law can state


def half_up(numerator: int, denominator: int, places: int) -> str:
    """四舍五入 · numerator / denominator printed with the given decimals, halves away from zero."""
    sign = "-" if (numerator < 0) != (denominator < 0) and numerator else ""
    scale = 10**places
    units = (2 * abs(numerator) * scale + abs(denominator)) // (2 * abs(denominator))
    whole, rest = divmod(units, scale)
    digits = f"{whole}.{rest:0{places}d}" if places else str(whole)
    return sign + digits if units else digits


def exact_decimal(value: int, scale: int, least: int = 0) -> str:
    """精确小数 · value / 10**scale written out in full, with at least the given number of decimals."""
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value), 10**scale)
    digits = f"{rest:0{scale}d}".rstrip("0") if scale else ""
    digits = digits.ljust(least, "0")
    return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"


def decimal_text(value: Fraction) -> str:
    """精确小数 · The decimal written out in full, or the ratio where no decimal is exact: never rounded."""
    scaled = value * 10**_PLACES
    return exact_decimal(scaled.numerator, _PLACES) if scaled.denominator == 1 else str(value)


def nearest_integer(value: Fraction | Decimal) -> int:
    """取整 · The integer nearest to an exact value, halves away from zero."""
    exact = Fraction(value)
    magnitude = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return -magnitude if exact < 0 else magnitude
