"""来件接口 · A list is examined by a job first, and counts once it is committed."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from ninja import File, Form, UploadedFile

from landsupply.web.api.jobs import JobOut, job_out
from landsupply.web.api.operation import Operation
from landsupply.web.api.shapes import Answer, Body, Number, Word
from landsupply.web.intake import EXAMINE, ask_examined, ask_taken, received
from landsupply.web.jobs import State
from landsupply.web.models import JobRow, ListRow
from landsupply.web.refused import Forbidden, Unlawful
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked
from landsupply.web.standing import rulebook

SENDER: Any = Form("")  # type: ignore[type-arg]  # the stub has a parameter that the class lacks


class ListOut(Answer):
    """来件 · A list that counts today."""

    sender: str
    name: str
    digest: str
    parcels: int
    act: int


class ListsOut(Answer):
    """来件一览 · The lists that count."""

    lists: list[ListOut]


class CommitIn(Body):
    """收件 · The job that examined the list."""

    job: Number


def list_lists(asked: Asked) -> ListsOut:
    """来件 · The lists that make up the ledger of today."""
    reach = asked.doer.require(Verb.SEE_LEDGER)
    rows = ListRow.objects.order_by("sender", "name")
    rows = rows if reach.everything else rows.filter(sender__in=reach.units)
    told = [
        ListOut(sender=row.sender, name=row.name, digest=row.blob, parcels=row.parcels, act=row.stamp) for row in rows
    ]
    return ListsOut(lists=told)


def preview_list(asked: Asked, file: File[UploadedFile], sender: Word = SENDER) -> JobOut:
    """预审 · Takes a file and examines it by a job; nothing of it counts yet."""
    reach = asked.doer.require(Verb.SEND_LIST)
    if not reach.everything and not reach.covers(sender):
        raise Forbidden(Verb.SEND_LIST.value)
    if sender and sender not in {one.name for one in rulebook().place.units}:
        raise Forbidden(sender)
    return job_out(ask_examined(asked.account, received(sender, file), asked.lang), asked.lang)


def commit_list(asked: Asked, body: CommitIn) -> JobOut:
    """收件入账 · The list that a job examined counts from now on, by a job; once, however often it is asked."""
    row = JobRow.objects.filter(pk=body.job, account=asked.account, verb=EXAMINE).first()
    if row is None:
        raise Http404
    if row.state != State.DONE:
        raise Unlawful("U606", state=row.state)
    return job_out(ask_taken(row, asked.lang), asked.lang)


OPERATIONS = (
    Operation(method="GET", path="/lists", view=list_lists, verb=Verb.SEE_LEDGER),
    Operation(method="POST", path="/lists/preview", view=preview_list, verb=Verb.SEND_LIST, status=202),
    Operation(method="POST", path="/lists", view=commit_list, verb=Verb.SEND_LIST, status=202),
)
