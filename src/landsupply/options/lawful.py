"""列供应方案 · For each parcel every lawful use, mode and term with its months, and why the rest are refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import AGREEMENT, ALLOCATION, LISTING, LandUse, Mode
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.mixed_use import UseShare, part_areas
from landsupply.ledger.parcel import Parcel
from landsupply.options import gates
from landsupply.options.against import breaches
from landsupply.options.allocation import catalogue_items
from landsupply.options.judgement import Around
from landsupply.options.modes import RULES, term_cap
from landsupply.options.option import NOTICED, PLANNED, SUPPLIED, Option, Part, Refusal, told_together
from landsupply.options.price_floor import PriceFloor, price_floor, together
from landsupply.options.rulings import around_of
from landsupply.options.uses import is_market
from landsupply.prepare.clock import NEVER, contract_day, earliest_supply_month
from landsupply.prepare.readiness import Readiness

DECEMBER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """供应方案集 · All lawful options of a ledger, the refusals, and of each parcel and use the one to plan with."""

    ledger: Ledger
    rules: Rules
    readiness: Mapping[str, Readiness]
    options: tuple[Option, ...]
    refused: tuple[Refusal, ...]
    preferred: tuple[Option, ...] = ()
    _land: Mapping[str, Parcel] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_land", {parcel.id: parcel for parcel in self.ledger.parcels})

    def parcel(self, identity: str) -> Parcel:
        """宗地 · The parcel that an option or a refusal is about; KeyError for one that the ledger does not hold."""
        return self._land[identity]


@dataclass(frozen=True, slots=True)
class _Found:
    """One parcel's options and refusals."""

    options: tuple[Option, ...] = ()
    refused: tuple[Refusal, ...] = ()


def lawful_options(
    ledger: Ledger,
    readiness: Mapping[str, Readiness],
    rules: Rules,
    past_is_candidate: str | None = None,
    around: Around | None = None,
) -> Options:
    """列方案 · Options and refusals of every parcel for the year of the rules' day.

    `past_is_candidate` is the brief's reason for taking records of other years' supplies as candidates; what was
    supplied in the year itself stands in any case. `around` is what is known beside the parcels, else the ledger's own
    batches.
    """
    asked = _Asked(rules, past_is_candidate, around_of(ledger) if around is None else around)
    outside = gates.units_outside(ledger)
    found: list[tuple[Parcel, _Found]] = []
    for parcel in ledger.parcels:
        if parcel.id in outside:
            refusal = gates.outside_the_scope(parcel, outside[parcel.id])
            found.append((parcel, _Found(refused=(refusal,))))
        else:
            found.append((parcel, _of_parcel(parcel, readiness[parcel.id], asked)))
    return Options(
        ledger=ledger,
        rules=rules,
        readiness=readiness,
        options=tuple(option for _, one in found for option in one.options),
        refused=tuple(refusal for _, one in found for refusal in one.refused),
        preferred=tuple(option for parcel, one in found for option in _preferred(parcel, one.options, rules)),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What stays the same for every parcel of a ledger."""

    rules: Rules
    past: str | None
    around: Around


def refusals(
    parcel: Parcel, option: Option, rules: Rules, past_is_candidate: str | None, around: Around | None = None
) -> Iterator[Refusal]:
    """不可供理由 · Every reason against a parcel in the year's plan and against one way of supplying it.

    Those that do not block only warn. Scope and readiness are not judged here: they need the ledger's issues and the
    brief.
    """
    yield from _kept_out(parcel, rules, past_is_candidate)
    yield from _against(parcel, option, rules, around or Around())


def _kept_out(parcel: Parcel, rules: Rules, past_is_candidate: str | None) -> Iterator[Refusal]:
    asked = gates.GATES if past_is_candidate is None else gates.TRIAL_GATES
    return (refusal for gate in asked if (refusal := gate(parcel, rules)))


def _against(parcel: Parcel, option: Option, rules: Rules, around: Around) -> Iterator[Refusal]:
    found = (
        refusal for one in option.by_use() for rule in RULES if (refusal := rule.judge(parcel, one, rules)) is not None
    )
    broken = (refusal for one in option.by_use() for refusal in breaches(parcel, one, rules, around))
    reasons = dict.fromkeys((*found, *broken))
    return iter(told_together(reasons) if option.parts else reasons)


def _of_parcel(parcel: Parcel, ready: Readiness, asked: _Asked) -> _Found:
    rules = asked.rules
    if reasons := tuple(_kept_out(parcel, rules, asked.past)):
        unread = asked.around.unread.get(parcel.id)
        return _Found(refused=tuple(gates.as_written(reason, unread) for reason in reasons))
    if (standing := _standing(parcel, rules)) is not None:
        return standing
    if (number := asked.around.shared.get(parcel.id)) is not None:
        return _Found(refused=(gates.number_is_shared(parcel, number),))
    if ready.free_from is None:
        return _Found(refused=(gates.readiness_is_unknown(parcel),))
    if ready.free_from.year > rules.day.year:
        stated = str(parcel.ready or ready.free_from)
        return _Found(refused=(gates.ready_after_the_year(parcel, stated, rules),))
    return _judged(parcel, ready.free_from, asked)


def _judged(parcel: Parcel, free_from: date, asked: _Asked) -> _Found:
    """An option with a blocking reason is refused with all reasons; one without keeps the others as warnings."""
    rules = asked.rules
    found: list[Option] = []
    refused: list[Refusal] = []
    for option in _ways(parcel, free_from, rules):
        reasons = tuple(_against(parcel, option, rules, asked.around))
        if option.first >= NEVER:
            reasons = (gates.signed_after_the_year(option, free_from.isoformat(), rules), *reasons)
        if any(reason.blocks for reason in reasons):
            refused += reasons
        else:
            items = catalogue_items(parcel, option.use, rules) if option.mode.code == ALLOCATION else ()
            found.append(replace(option, warnings=reasons, floor=_floor(parcel, option, rules), items=items))
    return _Found(tuple(found), tuple(refused))


def _floor(parcel: Parcel, option: Option, rules: Rules) -> PriceFloor | None:
    """The least price of the whole parcel, by the parts of a mixed one."""
    if parcel.area is None or not option.mode.paid:
        return None
    shares = [UseShare(part.use, part.share) for part in option.parts]
    areas = part_areas(parcel.area, shares) if shares else (parcel.area,)
    uses = [one.use for one in option.by_use()]
    return together([price_floor(parcel, use, option.mode, area, rules) for use, area in zip(uses, areas, strict=True)])


def _standing(parcel: Parcel, rules: Rules) -> _Found | None:
    """What is already supplied this year, or under notice, stands in its month whatever else might be lawful."""
    if parcel.supplied is not None and parcel.supplied.year == rules.day.year and parcel.mode is not None:
        stands = _stands(parcel, _single(parcel.mode, rules), parcel.supplied.month, SUPPLIED, rules)
        return _Found(options=(stands,))
    if parcel.noticed is None or parcel.supplied is not None:
        return None
    return _under_notice(parcel, parcel.noticed, rules)


def _under_notice(parcel: Parcel, noticed: date, rules: Rules) -> _Found | None:
    """A lot under notice is to be signed by its contract day.

    None, so that it is a candidate like any other, where that day lies in an earlier year, since nothing came of the
    notice, or where the declared mode is not an open one, whose notice starts no clock.
    """
    year = rules.day.year
    if parcel.mode is not None and not parcel.mode.open:
        return None
    mode = _single(parcel.mode, rules) if parcel.mode else _mode(LISTING, rules)
    signed = contract_day(noticed, rules) if noticed.year <= year else noticed
    if signed.year < year:
        return None
    stands = _stands(parcel, mode, signed.month, NOTICED, rules)
    if signed.year > year:
        return _Found(refused=(gates.signed_after_the_year(stands, noticed.isoformat(), rules),))
    return _Found(options=(stands,))


def _stands(parcel: Parcel, mode: Mode, month: int, state: str, rules: Rules) -> Option:
    """What has happened is told as it was: the term that the ledger states, or none."""
    term = parcel.term if mode.paid else None
    if parcel.use_shares:
        terms = [(one, parcel.term_of(one.use) if mode.paid else None) for one in parcel.use_shares]
        return _mixed(parcel, terms, mode, (month, month, state), rules)
    use = _uses(parcel)[0]
    return Option(
        parcel=parcel.id,
        use=use,
        plan_class=rules.place.class_of(use) or "",
        mode=mode,
        term=term,
        first=month,
        last=month,
        state=state,
    )


def _mixed(
    parcel: Parcel,
    shares: Sequence[tuple[UseShare, int | None]],
    mode: Mode,
    when: tuple[int, int, str],
    rules: Rules,
) -> Option:
    """One way for the whole of a mixed parcel, each use with its own term; it goes under its largest use."""
    parts = tuple(
        Part(use=one.use, plan_class=rules.place.class_of(one.use) or "", share=one.share, term=term)
        for one, term in shares
    )
    main = max(parts, key=lambda part: part.share)
    first, last, state = when
    return Option(
        parcel=parcel.id,
        use=main.use,
        plan_class=main.plan_class,
        mode=mode,
        term=main.term,
        first=first,
        last=last,
        state=state,
        parts=parts,
    )


def _uses(parcel: Parcel) -> tuple[LandUse, ...]:
    """The use and the further ones, each once."""
    return tuple(dict.fromkeys(use for use in (parcel.use, *parcel.other_uses) if use is not None))


def _ways(parcel: Parcel, free_from: date, rules: Rules) -> Iterator[Option]:
    """Every use × mode that might be lawful; terms at the stated length or the cap."""
    modes = [(mode, earliest_supply_month(free_from, rules.day.year, mode, rules)) for mode in _modes(parcel, rules)]
    for mode, first in modes if parcel.use_shares else ():
        shares = [(one, _term(parcel, one.use, mode, rules)) for one in parcel.use_shares]
        yield _mixed(parcel, shares, mode, (first, DECEMBER, PLANNED), rules)
    classed = [(use, rules.place.class_of(use)) for use in _uses(parcel)]
    for use, plan_class in ((use, plan_class) for use, plan_class in classed if plan_class):
        for mode, first in modes:
            yield Option(
                parcel=parcel.id,
                use=use,
                plan_class=plan_class,
                mode=mode,
                term=_term(parcel, use, mode, rules),
                first=first,
                last=DECEMBER,
                state=PLANNED,
            )


def _term(parcel: Parcel, use: LandUse, mode: Mode, rules: Rules) -> int | None:
    return (parcel.term_of(use) or term_cap(use, rules)) if mode.paid else None


def _modes(parcel: Parcel, rules: Rules) -> tuple[Mode, ...]:
    """Allocation, the open modes and agreement always; lease, capital contribution and the like where declared."""
    usual = [mode for mode in rules.vocabulary.modes if mode.open or mode.code in (ALLOCATION, AGREEMENT)]
    declared = _single(parcel.mode, rules) if parcel.mode else None
    return tuple(usual if declared is None or declared in usual else [*usual, declared])


def _preferred(parcel: Parcel, found: tuple[Option, ...], rules: Rules) -> Iterator[Option]:
    """Of each use the way to plan with: the declared mode; where none is, listing for market land, else allocation.

    A declared mode that is refused is not replaced by another behind the clerk's back: the parcel waits.
    """
    declared = _single(parcel.mode, rules).code if parcel.mode else None
    for option in found:
        is_open = any(is_market(parcel, one.use, rules) for one in option.by_use())
        wanted = declared or (LISTING if is_open else ALLOCATION)
        if option.mode.code == wanted or option.state != PLANNED:
            yield option


def _single(mode: Mode, rules: Rules) -> Mode:
    """招拍挂 as a group is planned as listing, the usual one of the three."""
    return _mode(LISTING, rules) if mode.is_group else mode


def _mode(code: str, rules: Rules) -> Mode:
    return next(mode for mode in rules.vocabulary.modes if mode.code == code)
