"""更正 · A value mended by the office, kept beside the lists and replayed on every rebuild.

A correction says what it found (`old`) and what it put there (`new`). Where the list now says something else, the
source has moved: the correction is not applied and both are shown. The history is appended to, never edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from landsupply.law.rulebook import Rules
from landsupply.ledger.decision import EXAMPLE_DAY, day_of
from landsupply.ledger.issue import Issue, issue_at
from landsupply.ledger.parcel import Parcel, place_of
from landsupply.ledger.parcel_fields import field_named, value_of, with_values
from landsupply.ledger.precedence import agree
from landsupply.ledger.sheet import Sheet as Table
from landsupply.ledger.shown import shown
from landsupply.ledger.stated_rows import StatedRow, form_of, header_of, lacking, stated_rows
from landsupply.ledger.value_reading import Readings, Step, as_typed
from landsupply.measure.fault import IntegrityFault


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """更正 · The record and field, the value found and the value put there, as text; who, when and why."""

    record: str
    field: str
    old: str
    new: str
    who: str
    when: date
    why: str

    def stated(self) -> dict[str, object]:
        """所载 · The correction as plain values."""
        return {
            "record": self.record,
            "field": self.field,
            "old": self.old,
            "new": self.new,
            "who": self.who,
            "when": self.when.isoformat(),
            "why": self.why,
        }


@dataclass(slots=True)
class Replay:
    """重放 · Parcels under correction: as they came, as they are now, what was applied, what is to be said."""

    parcels: dict[str, Parcel]
    came: Mapping[str, Parcel]
    names: Mapping[str, str]
    readings: Readings
    applied: list[Correction] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def read_corrections(given: Mapping[str, object] | Table) -> tuple[tuple[Correction, ...], tuple[Issue, ...]]:
    """读更正 · The corrections of a stored form or a table; L253 lacks something, L254 states no day."""
    read = [_read(row) for row in stated_rows("corrections", given)]
    corrections = tuple(one for one in read if isinstance(one, Correction))
    return corrections, tuple(one for one in read if isinstance(one, Issue))


def corrections_form(corrections: Iterable[Correction]) -> dict[str, object]:
    """存更正 · Corrections as `landsupply.corrections/1`, in the order in which they were made."""
    return form_of("corrections", [one.stated() for one in corrections])


def _read(row: StatedRow) -> Correction | Issue:
    missing = lacking("corrections", row)
    if missing:
        return missing
    texts = row.texts
    day = day_of(texts["when"])
    if day is None:
        return row.issue("L254", header_of("corrections", "when"), texts["when"], known=(EXAMPLE_DAY,))
    stated = {name: texts[name] for name in ("record", "field", "old", "new", "who", "why")}
    return Correction(when=day, **stated)


def replay(
    parcels: Iterable[Parcel],
    names: Mapping[str, str],
    corrections: Sequence[Correction],
    rules: Rules | Readings,
    now: Mapping[str, Parcel] | None = None,
) -> Replay:
    """重放更正 · The parcels after every correction that still fits, in the order of days.

    `names` gives the identity of a record under its other names (its keys in the lists). What texts mean is read
    together, unless readings are given in which that was done for all of them. `now` are the parcels after corrections
    that came before these, where there were any.
    """
    came = {parcel.id: parcel for parcel in parcels}
    ordered = in_turn(corrections)
    readings = rules if isinstance(rules, Readings) else Readings(rules)
    if readings is not rules:
        readings.foresee_steps(came, steps_of(ordered, names))
    state = Replay(dict(now or came), came, names, readings)
    for one in ordered:
        _replay_one(state, one)
    state.issues += _overtaken(state.applied)
    return state


def in_turn(corrections: Iterable[Correction]) -> list[Correction]:
    """更正次序 · By days; those of one day as they were made."""
    return sorted(corrections, key=lambda correction: correction.when)


def steps_of(corrections: Iterable[Correction], names: Mapping[str, str]) -> Iterator[Step]:
    """更正各步 · What corrections want to have read, in their order."""
    for one in corrections:
        if path := field_named(one.field):
            yield Step(names.get(one.record, one.record), path, one.new, one.old)


def _replay_one(state: Replay, one: Correction) -> None:
    identity = state.names.get(one.record, one.record)
    name = field_named(one.field)
    if identity not in state.parcels:
        state.issues.append(_issue("L272", one, None))
    elif name is None:
        state.issues.append(_issue("L274", one, state.parcels[identity]))
    else:
        _replay_field(state, one if one.record == identity else replace(one, record=identity), name)


def _replay_field(state: Replay, one: Correction, name: str) -> None:
    parcel = state.parcels[one.record]
    new, is_read = state.readings.value(name, one.new, parcel)
    now, came = value_of(parcel, name), value_of(state.came[one.record], name)
    if not is_read:
        state.issues.append(_issue("L273", one, parcel))
    elif agree(came, new) and agree(now, new):
        state.issues.append(_issue("L271", one, parcel))
    elif not _was_found(state, one, name, (now, came)):
        state.issues.append(_issue("L270", one, parcel, now=shown(now)))
    else:
        _apply(state, one, {name: new})


def _was_found(state: Replay, one: Correction, name: str, values: tuple[object, object]) -> bool:
    """Whether the field says, or said as it came, what the correction found there."""
    if one.old in map(as_typed, values):
        return True
    old, _ = state.readings.value(name, one.old, state.parcels[one.record])
    return any(agree(value, old) for value in values)


def _apply(state: Replay, one: Correction, change: Mapping[str, object]) -> None:
    parcel = state.parcels[one.record]
    try:
        state.parcels[one.record] = with_values(parcel, change)
    except IntegrityFault:
        state.issues.append(_issue("L276", one, parcel))
        return
    state.applied.append(one)


def _overtaken(applied: Sequence[Correction]) -> list[Issue]:
    """L275 for every correction that a later one of the same field replaced."""
    last = {(one.record, field_named(one.field)): one for one in applied}
    before = [one for one in applied if last[one.record, field_named(one.field)] is not one]
    return [_issue("L275", one, None, later=last[one.record, field_named(one.field)].new) for one in before]


def _issue(code: str, one: Correction, parcel: Parcel | None, **facts: object) -> Issue:
    source = parcel.source if parcel else None
    said = {"record": one.record, "old": one.old or "—", "new": one.new or "—", "who": one.who, "on": one.when}
    return issue_at(code, place_of(source, one.field), one.new, **{**said, "title": one.field, **facts})
