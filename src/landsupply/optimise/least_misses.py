"""按价缺口 · Where no plan of a large year fits: how little the named lines must give, found by prices too."""

from __future__ import annotations

from collections.abc import Iterator

from landsupply.measure.fault import SolveFault
from landsupply.optimise.ending import Ending, Progress, Watch
from landsupply.plan.asked import Asked, wanted
from landsupply.plan.case import Case
from landsupply.plan.elastic import Grain, elastic, missable
from landsupply.plan.plan import Miss
from landsupply.plan.posed import pose
from landsupply.plan.problem import Choice, Problem, activity_of

#: Found to so much, relatively; the goals' search is given a little more room than what was found.
_GAP, _EASE = 1e-4, 20_000
#: Steps in which a phase may grow.
_STEPS = 8


def least_misses(case: Case, asked: Asked, watch: Watch, progress: Progress) -> tuple[Miss, ...]:
    """最小缺口 · Of each named line what it must be short (negative) or over, with a little room.

    SolveFault S002 where what is never given up cannot hold by itself.
    """
    from landsupply.optimise.engine import best_choice  # numba is loaded for years that need it alone

    posed = pose(case, asked, _STEPS)
    problem = elastic(posed.problem, missable(case, asked), Grain.STEPS)
    found = best_choice(problem, Ending(gap=_GAP, stops=watch.until(None)), progress)
    if found.choice is None:
        raise SolveFault("S002")
    count = posed.problem.parcels
    own = Choice(option=found.choice.option[:count], month=found.choice.month[:count])
    return tuple(_misses(case, asked, posed.problem, own))


def _misses(case: Case, asked: Asked, problem: Problem, own: Choice) -> Iterator[Miss]:
    lines = {target.name: target.line for target in case.brief.sentences}
    reached, bounds = activity_of(problem, own), problem.rows
    for row, one in enumerate(wanted(case, asked)):
        short, over = int(bounds.low[row] - reached[row]), int(reached[row] - bounds.high[row])
        if one.name in lines and max(short, over) > 0:
            missed = -(-max(short, over) // one.step)
            yield Miss(line=lines[one.name], units=(-1 if short > 0 else 1) * (missed + missed // _EASE + 1))
