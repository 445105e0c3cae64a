"""计划版本页 · The versions of a year, and what one changes of another: 原、新、增减 by figure and by parcel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect

from landsupply.measure.area import Area
from landsupply.plan.difference import ChangeKind, Difference, FigureChange, ItemChange, difference
from landsupply.plan.plan import PlanItem
from landsupply.plan.target import Axis
from landsupply.publish.matter import MISSING, PARCEL_PLACES, Matter
from landsupply.web.models import PlanRow
from landsupply.web.pages.plans import plan_page
from landsupply.web.planned import Sight, matter_of, planned, sight
from landsupply.web.plans import state_code
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route

_AXES = (Axis.TOTAL, Axis.CLASS, Axis.DISTRICT, Axis.MODE, Axis.MILESTONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """指标增减行 · A figure's axis, name, and 原、新、增减 as printed."""

    axis: str
    name: str
    before: str
    after: str
    net: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownItem:
    """宗地增减行 · A parcel's change: which kind, as it was, as it is, by how much."""

    kind: str
    word: str
    parcel: str
    name: str
    unit: str
    plan_class: str
    before: str
    after: str
    net: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """差异 · A difference in words."""

    figures: list[ShownFigure]
    items: list[ShownItem]
    hidden: int
    net: str
    unit: str
    added: int
    removed: int
    changed: int
    alike: int


def versions(asked: Asked, digest: str) -> HttpResponse:
    """版本 · Every plan of the year that one may see, and the way to compare with it."""
    seen = sight(asked.doer, digest)
    other = asked.request.GET.get("other", "")
    if other and PlanRow.objects.filter(pk=other, year=seen.row.year).exists():
        return redirect(f"/plans/{digest}/against/{other}/")
    rows = PlanRow.objects.filter(year=seen.row.year).order_by("-stamp")
    shown = [(row, asked.say(state_code(row.state)), row.digest.removeprefix("sha256:")[:12]) for row in rows]
    heads = asked.say("U471").split("|")
    return plan_page(asked, seen, "versions/", "plans/versions.html", rows=shown, heads=heads)


def against(asked: Asked, digest: str, other: str) -> HttpResponse:
    """对照 · What this plan changes of another of its year; parcels one may not see are counted, not named."""
    seen, was = sight(asked.doer, digest), sight(asked.doer, other)
    changes = difference_of(digest, other)
    shown = shown_of(asked, seen, was, changes)
    older = f"{asked.say(state_code(was.row.state))} {other.removeprefix('sha256:')[:12]}"
    heads = {"figures": asked.say("U472").split("|"), "items": asked.say("U473").split("|")}
    return plan_page(asked, seen, "versions/", "plans/against.html", shown=shown, older=older, other=other, heads=heads)


def difference_of(digest: str, other: str) -> Difference:
    """版本差异 · Between two stored plans; the other may be none."""
    one = planned(digest)
    return difference(planned(other).plan if other else None, one.plan, one.rules)


def shown_of(asked: Asked, seen: Sight, was: Sight | None, changes: Difference) -> Shown:
    """差异用语 · In the language of the page, as far as one may see."""
    matter = matter_of(seen.row.digest, asked.lang)
    words = dict(zip(ChangeKind, asked.say("U474").split("|"), strict=True))
    visible = [one for one in changes.items if _may_see(seen, was, one)]
    return Shown(
        figures=list(_figures(matter, changes)),
        items=[_item(matter, one, words[one.kind]) for one in visible],
        hidden=len(changes.items) - len(visible),
        net=signed(matter, changes.net),
        unit=matter.unit,
        added=changes.count(ChangeKind.ADDED),
        removed=changes.count(ChangeKind.REMOVED),
        changed=changes.count(ChangeKind.CHANGED),
        alike=changes.alike,
    )


def _may_see(seen: Sight, was: Sight | None, one: ItemChange) -> bool:
    """Both what it was and what it is, each by the plan it stands in."""
    before = one.before is None or was is None or was.sees(one.before)
    return before and (one.after is None or seen.sees(one.after))


def _figures(matter: Matter, changes: Difference) -> Iterator[ShownFigure]:
    names = dict(zip(_AXES, matter.say("P513").split("|"), strict=True))
    for one in changes.figures:
        if one.net or one.axis is not Axis.MILESTONE:
            yield ShownFigure(
                axis=names[one.axis],
                name=_name(matter, one),
                before=matter.exact(one.before),
                after=matter.exact(one.after),
                net=signed(matter, one.net),
            )


def _name(matter: Matter, one: FigureChange) -> str:
    if one.axis is Axis.TOTAL:
        return matter.say("P411")
    if one.axis is Axis.DISTRICT:
        return matter.district(one.key)
    if one.axis is Axis.MILESTONE:
        return matter.say("P506", month=matter.month(int(one.key or 0)))
    return matter.mode(one.key or "") if one.axis is Axis.MODE else matter.plan_class(one.key or "")


def _item(matter: Matter, one: ItemChange, word: str) -> ShownItem:
    return ShownItem(
        kind=one.kind.value,
        word=word,
        parcel=one.item.parcel,
        name=one.item.name,
        unit=matter.district(one.item.district),
        plan_class=matter.plan_class(one.item.plan_class),
        before=_stands(matter, one.before),
        after=_stands(matter, one.after),
        net=signed(matter, one.net),
    )


def _stands(matter: Matter, item: PlanItem | None) -> str:
    """How a parcel stands in a version: use, way, month, area."""
    if item is None:
        return MISSING
    parts = (item.use.name, matter.mode(item.mode.name), matter.month(item.supply_month))
    return matter.listing((*parts, matter.area(item.area, PARCEL_PLACES)))


def signed(matter: Matter, area: Area) -> str:
    """带符号 · An exact area with its sign; nought has none."""
    return f"+{matter.exact(area)}" if area.units > 0 else matter.exact(area)


ROUTES = (
    Route(path="plans/<str:digest>/versions/", view=versions, name="plan_versions", verb=Verb.SEE_PLAN),
    Route(path="plans/<str:digest>/against/<str:other>/", view=against, name="plan_against", verb=Verb.SEE_PLAN),
)
