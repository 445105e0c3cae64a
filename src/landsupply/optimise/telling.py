"""达成机会 · What delays do to a plan: what was to be kept, recomputed exactly, and the odds in scenarios never used.

Both look at the plan's own items and areas, not at the model by which it was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

import numpy as np

from landsupply.optimise.caution import FRESH, TELLING, Late, delays_of, heeded, ready_by, scenarios, worst_count
from landsupply.plan.brief import Brief
from landsupply.plan.candidate import Candidate
from landsupply.plan.certificate import standing_of
from landsupply.plan.chances import Chances, Kept, Odds
from landsupply.plan.delays import MILESTONES, Caution, Heed, month_of
from landsupply.plan.exposure import Exposed
from landsupply.plan.plan import Plan
from landsupply.plan.problem import Ints, Mask
from landsupply.plan.target import Target, sum_of

_CHUNK = 500
Candidates = Sequence[Candidate]


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """A milestone over a plan: what it requires, what is sure, and by item what is supplied by its month if ready."""

    need: Fraction
    sure: int
    units: Ints

    @property
    def required(self) -> int:
        """Whole units that are no less."""
        return ceil(self.need)


@dataclass(frozen=True, slots=True, eq=False)
class _Listed:
    """A plan's items by parcel, each with its candidate's place and how it may be late."""

    plan: Plan
    place: Ints
    exposed: tuple[Exposed | None, ...]

    @classmethod
    def of(cls, plan: Plan, candidates: Candidates, exposed: Late) -> _Listed:
        plan = replace(plan, items=tuple(sorted(plan.items, key=lambda item: item.parcel)))
        known = {one.key: i for i, one in enumerate(candidates)}
        keys = [(one.parcel, one.use.scheme.value, one.use.code, one.mode.code) for one in plan.items]
        place = [known[key] for key in keys]
        return cls(plan, np.array(place, np.int64), tuple(exposed[i] for i in place))

    def counted(self, target: Target) -> _Counted:
        """A milestone's figures in units of 0.01 m²."""
        standing, held = standing_of(self.plan)
        done, whole = target.terms
        sure = sum_of((done,), (), held)
        units = [int(done.of_standing(one)) for one in standing]
        return _Counted(-sum_of((whole,), standing, held), int(sure), np.array(units, np.int64))


def kept_by(plan: Plan, candidates: Candidates, exposed: Late) -> tuple[Kept, ...]:
    """稳妥线达成 · What each guarded milestone requires and reaches, exactly: on average, or in its worst scenarios."""
    heed = heeded(exposed, plan.brief)
    if heed is Heed.NONE:
        return ()
    return tuple(_kept_all(_Listed.of(plan, candidates, exposed), exposed, heed))


def _kept_all(listed: _Listed, exposed: Late, heed: Heed) -> Iterator[Kept]:
    brief = listed.plan.brief
    late = scenarios(exposed, brief) if heed is Heed.CVAR else None
    for guard in brief.guards:
        one = listed.counted(guard.target)
        if late is None:
            reached = _on_average(listed, one, guard.month)
        else:
            ready = ready_by(exposed, late, guard.month)[:, listed.place]
            reached = _in_the_worst(one, ready, worst_count(brief))
        yield Kept(line=guard.line, required=one.required, reached=one.required + floor(reached - one.need))


def _on_average(listed: _Listed, one: _Counted, month: int) -> Fraction:
    chances = (Fraction(1) if exposed is None else exposed.by(month) for exposed in listed.exposed)
    return sum((chance * units for chance, units in zip(chances, one.units.tolist(), strict=True)), Fraction(one.sure))


def _in_the_worst(one: _Counted, ready: Mask, worst: int) -> Fraction:
    reached = np.sort(one.sure + ready.astype(np.int64) @ one.units)[:worst]
    return Fraction(sum(reached.tolist()), worst)


def with_kept(plan: Plan, candidates: Candidates, exposed: Late) -> Plan:
    """稳妥线 · The plan with what it keeps of its guarded milestones, where anybody says anything of delays."""
    if not exposed:
        return plan
    told = Chances(seed=_seed(plan.brief), scenarios=FRESH, exposed=0, odds=(), kept=kept_by(plan, candidates, exposed))
    return replace(plan, delays=told)


def with_odds(plan: Plan, candidates: Candidates, exposed: Late) -> Plan:
    """达成机会 · The plan with the odds of every milestone besides, over scenarios that it was not found by."""
    if plan.delays is None:
        return plan
    listed = _Listed.of(plan, candidates, exposed)
    late = sum(1 for one in listed.exposed if one)
    return replace(plan, delays=replace(plan.delays, exposed=late, odds=tuple(_odds(listed))))


def _seed(brief: Brief) -> int:
    return (brief.caution or Caution()).seed


def _odds(listed: _Listed) -> Iterator[Odds]:
    brief = listed.plan.brief
    delays, first = delays_of(listed.exposed), np.array([one.first if one else 0 for one in listed.exposed])
    targets = [one for one in brief.sentences if one.line.axis in MILESTONES]
    sums = [listed.counted(target) for target in targets]
    reached: list[list[Ints]] = [[] for _ in targets]
    for chunk in range(FRESH // _CHUNK):
        at = first + delays.drawn((_seed(brief), TELLING, chunk), _CHUNK).astype(np.int64)
        for target, one, found in zip(targets, sums, reached, strict=True):
            found.append(one.sure + (at <= month_of(target)).astype(np.int64) @ one.units)
    for target, one, found in zip(targets, sums, reached, strict=True):
        yield _told(target, one, np.sort(np.concatenate(found)))


def _told(target: Target, one: _Counted, reached: Ints) -> Odds:
    return Odds(
        line=target.line,
        required=one.required,
        met=int((reached >= one.required).sum()),
        mean=sum(reached.tolist()) // len(reached),
        worst_tenth=int(reached[len(reached) // 10]),
    )
