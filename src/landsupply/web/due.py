"""待办 · What an act on the ledger writes is made ready before its transaction, which then holds the base briefly.

Where the ledger has moved meanwhile, it is made ready again: before another transaction if lists must be read, else in
the same one, where corrections alone are taken up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from landsupply.seal.act import Act
from landsupply.web.acts import Done, append_all, done_before, locked_head
from landsupply.web.blobs import keep
from landsupply.web.row_difference import Difference, write, write_lists
from landsupply.web.standing import CORRECT, Standing, acts_since, hold, sending_of, standing, taken_up

#: So often lists that came in between are read without holding the base; then the others wait.
_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """待办 · Acts to be recorded, the standing after them, the difference in rows, and bytes that an act names."""

    dones: Sequence[Done]
    after: Standing
    rows: Difference
    named: bytes = b""


Ready = Callable[[Standing], Due | None]
Again = Callable[[Due, Standing, Sequence[Act]], Due | None]


def carry_out(ready: Ready, again: Again, once: str) -> list[Act]:
    """办理 · The acts recorded; none where nothing is due; the one that stands where the form was sent before.

    `ready` is asked on the standing of now; `again` under the lock, on what came in between, corrections alone.
    """
    for left in reversed(range(_TRIES)):
        before = standing()
        due = ready(before)
        if due is None or not due.dones:
            return []
        with transaction.atomic():
            locked_head()  # what came in between is asked when nothing more can
            if stands := done_before(once):
                return [stands]
            between = acts_since(before)
            if left and any(act.verb != CORRECT for act in between):
                continue
            if between:
                due = _anew(due, ready, again, before, between)
            return _written(due) if due and due.dones else []
    raise RuntimeError("carry_out")


def _anew(due: Due, ready: Ready, again: Again, before: Standing, between: Sequence[Act]) -> Due | None:
    now = taken_up(before, between)
    return again(due, now, between) if all(act.verb == CORRECT for act in between) else ready(now)


def _written(due: Due) -> list[Act]:
    """Acts and rows together. A parcel is touched by the acts about it, by an act of lists where it differs."""
    if due.named:
        keep(due.named)
    acts = append_all(due.dones)
    steps = Counter(act.about for act in acts)
    last = {act.about: act.number for act in acts}
    number = acts[-1].number
    write(due.rows, lambda identity: (steps[identity] or 1, last.get(identity, number)))
    after = due.after
    if acts[-1].verb != CORRECT:
        after = _with_lists(after, acts[-1])
        write_lists(after)
    hold(after, acts[-1])
    return acts


def _with_lists(after: Standing, act: Act) -> Standing:
    """The list just sent under the number that its act was given."""
    sent = sending_of(act)
    return replace(after, sendings={**after.sendings, (sent.sender, sent.name): sent})
