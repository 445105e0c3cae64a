"""储备项目 · Land the reserve centre has taken or is taking: its area, what it cost, the parcels it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from landsupply.law.rulebook import Rules
from landsupply.ledger.issue import Issue
from landsupply.ledger.parcel import Source, hectares
from landsupply.ledger.record_sheet import RecordLine, grouped, one_text, open_records
from landsupply.ledger.sheet import Sheet
from landsupply.measure.area import Area
from landsupply.measure.fault import IntegrityFault
from landsupply.measure.money import Money
from landsupply.seal.canon import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveItem:
    """储备项目 · What the reserve list states about one item; the cost is what its rows add up to."""

    number: str | None
    name: str
    source: Source
    districts: tuple[str, ...] = ()
    location: str = ""
    area: Area | None = None
    cost: Money | None = None
    parcels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an item that nothing names, or land that is none (L267)."""
        if not (self.number or self.name) or (self.area is not None and self.area.units <= 0):
            raise IntegrityFault("L267", id=self.id)

    @property
    def id(self) -> str:
        """标识 · The number, or the name where there is none."""
        return self.number or self.name

    @property
    def digest(self) -> str:
        """摘要 · The digest of what is stated, whatever file and row it came from."""
        return digest(self.stated())

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
    areas = [area for line in lines if (area := line.area("area"))]
    costs = [cost.fen for line in lines if (cost := line.money("cost"))]
    return ReserveItem(
        number=one_text(lines, "number") or None,
        name=one_text(lines, "name"),
        source=lines[0].source,
        districts=tuple(dict.fromkeys(unit for line in lines for unit in line.district("district"))),
        location=one_text(lines, "location") if len(lines) == 1 else "",
        area=Area.total(areas) if areas else None,
        cost=Money(sum(costs)) if costs else None,
        parcels=tuple(dict.fromkeys(part for line in lines for part in line.parts("parcels"))),
    )
