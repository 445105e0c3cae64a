"""编制要求接口 · Briefs as they are worked at, saved against the version they were read at; compiling from one."""

from __future__ import annotations

from django.http import Http404

from landsupply.web.api.jobs import JobOut, job_out
from landsupply.web.api.operation import Operation
from landsupply.web.api.shapes import Answer, Body, Number, Text
from landsupply.web.briefs import Kept, save_brief
from landsupply.web.jobs import ask
from landsupply.web.models import BriefRow
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked


class BriefOut(Answer):
    """编制要求 · Its number, title, year, and the version that a change must name."""

    number: int
    title: str
    year: int
    version: int


class BriefWhole(BriefOut):
    """编制要求全文 · With its text."""

    text: str


class BriefsOut(Answer):
    """编制要求一览 · All briefs, the latest year first."""

    briefs: list[BriefOut]


class NewBrief(Body):
    """新编制要求 · The text of one."""

    text: Text


class ChangedBrief(NewBrief):
    """改编制要求 · The text, and the version it was read at."""

    version: Number


def list_briefs(asked: Asked) -> BriefsOut:
    """编制要求 · All briefs, the latest year first."""
    del asked
    return BriefsOut(briefs=[_out(row) for row in BriefRow.objects.order_by("-year", "pk")])


def get_brief(asked: Asked, number: Number) -> BriefWhole:
    """一份编制要求 · The text of a brief and its version."""
    del asked
    return _whole(_row(number))


def post_brief(asked: Asked, body: NewBrief) -> BriefWhole:
    """新编制要求 · Saves a new brief that can be read."""
    return _whole(save_brief(asked.doer, None, body.text))


def put_brief(asked: Asked, number: Number, body: ChangedBrief) -> BriefWhole:
    """改编制要求 · Saves a brief in place of the version it was read at; 409 where that is no longer the last."""
    _row(number)
    return _whole(save_brief(asked.doer, Kept(number, body.version), body.text))


def post_propose(asked: Asked, number: Number) -> JobOut:
    """拟订计划 · Compiles a plan from a brief and the ledger of today, by a job whose answer names the plan."""
    row = _row(number)
    return job_out(ask(asked.account, "propose", {"brief": row.pk, "version": row.version}), asked.lang)


def _row(number: int) -> BriefRow:
    row = BriefRow.objects.filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _out(row: BriefRow) -> BriefOut:
    return BriefOut(number=row.pk, title=row.title, year=row.year, version=row.version)


def _whole(row: BriefRow) -> BriefWhole:
    return BriefWhole(**_out(row).dict(), text=row.text)


OPERATIONS = (
    Operation(method="GET", path="/briefs", view=list_briefs, verb=Verb.SEE_BRIEF),
    Operation(method="GET", path="/briefs/{number}", view=get_brief, verb=Verb.SEE_BRIEF),
    Operation(method="POST", path="/briefs", view=post_brief, verb=Verb.EDIT_BRIEF, status=201),
    Operation(method="PUT", path="/briefs/{number}", view=put_brief, verb=Verb.EDIT_BRIEF),
    Operation(method="POST", path="/briefs/{number}/propose", view=post_propose, verb=Verb.PROPOSE, status=202),
)
