"""样例 · A small plan built by hand, with everything in it that a document may stumble over."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.vocabulary import LandUse, Mode, Origin, Scheme
from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.interval import Interval
from landsupply.plan.brief import Brief, Milestone
from landsupply.plan.families import figure_target
from landsupply.plan.goal import Goal
from landsupply.plan.plan import ItemState, Origins, Plan, PlanItem, ReserveLine
from landsupply.plan.proof import Proof, ProvenGoal
from landsupply.plan.target import Axis, Line

DAY = date(2024, 3, 5)
ZHENGZHOU, YUNZE = "410100", "990100"

#: id, unit, code, mode, origin, area and whole in ha, notice month, supply month; names follow the id.
_ROWS = """
ZZ-001|中原区|0701|挂牌|现有建设用地|5.1234|5.1234|3|5
ZZ-002|中原区|0803|划拨|新增建设用地|3.3333|3.3333||2
ZZ-003|二七区|0701|拍卖|现有建设用地|4.0066|4.0066|4|6
ZZ-004|二七区|1002|划拨|新增建设用地(来自存量库)|12.5000|40.0000||4
ZZ-005|金水区|0501|挂牌|现有建设用地|2.345678|2.345678|5|7
ZZ-006|金水区|0901|划拨|现有建设用地|1.2500|1.2500||5
ZZ-007|管城回族区|0806|划拨|新增建设用地|2.7182|2.7182||3
ZZ-008|惠济区|0810|划拨|现有建设用地|6.2832|6.2832||6
ZZ-009|高新区|0601|挂牌|新增建设用地|15.0000|22.0000|7|9
ZZ-010|经开区|0601|招标|新增建设用地(来自存量库)|20.0100|20.0100|1|3
ZZ-011|郑东新区|0505|拍卖|现有建设用地|1.9999|1.9999|8|10
ZZ-012|上街区|0604|挂牌||3.0001|3.0001|9|11
ZZ-013|航空港区|1003|划拨|新增建设用地|8.8888|8.8888||12
ZZ-014|航空港区|0701|协议|现有建设用地|2.0000|2.0000||8
"""
_NAMES = {
    "ZZ-001": "安置房一期<甲 & 乙>",
    "ZZ-002": '=HYPERLINK("http://invalid.example","点我")',
    "ZZ-003": "+1+1 浉河路\x0b住宅",
    "ZZ-006": "某部队营区",
}
_YUNZE_UNITS = ("湖东区", "湖西区", "鹤鸣区", "云岭区", "临泽新区", "科创园区")


def rules(place: str = ZHENGZHOU) -> Rules:
    """规则 · The rules of a shipped place on the sample's day."""
    return open_rulebook(place).on(DAY)


def use(code: str, of: Rules) -> LandUse:
    """用途 · The 2017 use with that code."""
    return of.vocabulary.use(code, Scheme.GB2017)[0]


def mode(name: str, of: Rules) -> Mode:
    """方式 · The mode of that name."""
    found = of.vocabulary.mode(name)
    assert found is not None
    return found


def hectares(text: str) -> Area:
    """公顷 · An area given in hectares."""
    return Area.exactly(text, AreaUnit.HECTARE)


def item(row: str, of: Rules) -> PlanItem:
    """宗地 · The item that a row of the sample describes."""
    id, unit, code, way, origin, area, whole, notice, month = row.split("|")
    land = use(code, of)
    plan_class = of.place.class_of(land)
    assert plan_class is not None
    number = int(id[-3:])
    if of.place.code == YUNZE:
        unit = _YUNZE_UNITS[number % len(_YUNZE_UNITS)]
    return PlanItem(
        parcel=id,
        name=_NAMES.get(id, f"第{number}号地块"),
        location=f"某某路以东、某某街以南第{number}号",
        district=unit,
        plan_class=plan_class,
        use=land,
        mode=mode(way, of),
        term=70 if code == "0701" else 40 if code.startswith("05") else 50 if way != "划拨" else None,
        origin=Origin(origin) if origin else None,
        area=hectares(area),
        whole=hectares(whole),
        notice_month=int(notice) if notice else None,
        supply_month=int(month),
        state=ItemState.SUPPLIED if number == 2 else ItemState.NOTICED if number == 10 else ItemState.PLANNED,
        livelihood="安置房" if number in (1, 3) else None,
        level="省重点" if number == 9 else None,
        unit="某某储备中心" if number % 2 else None,
        person=f"责任人{number}",
    )


def brief(place: str) -> Brief:
    """编制要求 · What the sample plan was asked to be."""
    of = rules(place)
    return Brief(
        year=2024,
        place=place,
        title=of.place.wording["plan.title"].format(year=2024),
        targets=(figure_target(Line(Axis.TOTAL), Interval(hectares("80").units, None)),),
        milestones=tuple(
            Milestone(month=month, share=share)
            for month, share in ((6, Fraction(1, 2)), (9, Fraction(3, 4)), (12, Fraction(1)))
        ),
        goals=(Goal.LIVELIHOOD, Goal.EXISTING_LAND, Goal.KEY_AND_EARLY),
    )


def plan(place: str = ZHENGZHOU, *, reserve: str = "7.7777") -> Plan:
    """计划 · The sample plan of a shipped place, with a reserve in its last class."""
    of = rules(place)
    items = tuple(item(row, of) for row in _ROWS.strip().splitlines())
    last = of.place.classes[-1].name
    reserves = (ReserveLine(plan_class=last, district=None, month=12, area=hectares(reserve)),) if reserve else ()
    approved = tuple(
        (one.name, Area.total(part.area for part in (*items, *reserves) if part.plan_class == one.name))
        for one in of.place.classes
    )
    return Plan(
        title=brief(place).title,
        approved=approved,
        items=items,
        reserves=reserves,
        brief=brief(place),
        proof=_proof(items),
        made_from=Origins(ledger="sha256:" + "ab" * 32, rulebook="sha256:" + "cd" * 32, compiled_on=DAY),
    )


def _proof(items: tuple[PlanItem, ...]) -> Proof:
    def proven(goal: Goal, value: int) -> ProvenGoal:
        return ProvenGoal(goal=goal, value=value, bound=value + value // 5000, slack=Fraction(5, 10_000))

    listed = sum(one.area.units for one in items)
    return Proof(
        goals=(
            proven(Goal.LIVELIHOOD, listed // 10),
            proven(Goal.EXISTING_LAND, listed // 2),
            proven(Goal.KEY_AND_EARLY, listed * 6),
        ),
        method="by hand",
    )
