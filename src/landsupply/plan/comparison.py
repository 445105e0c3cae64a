"""情景比较 · Plans of one ledger side by side: figures against the first, goals, and which parcels each one lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from landsupply.law.rulebook import Rules
from landsupply.ledger.ledger import Ledger
from landsupply.measure.area import Area
from landsupply.measure.fault import IntegrityFault
from landsupply.plan.certificate import goal_value
from landsupply.plan.goal import Goal, measures_of, terms_of
from landsupply.plan.indicators import MONTHS, Indicators
from landsupply.plan.plan import Plan, PlanItem
from landsupply.plan.proof import ProvenGoal
from landsupply.plan.target import Axis, Measure

#: The two parts of the total: what stands on parcels, and what is held back.
LISTED, RESERVED = "落地", "统筹与预留"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """情景 · A name, and the plan that its brief came to."""

    name: str
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """比较指标 · One figure of the plans, scenario by scenario: its axis, what it speaks of, the areas."""

    axis: Axis
    key: str | None
    areas: tuple[Area, ...]

    @property
    def differences(self) -> tuple[int, ...]:
        """差额 · By how many units of 0.01 m² each scenario is above the first."""
        return tuple(area.units - self.areas[0].units for area in self.areas)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFigure:
    """比较目标 · What each plan reaches of a goal, None where that cannot be told, and its proof where sought."""

    goal: Goal
    values: tuple[int | None, ...]
    proofs: tuple[ProvenGoal | None, ...]
    weights: tuple[object, ...] = ()

    @property
    def differences(self) -> tuple[int | None, ...]:
        """差额 · How far each value is above the first; None where either cannot be told, or other weights count."""
        base = self.values[0]
        is_one = len(dict.fromkeys(self.weights)) < 2
        return tuple(None if one is None or base is None or not is_one else one - base for one in self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """两两差异 · Parcels that only one of two scenarios lists, both but otherwise (month, way, area), both alike."""

    first: int
    second: int
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    moved: tuple[str, ...]
    alike: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """情景比较 · At least two scenarios of one ledger, place, day and law; others are held against the first."""

    scenarios: tuple[Scenario, ...]
    ledger: Ledger

    def __post_init__(self) -> None:
        """Refuse fewer than two (C190), a name given twice (C191), plans made from anything else (C192)."""
        names = [one.name for one in self.scenarios]
        if len(names) < 2:
            raise IntegrityFault("C190", count=len(names))
        for name in names:
            if names.count(name) > 1:
                raise IntegrityFault("C191", name=name)
        first = self.scenarios[0].plan
        for one in self.scenarios:
            if (one.plan.made_from, one.plan.place, one.plan.year) != (first.made_from, first.place, first.year):
                raise IntegrityFault("C192", name=one.name, first=names[0])
        if first.ledger_digest != self.ledger.digest:
            raise IntegrityFault("C192", name=names[0], first=self.ledger.digest)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """计划 · The plans of all scenarios."""
        return tuple(one.plan for one in self.scenarios)

    def figures(self, rules: Rules) -> tuple[Figure, ...]:
        """比较指标 · Total, its two parts, classes, units, ways, and what is reached by each month's end."""
        found = [Indicators.of(plan, rules) for plan in self.plans]
        total = [tuple(one.total for one in found)]
        parts = [tuple(one.listed_total for one in found), tuple(one.reserved_total for one in found)]
        return (
            *(
                Figure(axis=Axis.TOTAL, key=key, areas=areas)
                for key, areas in zip(("", LISTED, RESERVED), total + parts, strict=True)
            ),
            *_figures(Axis.CLASS, [one.classes for one in found]),
            *_figures(Axis.DISTRICT, [one.districts for one in found]),
            *_figures(Axis.MODE, _in_order(found, rules)),
            *_figures(Axis.MILESTONE, [{str(month): one.months[month] for month in MONTHS} for one in found]),
        )

    @property
    def goals(self) -> tuple[GoalFigure, ...]:
        """比较目标 · Every goal that any brief names, in the order in which they first come."""
        named = dict.fromkeys(goal for plan in self.plans for goal in (*plan.brief.levels, *plan.brief.goals))
        return tuple(
            GoalFigure(
                goal=goal,
                values=tuple(goal_value(plan, goal) if can_count(plan, goal) else None for plan in self.plans),
                proofs=tuple(_proof(plan, goal) for plan in self.plans),
                weights=tuple(plan.brief.parts for plan in self.plans) if goal is Goal.WEIGHTED else (),
            )
            for goal in named
        )

    @property
    def pairs(self) -> tuple[Apart, ...]:
        """两两差异 · Every two scenarios, an earlier one first."""
        items = [{item.parcel: item for item in plan.items} for plan in self.plans]
        return tuple(_apart(first, second, items) for first, second in combinations(range(len(items)), 2))

    @property
    def listings(self) -> Mapping[str, tuple[PlanItem | None, ...]]:
        """各情景宗地 · Every parcel of the ledger as each scenario lists it, None where it does not."""
        listed = [{item.parcel: item for item in plan.items} for plan in self.plans]
        parcels = sorted(parcel.id for parcel in self.ledger.parcels)
        return {parcel: tuple(one.get(parcel) for one in listed) for parcel in parcels}

    @property
    def appearances(self) -> Mapping[str, tuple[int, ...]]:
        """出现情况 · By parcel of the ledger the numbers of the scenarios that list it."""
        return {
            parcel: tuple(number for number, item in enumerate(items) if item is not None)
            for parcel, items in self.listings.items()
        }


def _figures(axis: Axis, found: Iterable[Mapping[str, Area] | Mapping[str | None, Area]]) -> Iterator[Figure]:
    """A figure for every key of any scenario, in the order in which they first come."""
    tables: list[dict[str | None, Area]] = [dict(one.items()) for one in found]
    for key in dict.fromkeys(key for one in tables for key in one):
        yield Figure(axis=axis, key=key, areas=tuple(one.get(key, Area.ZERO) for one in tables))


def _in_order(found: Sequence[Indicators], rules: Rules) -> list[dict[str, Area]]:
    """Ways of supply in the official order, as far as any scenario has them."""
    used = [mode.name for mode in rules.vocabulary.modes if any(mode.name in one.modes for one in found)]
    return [{name: one.modes.get(name, Area.ZERO) for name in used} for one in found]


def can_count(plan: Plan, goal: Goal) -> bool:
    """可计 · Whether the items of a plan state all that a goal counts: what its brief does not ask for, they do not."""
    if goal in (*plan.brief.levels, *plan.brief.goals):
        return True
    if goal is Goal.WEIGHTED:
        return False
    stated = {"zones": "zone", "industries": "industry"}
    asked = {name for term in terms_of(goal) for name in term.where.stated}
    counted = (Measure.AREA, Measure.COUNT, *plan.brief.measures)
    facts = all(stated[name] in plan.brief.facts for name in asked if name in stated)
    return facts and all(measure in counted for measure in measures_of(goal))


def _proof(plan: Plan, goal: Goal) -> ProvenGoal | None:
    return next((one for one in plan.proof.goals if one.goal is goal), None)


def _apart(first: int, second: int, items: Sequence[Mapping[str, PlanItem]]) -> Apart:
    one, other = items[first], items[second]
    both = sorted(one.keys() & other.keys())
    return Apart(
        first=first,
        second=second,
        only_first=tuple(sorted(one.keys() - other.keys())),
        only_second=tuple(sorted(other.keys() - one.keys())),
        moved=tuple(parcel for parcel in both if _stands(one[parcel]) != _stands(other[parcel])),
        alike=tuple(parcel for parcel in both if _stands(one[parcel]) == _stands(other[parcel])),
    )


def _stands(item: PlanItem) -> tuple[object, ...]:
    """What makes two listings of a parcel alike."""
    return item.use, item.mode.code, item.area, item.parts, item.notice_month, item.supply_month
