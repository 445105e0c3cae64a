"""计划算式页 · One figure of a plan with its arithmetic and its parcels; and the list of items with filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict

from landsupply.files.list_out import Listing
from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.fault import MeasureFault
from landsupply.plan.plan import PlanItem, ReserveLine
from landsupply.publish.disclosure import ORIGINS
from landsupply.publish.document import Quantity
from landsupply.publish.matter import PARCEL_PLACES, Matter
from landsupply.publish.working import FigureAxis, keys, working
from landsupply.web.exported import KINDS, as_file
from landsupply.web.pages.plans import plan_page
from landsupply.web.planned import matter_of, sight
from landsupply.web.refused import Forbidden
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sent import whole

_PAGE = 200


def figure(asked: Asked, digest: str, axis: str, key: str) -> HttpResponse:
    """算式 · Four lines of arithmetic and what they add up; what one may not see is added and not named."""
    seen = sight(asked.doer, digest)
    matter = matter_of(digest, asked.lang)
    if axis not in [one.value for one in FigureAxis] or key not in keys(matter, FigureAxis(axis)):
        raise Forbidden(key)
    found = working(matter, FigureAxis(axis), key)
    parts = [(row_of(matter, part.item), _area(matter, part.area)) for part in found.parts if seen.sees(part.item)]
    reserves = [_reserve(matter, one) for one in found.reserves]
    hidden = len(found.parts) - len(parts)
    shown = {"found": found, "parts": parts, "reserves": reserves, "hidden": hidden, "unit": matter.unit}
    return plan_page(asked, seen, "-", "plans/figure.html", heads=asked.say("U445").split("|"), **shown)


def _reserve(matter: Matter, one: ReserveLine) -> tuple[str, str, str, str]:
    named = matter.plan_class(one.plan_class), matter.district(one.district), matter.month(one.month)
    return (*named, _area(matter, one.area).text)


def _area(matter: Matter, area: Area) -> Quantity:
    """As the list of parcels prints it, with the exact decimal behind."""
    return matter.quantity(area, PARCEL_PLACES)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """宗地行 · An item in the words of the page."""

    parcel: str
    name: str
    location: str
    unit: str
    plan_class: str
    use: str
    mode: str
    area: str
    notice: str
    month: str
    origin: str
    remark: str

    def cells(self) -> list[str]:
        """各格 · In the order of the headings."""
        return [
            self.parcel, self.name, self.location, self.unit, self.plan_class, self.use,
            self.mode, self.area, self.notice, self.month, self.origin, self.remark,
        ]  # fmt: skip


def row_of(matter: Matter, item: PlanItem) -> ItemLine:
    """宗地行 · As the annex prints it."""
    remarks = [matter.name(one) for one in (item.livelihood, item.housing, item.level) if one]
    return ItemLine(
        parcel=item.parcel,
        name=item.name,
        location=item.location,
        unit=matter.district(item.district),
        plan_class=matter.plan_class(item.plan_class),
        use=matter.listing(matter.name(use.name) for use in ([part.use for part in item.parts] or [item.use])),
        mode=matter.mode(item.mode.name),
        area=matter.area(item.area, PARCEL_PLACES),
        notice=matter.month(item.notice_month) if item.notice_month else "",
        month=matter.month(item.supply_month),
        origin=matter.say(ORIGINS[item.origin]) if item.origin else "",
        remark=matter.listing(remarks),
    )


def items(asked: Asked, digest: str) -> HttpResponse:
    """计划宗地 · The items one may see, filtered by the address, two hundred a page; or the same as a file."""
    seen, matter, query = sight(asked.doer, digest), matter_of(digest, asked.lang), asked.request.GET
    mine, tests = seen.items(matter.plan.items), tests_of(query, matter.rules.place.area_unit)
    found = sorted_by(query.get("sort", ""), [item for item in mine if all(one(item) for one in tests)])
    heads = asked.say("U446").split("|")
    show = [one for one in SORTS if one in query.getlist("show")] or list(SORTS)
    if query.get("format") in KINDS:
        return as_file(_listing(matter, heads, show, found), "items", query["format"])
    start = _PAGE * (max(whole(query.get("page", "")) or 1, 1) - 1)
    return plan_page(
        asked,
        seen,
        "items/",
        "plans/items.html",
        rows=[_shown(row_of(matter, item), show) for item in found[start : start + _PAGE]],
        heads=[(name, head, name in show) for name, head in zip(SORTS, heads, strict=True)],
        kinds=list(KINDS),
        count=len(found),
        area=matter.quantity(Area.total(item.area for item in found)),
        unit=matter.unit,
        facets=facets_of(matter, mine, query),
        chosen=query,
        link=link_without(query, "sort", "page", "format"),
        pages=_pages(query, len(found), start),
    )


def _shown(row: ItemLine, show: Sequence[str]) -> list[tuple[str, str]]:
    """The columns that are asked for, each by its name."""
    return [(name, text) for name, text in zip(SORTS, row.cells(), strict=True) if name in show]


def _listing(matter: Matter, heads: Sequence[str], show: Sequence[str], found: Iterable[PlanItem]) -> Listing:
    return Listing(
        name=matter.say("P329"),
        headers=[head for name, head in zip(SORTS, heads, strict=True) if name in show],
        figures=frozenset(place for place, name in enumerate(show) if name == "area"),
        rows=[[text for _, text in _shown(row_of(matter, item), show)] for item in found],
    )


def _pages(query: QueryDict, count: int, start: int) -> list[tuple[str, int, bool]]:
    rest = link_without(query, "page", "format")
    return [(f"{rest}page={one}", one, (one - 1) * _PAGE == start) for one in range(1, -(-count // _PAGE) + 1)]


def link_without(query: QueryDict, *names: str) -> str:
    """地址余项 · The address of the present list without some of its parts, ready for another."""
    rest = query.copy()
    for name in (*names, "lang"):
        rest.pop(name, None)
    return f"?{rest.urlencode()}&" if rest else "?"


Test = Callable[[PlanItem], bool]

SORTS = ("parcel", "name", "location", "unit", "class", "use", "mode", "area", "notice", "month", "origin", "remark")
_KEYS: Mapping[str, Callable[[PlanItem], tuple[object, ...]]] = {
    "parcel": lambda item: (item.parcel,),
    "name": lambda item: (item.name, item.parcel),
    "location": lambda item: (item.location, item.parcel),
    "unit": lambda item: (item.district or "", item.parcel),
    "class": lambda item: (item.plan_class, item.parcel),
    "use": lambda item: (item.use.code, item.parcel),
    "mode": lambda item: (item.mode.name, item.parcel),
    "area": lambda item: (item.area.units, item.parcel),
    "notice": lambda item: (item.notice_month or 0, item.parcel),
    "month": lambda item: (item.supply_month, item.parcel),
    "origin": lambda item: (item.origin.value if item.origin else "", item.parcel),
}


def sorted_by(name: str, found: list[PlanItem]) -> list[PlanItem]:
    """排序 · By a column, from the end where its name opens with a minus; as the plan lists them otherwise."""
    key = _KEYS.get(name.removeprefix("-"))
    return sorted(found, key=key, reverse=name.startswith("-")) if key else found


def tests_of(query: Mapping[str, str], unit: AreaUnit) -> list[Test]:
    """筛选 · What the address asks of an item; what cannot be read asks nothing."""
    wanted = {
        name: query.get(name, "").strip() for name in ("q", "unit", "class", "mode", "quarter", "month", "origin")
    }
    tests: list[Test] = []
    if wanted["q"]:
        tests.append(lambda item: wanted["q"].lower() in f"{item.parcel} {item.name} {item.location}".lower())
    shown: Mapping[str, Callable[[PlanItem], str]] = {
        "unit": lambda item: item.district or "-",
        "mode": lambda item: item.mode.name,
        "quarter": lambda item: str(item.quarter),
        "month": lambda item: str(item.supply_month),
        "origin": lambda item: item.origin.value if item.origin else "",
    }
    tests += [_equals(of, wanted[name]) for name, of in shown.items() if wanted[name]]
    if wanted["class"]:
        tests.append(lambda item: wanted["class"] in [name for name, _ in item.by_class])
    least, most = area_of(query.get("least", ""), unit), area_of(query.get("most", ""), unit)
    tests += [lambda item: item.area.units >= least.units] if least else []
    tests += [lambda item: item.area.units <= most.units] if most else []
    return tests


def _equals(of: Callable[[PlanItem], str], wanted: str) -> Test:
    return lambda item: of(item) == wanted


def area_of(text: str, unit: AreaUnit) -> Area | None:
    """面积 · As typed in the place's unit; none where it is no number."""
    try:
        return Area.nearest(text.strip(), unit) if text.strip() else None
    except MeasureFault:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """分面 · What a list may be narrowed to: the address's name, the label, each value with its word and count."""

    name: str
    label: str
    values: list[tuple[str, str, int]]


def facets_of(matter: Matter, items: Sequence[PlanItem], query: QueryDict) -> list[Facet]:
    """分面 · Unit, class, mode, quarter, in the official order, with how many each would show beside the rest."""

    def others(name: str) -> list[PlanItem]:
        rest = query.copy()
        rest.pop(name, None)
        tests = tests_of(rest, matter.rules.place.area_unit)
        return [item for item in items if all(test(item) for test in tests)]

    units = Counter(item.district or "-" for item in others("unit"))
    classes = Counter(name for item in others("class") for name in dict(item.by_class))
    modes = Counter(item.mode.name for item in others("mode"))
    quarters = Counter(item.quarter for item in others("quarter"))
    figures = matter.figures
    return [
        _facet("unit", matter.say("P313"), units, {name or "-": matter.district(name) for name in figures.districts}),
        _facet("class", matter.say("P304"), classes, {name: matter.plan_class(name) for name in figures.classes}),
        _facet("mode", matter.say("P327"), modes, {name: matter.mode(name) for name in figures.modes}),
        _facet("quarter", matter.say("P511"), quarters, {number: matter.quarter(number) for number in range(1, 5)}),
    ]


def _facet(name: str, label: str, counts: Mapping[Any, int], words: Mapping[Any, str]) -> Facet:
    values = [(str(value), word, counts[value]) for value, word in words.items()]
    return Facet(name=name, label=label, values=values)


ROUTES = (
    Route(path="plans/<str:digest>/figures/<str:axis>/<str:key>/", view=figure, name="plan_figure", verb=Verb.SEE_PLAN),
    Route(path="plans/<str:digest>/items/", view=items, name="plan_items", verb=Verb.SEE_PLAN),
)
