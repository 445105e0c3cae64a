"""示值 · A value of a parcel's field as a list would write it."""

from __future__ import annotations

from fractions import Fraction

from landsupply.law.vocabulary import LandUse, Mode, Origin
from landsupply.ledger.mixed_use import UseShare
from landsupply.ledger.planning import Condition
from landsupply.measure.area import Area
from landsupply.measure.money import Money
from landsupply.measure.rounding import decimal_text


def shown(value: object) -> str:
    """示值 · The value in words and figures; a dash for nothing."""
    if isinstance(value, tuple):
        return "；".join(map(shown, value)) or "—"
    if isinstance(value, UseShare):
        return f"{value.use.name} {value.share}" + (f" {value.term}年" if value.term is not None else "")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Fraction):
        return decimal_text(value)
    if isinstance(value, Money):
        return value.ten_thousands
    if isinstance(value, Area):
        return value.hectares
    if isinstance(value, LandUse | Mode):
        return value.name
    if isinstance(value, Condition):
        return value.text
    if isinstance(value, Origin):
        return value.value
    return "—" if value in (None, "") else str(value)
