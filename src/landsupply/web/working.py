"""工人 · A process that does jobs one after another, until whoever began it is gone."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Sequence
from contextlib import suppress

from django.db import OperationalError, close_old_connections

from landsupply.web.jobs import do, sweep, take
from landsupply.web.models import JobRow
from landsupply.web.works import WORKS

_PAUSE = 0.3
#: How often what is over its time is thrown away, in seconds.
_SWEPT = 60.0
_log = logging.getLogger(__name__)


def work(parent: int, without: Sequence[str] = ()) -> None:
    """做工 · Jobs as they come, but for some kinds; ends with its parent, so that none outlives its application."""
    swept = 0.0
    while os.getppid() == parent:
        if time.monotonic() - swept > _SWEPT:
            swept = time.monotonic()
            _swept()
        job = _taken(without)
        if job is None:
            time.sleep(_PAUSE)
            continue
        try:
            do(job, WORKS)
        except Exception:
            _log.exception("job %s", job.pk)
        close_old_connections()


def _swept() -> None:
    """What is over its time is gone; where the base is busy, a minute later."""
    with suppress(OperationalError):
        sweep()


def _taken(without: Sequence[str]) -> JobRow | None:
    """A job, unless the base is so busy that none can be taken just now."""
    try:
        return take(without)
    except OperationalError:
        close_old_connections()
        return None
