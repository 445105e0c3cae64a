"""指标要求 · The one form of every policy sentence: sums over what is supplied, held between bounds.

Σ coefficient · measure over the parcels and months each term speaks of, low ≤ … ≤ high: total, structure, share,
milestone, capacity, funds, balance and quota are instances of it. Exact: integers, and fractions where a share asks
for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from landsupply.ledger.fields import housing_named
from landsupply.measure.area import Area
from landsupply.measure.fault import BriefFault
from landsupply.measure.interval import Interval

YEAR = tuple(range(1, 13))
#: Reserve that no month is asked for counts at the year's end.
YEAR_END = YEAR[-1]
#: In a list of names: whatever is stated, and nothing being stated.
ANY, NONE = "*", ""


class Axis(StrEnum):
    """指标类别 · The axes on which a plan is held to figures."""

    TOTAL = "总量"
    CLASS = "结构"
    DISTRICT = "布局"
    MONTH = "月度"
    MILESTONE = "时序"
    BATCH = "批次"
    DISTRICT_CLASS = "布局结构"
    MODE = "方式"
    AFFORDABLE = "保障占比"
    CLASS_MILESTONE = "分类时序"
    DISTRICT_MILESTONE = "分区时序"
    MODE_MILESTONE = "分方式时序"
    DEPARTMENT = "部门能力"
    AUCTION = "公告能力"
    FUNDS = "收储资金"
    REVENUE = "出让收入"
    NEW_LAND = "新增指标"
    ABSORPTION = "去化"
    SMOOTH = "均衡"
    SENTENCE = "专项"
    CAUTION = "稳妥"


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """指标行 · One line of the brief: an axis and what it speaks of (a class, a unit, a month, a batch)."""

    axis: Axis
    key: str = ""

    @property
    def name(self) -> str:
        """名称 · How messages and tables call the line."""
        return f"{self.axis.value}/{self.key}" if self.key else self.axis.value


class Unit(StrEnum):
    """计量单位 · What figures of a measure are written in."""

    HECTARE = "公顷"
    TEN_THOUSAND_YUAN = "万元"
    ITEMS = "宗"

    @property
    def size(self) -> int:
        """大小 · How many whole numbers make one: 0.01 m² in a hectare, fen in 万元, one in 宗."""
        return 1 if self is Unit.ITEMS else 1_000_000


def exact_figure(units: int, unit: Unit) -> str:
    """精确数字 · So many of the smallest units as an exact decimal in the unit, without its name."""
    return str(units) if unit is Unit.ITEMS else Area(units).hectares


class Measure(StrEnum):
    """计量 · What a term counts: the land, the parcels, or a whole number that the ledger states of a parcel."""

    AREA = "面积"
    COUNT = "宗数"
    COST = "收储成本"
    REVENUE = "出让收入"
    START_PRICE = "起始价"
    APPRAISED_PRICE = "评估价"
    DEAL_PRICE = "成交价"
    BUILDING_AREA = "建筑面积"

    @property
    def unit(self) -> Unit:
        """单位 · What its figures are written in."""
        if self in (Measure.AREA, Measure.BUILDING_AREA):
            return Unit.HECTARE
        return Unit.ITEMS if self is Measure.COUNT else Unit.TEN_THOUSAND_YUAN


class By(StrEnum):
    """按月 · Which month of an item a term looks at."""

    SUPPLY = "供应月"
    NOTICE = "公告月"


@dataclass(frozen=True, slots=True)
class CountedPart:
    """计入部分 · One use of a parcel with its class, its ministry class, its name and its units of 0.01 m²."""

    plan_class: str
    bucket: str
    use: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """计入事实 · What terms ask of an item or of a candidate; `amounts` are the whole parcel's, as far as stated."""

    parts: tuple[CountedPart, ...]
    whole: int
    district: str | None = None
    mode: str | None = None
    origin: str | None = None
    housing: str | None = None
    batch: str | None = None
    account: str | None = None
    state: str | None = None
    livelihood: str | None = None
    level: str | None = None
    zone: str | None = None
    industry: str | None = None
    amounts: tuple[tuple[Measure, int], ...] = ()

    def kinds(self, part: CountedPart) -> tuple[str, ...]:
        """住房种类 · What the parcel, the name of a part's use and the livelihood say of the kind of housing."""
        return tuple(one for one in (self.housing, housing_named(part.use), self.livelihood) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """范围 · Which land a term counts: any of the names in every list that is not empty."""

    classes: tuple[str, ...] = ()
    buckets: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    batches: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    livelihoods: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()

    def units(self, land: Counted) -> int:
        """计入面积 · Units of 0.01 m² of the land that lie within."""
        if not all(_is_named(wanted, found) for wanted, found in self._of_the_parcel(land)):
            return 0
        return sum(part.units for part in land.parts if self._holds(part, land))

    def _of_the_parcel(self, land: Counted) -> tuple[tuple[tuple[str, ...], str | None], ...]:
        return (
            (self.districts, land.district),
            (self.modes, land.mode),
            (self.origins, land.origin),
            (self.batches, land.batch),
            (self.accounts, land.account),
            (self.states, land.state),
            (self.livelihoods, land.livelihood),
            (self.levels, land.level),
            (self.zones, land.zone),
            (self.industries, land.industry),
        )

    def _holds(self, part: CountedPart, land: Counted) -> bool:
        is_kind = not self.kinds or any(_is_named(self.kinds, kind) for kind in land.kinds(part) or (None,))
        return is_kind and _is_named(self.classes, part.plan_class) and _is_named(self.buckets, part.bucket)

    @property
    def counts_reserve(self) -> bool:
        """计入预留 · Whether area held back counts too: of it only class and unit are known."""
        return self == Where(classes=self.classes, districts=self.districts)

    @property
    def stated(self) -> dict[str, list[str]]:
        """所列 · The lists that say something, by name."""
        return {one.name: list(getattr(self, one.name)) for one in fields(self) if getattr(self, one.name)}


def _is_named(wanted: tuple[str, ...], found: str | None) -> bool:
    return not wanted or (found or NONE) in wanted or (ANY in wanted and bool(found))


@dataclass(frozen=True, slots=True)
class Standing:
    """在列 · Land in the plan: what terms ask of it, its supply month, and its notice month if it has one."""

    land: Counted
    supply: int
    notice: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """预留 · Area held back: its class, its unit if any, its month, its units of 0.01 m²."""

    plan_class: str
    district: str | None
    month: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """指标项 · Coefficient × measure of the land within `where`, in the months of the window, by supply or notice."""

    coefficient: Fraction = Fraction(1)
    measure: Measure = Measure.AREA
    where: Where = field(default_factory=Where)
    months: tuple[int, ...] = YEAR
    by: By = By.SUPPLY

    def __post_init__(self) -> None:
        """Refuse a window without a month or with one that is none (B020)."""
        if not self.months or not set(self.months) <= set(YEAR):
            raise BriefFault("B020", where="months", raw="、".join(map(str, self.months)) or "—")

    def of(self, land: Counted) -> Fraction:
        """计量值 · What the land counts in any month of the window, without the coefficient; a part in proportion."""
        units = self.where.units(land)
        if not units or self.measure is Measure.AREA:
            return Fraction(units)
        if self.measure is Measure.COUNT:
            return Fraction(1)
        return Fraction(dict(land.amounts).get(self.measure, 0) * units, land.whole)

    def of_standing(self, one: Standing) -> Fraction:
        """在列计量值 · What land in the plan adds, without the coefficient."""
        month = one.supply if self.by is By.SUPPLY else one.notice
        return self.of(one.land) if month in self.months else Fraction(0)

    def of_held(self, one: Held) -> int:
        """预留计量值 · What area held back adds, without the coefficient."""
        counts = self.measure is Measure.AREA and self.by is By.SUPPLY and self.where.counts_reserve
        named = _is_named(self.where.classes, one.plan_class) and _is_named(self.where.districts, one.district)
        return one.units if counts and named and one.month in self.months else 0


def sum_of(terms: Iterable[Term], standing: Iterable[Standing], held: Iterable[Held] = ()) -> Fraction:
    """合计 · Σ coefficient · measure over all terms, exact."""
    standing, held = tuple(standing), tuple(held)
    total = Fraction(0)
    for term in terms:
        own = sum((term.of_standing(one) for one in standing), Fraction(sum(map(term.of_held, held))))
        total += term.coefficient * own
    return total


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """指标要求 · low ≤ Σ terms ≤ high, in the smallest units of the measure, and how much a miss of it weighs."""

    line: Line
    terms: tuple[Term, ...]
    low: int | None = None
    high: int | None = None
    weight: int = 1
    clause: str = ""

    def __post_init__(self) -> None:
        """Refuse bounds that bound nothing or lie below zero (B016), units that differ (B022), no weight (B014)."""
        if len({term.measure.unit for term in self.terms}) != 1:
            raise BriefFault("B022", line=self.name[:60])
        known = [bound for bound in (self.low, self.high) if bound is not None]
        is_sum = all(term.coefficient >= 0 for term in self.terms)
        if not known or (is_sum and min(known) < 0) or self.bounds is None:
            raise BriefFault("B016", where=self.name[:80], raw=str(known), reason="M005")
        if self.weight < 1:
            raise BriefFault("B014", key=f"weights.{self.name}"[:80], raw=str(self.weight))

    @property
    def name(self) -> str:
        """名称 · How messages and tables call the target."""
        return self.line.name

    @property
    def bounds(self) -> Interval:
        """上下限 · Both bounds; M006 where the lower exceeds the upper."""
        return Interval(self.low, self.high)

    @property
    def measure(self) -> Measure:
        """计量 · What is counted; all terms are of its unit."""
        return self.terms[0].measure

    @property
    def is_figure(self) -> bool:
        """定值 · Whether the brief states one figure."""
        return self.bounds.is_exact

    @property
    def is_indicator(self) -> bool:
        """核定指标 · Whether the figure then is an approved indicator: of the total or a class."""
        return self.is_figure and self.line.axis in (Axis.TOTAL, Axis.CLASS)

    @property
    def is_share(self) -> bool:
        """占比 · Whether one sum is held against another."""
        return len(self.terms) > 1 and {self.low, self.high} == {0, None}

    @property
    def share(self) -> Fraction:
        """比例 · The share that one sum is held to, where it is held against another."""
        return -self.terms[1].coefficient if self.is_share else Fraction(0)

    def weighing(self, weight: int) -> Target:
        """权重 · The same target, whose misses weigh so much."""
        return replace(self, weight=weight)

    def reached(self, standing: Iterable[Standing], held: Iterable[Held] = ()) -> Fraction:
        """达到值 · What a plan reaches, exactly."""
        return sum_of(self.terms, standing, held)

    def miss(self, reached: Fraction) -> int:
        """差额 · Units short (negative) or over, away from zero: what is missed by a fraction is missed."""
        if self.low is not None and reached < self.low:
            return floor(reached - self.low)
        return ceil(reached - self.high) if self.high is not None and reached > self.high else 0


def window(first: int, last: int) -> tuple[int, ...]:
    """月份区间 · The months from the first to the last, both included; empty where they are turned round."""
    return tuple(range(first, last + 1))
