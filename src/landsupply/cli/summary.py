"""摘要 · A plan in a dozen lines for the terminal; every figure from the plan's indicators, in the place's unit."""

from __future__ import annotations

from collections.abc import Iterator

from landsupply.cli.screen import width
from landsupply.law.rulebook import Rules
from landsupply.law.words import say
from landsupply.measure.area import Area
from landsupply.options.lawful import Options
from landsupply.plan.form import plan_digest
from landsupply.plan.plan import Miss, Plan
from landsupply.plan.proof import ProvenGoal
from landsupply.plan.target import Axis, Unit
from landsupply.publish.goal_words import goal_figure, goal_name, goal_unit, miss_size
from landsupply.publish.matter import Matter

_GAP_PLACES = 3


def plan_lines(plan: Plan, rules: Rules, lang: str) -> Iterator[str]:
    """摘要 · Title, indicators with shares, milestones, goals with gap, misses, digest."""
    matter = Matter.of(plan, rules, lang=lang)
    yield matter.title
    yield from _indicators(matter)
    yield from _milestones(matter)
    yield from _goals(matter)
    for miss in plan.misses:
        yield _miss(matter, miss)
    yield say("X077", lang, digest=plan_digest(plan, rules))


def _indicators(matter: Matter) -> Iterator[str]:
    figures, unit = matter.figures, matter.unit
    total, held = matter.area(figures.total), matter.area(figures.reserved_total)
    yield matter.say("X070", total=total, items=len(matter.plan.items), reserve=held, unit=unit)
    names = [matter.plan_class(name) for name in figures.classes]
    areas = [matter.area(area) for area in figures.classes.values()]
    for name, area, share in zip(_left(names), _right(areas), _right(figures.shares.texts), strict=True):
        yield matter.say("X071", name=name, area=area, unit=unit, share=share)


def _milestones(matter: Matter) -> Iterator[str]:
    for line in matter.figures.milestones:
        yield matter.say(
            "X072",
            month=line.milestone.month,
            required=matter.exact(line.required),
            reached=matter.area(line.reached) if line.is_met else matter.exact(line.reached),
            unit=matter.unit,
            verdict=matter.say("X073" if line.is_met else "X074"),
        )


def _goals(matter: Matter) -> Iterator[str]:
    for goal in matter.plan.proof.goals:
        yield matter.say(
            "X075",
            goal=goal_name(matter, goal.goal),
            value=goal_figure(matter, goal.goal, goal.value).text,
            certified=_bound(matter, goal, goal.certified),
            solver=_bound(matter, goal, goal.solver),
            unit=goal_unit(matter, goal.goal),
            gap=matter.percent(goal.gap, _GAP_PLACES),
        )


def _bound(matter: Matter, goal: ProvenGoal, units: int | None) -> str:
    return "—" if units is None else goal_figure(matter, goal.goal, units).text


def _miss(matter: Matter, miss: Miss) -> str:
    """Land in hectares whatever the place's unit, for the brief is judged in them; anything else as it is counted."""
    short, unit = matter.say("X082" if miss.units < 0 else "X083"), matter.plan.brief.unit(miss.line)
    name = _line_name(matter, miss)
    if unit is Unit.HECTARE:
        return matter.say("X076", line=name, short=short, area=Area(abs(miss.units)).hectares)
    size, word = miss_size(matter, miss)
    return matter.say("X095", line=name, short=short, size=size, unit=word)


def _line_name(matter: Matter, miss: Miss) -> str:
    """The brief's line; a class and a district in the document's language."""
    if miss.line.axis is Axis.CLASS:
        return matter.plan_class(miss.line.key)
    if miss.line.axis is Axis.DISTRICT:
        return matter.district(miss.line.key)
    return miss.line.name


def refusal_lines(options: Options, lang: str) -> Iterator[str]:
    """未列说明 · How many parcels of the ledger could be planned with, and where the reasons against the rest are."""
    parcels, ready = len(options.ledger.parcels), len({option.parcel for option in options.preferred})
    if ready < parcels:
        yield say("X079", lang, all=parcels, ready=ready, rest=parcels - ready)


def _left(texts: list[str]) -> list[str]:
    most = max(width(text) for text in texts)
    return [text + " " * (most - width(text)) for text in texts]


def _right(texts: list[str] | tuple[str, ...]) -> list[str]:
    most = max(width(text) for text in texts)
    return [" " * (most - width(text)) + text for text in texts]
