"""宗地 · One parcel of land as the ledger knows it, and where it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from landsupply.law.vocabulary import LandUse, Mode, Origin
from landsupply.ledger.circumstances import Circumstances
from landsupply.ledger.issue import IssuePlace
from landsupply.ledger.mixed_use import UseShare
from landsupply.ledger.outcome import Outcome
from landsupply.ledger.planning import PlanningConditions
from landsupply.ledger.price import Prices
from landsupply.measure.area import Area
from landsupply.measure.days import CalendarDay
from landsupply.measure.fault import IntegrityFault
from landsupply.measure.lateness import Lateness
from landsupply.seal.canon import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """来处 · The file, sheet, row, and table of the sheet counted from 1, that a parcel was read from."""

    file: str
    sheet: str | None
    row: int
    table: int = 1


def place_of(source: Source | None, field: str | None = None) -> IssuePlace:
    """记录位置 · The row a record was read from; a dash for the file where no list has it."""
    return IssuePlace(source.file, source.sheet, (source.row,), field) if source else IssuePlace("—", field=field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """宗地 · What a list states about one parcel.

    None where it states nothing or nothing that could be taken.

    `phase_from` is the least area of a first phase, None for a parcel supplied whole; `ready` is the month
    from which the notice may go out or the decision be made; `noticed` and `supplied` are the days of the notice and
    of the contract or allocation decision, `notice_month` and `supply_month` when these are planned. A parcel of mixed
    use has no `use` but `use_shares`, which make up the whole. `taker` is the intended user, an institution by name, a
    natural person only as such; `carried_from` the number in last year's plan; `lateness` how much later than `ready`
    it may be.
    """

    id: str
    name: str
    district: str | None
    location: str
    area: Area | None
    use: LandUse | None
    source: Source
    other_uses: tuple[LandUse, ...] = ()
    origin: Origin | None = None
    mode: Mode | None = None
    grounds: str | None = None
    term: int | None = None
    ready: CalendarDay | None = None
    obstacles: tuple[str, ...] = ()
    livelihood: str | None = None
    housing: str | None = None
    level: str | None = None
    batch: str | None = None
    phase_from: Area | None = None
    noticed: date | None = None
    supplied: date | None = None
    unit: str | None = None
    person: str | None = None
    supervision: str | None = None
    project: str | None = None
    zone: str | None = None
    industry: str | None = None
    reserve_number: str | None = None
    carried_from: str | None = None
    taker: str | None = None
    use_shares: tuple[UseShare, ...] = ()
    conditions: PlanningConditions | None = None
    prices: Prices | None = None
    notice_month: CalendarDay | None = None
    supply_month: CalendarDay | None = None
    outcome: Outcome | None = None
    circumstances: Circumstances | None = None
    lateness: Lateness | None = None

    def __post_init__(self) -> None:
        """Refuse a parcel without identity, an area that is no land, parts of use that make no whole (L900)."""
        if not self.id or (self.area is not None and self.area.units <= 0):
            raise IntegrityFault("L900", id=self.id)
        if self.phase_from is not None and (self.area is None or not 0 < self.phase_from.units <= self.area.units):
            raise IntegrityFault("L900", id=self.id)
        if self.use_shares:
            shares = [one.share for one in self.use_shares]
            if self.use is not None or sum(shares) != 1 or min(shares) <= 0:
                raise IntegrityFault("L900", id=self.id)

    @property
    def digest(self) -> str:
        """摘要 · The digest of what is stated, whatever file and row it came from."""
        return digest(self.stated())

    def term_of(self, use: LandUse | None) -> int | None:
        """用途年限 · The term stated for one use of a mixed parcel, else the one of the parcel."""
        return next((one.term for one in self.use_shares if one.use == use and one.term is not None), self.term)

    def stated(self) -> dict[str, object]:
        """所载 · Everything but the source, as plain values: areas in hectares, days and uses spelt out."""
        return {
            "id": self.id,
            "name": self.name,
            "district": self.district,
            "location": self.location,
            "area": hectares(self.area),
            "use": use_form(self.use),
            "other_uses": [use_form(use) for use in self.other_uses],
            "origin": self.origin.value if self.origin else None,
            "mode": {"code": self.mode.code, "name": self.mode.name} if self.mode else None,
            "grounds": self.grounds,
            "term": self.term,
            "ready": str(self.ready) if self.ready else None,
            "obstacles": list(self.obstacles),
            "livelihood": self.livelihood,
            "housing": self.housing,
            "level": self.level,
            "batch": self.batch,
            "phase_from": hectares(self.phase_from),
            "noticed": self.noticed.isoformat() if self.noticed else None,
            "supplied": self.supplied.isoformat() if self.supplied else None,
            "unit": self.unit,
            "person": self.person,
            **self._further(),
        }

    def _further(self) -> dict[str, object]:
        return {
            "supervision": self.supervision,
            "project": self.project,
            "zone": self.zone,
            "industry": self.industry,
            "reserve_number": self.reserve_number,
            "carried_from": self.carried_from,
            "taker": self.taker,
            "use_shares": list(map(_share_form, self.use_shares)),
            "conditions": self.conditions.stated() if self.conditions else None,
            "prices": self.prices.stated() if self.prices else None,
            "notice_month": str(self.notice_month) if self.notice_month else None,
            "supply_month": str(self.supply_month) if self.supply_month else None,
            "outcome": self.outcome.value if self.outcome else None,
            **({"circumstances": self.circumstances.stated()} if self.circumstances else {}),
            **({"lateness": self.lateness.text} if self.lateness else {}),
        }


def _share_form(one: UseShare) -> dict[str, object]:
    form: dict[str, object] = {"use": use_form(one.use), "share": str(one.share)}
    return form if one.term is None else {**form, "term": one.term}


def hectares(area: Area | None) -> str | None:
    """公顷数 · The exact decimal in hectares, None for no area."""
    return None if area is None else area.hectares


def use_form(use: LandUse | None) -> dict[str, str] | None:
    """用途形式 · Scheme, code and name of a use, None for no use."""
    return None if use is None else {"scheme": use.scheme.value, "code": use.code, "name": use.name}
