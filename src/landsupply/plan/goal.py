"""目标 · What a plan pursues once its targets are met, as terms of the same kind, with whole coefficients.

A goal's value is Σ coefficient · measure over the items, in the smallest units of the measure (0.01 m², fen, so that a
hectare and 万元 weigh alike): exact, and the same wherever it is computed. 均衡供应 alone is no sum: it is the largest
month, as a loss.
Principles: 郑州市市本级2024年度国有建设用地供应计划 二（二）2–5, 五（一）（二）（三）.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from landsupply.law.vocabulary import Origin
from landsupply.plan.target import ANY, YEAR, Measure, Term, Where

MONTHS = 12
#: A key project counts as much as a year's head start.
_KEY = 12
_EXISTING = Where(origins=(Origin.EXISTING.value, Origin.NEW_FROM_STOCK.value))


class Goal(StrEnum):
    """目标 · A principle of the plan that can be weighed."""

    LIVELIHOOD = "民生优先"
    EXISTING_LAND = "存量优先"
    KEY_AND_EARLY = "重点与早供"
    HOUSING = "住宅稳定"
    INDUSTRY = "强化工业"
    LESS_COMMERCE = "控制商办"
    KEY_ZONES = "重点片区"
    KEY_INDUSTRIES = "重点产业"
    EARLY = "尽早供应"
    EVEN = "均衡供应"
    REVENUE = "出让收入"
    WEIGHTED = "加权得分"

    @property
    def may_lose(self) -> bool:
        """可为负 · Whether its value may lie below zero: what is to be little counts as a loss."""
        return self in (Goal.LESS_COMMERCE, Goal.EVEN, Goal.WEIGHTED)


def _area(where: Where, points: int = 1) -> tuple[Term, ...]:
    return (Term(coefficient=Fraction(points), where=where),)


def livelihood_first() -> tuple[Term, ...]:
    """民生优先 · A hectare whose livelihood the ledger names earns 1: S a[livelihood]. 二（二）2、4."""
    return _area(Where(livelihoods=(ANY,)))


def existing_land_first() -> tuple[Term, ...]:
    """存量优先 · A hectare of existing land or from the 存量库 earns 1; an unknown origin nothing. 五（三）."""
    return _area(_EXISTING)


def key_projects_and_early() -> tuple[Term, ...]:
    """重点与早供 · A hectare of a key project earns 12, any hectare 1 for each month before December. 二（二）4."""
    return (*_area(Where(levels=(ANY,)), _KEY), *supply_early())


def steady_housing() -> tuple[Term, ...]:
    """住宅稳定 · A hectare of housing earns 1: S a[住宅用地]. 二（二）2「稳居住」."""
    return _area(Where(buckets=("住宅用地",)))


def strong_industry() -> tuple[Term, ...]:
    """强化工业 · A hectare of industry and storage earns 1: S a[工矿仓储用地]. 二（二）2「强工业」."""
    return _area(Where(buckets=("工矿仓储用地",)))


def less_commerce() -> tuple[Term, ...]:
    """控制商办 · A hectare of commerce and offices loses 1: −S a[商服用地]. 二（二）2「控商办」."""
    return _area(Where(buckets=("商服用地",)), -1)


def key_zones_first() -> tuple[Term, ...]:
    """重点片区 · A hectare whose key area the ledger names earns 1: S a[zone]. 二（二）3、4."""
    return _area(Where(zones=(ANY,)))


def key_industries_first() -> tuple[Term, ...]:
    """重点产业 · A hectare whose industry the ledger names earns 1: S a[industry]. 二（二）4."""
    return _area(Where(industries=(ANY,)))


def supply_early() -> tuple[Term, ...]:
    """尽早供应 · A hectare earns 1 for each month before December: S (12 − month) · a. 六（二）."""
    return tuple(Term(coefficient=Fraction(MONTHS - month), months=(month,)) for month in YEAR[:-1])


def spread_evenly() -> tuple[Term, ...]:
    """均衡供应 · What the month with the most supplies is lost: −max over months of S a[month]. 二（二）4「平稳」."""
    return ()


def grant_revenue() -> tuple[Term, ...]:
    """出让收入 · 万元 of revenue earn 1 each: S r. 五（四）."""
    return (Term(measure=Measure.REVENUE),)


#: Every goal that may be named, with its terms.
GOALS = {
    Goal.LIVELIHOOD: livelihood_first,
    Goal.EXISTING_LAND: existing_land_first,
    Goal.KEY_AND_EARLY: key_projects_and_early,
    Goal.HOUSING: steady_housing,
    Goal.INDUSTRY: strong_industry,
    Goal.LESS_COMMERCE: less_commerce,
    Goal.KEY_ZONES: key_zones_first,
    Goal.KEY_INDUSTRIES: key_industries_first,
    Goal.EARLY: supply_early,
    Goal.EVEN: spread_evenly,
    Goal.REVENUE: grant_revenue,
}


def terms_of(goal: Goal) -> tuple[Term, ...]:
    """目标项 · The terms whose sum the goal brings as high as it goes."""
    return GOALS[goal]()


def measures_of(goal: Goal) -> tuple[Measure, ...]:
    """目标计量 · What the goal counts."""
    return tuple({term.measure: None for term in terms_of(goal)})
