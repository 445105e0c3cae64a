"""验真 · A plan held against its ledger without any solver: items, sums, misses, values, and every goal's bound.

Nothing that the plan says of itself is believed: what may be chosen is made again from the ledger, and so is the
problem that each certificate speaks of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from landsupply.ledger.issue import Severity
from landsupply.measure.fault import Fault
from landsupply.plan.asked import Asked
from landsupply.plan.candidate import Candidate
from landsupply.plan.case import PRINTS_THE_SAME, Case
from landsupply.plan.certificate import goal_value, misses
from landsupply.plan.certificate_check import certified_bound
from landsupply.plan.certificate_value import Certificate, Window
from landsupply.plan.elastic import Grain, elastic, missable, missed
from landsupply.plan.finding import Finding
from landsupply.plan.goal import Goal
from landsupply.plan.plan import ItemState, Plan, PlanItem
from landsupply.plan.posed import Posed, pose
from landsupply.plan.problem import Problem
from landsupply.plan.proof import ProvenGoal

#: Under what the least misses are spoken of.
MISSES = "缺口"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedGoal:
    """已验目标 · A goal's value as recomputed, the bound its certificate really proves, and what was stated.

    `certified` is None where nothing is proven; the solver's own bound cannot be recomputed and is only repeated.
    """

    goal: Goal
    value: int
    certified: int | None
    stated: ProvenGoal


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """验真结果 · Every goal, and all that differs; a plan is as it says where nothing differs."""

    goals: tuple[VerifiedGoal, ...]
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """是否属实 · Whether nothing differs."""
        return not self.findings


def verify(plan: Plan, case: Case) -> Verified:
    """验真 · The plan against the case made from its ledger, its brief and its day."""
    found = [one for check in CHECKS for one in check(plan, case)]
    goals = []
    for number, stated in enumerate(plan.proof.goals):
        bound, faults = _bound(plan, case, number)
        value = goal_value(plan, stated.goal)
        goals.append(VerifiedGoal(goal=stated.goal, value=value, certified=bound, stated=stated))
        found.extend(faults)
    return Verified(goals=tuple(goals), findings=(*found, *_least_miss(plan, case)))


def _differs(code: str, place: str, **facts: object) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, place=place, facts={"place": place, **facts})


def items_may_be_chosen(plan: Plan, case: Case) -> Iterator[Finding]:
    """在列可选 · Every item is a lawful option of its parcel in an open month, with an area it may have (C101)."""
    known: dict[str, list[Candidate]] = {}
    for one in case.candidates:
        known.setdefault(one.parcel, []).append(one)
    for item in plan.items:
        if not any(_is(item, one) for one in known.get(item.parcel, ())):
            facts = {"use": item.use.name, "mode": item.mode.name, "area": item.area.hectares}
            yield _differs("C101", item.parcel, month=item.supply_month, **facts)


def _is(item: PlanItem, one: Candidate) -> bool:
    """The same option, and all that targets count of it, in one of its months, with one of its areas."""
    option = one.option
    if (item.use, item.mode, item.plan_class) != (option.use, option.mode, option.plan_class):
        return False
    if item.supply_month not in one.months or item.notice_month != one.notice(item.supply_month):
        return False
    if item.state is not one.state or not one.least <= item.area.units <= one.whole or item.whole.units != one.whole:
        return False
    standing, counted = item.standing.land, one.counted
    is_whole = item.area.units == one.whole
    alike = ("district", "mode", "origin", "housing", "batch", "account", "livelihood", "level", "amounts")
    stated = (*(("zone",) if item.zone else ()), *(("industry",) if item.industry else ()))
    same = all(getattr(standing, name) == getattr(counted, name) for name in (*alike, *stated))
    return same and (not is_whole or standing.parts == counted.parts)


def parcels_stand_once(plan: Plan, case: Case) -> Iterator[Finding]:
    """一宗一供 · No parcel twice (C102); what stands already, and what must be in, is there (C103)."""
    times = Counter(item.parcel for item in plan.items)
    for parcel, count in times.items():
        if count > 1:
            yield _differs("C102", parcel, count=count)
    for parcel in sorted({one.parcel for one in case.candidates if one.is_fixed} - set(times)):
        yield _differs("C103", parcel)


def parcels_keep_their_relations(plan: Plan, case: Case) -> Iterator[Finding]:
    """宗地关系 · Of alternatives at most one (C104); nothing before what it waits for (C105)."""
    month = {item.parcel: item.supply_month for item in plan.items}
    for names in case.brief.locks.one_of:
        both = [name for name in names if name in month]
        if len(both) > 1:
            yield _differs("C104", "、".join(both))
    for first, then in case.brief.locks.after:
        if then in month and first not in case.done and month.get(first, 13) > month[then]:
            yield _differs("C105", then, first=first)


def ceilings_are_kept(plan: Plan, case: Case) -> Iterator[Finding]:
    """法定限额 · What is planned under each ceiling of the law fits (C106)."""
    index = {(one.parcel, one.option.use, one.option.mode): i for i, one in enumerate(case.candidates)}
    for cap in case.caps:
        used = 0
        for item in plan.items:
            i = index.get((item.parcel, item.use, item.mode))
            if i is not None and item.state is ItemState.PLANNED:
                used += cap.units[i] * item.area.units // item.whole.units
        if used > cap.most:
            yield _differs("C106", cap.rule, found=used, most=cap.most)


def reserves_only_fill_up(plan: Plan, case: Case) -> Iterator[Finding]:
    """预留 · What is held back is what the brief says, and less than is printed where a figure is filled up (C107)."""
    names = dict.fromkeys([*(line.plan_class for line in plan.reserves), *(name for name, _ in case.brief.reserves)])
    for name in names:
        held = sum(line.area.units for line in plan.reserves if line.plan_class == name)
        more = held - case.brief.reserve(name).units
        if not 0 <= more <= (PRINTS_THE_SAME if name in case.filled else 0):
            yield _differs("C107", name, found=held, stated=case.brief.reserve(name).units)


def misses_are_as_stated(plan: Plan, case: Case) -> Iterator[Finding]:
    """缺口属实 · What the brief asks and the plan does not reach is stated to the unit (C108)."""
    stated = {miss.line: miss.units for miss in plan.misses}
    found = {miss.line: miss.units for miss in misses(plan)}
    for line in dict.fromkeys([*stated, *found]):
        if stated.get(line, 0) != found.get(line, 0):
            yield _differs("C108", line.name, stated=stated.get(line, 0), found=found.get(line, 0))


def goals_are_the_briefs(plan: Plan, case: Case) -> Iterator[Finding]:
    """目标齐全 · Every goal of the brief is proven, in its order (C109)."""
    stated, asked = [one.goal for one in plan.proof.goals], list(case.brief.levels)
    if stated != asked:
        names = ["、".join(one.value for one in goals) or "—" for goals in (stated, asked)]
        yield _differs("C109", names[0], asked=names[1])


def values_are_as_stated(plan: Plan, case: Case) -> Iterator[Finding]:
    """目标值属实 · Each goal's value is what its items make (C110), and no less than its floor (C111)."""
    del case
    for one in plan.proof.goals:
        value = goal_value(plan, one.goal)
        if value != one.value:
            yield _differs("C110", one.goal.value, stated=one.value, found=value)
        if one.floor is not None and value < one.floor:
            yield _differs("C111", one.goal.value, floor=one.floor, found=value)


Check = Callable[[Plan, Case], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    items_may_be_chosen,
    parcels_stand_once,
    parcels_keep_their_relations,
    ceilings_are_kept,
    reserves_only_fill_up,
    misses_are_as_stated,
    goals_are_the_briefs,
    values_are_as_stated,
)


def _bound(plan: Plan, case: Case, number: int) -> tuple[int | None, list[Finding]]:
    """What the certificate of a goal proves over the problem made again, and where that is not what is stated."""
    goal = plan.proof.goals[number]
    if goal.certificate is None:
        return None, [_differs("C112", goal.goal.value)]
    try:
        posed = pose(case, question(plan, number))
        certificate = goal.certificate.on(posed.problem.rows.names)
        bound = certified_bound(posed.problem, certificate)
    except Fault as fault:
        return None, [Finding(code=fault.code, severity=Severity.ERROR, place=goal.goal.value, facts=dict(fault.facts))]
    if _splits_a_phase(posed, certificate):
        return None, [_differs("C114", goal.goal.value)]
    if bound != goal.certified:
        return bound, [_differs("C113", goal.goal.value, stated=goal.certified, found=bound)]
    return bound, []


def question(plan: Plan, number: int) -> Asked:
    """所问 · The question that a goal of the plan answers: earlier goals at their floors, no more missed than is."""
    floors = tuple((one.goal, one.floor) for one in plan.proof.goals[:number] if one.floor is not None)
    return Asked(goal=plan.proof.goals[number].goal, floors=floors, allowed=plan.misses)


def missing_problem(plan: Plan, case: Case) -> Problem:
    """缺口算题 · The problem whose best value is the least that any plan must miss, as a loss in points."""
    asked = Asked(goal=plan.brief.levels[0])
    return elastic(pose(case, asked).problem, missable(case, asked), Grain.WHOLE)


def _least_miss(plan: Plan, case: Case) -> Iterator[Finding]:
    """What is missed in all is as stated (C117), and its certificate proves what it states (C113)."""
    proof = plan.proof.misses
    if proof is None:
        if plan.misses and any(goal.certificate for goal in plan.proof.goals):
            yield _differs("C112", MISSES)
        return
    if proof.missed != missed(plan):
        yield _differs("C117", MISSES, stated=proof.missed, found=missed(plan))
    try:
        problem = missing_problem(plan, case)
        bound = certified_bound(problem, proof.certificate.on(problem.rows.names))
    except Fault as fault:
        yield Finding(code=fault.code, severity=Severity.ERROR, place=MISSES, facts=dict(fault.facts))
        return
    if bound != proof.certificate.certificate.bound:
        yield _differs("C113", MISSES, stated=proof.certificate.certificate.bound, found=bound)


def _splits_a_phase(posed: Posed, certificate: Certificate) -> bool:
    """Whether a leaf tells the least of a phase from its whole, or the peak from none: what lies between is in none."""
    windows = [one for leaf in certificate.leaves for one in leaf.fixed if isinstance(one, Window)]
    candidate = posed.candidate.tolist()
    cuts = {end for one in windows for end in one.options if 0 < end < len(candidate)}
    is_peak = any(candidate[one.options[0]] < 0 for one in windows)
    return is_peak or any(candidate[cut - 1] == candidate[cut] for cut in cuts)
