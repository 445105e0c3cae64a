"""界线与图层文件 · A file of many outlines taken in at once, and the layers under the map with who lies on them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect

from landsupply.ledger.boundary.overlay import Cover
from landsupply.ledger.issue import Issue, Severity
from landsupply.measure.rounding import half_up
from landsupply.seal.canon import digest_bytes
from landsupply.web.blobs import keep
from landsupply.web.jobs import State, own
from landsupply.web.layers import KINDS, LaidLayer, NewLayer, covers, layers, send_layer, withdraw_layer
from landsupply.web.models import JobRow, ParcelRow
from landsupply.web.outline_files import Judged, in_file, judged
from landsupply.web.outline_jobs import EXAMINE_OUTLINES, OUTLINE_JOBS, ask_to_examine, ask_to_take
from landsupply.web.pages.jobs import followed
from landsupply.web.pages.map import Named, visible
from landsupply.web.refused import Forbidden, Unlawful
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.standing import rules_now
from landsupply.web.uploads import whole

_WORDS = dict(zip(KINDS, ("U203", "U204", "U205", "U206"), strict=True))
_KIND_WORDS = {"new": "U095", "changed": "U096", "same": "U097"}
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
    """批量界线 · The form for a file of outlines; a file that is sent is examined first, as a job."""
    sent = asked.request.FILES.get("file")
    if asked.request.method != "POST" or sent is None:
        return asked.page("map/outlines.html")
    given = whole(sent)
    return followed(ask_to_examine(asked.account, given.name, given.content, digest_bytes(given.content)))


def outlines_seen(asked: Asked, number: int) -> HttpResponse:
    """界线预审结果 · What a file would change and what is wrong with it; or what was taken of it."""
    job = _job(asked, number, OUTLINE_JOBS)
    if job.state != State.DONE:
        return redirect(f"/jobs/{number}/?on=1")
    answer = json.loads(job.answer)
    issues = [
        {**one, "message": one[asked.lang], "remedy": one[f"remedy_{asked.lang}"]} for one in answer.get("issues", ())
    ]
    parcels = [{**one, "word": asked.say(_KIND_WORDS[one["kind"]])} for one in answer.get("parcels", ())]
    shown = {**answer, "issues": issues, "parcels": parcels, "number": number}
    return asked.page("map/outlines.html", is_preview=job.verb == EXAMINE_OUTLINES, **shown)


def outlines_taken(asked: Asked, number: int) -> HttpResponse:
    """取用界线 · What was shown is written, as a job; asked twice, it is done once."""
    job = _job(asked, number, (EXAMINE_OUTLINES,))
    if job.state != State.DONE:
        raise Unlawful("U873")
    return followed(ask_to_take(asked.account, job))


def _job(asked: Asked, number: int, verbs: tuple[str, ...]) -> JobRow:
    """One's own job; another's is not there."""
    job = own(asked.account, verbs).filter(pk=number).first()
    if job is None:
        raise Forbidden(str(number))
    return job


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
    Route(path="map/outlines/<int:number>/", view=outlines_seen, name="outlines_seen", verb=Verb.DRAW),
    Route(path="map/outlines/<int:number>/take/", view=outlines_taken, name="take", verb=Verb.DRAW, method="POST"),
    Route(path="map/layers/", view=layer_list, name="map_layers", verb=Verb.SEE_MAP, method="GET POST"),
)
