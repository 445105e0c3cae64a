"""求解器 · HiGHS as every programme here is solved: silent, on one thread, with a fixed seed and tight tolerances."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import highspy

Setting = bool | int | float | str

_ALWAYS: Mapping[str, Setting] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
}


def solver(**settings: Setting) -> highspy.Highs:
    """求解器 · A solver with what always holds and these settings of its own: the same programme, the same answer."""
    highs = highspy.Highs()
    for name, value in {**_ALWAYS, **settings}.items():
        highs.setOptionValue(name, value)
    return highs


def offer(highs: highspy.Highs, values: list[float]) -> None:
    """起点 · A solution to begin from."""
    start = highspy.HighsSolution()
    start.col_value = values
    highs.setSolution(start)


def told_to_stop(highs: highspy.Highs, stops: Callable[[], object]) -> None:
    """叫停 · The solver asks now and then whether to stop, and stops with what it has."""

    def ask(event: highspy.HighsCallbackEvent) -> None:
        if stops():
            event.interrupt()

    highs.cbMipInterrupt.subscribe(ask)
    highs.cbSimplexInterrupt.subscribe(ask)
