"""候选 · What may enter the plan: an option of a parcel with the months still open on the day of compiling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from landsupply.law.vocabulary import LandUse
from landsupply.ledger.mixed_use import UseShare, part_areas
from landsupply.ledger.parcel import Parcel
from landsupply.measure.area import Area
from landsupply.measure.fault import BriefFault
from landsupply.options.lawful import Options
from landsupply.options.option import Option
from landsupply.options.rules.quota import account_of
from landsupply.plan.amounts import amounts_of
from landsupply.plan.brief import Brief
from landsupply.plan.plan import ItemState
from landsupply.plan.target import YEAR, Counted, CountedPart, Measure
from landsupply.prepare.clock import earliest_supply_month, month_in, notice_month


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """候选 · One option of one parcel, its area bounds (0.01 m²), its months, and whether it already stands.

    `notices` are the notice months that go with the months, None where there is no notice.
    """

    option: Option
    land: Parcel
    months: tuple[int, ...]
    notices: tuple[int | None, ...]
    whole: int
    least: int
    state: ItemState
    is_fixed: bool
    amounts: tuple[tuple[Measure, int], ...] = ()

    @property
    def parcel(self) -> str:
        """宗地编号 · The parcel's identity."""
        return self.option.parcel

    @property
    def by_use(self) -> tuple[tuple[LandUse, str, int], ...]:
        """分用途面积 · The uses of the whole parcel, each with its class and units; a mixed parcel has several."""
        if not self.option.parts:
            return ((self.option.use, self.option.plan_class, self.whole),)
        areas = part_areas(Area(self.whole), [UseShare(part.use, part.share) for part in self.option.parts])
        parts = zip(self.option.parts, areas, strict=True)
        return tuple((part.use, part.plan_class, area.units) for part, area in parts)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """次序 · A total order that does not depend on the ledger's order."""
        return (self.parcel, self.option.use.scheme.value, self.option.use.code, self.option.mode.code)

    @property
    def counted(self) -> Counted:
        """计入事实 · The whole parcel as targets and goals count it."""
        land = self.land
        return Counted(
            parts=tuple(CountedPart(name, use.bucket, use.name, units) for use, name, units in self.by_use),
            whole=self.whole,
            district=land.district,
            mode=self.option.mode.name,
            origin=land.origin.value if land.origin else None,
            housing=land.housing,
            batch=land.batch,
            account=account_of(land.origin, land.batch, land.level),
            state=self.state.value,
            livelihood=land.livelihood,
            level=land.level,
            zone=land.zone,
            industry=land.industry,
            amounts=self.amounts,
        )

    def notice(self, month: int) -> int | None:
        """公告月 · The notice month that goes with a supply month."""
        return self.notices[self.months.index(month)]


def candidates(options: Options, brief: Brief, day: date) -> tuple[Candidate, ...]:
    """候选 · Every option that may still be used on the day; the past stands and nothing new enters it."""
    _refuse_impossible_locks(options, brief)
    pinned = dict(brief.locks.months)
    offered = {month: notice_month(month, brief.year, options.rules) for month in YEAR}
    found = [
        _candidate(option, options, brief, day, pinned, offered)
        for option in options.preferred
        if option.parcel not in brief.locks.never
    ]
    usable = tuple(candidate for candidate in found if candidate.months)
    _refuse_locks_without_a_month(usable, brief)
    return usable


def _candidate(
    option: Option, options: Options, brief: Brief, day: date, pinned: dict[str, int], offered: dict[int, int]
) -> Candidate:
    land = options.parcel(option.parcel)
    whole = land.area.units if land.area else 0
    stands = option.state != ItemState.PLANNED.value
    months = (option.first,) if stands else _open_months(option, options, brief, day)
    if option.parcel in pinned and not stands:
        months = tuple(month for month in months if month == pinned[option.parcel])
    least = land.phase_from.units if land.phase_from and not stands and not option.parts else whole
    return Candidate(
        option=option,
        land=land,
        months=months,
        notices=tuple(_notice(option, land, month, brief.year, offered) for month in months),
        whole=whole,
        least=min(least, whole),
        state=ItemState(option.state),
        is_fixed=stands or option.parcel in brief.locks.must,
        amounts=amounts_of(land, option.mode, brief.measures),
    )


def _notice(option: Option, land: Parcel, month: int, year: int, offered: dict[int, int]) -> int | None:
    """A lot under notice has its own; a planned open offer the last month from which the supply can follow."""
    if option.state == ItemState.NOTICED.value and land.noticed is not None:
        return month_in(land.noticed, year)
    is_offered = option.state == ItemState.PLANNED.value and option.mode.open
    return offered[month] if is_offered else None


def _open_months(option: Option, options: Options, brief: Brief, day: date) -> tuple[int, ...]:
    first = max(option.first, earliest_supply_month(day, brief.year, option.mode, options.rules))
    return tuple(range(first, option.last + 1))


def _refuse_locks_without_a_month(usable: tuple[Candidate, ...], brief: Brief) -> None:
    """A parcel that must be in needs a month that is neither past nor before its readiness, and its pinned one if any.

    What stands already is not moved.
    """
    months = {(candidate.parcel, month) for candidate in usable for month in candidate.months}
    with_any = {parcel for parcel, _ in months}
    for parcel in brief.locks.must:
        if parcel not in with_any:
            raise BriefFault("B009", parcel=parcel)
    for parcel, month in brief.locks.months:
        if (parcel, month) not in months:
            raise BriefFault("B011", parcel=parcel, month=month)


def _refuse_impossible_locks(options: Options, brief: Brief) -> None:
    """A lock on a parcel that is unknown, or that no lawful option admits, is said by name before solving."""
    known = {parcel.id for parcel in options.ledger.parcels}
    usable = {option.parcel for option in options.preferred}
    locks = brief.locks
    named = (*locks.must, *locks.never, *(p for p, _ in locks.months), *(p for some in locks.one_of for p in some))
    for parcel in (*named, *(p for pair in locks.after for p in pair)):
        if parcel not in known:
            raise BriefFault("B008", parcel=parcel)
    for parcel in (*brief.locks.must, *(p for p, _ in brief.locks.months)):
        if parcel not in usable:
            raise BriefFault("B009", parcel=parcel)
    for option in options.preferred:
        if option.state != ItemState.PLANNED.value and option.parcel in brief.locks.never:
            raise BriefFault("B010", parcel=option.parcel)
