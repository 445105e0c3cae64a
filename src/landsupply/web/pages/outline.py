"""绘界线页 · An outline for one parcel, drawn, typed or uploaded; what is wrong is said and nothing kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core import signing
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from landsupply.ledger.boundary.fix import Choice
from landsupply.ledger.boundary.match import attach
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.boundary.take import frame_of_place
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.outline import Survey
from landsupply.ledger.parcel import Parcel
from landsupply.web.blobs import content_of, keep
from landsupply.web.clock import today
from landsupply.web.models import ParcelRow
from landsupply.web.outline_files import (
    Chosen,
    Judged,
    drawn_survey,
    in_file,
    judged,
    named,
    polygons_of_json,
    polygons_of_text,
    text_of,
)
from landsupply.web.outlines import Drawing, draw, erase, outline_of
from landsupply.web.pages.parcel import address, measured, seen
from landsupply.web.refusals import wants_json
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sent import object_in, whole
from landsupply.web.standing import rules_now

#: So many known outlines tell coordinates copied from a web map from measured ones.
_KNOWN = 60
#: A file that came waits in the form for a choice, under our sign and for so many seconds.
_HANDED, _HELD = "landsupply.web.outline", 8 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """所给 · The surveys that came, the file they came in, and what was typed, to be shown again."""

    surveys: tuple[Survey, ...]
    file: str = ""
    name: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """答 · The one boundary for the parcel if there is one, and everything to be said."""

    boundary: Boundary | None
    judged: Sequence[Judged] = field(default_factory=tuple)


def outline(asked: Asked, identity: str) -> HttpResponse:
    """绘界线 · The form; or what comes of it: kept, or told what is wrong."""
    row, parcel = seen(asked, identity, Verb.DRAW)
    if asked.request.method != "POST":
        return _form(asked, row, parcel)
    if asked.request.POST.get("erase"):
        erase(asked.doer, identity, _was(asked), asked.request.POST.get("why", ""))
        return redirect(address(identity))
    given = _given(asked, identity)
    answer = _answer(asked, parcel, given)
    if answer.boundary is None:
        return _told(asked, row, parcel, (given, answer))
    drawing = Drawing(identity=identity, boundary=answer.boundary, was=_was(asked), file=given.file, why=_why(asked))
    kept = draw(asked.doer, drawing, _text(asked, "once")[:64])
    if wants_json(asked.request):
        held = outline_of(kept)
        return JsonResponse({"act": held.act if held else 0, "measured": measured(asked, parcel, held)})
    return redirect(address(identity) + "#place")


def _given(asked: Asked, identity: str) -> Given:
    request = asked.request
    if request.content_type == "application/json":
        polygons = polygons_of_json(_body(asked).get("polygons"))
        return Given(surveys=(drawn_survey(identity, polygons, rules_now()),))
    if sent := request.FILES.get("file"):
        content = sent.read()
        return Given(surveys=in_file(content, sent.name or ""), file=keep(content), name=sent.name or "")
    if again := request.POST.get("blob", ""):
        digest, name = _handed_back(asked, again)
        return Given(surveys=in_file(content_of(digest), name), file=digest, name=name)
    text = request.POST.get("corners", "")
    return Given(surveys=(drawn_survey(identity, polygons_of_text(text), rules_now()),), text=text)


def _handed_out(asked: Asked, given: Given) -> str:
    """The file that came, as the form brings it back: one's own, under our sign, for a digest alone opens nothing."""
    return signing.dumps([asked.doer.name, given.file, given.name], salt=_HANDED) if given.file else ""


def _handed_back(asked: Asked, again: str) -> tuple[str, str]:
    """Digest and name of a file that this person was handed; U286 for anything else."""
    try:
        who, digest, name = signing.loads(again, salt=_HANDED, max_age=_HELD)
    except (signing.BadSignature, ValueError):
        raise Unlawful("U286") from None
    if who != asked.doer.name:
        raise Unlawful("U286")
    return str(digest), str(name)


def _answer(asked: Asked, parcel: Parcel, given: Given) -> Answer:
    """The boundary of this parcel: the only one there is, else the one under its number or name (U287)."""
    known = _known(parcel)
    found = tuple(judged(one, rules_now(), _chosen(asked), known) for one in given.surveys)
    every = [one for survey in found for one in survey.boundaries]
    if len(every) > 1:
        alone = Ledger(parcels=(parcel,), issues=(), sources=(), batches=(), boundaries={})
        every = list(attach(alone, every).boundaries.values())
        if not every:
            raise Unlawful("U287", parcel=parcel.id, count=sum(len(one.boundaries) for one in found))
    return Answer(boundary=named(every, parcel.id)[0] if every else None, judged=found)


def _chosen(asked: Asked) -> Chosen | None:
    """What somebody chose; U288 without the reason."""
    post = asked.request.POST
    fix, repairs = post.get("fix", ""), bool(post.get("repair"))
    if not fix and not repairs:
        return None
    if not _why(asked):
        raise Unlawful("U288")
    return Chosen(fix=fix, repairs=repairs, choice=Choice(by=asked.doer.name, on=today(), why=_why(asked)))


def _known(parcel: Parcel) -> list[Boundary]:
    rows = ParcelRow.objects.exclude(outline=None).exclude(identity=parcel.id)[:_KNOWN]
    return [held.boundary for row in rows if (held := outline_of(row))]


def _form(asked: Asked, row: ParcelRow, parcel: Parcel) -> HttpResponse:
    held = outline_of(row)
    frame = frame_of_place(rules_now())
    return asked.page(
        "parcel/outline.html",
        row=row,
        parcel=parcel,
        was=held.act if held else 0,
        corners=text_of(held.boundary) if held else "",
        held=held,
        frame=frame,
    )


def _told(asked: Asked, row: ParcelRow, parcel: Parcel, answered: tuple[Given, Answer]) -> HttpResponse:
    given, answer = answered
    issues = [
        {"code": one.code, "severity": one.severity.value, "message": one.message(lang), "remedy": one.remedy(lang)}
        for lang in [asked.lang]
        for survey in answer.judged
        for one in survey.issues()
    ]
    if wants_json(asked.request):
        return JsonResponse({"code": "U289", "message": asked.say("U289"), "issues": issues}, status=422)
    frame = frame_of_place(rules_now())
    return asked.page(
        "parcel/outline.html",
        422,
        row=row,
        parcel=parcel,
        was=_was(asked),
        corners=given.text,
        issues=issues,
        fixes=sorted({fix for one in answer.judged for fix in one.fixes}),
        repairs=[one for survey in answer.judged for one in survey.repairs],
        blob=_handed_out(asked, given),
        file_name=given.name,
        frame=frame,
    )


def shape(asked: Asked, identity: str) -> HttpResponse:
    """取界线 · The outline in full, in metres, for drawing on."""
    row, _ = seen(asked, identity)
    held = outline_of(row)
    polygons = held.boundary.outline.polygons if held else ()
    return JsonResponse({"act": held.act if held else 0, "polygons": polygons})


def _body(asked: Asked) -> dict[str, object]:
    return object_in(asked.request.body)


def _text(asked: Asked, name: str) -> str:
    if asked.request.content_type == "application/json":
        return str(_body(asked).get(name, ""))
    return asked.request.POST.get(name, "")


def _was(asked: Asked) -> int:
    return whole(_text(asked, "was")) or 0


def _why(asked: Asked) -> str:
    return _text(asked, "why").strip()[:200]


ROUTES = (
    Route(path="parcel-outline/<path:identity>/", view=outline, name="outline", verb=Verb.DRAW, method="GET POST"),
    Route(path="parcel-shape/<path:identity>/", view=shape, name="shape", verb=Verb.SEE_MAP, answers=True),
)
