"""地图页 · Parcels on a map with a table of the same content beside it, and what both are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse

from landsupply.ledger.boundary.plot import Boundary, Corner
from landsupply.ledger.boundary.take import frame_of_place
from landsupply.measure.area import Area
from landsupply.web.exported import KINDS
from landsupply.web.in_plan import items_in, latest_plan
from landsupply.web.layers import LINES, LaidLayer, covers, layers
from landsupply.web.map_look import LOOKS, PLAIN, Lists, class_name, colour_note, fills
from landsupply.web.models import ParcelRow
from landsupply.web.outlines import outline_of
from landsupply.web.people import Doer
from landsupply.web.plans import DRAFTED
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.standing import rulebook, rules_now

#: Tenths of a millimetre in what the map is sent: whole centimetres from its origin.
_CENTIMETRE = 100
#: What the scripts say, by name; the words come with the page.
_SAID = {
    "name": "U803", "unit": "U804", "class": "U805", "area": "U806", "state": "U807", "count": "U808",
    "metres": "U809", "kilometres": "U810", "hectares": "U811", "drawing": "U812", "measuring": "U813",
    "saved": "U814", "nothing": "U816", "chosen": "U817", "modifying": "U818", "failed": "U819",
    "none_drawn": "U820", "corners": "U847",
    "open": "U844", "on": "U845", "month": "U846", "planned": "V053", "timeline": "V054", "empty": "U131",
}  # fmt: skip
#: What the scripts put into these words themselves.
_FACTS = ("count", "all", "size", "area", "parcel", "stated", "apart", "layer", "percent", "month", "planned")


@dataclass(frozen=True, slots=True)
class Named:
    """名目 · A value and its word, for a list to choose from."""

    value: str
    words: str


def visible(doer: Doer) -> QuerySet[ParcelRow]:
    """可见宗地 · The parcels that somebody may see on the map, by place of the unit and name."""
    reach = doer.may(Verb.SEE_MAP)
    rows = ParcelRow.objects.order_by("place", "pinyin", "identity")
    return rows if reach.everything else rows.filter(unit__in=reach.units)


def the_map(asked: Asked) -> HttpResponse:
    """地图 · The frame of the map and its table; what they show comes by itself."""
    rules = rules_now()
    units = [Named(one.name, asked.named(one.name)) for one in rulebook().place.units]
    reach = asked.doer.may(Verb.SEE_MAP)
    draws = asked.doer.may(Verb.DRAW)
    colours = fills(rules)
    kept = {name: f"{{{name}}}" for name in _FACTS}
    return asked.page(
        "map/map.html",
        units=[one for one in units if reach.covers(one.value)],
        classes=[Named(name, class_name(asked, rules, name)) for name in colours],
        states=[Named(name, asked.say(look.code)) for name, look in LOOKS.items()],
        legend=[(Named(name, class_name(asked, rules, name)), fill) for name, fill in colours.items()],
        colour_note=colour_note(asked, rules),
        looks=[(asked.say(look.code), look) for look in LOOKS.values()],
        laid=[one for one in layers() if one.wanted],
        months=list(enumerate(asked.say("P020").split(" "), 1)),
        kinds=list(KINDS),
        may_draw=bool(draws),
        may_lay=draws.everything,
        setting={
            "words": {name: asked.say(code, **kept) for name, code in _SAID.items()},
            "looks": {name: {**asdict(look), "words": asked.say(look.code)} for name, look in LOOKS.items()},
            "fills": colours,
            "plain": PLAIN,
            "units": {one.value: one.words for one in units},
            "classes": {name: class_name(asked, rules, name) for name in colours},
            "draws": [one.value for one in units if draws.covers(one.value)],
            "draws_all": draws.everything,
            "timeline": _timeline(asked.doer),
        },
    )


def _timeline(doer: Doer) -> str:
    """Where a parcel of the latest plan stands by month: the board of a draft, else the plan's list."""
    row = latest_plan()
    if row is None or not doer.may(Verb.SEE_PLAN):
        return ""
    if row.state == DRAFTED and doer.may(Verb.MOVE_ITEM):
        return f"/workbench/plans/{row.digest}/?parcel="
    return f"/plans/{row.digest}/items/?q="


def content(asked: Asked) -> HttpResponse:
    """图上内容 · Every parcel one may see, with its outline in whole centimetres from the origin, and the layers."""
    lists, frame = Lists.now(), frame_of_place(rules_now())
    rows = list(visible(asked.doer))
    drawn = {row.identity: held.boundary for row in rows if (held := outline_of(row))}
    laid, planned = layers(), items_in(latest_plan())
    origin = _origin([*drawn.values(), *(one for layer in laid for one in layer.boundaries)])
    on = _on(drawn)
    return JsonResponse(
        {
            "epsg": frame.epsg,
            "origin": [origin[0] / 10_000, origin[1] / 10_000],
            "columns": [
                "identity",
                "name",
                "unit",
                "class",
                "use",
                "area",
                "month",
                "states",
                "on",
                "polygons",
                "planned",
            ],
            "parcels": [
                [
                    *(*_row(asked, row, lists), on.get(row.identity, []), _shape(drawn, row, origin)),
                    planned[row.identity].supply_month if row.identity in planned else 0,
                ]
                for row in rows
            ],
            "layers": [_layer(asked, one, origin) for one in laid],
        }
    )


def _row(asked: Asked, row: ParcelRow, lists: Lists) -> list[object]:
    hectares = Area(row.area).hectares if row.area is not None else ""
    return [row.identity, row.name, row.unit, row.group, asked.named(row.use), hectares, row.month, lists.states(row)]


def _shape(drawn: dict[str, Boundary], row: ParcelRow, origin: Corner) -> list[list[list[int]]]:
    boundary = drawn.get(row.identity)
    return _flat(boundary, origin) if boundary else []


def _layer(asked: Asked, layer: LaidLayer, origin: Corner) -> dict[str, object]:
    features = [{"label": asked.named(one.label), "polygons": _flat(one, origin)} for one in layer.boundaries]
    return {"name": layer.name, "kind": layer.kind, "lines": layer.kind == LINES, "features": features}


def _flat(boundary: Boundary, origin: Corner) -> list[list[list[int]]]:
    """Rings as flat lists of east, north, east, north."""
    return [[_ring(ring, origin) for ring in polygon] for polygon in boundary.polygons]


def _ring(ring: Sequence[Corner], origin: Corner) -> list[int]:
    flat: list[int] = []
    for east, north in ring:
        flat += [round((east - origin[0]) / _CENTIMETRE), round((north - origin[1]) / _CENTIMETRE)]
    return flat


def _origin(boundaries: Iterable[Boundary]) -> Corner:
    """The first corner there is, in whole metres."""
    first = next((corner for one in boundaries for corner in one.corners), (0, 0))
    return first[0] // 10_000 * 10_000, first[1] // 10_000 * 10_000


def _on(drawn: dict[str, Boundary]) -> dict[str, list[list[str]]]:
    """By parcel, the constraint layers it lies on, with the hectares and the share."""
    found: dict[str, list[list[str]]] = {}
    for name, held in covers().items():
        for one in held:
            if one.parcel in drawn and one.area.units:
                percent = f"{float(one.share * 100):.2f}"
                found.setdefault(one.parcel, []).append([name, one.area.hectares, percent])
    return found


ROUTES = (
    Route(path="map/", view=the_map, name="map", verb=Verb.SEE_MAP),
    Route(path="map/content/", view=content, name="map_content", verb=Verb.SEE_MAP, answers=True),
)
