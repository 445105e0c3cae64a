"""手算小题 · For every family, logic row and goal an instance small enough to solve by hand, with the reasoning.

Five parcels, all free in October at the earliest; unless something is asked, all are supplied in October. Areas in
hectares, sums in 万元 (acquisition, start price):

    P01 中原区 住宅 4  商品住房 重点 科学城 批次一  3000  8000
    P02 二七区 住宅 2  保障性住房 安置房            1000  1000
    P03 二七区 工业 5  新增、未报批 新能源           500  2000
    P04 中原区 教育 3  现有建设用地（划拨）          700     —
    P05 中原区 商服 1                                400  3000
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from landsupply.law.vocabulary import Origin
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.price import Prices
from landsupply.measure.area import Area
from landsupply.measure.interval import Interval
from landsupply.measure.lateness import read_lateness
from landsupply.measure.money import Money, MoneyUnit
from landsupply.optimise import constraints
from landsupply.options.rules.quota import Account
from landsupply.plan import families
from landsupply.plan.brief import Locks
from landsupply.plan.delays import Caution, Delays, Heed
from landsupply.plan.families import Family
from landsupply.plan.goal import Goal
from landsupply.plan.target import By, Measure, Target, Term, Where
from tests.optimise.family_land import KINDS, OPEN
from tests.plan import case

HECTARE = 1_000_000
HALF = Fraction(1, 2)


def _prices(cost: int, start: int | None) -> Prices:
    def money(sum_: int) -> Money:
        return Money.exactly(str(sum_), MoneyUnit.TEN_THOUSAND_YUAN)

    return Prices(reserve_cost=money(cost), start_price=money(start) if start else None)


def parcels() -> dict[str, Parcel]:
    """五宗 · The parcels of the table above, by number."""
    rows = (
        case.parcel(
            "P01|中原区|0701|4.00|9",
            housing="商品住房",
            level="省重点",
            zone="科学城",
            batch="批次一",
            prices=_prices(3000, 8000),
        ),
        case.parcel(
            "P02|二七区|0701|2.00|9",
            housing="保障性住房",
            livelihood="安置房",
            mode=case.rules().vocabulary.mode("挂牌"),
            prices=_prices(1000, 1000),
        ),
        case.parcel(
            "P03|二七区|0601|5.00|9",
            origin=Origin.NEW,
            batch="未报批",
            industry="新能源",
            prices=_prices(500, 2000),
        ),
        case.parcel("P04|中原区|0804|3.00|10", origin=Origin.EXISTING, livelihood="教育", prices=_prices(700, None)),
        case.parcel("P05|中原区|0501|1.00|9", prices=_prices(400, 3000)),
    )
    return {one.id: one for one in rows}


@dataclass(frozen=True)
class Hand:
    """手算题 · What is asked, and the months in which the best plan supplies each parcel; why."""

    why: str
    months: Mapping[str, int]
    targets: tuple[Target, ...] = ()
    goal: Goal = Goal.EARLY
    locks: Locks = field(default_factory=Locks)
    changes: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    delays: Delays | None = None
    caution: Caution | None = None

    @property
    def land(self) -> tuple[Parcel, ...]:
        """台账 · The five parcels with the case's changes."""
        return tuple(replace(one, **self.changes.get(name, {})) for name, one in parcels().items())


def ha(low: float | None, high: float | None) -> Interval:
    """公顷界限 · Bounds in hectares, or in 万元, which are as many fen."""
    return Interval(*(None if bound is None else round(bound * HECTARE) for bound in (low, high)))


def october(*left_out: str, **later: int) -> dict[str, int]:
    """十月 · All five in October but those left out, or later."""
    return {name: later.get(name, 10) for name in parcels() if name not in left_out}


#: P01 earns most, and can only come in December.
_LATE = Locks(months=(("P01", 12),))


def _share(target: Target, why: str) -> Hand:
    return Hand(why, october("P01"), (target,), goal=Goal.KEY_AND_EARLY, locks=_LATE)


def _open_items() -> Term:
    return Term(measure=Measure.COUNT, where=Where(modes=OPEN))


BY_FAMILY: dict[Family, Hand] = {
    families.total: Hand(
        "12 ha at most: 5 + 4 + 3 fill it, no other three or four do.",
        october("P02", "P05"),
        (families.total(ha(None, 12)),),
    ),
    families.structure: Hand(
        "Housing 4 ha at most: P01 alone fills it.", october("P02"), (families.structure(case.HOUSING, ha(None, 4)),)
    ),
    families.layout: Hand(
        "中原区 has 4 + 3 + 1 and may have 7: the 1 goes.", october("P05"), (families.layout("中原区", ha(None, 7)),)
    ),
    families.layout_by_class: Hand(
        "Housing of 中原区 is P01, 4 ha; 3 are allowed.",
        october("P01"),
        (families.layout_by_class("中原区", case.HOUSING, ha(None, 3)),),
    ),
    families.monthly: Hand(
        "October takes 14 of 15 ha: the hectare that waits a month costs least, P05.",
        october(P05=11),
        (families.monthly(10, ha(None, 14)),),
    ),
    families.batch_balance: Hand(
        "P01 and P03 draw 4 + 5 on a balance of 6: the larger stays.",
        october("P01"),
        (families.batch_balance("批次一", ha(None, 6)),),
        changes={"P03": {"batch": "批次一"}},
    ),
    families.milestone: _share(
        families.milestone(11, Fraction(4, 5)),
        "With P01 in December 11 of 15 ha stand by November, 73 %; without it all. 80 % are asked, so it goes.",
    ),
    families.class_milestone: _share(
        families.class_milestone(case.HOUSING, 11, HALF),
        "With P01 in December 2 of 6 ha of housing stand by November; half is asked, so it goes.",
    ),
    families.district_milestone: _share(
        families.district_milestone("中原区", 11, Fraction(3, 5)),
        "With P01 in December 4 of 8 ha of 中原区 stand by November; 60 % are asked, so it goes.",
    ),
    families.mode_milestone: _share(
        families.mode_milestone("招拍挂", OPEN, 11, Fraction(7, 10)),
        "With P01 in December 8 of 12 ha of open offers stand by November, 67 %; 70 % are asked, so it goes.",
    ),
    families.affordable_share: Hand(
        "2 of 6 ha of housing are public, 33 %; 40 % are asked: P01 goes, then all are.",
        october("P01"),
        (families.affordable_share(case.HOUSING, KINDS, Interval(0, None), Fraction(2, 5)),),
    ),
    families.mode_area: Hand(
        "Open offers come to 12 ha, 11 are allowed: the 1 goes.",
        october("P05"),
        (families.mode_area("招拍挂", OPEN, ha(None, 11)),),
    ),
    families.mode_share: Hand(
        "P04 is 3 ha, a quarter of 12: three of the twelve others go, and only 2 + 1 are three.",
        october("P02", "P05"),
        (families.mode_share("划拨", ("划拨",), Interval(0, None), Fraction(1, 4)),),
    ),
    families.department_capacity: Hand(
        "Two months ahead of October, in August, three of the four open offers can be handled: the smallest waits.",
        october(P05=11),
        (families.department_capacity("规划科", 8, 2, _open_items(), Interval(None, 3)),),
    ),
    families.auction_capacity: Hand(
        "October's four open offers have their notice in September, which takes three: the smallest waits.",
        october(P05=11),
        (families.auction_capacity((9,), OPEN, Measure.COUNT, Interval(None, 3)),),
    ),
    families.reserve_funds: Hand(
        "October costs 5600 and may cost 5000: of what saves 600 (P01, P02, P04, or two), P02 is the smallest.",
        october(P02=11),
        (families.reserve_funds((10,), ha(None, 5000)),),
    ),
    families.grant_revenue: Hand(
        "13000 need P01, P03 and P05, 10 ha; of 12 ha the rest goes to P02, since P04 has no room.",
        october("P04"),
        (families.grant_revenue(tuple(range(1, 13)), ha(13000, None)), families.total(ha(None, 12))),
    ),
    families.new_land_quota: Hand(
        "P03 is still to be approved, 5 ha, and the quota is 4.",
        october("P03"),
        (families.new_land_quota(Account.YEAR, ha(None, 4)),),
    ),
    families.absorption_cap: Hand(
        "Commercial housing is P01, 4 ha; the market takes 3. P02 is public and does not count.",
        october("P01"),
        (families.absorption_cap(tuple(range(1, 13)), "住宅用地", OPEN, KINDS, ha(None, 3)),),
    ),
    families.smoothness: Hand(
        "15 in October and none in November differ by 15; 11 are allowed, so 2 ha move: P02.",
        october(P02=11),
        (families.smoothness(10, 11 * HECTARE),),
    ),
    families.sentence: Hand(
        "Of key areas 3 ha at most go on notice in September: P01, 4 ha, goes on notice in October.",
        october(P01=11),
        (
            families.sentence(
                "重点片区公告", (Term(where=Where(zones=("*",)), months=(9,), by=By.NOTICE),), ha(None, 3), ""
            ),
        ),
    ),
}


def _late(**parcels: str) -> Delays:
    return Delays(parcels=tuple((name, read_lateness(text)) for name, text in parcels.items()))


BY_CONSTRAINT: dict[Callable[..., object], Hand] = {
    constraints.each_parcel_at_most_once: Hand(
        "P03 may be industry or commerce, once; P05 must be in, so of 14 ha P02 goes and not P05; P04 may not be.",
        {"P01": 10, "P02": 10, "P03": 10, "P05": 10},
        goal=Goal.INDUSTRY,
        locks=Locks(must=("P01", "P02", "P05"), never=("P04",), months=tuple((f"P0{i}", 10) for i in (1, 2, 3, 5))),
        changes={"P03": {"other_uses": case.rules().vocabulary.use("0501")[:1]}},
    ),
    constraints.phases_keep_their_bounds: Hand(
        "12.5 ha at most, the others must be in, and P03 may come in part, from 2 ha on: the 2.5 ha that are left.",
        october(),
        (families.total(ha(None, 12.5)),),
        locks=Locks(must=("P01", "P02", "P04", "P05")),
        changes={"P03": {"phase_from": Area(2 * HECTARE)}},
    ),
    constraints.at_most_one_of_a_list: Hand(
        "P01 and P02 exclude each other: the larger is in.", october("P02"), locks=Locks(one_of=(("P01", "P02"),))
    ),
    constraints.what_waits_comes_after: Hand(
        "P04 can only come in November; P01 waits for it, P02 for P01.",
        october(P04=11, P01=11, P02=11),
        locks=Locks(months=(("P04", 11),), after=(("P01", "P02"), ("P04", "P01"))),
    ),
    constraints.targets_keep_their_bounds: BY_FAMILY[families.total],
    constraints.ceilings_of_the_law_hold: Hand(
        "The law leaves 3 ha of housing in 中原区, and P01 is 4.", october("P01")
    ),
    constraints.milestones_are_reached: BY_FAMILY[families.milestone],
    constraints.milestones_hold_on_average: Hand(
        "Two thirds by October: of all 15 ha 6 + 4/2 + 5/5 = 9 are, 10 are asked; without P03 8 of 10.",
        october("P03"),
        (families.milestone(10, Fraction(2, 3)),),
        delays=_late(P01="0:50%,1:50%", P03="0:20%,1:80%"),
        caution=Caution(margin=Fraction(0)),
    ),
    constraints.milestones_hold_in_the_worst: Hand(
        "Half by October: in the worst tenth P01 and P03 are late, and 6 of 15 are too few; without P01 6 of 11 do.",
        october("P01"),
        (families.milestone(10, HALF),),
        delays=_late(P01="0:50%,1:50%", P03="0:50%,1:50%"),
        caution=Caution(heed=Heed.CVAR),
    ),
}


@dataclass(frozen=True)
class Pursued:
    """手算目标 · A goal under a total, and its best value in hectares or 万元; why."""

    why: str
    value: int
    total: Interval
    weights: tuple[tuple[Goal, int], ...] = ()


BY_GOAL: dict[Goal, Pursued] = {
    Goal.LIVELIHOOD: Pursued("P02 and P04, 2 + 3, fit into 6.", 5, ha(None, 6)),
    Goal.EXISTING_LAND: Pursued("P04 alone is existing land.", 3, ha(None, 6)),
    Goal.KEY_AND_EARLY: Pursued("P01 earns 4 · (12 + 2), and P02 fills the 6 with 2 · 2.", 60, ha(None, 6)),
    Goal.HOUSING: Pursued("Of 5 ha P01 takes 4, and P02 no longer fits.", 4, ha(None, 5)),
    Goal.INDUSTRY: Pursued("P03 fits into 6.", 5, ha(None, 6)),
    Goal.LESS_COMMERCE: Pursued("All 15 ha are asked for, so P05 must be.", -1, ha(15, None)),
    Goal.KEY_ZONES: Pursued("P01 alone lies in a key area.", 4, ha(None, 6)),
    Goal.KEY_INDUSTRIES: Pursued("P03 alone is of a key industry.", 5, ha(None, 6)),
    Goal.EARLY: Pursued("6 ha in October earn 2 each: P03 and P05.", 12, ha(None, 6)),
    Goal.EVEN: Pursued("Three months hold 15 ha as 5, 4 + 1 and 3 + 2.", -5, ha(15, None)),
    Goal.REVENUE: Pursued("P01 and P05 bring 8000 + 3000 within 6 ha.", 11_000, ha(None, 6)),
    Goal.WEIGHTED: Pursued(
        "A hectare of livelihood weighs 2000: P02 and P04 earn 10000 and 1000 of revenue, P05 3000 more.",
        14_000,
        ha(None, 6),
        ((Goal.LIVELIHOOD, 2000), (Goal.REVENUE, 1)),
    ),
}
