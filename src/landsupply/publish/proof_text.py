"""证明与说明 · What is proven of the plan, what it assumes and misses, what checks found, its digests."""

from __future__ import annotations

from collections.abc import Iterator

from landsupply.plan.form import plan_digest
from landsupply.plan.plan import Miss
from landsupply.plan.proof import ProvenGoal
from landsupply.publish.delays_text import delays
from landsupply.publish.document import Block, Cell, Column, Heading, Paragraph, Quantity, Role, Table
from landsupply.publish.goal_words import goal_figure, goal_name, goal_unit, line_name, miss_size, together
from landsupply.publish.matter import Matter
from landsupply.publish.opening_text import numbered

_GAP_PLACES = 4


def proof_and_notes(matter: Matter) -> Iterator[Block]:
    """证明与说明 · Every part that has something to say."""
    yield Heading(1, matter.say("P160"))
    for part in PARTS:
        yield from part(matter)


def goals(matter: Matter) -> Iterator[Block]:
    """目标与上限 · Each goal's value, bound, gap and slack, and how to read them."""
    plan = matter.plan
    yield Heading(2, matter.say("P161"))
    yield Paragraph(matter.say("P169", gap=matter.percent(plan.proof.gap, _GAP_PLACES)))
    if not plan.reproducible:
        yield Paragraph(matter.say("P186"))
    columns = (
        Column(heading=matter.say("P163"), width=9),
        Column(heading=matter.say("P164"), width=6, role=Role.CENTRED),
        Column(heading=matter.say("P165"), width=7, role=Role.FIGURE),
        Column(heading=matter.say("P166"), width=7, role=Role.FIGURE),
        Column(heading=matter.say("P284"), width=7, role=Role.FIGURE),
        Column(heading=matter.say("P167"), width=5, role=Role.FIGURE),
        Column(heading=matter.say("P168"), width=5, role=Role.FIGURE),
    )
    rows = tuple(_goal(matter, goal) for goal in plan.proof.goals)
    yield Table(name="", short="", caption=matter.say("P162"), unit="", columns=columns, rows=rows)


def _goal(matter: Matter, goal: ProvenGoal) -> tuple[Cell, ...]:
    return (
        goal_name(matter, goal.goal),
        goal_unit(matter, goal.goal),
        goal_figure(matter, goal.goal, goal.value),
        _bound(matter, goal, goal.certified),
        _bound(matter, goal, goal.solver if goal.certified is not None else goal.bound),
        _percent(matter.percent(goal.gap, _GAP_PLACES)),
        _percent(matter.percent(goal.slack, _GAP_PLACES)),
    )


def _bound(matter: Matter, goal: ProvenGoal, units: int | None) -> Cell:
    """A plan of before has but one bound, the solver's."""
    return "—" if units is None else goal_figure(matter, goal.goal, units)


def _percent(text: str) -> Quantity:
    return Quantity(text, text)


def assumptions(matter: Matter) -> Iterator[Block]:
    """计划前提 · What the plan takes for granted; nothing where it assumes nothing."""
    if matter.plan.assumptions:
        yield Heading(2, matter.say("P173"))
        for number, one in enumerate(matter.plan.assumptions, 1):
            text = matter.say(one.code, **dict(one.facts))
            yield Paragraph(matter.say("P004", number=number, text=text))


def shortfalls(matter: Matter) -> Iterator[Block]:
    """未满足的要求 · The lines of the brief that are missed, and by how much; nothing where all are met."""
    if matter.plan.misses:
        yield Heading(2, matter.say("P174"))
        yield Paragraph(matter.say("P175"))
        yield from numbered(matter, [_miss(matter, miss) for miss in matter.plan.misses])
        if matter.plan.proof.misses is not None:
            yield Paragraph(matter.say("P285", **together(matter.plan.proof.misses)))


def _miss(matter: Matter, miss: Miss) -> str:
    code = "P176" if miss.units < 0 else "P177"
    area, unit = miss_size(matter, miss)
    return matter.say(code, line=line_name(matter, miss.line), area=area, unit=unit)


def findings(matter: Matter) -> Iterator[Block]:
    """审查意见 · What the independent check found; nothing where it found nothing or was not run."""
    if matter.findings:
        yield Heading(2, matter.say("P181"))
        for number, finding in enumerate(matter.findings, 1):
            text = matter.say("P182", place=finding.place, message=finding.message(matter.lang))
            yield Paragraph(matter.say("P004", number=number, text=text))


def version_and_digests(matter: Matter) -> Iterator[Block]:
    """版本与摘要 · Which version this is, what it revises, and the digests of its sources."""
    plan = matter.plan
    yield Heading(2, matter.say("P183"))
    yield Paragraph(matter.say("P184", version=plan.version, day=matter.day(plan.compiled_on)))
    if plan.parent is not None:
        yield Paragraph(matter.say("P185", parent=plan.parent, reason=plan.reason or ""))
    yield Paragraph(matter.say("P192"))
    columns = (
        Column(heading=matter.say("P188"), width=5),
        Column(heading=matter.say("P187"), width=44),
    )
    rows = (
        (matter.say("P189"), plan_digest(plan, matter.rules)),
        (matter.say("P190"), plan.ledger_digest),
        (matter.say("P191"), plan.rulebook_digest),
    )
    yield Table(name="", short="", caption=matter.say("P187"), unit="", columns=columns, rows=rows)


PARTS = (goals, delays, assumptions, shortfalls, findings, version_and_digests)
