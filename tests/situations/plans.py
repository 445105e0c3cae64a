"""计划与地方判定之情形 · A plan as an official reads it, and what one rule says of it: the harness of `plans/*.yaml`.

A situation names the rule (`rule`), the day (`as_of`), what the place states of itself (`地方资料`: fact, day, value),
and what is expected: `ruling`, and optionally `says` (message code), `basis` (instrument), `missing`, `blocks`.
Of the plan it says only what is not usual: `宗地` (rows by field), `预留`, `指标` (by class; else what parcels and
reserves make), `编制要求` (`目标`, and figures fixed by class), `调整` (`原计划`: the plan before, as changes of this
one; `理由`, `提出日`). What is usual stands in `usual.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from landsupply.law.place_facts import place_facts
from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.situations import PLANS, situations_of, usual_plan
from landsupply.ledger.examine import examine
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.sheet import BLANK, Cell, CellKind, sheet_of_rows
from landsupply.ledger.template import official_header
from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.interval import Interval
from landsupply.options.judgement import Judgement
from landsupply.plan.brief import Brief
from landsupply.plan.families import figure_target
from landsupply.plan.goal import Goal
from landsupply.plan.plan import ItemState, Origins, Plan, PlanItem, ReserveLine
from landsupply.plan.proof import Proof
from landsupply.plan.rule_case import PlanCase, ruled
from landsupply.plan.rulings import PLACE_RULES, PLAN_RULES
from landsupply.plan.target import Axis, Line

Situation = Mapping[str, Any]
Row = Mapping[str, Any]
#: What a row says of the plan beside what the ledger says of the parcel.
_LISTED = {"列入类别", "列入面积", "列为", "不写来源"}
_STATES = {"计划": ItemState.PLANNED, "已公告": ItemState.NOTICED, "已供应": ItemState.SUPPLIED}


def plan_situations() -> list[dict[str, Any]]:
    """全部情形 · Every situation of plans and places, by file and order."""
    return [dict(one) for _, one in situations_of(PLANS)]


@cache
def _rules(place: str, day: date, own: tuple[str, ...]) -> Rules:
    return open_rulebook(place, *own).on(day)


def rules_of(situation: Situation) -> Rules:
    """当日规则 · The rules of the day with what the place states of itself."""
    place, stated = str(situation.get("place", "410100")), situation.get("地方资料", {})
    own = tuple(_stated(place, fact, values) for fact, values in stated.items())
    return _rules(place, situation["as_of"], own)


def _stated(place: str, fact: str, values: Mapping[date, object]) -> str:
    lines = "".join(
        f"\n      {since}: {{value: {value}, basis: {{instrument: 编制惯例}}, kind: reported}}"
        for since, value in values.items()
    )
    lines_of_it = (
        f"- id: {fact}",
        "title: 本地所载",
        f"unit: {place_facts()[fact]}",
        "level: place",
        "checked_on: 2026-11-23",
        f"values:{lines}",
    )
    stated = "\n    ".join(lines_of_it)
    return f'code: "{place}"\nparameters:\n  {stated}\n'


def case_of(situation: Situation) -> PlanCase:
    """判定对象 · The plan with its ledger under the rules of the day, and what it was adjusted from."""
    rules = rules_of(situation)
    whole = {**usual_plan(), **situation}
    ledger = _ledger(whole["宗地"], rules)
    made, changed = _plan(whole, ledger, rules), whole.get("调整", {})
    before = changed.get("原计划")
    parent = None if before is None else _plan({**whole, **before}, _ledger({**whole, **before}["宗地"], rules), rules)
    made = replace(
        made,
        version=2 if changed else 1,
        parent="sha256:before" if changed else None,
        reason=changed.get("理由"),
    )
    return PlanCase(plan=made, ledger=ledger, rules=rules, parent=parent, requested_on=changed.get("提出日"))


def _ledger(rows: list[Row], rules: Rules) -> Ledger:
    if not rows:
        return Ledger(parcels=(), issues=(), sources=())
    names = list(dict.fromkeys(name for row in rows for name in row if name not in _LISTED))
    head = tuple(Cell(official_header(name), CellKind.TEXT) for name in names)
    body = [tuple(_cell(row.get(name)) for name in names) for row in rows]
    return examine(sheet_of_rows("台账.csv", None, (head, *body), 1, "sha256:test"), rules)


def _cell(value: object) -> Cell:
    return BLANK if value is None else Cell(str(value), CellKind.TEXT)


def _plan(whole: Situation, ledger: Ledger, rules: Rules) -> Plan:
    known = {parcel.id: parcel for parcel in ledger.parcels}
    items = tuple(_item(row, known[row["number"]], rules) for row in whole["宗地"])
    reserves = tuple(_reserve(row) for row in whole["预留"])
    areas = [(one.plan_class, one.area) for one in items]
    areas += [(one.plan_class, one.area) for one in reserves]
    made = {
        name: Area.total(area for of, area in areas if of == name) for name in dict.fromkeys(name for name, _ in areas)
    }
    approved = made if whole.get("指标") is None else {name: _area(text) for name, text in whole["指标"].items()}
    return Plan(
        title="示例计划",
        approved=tuple(approved.items()),
        items=items,
        reserves=reserves,
        brief=_brief(whole, rules),
        proof=Proof(goals=()),
        made_from=Origins(ledger=ledger.digest, rulebook=rules.digest, compiled_on=whole["编制日"]),
    )


def _item(row: Row, land: Parcel, rules: Rules) -> PlanItem:
    if land.area is None or land.use is None or land.mode is None:
        raise AssertionError(f"{land.id}: a parcel of a plan has area, use and mode")
    listed = _area(row["列入面积"]) if "列入面积" in row else land.area
    state = _STATES[row["列为"]] if "列为" in row else ItemState.SUPPLIED if land.supplied else ItemState.PLANNED
    return PlanItem(
        parcel=land.id,
        name=land.id,
        location=land.location or "",
        district=land.district,
        plan_class=row.get("列入类别") or rules.place.class_of(land.use) or "",
        use=land.use,
        mode=land.mode,
        term=None,
        origin=None if row.get("不写来源") else land.origin,
        area=listed,
        whole=land.area,
        notice_month=None,
        supply_month=int(str(row["supply_month"])[-2:]),
        state=state,
        livelihood=land.livelihood,
        housing=land.housing,
        level=land.level,
        batch=land.batch,
    )


def _reserve(row: Row) -> ReserveLine:
    return ReserveLine(plan_class=row["类别"], district=row.get("行政区"), month=12, area=_area(row["面积"]))


def _area(text: str) -> Area:
    return Area.exactly(text, AreaUnit.HECTARE)


def _brief(whole: Situation, rules: Rules) -> Brief:
    wanted = whole["编制要求"]
    figures = tuple(
        figure_target(Line(Axis.CLASS, name), Interval(_area(text).units, _area(text).units))
        for name, text in wanted.get("各类", {}).items()
    )
    return Brief(
        year=whole["年度"],
        place=rules.place.code,
        title="示例计划",
        targets=figures,
        milestones=(),
        goals=tuple(map(Goal, wanted["目标"])),
        day=whole["编制日"],
    )


def found(situation: Situation) -> Judgement:
    """所判 · What the rule says of the plan, or of the place."""
    number = situation["rule"]
    judges = {one.number: one.judge for one in PLACE_RULES}
    if number in judges:
        return ruled(number, judges[number](rules_of(situation)))
    (rule,) = (one for one in PLAN_RULES if one.number == number)
    return ruled(number, rule.judge(case_of(situation)))


def complaints(situation: Situation) -> list[str]:
    """不符 · Where what the rule says is not what the situation expects."""
    said = found(situation)
    seen: dict[str, object] = {
        "ruling": said.ruling.value,
        "says": said.code,
        "basis": said.basis.instrument if said.basis else None,
        "missing": list(said.missing),
        "blocks": said.blocks,
    }
    expected = situation["expect"].items()
    return [f"{key}: expected {wanted}, found {seen[key]}" for key, wanted in expected if seen[key] != wanted]
