"""审查 · Independent conformity checks of a plan against its ledger, its brief and the rules.

They know nothing of optimisation. One check, one small function; the tuple at the end is the contents page. Each
yields findings; none repairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import LandUse, Mode, Origin
from landsupply.ledger.issue import Severity
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.mixed_use import part_areas
from landsupply.ledger.parcel import Parcel
from landsupply.measure.area import Area
from landsupply.options.ceilings import Ceiling, ceilings, counted
from landsupply.options.lawful import Options, lawful_options, refusals
from landsupply.options.option import Option, Part
from landsupply.options.rulings import around_of
from landsupply.plan.amounts import amounts_of
from landsupply.plan.brief import Brief
from landsupply.plan.certificate import goal_value, misses
from landsupply.plan.finding import Finding
from landsupply.plan.indicators import Indicators
from landsupply.plan.plan import ItemState, Plan, PlanItem
from landsupply.plan.target import Axis, Line, exact_figure
from landsupply.prepare.clock import NEVER, earliest_supply_month, month_in, notice_month
from landsupply.prepare.readiness import readiness, readiness_of

#: What a list may leave of a stated figure to the reserve: it prints as the figure, to the hundredth of a hectare.
ROUNDING = Area(5_000)


@dataclass(frozen=True, slots=True)
class Case:
    """审查对象 · A plan with what it is checked against, and what the law leaves open to the ledger's parcels."""

    plan: Plan
    ledger: Ledger
    rules: Rules
    options: Options

    def pairs(self) -> Iterator[tuple[PlanItem, Parcel]]:
        """计划宗地与台账宗地 · Every item that the ledger knows, with its parcel."""
        known = {parcel.id: parcel for parcel in self.ledger.parcels}
        return ((item, known[item.parcel]) for item in self.plan.items if item.parcel in known)

    def planned(self) -> Iterator[tuple[PlanItem, Parcel]]:
        """未实施宗地 · The pairs whose item is neither supplied nor under notice."""
        return (pair for pair in self.pairs() if pair[0].state is ItemState.PLANNED)

    def standing(self) -> Mapping[str, Option]:
        """既成方案 · How each parcel already supplied this year, or under notice, stands."""
        return {one.parcel: one for one in self.options.options if one.state != ItemState.PLANNED.value}


def _error(code: str, place: str, **facts: object) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, place=place, facts=facts)


def _said(value: object) -> str:
    """A fact as a sentence shows it."""
    if isinstance(value, Area):
        return value.hectares
    if isinstance(value, LandUse | Mode):
        return value.name
    if isinstance(value, Origin):
        return value.value
    return "—" if value is None else str(value)


def indicators_are_listed_plus_reserve(case: Case) -> Iterator[Finding]:
    """指标守恒 · Each approved indicator is the listed area plus the reserve, exactly."""
    figures = Indicators.of(case.plan, case.rules)
    approved = dict(case.plan.approved)
    for name in sorted({*approved, *figures.classes}):
        stated, found = approved.get(name, Area.ZERO), figures.classes.get(name, Area.ZERO)
        if stated != found:
            yield _error("C001", name, stated=stated.hectares, found=found.hectares)


def reserves_are_what_the_brief_holds(case: Case) -> Iterator[Finding]:
    """预留有据 · Reserve stands in known classes and units, and is what the brief holds back, figures filled up."""
    place, brief = case.rules.place, case.plan.brief
    for one in case.plan.reserves:
        is_known_unit = one.district is None or one.district in [unit.name for unit in place.units]
        if not is_known_unit or one.plan_class not in [known.name for known in place.classes]:
            yield _error("C019", one.plan_class, plan_class=one.plan_class, district=_said(one.district))
    held = Indicators.of(case.plan, case.rules).reserved
    for name, area in held.items():
        asked, target = brief.reserve(name), brief.target(Line(Axis.CLASS, name))
        most = asked + ROUNDING if target is not None and target.is_figure else asked
        if not asked <= area <= most:
            yield _error("C020", name, stated=area.hectares, found=asked.hectares)


def items_stand_in_the_ledger_once(case: Case) -> Iterator[Finding]:
    """宗地来自台账 · Every item is a parcel of the ledger, and none stands twice."""
    known = {parcel.id for parcel in case.ledger.parcels}
    for parcel, times in sorted(Counter(item.parcel for item in case.plan.items).items()):
        if parcel not in known:
            yield _error("C002", parcel)
        if times > 1:
            yield _error("C003", parcel, times=times)


_FACTS = ("name", "location", "district", "origin", "livelihood", "housing", "level", "batch", "unit", "person")


def items_say_what_the_ledger_says(case: Case) -> Iterator[Finding]:
    """与台账一致 · An item's facts, whole area, use, class, and where declared its mode and term are the ledger's."""
    for item, parcel in case.pairs():
        pairs = [(name, getattr(item, name), getattr(parcel, name)) for name in _FACTS]
        pairs.append(("area", item.whole, parcel.area))
        pairs.append(("class", item.plan_class, case.rules.place.class_of(item.use)))
        pairs += _way(item, parcel)
        pairs += _counted(case.plan.brief, item, parcel)
        for field, stated, found in pairs:
            if stated != found:
                yield _error("C004", item.parcel, field=field, stated=_said(stated), found=_said(found))


def _counted(brief: Brief, item: PlanItem, parcel: Parcel) -> Iterator[tuple[str, object, object]]:
    """What an item states because the brief counts it, and nothing that it does not count."""
    for name in ("zone", "industry"):
        yield name, getattr(item, name), getattr(parcel, name) if name in brief.facts else None
    stated, found = dict(item.amounts), dict(amounts_of(parcel, item.mode, brief.measures))
    for measure in sorted({*stated, *found}):
        yield measure.value, stated.get(measure), found.get(measure)


def _way(item: PlanItem, parcel: Parcel) -> Iterator[tuple[str, object, object]]:
    """Use, mode and term as the item and as the ledger has them; a group of open modes admits each of them."""
    if parcel.use_shares:
        areas = part_areas(item.area, parcel.use_shares)
        wanted = [(one.use, area) for one, area in zip(parcel.use_shares, areas, strict=True)]
        if wanted != [(part.use, part.area) for part in item.parts]:
            yield "use", _mix((part.use, part.area) for part in item.parts), _mix(wanted)
    elif item.parts or item.use not in parcel.other_uses:
        yield "use", item.use, parcel.use
    if parcel.mode is not None and item.state is ItemState.PLANNED:
        is_in_group = parcel.mode.is_group and item.mode.open
        yield "mode", item.mode, item.mode if is_in_group else parcel.mode
    if parcel.term is not None or not item.mode.paid:
        yield "term", item.term, parcel.term if item.mode.paid else None


def _mix(parts: Iterable[tuple[LandUse, Area]]) -> str:
    return "、".join(f"{use.name} {area.hectares}" for use, area in parts) or "—"


def phases_are_permitted(case: Case) -> Iterator[Finding]:
    """分期合规 · A part of a parcel is listed only where the ledger permits it, and not less than the first phase."""
    for item, parcel in case.pairs():
        if item.is_phased and (parcel.phase_from is None or item.area < parcel.phase_from):
            yield _error("C005", item.parcel, area=item.area.hectares, least=_said(parcel.phase_from))


def items_are_ready(case: Case) -> Iterator[Finding]:
    """时序可行 · No planned item is supplied before it is ready, nor newly placed in a month already past."""
    plan = case.plan
    for item, parcel in case.planned():
        free = readiness(parcel, plan.brief.assumed.ready).free_from
        if free is None:
            yield _error("C006", item.parcel, month=item.supply_month, earliest=_said(None))
            continue
        earliest = earliest_supply_month(max(free, plan.compiled_on), plan.year, item.mode, case.rules)
        if item.supply_month < earliest:
            yield _error("C006", item.parcel, month=item.supply_month, earliest=earliest)


def the_past_stands(case: Case) -> Iterator[Finding]:
    """既成事实 · Supplies made this year and lots under notice stand whole in their months; nothing else claims to."""
    items = {item.parcel: item for item in case.plan.items}
    standing = case.standing()
    for name, option in standing.items():
        parcel = case.ledger.parcel(name)
        if parcel is not None and not _stands(items.get(name), option):
            code = "C011" if option.state == ItemState.SUPPLIED.value else "C027"
            day = parcel.supplied if option.state == ItemState.SUPPLIED.value else parcel.noticed
            yield _error(code, name, day=_said(day), month=option.first)
    for item in case.plan.items:
        if item.state is not ItemState.PLANNED and item.parcel not in standing:
            yield _error("C018" if item.state is ItemState.SUPPLIED else "C028", item.parcel)


def _stands(item: PlanItem | None, option: Option) -> bool:
    if item is None or item.is_phased:
        return False
    stated = (item.state.value, item.supply_month, item.use, item.mode)
    return stated == (option.state, option.first, option.use, option.mode)


def notices_precede_supply(case: Case) -> Iterator[Finding]:
    """公告在先 · A planned open offer has the notice month its supply asks for, a lot under notice its own."""
    for item, parcel in case.pairs():
        wanted = None
        if item.state is ItemState.NOTICED and parcel.noticed is not None:
            wanted = month_in(parcel.noticed, case.plan.year)
        elif item.state is ItemState.PLANNED and item.mode.open:
            wanted = notice_month(item.supply_month, case.plan.year, case.rules)
        if item.notice_month != wanted:
            yield _error("C017", item.parcel, stated=_said(item.notice_month), found=_said(wanted))


def items_are_lawful(case: Case) -> Iterator[Finding]:
    """方式合规 · The parcel may be planned at all, and use, mode and term are lawful on the plan's day."""
    past, around = case.plan.brief.assumed.past_results_are_candidates, around_of(case.ledger)
    usable = {option.parcel for option in case.options.options}
    kept_out = {one.parcel: one for one in case.options.refused if one.parcel not in usable and not one.mode}
    for item, parcel in case.planned():
        against = [kept_out[item.parcel]] if item.parcel in kept_out else []
        against += refusals(parcel, _option(item), case.rules, past, around)
        for refusal in against:
            if refusal.blocks:
                yield _error("C007", item.parcel, rule=refusal.rule or "—", reason=refusal.message())


def _option(item: PlanItem) -> Option:
    return Option(
        parcel=item.parcel,
        use=item.use,
        plan_class=item.plan_class,
        mode=item.mode,
        term=item.term,
        first=item.supply_month,
        last=item.supply_month,
        parts=tuple(
            Part(
                use=part.use,
                plan_class=part.plan_class,
                share=Fraction(part.area.units, item.area.units),
                term=part.term,
            )
            for part in item.parts
        ),
    )


def lines_of_the_brief_are_met(case: Case) -> Iterator[Finding]:
    """指标要求 · Every line of the brief is met exactly; a miss must be stated, and is then said again as a warning."""
    stated: Counter[Line] = Counter()
    for miss in case.plan.misses:
        stated[miss.line] += miss.units
    found = {miss.line: miss.units for miss in misses(case.plan)}
    for line in sorted({*stated, *found}):
        unit = case.plan.brief.unit(line)
        said, true = (exact_figure(units.get(line, 0), unit) for units in (stated, found))
        if said != true:
            yield _error("C008", line.name, stated=said, found=true)
        elif line in found:
            yield Finding(code="C009", severity=Severity.WARNING, place=line.name, facts={"found": true})


def ceilings_of_the_law_are_kept(case: Case) -> Iterator[Finding]:
    """法定限额 · What is planned of land under a ceiling fits in what standing supplies leave; else it is said."""
    pairs = list(case.pairs())
    for one in ceilings(case.rules, case.ledger):
        units = [(item, _counted_units(one, item, parcel, case.rules)) for item, parcel in pairs]
        standing = sum(own for item, own in units if item.state is not ItemState.PLANNED)
        planned = sum(own for item, own in units if item.state is ItemState.PLANNED)
        if planned > max(0, one.most.units - standing):
            found = Area(planned + standing)
            facts: dict[str, object] = {"rule": one.rule, "name": one.name, "most": one.most.hectares}
            facts |= {"found": found.hectares, "short": (found - one.most).hectares}
            severity = Severity.ERROR if one.binds else Severity.WARNING
            yield Finding(code=one.code, severity=severity, place=one.name or one.rule, facts=facts)


def _counted_units(ceiling: Ceiling, item: PlanItem, parcel: Parcel, rules: Rules) -> int:
    uses = counted(ceiling, parcel, _option(item), rules)
    parts = [(part.use, part.area) for part in item.parts] or [(item.use, item.area)]
    return sum(area.units for use, area in parts if use in uses)


def locks_are_kept(case: Case) -> Iterator[Finding]:
    """锁定有效 · Parcels that must be in are in, those kept out are out, pinned months hold."""
    items, locks = {item.parcel: item for item in case.plan.items}, case.plan.brief.locks
    for parcel in locks.must:
        if parcel not in items:
            yield _error("C010", parcel)
    for parcel in locks.never:
        if parcel in items:
            yield _error("C010", parcel)
    for parcel, month in locks.months:
        if parcel in items and items[parcel].supply_month != month:
            yield _error("C010", parcel)


def alternatives_and_order_are_kept(case: Case) -> Iterator[Finding]:
    """互斥与先后 · Of alternatives at most one is in, and nothing is in without or before what it waits for."""
    months = {item.parcel: item.supply_month for item in case.plan.items}
    for names in case.plan.brief.locks.one_of:
        if len(found := [name for name in names if name in months]) > 1:
            yield _error("C075", found[0], parcels="、".join(found))
    done = {parcel.id for parcel in case.ledger.parcels if _is_past(case.plan, parcel)}
    for first, then in case.plan.brief.locks.after:
        if then in months and first not in done and months[then] < months.get(first, NEVER):
            month = months.get(first)
            yield _error("C076", then, first=first, month=months[then], other=_said(month))


def _is_past(plan: Plan, parcel: Parcel) -> bool:
    """Supplied before the year, and not taken as a candidate again."""
    is_candidate = plan.brief.assumed.past_results_are_candidates is not None
    return parcel.supplied is not None and parcel.supplied.year < plan.year and not is_candidate


def the_proof_says_what_the_plan_holds(case: Case) -> Iterator[Finding]:
    """证明属实 · The proof names the goals in order, gives away no more than the slack, its values are the plan's."""
    plan, goals = case.plan, case.plan.proof.goals
    if tuple(goal.goal for goal in goals) != plan.brief.levels:
        yield _error("C016", "proof", stated=tuple(goal.goal.value for goal in goals))
    for goal in goals:
        value = goal_value(plan, goal.goal)
        if value != goal.value:
            yield _error("C012", goal.goal.value, stated=Area(goal.value).hectares, found=Area(value).hectares)
        if goal.slack > plan.brief.slack:
            yield _error("C025", goal.goal.value, stated=str(goal.slack), found=str(plan.brief.slack))


def sources_are_the_ones_named(case: Case) -> Iterator[Finding]:
    """依据一致 · The ledger and the rulebook are those whose digests the plan names."""
    if case.plan.ledger_digest != case.ledger.digest:
        yield _error("C014", "ledger", stated=case.plan.ledger_digest, found=case.ledger.digest)
    if case.plan.rulebook_digest != case.rules.digest:
        yield _error("C015", "rulebook", stated=case.plan.rulebook_digest, found=case.rules.digest)


Check = Callable[[Case], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    indicators_are_listed_plus_reserve,
    reserves_are_what_the_brief_holds,
    items_stand_in_the_ledger_once,
    items_say_what_the_ledger_says,
    phases_are_permitted,
    items_are_ready,
    the_past_stands,
    notices_precede_supply,
    items_are_lawful,
    lines_of_the_brief_are_met,
    ceilings_of_the_law_are_kept,
    locks_are_kept,
    alternatives_and_order_are_kept,
    the_proof_says_what_the_plan_holds,
    sources_are_the_ones_named,
)


def check(plan: Plan, ledger: Ledger, rules: Rules) -> tuple[Finding, ...]:
    """审查 · Every finding of every check, in the tuple's order; the rules are those of the plan's place and year."""
    assumed = plan.brief.assumed
    ready = readiness_of(ledger, assumed.ready)
    options = lawful_options(ledger, ready, rules, assumed.past_results_are_candidates)
    case = Case(plan, ledger, rules, options)
    return tuple(finding for one in CHECKS for finding in one(case))
