"""公布任务 · The last step of the gate as a job: files made outside, then files, act and rows in one transaction.

Whoever pressed the button is the act's author. What was compared when it was pressed is compared again inside the
transaction, as memberships and plan are at that moment. A job that is taken up again after its worker was killed
finds by its key that the act stands, or does everything anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from landsupply.proofread.finding import Severity
from landsupply.proofread.findings import findings
from landsupply.proofread.reading import read
from landsupply.publish.document import plain_text
from landsupply.publish.plan_text import as_text
from landsupply.web.jobs import OPEN, Report, Request, ask, doer_now, own
from landsupply.web.models import Account, JobRow
from landsupply.web.pages.plans_checks import checked
from landsupply.web.people import doer_of
from landsupply.web.planned import Planned, matter_of, planned
from landsupply.web.plans import PUBLISH, Happening, made_of, record, refuse_early
from landsupply.web.refused import Unlawful

#: The job's verb.
PUBLISHING = "publish_plan"
#: What is said, and how far it is, when the files of a language are begun.
_LANGUAGES = {"zh": ("U415", 20), "en": ("U416", 55)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """所按公布 · A publication as it was asked for; `is_known` says that open findings were read."""

    happening: Happening
    is_known: bool

    def request(self) -> dict[str, object]:
        """请求 · As a job takes it."""
        asked = self.happening
        return {
            "plan": asked.digest,
            "summary": asked.summary.strip(),
            "once": asked.once,
            "against": asked.against,
            "known": self.is_known,
        }


def press(account: Account, pressed: Pressed) -> JobRow | None:
    """请求公布 · Everything that can refuse is asked at once; then the job, or the one that is at this plan already.

    None where this form's publication stands and no job of it is known. Unlawful as `plans.refuse_early` says, and
    U487 where findings are open that were not read.
    """
    asked = pressed.happening
    if refuse_early(doer_of(account), asked):
        return _jobs(account, asked.digest).filter(request__contains=f'"once": "{asked.once}"').last()
    _refuse_unread(pressed)
    return underway(account, asked.digest) or ask(account, PUBLISHING, pressed.request())


def underway(account: Account, digest: str) -> JobRow | None:
    """正在公布 · The job by which this person is publishing a plan just now."""
    return _jobs(account, digest).filter(state__in=OPEN).last()


def _jobs(account: Account, digest: str) -> QuerySet[JobRow]:
    return own(account, (PUBLISHING,)).filter(request__contains=f'"plan": "{digest}"')


def publish_plan(job: JobRow, request: Request, report: Report) -> Mapping[str, object]:
    """公布 · The plan is published with its files, or nothing is; CalledOff until the transaction has begun."""
    report("U414", 5)
    pressed = _pressed(job, request)
    asked = pressed.happening
    if refuse_early(doer_now(job), asked) is None:
        _refuse_unread(pressed)
        made = made_of(asked.digest, lambda lang: report(*_LANGUAGES[lang]))
        report("U417", 90)
        with transaction.atomic():
            report.refuse_cancelled_for_good()
            record(doer_now(job), asked, made)
    return {"plan": asked.digest}


def _pressed(job: JobRow, request: Request) -> Pressed:
    """A form without a key has the job's: taken up again, it must find what it has done."""
    against = request.get("against")
    happening = Happening(
        digest=str(request["plan"]),
        verb=PUBLISH,
        summary=str(request["summary"]),
        once=str(request.get("once") or f"publish-{job.pk}"),
        against=None if against is None else str(against),
    )
    return Pressed(happening=happening, is_known=bool(request.get("known")))


def _refuse_unread(pressed: Pressed) -> None:
    if not pressed.is_known and must_know(planned(pressed.happening.digest)):
        raise Unlawful("U487")


def must_know(one: Planned) -> bool:
    """须先阅知 · Whether findings are open that whoever publishes must have read."""
    return bool(checked(one).open or faults(one))


def faults(one: Planned, lang: str = "zh") -> list[str]:
    """自审意见 · What the proofreader holds against the text that would be published, as the command says it."""
    reading = read(plain_text(as_text(matter_of(one.digest, "zh"))))
    wrong = [found for found in findings(reading, one.rules) if found.severity is Severity.ERROR]
    return [f"{found.rule} {found.place.words(lang)} {found.message(lang)}" for found in wrong]
