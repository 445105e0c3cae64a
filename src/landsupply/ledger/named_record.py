"""记录 · What a list of projects or reserve items states of one: a number or a name, land, the parcels it becomes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from landsupply.ledger.parcel import Source
from landsupply.measure.area import Area
from landsupply.measure.fault import IntegrityFault
from landsupply.seal.canon import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRecord(ABC):
    """有名记录 · A record known by its number, or by its name where there is none.

    `parcels` are the numbers of its parcels as written; `area` is its land over all its rows.
    """

    number: str | None
    name: str
    source: Source
    districts: tuple[str, ...] = ()
    parcels: tuple[str, ...] = ()
    area: Area | None = None

    def __post_init__(self) -> None:
        """Refuse a record that nothing names, or land that is none (L267)."""
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

    @abstractmethod
    def stated(self) -> dict[str, object]:
        """所载 · Everything but the source, as plain values."""
