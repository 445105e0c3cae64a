"""心愿与备选说明 · What each goal costs the others, and at most a few other plans, for the screen and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from landsupply.measure.area import Area
from landsupply.optimise.explain.near_plans import NearPlan, NearPlans, Placed
from landsupply.optimise.explain.wishes import Wish
from landsupply.plan.goal import Goal
from landsupply.plan.target import Unit, exact_figure
from landsupply.publish.explain_words import Names
from landsupply.publish.goal_words import goal_figure, goal_unit, goal_word
from landsupply.publish.matter import Matter

#: Parcels of each kind named in a line; the form has all.
_NAMED = 6


def wish_rows(found: Sequence[Wish], matter: Matter) -> Iterator[tuple[str, ...]]:
    """心愿行 · A goal, the most it can reach alone, what each goal before it takes, what the plan reaches."""
    for one in found:
        taken = [
            f"{goal_word(goal, matter.lang)} −{_figure(matter, one.goal, units)}"
            for goal, units in one.costs
            if units > 0
        ]
        name = goal_word(one.goal, matter.lang)
        yield (
            name if one.is_pursued else matter.say("X338", goal=name),
            goal_unit(matter, one.goal),
            _figure(matter, one.goal, one.alone),
            matter.say("P005").join(taken) or "—",
            _figure(matter, one.goal, one.reached),
        )


def _figure(matter: Matter, goal: Goal, units: int) -> str:
    return goal_figure(matter, goal, units).text


def wish_form(one: Wish) -> dict[str, Any]:
    """心愿存储形式 · Bounds and figures in hectares, months and weights, as the proof of a plan has them."""
    return {
        "goal": one.goal.value,
        "pursued": one.is_pursued,
        "alone": exact_figure(one.alone, Unit.HECTARE),
        "costs": [{"goal": goal.value, "takes": exact_figure(units, Unit.HECTARE)} for goal, units in one.costs],
        "reached": exact_figure(one.reached, Unit.HECTARE),
    }


def near_lines(found: NearPlans, goal: Goal, matter: Matter) -> Iterator[str]:
    """备选说明 · Each other plan by what it changes, then how often each parcel stands."""
    names = Names(matter.rules, matter.lang)
    if not found.plans:
        yield names.say("X340")
        return
    unit = goal_unit(matter, goal)
    yield names.say("X339", count=len(found.plans), floor=_figure(matter, goal, found.floor), unit=unit)
    for number, one in enumerate(found.plans, 1):
        counts = {"added": len(one.added), "removed": len(one.removed), "moved": len(one.moved)}
        yield names.say("X341", number=number, value=_figure(matter, goal, one.value), unit=unit, **counts)
        yield from _changes(one, names, matter)
    often = sorted(found.appearances.items(), key=lambda pair: (-pair[1], pair[0]))
    if often:
        every = len(found.plans) + 1
        listed = tuple(f"{parcel} {times}/{every}" for parcel, times in often[: 2 * _NAMED])
        yield names.say("X357", parcels=listed, count=len(often), every=every)


def _changes(one: NearPlan, names: Names, matter: Matter) -> Iterator[str]:
    for code, placed in (("X413", one.added), ("X414", one.removed)):
        if placed:
            told = tuple(f"{each.parcel} ({names.month(each.month)})" for each in placed[:_NAMED])
            yield names.say(code, parcels=_listed(told, len(placed), names))
    if one.moved:
        told = tuple(
            f"{before.parcel} {names.month(before.month)} → {names.month(after.month)}"
            for before, after in one.moved[:_NAMED]
        )
        yield names.say("X415", parcels=_listed(told, len(one.moved), names))
    if one.by_class:
        sizes = [f"{names.plan_class(name)} {_signed(units, matter)}" for name, units in one.by_class.items()]
        yield names.say("X416", classes=names.say("P005").join(sizes), unit=matter.unit)


def _listed(told: Sequence[str], count: int, names: Names) -> str:
    words = names.say("P005").join(told)
    return words if len(told) == count else names.say("X417", words=words, count=count)


def _signed(units: int, matter: Matter) -> str:
    return f"{'+' if units > 0 else '−'}{matter.area(Area(abs(units)), 4)}"


def near_form(found: NearPlans) -> dict[str, Any]:
    """备选存储形式 · Every change, areas in hectares, and the plans that list each parcel not in all of them."""
    return {
        "floor": exact_figure(found.floor, Unit.HECTARE),
        "plans": [
            {
                "value": exact_figure(one.value, Unit.HECTARE),
                "added": [_placed(each) for each in one.added],
                "removed": [_placed(each) for each in one.removed],
                "moved": [{"from": _placed(before), "to": _placed(after)} for before, after in one.moved],
                "classes": {name: Area(units).hectares for name, units in one.by_class.items()},
            }
            for one in found.plans
        ],
        "appearances": dict(found.appearances),
    }


def _placed(one: Placed) -> dict[str, Any]:
    return {
        "parcel": one.parcel,
        "month": one.month,
        "mode": one.mode,
        "class": one.plan_class,
        "area": Area(one.units).hectares,
    }
