"""前期与履约情况之文字 · What the circumstances hold as texts that are read as the same values again."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from landsupply.measure.money import Money
from landsupply.measure.rounding import decimal_text

SHARES = frozenset(("office_share", "developed_share", "invested_share"))


def circumstance_text(name: str, value: object) -> str:
    """所载文字 · The value of a field as a list would write it under the official header, empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Money):
        return value.ten_thousands
    if isinstance(value, Fraction):
        return _percent(value) if name in SHARES else decimal_text(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _percent(share: Fraction) -> str:
    written = decimal_text(share * 100)
    return str(share) if "/" in written else f"{written}%"
