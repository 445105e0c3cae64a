"""宗地小图 · A parcel's outline with its neighbours on a small map, drawn without script."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from landsupply.files.map_svg import to_small_svg
from landsupply.publish.map_sheet import MapShape, Pen, extent_of, window_for
from landsupply.web.map_look import LOOKS, PLAIN, Lists, fills
from landsupply.web.models import ParcelRow
from landsupply.web.outlines import Outlined, outline_of
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked
from landsupply.web.standing import rules_now

_SIZE = (110, 76)
#: So many neighbours are looked at, the nearest rows of the same unit.
_MOST = 400


def small_map(asked: Asked, row: ParcelRow, held: Outlined | None) -> SafeString:
    """宗地小图 · As inline SVG; empty without an outline."""
    if held is None:
        return mark_safe("")
    lists, colours = Lists.now(), fills(rules_now())
    own = _shape(row, held, lists, colours)
    window = window_for([own], _SIZE[0] // 2, _SIZE[1] // 2)
    around = [shape for shape in _neighbours(asked, row, lists, colours) if _is_near(shape, own)]
    return mark_safe(to_small_svg((*around, own), window, _SIZE, asked.say("U228", parcel=row.name)))


def _shape(row: ParcelRow, held: Outlined, lists: Lists, colours: dict[str, str]) -> MapShape:
    look = LOOKS[lists.states(row)[0]]
    pen = look.pen(colours.get(row.group, PLAIN))
    return MapShape(name=f"{row.identity} {row.name}", polygons=held.boundary.polygons, pen=pen)


def _neighbours(asked: Asked, row: ParcelRow, lists: Lists, colours: dict[str, str]) -> list[MapShape]:
    reach = asked.doer.may(Verb.SEE_LEDGER)
    rows = ParcelRow.objects.filter(unit=row.unit).exclude(outline=None).exclude(identity=row.identity)
    if not reach.covers(row.unit):
        return []
    pairs = [(one, outline_of(one)) for one in rows[:_MOST]]
    return [
        MapShape(
            name=f"{one.identity} {one.name}",
            polygons=held.boundary.polygons,
            pen=Pen(fill=colours.get(one.group, PLAIN) + "55", line="#8b98a5", width="0.15"),
        )
        for one, held in pairs
        if held
    ]


def _is_near(shape: MapShape, own: MapShape) -> bool:
    """Within three widths of the parcel."""
    ours, theirs = extent_of([own]), extent_of([shape])
    if ours is None or theirs is None:
        return False
    (west, south), (east, north) = ours
    room = 4 * max(east - west, north - south)
    (left, low), (right, high) = theirs
    return left < east + room and right > west - room and low < north + room and high > south - room
