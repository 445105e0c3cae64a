"""网页测试的工人 · The jobs that wait, done here, as a worker does them one after another."""

from __future__ import annotations

from unittest import mock

from landsupply.web import jobs
from landsupply.web.models import JobRow
from landsupply.web.works import WORKS


def done() -> list[JobRow]:
    """办完 · Every job that waits, in its last state; a heartbeat would wait for the test's own transaction."""
    found = []
    with mock.patch.object(jobs, "_BEAT", 3_600.0):
        while job := jobs.take():
            jobs.do(job, WORKS)
            found.append(JobRow.objects.get(pk=job.pk))
    return found
