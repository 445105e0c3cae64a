"""移月出证 · A plan whose items were moved by hand: what it comes to, and the proof of what it is worth, made anew.

A bound is proven over all plans that miss no more than the moved one and keep its earlier goals, so that the gap says
how much of each goal the moves cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from landsupply.measure.fault import InputFault
from landsupply.optimise.ending import Progress, quiet
from landsupply.optimise.proving import Sought, proven
from landsupply.optimise.telling import with_kept, with_odds
from landsupply.options.lawful import Options
from landsupply.plan.case import Case, case_of
from landsupply.plan.certificate import goal_value, misses
from landsupply.plan.exposure import Exposed, exposure_of
from landsupply.plan.form import plan_digest
from landsupply.plan.moved import moved
from landsupply.plan.plan import Plan
from landsupply.plan.verified import parcels_keep_their_relations

#: How the months of a moved plan were come by.
METHOD = "人工移月"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Board:
    """排期板 · A plan with the case that it was made from, so that moves of its items can be tried."""

    plan: Plan
    options: Options
    case: Case
    exposed: tuple[Exposed | None, ...]

    @classmethod
    def of(cls, plan: Plan, options: Options) -> Board:
        """摆开 · The board of a plan over the options of its own ledger."""
        case = case_of(options, plan.brief, plan.compiled_on)
        exposed = exposure_of(options, case, plan.compiled_on).along(case.candidates)
        return cls(plan=plan, options=options, case=case, exposed=exposed)

    def tried(self, moves: Mapping[str, int]) -> Plan:
        """试移 · The plan with parcels in other months, what it misses told, nothing proven."""
        after = with_kept(moved(self.plan, self.case, moves), self.case.candidates, self.exposed)
        return replace(after, misses=misses(after))

    def lawful(self, moves: Mapping[str, int]) -> Plan:
        """合规移月 · The plan as tried; InputFault C105 where a parcel now comes before one that it waits for."""
        after = self.tried(moves)
        for broken in parcels_keep_their_relations(after, self.case):
            raise InputFault(broken.code, **broken.facts)
        return after

    def kept(self, moves: Mapping[str, int], reason: str, progress: Progress = quiet) -> Plan:
        """定移 · The next version of the plan with these moves, proven anew and with the odds of its milestones."""
        plan = self.plan
        after = self.lawful(moves)
        parent = plan_digest(plan, self.options.rules)
        after = replace(after, version=plan.version + 1, parent=parent, reason=reason)
        after = proven(after, self.case, tuple(_sought(after)), METHOD, progress)
        return with_odds(after, self.case.candidates, self.exposed)


def _sought(plan: Plan) -> Iterator[Sought]:
    """Every goal in order; all but the last are held to what the plan reaches less the slack that the brief gives."""
    levels = plan.brief.levels
    for number, goal in enumerate(levels, 1):
        value = goal_value(plan, goal)
        given = floor(value - abs(value) * Fraction(plan.brief.slack))
        least = given if goal.may_lose else max(given, 0)
        yield Sought(goal=goal, solver=None, floor=None if number == len(levels) else least)
