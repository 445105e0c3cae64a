"""领导看板 · One screen that prints on one sheet: three numbers, every unit's schedule in a light with words."""

from __future__ import annotations

from django.http import HttpResponse

from landsupply.plan.brief import Milestone
from landsupply.plan.pace import Pace, UnitPace, next_milestone, paces
from landsupply.publish.charts import timing
from landsupply.publish.matter import Matter
from landsupply.web.clock import instant, today
from landsupply.web.models import PlanRow
from landsupply.web.pages.plans import drawn, key_paths
from landsupply.web.planned import Sight, matter_of, planned, sight
from landsupply.web.plans import APPROVED, PUBLISHED, SUBMITTED, state_code
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sent import whole

#: The lights: a colour for the eye, and words for whoever does not tell colours apart.
_LIGHTS = {Pace.IN_TIME: "green", Pace.A_MONTH_LATE: "amber", Pace.LATE: "red", Pace.NOTHING: "none"}


def leader(asked: Asked) -> HttpResponse:
    """领导看板 · Of the plan that counts: the published one of this year, else the newest on its way."""
    row = _counts(asked.request.GET.get("year", ""))
    if row is None:
        return asked.page("plans/leader.html", row=None)
    seen, one = sight(asked.doer, row.digest), planned(row.digest)
    matter, now = matter_of(row.digest, asked.lang), today()
    milestone = next_milestone(one.plan, now.year, now.month)
    return asked.page(
        "plans/leader.html",
        row=row,
        state=asked.say(state_code(row.state)),
        title=matter.title,
        numbers=_numbers(asked, matter, milestone, row.digest),
        units=_units(asked, seen, matter, milestone),
        heads=asked.say("U860").split("|"),
        at=instant()[:16].replace("T", " "),
        node=matter.month(milestone.month) if milestone else "",
        chart=drawn(timing(matter)),
        unit=matter.unit,
    )


def _counts(year: str) -> PlanRow | None:
    asked_year = whole(year)
    rows = PlanRow.objects.all() if asked_year is None else PlanRow.objects.filter(year=asked_year)
    for states in ((PUBLISHED,), (APPROVED, SUBMITTED)):
        found = rows.filter(state__in=states).order_by("-year", "-stamp").first()
        if found:
            return found
    return None


def _numbers(asked: Asked, matter: Matter, milestone: Milestone | None, digest: str) -> list[tuple[str, str, str, str]]:
    """The total, what the next milestone asks, what is scheduled until then with its verdict; each with its working."""
    figures = matter.figures
    parcels = matter.say("P413", count=len(matter.plan.items))
    paths = key_paths(matter, digest)
    numbers = [(matter.say("P411"), matter.area(figures.total), parcels, paths[0])]
    for line, path in zip(figures.milestones, paths[2:], strict=True):
        if milestone is not None and line.milestone.month == milestone.month:
            share, month = matter.percent(milestone.share), matter.month(milestone.month)
            numbers.append((asked.say("U862", month=month), matter.area(line.required), f"{share} %", path))
            numbers.append((asked.say("U863", month=month), matter.area(line.reached), matter.verdict(line), path))
    return numbers


def _units(
    asked: Asked, seen: Sight, matter: Matter, milestone: Milestone | None
) -> list[tuple[str, str, str, str, str, str, int, str]]:
    """Each unit: light, its word, name, total, asked, scheduled, parcels, the address of its parcels."""
    if milestone is None:
        return []
    words = dict(zip(Pace, asked.say("U864").split("|"), strict=True))
    order = (Pace.LATE, Pace.A_MONTH_LATE, Pace.IN_TIME, Pace.NOTHING)
    found = sorted(paces(matter.plan, matter.rules, milestone), key=lambda one: order.index(one.pace))
    shown = [one for one in found if seen.reach.everything or (one.unit and seen.reach.covers(one.unit))]
    return [_row(matter, seen, one, words[one.pace]) for one in shown]


def _row(matter: Matter, seen: Sight, one: UnitPace, word: str) -> tuple[str, str, str, str, str, str, int, str]:
    areas = (matter.area(one.total), matter.area(one.required), matter.area(one.reached))
    path = f"/plans/{seen.row.digest}/figures/layout/{one.unit or '-'}/"
    return (_LIGHTS[one.pace], word, matter.district(one.unit), *areas, one.parcels, path)


ROUTES = (Route(path="leader/", view=leader, name="leader", verb=Verb.SEE_PLAN),)
