"""求解限度 · What ends a search, and how it tells what it is doing; light, so that asking loads no engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from landsupply.measure.fault import SolveFault

Progress = Callable[[str, str], None]


def quiet(code: str, what: str) -> None:
    """不报进度 · The progress callback of those who want none."""
    del code, what


class Finish(StrEnum):
    """停止原因 · Why the search ended: near enough, nothing more to gain within its rounds, told to, or out of time."""

    GAP = "gap"
    ROUNDS = "rounds"
    CANCELLED = "cancelled"
    TIME = "time"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """求解限度 · The relative gap that is enough, rounds of mending, nodes of a whole search, and what stops it.

    `stops` is asked between rounds and while the solver works, by more than one thread at a time, and answers why
    to stop, or nothing; `left` are the seconds that a call of the solver may still take. Only a clock behind them makes
    an answer irreproducible.
    """

    gap: float = 1e-5
    rounds: int = 24
    nodes: int = 2_000
    stops: Callable[[], Finish | None] = lambda: None
    left: Callable[[], float | None] = lambda: None


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """看管 · What the caller keeps an eye on: whether it has called the work off, and a clock of its own."""

    is_cancelled: Callable[[], bool] = _never
    clock: Callable[[], float] | None = None

    @property
    def is_watched(self) -> bool:
        """有人看管 · Whether anybody can call the work off."""
        return self.is_cancelled is not _never

    def refuse_cancelled(self) -> None:
        """已叫停 · SolveFault S013 where the caller has called it off."""
        if self.is_cancelled():
            raise SolveFault("S013")

    def until(self, seconds: float | None) -> Callable[[], Finish | None]:
        """限时 · What a search asks whether to stop: called off, or so many seconds of the caller's clock from now."""
        began = self.clock() if self.clock is not None else 0.0

        def stops() -> Finish | None:
            if self.is_cancelled():
                return Finish.CANCELLED
            is_late = seconds is not None and self.clock is not None and self.clock() - began > seconds
            return Finish.TIME if is_late else None

        return stops


WATCHED_BY_NONE = Watch()
