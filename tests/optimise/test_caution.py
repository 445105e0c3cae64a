"""稳妥对照 · Plans that heed delays against every plan there is: exact on average, and over all scenarios drawn."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from importlib.resources import files
from math import ceil

import numpy as np
import pytest

from landsupply.ledger.issue import Severity
from landsupply.measure.area import Area
from landsupply.measure.fault import Fault
from landsupply.measure.interval import Interval
from landsupply.measure.lateness import Lateness, read_lateness
from landsupply.optimise.caution import SCENARIOS, ready_by, scenarios
from landsupply.optimise.columns import build_columns
from landsupply.optimise.proposal import Proposal
from landsupply.optimise.propose import propose
from landsupply.plan.brief import Brief, Milestone
from landsupply.plan.case import case_of
from landsupply.plan.checks import check
from landsupply.plan.delays import Caution, Delays, Heed
from landsupply.plan.exposure import exposure_of
from landsupply.plan.families import class_milestone, total
from landsupply.plan.form import from_form, plan_digest, to_form
from landsupply.plan.goal import Goal
from landsupply.plan.target import Axis
from tests.optimise.instances import DAY, UNITS, Instance
from tests.plan import case

CLASSES = ("0701", "0501", "0601")


def late(draw: random.Random) -> Lateness:
    """Tenths, so that everything is whole in hundredths."""
    first = draw.randint(2, 10)
    second = draw.randint(0, 10 - first)
    chances = ((0, first), (1, second), (draw.choice((2, 3)), 10 - first - second))
    return Lateness(tuple((months, Fraction(tenths, 10)) for months, tenths in chances if tenths))


def instance(seed: int, caution: Caution) -> Instance:
    """Five parcels at most, a total, a milestone that binds, and delays of every kind."""
    draw = random.Random(seed)
    parcels = [
        case.parcel(
            f"P{i:02d}|{draw.choice(UNITS)}|{draw.choice(CLASSES)}|{draw.randint(50, 900) / 100:.2f}"
            f"|{draw.choice((8, 9, 9, 10))}"
        )
        for i in range(1, draw.randint(4, 6))
    ]
    units = sum(one.area.units for one in parcels if one.area)
    delays = Delays(
        default=late(draw),
        districts=((UNITS[0], late(draw)),) if draw.random() < 0.5 else (),
        parcels=(("P01", late(draw)),) if draw.random() < 0.5 else (),
        shock=late(draw) if draw.random() < 0.7 else None,
    )
    low = units * draw.randint(20, 60) // 100
    brief = Brief(
        year=2024,
        place="410100",
        title="延期小题",
        targets=(total(Interval(low, None)),),
        milestones=(
            Milestone(month=10, share=Fraction(draw.randint(1, 6), 10)),
            Milestone(month=12, share=Fraction(1)),
        ),
        goals=(Goal.EARLY,),
        slack=Fraction(0),
        gap=Fraction(0),
        day=DAY,
        delays=delays,
        caution=caution,
    )
    return Instance(case.ledger_of(*parcels), brief)


def proposed(of: Instance) -> Proposal:
    found = propose(of.options, of.brief, DAY)
    errors = [one for one in check(found.plan, of.ledger, case.rules()) if one.severity is Severity.ERROR]
    assert errors == []
    return found


def every_plan(of: Instance) -> Iterator[tuple[tuple[int, int, int, int], ...]]:
    """Each candidate's place, its area, its month (13: not supplied)."""
    made = case_of(of.options, of.brief, DAY)
    places = [
        [(i, one.whole, month, one.option.first) for month in (*one.months, 13)]
        for i, one in enumerate(made.candidates)
    ]
    yield from itertools.product(*places)


def chance(of: Instance, parcel: str, first: int, month: int) -> Fraction:
    """The chance to be ready by a month, written out once more: both delays, case by case."""
    delays, land = of.brief.delays, of.ledger.parcel(parcel)
    assert delays is not None
    own = dict(delays.parcels).get(parcel) or dict(delays.districts).get(land.district) or delays.default
    shock = delays.shock.chances if delays.shock else ((0, Fraction(1)),)
    pairs = itertools.product(own.chances, shock)
    return sum((a * b for (x, a), (y, b) in pairs if first + x + y <= month), Fraction(0))


def best_on_average(of: Instance, margin: Fraction) -> int | None:
    made = case_of(of.options, of.brief, DAY)
    (milestone, _) = of.brief.milestones
    chances = [chance(of, one.parcel, one.option.first, 10) for one in made.candidates]
    return _best(
        of,
        lambda plan, listed: (
            sum((units * chances[i] for i, units, month, _ in plan if month <= 10), Fraction(0))
            >= min(milestone.share + margin, Fraction(1)) * listed
        ),
    )


def _best(of: Instance, holds) -> int | None:
    (milestone, _), low = of.brief.milestones, of.brief.targets[0].low or 0
    found = None
    for plan in every_plan(of):
        listed = sum(units for _, units, month, _ in plan if month < 13)
        done = sum(units for _, units, month, _ in plan if month <= 10)
        value = sum(units * (12 - month) for _, units, month, _ in plan if month < 13)
        if listed < low or done < milestone.share * listed or (found is not None and value <= found):
            continue
        if holds(plan, listed):
            found = value
    return found


def best_in_the_worst(of: Instance, level: Fraction) -> int | None:
    """Every plan in every scenario."""
    made = case_of(of.options, of.brief, DAY)
    columns = build_columns(made, exposure_of(of.options, made, DAY))
    ready = ready_by(columns.exposed, scenarios(columns.exposed, of.brief), 10).astype(np.int64)
    worst, (milestone, _) = ceil((1 - level) * SCENARIOS), of.brief.milestones

    def holds(plan, listed: int) -> bool:
        areas = np.array([units if month <= 10 else 0 for _, units, month, _ in plan])
        reached = np.sort(ready @ areas)[:worst]
        return Fraction(int(reached.sum()), worst) >= milestone.share * listed

    return _best(of, holds)


@pytest.mark.parametrize("seed", range(60))
def test_on_average_it_is_the_best_of_all_plans(seed: int) -> None:
    of = instance(seed, Caution())
    found, truth = proposed(of), best_on_average(of, Fraction(2, 100))
    assert found.is_feasible == (truth is not None)
    if truth is not None:
        assert found.plan.proof.goals[0].value == truth


@pytest.mark.parametrize("seed", range(40))
def test_in_the_worst_scenarios_it_is_the_best_of_all_plans(seed: int) -> None:
    level = (Fraction(1, 2), Fraction(8, 10), Fraction(9, 10))[seed % 3]
    of = instance(seed, Caution(heed=Heed.CVAR, level=level, seed=seed))
    found, truth = proposed(of), best_in_the_worst(of, level)
    assert found.is_feasible == (truth is not None)
    if truth is not None:
        assert found.plan.proof.goals[0].value == truth


def test_the_instances_ask_for_something() -> None:
    """Otherwise the comparisons would say nothing: caution costs value in some, cannot be kept in others."""
    values = []
    for seed in range(60):
        free = proposed(instance(seed, Caution(heed=Heed.NONE)))
        kept = proposed(instance(seed, Caution(heed=Heed.CVAR)))
        values.append(
            (free.is_feasible, kept.is_feasible, free.plan.proof.goals[0].value, kept.plan.proof.goals[0].value)
        )
    assert sum(1 for free, kept, _, _ in values if free and not kept) >= 3
    assert sum(1 for free, kept, before, after in values if free and kept and after < before) >= 3


@pytest.mark.parametrize("heed", [Heed.EXPECTED, Heed.CVAR])
def test_what_cannot_be_kept_is_a_miss_by_name(heed: Heed) -> None:
    """Everything is late by three months, so that nothing at all is there by October."""
    of = instance(3, Caution(heed=heed))
    brief = replace(of.brief, delays=Delays(default=read_lateness("5:100%")))
    found = propose(of.options, brief, DAY)
    assert not found.is_feasible
    (miss,) = [one for one in found.plan.misses if one.line.axis is Axis.CAUTION]
    assert (miss.line.name, miss.units < 0) == ("稳妥/时序/10", True)
    (kept,) = found.plan.delays.kept
    assert (kept.reached, kept.reached - kept.required) == (0, miss.units)
    assert found.plan.delays.odds[0].met == 0


@pytest.mark.parametrize("heed", list(Heed))
def test_a_plan_with_odds_is_stored_and_read_again(heed: Heed) -> None:
    plan = proposed(instance(11, Caution(heed=heed, seed=9))).plan
    form = to_form(plan, case.rules())
    assert form["delays"]["seed"] == 9 and form["delays"]["scenarios"] == 5_000
    assert from_form(form, case.rules()) == plan
    assert {one["key"] for one in form["delays"]["milestones"]} == {"10", "12"}
    assert bool(form["delays"]["caution"]) == (heed is not Heed.NONE)


def test_the_schema_describes_what_is_stored() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    text = files("landsupply").joinpath("schemas", "plan-1.schema.json").read_text("utf-8")
    judge = jsonschema.Draft202012Validator(
        json.loads(text)["properties"]["delays"] | {"$defs": json.loads(text)["$defs"]}
    )
    form = json.loads(json.dumps(to_form(proposed(instance(11, Caution())).plan, case.rules())["delays"]))
    assert list(judge.iter_errors(form)) == []
    assert list(judge.iter_errors({**form, "seed": -1})) != []


def test_what_is_stored_is_not_believed() -> None:
    form = to_form(proposed(instance(11, Caution())).plan, case.rules())
    for key, wrong in (
        ("scenarios", 0),
        ("seed", -1),
        ("milestones", [{**form["delays"]["milestones"][0], "met": 9_999}]),
    ):
        with pytest.raises(Fault):
            from_form({**form, "delays": {**form["delays"], key: wrong}}, case.rules())


def test_without_delays_nothing_is_stored_and_nothing_changes() -> None:
    of = instance(11, Caution())
    bare = replace(of.brief, delays=None, caution=None)
    form = to_form(propose(of.options, bare, DAY).plan, case.rules())
    assert "delays" not in form and "delays" not in form["brief"] and "robust" not in form["brief"]


@pytest.mark.parametrize("heed", [Heed.EXPECTED, Heed.CVAR])
@pytest.mark.parametrize("seed", range(4))
def test_the_same_seed_and_a_shuffled_ledger_give_the_same_plan(seed: int, heed: Heed) -> None:
    of = instance(seed, Caution(heed=heed))
    parcels = list(of.ledger.parcels)
    random.Random(seed).shuffle(parcels)
    other = Instance(case.ledger_of(*parcels), of.brief)
    assert plan_digest(proposed(of).plan, case.rules()) == plan_digest(proposed(other).plan, case.rules())


def test_another_seed_tells_other_odds() -> None:
    told = [proposed(instance(11, Caution(seed=seed))).plan.delays.odds[0].met for seed in (1, 2)]
    assert told[0] != told[1] and abs(told[0] - told[1]) < 200


@pytest.mark.parametrize("seed", range(12))
def test_the_odds_are_near_the_truth(seed: int) -> None:
    """Every case of every delay, written out: the scenarios drawn are within a few hundredths."""
    of = instance(seed, Caution(heed=Heed.NONE))
    plan = proposed(of).plan
    truth = float(_chance_of_meeting(of, plan.items, of.brief.milestones[0].share))
    odds = plan.delays.odds[0]
    assert abs(odds.met / 5_000 - truth) < 0.035
    assert odds.worst_tenth <= odds.mean + 1 or truth > 0.5


def _chance_of_meeting(of: Instance, items, share: Fraction) -> Fraction:
    """By district first, then by parcel: within a shock parcels are late each for itself."""
    delays, first = of.brief.delays, {one.parcel: one.first for one in of.options.preferred}
    need = share * sum(one.area.units for one in items)
    reach = {0: Fraction(1)}
    shock = delays.shock.chances if delays.shock else ((0, Fraction(1)),)
    for district in sorted({one.district for one in items}):
        mixed: dict[int, Fraction] = {}
        for more, weight in shock:
            sums = {0: weight}
            for one in items:
                if one.district != district:
                    continue
                own = dict(delays.parcels).get(one.parcel) or dict(delays.districts).get(district) or delays.default
                ready = own.within(10 - first[one.parcel] - more) if one.supply_month <= 10 else Fraction(0)
                after: dict[int, Fraction] = {}
                for units, p in sums.items():
                    for add, q in ((one.area.units, ready), (0, 1 - ready)):
                        after[units + add] = after.get(units + add, Fraction(0)) + p * q
                sums = after
            for units, p in sums.items():
                mixed[units] = mixed.get(units, Fraction(0)) + p
        reach = _added(reach, mixed)
    return sum((p for units, p in reach.items() if units >= need), Fraction(0))


def _added(one: dict[int, Fraction], other: dict[int, Fraction]) -> dict[int, Fraction]:
    found: dict[int, Fraction] = {}
    for (a, p), (b, q) in itertools.product(one.items(), other.items()):
        found[a + b] = found.get(a + b, Fraction(0)) + p * q
    return found


def test_a_phase_counts_by_its_area() -> None:
    """P01 must be in, 2 to 8 ha, and is late for sure; P02 has 4 ha: at 50 % P01 may have 4."""
    land = case.parcel("P01|中原区|0701|8.00|9", phase_from=Area(2_000_000)), case.parcel("P02|二七区|0701|4.00|9")
    of = instance(1, Caution(margin=Fraction(0)))
    brief = replace(
        of.brief,
        targets=(),
        milestones=(Milestone(month=10, share=Fraction(1, 2)),),
        goals=(Goal.HOUSING,),
        delays=Delays(parcels=(("P01", read_lateness("3:100%")),)),
    )
    options = case.options(case.ledger_of(*land))
    found = propose(options, brief, DAY)
    assert found.is_feasible
    assert {one.parcel: one.area.hectares for one in found.plan.items} == {"P01": "4.00", "P02": "4.00"}


def test_a_milestone_of_a_class_may_be_guarded() -> None:
    """Housing is late for sure; of it half is to be there by October, and only without it that holds."""
    land = case.parcel("P01|中原区|0701|8.00|9"), case.parcel("P02|二七区|0601|4.00|9")
    of = instance(1, Caution(heed=Heed.NONE))
    target = class_milestone(case.HOUSING, 10, Fraction(1, 2))
    asked = replace(
        of.brief,
        targets=(target,),
        milestones=(Milestone(month=10, share=Fraction(1, 10)),),
        delays=Delays(parcels=(("P01", read_lateness("3:100%")),)),
        caution=Caution(guards=(target.name,), margin=Fraction(0)),
    )
    assert [guard.line.name for guard in asked.guards] == ["稳妥/分类时序/住宅用地·10"]
    found = propose(case.options(case.ledger_of(*land)), asked, DAY)
    assert found.is_feasible and [one.parcel for one in found.plan.items] == ["P02"]
    assert [one.line.name for one in found.plan.delays.odds] == ["分类时序/住宅用地·10", "时序/10"]


def test_what_is_ready_on_the_day_is_not_late_unless_it_is_said_of_itself() -> None:
    land = case.parcel("P01|中原区|0701|8.00|1"), case.parcel("P02|中原区|0701|8.00|9")
    brief = replace(instance(1, Caution()).brief, targets=(), delays=Delays(default=read_lateness("9:100%")))
    options = case.options(case.ledger_of(*land))

    def late_ones(asked: Brief) -> list[str]:
        exposure = exposure_of(options, case_of(options, asked, DAY), DAY)
        return sorted({key[0] for key in exposure.of})

    assert late_ones(brief) == ["P02"]
    of_itself = replace(brief, delays=Delays(parcels=(("P01", read_lateness("9:100%")),)))
    assert late_ones(of_itself) == ["P01"]
