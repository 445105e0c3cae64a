"""导览页 · Ten minutes through the application: where, by whom, what to see; and the demonstration put back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect

from landsupply.web.demonstration import is_demonstration, restore
from landsupply.web.models import ParcelRow
from landsupply.web.people import Doer
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """一站 · Minutes, title, what to do and what to see; its address, none where this person may not go there."""

    minutes: int
    title: str
    doing: str
    seeing: str
    who: str
    path: str


#: Minutes, the words, where, the verb it needs.
_STOPS = (
    (1, "V033", "/ledger/", Verb.SEE_LEDGER),
    (1, "V034", "/ledger/send/", Verb.SEND_LIST),
    (1, "V035", "/map/", Verb.SEE_MAP),
    (1, "V036", "/parcels/", Verb.SEE_LEDGER),
    (2, "V037", "/workbench/", Verb.PROPOSE),
    (1, "V038", "/plans/", Verb.SEE_PLAN),
    (1, "V039", "/workbench/", Verb.MOVE_ITEM),
    (1, "V040", "/plans/", Verb.APPROVE),
    (1, "V041", "/public/", Verb.SEE_HOME),
)


def tour(asked: Asked) -> HttpResponse:
    """导览 · The stops; under them, in a demonstration, how it is put back."""
    stops = []
    for minutes, code, path, verb in _STOPS:
        title, who, doing, seeing = asked.say(code).split("|")
        where = _where(asked.doer, path) if asked.doer.may(verb) else ""
        stops.append(Stop(minutes=minutes, title=title, doing=doing, seeing=seeing, who=who, path=where))
    return asked.page(
        "tour.html",
        stops=stops,
        minutes=sum(one.minutes for one in stops),
        is_demonstration=is_demonstration(),
        may_restore=bool(asked.doer.may(Verb.PROPOSE)),
        is_restored="restored" in asked.request.GET,
    )


def _where(doer: Doer, path: str) -> str:
    """The address; for a parcel the first that this person sees, chosen on the map."""
    if path != "/parcels/":
        return path
    reach = doer.may(Verb.SEE_LEDGER)
    rows = ParcelRow.objects.all() if reach.everything else ParcelRow.objects.filter(unit__in=reach.units)
    first = rows.order_by("place", "pinyin").values_list("identity", flat=True).first()
    return f"/map/?parcel={first}" if first else "/map/"


def put_back(asked: Asked) -> HttpResponse:
    """恢复演示 · Everything as it was shipped; back to the tour."""
    restore(asked.doer)
    return redirect("/tour/?restored")


ROUTES = (
    Route(path="tour/", view=tour, name="tour", verb=Verb.SEE_HOME),
    Route(path="tour/restore/", view=put_back, name="tour_restore", verb=Verb.PROPOSE, method="POST"),
)
