"""供应计划 · The immutable plan: approved indicators and parcel list as two things, with the brief and the proof.

It has no status: drafted, consulted, approved and published are acts about its digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from landsupply.law.vocabulary import LandUse, Mode, Origin
from landsupply.measure.area import Area
from landsupply.measure.fault import IntegrityFault
from landsupply.options.rules.quota import account_of
from landsupply.plan.brief import Brief
from landsupply.plan.chances import Chances
from landsupply.plan.proof import Proof
from landsupply.plan.target import Counted, CountedPart, Held, Line, Measure, Standing


class ItemState(StrEnum):
    """宗地状态 · Whether an item is still planned, under notice, or already supplied."""

    PLANNED = "planned"
    NOTICED = "noticed"
    SUPPLIED = "supplied"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPart:
    """用途部分 · One use of a mixed item: its class, its term and its area."""

    plan_class: str
    use: LandUse
    term: int | None
    area: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """计划宗地 · A parcel listed for supply this year, with its notice month and its supply month (1..12).

    An area smaller than the whole means the parcel is supplied by phases (分期) and the rest follows in a later year.
    An item of mixed use has `parts` whose areas sum to its own; class, use and term are then those of the largest.
    `zone`, `industry` and `amounts` (the whole parcel's) stand where the brief counts them.
    """

    parcel: str
    name: str
    location: str
    district: str | None
    plan_class: str
    use: LandUse
    mode: Mode
    term: int | None
    origin: Origin | None
    area: Area
    whole: Area
    notice_month: int | None
    supply_month: int
    state: ItemState = ItemState.PLANNED
    livelihood: str | None = None
    housing: str | None = None
    level: str | None = None
    batch: str | None = None
    unit: str | None = None
    person: str | None = None
    parts: tuple[ItemPart, ...] = ()
    zone: str | None = None
    industry: str | None = None
    amounts: tuple[tuple[Measure, int], ...] = ()

    def __post_init__(self) -> None:
        """Refuse months (C022) and areas (C023) that cannot be, and parts that make no whole (C029)."""
        if not 1 <= self.supply_month <= 12:
            raise IntegrityFault("C022", parcel=self.parcel, month=self.supply_month)
        if self.notice_month is not None and not 1 <= self.notice_month <= self.supply_month:
            raise IntegrityFault("C022", parcel=self.parcel, month=self.notice_month)
        if not 0 < self.area.units <= self.whole.units:
            raise IntegrityFault("C023", parcel=self.parcel, area=self.area.hectares, whole=self.whole.hectares)
        if self.parts and Area.total(part.area for part in self.parts) != self.area:
            raise IntegrityFault("C029", parcel=self.parcel, area=self.area.hectares)

    @property
    def by_class(self) -> tuple[tuple[str, Area], ...]:
        """分类面积 · The classes the item counts under, each with its area."""
        return tuple((part.plan_class, part.area) for part in self.parts) or ((self.plan_class, self.area),)

    @property
    def is_phased(self) -> bool:
        """分期 · Whether only a phase of the parcel is listed."""
        return self.area != self.whole

    @property
    def quarter(self) -> int:
        """季度 · The quarter of the supply month."""
        return (self.supply_month + 2) // 3

    @property
    def standing(self) -> Standing:
        """在列 · The item as targets and goals count it."""
        parts = [(part.plan_class, part.use, part.area) for part in self.parts]
        land = Counted(
            parts=tuple(
                CountedPart(name, use.bucket, use.name, area.units)
                for name, use, area in parts or [(self.plan_class, self.use, self.area)]
            ),
            whole=self.whole.units,
            district=self.district,
            mode=self.mode.name,
            origin=self.origin.value if self.origin else None,
            housing=self.housing,
            batch=self.batch,
            account=account_of(self.origin, self.batch, self.level),
            state=self.state.value,
            livelihood=self.livelihood,
            level=self.level,
            zone=self.zone,
            industry=self.industry,
            amounts=self.amounts,
        )
        return Standing(land, self.supply_month, self.notice_month)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveLine:
    """统筹与预留 · Area approved but not yet on parcels, held by the city or a unit, counted in its month."""

    plan_class: str
    district: str | None
    month: int
    area: Area

    def __post_init__(self) -> None:
        """Refuse an area below zero or a month that is none (C024)."""
        if self.area.units < 0 or not 1 <= self.month <= 12:
            raise IntegrityFault("C024", plan_class=self.plan_class, area=self.area.hectares)

    @property
    def held(self) -> Held:
        """预留 · The line as targets count it."""
        return Held(self.plan_class, self.district, self.month, self.area.units)


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """缺口 · A line of the brief that the plan does not meet, by how much (negative: short; positive: over).

    In the smallest units of what the line counts: 0.01 m², fen, or parcels.
    """

    line: Line
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """假定 · Something the plan takes for granted, as a message code with its facts."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """依据摘要 · The digests of what the plan was made from, and the day it was made."""

    ledger: str
    rulebook: str
    compiled_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """供应计划 · Indicators and parcel list of one place and year; indicator = listed + reserve, exactly.

    `delays` says how often milestones are met although parcels are late; None where nobody says anything of delays.
    """

    title: str
    approved: tuple[tuple[str, Area], ...]
    items: tuple[PlanItem, ...]
    reserves: tuple[ReserveLine, ...]
    brief: Brief
    proof: Proof
    made_from: Origins
    misses: tuple[Miss, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    version: int = 1
    parent: str | None = None
    reason: str | None = None
    reproducible: bool = True
    delays: Chances | None = None

    @property
    def year(self) -> int:
        """年度 · The year of the plan."""
        return self.brief.year

    @property
    def place(self) -> str:
        """地区 · The code of the plan's place."""
        return self.brief.place

    @property
    def compiled_on(self) -> date:
        """编制日 · The day on which the plan was made."""
        return self.made_from.compiled_on

    @property
    def ledger_digest(self) -> str:
        """台账摘要 · The digest of the ledger the plan was made from."""
        return self.made_from.ledger

    @property
    def rulebook_digest(self) -> str:
        """法规摘要 · The digest of the rulebook the plan was made under."""
        return self.made_from.rulebook
