"""地图所列 · What the address of the map narrows it to, for the sheet and for the table as a file."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse

from landsupply.files.list_out import Listing
from landsupply.ledger.template import official_header
from landsupply.measure.area import Area
from landsupply.web.exported import as_file
from landsupply.web.in_plan import items_in, latest_plan
from landsupply.web.layers import covers
from landsupply.web.map_look import LOOKS, Lists, class_name
from landsupply.web.models import ParcelRow
from landsupply.web.pages.map import visible
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.standing import rules_now

#: What the map and its table are narrowed by, as their address names it.
FILTERS = ("text", "unit", "class", "state", "planned", "on")


def chosen(asked: Asked) -> list[ParcelRow]:
    """所选宗地 · Those that the address asks for, as the map's own filters do."""
    given = {name: asked.request.GET.get(name, "").strip() for name in FILTERS}
    rows = visible(asked.doer)
    rows = rows.filter(unit=given["unit"]) if given["unit"] else rows
    rows = rows.filter(group=given["class"]) if given["class"] else rows
    tests = [make(value) for name, make in _TESTS.items() if (value := given[name])]
    return [row for row in rows if all(test(row) for test in tests)]


Test = Callable[[ParcelRow], bool]


def _named(text: str) -> Test:
    return lambda row: text.lower() in f"{row.name} {row.identity}".lower()


def _in_state(state: str) -> Test:
    lists = Lists.now()
    return lambda row: state in lists.states(row)


def _in_month(month: str) -> Test:
    planned = items_in(latest_plan())
    return lambda row: row.identity in planned and str(planned[row.identity].supply_month) == month


def _on_layer(name: str) -> Test:
    on = {one.parcel for one in covers().get(name, ()) if one.area.units}
    return lambda row: row.identity in on


_TESTS: dict[str, Callable[[str], Test]] = {
    "text": _named,
    "state": _in_state,
    "planned": _in_month,
    "on": _on_layer,
}


_HEADS = ("U803", "U804", "U805", "U806", "U807", "V052")


def listed(asked: Asked) -> HttpResponse:
    """地图清单 · The table beside the map as a file: the same parcels in the same order."""
    lists, rules, planned = Lists.now(), rules_now(), items_in(latest_plan())
    heads = [asked.named(official_header("number")), *(asked.say(code) for code in _HEADS)]
    rows = [
        [
            row.identity,
            row.name,
            asked.named(row.unit),
            class_name(asked, rules, row.group),
            Area(row.area).hectares if row.area is not None else "",
            " · ".join(asked.say(LOOKS[one].code) for one in lists.states(row)),
            str(planned[row.identity].supply_month) if row.identity in planned else "",
        ]
        for row in chosen(asked)
    ]
    listing = Listing(name=asked.say("U032"), headers=heads, figures=frozenset({4, 6}), rows=rows)
    return as_file(listing, "map", asked.request.GET.get("as", "xlsx"))


ROUTES = (Route(path="map/list/", view=listed, name="map_list", verb=Verb.SEE_MAP),)
