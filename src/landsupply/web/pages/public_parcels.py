"""公开宗地页 · The parcels of a published plan, searched by use, area, unit and quarter, on a list and a map alike."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe

from landsupply.files.map_svg import to_small_svg
from landsupply.law.use_colours import UseColour, class_colours
from landsupply.ledger.boundary.plot import Boundary
from landsupply.measure.area import Area
from landsupply.plan.plan import PlanItem
from landsupply.publish.disclosure import FIELDS, Disclosure
from landsupply.publish.map_sheet import MapShape, Pen, window_for
from landsupply.publish.matter import Matter
from landsupply.publish.public_outlines import coarse_note, generalised, geojson_of, step_of
from landsupply.web.documents import TYPES, listing_of
from landsupply.web.exported import KINDS, as_file
from landsupply.web.map_look import colour_note
from landsupply.web.models import ParcelRow
from landsupply.web.outlines import outline_of
from landsupply.web.pages.plans_figures import facets_of, link_without, sorted_by, tests_of
from landsupply.web.pages.public import kept, present
from landsupply.web.planned import matter_of
from landsupply.web.refused import Forbidden
from landsupply.web.routes import Asked, Route
from landsupply.web.sent import whole

_PAGE, _SOON = 100, 300
_SIZE = (220, 130)
#: What a list on a page shows of a parcel, in this order; the card and the files show every public field.
_SHOWN = ("parcel", "name", "unit", "class", "area", "mode", "quarter")


def parcels(asked: Asked, year: int) -> HttpResponse:
    """公开宗地 · A list and a map of the same parcels, as the address narrows them; the same as a file."""
    row, query = present(year), asked.request.GET
    disclosure = Disclosure.of(matter_of(row.digest, asked.lang))
    tests = tests_of(query, disclosure.matter.rules.place.area_unit)
    found = sorted_by(query.get("sort", ""), [one for one in disclosure.items if all(test(one) for test in tests)])
    if query.get("format") == "geojson":
        return _as_shapes(row.digest, disclosure, found)
    if query.get("format") in KINDS:
        return _as_file(disclosure, found, query["format"])
    start = _PAGE * (max(whole(query.get("page", "")) or 1, 1) - 1)
    matter, drawn = disclosure.matter, map_of(disclosure.matter, found)
    rest = link_without(query, "page", "format")
    pages = [(f"{rest}page={n}", n, (n - 1) * _PAGE == start) for n in range(1, -(-len(found) // _PAGE) + 1)]
    page = asked.page(
        "public/parcels.html",
        year=year,
        title=matter.title,
        rows=[_cells(disclosure, one) for one in found[start : start + _PAGE]],
        heads=[(name, heading) for name, heading in _heads(disclosure) if name in _SHOWN],
        count=len(found),
        area=matter.quantity(Area.total(one.area for one in found)),
        unit=matter.unit,
        facets=facets_of(matter, disclosure.items, query),
        chosen=query,
        kinds=[*KINDS, "geojson"],
        link=link_without(query, "sort", "page", "format"),
        pages=pages,
        map=drawn[0],
        on_map=drawn[1],
        legend=[(matter.plan_class(name), one.hex) for name, one in _colours(matter).items()],
        colour_note=colour_note(asked, matter.rules),
        withheld=disclosure.withheld[0],
        coarse=coarse_note(matter),
    )
    return kept(asked, page, _SOON)


def _heads(disclosure: Disclosure) -> list[tuple[str, str]]:
    return list(zip([field.name for field in FIELDS], disclosure.headings(), strict=True))


def _cells(disclosure: Disclosure, item: PlanItem) -> list[tuple[str, str, str]]:
    """What a row shows: the field, its heading for narrow screens, the text."""
    record, heads = disclosure.record(item), dict(_heads(disclosure))
    return [(name, heads[name], record[name]) for name in _SHOWN]


def _as_file(disclosure: Disclosure, found: Iterable[PlanItem], suffix: str) -> HttpResponse:
    rows = (list(disclosure.record(item).values()) for item in found)
    answer = as_file(listing_of(disclosure, rows), "parcels", suffix)
    answer["Cache-Control"] = f"public, max-age={_SOON}"
    return answer


def _as_shapes(digest: str, disclosure: Disclosure, found: Sequence[PlanItem]) -> HttpResponse:
    """The parcels with coarse outlines."""
    form = geojson_of(replace(disclosure, items=tuple(found)), _outlines(found), digest)
    content = json.dumps(form, ensure_ascii=False, allow_nan=False)
    answer = HttpResponse(content, content_type=TYPES["geojson"])
    answer["Content-Disposition"] = 'attachment; filename="parcels.geojson"'
    answer["Cache-Control"] = f"public, max-age={_SOON}"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _outlines(found: Sequence[PlanItem]) -> dict[str, Boundary]:
    """The outlines of today, by parcel."""
    rows = ParcelRow.objects.filter(identity__in=[one.parcel for one in found]).exclude(outline=None)
    return {row.identity: held.boundary for row in rows if (held := outline_of(row)) is not None}


def card(asked: Asked, year: int, parcel: str) -> HttpResponse:
    """公开宗地卡 · Every public field of one parcel, its outline where there is one, and that it is a plan."""
    disclosure = Disclosure.of(matter_of(present(year).digest, asked.lang))
    item = next((one for one in disclosure.items if one.parcel == parcel), None)
    if item is None:
        raise Forbidden(parcel)
    record, matter = disclosure.record(item), disclosure.matter
    told = record | {"area": f"{record['area']} {matter.unit}"}
    facts = [(heading, told[name]) for name, heading in _heads(disclosure) if record[name]]
    drawn = map_of(matter, [item])
    page = asked.page(
        "public/card.html",
        year=year,
        title=matter.title,
        name=item.name,
        facts=facts,
        map=drawn[0],
        coarse=coarse_note(matter),
    )
    return kept(asked, page, _SOON)


def map_of(matter: Matter, found: Sequence[PlanItem]) -> tuple[SafeString, int]:
    """公开地图 · The parcels that have an outline, in the colours of their classes; and how many they are."""
    known = {one.parcel: one for one in found}
    colours, metres = _colours(matter), step_of(matter)
    shapes = []
    for identity, boundary in _outlines(found).items():
        item = known[identity]
        colour = colours.get(item.plan_class)
        name = matter.listing((item.parcel, item.name, matter.plan_class(item.plan_class)))
        pen = Pen(fill=colour.hex if colour else "#ffffff", line="#0b3d91", width="0.3")
        shapes.append(MapShape(name=name, polygons=generalised(boundary.polygons, metres), pen=pen))
    if not shapes:
        return mark_safe(""), 0
    title = matter.say("P514", count=len(shapes))
    return mark_safe(to_small_svg(tuple(shapes), window_for(shapes, *_SIZE), _SIZE, title)), len(shapes)


def _colours(matter: Matter) -> dict[str, UseColour]:
    return class_colours(matter.rules.place, matter.rules.day)


ROUTES = (
    Route(path="public/<int:year>/parcels/", view=parcels, name="public_parcels", verb=None),
    Route(path="public/<int:year>/parcels/<path:parcel>/", view=card, name="public_parcel", verb=None),
)
