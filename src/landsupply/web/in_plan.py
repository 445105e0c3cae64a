"""在计划中 · Which parcels the latest and the published plan list, and by whose rules a parcel is looked at today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from landsupply.law.rulebook import Rules
from landsupply.plan.brief import Brief
from landsupply.plan.plan import PlanItem
from landsupply.web.briefs import read
from landsupply.web.models import BriefRow, PlanRow
from landsupply.web.plans import PUBLISHED, SUPERSEDED, plan_of
from landsupply.web.standing import rulebook, rules_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """所看年度 · The rules of the year that is being planned, and the brief that says what is assumed, if any."""

    rules: Rules
    brief: Brief | None


def latest_plan() -> PlanRow | None:
    """最新计划 · The plan that something happened to last and that no other has superseded."""
    return PlanRow.objects.exclude(state=SUPERSEDED).order_by("-stamp").first()


def published_plan() -> PlanRow | None:
    """已公布计划 · The plan published last."""
    return PlanRow.objects.filter(state=PUBLISHED).order_by("-stamp").first()


def items_in(plan: PlanRow | None) -> Mapping[str, PlanItem]:
    """计划宗地 · What a plan lists, by parcel; nothing for no plan."""
    return _items(plan.digest) if plan else {}


@lru_cache(maxsize=8)
def _items(digest: str) -> Mapping[str, PlanItem]:
    plan, _ = plan_of(digest)
    return {item.parcel: item for item in plan.items}


def year_now() -> Year:
    """所看年度 · That of the latest plan, else of the brief last worked at, else today's."""
    if plan := latest_plan():
        return _year_of_plan(plan.digest)
    if row := BriefRow.objects.order_by("-stamp").first():
        return _year_of_brief(row.text)
    return Year(rules=rules_now(), brief=None)


@lru_cache(maxsize=8)
def _year_of_plan(digest: str) -> Year:
    plan, rules = plan_of(digest)
    return Year(rules=rules, brief=plan.brief)


@lru_cache(maxsize=8)
def _year_of_brief(text: str) -> Year:
    brief = read(text)
    return Year(rules=rulebook().on(brief.day or date(brief.year, 1, 1)), brief=brief)
