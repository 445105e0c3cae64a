"""听候叫停 · Whether a job has been called off, known without asking the base at every step of a search."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.db import OperationalError, connection

from landsupply.measure.fault import SolveFault
from landsupply.web.jobs import CalledOff, Report

_OFTEN = 0.4
#: What a search that was called off ends with.
_STOPPED = "S013"


@contextmanager
def heard(report: Report) -> Iterator[Callable[[], bool]]:
    """听候 · Answers whether the job is called off; CalledOff where a search ended because of it."""
    done, stop = threading.Event(), threading.Event()
    listening = threading.Thread(target=_listen, args=(report, done, stop), daemon=True)
    listening.start()
    try:
        yield stop.is_set
    except SolveFault as fault:
        if fault.code == _STOPPED:
            raise CalledOff from fault
        raise
    finally:
        done.set()
        listening.join()


def _listen(report: Report, done: threading.Event, stop: threading.Event) -> None:
    while not done.wait(_OFTEN) and not stop.is_set():
        # A base that is busy just now is asked again a moment later.
        with suppress(OperationalError):
            if report.is_cancelled():
                stop.set()
    connection.close()
