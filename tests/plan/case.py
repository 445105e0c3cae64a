"""样例 · A small ledger with everything a check may meet, a brief, and a plan of it made by hand, with no solver."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.vocabulary import Origin, Scheme
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel, Source
from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.days import CalendarDay, Precision
from landsupply.measure.interval import Interval
from landsupply.options.lawful import Options, lawful_options
from landsupply.options.option import Option
from landsupply.plan.brief import Brief, Locks, Milestone
from landsupply.plan.certificate import goal_value, misses
from landsupply.plan.families import figure_target
from landsupply.plan.goal import Goal
from landsupply.plan.plan import ItemState, Origins, Plan, PlanItem, ReserveLine
from landsupply.plan.proof import Proof, ProvenGoal
from landsupply.plan.target import Axis, Line, Target
from landsupply.prepare.clock import month_in, notice_month
from landsupply.prepare.readiness import readiness_of

DAY = date(2024, 3, 5)
HOUSING, COMMERCE, INDUSTRY, OTHER = "住宅用地", "商服用地", "工矿仓储用地", "其他用地"

#: id, unit, use code, area in ha, month from which it is free
_ROWS = """
P01|中原区|0701|5.1234|1
P02|二七区|0803|3.3333|1
P03|金水区|0701|4.0066|2
P04|高新区|1003|12.5000|3
P05|上街区|0501|2.3456|4
P06|经开区|0601|10.0000|2
P07|惠济区|0804|6.2832|5
P08|郑东新区|0806|1.2500|6
P09||0810|2.0000|3
P10|航空港区|0601|8.0000|7
"""
_MORE: dict[str, dict[str, object]] = {
    "P01": {"livelihood": "安置房", "origin": Origin.EXISTING},
    "P02": {"supplied": date(2024, 2, 7), "origin": Origin.EXISTING},
    "P03": {"noticed": date(2024, 1, 29), "origin": Origin.NEW},
    "P04": {"origin": Origin.NEW_FROM_STOCK, "batch": "批次一"},
    "P06": {"phase_from": Area(4_000_000), "level": "省重点", "batch": "批次一"},
    "P07": {"origin": Origin.EXISTING, "livelihood": "教育", "unit": "储备中心", "person": "责任人"},
    "P10": {"term": 40},
}
#: What the plan lists: id, area in ha (none: whole) and supply month; P05 is kept out, P09 is not used.
_LISTED = {"P01": 4, "P02": 2, "P03": 3, "P04": 4, "P06": 5, "P07": 6, "P08": 9, "P10": 11}
_PHASE = {"P06": "6.5000"}


@cache
def rules(day: date = date(2024, 1, 1)) -> Rules:
    """规则 · Zhengzhou's rules on a day of the year."""
    return open_rulebook("410100").on(day)


def hectares(text: str) -> Area:
    """公顷 · An area given in hectares."""
    return Area.exactly(text, AreaUnit.HECTARE)


def parcel(row: str, **more: object) -> Parcel:
    """宗地 · The parcel that a row `id|unit|code|area|month` describes, ready from that month."""
    name, unit, code, area, month = row.split("|")
    return Parcel(
        id=name,
        name=f"{name}地块",
        district=unit or None,
        location=f"某某路以东{name}",
        area=hectares(area),
        use=rules().vocabulary.use(code, Scheme.GB2017)[0],
        source=Source(file="ledger.csv", sheet=None, row=int(name[1:])),
        ready=CalendarDay(date(2024, int(month), 1), Precision.MONTH),
        **more,
    )


def ledger_of(*parcels: Parcel) -> Ledger:
    """台账 · The ledger of some parcels."""
    return Ledger(parcels=parcels, issues=(), sources=())


@cache
def ledger() -> Ledger:
    """样例台账 · The sample's parcels; P02 is supplied by allocation, P03 under notice."""
    allocation = rules().vocabulary.mode("划拨")
    found = []
    for row in _ROWS.strip().splitlines():
        one = parcel(row, **_MORE.get(row[:3], {}))
        found.append(replace(one, mode=allocation) if one.supplied else one)
    return ledger_of(*found)


def options(of: Ledger | None = None) -> Options:
    """供应方案 · What the law leaves open to the parcels."""
    of = of or ledger()
    return lawful_options(of, readiness_of(of), rules())


def target(axis: Axis, key: str, low: str | None, high: str | None) -> Target:
    """指标要求 · Bounds in hectares on a line."""
    bounds = Interval(hectares(low).units if low else None, hectares(high).units if high else None)
    return figure_target(Line(axis, key), bounds)


def brief() -> Brief:
    """编制要求 · What the sample plan was asked to be; every axis has a line."""
    return Brief(
        year=2024,
        place="410100",
        title="样例计划",
        targets=(
            target(Axis.TOTAL, "", "40", "60"),
            target(Axis.CLASS, HOUSING, "9.13", "9.13"),
            target(Axis.CLASS, INDUSTRY, None, "15"),
            target(Axis.DISTRICT, "中原区", "5", None),
            target(Axis.MONTH, "4", None, "20"),
            target(Axis.BATCH, "批次一", None, "20"),
        ),
        milestones=(
            Milestone(month=6, share=Fraction(1, 2)),
            Milestone(month=9, share=Fraction(3, 4)),
            Milestone(month=12, share=Fraction(1)),
        ),
        goals=(Goal.LIVELIHOOD, Goal.EXISTING_LAND),
        reserves=((OTHER, hectares("2.5")),),
        locks=Locks(must=("P01", "P08"), never=("P05",), months=(("P08", 9),)),
        day=DAY,
    )


def item(land: Parcel, option: Option, month: int, area: Area | None = None) -> PlanItem:
    """计划宗地 · A parcel listed in the way of an option."""
    state = ItemState(option.state)
    notice = None
    if state is ItemState.NOTICED:
        notice = month_in(land.noticed, 2024)
    elif state is ItemState.PLANNED and option.mode.open:
        notice = notice_month(month, 2024, rules())
    return PlanItem(
        parcel=land.id,
        name=land.name,
        location=land.location,
        district=land.district,
        plan_class=option.plan_class,
        use=option.use,
        mode=option.mode,
        term=option.term,
        origin=land.origin,
        area=area or land.area,
        whole=land.area,
        notice_month=notice,
        supply_month=month,
        state=state,
        livelihood=land.livelihood,
        housing=land.housing,
        level=land.level,
        batch=land.batch,
        unit=land.unit,
        person=land.person,
    )


def sealed(plan: Plan) -> Plan:
    """封成 · The plan with approved indicators, proof values and misses that agree with its items."""
    names = [one.name for one in rules().place.classes]
    areas = [(one.plan_class, one.area) for one in plan.items]
    areas += [(one.plan_class, one.area) for one in plan.reserves]
    goals = tuple(
        ProvenGoal(goal=goal, value=value, bound=value + 1000, slack=plan.brief.slack)
        for goal, value in ((goal, goal_value(plan, goal)) for goal in plan.brief.goals)
    )
    plan = replace(
        plan,
        approved=tuple((name, Area.total(area for of, area in areas if of == name)) for name in names),
        proof=Proof(goals=goals, method="by hand"),
    )
    return replace(plan, misses=misses(plan))


@cache
def plan() -> Plan:
    """样例计划 · A good plan of the sample ledger: whole, honest, with a phase, a reserve, the past and a notice."""
    usual = {option.parcel: option for option in options().preferred}
    items = tuple(
        item(ledger().parcel(name), usual[name], month, hectares(_PHASE[name]) if name in _PHASE else None)
        for name, month in sorted(_LISTED.items(), key=lambda pair: (pair[1], pair[0]))
    )
    return sealed(
        Plan(
            title="样例计划",
            approved=(),
            items=items,
            reserves=(ReserveLine(plan_class=OTHER, district=None, month=12, area=hectares("2.5")),),
            brief=brief(),
            proof=Proof(goals=()),
            made_from=Origins(ledger=ledger().digest, rulebook=rules().digest, compiled_on=DAY),
        )
    )


def with_item(of: Plan, parcel: str, /, **changes: object) -> Plan:
    """改一宗 · The plan with one of its items changed and nothing else."""
    items = tuple(replace(one, **changes) if one.parcel == parcel else one for one in of.items)
    return replace(of, items=items)
