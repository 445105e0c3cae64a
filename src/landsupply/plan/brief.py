"""编制要求 · What the bureau asks of a plan: targets as intervals, goals in order, locks, balances, assumptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from landsupply.measure.area import Area
from landsupply.measure.days import CalendarDay
from landsupply.measure.fault import BriefFault
from landsupply.measure.interval import Interval
from landsupply.plan.goal import Goal

MOST_GOALS = 3


class Axis(StrEnum):
    """指标类别 · The axes on which a plan is held to figures."""

    TOTAL = "总量"
    CLASS = "结构"
    DISTRICT = "布局"
    MONTH = "月度"
    MILESTONE = "时序"
    BATCH = "批次"


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """指标行 · One line of the brief: an axis and what it speaks of (a class, a unit, a month, a batch)."""

    axis: Axis
    key: str = ""

    @property
    def name(self) -> str:
        """名称 · How messages and tables call the line."""
        return f"{self.axis.value}/{self.key}" if self.key else self.axis.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """指标要求 · Bounds on an area: the whole, a class, a planning unit or a batch; in units of 0.01 m²."""

    line: Line
    bounds: Interval

    def __post_init__(self) -> None:
        """Refuse bounds that bound nothing, or land below zero (B016)."""
        known = [bound for bound in (self.bounds.low, self.bounds.high) if bound is not None]
        if not known or min(known) < 0:
            raise BriefFault("B016", where=self.line.name, raw=str(known), reason="M005")

    @property
    def is_figure(self) -> bool:
        """定值 · Whether the brief states one figure, which then is the approved indicator."""
        return self.bounds.is_exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """节点 · The least share of the indicators to be supplied by the end of a month."""

    month: int
    share: Fraction

    def __post_init__(self) -> None:
        """Refuse a month or a share that is none (B006)."""
        if not 1 <= self.month <= 12 or not 0 <= self.share <= 1:
            raise BriefFault("B006", month=self.month, share=str(self.share))

    @property
    def line(self) -> Line:
        """指标行 · The line under which the milestone is named."""
        return Line(Axis.MILESTONE, str(self.month))


def _refuse_repeated(names: Iterable[str]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise BriefFault("B003", line=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks:
    """锁定 · Parcels that must be in, must stay out, or, if they are in at all, must stand in a month."""

    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    months: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a lock stated twice (B003), a month that is none (B014), in and out at once (B007)."""
        for parcels in (self.must, self.never, tuple(parcel for parcel, _ in self.months)):
            _refuse_repeated(parcels)
        for parcel, month in self.months:
            if type(month) is not int or not 1 <= month <= 12:
                raise BriefFault("B014", key=f"locks.months.{parcel}", raw=str(month))
        for parcel in sorted((set(self.must) | {p for p, _ in self.months}) & set(self.never)):
            raise BriefFault("B007", parcel=parcel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """假定 · What the brief lets the plan take for granted where the ledger is silent; printed with the plan."""

    ready: CalendarDay | None = None
    past_results_are_candidates: str | None = None  # the reason, in the bureau's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """编制要求 · Everything the plan is asked to be; refuses to exist when it contradicts itself."""

    year: int
    place: str
    title: str
    targets: tuple[Target, ...]
    milestones: tuple[Milestone, ...]
    goals: tuple[Goal, ...]
    slack: Fraction = Fraction(5, 10_000)
    gap: Fraction = Fraction(1, 1_000)
    reserves: tuple[tuple[str, Area], ...] = ()
    locks: Locks = Locks()
    assumed: Assumed = Assumed()
    day: date | None = None

    def __post_init__(self) -> None:
        """Refuse what contradicts itself: B003 twice, B004 goals, B005 sums, B006 milestones, B014, B018 day."""
        _refuse_twice(self)
        _refuse_reserves_that_are_none(self)
        _refuse_shares_that_are_none(self)
        _refuse_a_day_outside_the_year(self)
        _refuse_too_many_goals(self)
        _refuse_falling_milestones(self)
        _refuse_sums_that_cannot_meet(self)

    def first(self, goal: Goal) -> Brief:
        """首要目标 · The same brief with this goal alone."""
        return replace(self, goals=(goal,))

    def then(self, goal: Goal) -> Brief:
        """其次目标 · The same brief with one more goal behind the others."""
        return replace(self, goals=(*self.goals, goal))

    def lock(self, *parcels: str) -> Brief:
        """锁定宗地 · The same brief with parcels that must be in the plan."""
        return replace(self, locks=replace(self.locks, must=(*self.locks.must, *parcels)))

    def target(self, line: Line) -> Target | None:
        """指标要求 · The target on a line, if the brief states one."""
        return next((target for target in self.targets if target.line == line), None)

    def on(self, axis: Axis) -> tuple[Target, ...]:
        """某类指标 · The targets on one axis, as the brief orders them."""
        return tuple(target for target in self.targets if target.line.axis is axis)

    def reserve(self, plan_class: str) -> Area:
        """预留 · The area the brief itself holds back in a class."""
        return Area.total(area for name, area in self.reserves if name == plan_class)


def _refuse_twice(brief: Brief) -> None:
    lines = [target.line for target in brief.targets] + [milestone.line for milestone in brief.milestones]
    _refuse_repeated(line.name for line in lines)
    _refuse_repeated(name for name, _ in brief.reserves)


def _refuse_reserves_that_are_none(brief: Brief) -> None:
    for name, area in brief.reserves:
        if area.units <= 0:
            raise BriefFault("B016", where=f"reserves.{name}", raw=area.hectares, reason="M005")


def _refuse_shares_that_are_none(brief: Brief) -> None:
    for key, share in (("slack", brief.slack), ("gap", brief.gap)):
        if not 0 <= share <= 1:
            raise BriefFault("B014", key=key, raw=str(share))


def _refuse_a_day_outside_the_year(brief: Brief) -> None:
    """A plan is made in its year or in the one before, when the next is being prepared."""
    if brief.day is not None and not brief.year - 1 <= brief.day.year <= brief.year:
        raise BriefFault("B018", day=brief.day.isoformat(), year=brief.year)


def _refuse_too_many_goals(brief: Brief) -> None:
    if not 1 <= len(brief.goals) <= MOST_GOALS or len(set(brief.goals)) != len(brief.goals):
        raise BriefFault("B004", count=len(brief.goals), most=MOST_GOALS)


def _refuse_falling_milestones(brief: Brief) -> None:
    ordered = sorted(brief.milestones, key=lambda milestone: milestone.month)
    for earlier, later in pairwise(ordered):
        if later.share < earlier.share:
            raise BriefFault("B006", month=later.month, share=str(later.share))


def _refuse_sums_that_cannot_meet(brief: Brief) -> None:
    """Classes may add to less than the total (others unlisted), never to more; the same for units."""
    total = brief.target(Line(Axis.TOTAL))
    if total is None or total.bounds.high is None:
        return
    for axis in (Axis.CLASS, Axis.DISTRICT):
        low = sum(target.bounds.low or 0 for target in brief.on(axis))
        if low > total.bounds.high:
            raise BriefFault("B005", axis=axis.value, sum=Area(low).hectares, total=Area(total.bounds.high).hectares)
