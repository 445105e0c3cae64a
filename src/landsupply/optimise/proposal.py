"""拟订结果 · What a year's search ends with, whichever way it was searched."""

from __future__ import annotations

from dataclasses import dataclass

from landsupply.plan.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """拟订结果 · The plan, whether the brief could be met, and whether seconds stopped the search."""

    plan: Plan
    is_feasible: bool
    was_timed_out: bool
