"""网页测试的计划 · The example's plan, compiled once for all tests and kept anew in each; and a way to each state."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from landsupply.law.rulebook import Rules
from landsupply.optimise.propose import propose
from landsupply.optimise.solve import Limits
from landsupply.options.lawful import lawful_options
from landsupply.plan.plan import Plan
from landsupply.prepare.readiness import readiness_of
from landsupply.web.briefs import read
from landsupply.web.models import Account, BriefRow
from landsupply.web.people import Doer, doer_of
from landsupply.web.plans import APPROVE, PUBLISH, SUBMIT, happen, keep_plan
from landsupply.web.standing import rulebook, standing


def person(role: str) -> Doer:
    """人 · The example's person in a role."""
    return doer_of(Account.objects.get(name=role))


@lru_cache(maxsize=1)
def example_plan() -> tuple[Plan, Rules]:
    """示例计划 · Compiled from the example's ledger and brief."""
    brief = read(BriefRow.objects.order_by("pk")[0].text)
    day = brief.day or date(brief.year, 1, 1)
    rules, ledger = rulebook().on(day), standing().ledger
    options = lawful_options(
        ledger, readiness_of(ledger, brief.assumed.ready), rules, brief.assumed.past_results_are_candidates
    )
    return propose(options, brief, day, Limits.of_brief(brief, None)).plan, rules


def kept() -> str:
    """在册 · The example's plan as a draft; its digest."""
    plan, rules = example_plan()
    return keep_plan(person("planner"), plan, rules, {}).digest


def approved() -> str:
    """已批准 · Submitted by the planner, approved by the leader."""
    digest = kept()
    happen(person("planner"), digest, SUBMIT, "")
    happen(person("leader"), digest, APPROVE, "")
    return digest


def published(summary: str = "首次公布") -> str:
    """已公布 · And published by the leader."""
    digest = approved()
    happen(person("leader"), digest, PUBLISH, summary)
    return digest
