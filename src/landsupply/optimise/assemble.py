"""成计划 · Chosen parcels to a plan value: items, approved indicators, what is left as reserve, and the proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil, floor

from landsupply.ledger.mixed_use import UseShare, part_areas
from landsupply.measure.area import UNITS_PER_HECTARE, Area
from landsupply.optimise.chosen import Chosen
from landsupply.optimise.ordered import Ladder, Level
from landsupply.optimise.proving import Sought
from landsupply.options.lawful import Options
from landsupply.options.option import Option
from landsupply.plan.brief import Brief
from landsupply.plan.case import PRINTS_THE_SAME, open_class
from landsupply.plan.plan import Assumption, ItemPart, Origins, Plan, PlanItem, ReserveLine
from landsupply.plan.proof import Proof
from landsupply.plan.target import YEAR_END, Axis, Line, Target

METHOD = "HiGHS"


def assemble(chosen: Sequence[Chosen], options: Options, brief: Brief, day: date) -> Plan:
    """成计划 · The plan that the chosen parcels make, not proven yet; indicator = listed + reserve, class by class."""
    items = tuple(_item(one, brief) for one in chosen)
    reserves = _reserves(items, brief, options)
    names = [plan_class.name for plan_class in options.rules.place.classes]
    approved = tuple((name, _listed(items, name) + _held(reserves, name)) for name in names)
    made_from = Origins(ledger=options.ledger.digest, rulebook=options.rules.digest, compiled_on=day)
    return Plan(
        title=brief.title,
        approved=approved,
        items=tuple(sorted(items, key=lambda item: (item.supply_month, item.parcel))),
        reserves=reserves,
        brief=brief,
        proof=Proof(goals=()),
        made_from=made_from,
        assumptions=(*_assumptions(brief, options), *_silent(items, brief)),
    )


def _item(one: Chosen, brief: Brief) -> PlanItem:
    candidate, land, option = one.candidate, one.candidate.land, one.candidate.option
    return PlanItem(
        parcel=land.id,
        name=land.name,
        location=land.location,
        district=land.district,
        plan_class=option.plan_class,
        use=option.use,
        mode=option.mode,
        term=option.term,
        origin=land.origin,
        area=Area(one.units),
        whole=Area(candidate.whole),
        notice_month=candidate.notice(one.month),
        supply_month=one.month,
        state=candidate.state,
        livelihood=land.livelihood,
        housing=land.housing,
        level=land.level,
        batch=land.batch,
        unit=land.unit,
        person=land.person,
        parts=_parts(option, Area(one.units)),
        zone=land.zone if "zone" in brief.facts else None,
        industry=land.industry if "industry" in brief.facts else None,
        amounts=candidate.amounts,
    )


def _parts(option: Option, area: Area) -> tuple[ItemPart, ...]:
    areas = part_areas(area, [UseShare(part.use, part.share) for part in option.parts]) if option.parts else ()
    return tuple(
        ItemPart(plan_class=part.plan_class, use=part.use, term=part.term, area=own)
        for part, own in zip(option.parts, areas, strict=True)
    )


def _listed(items: Sequence[PlanItem], plan_class: str) -> Area:
    return Area.total(area for item in items for name, area in item.by_class if name == plan_class)


def _held(reserves: Sequence[ReserveLine], plan_class: str) -> Area:
    return Area.total(reserve.area for reserve in reserves if reserve.plan_class == plan_class)


def _reserves(items: Sequence[PlanItem], brief: Brief, options: Options) -> tuple[ReserveLine, ...]:
    """What the brief holds back, and what the list leaves of a stated figure without changing how it prints."""
    names = [plan_class.name for plan_class in options.rules.place.classes]
    held = {name: brief.reserve(name) for name in names}
    listed = {name: _listed(items, name) for name in names}
    for name in names:
        held[name] += _rest(brief.target(Line(Axis.CLASS, name)), listed[name] + held[name])
    left = open_class(brief, tuple(names))
    if left is not None:
        found = Area.total(listed.values()) + Area.total(held.values())
        held[left] += _rest(brief.target(Line(Axis.TOTAL)), found)
    return tuple(
        ReserveLine(plan_class=name, district=None, month=YEAR_END, area=held[name]) for name in names if held[name]
    )


def _rest(target: Target | None, found: Area) -> Area:
    """What a stated figure still lacks, where that is too little to print."""
    if target is None or not target.is_figure:
        return Area.ZERO
    rest = (target.low or 0) - found.units
    return Area(rest) if 0 < rest <= PRINTS_THE_SAME else Area.ZERO


def _assumptions(brief: Brief, options: Options) -> tuple[Assumption, ...]:
    """Everything taken for granted, so that it can be printed."""
    found = []
    if brief.assumed.ready is not None:
        count = sum(1 for ready in options.readiness.values() if ready.is_assumed)
        found.append(Assumption(code="S110", facts=(("ready", str(brief.assumed.ready)), ("count", str(count)))))
    if brief.assumed.past_results_are_candidates is not None:
        found.append(Assumption(code="S111", facts=(("reason", brief.assumed.past_results_are_candidates),)))
    year = brief.year
    if options.rules.calendar.is_provisional(year):
        found.append(Assumption(code="S112", facts=(("year", str(year)),)))
    return tuple(found)


def _silent(items: Sequence[PlanItem], brief: Brief) -> Iterator[Assumption]:
    """Items of which the ledger does not state what the brief counts: they count as nothing, and that is said."""
    for measure in brief.measures:
        count = sum(1 for item in items if measure not in dict(item.amounts))
        if count:
            yield Assumption(code="S113", facts=(("measure", measure.value), ("count", str(count))))


#: The solver's arithmetic: what its rows and its bound may be off by, relative and in units of 0.01 m² × weight.
_RELATIVE, _UNITS, _ZERO = 1e-7, 100, 1e-9


def sought_of(ladder: Ladder) -> tuple[Sought, ...]:
    """所求目标 · The goals of a ladder; the solver's bound is widened by its tolerance, never narrowed."""
    last = len(ladder.levels) - 1
    return tuple(
        Sought(
            goal=level.goal,
            solver=0 if -_ZERO < level.bound <= 0 else _widened(level.bound),
            floor=None if i == last else _floor(level),
        )
        for i, level in enumerate(ladder.levels)
    )


def _floor(level: Level) -> int:
    """A unit below what the solver held the goal to; of a goal that cannot lose, never below nothing."""
    least = floor(level.floor * UNITS_PER_HECTARE) - 1
    return least if level.goal.may_lose else max(least, 0)


def _widened(bound: float) -> int:
    return ceil((bound + abs(bound) * _RELATIVE) * UNITS_PER_HECTARE) + _UNITS
