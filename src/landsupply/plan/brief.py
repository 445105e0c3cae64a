"""编制要求 · What the bureau asks of a plan: targets as intervals, goals in order, locks, balances, assumptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from landsupply.measure.area import Area
from landsupply.measure.days import CalendarDay
from landsupply.measure.fault import BriefFault
from landsupply.plan.delays import Caution, Delays, Guard, guards_of
from landsupply.plan.families import milestone
from landsupply.plan.goal import Goal, measures_of, terms_of
from landsupply.plan.target import Axis, Line, Measure, Target, Unit

MOST_GOALS = 3


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
        return self.target.line

    @property
    def target(self) -> Target:
        """指标要求 · The milestone as a target like any other."""
        return milestone(self.month, self.share)


def _refuse_repeated(names: Iterable[str]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise BriefFault("B003", line=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks:
    """锁定 · Parcels that must be in, must stay out, stand in a month, exclude each other, or wait for one another.

    Of each list in `one_of` at most one is in the plan; of each pair in `after` the second is in only with the first,
    and not before it.
    """

    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    months: tuple[tuple[str, int], ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    after: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a lock stated twice (B003), a month that is none (B014), in and out at once (B007), B023 to B025."""
        _refuse_lists_that_are_none(self)
        _refuse_what_cannot_be_in(self)
        for parcels in (self.must, self.never, tuple(parcel for parcel, _ in self.months)):
            _refuse_repeated(parcels)
        for parcel, month in self.months:
            if type(month) is not int or not 1 <= month <= 12:
                raise BriefFault("B014", key=f"locks.months.{parcel}", raw=str(month))
        for parcel in sorted((set(self.must) | {p for p, _ in self.months}) & set(self.never)):
            raise BriefFault("B007", parcel=parcel)


def _refuse_lists_that_are_none(locks: Locks) -> None:
    """One parcel is no alternative, none waits for itself, nor in a circle."""
    for where, lists in (("one_of", locks.one_of), ("after", locks.after)):
        _refuse_repeated("、".join(names) for names in lists)
        for names in lists:
            _refuse_repeated(names)
            if len(names) < 2:
                raise BriefFault("B023", where=f"locks.{where}", raw="、".join(names) or "—")
    firsts: dict[str, set[str]] = {}
    for first, then in locks.after:
        firsts.setdefault(then, set()).add(first)
    for parcel in sorted(firsts):
        if parcel in _before(parcel, firsts):
            raise BriefFault("B024", parcel=parcel)


def _before(parcel: str, firsts: dict[str, set[str]]) -> set[str]:
    """Every parcel that must come before one."""
    found: set[str] = set()
    waiting = [parcel]
    while waiting:
        new = firsts.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _refuse_what_cannot_be_in(locks: Locks) -> None:
    """What must be in needs what comes before it, and excludes its alternatives."""
    firsts: dict[str, set[str]] = {}
    for first, then in locks.after:
        firsts.setdefault(then, set()).add(first)
    needed = set(locks.must).union(*(_before(parcel, firsts) for parcel in locks.must))
    for parcel in sorted(needed & set(locks.never)):
        raise BriefFault("B007", parcel=parcel)
    for names in locks.one_of:
        both = [name for name in names if name in needed]
        if len(both) > 1:
            raise BriefFault("B025", parcels="、".join(both))


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
    weights: tuple[int, ...] = ()
    slack: Fraction = Fraction(5, 10_000)
    gap: Fraction = Fraction(1, 1_000)
    reserves: tuple[tuple[str, Area], ...] = ()
    locks: Locks = Locks()
    assumed: Assumed = Assumed()
    day: date | None = None
    delays: Delays | None = None
    caution: Caution | None = None

    def __post_init__(self) -> None:
        """Refuse what contradicts itself: B003 twice, B004 goals, B005 sums, B006 milestones, B014, B018 day, B030."""
        _refuse_twice(self)
        _refuse_reserves_that_are_none(self)
        _refuse_shares_that_are_none(self)
        _refuse_a_day_outside_the_year(self)
        _refuse_too_many_goals(self)
        _refuse_falling_milestones(self)
        _refuse_sums_that_cannot_meet(self)
        guards_of(self.sentences, self.caution or Caution())

    @property
    def sentences(self) -> tuple[Target, ...]:
        """全部要求 · Every target, the milestones of the whole behind the others."""
        return (*self.targets, *(one.target for one in self.milestones))

    @property
    def guards(self) -> tuple[Guard, ...]:
        """稳妥线 · The milestones that are to hold in spite of delays, where any are known."""
        return guards_of(self.sentences, self.caution or Caution())

    @property
    def levels(self) -> tuple[Goal, ...]:
        """目标层次 · The goals as they are solved, one after the other; weighted ones all at once."""
        return (Goal.WEIGHTED,) if self.weights else self.goals

    @property
    def parts(self) -> tuple[tuple[Goal, int], ...]:
        """加权目标 · Each goal with its weight; 1 where they stand in order."""
        return tuple(zip(self.goals, self.weights or (1,) * len(self.goals), strict=True))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """所用计量 · The whole numbers of the ledger that targets and goals count, so that a plan states them."""
        asked = {term.measure for target in self.sentences for term in target.terms}
        asked.update(measure for goal in self.goals for measure in measures_of(goal))
        return tuple(one for one in Measure if one in asked and one not in (Measure.AREA, Measure.COUNT))

    @property
    def facts(self) -> tuple[str, ...]:
        """所用事实 · Which of 片区 and 产业 targets and goals ask for, so that a plan states them."""
        terms = [term for target in self.sentences for term in target.terms]
        terms += [term for goal in self.goals for term in terms_of(goal)]
        asked = {name for term in terms for name in term.where.stated}
        return tuple(fact for fact, name in (("zone", "zones"), ("industry", "industries")) if name in asked)

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
        return next((target for target in self.sentences if target.line == line), None)

    def unit(self, line: Line) -> Unit:
        """计量单位 · What the figures of a line are written in; land where the brief states no such line."""
        target = self.target(line)
        return target.measure.unit if target else Unit.HECTARE

    def on(self, axis: Axis) -> tuple[Target, ...]:
        """某类指标 · The targets on one axis, as the brief orders them."""
        return tuple(target for target in self.targets if target.line.axis is axis)

    def reserve(self, plan_class: str) -> Area:
        """预留 · The area the brief itself holds back in a class."""
        return Area.total(area for name, area in self.reserves if name == plan_class)


def _refuse_twice(brief: Brief) -> None:
    _refuse_repeated(target.name for target in brief.sentences)
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
    """Three in order are as many as anyone can follow; weighted, each may be named."""
    most = len(Goal) - 1 if brief.weights else MOST_GOALS
    if not 1 <= len(brief.goals) <= most or len(set(brief.goals)) != len(brief.goals) or Goal.WEIGHTED in brief.goals:
        raise BriefFault("B004", count=len(brief.goals), most=most)
    if brief.weights and (len(brief.weights) != len(brief.goals) or min(brief.weights) < 1):
        raise BriefFault("B014", key="goals", raw="、".join(map(str, brief.weights)))


def _refuse_falling_milestones(brief: Brief) -> None:
    lines = [("", one.month, one.share) for one in brief.milestones]
    for axis in (Axis.CLASS_MILESTONE, Axis.DISTRICT_MILESTONE, Axis.MODE_MILESTONE):
        ends = [(one.line.key.rpartition("·")[0], one.terms[0].months[-1], one.share) for one in brief.on(axis)]
        lines += [(f"{axis.value}/{key}", month, share) for key, month, share in ends]
    for earlier, later in pairwise(sorted(lines)):
        if earlier[0] == later[0] and later[2] < earlier[2]:
            raise BriefFault("B006", month=later[1], share=str(later[2]))


def _refuse_sums_that_cannot_meet(brief: Brief) -> None:
    """Classes may add to less than the total (others unlisted), never to more; the same for units."""
    total = brief.target(Line(Axis.TOTAL))
    if total is None or total.high is None:
        return
    for axis in (Axis.CLASS, Axis.DISTRICT):
        low = sum(target.low or 0 for target in brief.on(axis))
        if low > total.high:
            raise BriefFault("B005", axis=axis.value, sum=Area(low).hectares, total=Area(total.high).hectares)
