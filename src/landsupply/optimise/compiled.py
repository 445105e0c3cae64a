"""编译 · numba, where it is installed; where it is not, passes that say so when they are called.

Only years of many thousand parcels need it (the extra `large`), so the base install does without.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from landsupply.measure.fault import SolveFault

try:
    import numba
except ModuleNotFoundError:
    numba = None  # type: ignore[assignment]  # nothing of it is used where it is not installed


def _refused(*arguments: object) -> NoReturn:
    """S011: the pass needs numba."""
    del arguments
    raise SolveFault("S011")


def _refusing(**options: object) -> Callable[[object], Callable[..., NoReturn]]:
    del options
    return lambda function: _refused


njit: Any = _refusing if numba is None else numba.njit
prange: Any = range if numba is None else numba.prange
