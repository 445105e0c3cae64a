"""任务接口 · Long work that one has asked for: how far it is, what came of it, calling it off."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404
from ninja import Query

from landsupply.web.api.operation import Operation
from landsupply.web.api.shapes import Answer, Number, Paged, Paging
from landsupply.web.jobs import cancel, own
from landsupply.web.models import JobRow
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked


class JobOut(Answer):
    """任务 · Its state, how many hundredths are done, its answer once it has one."""

    number: int
    verb: str
    state: str
    share: int
    told: str
    asked: str
    ended: str | None
    answer: dict[str, Any] | None


class JobsOut(Paged):
    """任务一页 · One's own jobs, the last first."""

    jobs: list[JobOut]


def list_jobs(asked: Asked, query: Query[Paging]) -> JobsOut:
    """任务 · One's own jobs, the last first."""
    rows = own(asked.account).order_by("-pk")
    count = rows.count()
    end = query.after + query.limit
    shown = [job_out(row, asked.lang) for row in rows[query.after : end]]
    return JobsOut(count=count, next=end if end < count else None, jobs=shown)


def get_job(asked: Asked, number: Number) -> JobOut:
    """一项任务 · How far a job of one's own is."""
    return job_out(_own(asked, number), asked.lang)


def cancel_job(asked: Asked, number: Number) -> JobOut:
    """叫停 · A waiting job ends at once, a running one at its next step."""
    cancel(_own(asked, number))
    return job_out(_own(asked, number), asked.lang)


def _own(asked: Asked, number: int) -> JobRow:
    row = own(asked.account).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def job_out(row: JobRow, lang: str) -> JobOut:
    """任务形式 · A job as programs get it; of a failure the words of one language."""
    answer = json.loads(row.answer) if row.answer else None
    if answer and "zh" in answer and "en" in answer:
        answer = {"code": answer.get("code", ""), "message": answer[lang]}
    return JobOut(
        number=row.pk,
        verb=row.verb,
        state=row.state,
        share=row.share,
        told=row.told,
        asked=row.asked.isoformat(),
        ended=row.ended.isoformat() if row.ended else None,
        answer=answer,
    )


OPERATIONS = (
    Operation(method="GET", path="/jobs", view=list_jobs, verb=Verb.SEE_HOME),
    Operation(method="GET", path="/jobs/{number}", view=get_job, verb=Verb.SEE_HOME),
    Operation(method="POST", path="/jobs/{number}/cancel", view=cancel_job, verb=Verb.SEE_HOME),
)
