"""题设 · What a year's choice is made from: candidates in their order, the brief, the law's ceilings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from landsupply.options.lawful import Options
from landsupply.plan.brief import Brief
from landsupply.plan.candidate import Candidate, candidates
from landsupply.plan.caps import Cap, caps_of
from landsupply.plan.target import Axis, Line

#: A listed area may stay this far below its figure, in units of 0.01 m²: 0.0049 ha prints as the figure, and is held
#: in reserve.
PRINTS_THE_SAME = 4_900


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """题设 · Candidates by parcel and option whatever the ledger's order; `done` was supplied in earlier years.

    `filled` are the classes whose reserve may fill up a stated figure by less than what is printed.
    """

    brief: Brief
    day: date
    candidates: tuple[Candidate, ...]
    caps: tuple[Cap, ...] = ()
    done: frozenset[str] = frozenset()
    filled: tuple[str, ...] = ()


def case_of(options: Options, brief: Brief, day: date) -> Case:
    """题设 · The case of a ledger's options under a brief on a day.

    BriefFault B008 to B011 where a lock speaks of a parcel that cannot follow it.
    """
    ordered = tuple(sorted(candidates(options, brief, day), key=lambda candidate: candidate.key))
    past = {one.id for one in options.ledger.parcels if one.supplied and one.supplied.year < brief.year}
    return Case(
        brief=brief,
        day=day,
        candidates=ordered,
        caps=caps_of(ordered, options.ledger, options.rules),
        done=frozenset(past.difference(one.parcel for one in ordered)),
        filled=_filled(brief, tuple(one.name for one in options.rules.place.classes)),
    )


def _filled(brief: Brief, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those that state a figure; where the total states one, the first that does not as well."""
    is_open = open_class(brief, names)
    stated = tuple(name for name in names if states_figure(brief, name))
    return (*stated, is_open) if is_open and _is_figure(brief, Line(Axis.TOTAL)) else stated


def open_class(brief: Brief, names: tuple[str, ...]) -> str | None:
    """未定之类 · The first class without a stated figure: what the total still lacks is held in it."""
    return next((name for name in names if not states_figure(brief, name)), None)


def states_figure(brief: Brief, name: str) -> bool:
    """定值之类 · Whether the brief states one figure for a class."""
    return _is_figure(brief, Line(Axis.CLASS, name))


def _is_figure(brief: Brief, line: Line) -> bool:
    target = brief.target(line)
    return target is not None and target.is_figure
