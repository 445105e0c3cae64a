"""任务 · Long work as rows of our own: asked, taken, told how far it is, called off, taken anew after a crash."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import OperationalError, close_old_connections, transaction
from django.db.models import F, Q, QuerySet

from landsupply.law.words import remedy, say
from landsupply.measure.fault import Fault
from landsupply.seal.canon import digest
from landsupply.web.clock import now
from landsupply.web.models import Account, JobFile, JobRow
from landsupply.web.people import Doer, doer_of
from landsupply.web.refused import Forbidden, Refused


class State(StrEnum):
    """任务状态 · Waiting, being done, done, failed with a sentence, called off."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


#: A job that has not shown itself for so long was being done by a worker that is gone; it is taken so often at most.
SILENT, TRIES = timedelta(seconds=20), 3
#: What is not kept on request is thrown away after so many hours.
HOURS = 8
#: What a job was given; it is needed no more once the job has failed or was called off.
GIVEN = "given"
_BEAT = 2.0
#: The states of a job that has not ended.
OPEN = (State.WAITING, State.RUNNING)


class CalledOff(Exception):
    """叫停 · The job was called off while it was being done, or another worker does it by now."""


@dataclass(frozen=True, slots=True)
class Report:
    """报告 · How a job says how far it is, and asks whether it is called off; `tries` tells its worker from a later."""

    job: int
    tries: int | None = None

    def __call__(self, told: str, share: int) -> None:
        """告知 · A sentence in both languages by code or plain, and how many hundredths are done; CalledOff."""
        self._own().update(told=told, share=share, beat=now())
        self.refuse_cancelled()

    def is_cancelled(self) -> bool:
        """是否叫停 · Whether somebody called it off, or another worker took it up."""
        gone = Q(is_cancelled=True) if self.tries is None else Q(is_cancelled=True) | ~Q(tries=self.tries)
        return JobRow.objects.filter(gone, pk=self.job).exists()

    def refuse_cancelled(self) -> None:
        """已叫停 · CalledOff where somebody called it off."""
        if self.is_cancelled():
            raise CalledOff

    def refuse_cancelled_for_good(self) -> None:
        """最后叫停 · The same inside a transaction: until that ends, nobody calls it off any more."""
        if not self._own().select_for_update().filter(is_cancelled=False).values_list("pk").first():
            raise CalledOff

    def _own(self) -> QuerySet[JobRow]:
        rows = JobRow.objects.filter(pk=self.job)
        return rows if self.tries is None else rows.filter(tries=self.tries)


Request = Mapping[str, object]
Work = Callable[[JobRow, Request, Report], Mapping[str, object]]


def ask(
    account: Account,
    verb: str,
    request: Request,
    unit: str = "",
    given: bytes | None = None,
    until: datetime | None = None,
) -> JobRow:
    """请求 · A new job; one that asks the same of the same person and has not ended is that one.

    `given` goes with the job and no further; after `until` nothing of the job is left.
    """
    text = json.dumps(request, ensure_ascii=False, sort_keys=True)
    inputs = digest(dict(request))
    with transaction.atomic():
        # Two requests at once wait here for each other, so that the second finds the job of the first.
        Account.objects.select_for_update(no_key=True).get(pk=account.pk)
        same = JobRow.objects.filter(account=account, verb=verb, inputs=inputs)
        found = same.filter(state__in=OPEN).first()
        if found:
            return found
        row = JobRow.objects.create(
            verb=verb, state=State.WAITING, account=account, unit=unit, request=text, inputs=inputs, until=until
        )
        if given is not None:
            JobFile.objects.create(job=row, name=GIVEN, content=given)
        return row


def doer_now(job: JobRow) -> Doer:
    """此刻的经办人 · Who asked for a job, as the memberships say now; Forbidden where the account was disabled."""
    account = Account.objects.get(pk=job.account_id)
    if not account.is_active:
        raise Forbidden(account.name)
    return doer_of(account)


def own(account: Account, verbs: Iterable[str] = ()) -> QuerySet[JobRow]:
    """本人任务 · One's own jobs, of some kinds alone where any are named; what is over its time is not there."""
    rows = JobRow.objects.filter(account=account).exclude(until__lt=now())
    return rows.filter(verb__in=tuple(verbs)) if verbs else rows


def attached(job: JobRow, name: str) -> bytes:
    """附件 · Bytes that a job holds; Forbidden where it holds none of that name."""
    found = JobFile.objects.filter(job=job, name=name).values_list("content", flat=True).first()
    if found is None:
        raise Forbidden(name)
    return bytes(found)


def attach(job: JobRow, files: Mapping[str, bytes]) -> None:
    """存附件 · What came of a job, in place of what it held under those names."""
    with transaction.atomic():
        JobFile.objects.filter(job=job, name__in=files).delete()
        JobFile.objects.bulk_create([JobFile(job=job, name=name, content=content) for name, content in files.items()])


def sweep() -> None:
    """清理 · Jobs that are over their time, with all they hold."""
    JobRow.objects.filter(until__lt=now()).delete()


def cancel(job: JobRow) -> None:
    """叫停 · A waiting job ends at once, a running one at its next step."""
    with transaction.atomic():
        waiting = JobRow.objects.filter(pk=job.pk, state=State.WAITING)
        if waiting.update(state=State.CANCELLED, is_cancelled=True, ended=now()):
            JobFile.objects.filter(job=job, name=GIVEN).delete()
        JobRow.objects.filter(pk=job.pk, state=State.RUNNING).update(is_cancelled=True)


def take(without: Iterable[str] = ()) -> JobRow | None:
    """领取 · The oldest waiting job, or one whose worker is gone; none where there is nothing to do.

    `without` are the kinds that this worker leaves to others.
    """
    silent = Q(state=State.RUNNING, beat__lt=now() - SILENT)
    JobRow.objects.filter(silent, tries__gte=TRIES).update(state=State.FAILED, told="U020", ended=now())
    for number in (
        JobRow.objects.filter(Q(state=State.WAITING) | silent)
        .exclude(verb__in=tuple(without))
        .order_by("pk")
        .values_list("pk", flat=True)
    ):
        open_still = JobRow.objects.filter(Q(state=State.WAITING) | silent, pk=number)
        if open_still.update(state=State.RUNNING, began=now(), beat=now(), tries=F("tries") + 1):
            return JobRow.objects.get(pk=number)
    return None


def do(job: JobRow, works: Mapping[str, Work]) -> None:
    """办理任务 · One job to its end; whatever it raises becomes its last word, in both languages."""
    done = threading.Event()
    beating = threading.Thread(target=_beat, args=(job, done), daemon=True)
    beating.start()
    try:
        answer = works[job.verb](job, json.loads(job.request), Report(job.pk, job.tries))
    except CalledOff:
        _end(job, State.CANCELLED)
    except (Fault, Refused) as refused:
        _end(job, State.FAILED, _words(refused.code, refused.facts))
    except Forbidden:
        _end(job, State.FAILED, _words("U060", {}))
    except Exception:
        _end(job, State.FAILED, _words("U021", {}))
        raise
    else:
        _end(job, State.DONE, answer)
    finally:
        done.set()
        beating.join()


def _words(code: str, facts: Mapping[str, object]) -> dict[str, str]:
    """The code; what happened and what to do, in both languages."""
    stop = {"zh": "。", "en": ". "}
    return {"code": code} | {
        lang: stop[lang].join(one for one in (say(code, lang, **facts), remedy(code, lang, **facts)) if one)
        for lang in stop
    }


def _end(job: JobRow, state: State, answer: Mapping[str, object] | None = None) -> None:
    """Only the worker that does it now ends it: one that was thought gone has nothing to say any more."""
    text = json.dumps(dict(answer or {}), ensure_ascii=False)
    shares = {"share": 100} if state is State.DONE else {}
    rows = JobRow.objects.filter(pk=job.pk, tries=job.tries)
    if rows.update(state=state, answer=text, ended=now(), **shares) and state is not State.DONE:
        JobFile.objects.filter(job=job, name=GIVEN).delete()


def _beat(job: JobRow, done: threading.Event) -> None:
    while not done.wait(_BEAT):
        # A base that is busy just now is told at the next beat.
        with suppress(OperationalError):
            JobRow.objects.filter(pk=job.pk, tries=job.tries).update(beat=now())
    close_old_connections()
