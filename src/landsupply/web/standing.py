"""现状 · The ledger of today: the lists that count, examined, and the corrections replayed on them.

Kept in memory with the number of the act it stands at; what other processes have recorded since is taken up before
it is used. A list that is sent means the lists are examined anew; a correction touches its parcel alone. What is seen
inside a transaction is kept for its thread alone, until the transaction stands.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from django.conf import settings
from django.db import connection, transaction

from landsupply.law.rulebook import Rulebook, Rules, open_rulebook
from landsupply.ledger.correction import Correction, in_turn, replay, steps_of
from landsupply.ledger.examine import examine
from landsupply.ledger.habits import NO_HABITS, Habits, habits_from_form
from landsupply.ledger.issue import Issue
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.registers import read_with_registers
from landsupply.ledger.sender import only_of
from landsupply.ledger.sheet import Sheet
from landsupply.ledger.value_reading import Readings
from landsupply.seal.act import Act
from landsupply.web.acts import act_of
from landsupply.web.blobs import content_of
from landsupply.web.clock import today
from landsupply.web.models import ActRow
from landsupply.worker import read_sheets_bounded

SEND_LIST, WITHDRAW_LIST, CORRECT = "send_list", "withdraw_list", "correct"
#: The acts that change the ledger.
LEDGER_VERBS = (SEND_LIST, WITHDRAW_LIST, CORRECT)


@dataclass(frozen=True, slots=True)
class Sending:
    """来件 · A list that counts: its sender and name, the file's digest, how it is to be read, the act."""

    sender: str
    name: str
    blob: str
    habits: Habits
    number: int


@dataclass(slots=True)
class Standing:
    """现状 · The lists, the parcels as they came and as they are, the corrections, what was found."""

    number: int = 0
    digest: str = ""
    sendings: dict[tuple[str, str], Sending] = field(default_factory=dict)
    examined: Ledger = field(default_factory=lambda: Ledger(parcels=(), issues=(), sources=()))
    came: dict[str, Parcel] = field(default_factory=dict)
    now: dict[str, Parcel] = field(default_factory=dict)
    corrections: dict[str, list[Correction]] = field(default_factory=dict)
    said: dict[str, tuple[Issue, ...]] = field(default_factory=dict)
    #: What was found in the lists, by the parcel whose row it is about; under no name what is about none.
    noted: dict[str, list[Issue]] = field(default_factory=dict)

    @property
    def ledger(self) -> Ledger:
        """台账 · The parcels as they are, with every issue."""
        parcels = tuple(self.now[identity] for identity in sorted(self.now))
        issues = (*self.examined.issues, *(issue for found in self.said.values() for issue in found))
        examined = self.examined
        return Ledger(parcels=parcels, issues=issues, sources=examined.sources, batches=examined.batches, boundaries={})


@lru_cache(maxsize=4)
def rulebook() -> Rulebook:
    """规则库 · Of the place this application serves."""
    return open_rulebook(settings.PLACE)


def rules_now() -> Rules:
    """当日规则 · The rules under which lists are read today: those of the year's first day."""
    return rulebook().on(date(today().year, 1, 1))


_lock = threading.RLock()
_kept = Standing()
_own = threading.local()
_readings: dict[date, Readings] = {}

#: Of one correction that a later one of the same field replaced nothing is said here: each cell has its history.
_HISTORY = "L275"


def standing() -> Standing:
    """现状 · As of the last act; the value is shared, so it is read and never changed by callers."""
    global _kept
    with _lock:
        known = max((_kept, getattr(_own, "kept", _kept)), key=lambda one: one.number)
        if not _is_still_so(known):
            known = _kept if known is not _kept and _is_still_so(_kept) else Standing()  # another base, or taken back
        now = taken_up(known, acts_since(known))
        if connection.in_atomic_block:
            _own.kept = now
        else:
            _kept = _own.kept = now
        return now


def acts_since(state: Standing) -> list[Act]:
    """续办 · The acts that have changed the ledger since."""
    rows = ActRow.objects.filter(number__gt=state.number, verb__in=LEDGER_VERBS).order_by("number")
    return [act_of(row) for row in rows]


def hold(after: Standing, last: Act) -> None:
    """记住现状 · What a transaction has just recorded, known to this thread at once and to all when it stands."""
    now = replace(after, number=last.number, digest=last.digest)
    _own.kept = now
    transaction.on_commit(lambda: _share(now))


def _share(now: Standing) -> None:
    global _kept
    with _lock:
        _kept = _own.kept = max(_kept, now, key=lambda one: one.number)


def forget() -> None:
    """忘却 · What is kept in memory is read anew."""
    global _kept
    with _lock:
        _kept = Standing()
        _own.kept = _kept


def readings_now() -> Readings:
    """当日读值 · What texts were found to mean under the rules of today."""
    rules = rules_now()
    if rules.day not in _readings:
        _readings.clear()
        _readings[rules.day] = Readings(rules)
    return _readings[rules.day]


def _is_still_so(kept: Standing) -> bool:
    return kept.number == 0 or ActRow.objects.filter(number=kept.number, digest=kept.digest).exists()


def taken_up(before: Standing, acts: Sequence[Act]) -> Standing:
    """续记 · The standing after further acts."""
    if not acts:
        return before
    sendings = dict(before.sendings)
    fresh: dict[str, list[Correction]] = {}
    for act in acts:
        if act.verb == CORRECT:
            fresh.setdefault(act.about, []).append(correction_of(act))
        elif act.verb == WITHDRAW_LIST:
            sendings.pop((str(act.facts["sender"]), str(act.facts["name"])), None)
        else:
            sent = sending_of(act)
            sendings[sent.sender, sent.name] = sent
    corrections = before.corrections | {one: [*before.corrections.get(one, ()), *own] for one, own in fresh.items()}
    if sendings == before.sendings:
        after = replace(before, now=dict(before.now), corrections=corrections, said=dict(before.said))
    else:
        after = _examined_anew(sendings, corrections)
    after.number, after.digest = acts[-1].number, acts[-1].digest
    _replay(after, _to_replay(after, fresh if sendings == before.sendings else corrections))
    return after


def _to_replay(state: Standing, touched: Mapping[str, Sequence[Correction]]) -> dict[str, Sequence[Correction]]:
    """The corrections to be put on each parcel as it stands; one that goes before others begins anew as it came."""
    due: dict[str, Sequence[Correction]] = {}
    for record, own in touched.items():
        every = state.corrections[record]
        due[record] = own
        if any(one.when > later.when for one, later in pairwise(every)):
            state.said[record], due[record] = (), in_turn(every)
            if record in state.came:
                state.now[record] = state.came[record]
    return due


def _examined_anew(sendings: dict[tuple[str, str], Sending], corrections: dict[str, list[Correction]]) -> Standing:
    """The lists as they came, nothing corrected yet."""
    examined = examined_of(tuple(sendings.values()))
    came = {parcel.id: parcel for parcel in examined.parcels}
    rows = {(one.source.file, one.source.sheet, one.source.row): one.id for one in examined.parcels}
    noted: dict[str, list[Issue]] = {}
    for issue in examined.issues:
        noted.setdefault(rows.get((issue.file, issue.sheet, issue.row or 0), ""), []).append(issue)
    return Standing(
        sendings=sendings, examined=examined, came=came, now=dict(came), corrections=corrections, noted=noted
    )


def _replay(state: Standing, due: Mapping[str, Sequence[Correction]]) -> None:
    """Parcels with further corrections on them; what does not fit is said."""
    readings = readings_now()
    readings.foresee_steps(state.now, steps_of((one for own in due.values() for one in own), {}))
    for record, own in due.items():
        came = state.came.get(record)
        now = {record: state.now[record]} if came else None
        replayed = replay([came] if came else [], {}, own, readings, now)
        said = (one for one in replayed.issues if one.code != _HISTORY)
        state.said[record] = (*state.said.get(record, ()), *said)
        if came:
            state.now[record] = replayed.parcels[record]


def examined_of(sendings: Sequence[Sending]) -> Ledger:
    """审核 · The ledger of all lists together, each file read in a bounded process."""
    lists = tuple((one.sender, one.name, one.blob, one.habits) for one in sendings)
    return _examined(lists, rules_now().day) if lists else Ledger(parcels=(), issues=(), sources=())


@lru_cache(maxsize=3)
def _examined(lists: tuple[tuple[str, str, str, Habits], ...], day: date) -> Ledger:
    """The same files, read the same way on the same day: what was foreseen is not examined once more to count."""
    sheets: list[Sheet] = []
    for sender, name, blob, _ in lists:
        sheets += read_sheets_bounded(content_of(blob), f"{sender}/{name}" if sender else name)
    ledger = ledger_of(sheets, joint_habits([habits for *_, habits in lists]))
    for sender, name, _, _ in lists:
        ledger = _within_own(ledger, sender, f"{sender}/{name}")
    return ledger


def _within_own(ledger: Ledger, sender: str, file: str) -> Ledger:
    """What a unit sends is taken for its own parcels alone; rows of another unit's are named and left out."""
    own = tuple(one for one in ledger.parcels if one.source.file == file)
    kept = only_of(replace(ledger, parcels=own), sender, rules_now()) if sender else ledger
    left = {one.id for one in own} - {one.id for one in kept.parcels} if sender else set()
    return replace(kept, parcels=tuple(one for one in ledger.parcels if one.id not in left))


def ledger_of(sheets: Sequence[Sheet], habits: Habits) -> Ledger:
    """读台账 · As habits say; registers of batches are read beside it where no habit is stated."""
    rules = rules_now()
    return read_with_registers(sheets, rules).ledger if habits == NO_HABITS else examine(sheets, rules, habits)


def joint_habits(all_habits: Sequence[Habits]) -> Habits:
    """合并习惯 · One sender's habits as they are; of several the corrections of columns, in order, are joined."""
    if len(all_habits) == 1:
        return all_habits[0]
    corrections = tuple(one for habits in all_habits for one in habits.corrections)
    return Habits(corrections=corrections) if corrections else NO_HABITS


def sending_of(act: Act) -> Sending:
    """来件 · What an act of sending says."""
    facts: Mapping[str, object] = act.facts
    habits = habits_from_form(facts["habits"]) if facts.get("habits") else NO_HABITS
    return Sending(str(facts["sender"]), str(facts["name"]), str(facts["blob"]), habits, act.number)


def correction_of(act: Act) -> Correction:
    """更正 · What an act of correcting says."""
    facts = act.facts
    return Correction(
        record=act.about,
        field=str(facts["field"]),
        old=str(facts["old"]),
        new=str(facts["new"]),
        who=act.who,
        when=act.effective,
        why=str(facts["why"]),
    )
