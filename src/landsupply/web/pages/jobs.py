"""任务页 · One's own long work: how far it is, what it is doing, calling it off, and its last word in words."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from landsupply.web.jobs import State, cancel
from landsupply.web.models import BriefRow, JobRow, PlanRow
from landsupply.web.refused import Forbidden
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route

#: What each kind of job is called.
_NAMES = {
    "propose": "U349",
    "explain_plan": "U350",
    "compare": "U351",
    "move_items": "U352",
    "explain_parcel": "U353",
}
_STATES = {
    State.WAITING: "U354",
    State.RUNNING: "U355",
    State.DONE: "U356",
    State.FAILED: "U357",
    State.CANCELLED: "U358",
}
_MOST = 60


def jobs(asked: Asked) -> HttpResponse:
    """任务 · One's own, the last first."""
    rows = JobRow.objects.filter(account=asked.account).order_by("-pk")[:_MOST]
    return asked.page("workbench/jobs.html", jobs=[_line(asked, row) for row in rows])


def _line(asked: Asked, row: JobRow) -> dict[str, Any]:
    return {"row": row, "name": _name(asked, row), "state": _state(asked, row), "about": _about(row)}


def _name(asked: Asked, row: JobRow) -> str:
    return asked.say(_NAMES.get(row.verb, "U359"))


def _state(asked: Asked, row: JobRow) -> str:
    return asked.say(_STATES[State(row.state)])


def _about(row: JobRow) -> str:
    """What it is asked about, in names."""
    request = json.loads(row.request)
    if "briefs" in request:
        return "、".join(BriefRow.objects.filter(pk__in=request["briefs"]).values_list("title", flat=True))
    if "brief" in request:
        return "、".join(BriefRow.objects.filter(pk=request["brief"]).values_list("title", flat=True))
    if "plan" in request:
        return "、".join(PlanRow.objects.filter(pk=request["plan"]).values_list("title", flat=True))
    return str(request.get("name", ""))


def job(asked: Asked, number: int) -> HttpResponse:
    """任务 · How far it is; when it is over, what came of it."""
    row = _own(asked, number)
    shown = {**_line(asked, row), "told": told_of(asked, row), "answer": _answer(asked, row), "is_open": is_open(row)}
    shown["same"] = row.request
    return asked.page("workbench/job.html", **shown)


def _own(asked: Asked, number: int) -> JobRow:
    row = JobRow.objects.filter(pk=number, account=asked.account).first()
    if row is None:
        raise Forbidden(str(number))
    return row


def is_open(row: JobRow) -> bool:
    """未完 · Whether it has not ended yet."""
    return row.state in (State.WAITING, State.RUNNING)


def told_of(asked: Asked, row: JobRow) -> str:
    """进度之言 · What it said last, in the language of the page."""
    code, _, what = row.told.partition("|")
    return asked.say(code, what=what) if code else ""


def _answer(asked: Asked, row: JobRow) -> dict[str, Any]:
    """What came of it; of several languages the page's own."""
    answer = json.loads(row.answer) if row.answer else {}
    if row.state == State.FAILED:
        return {
            "message": answer.get(asked.lang) or told_of(asked, row),
            "lines": answer.get("lines", {}).get(asked.lang, []),
        }
    own = answer.pop("told", {}).get(asked.lang, {}) if isinstance(answer, dict) else {}
    return {**answer, **own}


def state(asked: Asked, number: int) -> HttpResponse:
    """进度 · State, sentence and share, as the page asks for them again and again."""
    row = _own(asked, number)
    word = _state(asked, row) if not (row.is_cancelled and is_open(row)) else asked.say("U360")
    return JsonResponse(
        {"state": row.state, "word": word, "told": told_of(asked, row), "share": row.share, "open": is_open(row)}
    )


def call_off(asked: Asked, number: int) -> HttpResponse:
    """叫停 · One's own job, at its next step."""
    cancel(_own(asked, number))
    return redirect(f"/jobs/{number}/")


_OWN = Verb.OWN_ACCOUNT
ROUTES = (
    Route(path="jobs/", view=jobs, name="jobs", verb=_OWN),
    Route(path="jobs/<int:number>/", view=job, name="job", verb=_OWN),
    Route(path="jobs/<int:number>/state/", view=state, name="job_state", verb=_OWN, answers=True),
    Route(path="jobs/<int:number>/cancel/", view=call_off, name="job_cancel", verb=_OWN, method="POST"),
)
