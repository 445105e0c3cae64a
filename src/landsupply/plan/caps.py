"""法定限额 · The law's ceilings as caps over candidates: what already stands uses them up, what is planned must fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from landsupply.law.rulebook import Rules
from landsupply.ledger.ledger import Ledger
from landsupply.options.ceilings import Ceiling, ceilings, counted
from landsupply.plan.candidate import Candidate
from landsupply.plan.plan import ItemState


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """法定限额 · Units of each candidate that count under a ceiling of the law, and the most still to be planned."""

    rule: str
    units: tuple[int, ...]
    most: int


def caps_of(candidates: Sequence[Candidate], ledger: Ledger, rules: Rules) -> tuple[Cap, ...]:
    """法定限额 · One cap for each ceiling that binds on the day of the rules, batches of the ledger with them."""
    return tuple(_cap(one, candidates, rules) for one in ceilings(rules, ledger) if one.binds)


def _cap(ceiling: Ceiling, candidates: Sequence[Candidate], rules: Rules) -> Cap:
    units = [_units(ceiling, one, rules) for one in candidates]
    stands = [one.state is not ItemState.PLANNED for one in candidates]
    used = sum(own for own, is_standing in zip(units, stands, strict=True) if is_standing)
    planned = tuple(0 if is_standing else own for own, is_standing in zip(units, stands, strict=True))
    return Cap(
        rule=" ".join(filter(None, (ceiling.rule, ceiling.name))), units=planned, most=max(0, ceiling.most.units - used)
    )


def _units(ceiling: Ceiling, candidate: Candidate, rules: Rules) -> int:
    uses = counted(ceiling, candidate.land, candidate.option, rules)
    return sum(units for use, _, units in candidate.by_use if use in uses)
