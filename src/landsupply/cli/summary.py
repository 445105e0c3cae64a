"""摘要 · A plan in a dozen lines for the terminal; every figure from the plan's indicators, in the place's unit."""

from __future__ import annotations

from collections.abc import Iterator

from landsupply.cli.issue_table import rows_of, sheet_of, words_of
from landsupply.cli.screen import width
from landsupply.law.rulebook import Rules
from landsupply.law.words import say
from landsupply.ledger.issue import Severity
from landsupply.ledger.ledger import Ledger
from landsupply.measure.area import Area
from landsupply.options.lawful import Options
from landsupply.plan.delays import guarded_line
from landsupply.plan.form import plan_digest
from landsupply.plan.plan import Miss, Plan
from landsupply.plan.proof import ProvenGoal
from landsupply.plan.target import Axis, Unit
from landsupply.publish.goal_words import goal_figure, goal_name, goal_unit, line_name, miss_size, together
from landsupply.publish.matter import Matter

_GAP_PLACES = 3
_UNREAD = 5  # cells named; the examine command shows all


def plan_lines(plan: Plan, rules: Rules, lang: str) -> Iterator[str]:
    """摘要 · Title, indicators with shares, milestones, goals with gap, misses, digest."""
    matter = Matter.of(plan, rules, lang=lang)
    yield matter.title
    yield from _indicators(matter)
    yield from _milestones(matter)
    yield from _delays(matter)
    yield from goal_lines(matter)
    yield from miss_lines(matter)
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


def _delays(matter: Matter) -> Iterator[str]:
    """The odds of milestones, where anybody says anything of delays."""
    told = matter.plan.delays
    if told is None:
        return
    yield matter.say("X360", exposed=told.exposed, scenarios=told.scenarios, seed=told.seed)
    for one in told.odds:
        yield matter.say(
            "X361",
            line=line_name(matter, one.line),
            probability=matter.percent(told.probability(one)),
            mean=matter.area(Area(one.mean)),
            worst=matter.area(Area(one.worst_tenth)),
            unit=matter.unit,
        )
    for kept in told.kept:
        show = matter.exact if kept.miss else matter.area
        yield matter.say(
            "X362",
            line=line_name(matter, guarded_line(kept.line)),
            required=show(Area(kept.required)),
            reached=show(Area(kept.reached)),
            unit=matter.unit,
            verdict=matter.say("X074" if kept.miss else "X073"),
        )


def goal_lines(matter: Matter) -> Iterator[str]:
    """目标 · Each goal's value in the plan, both bounds, the gap."""
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


def miss_lines(matter: Matter) -> Iterator[str]:
    """缺口 · Each line of the brief that the plan does not meet, and how little any plan could miss."""
    yield from (_miss(matter, miss) for miss in matter.plan.misses)
    if matter.plan.proof.misses is not None:
        yield matter.say("X096", **together(matter.plan.proof.misses))


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
    if miss.line.axis is Axis.CAUTION:
        return line_name(matter, miss.line)
    return miss.line.name


def refusal_lines(options: Options, lang: str) -> Iterator[str]:
    """未列说明 · How many parcels of the ledger could be planned with, and where the reasons against the rest are."""
    parcels, ready = len(options.ledger.parcels), len({option.parcel for option in options.preferred})
    if ready < parcels:
        yield say("X079", lang, all=parcels, ready=ready, rest=parcels - ready)


def unread_lines(ledger: Ledger, lang: str) -> Iterator[str]:
    """未读准 · The first few cells of a ledger that could not be taken as they stand: their parcels wait."""
    wrong = [one for one in ledger.issues if one.severity is Severity.ERROR]
    for one in wrong[:_UNREAD]:
        place = f"{sheet_of(one)} {rows_of(one.rows, lang)}".strip()
        yield say("X330", lang, issue=one.code, place=place, words=words_of(one, lang))
    if len(wrong) > _UNREAD:
        yield say("X331", lang, count=len(wrong) - _UNREAD)


def _left(texts: list[str]) -> list[str]:
    most = max(width(text) for text in texts)
    return [text + " " * (most - width(text)) for text in texts]


def _right(texts: list[str] | tuple[str, ...]) -> list[str]:
    most = max(width(text) for text in texts)
    return [" " * (most - width(text)) + text for text in texts]
