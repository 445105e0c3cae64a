"""达成机会存储形式 · The odds of a plan's milestones in its stored form, where delays are stated."""

from __future__ import annotations

from typing import Any

from landsupply.measure.area import Area
from landsupply.measure.lateness import share_said
from landsupply.plan.chances import Chances, Kept, Odds


def chances_form(chances: Chances) -> dict[str, Any]:
    """存储形式 · Seed, number of scenarios, the odds of every milestone, and what was to be kept."""
    return {
        "seed": chances.seed,
        "scenarios": chances.scenarios,
        "exposed": chances.exposed,
        "milestones": [_odds(one, chances) for one in chances.odds],
        "caution": [_kept(one) for one in chances.kept],
    }


def _odds(one: Odds, chances: Chances) -> dict[str, Any]:
    return {
        "axis": one.line.axis.value,
        "key": one.line.key,
        "required": Area(one.required).hectares,
        "met": one.met,
        "probability": share_said(chances.probability(one)),
        "mean": Area(one.mean).hectares,
        "worst_tenth": Area(one.worst_tenth).hectares,
    }


def _kept(one: Kept) -> dict[str, Any]:
    return {
        "axis": one.line.axis.value,
        "key": one.line.key,
        "required": Area(one.required).hectares,
        "reached": Area(one.reached).hectares,
    }
