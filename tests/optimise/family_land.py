"""小台账 · Small random ledgers of every kind of land, and everything that may be done with each parcel."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from landsupply.law.vocabulary import Origin
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.planning import PlanningConditions
from landsupply.ledger.price import Prices
from landsupply.measure.area import Area
from landsupply.measure.money import Money, MoneyUnit
from landsupply.options.lawful import Options
from landsupply.plan.brief import Brief
from landsupply.prepare.clock import earliest_supply_month, notice_month
from tests.plan import case

DAY = date(2024, 3, 5)
UNITS = ("中原区", "二七区")
CODES = ("0701", "0701", "0501", "0601", "0804")
KINDS = ("安置房", "保障性住房")
OPEN = ("招标", "拍卖", "挂牌")
PENDING = "未报批"


@dataclass(frozen=True)
class Way:
    """供法 · A parcel supplied in a month: everything a family may look at, in whole numbers."""

    land: Parcel
    plan_class: str
    month: int
    notice: int | None
    mode: str

    @property
    def area(self) -> int:
        return self.land.area.units

    @property
    def cost(self) -> int:
        prices = self.land.prices
        return prices.reserve_cost.fen if prices and prices.reserve_cost else 0

    @property
    def revenue(self) -> int:
        prices = self.land.prices
        return prices.start_price.fen if prices and prices.start_price and self.mode != "划拨" else 0

    @property
    def is_public(self) -> bool:
        return self.land.housing in KINDS or self.land.livelihood in KINDS


Sum = Callable[[Way], int]
Group = list[list[Way | None]]


@cache
def land(seed: int) -> Options:
    """小台账 · Five parcels of many kinds, two of which may be alternatives or wait for each other."""
    draw, found = random.Random(seed), []
    for i in range(5):
        area = f"{draw.randint(50, 900) / 100:.2f}"
        row = f"P{i + 1:02d}|{draw.choice(UNITS)}|{draw.choice(CODES)}|{area}|{draw.choice((9, 9, 10))}"
        found.append(_parcel(draw, row))
    if draw.random() < 0.3:
        allocation = case.rules().vocabulary.mode("划拨")
        found[0] = replace(found[0], supplied=date(2024, 2, 6), mode=allocation)
    return case.options(case.ledger_of(*found))


def _parcel(draw: random.Random, row: str) -> Parcel:
    prices = Prices(start_price=_money(draw, 20_000), reserve_cost=_money(draw, 9_000))
    return case.parcel(
        row,
        origin=draw.choice((None, *Origin, Origin.NEW)),
        livelihood=draw.choice((None, None, "教育", "安置房")),
        housing=draw.choice((None, "商品住房", "保障性住房")) if "0701" in row else None,
        level=draw.choice((None, None, "省重点", "市重点")),
        batch=draw.choice((None, "批次一", "批次二", PENDING, PENDING)),
        zone=draw.choice((None, "科学城")),
        industry=draw.choice((None, "新能源")),
        prices=draw.choice((prices, prices, prices, None)),
        conditions=PlanningConditions(building_area=Area(draw.randint(1, 40) * 100_000)),
    )


def _money(draw: random.Random, most: int) -> Money | None:
    return Money.exactly(str(draw.randint(1, most)), MoneyUnit.TEN_THOUSAND_YUAN) if draw.random() < 0.8 else None


def ways(options: Options, brief: Brief) -> Group:
    """可选供法 · What may be done with each parcel: nothing, unless it must be, or a month still open."""
    found: Group = []
    for one in options.ledger.parcels:
        own: list[Way | None] = []
        for option in options.preferred:
            if option.parcel != one.id or one.id in brief.locks.never:
                continue
            stands = option.state != "planned"
            first = option.first if stands else max(option.first, _earliest(option.mode))
            for month in range(first, option.last + 1):
                notice = notice_month(month, 2024, case.rules()) if option.mode.open and not stands else None
                own.append(Way(one, option.plan_class, month, notice, option.mode.name))
        must = one.supplied is not None or one.id in brief.locks.must
        found.append(own if must else [None, *own])
    return found


def _earliest(mode) -> int:
    return earliest_supply_month(DAY, 2024, mode, case.rules())
