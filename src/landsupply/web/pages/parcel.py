"""宗地页 · One parcel: facts with sources, what may be done with it and what not, its plan, its past."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect

from landsupply.law.telling import cited, ruling_word
from landsupply.ledger.boundary.match import area_issue
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.parcel_fields import LISTED_FIELDS, field_named, title_of, value_of
from landsupply.options.judgement import Judgement
from landsupply.options.option import Refusal
from landsupply.web.actions import Edit, correct, require_parcel, written
from landsupply.web.field_help import help_of, in_one_line
from landsupply.web.in_plan import items_in, latest_plan, year_now
from landsupply.web.map_look import LOOKS, Lists, class_name
from landsupply.web.models import IssueRow, ParcelRow
from landsupply.web.outlines import Outlined, outline_of
from landsupply.web.pages.parcel_facts import facts_of
from landsupply.web.pages.parcel_map import small_map
from landsupply.web.pages.parcel_why import Why, ask_why, why_of
from landsupply.web.parcel_history import history_of
from landsupply.web.parcel_law import card_of, in_order, looked_at
from landsupply.web.refused import Conflict, Forbidden
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.standing import rules_now, standing


def seen(asked: Asked, identity: str, verb: Verb = Verb.SEE_LEDGER) -> tuple[ParcelRow, Parcel]:
    """可见宗地 · The row and the parcel, where this person may; Forbidden otherwise."""
    parcel = standing().now.get(identity)
    row = ParcelRow.objects.filter(identity=identity).first()
    if parcel is None or row is None:
        raise Forbidden(identity)
    require_parcel(asked.doer, verb, parcel)
    return row, parcel


def address(identity: str) -> str:
    """宗地地址 · The address of a parcel's page, whatever its number holds."""
    return f"/parcels/{quote(identity)}/"


def parcel(asked: Asked, identity: str) -> HttpResponse:
    """宗地 · Its page."""
    row, found = seen(asked, identity)
    state, year, plan = standing(), year_now(), latest_plan()
    looked = looked_at(found, state, year)
    held = outline_of(row)
    return asked.page(
        "parcel/parcel.html",
        row=row,
        parcel=found,
        group=class_name(asked, rules_now(), row.group),
        states=[asked.say(LOOKS[one].code) for one in Lists.now().states(row)],
        facts=facts_of(asked, found, state),
        missing=[(path, asked.named(title_of(path))) for path in LISTED_FIELDS if not written(value_of(found, path))],
        may_edit=bool(asked.doer.may(Verb.CORRECT)),
        may_draw=bool(asked.doer.may(Verb.DRAW)),
        issues=IssueRow.objects.filter(identity=identity).order_by("severity", "code"),
        year=year.rules.day.year,
        ready=looked.ready,
        options=looked.options.options,
        refusals=[_refusal(asked, one) for one in looked.options.refused],
        judgements=[_judgement(asked, one) for one in in_order(looked.judgements)],
        plan=plan,
        item=items_in(plan).get(identity) if plan else None,
        why=why_of(identity, asked.lang) if plan else Why(),
        outline=held,
        measured=measured(asked, found, held),
        map=small_map(asked, row, held),
        history=history_of(asked, row, state),
    )


def _refusal(asked: Asked, one: Refusal) -> dict[str, object]:
    card = card_of(one.rule)
    return {
        "what": " · ".join(asked.named(name) for name in (one.use, one.mode) if name),
        "rule": one.rule,
        "title": (card.title if asked.lang == "zh" else card.title_en) if card else "",
        "message": one.message(asked.lang),
        "remedy": one.remedy(asked.lang),
        "basis": cited(one.basis) if one.basis else "",
        "blocks": one.blocks,
    }


def _judgement(asked: Asked, one: Judgement) -> dict[str, object]:
    card = card_of(one.rule)
    return {
        "rule": one.rule,
        "title": (card.title if asked.lang == "zh" else card.title_en) if card else one.rule,
        "ruling": one.ruling,
        "word": ruling_word(one.ruling, asked.lang),
        "message": one.message(asked.lang),
        "remedy": one.remedy(asked.lang),
        "basis": cited(one.basis) if one.basis else "",
        "blocks": one.blocks,
    }


def measured(asked: Asked, found: Parcel, held: Outlined | None) -> dict[str, object]:
    """面积对照 · The area of the outline beside the stated one, and what the rung says of the difference."""
    if held is None:
        return {}
    boundary = held.boundary
    told: dict[str, object] = {"area": boundary.area.hectares, "ellipsoidal": boundary.ellipsoidal.hectares}
    if found.area is not None:
        apart = boundary.area.units - found.area.units
        issue = area_issue(found.area, boundary, rules_now())
        told["stated"] = found.area.hectares
        told["apart"] = f"{'+' if apart > 0 else '−' if apart < 0 else ''}{abs(apart) // 100}.{abs(apart) % 100:02d}"
        told["issue"] = issue.message(asked.lang) if issue else ""
        told["remedy"] = issue.remedy(asked.lang) if issue else ""
    return told


def edit(asked: Asked, identity: str) -> HttpResponse:
    """改一处 · One field as a form; where another has changed it meanwhile both values are shown and one is chosen."""
    _, found = seen(asked, identity, Verb.CORRECT)
    request = asked.request
    path = field_named(request.POST.get("field") or request.GET.get("field", "")) or ""
    if not path:
        return redirect(address(identity))
    shown = {"identity": identity, "path": path, "title": asked.named(title_of(path)), "name": found.name}
    if request.method != "POST":
        meaning = in_one_line(asked, help_of(asked)[path])
        return asked.page("parcel/edit.html", **shown, old=written(value_of(found, path)), meaning=meaning)
    asked_for = Edit(
        identity=identity,
        field=path,
        old=request.POST.get("old", ""),
        new=request.POST.get("new", "").strip(),
        why=request.POST.get("why", "").strip(),
    )
    try:
        correct(asked.doer, [asked_for], request.POST.get("once", "")[:64])
    except Conflict as conflict:
        (rival,) = conflict.rivals
        return asked.page("parcel/conflict.html", 409, **shown, rival=rival, why=asked_for.why)
    return redirect(address(identity))


def why(asked: Asked, identity: str) -> HttpResponse:
    """问为何 · Begins the reckoning of why a parcel is in the latest plan or is not."""
    seen(asked, identity)
    ask_why(asked, identity)
    return redirect(address(identity) + "#why")


ROUTES = (
    Route(path="parcels/<path:identity>/", view=parcel, name="parcel", verb=Verb.SEE_LEDGER),
    Route(path="parcel-edit/<path:identity>/", view=edit, name="parcel_edit", verb=Verb.CORRECT, method="GET POST"),
    Route(path="parcel-why/<path:identity>/", view=why, name="parcel_why", verb=Verb.SEE_PLAN, method="POST"),
)
