"""前置条件规则 · PR-01 to PR-04: planning conditions, archaeology, the soil, and the order of an acquisition.

What is stated to be undone is broken, unless the list itself says that the parcel is free only later: then it may yet
be done in time. What is not stated cannot be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.law.value_text import value_text
from landsupply.law.vocabulary import AGREEMENT, ALLOCATION, Mode, Origin
from landsupply.ledger.circumstances import Done
from landsupply.measure.days import add_working_days
from landsupply.options.judgement import Case, Judged, ParcelRule, broken, kept, lacks, not_applicable
from landsupply.options.rules.asking import all_of, law_of, law_then, stated, uses_of
from landsupply.prepare.dated import in_force, place_fact

_AREAS = "archaeology.areas"
_ORDER = "acquisition.order"


def _is_grant(mode: Mode) -> bool:
    return mode.open or mode.code == AGREEMENT


def conditions_precede_the_grant(case: Case) -> Judged:
    """规划条件 · No land is granted without planning conditions; allocation has another document."""
    basis = in_force(law_then(case), "planning_conditions.before_grant")
    if basis is None or (case.mode is not None and not _is_grant(case.mode)):
        return not_applicable()
    found = stated(case)
    if found.conditions_clear is False:
        return _undone("O210", "O211", basis, case, "conditions_clear")
    written = case.parcel.conditions.further if case.parcel.conditions else None
    if written or found.conditions_number or found.conditions_clear:
        return kept(basis)
    return lacks("O212", basis, "conditions_number", "conditions_clear")


def _undone(code: str, code_later: str, basis: Dated, case: Case, field: str) -> Judged:
    """Broken as things stand; not to be told where the parcel is said to be free only later."""
    if _is_ready_later(case):
        return lacks(code_later, basis, field, ready=str(case.parcel.ready))
    return broken(code, basis)


def _is_ready_later(case: Case) -> bool:
    """The list itself says the parcel is free only later, and it is neither under notice nor supplied."""
    ready, parcel = case.parcel.ready, case.parcel
    return ready is not None and ready.day > case.rules.day and parcel.noticed is None and parcel.supplied is None


def archaeology_precedes_the_supply(case: Case) -> Judged:
    """考古前置 · Where relics may be buried, the survey is done before land is granted or allocated."""
    rules = law_then(case)
    basis = in_force(rules, "archaeology.before_supply")
    if basis is None or not _is_grant_or_allocation(case.mode):
        return not_applicable()
    done, areas = stated(case).archaeology, place_fact(rules, _AREAS)
    if done is Done.DONE:
        return kept(basis)
    if done is Done.NOT_DONE:
        return _undone("O213", "O214", basis, case, "archaeology")
    return _by_the_areas(case, basis, areas, done)


def _is_grant_or_allocation(mode: Mode | None) -> bool:
    return mode is None or _is_grant(mode) or mode.code == ALLOCATION


def _by_the_areas(case: Case, basis: Dated, areas: Dated | None, done: Done | None) -> Judged:
    """The list does not say that it is done or undone: the areas that the province delimits tell whether to ask."""
    district = case.parcel.district
    if areas is None:
        return not_applicable() if done is Done.NOT_NEEDED else lacks("O215", basis, "archaeology", _AREAS)
    if district is None:
        return not_applicable() if done is Done.NOT_NEEDED else lacks("O216", basis, "district")
    if district not in _units(case.rules, areas):
        return not_applicable()
    code = "O217" if done is Done.NOT_NEEDED else "O218"
    return lacks(code, basis, "archaeology", district=district)


def _units(rules: Rules, areas: Dated) -> tuple[str, ...]:
    """The planning units by the names that the ledger uses."""
    found = ((rules.place.unit(name), name) for name in areas.names())
    return tuple(unit.name if unit else name for unit, name in found)


def soil_is_surveyed_and_not_listed(case: Case) -> Judged:
    """土壤污染 · Before land is used for housing or public service its soil is surveyed; listed land is not."""
    basis = in_force(law_then(case), "soil.survey.buckets")
    if basis is None:
        return not_applicable()
    if not uses_of(case):
        return lacks("O219", basis, "use")
    if not any(use.bucket in basis.names() for use in uses_of(case)):
        return not_applicable()
    return _soil(case, basis)


def _soil(case: Case, basis: Dated) -> Judged:
    found = stated(case)
    if found.soil_listed:
        return broken("O220", basis)
    if found.soil is Done.NOT_DONE:
        return _undone("O221", "O222", basis, case, "soil")
    if found.soil is Done.NOT_NEEDED:
        return not_applicable()
    missing = [name for name in ("soil", "soil_listed") if getattr(found, name) is None]
    return lacks("O223", basis, *missing) if missing else kept(basis)


def acquisition_keeps_its_order(case: Case) -> Judged:
    """征收程序 · Each notice of an acquisition stands its time before the next step, and the last comes in time."""
    if case.parcel.origin is Origin.EXISTING:
        return not_applicable()
    found = stated(case)
    days = (found.pre_notice_on, found.compensation_notice_on, found.approval_received_on, found.acquisition_notice_on)
    if case.parcel.origin is None and not any(days):
        basis = in_force(case.rules, "acquisition.pre_notice.working_days")
        return lacks("O224", basis, "origin") if basis else not_applicable()
    return all_of(_step_is_kept(step, case) for step in _STEPS)


@dataclass(frozen=True, slots=True)
class _Step:
    """Two days that follow each other; `is_deadline` where the time between them is a limit and no wait.

    `order` names what the breach rests on where the statute sets the time and not what comes after it.
    """

    parameter: str
    code: str
    first: str
    then: str
    is_deadline: bool = False
    order: str = ""


_STEPS = (
    _Step("acquisition.pre_notice.working_days", "O225", "pre_notice_on", "compensation_notice_on", order=_ORDER),
    _Step("acquisition.compensation_notice.days", "O226", "compensation_notice_on", "approval_received_on"),
    _Step("acquisition.notice.working_days", "O227", "approval_received_on", "acquisition_notice_on", is_deadline=True),
)


def _step_is_kept(step: _Step, case: Case) -> Judged:
    """Not asked where the rule did not hold on the day of the first of the two."""
    first, then = getattr(stated(case), step.first), getattr(stated(case), step.then)
    basis = in_force(law_of(case, first or then), step.parameter)
    if basis is None:
        return not_applicable()
    if first is None or then is None:
        return lacks("O228", basis, *(name for name, day in ((step.first, first), (step.then, then)) if day is None))
    end = _time_up(first, basis, case)
    facts = {"first": first, "then": then, "end": end, "limit": value_text(basis.value)}
    is_kept = first <= then <= end if step.is_deadline else then >= end
    if is_kept:
        return kept(basis)
    return broken(step.code, in_force(case.rules, step.order) if step.order else basis, **facts)


def _time_up(day: date, basis: Dated, case: Case) -> date:
    """The day on which the time is up, in the unit that the parameter is named for."""
    if basis.id.endswith("working_days"):
        return add_working_days(day, basis.whole(), case.rules.calendar)
    return day + timedelta(days=basis.whole())


RULES: tuple[ParcelRule, ...] = (
    ParcelRule("PR-01", conditions_precede_the_grant),
    ParcelRule("PR-02", archaeology_precedes_the_supply),
    ParcelRule("PR-03", soil_is_surveyed_and_not_listed),
    ParcelRule("PR-04", acquisition_keeps_its_order),
)
