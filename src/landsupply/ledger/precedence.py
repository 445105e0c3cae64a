"""取值先后 · Of several values of one field, that of the list which answers for it; the rest are kept beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from landsupply.law.rulebook import Rules
from landsupply.ledger.list_kind import ListKind
from landsupply.ledger.match import Listed
from landsupply.ledger.parcel_fields import is_stated, nothing, value_of
from landsupply.ledger.sheet_words import folded

_EVERY = "*"
_SIGNS = re.compile(r"[^\w]+")

Precedence = Mapping[str, tuple[ListKind, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """所持值 · What one list says of a field."""

    record: Listed
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """取舍 · The value taken, who says it, who says otherwise, and whether equals contradicted each other."""

    value: object
    chosen: Held | None
    rejected: tuple[Held, ...]
    is_tied: bool


def precedence_of(rules: Rules) -> Precedence:
    """取值先后 · Field to the kinds of list that state it, the best authority first."""
    table = rules.parameter("ledger.precedence").table()
    known = {one.value: one for one in ListKind}
    return {
        field: tuple(known[str(name)] for name in names if str(name) in known)
        for field, names in table.items()
        if isinstance(names, tuple)
    }


def rank(kind: ListKind | None, field: str, precedence: Precedence) -> int:
    """位次 · The place of a list among the authorities for a field; unknown lists come last."""
    order = precedence.get(field, precedence.get(_EVERY, ()))
    return order.index(kind) if kind in order else len(order)


def choose(field: str, members: Sequence[Listed], precedence: Precedence) -> Choice:
    """取一值 · The best authority's value; none where several of one rank contradict each other."""
    held = sorted(_stated(field, members), key=lambda one: (_rank(one, field, precedence), one.record.key))
    if not held:
        return Choice(value=value_of(members[0].parcel, field), chosen=None, rejected=(), is_tied=False)
    first = held[0]
    others = tuple(one for one in held[1:] if not agree(one.value, first.value))
    if any(_rank(one, field, precedence) == _rank(first, field, precedence) for one in others):
        return Choice(value=nothing(field), chosen=None, rejected=tuple(held), is_tied=True)
    return Choice(value=first.value, chosen=first, rejected=others, is_tied=False)


def agree(first: object, second: object) -> bool:
    """相符 · Whether two values say the same; spelling apart where they are texts."""
    if isinstance(first, str) and isinstance(second, str):
        return _bare(first) == _bare(second)
    return first == second


def _bare(text: str) -> str:
    return _SIGNS.sub("", folded(text))


def _stated(field: str, members: Sequence[Listed]) -> list[Held]:
    values = ((record, value_of(record.parcel, field)) for record in members)
    return [Held(record=record, value=value) for record, value in values if is_stated(value)]


def _rank(one: Held, field: str, precedence: Precedence) -> int:
    return rank(one.record.source_list.kind, field, precedence)
