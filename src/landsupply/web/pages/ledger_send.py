"""报送页 · A list on its way into the ledger: uploaded, examined, seen with its columns and issues, then taken in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from landsupply.files.blank import to_blank
from landsupply.ledger.habits import Habits
from landsupply.ledger.template import template
from landsupply.measure.area import AreaUnit
from landsupply.web.actions import NewList
from landsupply.web.blobs import content_of
from landsupply.web.clock import today
from landsupply.web.intake import EXAMINE, TAKE, ask_examined, ask_taken, counts_already, new_list, received
from landsupply.web.jobs import State, cancel
from landsupply.web.models import JobRow, ListRow
from landsupply.web.refused import Forbidden
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.standing import rulebook, standing

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LIVE = (State.WAITING, State.RUNNING)
_SEVERITIES = {"error": "U940", "warning": "U941", "advice": "U942"}


def upload(asked: Asked) -> HttpResponse:
    """上传 · The form; a file that may be examined is, as a job."""
    if asked.request.method != "POST":
        return _form(asked)
    given = asked.request.FILES.get("list")
    sender = asked.request.POST.get("sender", "")
    if sender not in dict(_senders(asked)):
        raise Forbidden(sender)
    if not isinstance(given, UploadedFile):
        return _form(asked, asked.say("U904"))
    return _examined(asked, received(sender, given))


def _form(asked: Asked, wrong: str = "") -> HttpResponse:
    reach = asked.doer.require(Verb.SEND_LIST)
    lists = ListRow.objects.order_by("sender", "name")
    own = lists if reach.everything else lists.filter(sender__in=reach.units)
    jobs = JobRow.objects.filter(account=asked.account, verb__in=(EXAMINE, TAKE)).order_by("-pk")[:8]
    shown = [(job, json.loads(job.request)) for job in jobs]
    return asked.page("ledger/send.html", senders=_senders(asked), lists=own, jobs=shown, wrong=wrong)


def _senders(asked: Asked) -> list[tuple[str, str]]:
    """For whom somebody may send: the whole city where all is within reach, else the own units."""
    reach = asked.doer.require(Verb.SEND_LIST)
    units = [(one.name, asked.named(one.name)) for one in rulebook().place.units]
    if reach.everything:
        return [("", asked.say("U178")), *units]
    return [one for one in units if reach.covers(one[0])]


def _examined(asked: Asked, sent: NewList) -> HttpResponse:
    return redirect(f"/ledger/send/{ask_examined(asked.account, sent, asked.lang).pk}/")


def _job(asked: Asked, number: int, verb: str = "") -> JobRow:
    """One's own job; another's is not there."""
    rows = JobRow.objects.filter(account=asked.account, verb__in=(verb,) if verb else (EXAMINE, TAKE), pk=number)
    job = rows.first()
    if job is None:
        raise Forbidden("job")
    return job


def follow(asked: Asked, number: int) -> HttpResponse:
    """跟进 · How far a job is, then what it found."""
    job = _job(asked, number)
    sent = new_list(json.loads(job.request))
    shown: dict[str, Any] = {"job": job, "sent": sent, "step": 2 if job.verb == EXAMINE else 4}
    if job.state in _LIVE:
        return asked.page("ledger/send_wait.html", told=_told(asked, job), **shown)
    answer = json.loads(job.answer or "{}")
    if job.state != State.DONE:
        words = answer.get(asked.lang) or asked.say("U020" if job.told == "U020" else "U911")
        return asked.page("ledger/send_failed.html", words=words, code=answer.get("code", ""), **shown)
    if job.verb == TAKE:
        return asked.page("ledger/send_done.html", answer=answer, **shown)
    return asked.page("ledger/send_seen.html", **{**shown, "step": 3}, **_seen(asked, sent, answer))


def _told(asked: Asked, job: JobRow) -> str:
    code = job.told.partition("|")[0]
    return asked.say(code) if code else asked.say("U910")


def state(asked: Asked, number: int) -> HttpResponse:
    """进度 · For the page that waits."""
    job = _job(asked, number)
    return JsonResponse({"state": job.state, "share": job.share, "told": _told(asked, job)})


@dataclass(frozen=True, slots=True)
class Group:
    """一组问题 · Issues of one code as the page shows them."""

    code: str
    severity: str
    label: str
    count: int
    remedy: str
    examples: Sequence[Mapping[str, object]]
    words: str


def _seen(asked: Asked, sent: NewList, answer: Mapping[str, Any]) -> dict[str, object]:
    lang = asked.lang
    groups = [
        Group(
            code=one["code"],
            severity=one["severity"],
            label=asked.say(_SEVERITIES[one["severity"]]),
            count=one["count"],
            remedy=one[f"remedy_{lang}"],
            examples=[{**example, "words": example[lang]} for example in one["examples"]],
            words=one["examples"][0][lang],
        )
        for one in answer["groups"]
    ]
    return {
        "answer": answer,
        "groups": groups,
        "same": counts_already(standing(), sent),
        "differences": [(asked.say(code), kind, answer[kind]) for code, kind in _KINDS],
        "fields": _fields(asked),
        "units": [one.value for one in AreaUnit],
        "is_mixed": sent.habits != Habits(),
    }


_KINDS = (("U920", "added"), ("U921", "altered"), ("U922", "gone"))


def _fields(asked: Asked) -> list[tuple[str, str]]:
    """What a column may mean: the official columns, and that it is not to be taken."""
    listed = [(one.field, asked.named(one.header)) for one in template()]
    return [("untaken", asked.say("U930")), *listed]


def again(asked: Asked, number: int) -> HttpResponse:
    """改列名 · What columns mean, as the person says; the list is examined again with that."""
    job = _job(asked, number, EXAMINE)
    sent = new_list(json.loads(job.request))
    habits = sent.habits
    given = asked.request.POST
    for title, field, was, unit, unit_was in zip(
        *(given.getlist(name) for name in ("title", "field", "was", "unit", "unit_was")), strict=False
    ):
        if field and (field, unit) != (was, unit_was):
            habits = habits.learn(title, field, _unit(unit), asked.account.name, today())
    return _examined(asked, replace(sent, habits=replace(habits, sender=sent.sender)))


def _unit(text: str) -> AreaUnit | None:
    return next((one for one in AreaUnit if one.value == text), None)


def commit(asked: Asked, number: int) -> HttpResponse:
    """入账 · The list that was seen counts from now on; asked twice, it is done once."""
    job = _job(asked, number, EXAMINE)
    if asked.request.method != "POST" or job.state != State.DONE:
        raise Forbidden("commit")
    return redirect(f"/ledger/send/{ask_taken(job, asked.lang).pk}/")


def call_off(asked: Asked, number: int) -> HttpResponse:
    """叫停 · Nothing of a list counts that was called off before it was taken in."""
    if asked.request.method != "POST":
        raise Forbidden("method")
    job = _job(asked, number)
    cancel(job)
    return redirect(f"/ledger/send/{job.pk}/")


def workbook(asked: Asked, number: int) -> HttpResponse:
    """回件 · The sender's own workbook with what was found marked in it."""
    job = _job(asked, number, EXAMINE)
    answer = json.loads(job.answer or "{}")
    if "back" not in answer:
        raise Forbidden("workbook")
    sent = new_list(json.loads(job.request))
    stem = PurePath(sent.name).stem
    return _file(content_of(answer["back"]), asked.say("U932", name=stem) + answer["suffix"])


def blank(asked: Asked) -> HttpResponse:
    """空白台账 · The form to fill in."""
    return _file(to_blank(".xlsx"), asked.say("U931") + ".xlsx")


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=_XLSX)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


_SEND = Verb.SEND_LIST
ROUTES = (
    Route(path="ledger/send/", view=upload, name="send", verb=_SEND, method="GET POST"),
    Route(path="ledger/send/blank/", view=blank, name="send_blank", verb=_SEND),
    Route(path="ledger/send/<int:number>/", view=follow, name="send_job", verb=_SEND),
    Route(path="ledger/send/<int:number>/state/", view=state, name="send_state", verb=_SEND, answers=True),
    Route(path="ledger/send/<int:number>/again/", view=again, name="send_again", verb=_SEND, method="POST"),
    Route(path="ledger/send/<int:number>/commit/", view=commit, name="send_commit", verb=_SEND, method="POST"),
    Route(path="ledger/send/<int:number>/cancel/", view=call_off, name="send_cancel", verb=_SEND, method="POST"),
    Route(path="ledger/send/<int:number>/workbook/", view=workbook, name="send_workbook", verb=_SEND),
)
