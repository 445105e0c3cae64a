"""界线与图层文件 · A file of many outlines taken in at once, and the layers under the map with who lies on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect

from landsupply.ledger.boundary.match import attach, compare_areas
from landsupply.ledger.boundary.overlay import Cover
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.boundary.topology import overlap_issues, overlaps, place_issues, size_issues
from landsupply.ledger.issue import Issue, Severity
from landsupply.ledger.ledger import Ledger
from landsupply.measure.rounding import half_up
from landsupply.web.blobs import keep
from landsupply.web.layers import KINDS, LaidLayer, NewLayer, covers, layers, send_layer, withdraw_layer
from landsupply.web.models import ParcelRow
from landsupply.web.outline_files import Judged, in_file, judged, named
from landsupply.web.outlines import draw_all
from landsupply.web.pages.map import Named, visible
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.standing import rules_now, standing

_WORDS = dict(zip(KINDS, ("U203", "U204", "U205", "U206"), strict=True))
_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OnLayer:
    """在图层上 · A parcel, its name and unit, the hectares and the share of it that lie there."""

    identity: str
    name: str
    unit: str
    area: str
    percent: str


def outlines(asked: Asked) -> HttpResponse:
    """批量界线 · A file of outlines: each to the parcel it names; what cannot be taken is said, the rest is kept."""
    sent = asked.request.FILES.get("file")
    if asked.request.method != "POST" or sent is None:
        return asked.page("map/outlines.html")
    content, name = sent.read(), sent.name or ""
    found = [judged(one, rules_now()) for one in in_file(content, name)]
    ledger = _own_ledger(asked)
    taken = attach(ledger, [one for survey in found for one in survey.boundaries])
    own = {identity: named([one], identity)[0] for identity, one in taken.boundaries.items()}
    changed = draw_all(asked.doer, name, own, keep(content))
    issues = [*(issue for one in found for issue in one.issues()), *taken.issues, *_of_land(ledger, own)]
    return asked.page(
        "map/outlines.html",
        file=name,
        taken=len(own),
        changed=changed,
        left=sum(len(one.survey.outlines) for one in found) - len(own),
        issues=_told(asked, issues),
        more=max(0, len(issues) - _SHOWN),
        doubtful=[one.survey.layer or name for one in found if one.fixes],
    )


def _own_ledger(asked: Asked) -> Ledger:
    """The parcels that this person may draw: of others' nothing is said, not even that they are there."""
    reach = asked.doer.require(Verb.DRAW)
    ledger = standing().ledger
    if reach.everything:
        return ledger
    own = set(ParcelRow.objects.filter(unit__in=reach.units).values_list("identity", flat=True))
    parcels = tuple(one for one in ledger.parcels if one.id in own)
    return Ledger(parcels=parcels, issues=(), sources=(), batches=(), boundaries={})


def _of_land(ledger: Ledger, boundaries: dict[str, Boundary]) -> list[Issue]:
    rules = rules_now()
    return [
        *compare_areas(ledger.parcels, boundaries, rules),
        *size_issues(boundaries, rules),
        *place_issues(boundaries, rules),
        *overlap_issues(overlaps(boundaries, rules), boundaries),
    ]


_ORDER = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)


def _told(asked: Asked, issues: list[Issue]) -> list[dict[str, str]]:
    ordered = sorted(issues, key=lambda one: (_ORDER.index(one.severity), one.code))[:_SHOWN]
    return [
        {
            "code": one.code,
            "severity": one.severity.value,
            "message": one.message(asked.lang),
            "remedy": one.remedy(asked.lang),
        }
        for one in ordered
    ]


def layer_list(asked: Asked) -> HttpResponse:
    """图层 · Those laid, what lies on each, and the form to lay another or take one away."""
    draws = asked.doer.may(Verb.DRAW)
    if asked.request.method == "POST":
        return _changed(asked)
    return asked.page("map/layers.html", **_shown(asked), may_lay=draws.everything)


def _shown(asked: Asked) -> dict[str, object]:
    rows = {row.identity: row for row in _seen(asked)}
    held = covers()
    return {
        "kinds": [Named(kind, asked.say(code)) for kind, code in _WORDS.items()],
        "laid": [(one, asked.say(_WORDS[one.kind]), _on(one, held, rows)) for one in layers()],
    }


def _seen(asked: Asked) -> list[ParcelRow]:
    return list(visible(asked.doer).defer("stated", "outline"))


def _on(layer: LaidLayer, held: Mapping[str, tuple[Cover, ...]], rows: dict[str, ParcelRow]) -> list[OnLayer]:
    return [_line(rows[one.parcel], one) for one in held.get(layer.name, ()) if one.parcel in rows]


def _line(row: ParcelRow, cover: Cover) -> OnLayer:
    share = cover.share
    return OnLayer(
        identity=row.identity,
        name=row.name,
        unit=row.unit,
        area=cover.area.hectares,
        percent=half_up(share.numerator * 100, share.denominator, 2),
    )


def _changed(asked: Asked) -> HttpResponse:
    post = asked.request.POST
    if post.get("withdraw"):
        withdraw_layer(asked.doer, post["withdraw"])
        return redirect("/map/layers/")
    sent = asked.request.FILES.get("file")
    content, name = (sent.read(), sent.name or "") if sent else (b"", "")
    found: list[Judged] = [judged(one, rules_now()) for one in in_file(content, name)] if sent else []
    boundaries = [one for survey in found for one in survey.boundaries]
    if found and not boundaries:
        issues = _told(asked, [issue for one in found for issue in one.issues()])
        return asked.page("map/layers.html", 422, **_shown(asked), may_lay=True, issues=issues)
    left_out = [position for one in found for position in one.taken.left_out]
    new = NewLayer(
        name=post.get("name", ""),
        kind=post.get("kind", ""),
        boundaries=boundaries,
        left_out=left_out,
        file=name,
        blob=keep(content) if sent else "",
    )
    send_layer(asked.doer, new)
    return redirect("/map/layers/")


ROUTES = (
    Route(path="map/outlines/", view=outlines, name="map_outlines", verb=Verb.DRAW, method="GET POST"),
    Route(path="map/layers/", view=layer_list, name="map_layers", verb=Verb.SEE_MAP, method="GET POST"),
)
