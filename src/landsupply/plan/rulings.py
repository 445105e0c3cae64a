"""计划判定 · Every rule on a plan asked of a plan, every rule on a place of what it states, under one day's law."""

from __future__ import annotations

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.rulebook import Rules
from landsupply.options.judgement import Judgement
from landsupply.plan import rule_contents, rule_place, rule_policy
from landsupply.plan.rule_case import PlaceRule, PlanCase, PlanRule, ruled

PLAN_RULES: tuple[PlanRule, ...] = (*rule_contents.RULES, *rule_policy.RULES)
PLACE_RULES: tuple[PlaceRule, ...] = rule_place.RULES


def plan_rulings(case: PlanCase) -> tuple[Judgement, ...]:
    """计划判定 · One judgement a rule, in the order of the rules; only those whose card is asked on the day."""
    asked = [rule for rule in PLAN_RULES if rule_catalogue()[rule.number].is_asked_on(case.rules.day)]
    return tuple(ruled(rule.number, rule.judge(case)) for rule in asked)


def place_rulings(rules: Rules) -> tuple[Judgement, ...]:
    """地方判定 · The same of the rules on what a place states of itself."""
    asked = [rule for rule in PLACE_RULES if rule_catalogue()[rule.number].is_asked_on(rules.day)]
    return tuple(ruled(rule.number, rule.judge(rules)) for rule in asked)
