"""本方法 · The product's own engine, asked as the others are: seconds and a gap; its compilation apart."""

from __future__ import annotations

from time import perf_counter

from benchmarks.optimise.instances import generate
from benchmarks.optimise.peers import Answer, Ask
from landsupply.plan.problem import Problem

NAME = "landsupply"
#: Years small enough to cost little, one for each of the engine's ways: what the first run of one costs above the
#: second is compilation.
SMALL, LARGE, SEED = 60, 6_000, 1
#: A run for warmth stops at this gap.
ROUGH = 1e-2


def landsupply(problem: Problem, ask: Ask) -> Answer:
    """本方法 · The plan, the prices that bound it, and the solver's bound where one was used."""
    from landsupply.optimise.ending import Ending, Finish
    from landsupply.optimise.engine import best_choice

    def stops() -> Finish | None:
        return Finish.TIME if perf_counter() - ask.began > ask.seconds else None

    def left() -> float:
        return max(0.1, ask.seconds - (perf_counter() - ask.began))

    found = best_choice(problem, Ending(gap=ask.gap, stops=stops, left=left), _quiet)
    return Answer(
        choice=found.choice,
        points=None if found.solver_bound is None else found.solver_bound / 1_000,
        said=str(found.finish),
        options={"gap": ask.gap, "seconds": ask.seconds},
        prices=found.prices,
    )


def compiled(parcels: int) -> float:
    """编译耗时 · The seconds that the first run of this way costs above the second."""
    seconds = []
    tiny = generate(SMALL if parcels < LARGE else LARGE, SEED)
    for _ in range(2):
        began = perf_counter()
        landsupply(tiny, Ask(seconds=60, gap=ROUGH))
        seconds.append(perf_counter() - began)
    return max(0.0, seconds[0] - seconds[1])


def _quiet(code: str, detail: str) -> None:
    del code, detail
