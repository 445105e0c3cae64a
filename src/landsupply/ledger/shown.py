"""示值 · A value of a parcel's field as a list would write it."""

from __future__ import annotations

from fractions import Fraction

from landsupply.law.naming import name_in
from landsupply.law.vocabulary import LandUse, Mode, Origin
from landsupply.ledger.mixed_use import UseShare
from landsupply.ledger.planning import Condition
from landsupply.measure.area import Area
from landsupply.measure.money import Money
from landsupply.measure.rounding import decimal_text

_JOINED = {"zh": "；", "en": "; "}
_YEARS = {"zh": "年", "en": " years"}
_ANSWERS = {"zh": ("否", "是"), "en": ("no", "yes")}


def shown(value: object, lang: str = "zh") -> str:
    """示值 · The value in words and figures, names of lists in the language; a dash for nothing."""
    if isinstance(value, tuple):
        return _JOINED[lang].join(shown(one, lang) for one in value) or "—"
    if isinstance(value, UseShare):
        term = "" if value.term is None else f" {value.term}{_YEARS[lang]}"
        return f"{name_in(lang, value.use.name)} {value.share}{term}"
    if isinstance(value, bool):
        return _ANSWERS[lang][value]
    if isinstance(value, Fraction):
        return decimal_text(value)
    if isinstance(value, Money):
        return value.ten_thousands
    if isinstance(value, Area):
        return value.hectares
    if isinstance(value, LandUse | Mode):
        return name_in(lang, value.name)
    if isinstance(value, Condition):
        return value.text
    if isinstance(value, Origin):
        return name_in(lang, value.value)
    return "—" if value in (None, "") else str(value)
