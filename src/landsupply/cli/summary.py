"""摘要 · A plan in a dozen lines for the terminal; every figure from the plan's indicators."""

from __future__ import annotations

from collections.abc import Iterator

from landsupply.law.rulebook import Rules
from landsupply.law.words import say
from landsupply.measure.area import Area
from landsupply.measure.rounding import half_up
from landsupply.plan.form import plan_digest
from landsupply.plan.indicators import Indicators
from landsupply.plan.plan import Plan


def plan_lines(plan: Plan, rules: Rules, lang: str) -> Iterator[str]:
    """摘要 · Title, indicators with shares, milestones, goals with gap, misses, digest."""
    figures = Indicators.of(plan, rules)
    yield plan.title
    yield say("X070", lang, total=figures.total.print(), items=len(plan.items), reserve=figures.reserved_total.print())
    for (name, area), share in zip(figures.classes.items(), figures.shares.texts, strict=True):
        yield say("X071", lang, name=name, area=area.print(), share=share)
    for line in figures.milestones:
        verdict = say("X073" if line.is_met else "X074", lang)
        yield say(
            "X072",
            lang,
            month=line.milestone.month,
            required=line.required.hectares,
            reached=line.reached.print(),
            verdict=verdict,
        )
    for goal in plan.proof.goals:
        value, bound = Area(goal.value).print(), Area(goal.bound).print()
        percent = half_up(100 * goal.gap.numerator, goal.gap.denominator, 3)
        yield say("X075", lang, goal=goal.goal.value, value=value, bound=bound, gap=percent)
    for miss in plan.misses:
        yield say("X076", lang, line=miss.line.name, area=Area(miss.units).hectares)
    yield say("X077", lang, digest=plan_digest(plan, rules))
