"""为何 · Why a parcel is in the latest plan or is not: reckoned by a job, kept with it, shown when it is there."""

from __future__ import annotations

import json
from dataclasses import dataclass

from landsupply.seal.canon import digest
from landsupply.web.explaining import EXPLAIN
from landsupply.web.in_plan import latest_plan
from landsupply.web.jobs import State, ask
from landsupply.web.models import JobRow
from landsupply.web.refused import Forbidden
from landsupply.web.routes import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """为何 · The sentences, or that they are being reckoned, or why they could not be."""

    lines: tuple[str, ...] = ()
    is_waiting: bool = False
    wrong: str = ""


def why_of(identity: str, lang: str) -> Why:
    """为何 · As the last job about this parcel and the latest plan has it."""
    request = _request(identity)
    if request is None:
        return Why()
    job = JobRow.objects.filter(verb=EXPLAIN, inputs=digest(dict(request))).order_by("-id").first()
    if job is None:
        return Why()
    if job.state in (State.WAITING, State.RUNNING):
        return Why(is_waiting=True)
    answer = json.loads(job.answer or "{}")
    if job.state == State.DONE:
        return Why(lines=tuple(answer[lang]))
    return Why(wrong=str(answer.get(lang, "")))


def ask_why(asked: Asked, identity: str) -> JobRow:
    """问为何 · The job that reckons it; one that is under way already is that one."""
    request = _request(identity)
    if request is None:
        raise Forbidden(identity)
    return ask(asked.account, EXPLAIN, request)


def _request(identity: str) -> dict[str, object] | None:
    plan = latest_plan()
    return {"plan": plan.digest, "parcel": identity} if plan else None
