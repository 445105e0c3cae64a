"""工人 · A process that does jobs one after another, until whoever began it is gone."""

from __future__ import annotations

import logging
import os
import time

from django.db import close_old_connections

from landsupply.web.jobs import do, take
from landsupply.web.works import WORKS

_PAUSE = 0.3
_log = logging.getLogger(__name__)


def work(parent: int) -> None:
    """做工 · Jobs as they come; ends when its parent does, so that no worker outlives its application."""
    while os.getppid() == parent:
        job = take()
        if job is None:
            time.sleep(_PAUSE)
            continue
        try:
            do(job, WORKS)
        except Exception:
            _log.exception("job %s", job.pk)
        close_old_connections()
