"""排期效果 · What moves come to on every target, goal and month, beside what the plan reaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from landsupply.measure.area import Area
from landsupply.measure.rounding import half_up
from landsupply.optimise.moving import Board
from landsupply.plan.certificate import goal_value, standing_of
from landsupply.plan.checks import CHECKS, Case
from landsupply.plan.finding import Finding
from landsupply.plan.indicators import Indicators
from landsupply.plan.moved import open_months
from landsupply.plan.plan import ItemState, Plan, PlanItem
from landsupply.plan.target import Axis, Held, Standing, Target, sum_of
from landsupply.publish.explain_words import Names
from landsupply.publish.goal_words import goal_figure, goal_unit, goal_word
from landsupply.publish.matter import Edition, Matter
from landsupply.web.brief_desk import asked_short, short_size
from landsupply.web.compiling import board_of
from landsupply.web.sent import whole

#: Of a moved plan nothing is proven before it is kept; that is no finding about the moves.
_OF_PROOF = "C016"
_Standing = tuple[tuple[Standing, ...], tuple[Held, ...]]


@lru_cache(maxsize=3)
def board(digest: str) -> Board:
    """排期板 · Kept by the plan's digest: neither the plan nor the ledger it was made from ever changes."""
    return board_of(digest)


@dataclass(frozen=True, slots=True)
class Card:
    """卡片 · An item on the board: where it stands, and the months it may stand in."""

    item: PlanItem
    months: tuple[int, ...]
    area: str
    plan_class: str
    district: str

    @property
    def is_fixed(self) -> bool:
        """固定 · Whether it cannot be moved."""
        return self.item.state is not ItemState.PLANNED or len(self.months) < 2


def cards(found: Board, lang: str) -> list[Card]:
    """卡片 · Every item of the plan with its open months."""
    matter = _matter(found.plan, found, lang)
    return [
        Card(
            item=item,
            months=open_months(item, found.case),
            area=f"{matter.area(item.area)} {matter.unit}",
            plan_class=matter.plan_class(item.plan_class),
            district=matter.district(item.district),
        )
        for item in found.plan.items
    ]


def effects(found: Board, moves: Mapping[str, int], lang: str) -> dict[str, object]:
    """效果 · Targets, goals, months and findings of the plan as it is and as it would be."""
    after = found.tried(moves)
    old, new = _matter(found.plan, found, lang), _matter(after, found, lang)
    return {
        "targets": sorted(_targets(found.plan, after, Names(new.rules, lang)), key=_urgency),
        "goals": list(_goals(old, new)),
        "months": {str(month): new.area(area) for month, area in new.figures.in_month.items()},
        "unit": new.unit,
        "findings": [_said(one, lang) for one in _findings(after, found)],
        "moved": len(
            [item for item in found.plan.items if moves.get(item.parcel, item.supply_month) != item.supply_month]
        ),
    }


def _matter(plan: Plan, found: Board, lang: str) -> Matter:
    figures = Indicators.of(plan, found.options.rules)
    rules = found.options.rules
    return Matter(plan=plan, figures=figures, rules=rules, lang=lang, edition=Edition.INTERNAL, findings=())


def _targets(before: Plan, after: Plan, names: Names) -> Iterator[dict[str, object]]:
    was, will = standing_of(before), standing_of(after)
    for target in after.brief.sentences:
        old, new = target.reached(*was), target.reached(*will)
        yield {
            "name": names.line(target.line),
            "axis": target.line.axis.value,
            "asked": _asked(target, names),
            "was": _reached(target, old, was, names),
            "will": _reached(target, new, will, names),
            "is_met": target.miss(new) == 0,
            "is_changed": old != new,
        }


#: What moving months can change stands before what it cannot.
_IN_TIME = (Axis.MILESTONE, Axis.CLASS_MILESTONE, Axis.DISTRICT_MILESTONE, Axis.MODE_MILESTONE, Axis.MONTH)


def _urgency(line: Mapping[str, object]) -> tuple[bool, bool, bool]:
    """What is missed first, then what the moves have changed, then what speaks of months."""
    return bool(line["is_met"]), not line["is_changed"], line["axis"] not in _IN_TIME


def _asked(target: Target, names: Names) -> str:
    sides = (None, None) if target.is_share else (target.low, target.high)
    sign = ("≥ " if target.low == 0 else "≤ ") if target.is_share else ""
    return sign + asked_short(target, sides, names)


def _reached(target: Target, reached: Fraction, standing: _Standing, names: Names) -> str:
    """A share as a share of what is there, anything else as it is counted; rounded down, for it is judged exactly."""
    if not target.is_share:
        return short_size(reached.__floor__(), target.measure.unit, names)
    done, whole = target.terms
    part, everything = sum_of((done,), *standing), sum_of((whole,), *standing) / whole.coefficient
    return f"{half_up((part * 100).__floor__(), everything.__floor__(), 2)}%" if everything else "—"


def _goals(old: Matter, new: Matter) -> Iterator[dict[str, str]]:
    for goal in new.plan.brief.levels:
        was, will = goal_value(old.plan, goal), goal_value(new.plan, goal)
        sign = "+" if will > was else "−" if will < was else ""
        difference = goal_figure(new, goal, abs(will - was)).text if sign else "—"
        yield {
            "name": goal_word(goal, new.lang),
            "unit": goal_unit(new, goal),
            "was": goal_figure(old, goal, was).text,
            "will": goal_figure(new, goal, will).text,
            "difference": f"{sign}{difference}",
        }


def _findings(after: Plan, found: Board) -> Iterator[Finding]:
    case = Case(after, found.options.ledger, found.options.rules, found.options)
    return (one for check in CHECKS for one in check(case) if one.code != _OF_PROOF)


def _said(one: Finding, lang: str) -> dict[str, str]:
    return {
        "severity": one.severity.value,
        "place": one.place,
        "message": one.message(lang),
        "remedy": one.remedy(lang),
    }


def moves_of(found: Board, asked: object) -> dict[str, int]:
    """所移 · The moves that somebody asks for, as far as they move anything; what is no number is month nought."""
    listed = {item.parcel: item.supply_month for item in found.plan.items}
    if not isinstance(asked, Mapping):
        return {}
    moves = {str(parcel): whole(str(month)) or 0 for parcel, month in asked.items()}
    return {parcel: month for parcel, month in moves.items() if listed.get(parcel) != month}


def month_total(found: Board, lang: str) -> dict[int, str]:
    """各月合计 · What each month supplies, in the place's unit."""
    matter = _matter(found.plan, found, lang)
    return {month: matter.area(Area(area.units)) for month, area in matter.figures.in_month.items()}
