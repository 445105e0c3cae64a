"""打印地图 · A sheet of A3 across of what is chosen: title, legend, scale, north, date, room for the 审图号."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.safestring import mark_safe

from landsupply.files.map_svg import ACROSS, DOWN, to_svg
from landsupply.ledger.boundary.take import frame_of_place
from landsupply.publish.map_sheet import SCALES, LegendEntry, MapShape, MapSheet, Pen, Window, window_for
from landsupply.web.clock import today
from landsupply.web.layers import LaidLayer, layers
from landsupply.web.map_look import LOOKS, PLAIN, Lists, class_name, colour_note, fills, legend_of
from landsupply.web.models import ParcelRow
from landsupply.web.outlines import outline_of
from landsupply.web.pages.map import Named
from landsupply.web.pages.map_list import FILTERS, chosen
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sent import whole
from landsupply.web.standing import rulebook, rules_now

_LINES = Pen(line="#44525f", width="0.5", dash="4 1.2 0.6 1.2")
_CONSTRAINT = Pen(line="#6a1b9a", width="0.3", hatch=True)
_LONGEST = 60
_COLON = {"zh": "：", "en": ": "}


def print_page(asked: Asked) -> HttpResponse:
    """打印地图 · The sheet and the form that changes it; the form is not printed."""
    given = asked.request.GET
    rows = [row for row in chosen(asked) if row.outline is not None]
    sheet = sheet_of(asked, rows)
    rules = rules_now()
    return asked.page(
        "map/print.html",
        sheet=mark_safe(to_svg(sheet)),
        title=sheet.title,
        approval=sheet.approval,
        scale=sheet.window.scale,
        scales=SCALES,
        is_chosen=given.get("scale", "") != "",
        units=[one.name for one in rulebook().place.units if asked.doer.may(Verb.SEE_MAP).covers(one.name)],
        classes=[Named(name, class_name(asked, rules, name)) for name in fills(rules)],
        states=[Named(name, asked.say(look.code)) for name, look in LOOKS.items()],
        laid=[one.name for one in layers() if one.wanted],
        chosen={name: given.get(name, "") for name in FILTERS},
    )


def sheet_of(asked: Asked, rows: list[ParcelRow]) -> MapSheet:
    """成图幅 · The parcels over the layers, at the scale asked for or the largest at which all fit."""
    given, place = asked.request.GET, rulebook().place
    parcels = list(_parcels(rows))
    laid = layers()
    under = [shape for one in laid for shape in _under(asked, one)]
    window = window_for(parcels or under, ACROSS, DOWN)
    asked_scale = given.get("scale", "")
    wanted = whole(asked_scale)
    if wanted is not None and wanted in SCALES:
        window = Window(middle=window.middle, scale=wanted)
    name = asked.named(place.name)
    frame = frame_of_place(rules_now())
    return MapSheet(
        title=given.get("title", "").strip()[:_LONGEST] or asked.say("U848", place=name),
        shapes=(*parcels, *under),
        legend=(*legend_of(asked, rules_now()), *_laid_legend(asked, laid)),
        window=window,
        approval=given.get("approval", "").strip()[:_LONGEST],
        notes=(
            asked.say("U849", frame=frame.name, meridian=frame.meridian or 0),
            asked.say("U850", day=today().isoformat()),
            asked.say("U851", count=len(parcels)),
            colour_note(asked, rules_now()),
        ),
        words=(asked.say("U834"), asked.say("U852"), asked.say("U853"), asked.say("U854") + _COLON[asked.lang]),
    )


def _parcels(rows: list[ParcelRow]) -> Iterator[MapShape]:
    lists, colours = Lists.now(), fills(rules_now())
    for row in rows:
        if held := outline_of(row):
            pen = LOOKS[lists.states(row)[0]].pen(colours.get(row.group, PLAIN))
            name = f"{row.identity} {row.name}"
            yield MapShape(name=name, polygons=held.boundary.polygons, pen=pen, label=row.name)


def _under(asked: Asked, layer: LaidLayer) -> Iterator[MapShape]:
    pen = _CONSTRAINT if layer.wanted else _LINES
    for one in layer.boundaries:
        yield MapShape(name=asked.named(one.label or layer.name), polygons=one.polygons, pen=pen)


def _laid_legend(asked: Asked, laid: tuple[LaidLayer, ...]) -> Iterator[LegendEntry]:
    if laid:
        yield LegendEntry(words=asked.say("U831"))
    for one in laid:
        words = one.name if one.wanted else asked.say("U855")
        yield LegendEntry(words=words, pen=_CONSTRAINT if one.wanted else _LINES)


ROUTES = (Route(path="map/print/", view=print_page, name="map_print", verb=Verb.SEE_MAP),)
