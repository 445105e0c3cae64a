"""计划办理页 · Submitting, returning, approving; and the gate of publishing, which shows everything once more.

What the gate held the plan against is sent along: where another plan was published meanwhile, nothing happens.
"""

from __future__ import annotations

import secrets

from django.http import HttpResponse
from django.shortcuts import redirect

from landsupply.publish.plan_text import key_figures
from landsupply.web.models import PlanRow
from landsupply.web.pages.plans import plan_page
from landsupply.web.pages.plans_checks import checked
from landsupply.web.pages.plans_versions import difference_of, shown_of
from landsupply.web.planned import matter_of, office_sight, planned, sight
from landsupply.web.plans import APPROVE, EVENTS, PUBLISH, RETURN, SUBMIT, Happening, happen, published_in
from landsupply.web.publishing import Pressed, faults, must_know, press, underway
from landsupply.web.refused import Forbidden
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route


def do(asked: Asked, digest: str, verb: str) -> HttpResponse:
    """办理 · One event from the plan's page; its form's key makes it happen once."""
    if verb not in (SUBMIT, RETURN, APPROVE):
        raise Forbidden(verb)
    sight(asked.doer, digest)
    form = asked.request.POST
    happen(asked.doer, digest, verb, form.get("summary", ""), form.get("once", "")[:64])
    return redirect(f"/plans/{digest}/")


def gate(asked: Asked, digest: str) -> HttpResponse:
    """公布 · The gate, and on the last button what it leads to; while it is being published, how far that is."""
    asked.doer.require(Verb.PUBLISH)
    seen = office_sight(asked.doer, digest)
    if job := underway(asked.account, digest):
        return redirect(f"/jobs/{job.pk}/?on=1")
    if asked.request.method == "POST":
        return _publish(asked, digest)
    if seen.row.state != EVENTS[PUBLISH].before:
        return redirect(f"/plans/{digest}/")
    return _shown(asked, digest, "", secrets.token_hex(12))


def _publish(asked: Asked, digest: str) -> HttpResponse:
    """The job that publishes, or the gate once more with what is wrong and what was typed."""
    form = asked.request.POST
    summary, once, is_known = form.get("summary", ""), form.get("once", "")[:64], bool(form.get("known"))
    if not summary.strip() or (not is_known and must_know(planned(digest))):
        wrong = asked.say("U061" if not summary.strip() else "U487")
        return _shown(asked, digest, summary, once, wrong)
    against = form.get("against", "")
    happening = Happening(digest=digest, verb=PUBLISH, summary=summary, once=once, against=against)
    job = press(asked.account, Pressed(happening=happening, is_known=is_known))
    return redirect(f"/jobs/{job.pk}/?on=1" if job else f"/plans/{digest}/documents/")


def _shown(asked: Asked, digest: str, summary: str, once: str, wrong: str = "") -> HttpResponse:
    seen, one = office_sight(asked.doer, digest), planned(digest)
    before = published_in(seen.row.year)
    was = sight(asked.doer, before) if before else None
    found, own = checked(one), faults(one, asked.lang)
    return plan_page(
        asked,
        seen,
        "publish/",
        "plans/gate.html",
        shown=shown_of(asked, seen, was, difference_of(digest, before)),
        heads={"figures": asked.say("U472").split("|"), "items": asked.say("U473").split("|")},
        before=PlanRow.objects.filter(pk=before).first(),
        figures=key_figures(matter_of(digest, asked.lang)).figures,
        found=found,
        findings=[(f.code, f.place, f.message(asked.lang), f.remedy(asked.lang)) for f in found.findings],
        blocks=[(j.rule, j.message(asked.lang), j.remedy(asked.lang)) for j in found.rulings if j.blocks],
        faults=own,
        must_know=bool(found.open or own),
        summary=summary,
        once=once,
        wrong=wrong,
    )


ROUTES = (
    Route(path="plans/<str:digest>/do/<str:verb>/", view=do, name="plan_event", verb=Verb.SEE_PLAN, method="POST"),
    Route(path="plans/<str:digest>/publish/", view=gate, name="plan_publish", verb=Verb.PUBLISH, method="GET POST"),
)
