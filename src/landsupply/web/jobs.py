"""任务 · Long work as rows of our own: asked, taken, told how far it is, called off, taken anew after a crash."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db import OperationalError, close_old_connections, transaction
from django.db.models import F, Q

from landsupply.law.words import remedy, say
from landsupply.measure.fault import Fault
from landsupply.seal.canon import digest
from landsupply.web.clock import now
from landsupply.web.models import Account, JobRow
from landsupply.web.refused import Refused


class State(StrEnum):
    """任务状态 · Waiting, being done, done, failed with a sentence, called off."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


#: A job that has not shown itself for so long was being done by a worker that is gone; it is taken so often at most.
SILENT, TRIES = timedelta(seconds=20), 3
_BEAT = 2.0


class CalledOff(Exception):
    """叫停 · The job was called off while it was being done."""


@dataclass(frozen=True, slots=True)
class Report:
    """报告 · How a job says how far it is, and asks whether it is called off."""

    job: int

    def __call__(self, told: str, share: int) -> None:
        """告知 · A sentence in both languages by code or plain, and how many hundredths are done; CalledOff."""
        JobRow.objects.filter(pk=self.job).update(told=told, share=share, beat=now())
        self.refuse_cancelled()

    def is_cancelled(self) -> bool:
        """是否叫停 · Whether somebody called it off."""
        return bool(JobRow.objects.filter(pk=self.job, is_cancelled=True).exists())

    def refuse_cancelled(self) -> None:
        """已叫停 · CalledOff where somebody called it off."""
        if self.is_cancelled():
            raise CalledOff


Request = Mapping[str, object]
Work = Callable[[JobRow, Request, Report], Mapping[str, object]]


def ask(account: Account, verb: str, request: Request, unit: str = "") -> JobRow:
    """请求 · A new job; one that asks the same of the same person and has not ended is that one."""
    text = json.dumps(request, ensure_ascii=False, sort_keys=True)
    inputs = digest(dict(request))
    with transaction.atomic():
        same = JobRow.objects.filter(account=account, verb=verb, inputs=inputs)
        found = same.filter(state__in=(State.WAITING, State.RUNNING)).first()
        return found or JobRow.objects.create(
            verb=verb, state=State.WAITING, account=account, unit=unit, request=text, inputs=inputs
        )


def cancel(job: JobRow) -> None:
    """叫停 · A waiting job ends at once, a running one at its next step."""
    JobRow.objects.filter(pk=job.pk, state=State.WAITING).update(state=State.CANCELLED, is_cancelled=True, ended=now())
    JobRow.objects.filter(pk=job.pk, state=State.RUNNING).update(is_cancelled=True)


def take() -> JobRow | None:
    """领取 · The oldest waiting job, or one whose worker is gone; none where there is nothing to do."""
    silent = Q(state=State.RUNNING, beat__lt=now() - SILENT)
    JobRow.objects.filter(silent, tries__gte=TRIES).update(state=State.FAILED, told="U020", ended=now())
    for number in JobRow.objects.filter(Q(state=State.WAITING) | silent).order_by("pk").values_list("pk", flat=True):
        open_still = JobRow.objects.filter(Q(state=State.WAITING) | silent, pk=number)
        if open_still.update(state=State.RUNNING, began=now(), beat=now(), tries=F("tries") + 1):
            return JobRow.objects.get(pk=number)
    return None


def do(job: JobRow, works: Mapping[str, Work]) -> None:
    """办理任务 · One job to its end; whatever it raises becomes its last word, in both languages."""
    done = threading.Event()
    beating = threading.Thread(target=_beat, args=(job.pk, done), daemon=True)
    beating.start()
    try:
        answer = works[job.verb](job, json.loads(job.request), Report(job.pk))
    except CalledOff:
        _end(job, State.CANCELLED)
    except Fault as fault:
        _end(job, State.FAILED, {**_words(fault.code, fault.facts), "code": fault.code})
    except Refused as refused:
        words = _words(refused.code, refused.facts)
        _end(job, State.FAILED, {**words, "code": refused.code})
    except Exception:
        _end(job, State.FAILED, {"zh": say("U021", "zh"), "en": say("U021", "en"), "code": "U021"})
        raise
    else:
        _end(job, State.DONE, answer)
    finally:
        done.set()
        beating.join()


def _words(code: str, facts: Mapping[str, object]) -> dict[str, str]:
    """What happened and what to do, in both languages."""
    stop = {"zh": "。", "en": ". "}
    return {
        lang: stop[lang].join(one for one in (say(code, lang, **facts), remedy(code, lang, **facts)) if one)
        for lang in stop
    }


def _end(job: JobRow, state: State, answer: Mapping[str, object] | None = None) -> None:
    text = json.dumps(dict(answer or {}), ensure_ascii=False)
    share = 100 if state is State.DONE else job.share
    JobRow.objects.filter(pk=job.pk).update(state=state, answer=text, ended=now(), share=share)


def _beat(number: int, done: threading.Event) -> None:
    while not done.wait(_BEAT):
        # A base that is busy just now is told at the next beat.
        with suppress(OperationalError):
            JobRow.objects.filter(pk=number).update(beat=now())
    close_old_connections()
