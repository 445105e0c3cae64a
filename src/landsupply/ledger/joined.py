"""并记录 · Records of several lists held to be one parcel become one, each field from the list that answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from landsupply.ledger.issue import Issue, issue_at
from landsupply.ledger.match import Listed
from landsupply.ledger.parcel import Parcel, place_of
from landsupply.ledger.parcel_fields import fields_at_hand, title_of, with_values
from landsupply.ledger.precedence import Choice, Held, Precedence, choose, rank
from landsupply.ledger.shown import shown
from landsupply.ledger.traits import is_from_content
from landsupply.measure.fault import IntegrityFault

#: Lists word these each in their own way; a difference is worth knowing and rarely wrong.
_WORDING = frozenset(("name", "location", "unit", "person", "obstacles"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """并成记录 · The parcel, the records it was made of, the one whose identity it bears, and the choices made."""

    parcel: Parcel
    home: Listed
    members: tuple[Listed, ...]
    choices: Mapping[str, Choice]
    issues: tuple[Issue, ...]


def join(members: Sequence[Listed], precedence: Precedence) -> Joined:
    """并为一宗 · One parcel of several records; a record alone stays as it is."""
    home = min(members, key=lambda one: _homeliness(one, precedence))
    if len(members) == 1:
        return Joined(parcel=home.parcel, home=home, members=tuple(members), choices={}, issues=())
    at_hand = fields_at_hand([member.parcel for member in members])
    choices = {field: choose(field, members, precedence) for field in at_hand}
    issues = list(_conflicts(home, choices))
    try:
        parcel = with_values(home.parcel, {field: choice.value for field, choice in choices.items()})
    except IntegrityFault:
        parcel = home.parcel
        choices = {}
        issues.append(record_issue("L264", home, None, home.parcel.id, keys=tuple(one.key for one in members)))
    return Joined(parcel=parcel, home=home, members=tuple(members), choices=choices, issues=tuple(issues))


def _homeliness(one: Listed, precedence: Precedence) -> tuple[bool, int, str]:
    """An official number before one made from the content, then the better authority."""
    return is_from_content(one.parcel.id), rank(one.source_list.kind, "id", precedence), one.key


def _conflicts(home: Listed, choices: Mapping[str, Choice]) -> Iterator[Issue]:
    """L260 other lists say otherwise, L262 the same of mere wording, L261 equals contradict each other."""
    for field, choice in choices.items():
        if not choice.rejected:
            continue
        code = "L261" if choice.is_tied else "L262" if field in _WORDING else "L260"
        taken = said_by(choice.chosen) if choice.chosen else "—"
        facts = {"title": title_of(field), "taken": taken, "others": tuple(map(said_by, choice.rejected))}
        yield record_issue(code, home, field, shown(choice.value), **facts)


def said_by(held: Held) -> str:
    """何处所载 · A value and where it stands."""
    source = held.record.parcel.source
    place = ":".join(filter(None, (source.file, source.sheet, str(source.row))))
    return f"{shown(held.value)} [{place}]"


def record_issue(code: str, record: Listed | None, field: str | None, raw: str | None, **facts: object) -> Issue:
    """记录之问题 · An issue at the place of a record; without a place where no list has it."""
    source = record.parcel.source if record else None
    return issue_at(code, place_of(source, title_of(field) if field else None), raw, **facts)
