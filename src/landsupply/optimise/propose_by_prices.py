"""按价拟订 · From a case of many thousand parcels to a plan with its proof; the least misses where nothing fits."""

from __future__ import annotations

from dataclasses import replace

from landsupply.measure.fault import SolveFault
from landsupply.optimise.assemble import assemble
from landsupply.optimise.by_prices import Reached, bands, solve_by_prices
from landsupply.optimise.ending import Progress
from landsupply.optimise.least_misses import least_misses
from landsupply.optimise.proposal import Proposal
from landsupply.optimise.proving import proven
from landsupply.optimise.solve import Limits
from landsupply.optimise.telling import with_kept, with_odds
from landsupply.options.lawful import Options
from landsupply.plan.asked import Asked
from landsupply.plan.case import Case
from landsupply.plan.certificate import misses
from landsupply.plan.exposure import exposure_of

#: How a plan so found says it was found.
METHOD = "prices"


def propose_by_prices(case: Case, options: Options, limits: Limits, progress: Progress) -> Proposal:
    """按价拟订 · The best plan met, proven by prices.

    Caution about delays does not steer the search; what the plan keeps of it, and its odds, are told all the same.
    SolveFault S011 where the compiled passes are not installed, S004 where no plan was met.
    """
    asked = Asked(goal=case.brief.levels[0])
    reached = solve_by_prices(case, asked, limits, progress)
    if reached is None:
        progress("S103", "")
        allowed = least_misses(case, replace(asked, bands=tuple(bands(case))), limits.watch, progress)
        reached = solve_by_prices(case, replace(asked, allowed=allowed), limits, progress)
    if reached is None:
        raise SolveFault("S004", goal=case.brief.levels[0].value)
    return _finished(case, options, reached, progress)


def _finished(case: Case, options: Options, reached: Reached, progress: Progress) -> Proposal:
    exposed = exposure_of(options, case, case.day).along(case.candidates)
    plan = with_kept(assemble(reached.chosen, options, case.brief, case.day), case.candidates, exposed)
    found = misses(plan)
    plan = replace(plan, misses=found, reproducible=not reached.was_timed_out)
    progress("S106", str(len(reached.sought)))
    plan = with_odds(proven(plan, case, reached.sought, METHOD), case.candidates, exposed)
    return Proposal(plan=plan, is_feasible=not found, was_timed_out=reached.was_timed_out)
