"""说明存储形式 · The explanation of a plan as the JSON form landsupply.explanation/1."""

from __future__ import annotations

import argparse
from typing import Any

from landsupply.optimise.explain.near_plans import near_plans
from landsupply.optimise.explain.parcel_reason import parcel_reason
from landsupply.optimise.explain.reasons import Standing
from landsupply.optimise.explain.wishes import wishes
from landsupply.plan.form import plan_digest
from landsupply.publish.explain_conflict import conflict_form
from landsupply.publish.explain_parcel import ParcelWords
from landsupply.publish.explain_prices import price_form
from landsupply.publish.explain_wishes import near_form, wish_form
from landsupply.publish.explained import Explained

FORMAT = "landsupply.explanation/1"


def to_form(of: Explained, arguments: argparse.Namespace) -> dict[str, Any]:
    """说明存储形式 · What is cheap always, the rest as it was asked for: null where it was not."""
    others = (
        near_form(near_plans(of.plan, of.question.case, arguments.alternatives)) if arguments.alternatives else None
    )
    return {
        "format": FORMAT,
        "plan": plan_digest(of.plan, of.matter.rules),
        "ledger": of.plan.ledger_digest,
        "goal": of.question.asked.goal.value,
        "conflict": conflict_form(of.not_met, of.names) if of.plan.misses else None,
        "prices": [price_form(one, of.question) for one in of.prices],
        "standings": _standings(of),
        "parcels": _parcels(of, arguments.parcel),
        "wishes": [wish_form(one) for one in wishes(of.plan, of.question.case)] if arguments.wishes else None,
        "alternatives": others,
    }


def _standings(of: Explained) -> dict[str, list[str]]:
    sure = of.standings
    return {kind.value: sorted(parcel for parcel, one in sure.items() if one is kind) for kind in Standing}


def _parcels(of: Explained, asked: list[str]) -> list[dict[str, Any]]:
    words = ParcelWords(of.matter, of.question, of.options)
    return [words.form(parcel_reason(of.question, of.options, one)) for one in dict.fromkeys(asked)]
