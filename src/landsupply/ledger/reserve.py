"""储备项目 · Land the reserve centre has taken or is taking: its area, what it cost, the parcels it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from landsupply.law.rulebook import Rules
from landsupply.ledger.issue import Issue
from landsupply.ledger.named_record import NamedRecord
from landsupply.ledger.parcel import hectares
from landsupply.ledger.record_sheet import (
    RecordLine,
    every_district,
    every_part,
    grouped,
    one_text,
    open_records,
    whole_area,
)
from landsupply.ledger.sheet import Sheet
from landsupply.measure.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveItem(NamedRecord):
    """储备项目 · What the reserve list states about one item; the cost is what its rows add up to."""

    location: str = ""
    cost: Money | None = None

    def stated(self) -> dict[str, object]:
        """所载 · Everything but the source, as plain values; money in fen."""
        return {
            "number": self.number,
            "name": self.name,
            "districts": list(self.districts),
            "location": self.location,
            "area": hectares(self.area),
            "cost": self.cost.fen if self.cost else None,
            "parcels": list(self.parcels),
        }


def reserves_of(sheet: Sheet, rules: Rules) -> tuple[tuple[ReserveItem, ...], tuple[Issue, ...]]:
    """读储备清单 · The reserve items of a sheet, one for all rows with its number or name, and every issue found."""
    desk, lines = open_records(sheet, "reserve", rules)
    items = tuple(_item(rows) for rows in grouped(desk, lines, ("number", "name")))
    return tuple(sorted(items, key=lambda one: one.id)), tuple(desk.issues)


def _item(lines: Sequence[RecordLine]) -> ReserveItem:
    costs = [cost.fen for line in lines if (cost := line.money("cost"))]
    return ReserveItem(
        number=one_text(lines, "number") or None,
        name=one_text(lines, "name"),
        source=lines[0].source,
        districts=every_district(lines, "district"),
        location=one_text(lines, "location") if len(lines) == 1 else "",
        area=whole_area(lines, "area"),
        cost=Money(sum(costs)) if costs else None,
        parcels=every_part(lines, "parcels"),
    )
