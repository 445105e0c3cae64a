"""现状 · The ledger of today: the lists that count, examined, and the corrections replayed on them.

Kept in memory with the number of the act it stands at; what other processes have recorded since is taken up before
it is used. A list that is sent means the lists are examined anew; a correction touches its parcel alone.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from django.conf import settings

from landsupply.law.rulebook import Rulebook, Rules, open_rulebook
from landsupply.ledger.correction import Correction, replay
from landsupply.ledger.examine import examine
from landsupply.ledger.habits import NO_HABITS, Habits, habits_from_form
from landsupply.ledger.issue import Issue
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.registers import read_with_registers
from landsupply.ledger.sender import only_of
from landsupply.ledger.sheet import Sheet
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


def standing() -> Standing:
    """现状 · As of the last act; the value is shared, so it is read and never changed by callers."""
    global _kept
    with _lock:
        if not _is_still_so(_kept):
            _kept = Standing()  # another base, or a transaction that was taken back
        fresh = ActRow.objects.filter(number__gt=_kept.number, verb__in=LEDGER_VERBS).order_by("number")
        _kept = taken_up(_kept, [act_of(row) for row in fresh])
        return _kept


def forget() -> None:
    """忘却 · What is kept in memory is read anew."""
    global _kept
    with _lock:
        _kept = Standing()


def _is_still_so(kept: Standing) -> bool:
    return kept.number == 0 or ActRow.objects.filter(number=kept.number, digest=kept.digest).exists()


def taken_up(before: Standing, acts: Sequence[Act]) -> Standing:
    """续记 · The standing after further acts."""
    if not acts:
        return before
    sendings, corrections = dict(before.sendings), {name: list(own) for name, own in before.corrections.items()}
    touched: set[str] = set()
    for act in acts:
        if act.verb == CORRECT:
            one = correction_of(act)
            corrections.setdefault(one.record, []).append(one)
            touched.add(one.record)
        elif act.verb == WITHDRAW_LIST:
            sendings.pop((str(act.facts["sender"]), str(act.facts["name"])), None)
        else:
            sent = sending_of(act)
            sendings[sent.sender, sent.name] = sent
    last = acts[-1]
    if sendings == before.sendings:
        after = replace(
            before, sendings=sendings, now=dict(before.now), corrections=corrections, said=dict(before.said)
        )
    else:
        examined = examined_of(tuple(sendings.values()))
        came = {parcel.id: parcel for parcel in examined.parcels}
        after = Standing(sendings=sendings, examined=examined, came=came, now=dict(came), corrections=corrections)
        touched = set(corrections)
    after.number, after.digest = last.number, last.digest
    for record in touched:
        _replay(after, record)
    return after


def _replay(state: Standing, record: str) -> None:
    """The parcel as it came with all its corrections on it; what does not fit is said."""
    came = state.came.get(record)
    replayed = replay([came] if came else [], {}, state.corrections[record], rules_now())
    state.said[record] = tuple(replayed.issues)
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
