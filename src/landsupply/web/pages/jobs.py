"""任务页 · One's own long work: how far it is, what it is doing, calling it off, and its last word in words."""

from __future__ import annotations

import json
from datetime import datetime
from time import monotonic, sleep
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from landsupply.web.clock import now
from landsupply.web.jobs import OPEN, SILENT, State, cancel, own
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
    "publish_plan": "U099",
    "examine_outlines": "U871",
    "take_outlines": "U872",
    "proofread": "U984",
}
#: Where what came of a job is seen, and where one goes from a job that failed or was called off.
_RESULTS = {
    "publish_plan": "/plans/{plan}/documents/",
    "compare": "/jobs/{number}/scenarios/",
    "examine_list": "/ledger/send/{number}/",
    "take_list": "/ledger/send/{number}/",
    "examine_outlines": "/map/outlines/{number}/",
    "take_outlines": "/map/outlines/{number}/",
    "proofread": "/proofread/{number}/",
}
_BEFORE = {
    "publish_plan": "/plans/{plan}/",
    "examine_list": "/ledger/send/",
    "take_list": "/ledger/send/",
    "examine_outlines": "/map/outlines/",
    "take_outlines": "/map/outlines/{examined}/",
    "proofread": "/proofread/",
}
_STATES = {
    State.WAITING: "U354",
    State.RUNNING: "U355",
    State.DONE: "U356",
    State.FAILED: "U357",
    State.CANCELLED: "U358",
}
_MOST = 60
#: Seconds without a sign of life, or without being taken, after which the page says so; it says so again every so many.
_QUIET, _UNTAKEN, _STEP = 8, 30, 4
#: What has ended within so many seconds is shown at once, without a page of progress that flickers by.
_MOMENT, _LOOK = 0.9, 0.06


def followed(job: JobRow) -> HttpResponse:
    """跟进 · To a job's page, or past it to what came of it where that takes but a moment."""
    end = monotonic() + _MOMENT
    while is_open(job) and monotonic() < end:
        sleep(_LOOK)
        job.refresh_from_db()
    return redirect((job.state == State.DONE and result_of(job)) or f"/jobs/{job.pk}/?on=1")


def result_of(row: JobRow) -> str:
    """结果所在 · The address of what came of a job; empty where its own page shows it."""
    return _address(_RESULTS, row)


def _address(addresses: dict[str, str], row: JobRow) -> str:
    names = {name: value for name, value in json.loads(row.request).items() if isinstance(value, str | int)}
    return addresses.get(row.verb, "").format(**{**names, "number": row.pk})


def jobs(asked: Asked) -> HttpResponse:
    """任务 · One's own, the last first."""
    rows = own(asked.account).order_by("-pk")[:_MOST]
    return asked.page("workbench/jobs.html", jobs=[_line(asked, row) for row in rows])


def _line(asked: Asked, row: JobRow) -> dict[str, Any]:
    return {
        "row": row,
        "name": _name(asked, row),
        "state": _state(asked, row),
        "about": _about(asked, row),
        "is_open": is_open(row),
        "told": told_of(asked, row) if is_open(row) else "",
        "alive": alive_of(asked, row),
    }


def _name(asked: Asked, row: JobRow) -> str:
    return asked.say(_NAMES.get(row.verb, "U359"))


def _state(asked: Asked, row: JobRow) -> str:
    return asked.say("U360" if row.is_cancelled and is_open(row) else _STATES[State(row.state)])


def _about(asked: Asked, row: JobRow) -> str:
    """What it is asked about, in names."""
    request = json.loads(row.request)
    if "briefs" in request:
        return "、".join(BriefRow.objects.filter(pk__in=request["briefs"]).values_list("title", flat=True))
    if "brief" in request:
        return "、".join(BriefRow.objects.filter(pk=request["brief"]).values_list("title", flat=True))
    if "plan" in request:
        titles = PlanRow.objects.filter(pk=request["plan"]).values_list("title", flat=True)
        return "、".join(map(asked.named, titles))
    return str(request.get("name", ""))


def job(asked: Asked, number: int) -> HttpResponse:
    """任务 · How far it is; when it is over, what came of it. Whoever was sent here by a form goes on to that."""
    row = _own(asked, number)
    if row.state == State.DONE and asked.request.GET.get("on") and result_of(row):
        return redirect(result_of(row))
    shown = {**_line(asked, row), "answer": _answer(asked, row)}
    shown["result"] = result_of(row) if row.state == State.DONE else ""
    shown["before"] = _address(_BEFORE, row) if row.state in (State.FAILED, State.CANCELLED) else ""
    return asked.page("workbench/job.html", **shown)


def _own(asked: Asked, number: int) -> JobRow:
    row = own(asked.account).filter(pk=number).first()
    if row is None:
        raise Forbidden(str(number))
    return row


def is_open(row: JobRow) -> bool:
    """未完 · Whether it has not ended yet."""
    return row.state in OPEN


def told_of(asked: Asked, row: JobRow) -> str:
    """进度之言 · What it said last, in the language of the page."""
    code, _, what = row.told.partition("|")
    return asked.say(code, what=what) if code else ""


def alive_of(asked: Asked, row: JobRow) -> str:
    """动静 · What is to be said about whoever does it: silent, taken up again, others first, nobody there."""
    if row.state == State.WAITING:
        return _waiting(asked, row)
    if row.state != State.RUNNING:
        return ""
    quiet = _seconds(row.beat)
    if quiet >= _QUIET:
        return asked.say("U013", seconds=quiet - quiet % _STEP, limit=int(SILENT.total_seconds()))
    return asked.say("U049", count=row.tries) if row.tries > 1 else ""


def _waiting(asked: Asked, row: JobRow) -> str:
    running = JobRow.objects.filter(state=State.RUNNING).count()
    ahead = running + JobRow.objects.filter(state=State.WAITING, pk__lt=row.pk).count()
    waited = _seconds(row.asked)
    if not running and waited >= _UNTAKEN:
        return asked.say("U048", seconds=waited - waited % _STEP)
    return asked.say("U039", count=ahead) if ahead else ""


def _seconds(since: datetime | None) -> int:
    return int((now() - since).total_seconds()) if since else 0


def _answer(asked: Asked, row: JobRow) -> dict[str, Any]:
    """What came of it; of several languages the page's own."""
    answer = json.loads(row.answer) if row.answer else {}
    if row.state == State.FAILED:
        return {
            "message": answer.get(asked.lang) or told_of(asked, row),
            "lines": answer.get("lines", {}).get(asked.lang, []),
        }
    told = answer.pop("told", {}).get(asked.lang, {}) if isinstance(answer, dict) else {}
    return {**answer, **told}


def state(asked: Asked, number: int) -> HttpResponse:
    """进度 · State, sentence and share, as the page asks for them again and again."""
    row = _own(asked, number)
    told = {"word": _state(asked, row), "told": told_of(asked, row), "alive": alive_of(asked, row)}
    return JsonResponse({"state": row.state, "share": row.share, "open": is_open(row), **told})


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
