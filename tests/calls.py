"""调用次数 · How much work a step does, counted and not timed: the same number on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """调用次数 · How many calls of functions, of Python and of C, the work makes, after it has been done once.

    The first time fills caches, which is not the work itself. A loop without a call in it is not seen.
    """
    work()
    count = 0

    def see(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
