"""计划判定对象 · A plan with what the rules on a plan are asked against, and the shape of such a rule.

A ruling on a plan or a place is a `Judgement` of no parcel. The day is the rules' own: the day as of which is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.options.judgement import Judged, Judgement, judgement_of
from landsupply.plan.indicators import Indicators
from landsupply.plan.plan import Plan, PlanItem
from landsupply.prepare.dated import in_force, place_fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCase:
    """计划判定对象 · The plan, its ledger and the rules of the day; of an adjusted plan also what it was made from.

    `parent` is the plan that was adjusted, `requested_on` the day on which the adjustment was asked for.
    """

    plan: Plan
    ledger: Ledger
    rules: Rules
    parent: Plan | None = None
    requested_on: date | None = None

    @property
    def figures(self) -> Indicators:
        """计划指标 · The plan's figures from its items."""
        return Indicators.of(self.plan, self.rules)

    def pairs(self) -> Iterator[tuple[PlanItem, Parcel | None]]:
        """计划宗地与台账宗地 · Every item with its parcel; None for one that the ledger does not hold."""
        known = {parcel.id: parcel for parcel in self.ledger.parcels}
        return ((item, known.get(item.parcel)) for item in self.plan.items)

    def own_day(self, fact: str) -> date | None:
        """本计划之日 · A day the place states of its plan, None where it is of an earlier plan or not stated."""
        stated = place_fact(self.rules, fact)
        day = stated.value if stated else None
        return day if isinstance(day, date) and day >= self.plan.compiled_on else None


@dataclass(frozen=True, slots=True)
class PlanRule:
    """计划规则 · A number of the catalogue and the function that judges a plan by it."""

    number: str
    judge: Callable[[PlanCase], Judged]


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """地方规则 · A number of the catalogue and the function that judges what a place states of itself on a day."""

    number: str
    judge: Callable[[Rules], Judged]


def ruled(number: str, found: Judged) -> Judgement:
    """判定 · The judgement of a rule on no parcel."""
    return judgement_of(number, "", found)


def local(rules: Rules, parameter: str) -> Dated | None:
    """本地参数 · A parameter that a place may have or not; None where it has none or none holds on the day."""
    return in_force(rules, parameter) if parameter in rules.parameters else None
