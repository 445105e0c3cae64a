"""记录库 · Acts appended under a lock, each naming the one before, in the transaction of what it changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from landsupply.seal.act import NOTHING, Act
from landsupply.seal.chain import Broken, breaks
from landsupply.web.bulk import insert
from landsupply.web.clock import instant, today
from landsupply.web.models import ActRow, Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """所办 · What is to be recorded: by whom in which role, which verb, about what, with which facts.

    `once` is the key of the form it came from: where it was recorded before, that act stands and nothing is done anew.
    """

    who: str
    role: str
    verb: str
    about: str
    facts: Mapping[str, object]
    once: str | None = None
    effective: date | None = None


def append(done: Done) -> Act:
    """记录 · The act as it stands in the chain. Must be called inside a transaction: RuntimeError outside one."""
    return append_all([done])[0]


def append_all(dones: Sequence[Done]) -> list[Act]:
    """记录多件 · The acts in their order as they stand in the chain, written together; inside a transaction as one."""
    if not connection.in_atomic_block:
        raise RuntimeError("append")
    if not dones:
        return []
    head = locked_head()
    acts, lines = [], []
    at, day = instant(), today()
    for done in dones:
        act = _act(done, head.number + 1, head.digest, at, day)
        head.number, head.digest = act.number, act.digest
        acts.append(act)
        lines.append(_line(act, head.digest, done.once))
    insert(ActRow, _COLUMNS, lines)
    head.save()
    return acts


def unrecorded(dones: Sequence[Done], after: int) -> list[Act]:
    """未记之事 · The acts that would be recorded just now after a number, not yet bound to what stands before them."""
    at, day = instant(), today()
    return [_act(done, number, NOTHING, at, day) for number, done in enumerate(dones, after + 1)]


def _act(done: Done, number: int, previous: str, at: str, day: date) -> Act:
    return Act(
        number=number,
        recorded=at,
        effective=done.effective or day,
        who=done.who,
        role=done.role,
        verb=done.verb,
        about=done.about,
        facts=done.facts,
        previous=previous,
    )


#: So many acts are read at once.
_AT_ONCE = 500
_COLUMNS = ("number", "digest", "previous", "recorded", "effective", "who", "role", "verb", "about", "facts", "once")


def _line(act: Act, digest: str, once: str | None) -> tuple[object, ...]:
    day, facts = act.effective.isoformat(), json.dumps(dict(act.facts), ensure_ascii=False)
    return (
        *(act.number, digest, act.previous, act.recorded, day, act.who, act.role, act.verb, act.about),
        *(facts, once or None),
    )


def locked_head() -> Head:
    """锁链首 · The last act's number and digest; from here on nobody else records until the transaction ends.

    On PostgreSQL the row is locked, the embedded base is as a whole.
    """
    Head.objects.get_or_create(pk=1, defaults={"number": 0, "digest": NOTHING})
    return Head.objects.select_for_update().get(pk=1)


def done_before(once: str | None) -> Act | None:
    """办过 · The act that a form's key was recorded with, if it was."""
    row = ActRow.objects.filter(once=once).first() if once else None
    return act_of(row) if row else None


def act_of(row: ActRow) -> Act:
    """取记录 · A row as the act it stores."""
    return Act(
        number=row.number,
        recorded=row.recorded,
        effective=row.effective,
        who=row.who,
        role=row.role,
        verb=row.verb,
        about=row.about,
        facts=json.loads(row.facts),
        previous=row.previous,
    )


def acts_about(about: str) -> list[Act]:
    """有关记录 · The acts about a record, in their order."""
    return [act_of(row) for row in ActRow.objects.filter(about=about).order_by("number")]


def all_acts() -> Iterator[Act]:
    """全部记录 · Every act, in order."""
    return (act_of(row) for row in ActRow.objects.order_by("number").iterator(chunk_size=500))


def broken() -> list[Broken]:
    """断点 · Where the stored chain does not hold, and where its head is not its last act."""
    return list(breaks((act_of(row), row.digest) for row in in_order()))


def in_order() -> Iterator[ActRow]:
    """依次取行 · Every act's row in its order, some at a time: whoever reads for long keeps nobody from writing."""
    last = 0
    while rows := list(ActRow.objects.filter(number__gt=last).order_by("number")[:_AT_ONCE]):
        yield from rows
        last = rows[-1].number
