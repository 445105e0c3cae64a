"""清台账 · A ledger written out under the official headers, so that reading it again gives the same parcels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from landsupply.law.vocabulary import LandUse
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel, hectares
from landsupply.ledger.template import TemplateColumn, template

Texts = tuple[str, ...]


def clean_columns() -> tuple[TemplateColumn, ...]:
    """清台账的列 · The columns of the blank form that a parcel has a value for, in the form's order."""
    return tuple(column for column in template() if column.field in _TEXTS)


def clean_rows(ledger: Ledger) -> tuple[Texts, ...]:
    """清台账的行 · One row of texts per parcel, in the order of their identities; areas in hectares."""
    fields = [_TEXTS[column.field] for column in clean_columns()]
    return tuple(tuple(text(parcel) for text in fields) for parcel in ledger.parcels)


def use_text(use: LandUse | None) -> str:
    """用途文字 · Code and name, by which a use is read as itself whatever its scheme."""
    return f"{use.code} {use.name}" if use else ""


def _plain(field: str) -> Callable[[Parcel], str]:
    def text(parcel: Parcel) -> str:
        value = getattr(parcel, field)
        return "" if value is None else str(value)

    return text


def _listed(field: str) -> Callable[[Parcel], str]:
    return lambda parcel: "；".join(getattr(parcel, field))


def _dated(field: str) -> Callable[[Parcel], str]:
    def text(parcel: Parcel) -> str:
        day: date | None = getattr(parcel, field)
        return day.isoformat() if day else ""

    return text


_TEXTS: Mapping[str, Callable[[Parcel], str]] = MappingProxyType(
    {
        "number": _plain("id"),
        **{field: _plain(field) for field in ("name", "district", "location", "grounds", "term", "ready")},
        "area": lambda parcel: hectares(parcel.area) or "",
        "use": lambda parcel: use_text(parcel.use),
        "other_uses": lambda parcel: "；".join(map(use_text, parcel.other_uses)),
        "origin": lambda parcel: parcel.origin.value if parcel.origin else "",
        "mode": lambda parcel: parcel.mode.name if parcel.mode else "",
        "obstacles": _listed("obstacles"),
        **{field: _plain(field) for field in ("livelihood", "housing", "level", "batch", "unit", "person")},
        "phase_from": lambda parcel: hectares(parcel.phase_from) or "",
        "noticed": _dated("noticed"),
        "supplied": _dated("supplied"),
    }
)
