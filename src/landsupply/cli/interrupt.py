"""叫停 · Ctrl-C while a plan is sought: the search is told and ends in words, no plan half written."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from landsupply.optimise.ending import Watch


@contextmanager
def watched() -> Iterator[Watch]:
    """看管 · A watch that the first Ctrl-C calls off; a second one interrupts as ever."""
    called: list[int] = []
    before = signal.getsignal(signal.SIGINT)

    def call_off(number: int, frame: object) -> None:
        del frame
        called.append(number)
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, call_off)
    try:
        yield Watch(is_cancelled=lambda: bool(called), clock=monotonic)
    finally:
        signal.signal(signal.SIGINT, before)
