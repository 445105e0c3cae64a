"""性质 · Whatever the ledger: the plan passes its checks, its tables add up, and the order of rows changes nothing."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from landsupply.measure.area import Area
from landsupply.optimise.proposal import Proposal
from landsupply.optimise.propose import propose
from landsupply.plan.checks import check
from landsupply.plan.form import from_form, plan_digest, to_form
from landsupply.plan.indicators import Indicators
from tests.optimise.instances import DAY, Instance, instance
from tests.plan import case

SEEDS = range(2_000, 2_025)


def phased(seed: int) -> Instance:
    """A random instance with three goals, slack, a reserve, odd areas, and parcels that may be phased."""
    draw = random.Random(seed)
    of = instance(seed, goals=3)
    parcels = []
    for one in of.ledger.parcels:
        area = Area(one.area.units + draw.randint(0, 9_999))
        may = one.supplied is None and draw.random() < 0.5
        parcels.append(replace(one, area=area, phase_from=Area(area.units // 3 + 1) if may else None))
    brief = replace(of.brief, slack=Fraction(1, 100), reserves=((case.OTHER, case.hectares("0.123456")),))
    return Instance(case.ledger_of(*parcels), brief)


def proposed(of: Instance) -> Proposal:
    return propose(of.options, of.brief, DAY)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_proposal_is_an_honest_plan(seed: int) -> None:
    of = phased(seed)
    found = proposed(of)
    plan, figures = found.plan, Indicators.of(found.plan, case.rules())
    assert {one.code for one in check(plan, of.ledger, case.rules())} <= {"C009"}
    assert found.is_feasible == (plan.misses == ())
    assert figures.total == Area.total(item.area for item in plan.items) + case.hectares("0.123456")
    assert from_form(to_form(plan, case.rules()), case.rules()) == plan
    assert all(goal.value <= goal.bound for goal in plan.proof.goals)


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_a_shuffled_ledger_gives_the_same_plan(seed: int) -> None:
    of = phased(seed)
    parcels = list(of.ledger.parcels)
    random.Random(seed).shuffle(parcels)
    shuffled = Instance(case.ledger_of(*parcels), of.brief)
    assert shuffled.ledger.parcels != of.ledger.parcels
    assert plan_digest(proposed(shuffled).plan, case.rules()) == plan_digest(proposed(of).plan, case.rules())


_PRINT = """
from tests.property.test_proposals import phased, proposed
from landsupply.plan.form import plan_digest
from tests.plan import case
print(*(plan_digest(proposed(phased(seed)).plan, case.rules()) for seed in (2000, 2001, 2002)))
"""


def test_two_processes_propose_the_same_plan(root: Path) -> None:
    seen = set()
    for seed, zone in (("0", "UTC"), ("4242", "Asia/Shanghai")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": f"{root / 'src'}:{root}"}
        done = subprocess.run(
            [sys.executable, "-c", _PRINT], env=environment, cwd=root, capture_output=True, text=True, check=True
        )
        seen.add(done.stdout)
    assert len(seen) == 1


def test_another_ledger_gives_another_digest() -> None:
    """Otherwise equal digests would say nothing."""
    assert len({plan_digest(proposed(phased(seed)).plan, case.rules()) for seed in SEEDS[:4]}) == 4
