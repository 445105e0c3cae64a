"""句式穷举 · On a thousand small instances of all families, rows and goals the optimum is the one that trying finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from landsupply.ledger.issue import Severity
from landsupply.optimise.propose import propose
from landsupply.plan.case import case_of
from landsupply.plan.certificate import reached
from landsupply.plan.checks import check
from landsupply.plan.families import FAMILIES, Family
from landsupply.plan.goal import GOALS
from landsupply.plan.verified import verify
from tests.optimise.family_cases import Best, Small, small, tried
from tests.optimise.family_draws import DRAWN
from tests.optimise.family_land import DAY
from tests.plan import case

EACH = 48


def seeds(family: Family) -> range:
    """种子 · Seeds of a family, none shared with another."""
    first = 1_000 * FAMILIES.index(family)
    return range(first, first + EACH)


def _disagreements(of: Small, best: Best) -> Iterator[str]:
    proposal = propose(of.options, of.brief, DAY)
    plan = proposal.plan
    findings = check(plan, of.ledger, case.rules())
    yield from (f"check {one.code} {one.place} {one.facts}" for one in findings if one.severity is Severity.ERROR)
    verified = verify(plan, case_of(of.options, of.brief, DAY))
    yield from (f"verify {one.code} {one.place} {one.facts}" for one in verified.findings)
    if proposal.is_feasible != best.is_feasible:
        yield f"feasible {proposal.is_feasible}, not {best.is_feasible}"
    elif best.is_feasible:
        values = tuple(goal.value for goal in plan.proof.goals)
        if values != best.values:
            yield f"values {values}, best {best.values}"
        for goal, value in zip(plan.proof.goals, best.values, strict=True):
            if goal.bound < value or goal.certified is None or goal.certified < value:
                yield f"a bound that is none: {goal.bound}, {goal.certified}"


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_the_optimum_is_what_trying_everything_gives(family: Family) -> None:
    found = []
    for seed in seeds(family):
        of = small(family, seed)
        found += [f"{seed}: {line}" for line in _disagreements(of, tried(of))]
    assert "\n".join(found) == ""


def test_no_family_is_left_out() -> None:
    assert set(DRAWN) == set(FAMILIES) and len(FAMILIES) * EACH >= 1_000


def test_the_instances_are_of_all_kinds() -> None:
    """Were all of them easy, or goals and logic never drawn, agreement would say little."""
    seen: Counter[str] = Counter()
    for family in FAMILIES:
        met = 0
        for seed in seeds(family):
            of = small(family, seed)
            met += tried(of).is_feasible
            seen.update(goal.value for goal in of.brief.goals)
            seen.update(name for name in ("one_of", "after", "must") if getattr(of.brief.locks, name))
            seen["weighted"] += bool(of.brief.weights)
        assert met > EACH // 3, family.__name__
        seen["not met"] += EACH - met
    assert seen["not met"] > 50
    assert min(seen[goal.value] for goal in GOALS) > 50 and min(seen["one_of"], seen["after"], seen["weighted"]) > 50


def test_targets_bind() -> None:
    """In many instances the best plan without the target is not kept by it."""
    for family in FAMILIES:
        kept = []
        for seed in seeds(family):
            of = small(family, seed)
            free = Small(of.options, of.brief, ())
            kept.append(tried(free) == tried(of))
        assert kept.count(False) >= EACH // 8, family.__name__


def test_a_wrong_answer_would_be_seen() -> None:
    of = small(FAMILIES[0], 0)
    best = tried(of)
    assert list(_disagreements(of, Best(not best.is_feasible, best.values)))
    plan = propose(of.options, of.brief, DAY).plan
    assert all(one.target.miss(reached(plan, one.target)) == 0 for one in of.asked) is best.is_feasible
