"""计划页 · The list of plans, and one plan at a glance: its figures on five axes, charts, what may be done next."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe

from landsupply.files.chart_svg import to_svg
from landsupply.measure.area import Area
from landsupply.publish.charts import layout, structure, timing
from landsupply.publish.document import Chart, Quantity
from landsupply.publish.matter import Matter
from landsupply.publish.plan_text import key_figures
from landsupply.publish.working import FigureAxis
from landsupply.seal.act import Act
from landsupply.web.acts import acts_about
from landsupply.web.models import Account, PlanRow
from landsupply.web.people import Doer
from landsupply.web.planned import Sight, matter_of, planned, sight
from landsupply.web.plans import EVENTS, PUBLISH, RETURN, state_code
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sent import whole

#: The pages of a plan: the end of the address, the title's code, whether only the city's office sees it.
TABS = (
    ("", "U420", False),
    ("items/", "U421", False),
    ("checks/", "U422", True),
    ("proof/", "U423", True),
    ("versions/", "U424", False),
    ("documents/", "U425", False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """分页 · A page of a plan."""

    path: str
    title: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """指标格 · A figure with its share and the address of its working."""

    label: str
    area: Quantity
    share: str
    path: str
    verdict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisTable:
    """指标轴表 · One axis: its title, its figures, its chart where it has one."""

    title: str
    cells: tuple[Cell, ...]
    chart: Drawing | None
    has_verdicts: bool = False


def plans(asked: Asked) -> HttpResponse:
    """计划列表 · By year and state, the last first."""
    query = asked.request.GET
    rows = PlanRow.objects.order_by("-year", "-stamp")
    years = sorted({row.year for row in rows}, reverse=True)
    if (year := whole(query.get("year", ""))) is not None:
        rows = rows.filter(year=year)
    if query.get("state"):
        rows = rows.filter(state=query["state"])
    shown = [(row, asked.say(state_code(row.state)), row.digest.removeprefix("sha256:")[:12]) for row in rows]
    states = [(state, asked.say(state_code(state))) for state in STATES]
    chosen = {"year": query.get("year", ""), "state": query.get("state", "")}
    heads = asked.say("U426").split("|")
    return asked.page("plans/list.html", rows=shown, years=years, states=states, chosen=chosen, heads=heads)


STATES = ("drafted", "submitted", "approved", "published", "superseded")


def plan(asked: Asked, digest: str) -> HttpResponse:
    """计划概览 · Key figures, five axes with charts beside their tables, and the events that lead on."""
    seen = sight(asked.doer, digest)
    matter = matter_of(digest, asked.lang)
    return plan_page(
        asked,
        seen,
        "",
        "plans/plan.html",
        figures=list(zip(key_figures(matter).figures, key_paths(matter, digest), strict=True)),
        axes=axes_of(matter, digest),
        events=events_for(asked.doer, seen.row),
        may_publish=may_publish(asked.doer, seen.row),
        once=secrets.token_hex(12),
        history=_history(asked, digest),
        heads=asked.say("U427").split("|"),
        unit=matter.unit,
    )


def plan_page(asked: Asked, seen: Sight, here: str, template: str, **shown: Any) -> HttpResponse:
    """计划分页 · A page of a plan inside the frame that all of them have."""
    base = f"/plans/{seen.row.digest}/"
    tabs = [
        Tab(path=base + path, title=asked.say(code), is_here=path == here)
        for path, code, is_inner in TABS
        if seen.is_office or not is_inner
    ]
    one = planned(seen.row.digest)
    state = asked.say(state_code(seen.row.state))
    title = matter_of(seen.row.digest, asked.lang).title
    return asked.page(template, row=seen.row, base=base, tabs=tabs, one=one, state=state, title=title, **shown)


def events_for(doer: Doer, row: PlanRow) -> list[tuple[str, bool]]:
    """可办事项 · The events that lead on from the plan's state and that this person may do; whether words are owed."""
    ways = [(verb, event) for verb, event in EVENTS.items() if event.before == row.state and doer.may(event.verb)]
    return [(verb, verb == RETURN) for verb, _ in ways if verb != PUBLISH]


def may_publish(doer: Doer, row: PlanRow) -> bool:
    """可公布 · Whether the gate is open to this person."""
    return row.state == EVENTS[PUBLISH].before and bool(doer.may(Verb.PUBLISH))


def axes_of(matter: Matter, digest: str) -> list[AxisTable]:
    """五轴 · Total, structure, layout, timing, modes, each figure with the address of its working."""
    figures = matter.figures
    parts = (figures.total, figures.listed_total, figures.reserved_total)
    labels = [matter.say(code) for code in ("P411", "P307", "P308")]
    whole = [Cell(label=one, area=matter.quantity(area), share="", path=_path(digest, FigureAxis.TOTAL, key))
             for one, area, key in zip(labels, parts, ("all", "listed", "reserved"), strict=True)]  # fmt: skip
    classes = [(name, matter.plan_class(name), area) for name, area in figures.classes.items()]
    units = [(name or "-", matter.district(name), area) for name, area in figures.districts.items()]
    modes = [(name, matter.mode(name), area) for name, area in figures.modes.items()]
    return [
        AxisTable(title=matter.say("P131"), cells=tuple(whole), chart=None),
        _axis(matter, digest, FigureAxis.STRUCTURE, "P134", classes, structure(matter)),
        _axis(matter, digest, FigureAxis.LAYOUT, "P139", units, layout(matter)),
        _months(matter, digest),
        _axis(matter, digest, FigureAxis.MODES, "P144", modes, None),
    ]


def _axis(
    matter: Matter,
    digest: str,
    axis: FigureAxis,
    title: str,
    lines: Sequence[tuple[str, str, Area]],
    chart: Chart | None,
) -> AxisTable:
    shares = matter.shares([area for _, _, area in lines])
    cells = (
        Cell(label=label, area=matter.quantity(area), share=_text(share), path=_path(digest, axis, key))
        for (key, label, area), share in zip(lines, shares, strict=True)
    )
    return AxisTable(title=matter.say(title), cells=tuple(cells), chart=drawn(chart) if chart else None)


def _months(matter: Matter, digest: str) -> AxisTable:
    """What is reached by the end of each month, with the verdict at milestones."""
    figures = matter.figures
    verdicts = {line.milestone.month: matter.verdict(line) for line in figures.milestones}
    cells = (
        Cell(
            label=matter.month(month),
            area=matter.quantity(area),
            share=_text(matter.shares([area, figures.total - area])[0]),
            path=_path(digest, FigureAxis.TIMING, str(month)),
            verdict=verdicts.get(month, ""),
        )
        for month, area in figures.months.items()
    )
    title, chart = matter.say("P141"), drawn(timing(matter))
    return AxisTable(title=title, cells=tuple(cells), chart=chart, has_verdicts=True)


@dataclass(frozen=True, slots=True)
class Drawing:
    """页上之图 · A chart as the page carries it, and its title."""

    title: str
    svg: SafeString


def drawn(chart: Chart) -> Drawing:
    """画图 · The chart as the page carries it; its writer escapes every text."""
    return Drawing(chart.title, mark_safe(to_svg(chart)))


def key_paths(matter: Matter, digest: str) -> list[str]:
    """要点算式 · Where the working of each key figure stands, in their order: total, parcels, milestones."""
    months = [str(line.milestone.month) for line in matter.figures.milestones]
    whole = [_path(digest, FigureAxis.TOTAL, key) for key in ("all", "listed")]
    return whole + [_path(digest, FigureAxis.TIMING, month) for month in months]


def _path(digest: str, axis: FigureAxis, key: str) -> str:
    return f"/plans/{digest}/figures/{axis.value}/{key}/"


def _text(share: Quantity | str) -> str:
    return share.text if isinstance(share, Quantity) else share


def _history(asked: Asked, digest: str) -> list[tuple[str, str, str, str]]:
    """What happened to the plan: when, who, what, in which words."""
    acts = acts_about(digest)
    shown = names_of(act.who for act in acts)
    words = dict(zip(("propose", "move_item", *EVENTS), asked.say("U428").split("|"), strict=True))
    told = [act for act in acts if act.verb in words]
    return [(when(act), shown.get(act.who, act.who), words[act.verb], _summary(act)) for act in told]


def when(act: Act) -> str:
    """时间 · The day and minute of an act."""
    return act.recorded[:16].replace("T", " ")


def _summary(act: Act) -> str:
    return str(act.facts.get("summary", ""))


def names_of(accounts: Iterable[str]) -> dict[str, str]:
    """姓名 · What accounts are called."""
    return dict(Account.objects.filter(name__in=set(accounts)).values_list("name", "shown"))


ROUTES = (
    Route(path="plans/", view=plans, name="plans", verb=Verb.SEE_PLAN),
    Route(path="plans/<str:digest>/", view=plan, name="plan", verb=Verb.SEE_PLAN),
)
