"""指标句式 · Every kind of policy sentence as a target: one small function each, and the tuple that lists them.

a, n, c and r stand for area, number of parcels, cost and revenue of what is supplied; S for a sum over it. Clauses
point into the document a municipal plan is made after: 郑州市市本级2024年度国有建设用地供应计划.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from landsupply.measure.interval import Interval
from landsupply.options.rules.quota import Account
from landsupply.plan.target import Axis, By, Line, Measure, Target, Term, Where, window

_STILL_TO_BE = ("planned", "noticed")


def _of(line: Line, bounds: Interval, clause: str, *terms: Term) -> Target:
    return Target(line=line, terms=terms, low=bounds.low, high=bounds.high, clause=clause)


def months_text(months: Sequence[int]) -> str:
    """月份写法 · `3`, `1–6`, or the months one by one where they do not follow each other."""
    if len(months) == 1:
        return str(months[0])
    follow = list(months) == list(range(months[0], months[0] + len(months)))
    return f"{months[0]}–{months[-1]}" if follow else "、".join(map(str, months))


def total(bounds: Interval) -> Target:
    """总量 · The listed area with the reserve: low ≤ S a ≤ high."""
    return _of(Line(Axis.TOTAL), bounds, "四（一）", Term())


def structure(plan_class: str, bounds: Interval) -> Target:
    """结构 · A class with its reserve: low ≤ S a[class] ≤ high."""
    return _of(Line(Axis.CLASS, plan_class), bounds, "四（二）", Term(where=Where(classes=(plan_class,))))


def layout(district: str, bounds: Interval) -> Target:
    """布局 · A planning unit: low ≤ S a[unit] ≤ high."""
    return _of(Line(Axis.DISTRICT, district), bounds, "五（一）", Term(where=Where(districts=(district,))))


def layout_by_class(district: str, plan_class: str, bounds: Interval) -> Target:
    """布局结构 · A class within a planning unit: low ≤ S a[unit, class] ≤ high."""
    where = Where(districts=(district,), classes=(plan_class,))
    return _of(Line(Axis.DISTRICT_CLASS, f"{district}·{plan_class}"), bounds, "四（二）、五（一）", Term(where=where))


def monthly(month: int, bounds: Interval) -> Target:
    """月度 · What is supplied in a month; the reserve counts in December: low ≤ S a[month] ≤ high."""
    return _of(Line(Axis.MONTH, str(month)), bounds, "六（二）", Term(months=(month,)))


def batch_balance(name: str, bounds: Interval) -> Target:
    """批次余额 · What is still drawn from an approved batch, supplies already made apart: S a[batch] ≤ balance."""
    where = Where(batches=(name,), states=_STILL_TO_BE)
    return _of(Line(Axis.BATCH, name), bounds, "六（四）", Term(where=where))


def _by_then(line: Line, where: Where, month: int, share: Fraction) -> Target:
    done, whole = Term(where=where, months=window(1, month)), Term(coefficient=-share, where=where)
    return _of(line, Interval(0, None), "六（二）", done, whole)


def milestone(month: int, share: Fraction) -> Target:
    """时序节点 · By the month at least a share of the indicators: S a[≤ month] − share · S a ≥ 0."""
    return _by_then(Line(Axis.MILESTONE, str(month)), Where(), month, share)


def class_milestone(plan_class: str, month: int, share: Fraction) -> Target:
    """分类时序 · The same of one class: S a[class, ≤ month] − share · S a[class] ≥ 0."""
    line = Line(Axis.CLASS_MILESTONE, f"{plan_class}·{month}")
    return _by_then(line, Where(classes=(plan_class,)), month, share)


def district_milestone(district: str, month: int, share: Fraction) -> Target:
    """分区时序 · The same of one planning unit: S a[unit, ≤ month] − share · S a[unit] ≥ 0."""
    line = Line(Axis.DISTRICT_MILESTONE, f"{district}·{month}")
    return _by_then(line, Where(districts=(district,)), month, share)


def mode_milestone(mode: str, members: tuple[str, ...], month: int, share: Fraction) -> Target:
    """分方式时序 · The same of one way of supply: S a[mode, ≤ month] − share · S a[mode] ≥ 0."""
    return _by_then(Line(Axis.MODE_MILESTONE, f"{mode}·{month}"), Where(modes=members), month, share)


def _held_to(line: Line, part: Where, whole: Where, bounds: Interval, share: Fraction) -> Target:
    """A part against a share of the whole: with bounds (0, none) at least, with (none, 0) at most."""
    return _of(line, bounds, "五（二）（四）", Term(where=part), Term(coefficient=-share, where=whole))


def affordable_share(plan_class: str, kinds: tuple[str, ...], bounds: Interval, share: Fraction) -> Target:
    """保障占比 · Housing of public kinds against all housing: S a[class, kinds] − share · S a[class] ≥ 0."""
    part, whole = Where(classes=(plan_class,), kinds=kinds), Where(classes=(plan_class,))
    return _held_to(Line(Axis.AFFORDABLE), part, whole, bounds, share)


def mode_area(mode: str, members: tuple[str, ...], bounds: Interval) -> Target:
    """方式 · What is supplied in one way: low ≤ S a[mode] ≤ high."""
    return _of(Line(Axis.MODE, mode), bounds, "五（四）", Term(where=Where(modes=members)))


def mode_share(mode: str, members: tuple[str, ...], bounds: Interval, share: Fraction) -> Target:
    """方式占比 · One way of supply against everything listed and held back: S a[mode] − share · S a ≥ 0, or ≤ 0."""
    return _held_to(Line(Axis.MODE, mode), Where(modes=members), Where(), bounds, share)


def department_capacity(name: str, work: int, lag: int, of: Term, bounds: Interval) -> Target:
    """部门能力 · What a department can handle in a month; its work stands `lag` months before the supply.

    low ≤ S n[supply month = work month + lag] ≤ high, or area in place of n.
    """
    return _of(Line(Axis.DEPARTMENT, f"{name}·{work}"), bounds, "六（三）", replace(of, months=(work + lag,)))


def auction_capacity(months: tuple[int, ...], modes: tuple[str, ...], measure: Measure, bounds: Interval) -> Target:
    """公告能力 · Open offers whose notice goes out in the months: low ≤ S n[open modes, notice month] ≤ high."""
    term = Term(measure=measure, where=Where(modes=modes), months=months, by=By.NOTICE)
    return _of(Line(Axis.AUCTION, months_text(months)), bounds, "六（三）", term)


def reserve_funds(months: tuple[int, ...], bounds: Interval) -> Target:
    """收储资金 · The cost of acquiring what is supplied in the months: low ≤ S c[months] ≤ high."""
    return _of(Line(Axis.FUNDS, months_text(months)), bounds, "六（一）", Term(measure=Measure.COST, months=months))


def grant_revenue(months: tuple[int, ...], bounds: Interval) -> Target:
    """出让收入 · What paid supply of the months brings: low ≤ S r[months] ≤ high."""
    term = Term(measure=Measure.REVENUE, months=months)
    return _of(Line(Axis.REVENUE, months_text(months)), bounds, "六（一）", term)


def new_land_quota(account: Account, bounds: Interval) -> Target:
    """新增指标 · New land still to be approved this year, by the account it draws on: S a[account] ≤ quota."""
    key = "" if account is Account.YEAR else "重点项目"
    where = Where(accounts=(account.value,), states=_STILL_TO_BE)
    return _of(Line(Axis.NEW_LAND, key), bounds, "六（五）", Term(where=where))


def absorption_cap(
    months: tuple[int, ...], bucket: str, modes: tuple[str, ...], kinds: tuple[str, ...], bounds: Interval
) -> Target:
    """去化 · Commercial housing the market can take: S a[housing, open modes] − S a[of these, public kinds] ≤ high."""
    housing = Where(buckets=(bucket,), modes=modes)
    public = Term(coefficient=Fraction(-1), where=replace(housing, kinds=kinds), months=months)
    every = Term(where=housing, months=months)
    return _of(Line(Axis.ABSORPTION, months_text(months)), bounds, "二（二）4", every, public)


def smoothness(month: int, most: int) -> Target:
    """均衡 · From one month to the next no more nor less than so much: −most ≤ S a[month + 1] − S a[month] ≤ most."""
    after, before = Term(months=(month + 1,)), Term(coefficient=Fraction(-1), months=(month,))
    return _of(Line(Axis.SMOOTH, f"{month}–{month + 1}"), Interval(-most, most), "二（二）4", after, before)


def sentence(name: str, terms: tuple[Term, ...], bounds: Interval, clause: str) -> Target:
    """专项 · Any other sentence, its terms written out: low ≤ S coefficient · measure ≤ high."""
    return _of(Line(Axis.SENTENCE, name), bounds, clause, *terms)


Family = Callable[..., Target]

FAMILIES: tuple[Family, ...] = (
    total,
    structure,
    layout,
    layout_by_class,
    monthly,
    batch_balance,
    milestone,
    class_milestone,
    district_milestone,
    mode_milestone,
    affordable_share,
    mode_area,
    mode_share,
    department_capacity,
    auction_capacity,
    reserve_funds,
    grant_revenue,
    new_land_quota,
    absorption_cap,
    smoothness,
    sentence,
)


def figure_target(line: Line, bounds: Interval) -> Target:
    """一行一限 · The target of a line that a name and bounds make: the whole, a class, a unit, a month, a batch."""
    if line.axis is Axis.TOTAL:
        return total(bounds)
    if line.axis is Axis.MONTH:
        return monthly(int(line.key), bounds)
    return {Axis.CLASS: structure, Axis.DISTRICT: layout, Axis.BATCH: batch_balance}[line.axis](line.key, bounds)
