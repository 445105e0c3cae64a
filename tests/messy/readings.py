"""读数 · What the product took for each field of a parcel, brought to the form in which the truth is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from typing import Any

from landsupply.ledger.parcel import Parcel
from landsupply.ledger.planning import PlanningConditions
from landsupply.ledger.price import Prices

OFFICIAL = ("number", "supervision")
_SPACES = re.compile(r"[\s\u00a0\u200b\u3000\ufeff]+")
_MARKS = re.compile(r"[;；、，,\n|]+")

#: What a parcel keeps together with others of its kind, and where.
GROUPED = {one.name: "prices" for one in fields(Prices)} | {
    one.name: "conditions" for one in fields(PlanningConditions)
}

#: How the value of a field is written; any other is taken as text.
FORMS: dict[str, Callable[[Any], str]] = {
    "area": lambda area: str(area.hectares),
    "phase_from": lambda area: str(area.hectares),
    "use": lambda use: _use(use),
    "mode": lambda mode: str(mode.name),
    "origin": lambda origin: str(origin.value),
    "noticed": lambda day: str(day.isoformat()),
    "supplied": lambda day: str(day.isoformat()),
    "obstacles": "；".join,
}


def _use(use: Any) -> str:
    """The one use by its name, or the parts of a mixed one with their shares."""
    if isinstance(use, tuple):
        return "、".join(f"{one.use.name}{one.share * 100}%" for one in use)
    return str(use.name)


def is_kept(parcel: Parcel, name: str) -> bool:
    """是否留存 · Whether a parcel of the product has this field at all."""
    return name in OFFICIAL or hasattr(parcel, name) or name in GROUPED


def _value(parcel: Parcel, name: str) -> Any:
    """A field of the parcel, or of its sums or planning conditions; the parts of a use where it has no one use."""
    if name == "use":
        return parcel.use or parcel.use_shares
    if name in GROUPED:
        group = getattr(parcel, GROUPED[name])
        return None if group is None else getattr(group, name)
    return getattr(parcel, name, None)


def taken(parcel: Parcel, name: str) -> str | None:
    """所采 · What was taken for a field, None for nothing. An official number is what the parcel is known by."""
    value = _value(parcel, name)
    if name in OFFICIAL and value is None:
        value = None if parcel.id.startswith("L-") else parcel.id
    if value is None or value == "" or value == ():
        return None
    return FORMS.get(name, _form)(value)


def _form(value: Any) -> str:
    if hasattr(value, "bounds"):
        return str(value.text) if value.bounds is None else _form(value.bounds)
    if hasattr(value, "fen"):
        return str(value.fen)
    if hasattr(value, "is_low_open"):
        low = "" if value.low is None else f"{'(' if value.is_low_open else '['}{value.low}"
        high = "" if value.high is None else f"{value.high}{')' if value.is_high_open else ']'}"
        return f"{low},{high}"
    return str(value)


def agrees(name: str, value: str, meant: str) -> bool:
    """一致 · Whether what was taken is what was meant."""
    if name in ("area", "phase_from", "start_price", "deal_price", "reserve_cost"):
        return _number(value) == _number(meant)
    if name in ("plot_ratio", "density", "green"):
        return _numbers(value) == _numbers(meant)
    if name == "obstacles":
        return set(_MARKS.split(value)) == set(_MARKS.split(meant))
    return bare(value) == bare(meant)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _numbers(text: str) -> list[object]:
    """Brackets as they stand, figures as figures."""
    return [_number(part) or part for part in re.split(r"([\[\](),])", text)]


def bare(text: str) -> str:
    """去空 · A text without the spaces around it; nothing inside is touched."""
    return text.strip(" \t\r\n\u00a0\u200b\u3000\ufeff")


def folded(text: str) -> str:
    """折叠 · A title without spaces, stars and widths, for comparison."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).strip("*:")


def same_words(title: str, other: str) -> bool:
    """同题 · Whether two titles are the same words."""
    return folded(title) == folded(other)


def said(title: str, among: str) -> bool:
    """提到 · Whether a title stands in what was said."""
    return folded(title) in folded(among)
