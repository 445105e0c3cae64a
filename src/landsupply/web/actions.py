"""办理 · One function per verb on the ledger: authorise, compare, call a rung, save the rows, append the act.

Everything a function changes and the act that says so stand in one transaction. What takes long (reading files and
values, comparing rows, solving) is done before it; inside it is compared whether anything moved meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from landsupply.ledger.habits import NO_HABITS, Habits, habits_to_form
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.parcel_fields import field_named, title_of, value_of, with_values
from landsupply.ledger.precedence import agree
from landsupply.ledger.uncollected import uncollected
from landsupply.ledger.value_reading import Step, as_typed
from landsupply.measure.fault import IntegrityFault
from landsupply.seal.act import Act
from landsupply.seal.canon import canonical, digest_bytes
from landsupply.web.acts import Done, acts_about, done_before, unrecorded
from landsupply.web.bulk import in_parts
from landsupply.web.due import Due, carry_out
from landsupply.web.models import Account, ParcelRow
from landsupply.web.own_land import refuse_overlong, refuse_taking
from landsupply.web.people import Doer
from landsupply.web.refused import Conflict, Forbidden, Rival, Unlawful
from landsupply.web.roles import Verb
from landsupply.web.row_difference import Difference, difference
from landsupply.web.rows import CHANGED
from landsupply.web.standing import CORRECT, SEND_LIST, Standing, readings_now, rules_now, taken_up


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
    if before := done_before(sent.once):
        return before
    acts = carry_out(lambda state: _taking_in(doer, sent, state), _still_taking_in, sent.once)
    return acts[0] if acts else None


def _taking_in(doer: Doer, sent: NewList, state: Standing) -> Due | None:
    """The list examined with the others, and the rows it changes; none where it counts already."""
    counts = state.sendings.get((sent.sender, sent.name))
    if counts and counts.blob == sent.blob and counts.habits == sent.habits:
        return None
    facts: dict[str, object] = {"sender": sent.sender, "name": sent.name, "blob": sent.blob}
    if sent.habits != NO_HABITS:
        facts["habits"] = habits_to_form(sent.habits)
    done = _done(doer, Verb.SEND_LIST, SEND_LIST, sent.blob, facts, sent.once)
    after = taken_up(state, unrecorded([done], state.number))
    refuse_overlong(after)
    refuse_taking(state, after, doer.may(Verb.SEND_LIST))
    return _naming_changed(done, after, difference(after))


def _still_taking_in(due: Due, state: Standing, between: Sequence[Act]) -> Due:
    """The same after corrections that were saved while the list was examined."""
    del state
    touched = {act.about for act in between}
    after = taken_up(due.after, between)
    return _naming_changed(due.dones[0], after, due.rows.overlaid(difference(after, touched), touched))


def _naming_changed(done: Done, after: Standing, rows: Difference) -> Due:
    """The act with the parcels that it changes: what a row's version is counted from."""
    named = canonical(rows.changed)
    facts = {**done.facts, CHANGED: digest_bytes(named)}
    return Due(dones=(replace(done, facts=facts),), after=after, rows=rows, named=named)


def correct(doer: Doer, edits: Sequence[Edit], once: str = "") -> list[ParcelRow]:
    """更正 · All edits or none; Conflict where another has changed one of the fields since it was read.

    A field that nobody else touched is saved whatever else of the parcel has changed meanwhile. Forbidden outside
    one's unit, Unlawful U010 where a value cannot be read, U011 for a field that is none, U199 where the parcel would
    contradict itself.
    """
    doer.require(Verb.CORRECT)
    if not done_before(once):
        carry_out(
            lambda state: _correcting(doer, edits, once, state),
            lambda due, state, between: _correcting(doer, edits, once, state),
            once,
        )
    names = {one.identity for one in edits}
    rows = {row.identity: row for part in in_parts(names) for row in ParcelRow.objects.filter(identity__in=part)}
    return [rows[edit.identity] for edit in edits]


def _correcting(doer: Doer, edits: Sequence[Edit], once: str, state: Standing) -> Due:
    """Every edit checked against the parcel as the edits before it leave it; an act for each that changes anything."""
    with uncollected():
        _foresee(edits, state)
        changed: dict[str, Parcel] = {}
        dones = [done for edit in edits if (done := _correcting_one(doer, edit, state, changed))]
        if not dones:
            return Due(dones=(), after=state, rows=Difference())
        dones[0] = replace(dones[0], once=once or None)
        after = taken_up(state, unrecorded(dones, state.number))
        return Due(dones=dones, after=after, rows=difference(after, {done.about for done in dones}))


def _foresee(edits: Sequence[Edit], state: Standing) -> None:
    steps = (Step(one.identity, path, one.new, one.old) for one in edits if (path := field_named(one.field)))
    readings_now().foresee_steps(
        {one.identity: state.now[one.identity] for one in edits if one.identity in state.now}, steps
    )


def _correcting_one(doer: Doer, edit: Edit, state: Standing, changed: dict[str, Parcel]) -> Done | None:
    """One act, where anything changes; `changed` holds what earlier edits of the same request have made."""
    parcel = changed.get(edit.identity) or state.now.get(edit.identity)
    if parcel is None:
        raise Forbidden(edit.identity)
    if edit.identity not in changed:
        require_parcel(doer, Verb.CORRECT, parcel)
    path = field_named(edit.field)
    if path is None:
        raise Unlawful("U011", field=edit.field)
    new, is_read = readings_now().value(path, edit.new, parcel)
    if not is_read:
        raise Unlawful("U010", field=title_of(path), raw=edit.new)
    _compare(parcel, path, edit)
    old = value_of(parcel, path)
    if agree(old, new):
        return None
    _keep_in_unit(doer, path, edit)
    try:
        changed[edit.identity] = with_values(parcel, {path: new})
    except IntegrityFault:
        raise Unlawful("U199", field=title_of(path), raw=edit.new, name=parcel.name or parcel.id) from None
    facts: dict[str, object] = {"field": path, "old": written(old), "new": edit.new, "why": edit.why}
    return _done(doer, Verb.CORRECT, CORRECT, edit.identity, facts, "")


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
    return as_typed(value)


def _done(doer: Doer, may: Verb, verb: str, about: str, facts: dict[str, object], once: str) -> Done:
    return Done(who=doer.name, role=doer.role(may), verb=verb, about=about, facts=facts, once=once or None)
