"""开头各节 · Purpose and basis, principles, period and scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from landsupply.law.catalogue import Subject, rule_catalogue
from landsupply.law.changes import basis_on
from landsupply.law.citation import Instrument, Standing
from landsupply.law.parameter import Dated
from landsupply.measure.fault import LawFault
from landsupply.plan.proof import ProvenGoal
from landsupply.publish.document import Block, Heading, Note, Paragraph
from landsupply.publish.goal_words import goal_figure, goal_unit, principle
from landsupply.publish.matter import Matter

_OF_A_PLAN = (Subject.PARCEL, Subject.PLAN)
_CUSTOMS = ("milestone.completion", "adjustment.deadline", "share.places")


def purpose_and_basis(matter: Matter) -> Iterator[Block]:
    """编制目的和依据 · Why the plan is made, and the instruments in force that its rules rest on."""
    yield Heading(1, matter.say("P101"))
    yield Heading(2, matter.say("P102"))
    yield Paragraph(matter.say("P103", place=matter.place, year=matter.plan.year))
    yield Heading(2, matter.say("P104"))
    day = matter.rules.day
    good = [_instrument(matter, one) for one in _bases(matter) if one.is_good_on(day)]
    yield Paragraph(matter.say("P105" if good else "P109", day=matter.day(day)))
    yield from numbered(matter, good)
    doubtful = [one for one in _customs(matter) if one.standing_on(day) is Standing.UNVERIFIED]
    others = tuple(_instrument(matter, one) for one in doubtful if one.title != matter.plan.title)
    if others:
        yield Note(matter.say("P108", titles=others))


def _bases(matter: Matter) -> list[Instrument]:
    """What the rules on parcels and plans that are asked on the day rest on, oldest first."""
    every = (card for card in rule_catalogue().values() if card.is_asked_on(matter.rules.day))
    asked = [card for card in every if card.subject in _OF_A_PLAN]
    named = (basis.instrument for card in asked for basis in basis_on(card, matter.rules))
    return _instruments(matter, dict.fromkeys(id for card in asked for id in card.parameters), named)


def _customs(matter: Matter) -> list[Instrument]:
    """What milestones, deadlines and the way of printing figures are taken from."""
    return _instruments(matter, _CUSTOMS)


def _instruments(matter: Matter, parameters: Iterable[str], named: Iterable[str] = ()) -> list[Instrument]:
    """Those that the parameters with a value on the day rest on, and others named, oldest first."""
    held = (dated.basis.instrument for id in parameters if (dated := parameter(matter, id)))
    found = [matter.rules.instrument(id) for id in dict.fromkeys((*held, *named))]
    return sorted(found, key=lambda one: (one.begun or date.max, one.id))


def parameter(matter: Matter, id: str) -> Dated | None:
    """参数 · The value of a parameter on the plan's day, None where the place sets none or none yet."""
    try:
        return matter.rules.parameter(id)
    except LawFault:
        return None


def _instrument(matter: Matter, one: Instrument) -> str:
    title = one.title.replace("《", "〈").replace("》", "〉")
    if one.number:
        return matter.say("P106", title=title, number=one.number)
    return matter.say("P107", title=title)


def numbered(matter: Matter, texts: list[str]) -> Iterator[Block]:
    """编号 · The items of a list, each closed as lists close, the last as a sentence."""
    for number, text in enumerate(texts, 1):
        closed = matter.say("P006", text=text) if number == len(texts) else matter.say("P009", text=text)
        yield Paragraph(matter.say("P004", number=number, text=closed))


def principles(matter: Matter) -> Iterator[Block]:
    """编制原则 · The goals in their order, what each reaches, and what it gave up against its bound."""
    yield Heading(1, matter.say("P110"))
    yield Paragraph(matter.say("P111"))
    for number, goal in enumerate(matter.plan.proof.goals, 1):
        yield Paragraph(matter.say("P004", number=number, text=_principle(matter, goal)))


def _principle(matter: Matter, goal: ProvenGoal) -> str:
    return matter.say(
        "P115",
        principle=principle(matter, goal.goal),
        value=goal_figure(matter, goal.goal, goal.value).text,
        less=goal_figure(matter, goal.goal, _provable(goal) - goal.value).text,
        unit=goal_unit(matter, goal.goal),
    )


def _provable(goal: ProvenGoal) -> int:
    """What anybody can recompute; a plan of before has the solver's word alone."""
    return goal.bound if goal.certified is None else goal.certified


def period_and_scope(matter: Matter) -> Iterator[Block]:
    """计划期限和范围 · The year, from its first day to its last, and the planning units."""
    first, last = date(matter.plan.year, 1, 1), date(matter.plan.year, 12, 31)
    units = tuple(matter.district(unit.name) for unit in matter.rules.place.units)
    yield Heading(1, matter.say("P120"))
    yield Paragraph(matter.say("P121", first=matter.day(first), last=matter.day(last)))
    scope = matter.wording("plan.scope")
    yield Paragraph(matter.say("P122", place=matter.place, scope=scope, count=len(units), units=units))
