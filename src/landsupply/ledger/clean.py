"""清台账 · A ledger written out under the official headers, so that reading it again gives the same parcels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from landsupply.law.vocabulary import LandUse
from landsupply.ledger.circumstances_reading import CIRCUMSTANCE_READERS
from landsupply.ledger.circumstances_text import circumstance_text
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.mixed_use import mixed_text
from landsupply.ledger.parcel import Parcel, hectares
from landsupply.ledger.planning import Condition
from landsupply.ledger.price import PRICE_FIELDS
from landsupply.ledger.template import Need, TemplateColumn, template
from landsupply.measure.area import AreaUnit
from landsupply.measure.money import Money

Texts = tuple[str, ...]


def clean_columns() -> tuple[TemplateColumn, ...]:
    """清台账的列 · The columns of the blank form that a parcel has a value for, in the form's order."""
    return tuple(column for column in template() if column.field in _TEXTS or column.field in _FURTHER)


def clean_rows(ledger: Ledger) -> tuple[Texts, ...]:
    """清台账的行 · One row of texts per parcel, in the order of their identities; areas in hectares."""
    fields = [_TEXTS[column.field] for column in clean_columns() if column.field not in CIRCUMSTANCE_READERS]
    return tuple((*(text(parcel) for text in fields), *_circumstances(parcel)) for parcel in ledger.parcels)


def stated_columns(rows: Sequence[Texts]) -> tuple[int, ...]:
    """所写之列 · The places of the columns to write: all but those further ones of which no row says anything."""
    columns = enumerate(clean_columns())
    return tuple(n for n, one in columns if one.need is not Need.FURTHER or any(row[n] for row in rows))


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


def _planned(name: str) -> Callable[[Parcel], str]:
    def text(parcel: Parcel) -> str:
        condition: Condition | None = getattr(parcel.conditions, name, None)
        return condition.text if condition else ""

    return text


def _floor_space(parcel: Parcel) -> str:
    area = parcel.conditions.building_area if parcel.conditions else None
    return area.print(AreaUnit.SQUARE_METRE) if area else ""


def _priced(name: str) -> Callable[[Parcel], str]:
    def text(parcel: Parcel) -> str:
        money: Money | None = getattr(parcel.prices, name, None)
        return "" if money is None else money.ten_thousands

    return text


def _circumstances(parcel: Parcel) -> Texts:
    """What stands in the last columns, in the order of the form."""
    held = parcel.circumstances
    if held is None:
        return _NO_CIRCUMSTANCES
    return tuple(circumstance_text(name, getattr(held, name)) for name in _FURTHER)


def _use(parcel: Parcel) -> str:
    """The one use, or the parts of a mixed one with their shares."""
    parts = parcel.use_shares
    return mixed_text([use_text(one.use) for one in parts], [one.share for one in parts]) or use_text(parcel.use)


def _term(parcel: Parcel) -> str:
    """The one term, or those of the uses in their order."""
    terms = [one.term for one in parcel.use_shares if one.term is not None]
    return "/".join(map(str, terms)) or ("" if parcel.term is None else str(parcel.term))


_FURTHER = tuple(column.field for column in template() if column.field in CIRCUMSTANCE_READERS)
_NO_CIRCUMSTANCES = ("",) * len(_FURTHER)
_TEXTS: Mapping[str, Callable[[Parcel], str]] = MappingProxyType(
    {
        "number": _plain("id"),
        **{field: _plain(field) for field in ("name", "district", "location", "grounds", "ready")},
        "term": _term,
        "area": lambda parcel: hectares(parcel.area) or "",
        "use": _use,
        "other_uses": lambda parcel: "；".join(map(use_text, parcel.other_uses)),
        "origin": lambda parcel: parcel.origin.value if parcel.origin else "",
        "mode": lambda parcel: parcel.mode.name if parcel.mode else "",
        "obstacles": _listed("obstacles"),
        **{field: _plain(field) for field in ("livelihood", "housing", "level", "batch", "unit", "person")},
        "phase_from": lambda parcel: hectares(parcel.phase_from) or "",
        "noticed": _dated("noticed"),
        "supplied": _dated("supplied"),
        **{field: _plain(field) for field in ("supervision", "project", "zone", "industry", "taker")},
        **{field: _plain(field) for field in ("reserve_number", "carried_from", "notice_month", "supply_month")},
        **{field: _planned(field) for field in ("plot_ratio", "density", "green", "height")},
        "building_area": _floor_space,
        "conditions": lambda parcel: (parcel.conditions.further if parcel.conditions else None) or "",
        **{field: _priced(field) for field in PRICE_FIELDS},
        "outcome": _plain("outcome"),
        "lateness": lambda parcel: parcel.lateness.text if parcel.lateness else "",
    }
)
