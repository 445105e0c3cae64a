"""计数样例 · The sample plan under a brief that counts parcels, money, key areas and industries, made by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from landsupply.ledger.ledger import Ledger
from landsupply.ledger.price import Prices
from landsupply.measure.interval import Interval
from landsupply.measure.money import Money
from landsupply.plan import families
from landsupply.plan.amounts import amounts_of
from landsupply.plan.goal import Goal
from landsupply.plan.plan import Plan
from landsupply.plan.target import YEAR, Measure, Term, Where, window
from tests.plan import case

_OPEN = ("招标", "拍卖", "挂牌")
_TEN_THOUSAND = 1_000_000  # fen


@cache
def counted_ledger() -> Ledger:
    """计数台账 · The sample's ledger, each parcel with a cost and a start price, some with a key area."""
    found = []
    for i, one in enumerate(case.ledger().parcels):
        prices = Prices(reserve_cost=Money((100 + 50 * i) * _TEN_THOUSAND), start_price=Money(200 * i * _TEN_THOUSAND))
        found.append(
            replace(one, prices=prices, zone="科学城" if i % 2 else None, industry="新能源" if i > 5 else None)
        )
    return case.ledger_of(*found)


def counted_plan() -> Plan:
    """计数计划 · Misses 10.5035 ha, two parcels, 2150 万元: 400 + 1800 and 6.5/10 of 1000 are 2850 of 5000."""
    ledger = counted_ledger()
    brief = replace(
        case.brief(),
        targets=(
            families.total(Interval(60_000_000, None)),
            families.auction_capacity(window(1, 4), _OPEN, Measure.COUNT, Interval(None, 1)),
            families.reserve_funds(YEAR, Interval(None, 9_000 * _TEN_THOUSAND)),
            families.grant_revenue(YEAR, Interval(5_000 * _TEN_THOUSAND, None)),
            families.sentence("重点片区", (Term(where=Where(zones=("科学城",))),), Interval(0, None), ""),
        ),
        goals=(Goal.LESS_COMMERCE, Goal.EVEN, Goal.KEY_INDUSTRIES),
    )
    items = []
    for item in case.plan().items:
        land = ledger.parcel(item.parcel)
        assert land is not None
        amounts = amounts_of(land, item.mode, brief.measures)
        items.append(replace(item, zone=land.zone, industry=land.industry, amounts=amounts))
    made_from = replace(case.plan().made_from, ledger=ledger.digest)
    return case.sealed(replace(case.plan(), items=tuple(items), brief=brief, made_from=made_from))
