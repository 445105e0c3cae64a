"""抽题 · For every family of targets how a small instance of it is drawn, and what it asks, written out once more.

What a family asks stands here as a sum over ways between bounds: nothing of it comes from the targets' own terms.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from landsupply.law.vocabulary import Origin
from landsupply.measure.interval import Interval
from landsupply.options.rules.quota import Account
from landsupply.plan import families
from landsupply.plan.families import Family
from landsupply.plan.target import By, Measure, Target, Term, Where, window
from tests.optimise.family_land import KINDS, OPEN, PENDING, UNITS, Group, Sum, Way
from tests.plan import case


@dataclass(frozen=True)
class Asked:
    """所求 · A target, and what it asks as a sum over ways between bounds."""

    target: Target
    value: Sum
    low: int | None
    high: int | None


def _in(months: tuple[int, ...]) -> Callable[[Way], bool]:
    return lambda way: way.month in months


def _window(draw: random.Random) -> tuple[int, ...]:
    first = draw.choice((1, 10, 10, 11))
    return window(first, draw.choice((first, 12)))


@dataclass(frozen=True)
class Draw:
    """抽题 · Draws bounds around what a random choice of ways reaches, so that they bind."""

    random: random.Random
    group: Group

    def around(self, value: Sum) -> Interval:
        """界限 · At least, at most or between, near what a random choice reaches."""
        chosen = [self.random.choice(own) for own in self.group]
        reached = sum(value(way) for way in chosen if way is not None)
        low = max(0, reached * self.random.choice((50, 90, 100)) // 100)
        high = max(1, reached * self.random.choice((100, 100, 120)) // 100)
        return self.random.choice((Interval(low, None), Interval(None, high), Interval(low, high)))

    def asked(self, make: Callable[[Interval], Target], value: Sum) -> Asked:
        """一题 · A target with bounds of this kind."""
        bounds = self.around(value)
        return Asked(make(bounds), value, bounds.low, bounds.high)

    def share(self) -> Fraction:
        """比例 · A share in twelfths."""
        return Fraction(self.random.randint(1, 11), 12)


def _share(draw: Draw, make: Callable[[Interval, Fraction], Target], is_part, is_whole) -> Asked:
    share = draw.share()
    bounds = draw.random.choice((Interval(0, None), Interval(None, 0)))

    def value(way: Way) -> int:
        own = share.denominator * way.area if is_part(way) else 0
        return own - share.numerator * way.area if is_whole(way) else own

    return Asked(make(bounds, share), value, bounds.low, bounds.high)


def _milestone(draw: Draw, make: Callable[[int, Fraction], Target], is_whole: Callable[[Way], bool]) -> Asked:
    month, share = draw.random.choice((10, 11)), draw.share()

    def value(way: Way) -> int:
        done = share.denominator * way.area if way.month <= month else 0
        return done - share.numerator * way.area if is_whole(way) else 0

    return Asked(make(month, share), value, 0, None)


def _everything(way: Way) -> bool:
    del way
    return True


def _of_class(name: str) -> Callable[[Way], bool]:
    return lambda way: way.plan_class == name


def _of_unit(name: str) -> Callable[[Way], bool]:
    return lambda way: way.land.district == name


def _is_open(way: Way) -> bool:
    return way.mode in OPEN


def _total(draw: Draw) -> Asked:
    return draw.asked(families.total, lambda way: way.area)


def _structure(draw: Draw) -> Asked:
    name = draw.random.choice((case.HOUSING, case.OTHER))
    return draw.asked(lambda b: families.structure(name, b), lambda way: way.area * _of_class(name)(way))


def _layout(draw: Draw) -> Asked:
    name = draw.random.choice(UNITS)
    return draw.asked(lambda b: families.layout(name, b), lambda way: way.area * _of_unit(name)(way))


def _layout_by_class(draw: Draw) -> Asked:
    unit, name = draw.random.choice(UNITS), draw.random.choice((case.HOUSING, case.OTHER))
    return draw.asked(
        lambda b: families.layout_by_class(unit, name, b),
        lambda way: way.area * (_of_unit(unit)(way) and _of_class(name)(way)),
    )


def _monthly(draw: Draw) -> Asked:
    month = draw.random.choice((10, 11, 12))
    return draw.asked(lambda b: families.monthly(month, b), lambda way: way.area * (way.month == month))


def _batch(draw: Draw) -> Asked:
    return draw.asked(
        lambda b: families.batch_balance("批次一", b),
        lambda way: way.area * (way.land.batch == "批次一" and way.land.supplied is None),
    )


def _mode_members(draw: Draw) -> tuple[str, tuple[str, ...]]:
    return draw.random.choice((("划拨", ("划拨",)), ("招拍挂", OPEN)))


def _mode_milestone(draw: Draw) -> Asked:
    mode, members = _mode_members(draw)
    return _milestone(draw, lambda m, s: families.mode_milestone(mode, members, m, s), lambda way: way.mode in members)


def _affordable(draw: Draw) -> Asked:
    def make(bounds: Interval, share: Fraction) -> Target:
        return families.affordable_share(case.HOUSING, KINDS, bounds, share)

    housing = _of_class(case.HOUSING)
    return _share(draw, make, lambda way: housing(way) and way.is_public, housing)


def _mode_area(draw: Draw) -> Asked:
    mode, members = _mode_members(draw)
    return draw.asked(lambda b: families.mode_area(mode, members, b), lambda way: way.area * (way.mode in members))


def _mode_share(draw: Draw) -> Asked:
    mode, members = _mode_members(draw)
    make = lambda bounds, share: families.mode_share(mode, members, bounds, share)  # noqa: E731
    return _share(draw, make, lambda way: way.mode in members, _everything)


def _department(draw: Draw) -> Asked:
    work, lag = draw.random.choice(((8, 2), (9, 1), (9, 3), (11, 0)))
    term = Term(measure=Measure.COUNT, where=Where(modes=OPEN))
    return draw.asked(
        lambda b: families.department_capacity("甲科", work, lag, term, b),
        lambda way: int(_is_open(way) and way.month == work + lag),
    )


def _auction(draw: Draw) -> Asked:
    months, measure = draw.random.choice(((9,), (10,), (9, 10, 11))), draw.random.choice((Measure.COUNT, Measure.AREA))
    return draw.asked(
        lambda b: families.auction_capacity(months, OPEN, measure, b),
        lambda way: (way.area if measure is Measure.AREA else 1) * (way.notice in months and _is_open(way)),
    )


def _funds(draw: Draw) -> Asked:
    months = _window(draw.random)
    return draw.asked(lambda b: families.reserve_funds(months, b), lambda way: way.cost * _in(months)(way))


def _revenue(draw: Draw) -> Asked:
    months = _window(draw.random)
    return draw.asked(lambda b: families.grant_revenue(months, b), lambda way: way.revenue * _in(months)(way))


def _new_land(draw: Draw) -> Asked:
    account = draw.random.choice(list(Account))

    def value(way: Way) -> int:
        is_pending = way.land.origin is Origin.NEW and way.land.batch == PENDING and way.land.supplied is None
        is_key = way.land.level == "省重点"
        return way.area * (is_pending and is_key == (account is Account.KEY))

    return draw.asked(lambda b: families.new_land_quota(account, b), value)


def _absorption(draw: Draw) -> Asked:
    months = _window(draw.random)
    bounds = Interval(None, draw.random.randint(0, 8) * 1_000_000)
    return Asked(
        families.absorption_cap(months, "住宅用地", OPEN, KINDS, bounds),
        lambda way: (
            way.area * (way.plan_class == case.HOUSING and _is_open(way) and not way.is_public and way.month in months)
        ),
        None,
        bounds.high,
    )


def _smooth(draw: Draw) -> Asked:
    month, most = draw.random.choice((10, 11)), draw.random.randint(0, 9) * 500_000
    value: Sum = lambda way: way.area * ((way.month == month + 1) - (way.month == month))  # noqa: E731
    return Asked(families.smoothness(month, most), value, -most, most)


def _sentence(draw: Draw) -> Asked:
    """Three times what key areas get by notice month, less what has livelihood in December."""
    terms = (
        Term(coefficient=Fraction(3), where=Where(zones=("*",)), months=(9, 10), by=By.NOTICE),
        Term(coefficient=Fraction(-1), where=Where(livelihoods=("教育",), states=("planned",)), months=(12,)),
    )

    def value(way: Way) -> int:
        early = 3 * way.area if way.land.zone and way.notice in (9, 10) else 0
        late = way.month == 12 and way.land.livelihood == "教育" and way.land.supplied is None
        return early - way.area * late

    return draw.asked(lambda b: families.sentence("小句", terms, b, ""), value)


#: How an instance of each family is drawn.
DRAWN: dict[Family, Callable[[Draw], Asked]] = {
    families.total: _total,
    families.structure: _structure,
    families.layout: _layout,
    families.layout_by_class: _layout_by_class,
    families.monthly: _monthly,
    families.batch_balance: _batch,
    families.milestone: lambda draw: _milestone(draw, families.milestone, _everything),
    families.class_milestone: lambda draw: _milestone(
        draw, lambda m, s: families.class_milestone(case.HOUSING, m, s), _of_class(case.HOUSING)
    ),
    families.district_milestone: lambda draw: _milestone(
        draw, lambda m, s: families.district_milestone(UNITS[0], m, s), _of_unit(UNITS[0])
    ),
    families.mode_milestone: _mode_milestone,
    families.affordable_share: _affordable,
    families.mode_area: _mode_area,
    families.mode_share: _mode_share,
    families.department_capacity: _department,
    families.auction_capacity: _auction,
    families.reserve_funds: _funds,
    families.grant_revenue: _revenue,
    families.new_land_quota: _new_land,
    families.absorption_cap: _absorption,
    families.smoothness: _smooth,
    families.sentence: _sentence,
}
