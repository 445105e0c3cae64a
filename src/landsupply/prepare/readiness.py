"""净地状态 · When a parcel's notice may go out or its decision be made, as the ledger declares it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.measure.days import CalendarDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """净地状态 · The day from which a parcel is free; None where nobody has said (不能判定)."""

    free_from: date | None
    is_assumed: bool = False

    @classmethod
    def declared(cls, ready: CalendarDay | None) -> Readiness:
        """申报 · Readiness where only a date is declared: a month, quarter or year counts from its first day."""
        return cls(free_from=ready.day if ready else None)

    @classmethod
    def assumed(cls, ready: CalendarDay) -> Readiness:
        """假定 · Readiness that the brief takes for granted where the ledger is silent."""
        return cls(free_from=ready.day, is_assumed=True)


def readiness(parcel: Parcel, otherwise: CalendarDay | None) -> Readiness:
    """净地状态 · What the parcel declares, or what the brief assumes where it is silent and names no obstacle."""
    if parcel.ready is None and otherwise is not None and not parcel.obstacles:
        return Readiness.assumed(otherwise)
    return Readiness.declared(parcel.ready)


def readiness_of(ledger: Ledger, otherwise: CalendarDay | None = None) -> dict[str, Readiness]:
    """净地状态表 · The readiness of every parcel of a ledger, by its identity."""
    return {parcel.id: readiness(parcel, otherwise) for parcel in ledger.parcels}
