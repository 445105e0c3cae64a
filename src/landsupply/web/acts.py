"""记录库 · Acts appended under a lock, each naming the one before, in the transaction of what it changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from landsupply.seal.act import NOTHING, Act
from landsupply.seal.chain import Broken, breaks
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
    if not connection.in_atomic_block:
        raise RuntimeError("append")
    head = _locked_head()
    act = Act(
        number=head.number + 1,
        recorded=instant(),
        effective=done.effective or today(),
        who=done.who,
        role=done.role,
        verb=done.verb,
        about=done.about,
        facts=done.facts,
        previous=head.digest,
    )
    ActRow.objects.create(
        number=act.number,
        digest=act.digest,
        previous=act.previous,
        recorded=act.recorded,
        effective=act.effective,
        who=act.who,
        role=act.role,
        verb=act.verb,
        about=act.about,
        facts=json.dumps(dict(act.facts), ensure_ascii=False),
        once=done.once or None,
    )
    head.number, head.digest = act.number, act.digest
    head.save()
    return act


def _locked_head() -> Head:
    """The last act's number and digest; on PostgreSQL its row is locked, the embedded base is locked as a whole."""
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
    with transaction.atomic():
        found = list(breaks((act_of(row), row.digest) for row in ActRow.objects.order_by("number").iterator()))
    return found
