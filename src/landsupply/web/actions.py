"""办理 · One function per verb on the ledger: authorise, compare, call a rung, save the rows, append the act.

Everything a function changes and the act that says so stand in one transaction. What takes long (reading files,
solving) is done before it, by a job; inside it is compared whether anything moved meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from landsupply.ledger.correction import read_value
from landsupply.ledger.habits import NO_HABITS, Habits, habits_to_form
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.parcel_fields import field_named, title_of, value_of, with_values
from landsupply.ledger.precedence import agree
from landsupply.ledger.shown import shown
from landsupply.measure.fault import IntegrityFault
from landsupply.seal.act import Act
from landsupply.web.acts import Done, acts_about, append, done_before
from landsupply.web.models import Account, ParcelRow
from landsupply.web.people import Doer
from landsupply.web.refused import Conflict, Forbidden, Rival, Unlawful
from landsupply.web.roles import Verb
from landsupply.web.rows import write_ledger, write_parcel
from landsupply.web.standing import CORRECT, SEND_LIST, rules_now, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class NewList:
    """新来件 · A list to be taken in: its sender, its file's name and digest, how it is read, the form's key."""

    sender: str
    name: str
    blob: str
    habits: Habits = NO_HABITS
    once: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """一处修改 · A field of a parcel, what stood there when it was read, what is to stand there, why."""

    identity: str
    field: str
    old: str
    new: str
    why: str = ""


def send_list(doer: Doer, sent: NewList) -> Act | None:
    """收件入账 · The list counts from now on; nothing happens where the same file counts already.

    Forbidden for another unit's list.
    """
    reach = doer.require(Verb.SEND_LIST)
    if not reach.everything and not reach.covers(sent.sender):
        raise Forbidden(Verb.SEND_LIST.value)
    with transaction.atomic():
        if before := done_before(sent.once):
            return before
        counts = standing().sendings.get((sent.sender, sent.name))
        if counts and counts.blob == sent.blob and counts.habits == sent.habits:
            return None
        facts: dict[str, object] = {"sender": sent.sender, "name": sent.name, "blob": sent.blob}
        if sent.habits != NO_HABITS:
            facts["habits"] = habits_to_form(sent.habits)
        act = append(_done(doer, Verb.SEND_LIST, SEND_LIST, sent.blob, facts, sent.once))
        write_ledger(standing())
        return act


def correct(doer: Doer, edits: Sequence[Edit], once: str = "") -> list[ParcelRow]:
    """更正 · All edits or none; Conflict where another has changed one of the fields since it was read.

    A field that nobody else touched is saved whatever else of the parcel has changed meanwhile. Forbidden outside
    one's unit, Unlawful U010 where a value cannot be read, U011 for a field that is none, U199 where the parcel would
    contradict itself.
    """
    doer.require(Verb.CORRECT)
    with transaction.atomic():
        if not done_before(once):
            changed: dict[str, Parcel] = {}
            for edit in edits:
                _correct_one(doer, edit, changed, "" if changed else once)
            state = standing()
            for identity in changed:
                write_parcel(state, identity)
        rows = {row.identity: row for row in ParcelRow.objects.filter(identity__in={one.identity for one in edits})}
        return [rows[edit.identity] for edit in edits]


def _correct_one(doer: Doer, edit: Edit, changed: dict[str, Parcel], once: str) -> None:
    """One act, where anything changes; `changed` holds what earlier edits of the same request have made."""
    parcel = changed.get(edit.identity) or standing().now.get(edit.identity)
    if parcel is None:
        raise Forbidden(edit.identity)
    require_parcel(doer, Verb.CORRECT, parcel)
    path = field_named(edit.field)
    if path is None:
        raise Unlawful("U011", field=edit.field)
    new, is_read = read_value(path, edit.new, parcel, rules_now())
    if not is_read:
        raise Unlawful("U010", field=title_of(path), raw=edit.new)
    _compare(parcel, path, edit)
    if agree(value_of(parcel, path), new):
        return
    _keep_in_unit(doer, path, edit)
    try:
        after = with_values(parcel, {path: new})
    except IntegrityFault:
        raise Unlawful("U199", field=title_of(path), raw=edit.new, name=parcel.name or parcel.id) from None
    facts: dict[str, object] = {"field": path, "old": written(value_of(parcel, path)), "new": edit.new, "why": edit.why}
    append(_done(doer, Verb.CORRECT, CORRECT, edit.identity, facts, once))
    changed[edit.identity] = after


def _compare(parcel: Parcel, path: str, edit: Edit) -> None:
    """Conflict where the field no longer says what was read, unless it says already what is to be put there."""
    now = written(value_of(parcel, path))
    if now in (edit.old, edit.new):
        return
    last = next((act for act in reversed(acts_about(edit.identity)) if act.facts.get("field") == path), None)
    rival = Rival(
        field=path,
        was=edit.old,
        theirs=now,
        mine=edit.new,
        who=_shown(last.who) if last else "",
        when=last.recorded if last else "",
    )
    version = ParcelRow.objects.get(identity=edit.identity).version
    raise Conflict(edit.identity, version, (rival,))


def _shown(name: str) -> str:
    return Account.objects.filter(name=name).values_list("shown", flat=True).first() or name


def _keep_in_unit(doer: Doer, path: str, edit: Edit) -> None:
    """A clerk may not hand a parcel to another unit: it would be out of reach at once."""
    reach = doer.may(Verb.CORRECT)
    unit = rules_now().place.unit(edit.new) if path == "district" else None
    if path == "district" and not reach.everything and not reach.covers(unit.name if unit else edit.new):
        raise Forbidden(edit.identity)


def require_parcel(doer: Doer, verb: Verb, parcel: Parcel) -> None:
    """须有许可 · Forbidden where the parcel belongs to a unit outside this person's reach."""
    unit = rules_now().place.unit(parcel.district) if parcel.district else None
    doer.require(verb, unit.name if unit else (parcel.district or ""))


def written(value: object) -> str:
    """值的写法 · A value as it is typed and compared: nothing is empty."""
    return "" if value in (None, "", ()) else shown(value)


def _done(doer: Doer, may: Verb, verb: str, about: str, facts: dict[str, object], once: str) -> Done:
    return Done(who=doer.name, role=doer.role(may), verb=verb, about=about, facts=facts, once=once or None)
