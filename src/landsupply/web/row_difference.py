"""行差 · What has to be written so that rows show a state: found without a lock, written in little time under one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from landsupply.law.rulebook import Rules
from landsupply.web.bulk import columns_of, delete, in_parts, insert, lines_of, update
from landsupply.web.models import ActRow, IssueRow, ListRow, ParcelRow
from landsupply.web.rows import Past, issue_rows, list_rows, parcel_row, past
from landsupply.web.standing import LEDGER_VERBS, Standing, rules_now

_SHOWN = columns_of(ParcelRow, without=("identity", "outline", "version", "stamp"))
_NEW = ("identity", *_SHOWN, "outline", "version", "stamp")
_TOLD = columns_of(IssueRow)
_STATED = _SHOWN.index("stated")

Line = tuple[Any, ...]
#: Of a parcel: how many acts changed it, and the number of the last of them.
Touch = Callable[[str], tuple[int, int]]


@dataclass(slots=True)
class Difference:
    """行差 · Parcels new, stating something else, standing elsewhere in their list, gone; issues gone and new."""

    made: dict[str, Line] = field(default_factory=dict)
    altered: dict[str, Line] = field(default_factory=dict)
    moved: dict[str, Line] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    silenced: dict[str, list[int]] = field(default_factory=dict)
    said: dict[str, list[Line]] = field(default_factory=dict)
    past: Past = field(default_factory=Past)

    @property
    def changed(self) -> list[str]:
        """所改宗地 · Those whose rows now state something else, or stand for the first or no longer."""
        return sorted({*self.made, *self.altered, *self.gone})

    def overlaid(self, later: Difference, identities: Iterable[str]) -> Difference:
        """覆盖 · The same, but for some parcels as was found later."""
        for identity in identities:
            self.gone.discard(identity)
            for own in (self.made, self.altered, self.moved, self.silenced, self.said):
                own.pop(identity, None)
        self.gone |= later.gone
        for own, other in (
            (self.made, later.made),
            (self.altered, later.altered),
            (self.moved, later.moved),
        ):
            own.update(other)
        self.silenced.update(later.silenced)
        self.said.update(later.said)
        self.past = later.past if later.made else self.past
        return self


def difference(state: Standing, identities: Collection[str] | None = None) -> Difference:
    """求行差 · Of all rows, or of some parcels alone."""
    rules = rules_now()
    names = list(state.now) if identities is None else [one for one in identities if one in state.now]
    lines = lines_of((parcel_row(state, state.now[one], rules) for one in names), _SHOWN)
    stood = {str(identity): tuple(line) for identity, *line in _stood(ParcelRow, ("identity", *_SHOWN), identities)}
    found = Difference(gone=stood.keys() - state.now.keys())
    for identity, line in zip(names, lines, strict=True):
        was = stood.get(identity)
        if was is None:
            found.made[identity] = line
        elif was[_STATED] != line[_STATED]:
            found.altered[identity] = line
        elif was != line:
            found.moved[identity] = line
    if found.made and ActRow.objects.filter(verb__in=LEDGER_VERBS).exists():
        found.past = past()
    _compare_issues(found, state, identities, rules)
    return found


def _stood(table: type[models.Model], columns: Iterable[str], identities: Collection[str] | None) -> Iterator[Line]:
    rows = table._default_manager.order_by().values_list(*columns)
    if identities is None:
        yield from rows.iterator(chunk_size=5_000)
        return
    for part in in_parts(identities):
        yield from rows.filter(identity__in=part)


def _compare_issues(found: Difference, state: Standing, identities: Collection[str] | None, rules: Rules) -> None:
    """Issues that say the same stay; each parcel's are compared by themselves."""
    stood: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for number, *told in _stood(IssueRow, ("pk", *_TOLD), identities):
        stood[str(told[_TOLD.index("identity")])].append((number, tuple(told)))
    names = {"", *state.noted, *state.said} if identities is None else set(identities)
    for identity in sorted(stood.keys() | names):
        wanted = lines_of(issue_rows(state, identity, rules), _TOLD)
        silenced = []
        for number, line in stood.get(identity, ()):
            if line in wanted:
                wanted.remove(line)
            else:
                silenced.append(number)
        if silenced:
            found.silenced[identity] = silenced
        if wanted:
            found.said[identity] = wanted


def write(found: Difference, touch: Touch) -> None:
    """写行差 · Inside the transaction of the acts that made the difference."""
    delete(ParcelRow, "identity", found.gone)
    insert(ParcelRow, _NEW, [_new(found, identity, line, touch) for identity, line in found.made.items()])
    altered = [_altered(identity, line, touch) for identity, line in found.altered.items()]
    update(ParcelRow, (*_SHOWN, "stamp"), ("version",), "identity", altered)
    update(ParcelRow, _SHOWN, (), "identity", [(*line, identity) for identity, line in found.moved.items()])
    delete(IssueRow, "id", [number for numbers in found.silenced.values() for number in numbers])
    insert(IssueRow, _TOLD, [line for lines in found.said.values() for line in lines])


def _new(found: Difference, identity: str, line: Line, touch: Touch) -> Line:
    steps, number = touch(identity)
    return (identity, *line, found.past.outlines.get(identity), found.past.versions[identity] + steps, number)


def _altered(identity: str, line: Line, touch: Touch) -> Line:
    steps, number = touch(identity)
    return (*line, number, steps, identity)


def write_lists(state: Standing) -> None:
    """写来件行 · The lists that count; they are few."""
    ListRow.objects.all().delete()
    ListRow.objects.bulk_create(list_rows(state))


def write_all(state: Standing) -> None:
    """全部重写 · Every row dropped and made anew from a state and from what the acts tell of each row."""
    for table in (ParcelRow, IssueRow):
        table.objects.all().delete()
    found = difference(state)
    told = found.past
    last = max((one.number for one in state.sendings.values()), default=0)
    # What no act names stands there because lists are read otherwise than they were: by the last act of lists.
    write(found, lambda one: (0 if told.versions[one] else 1, told.stamps.get(one, last)))
    write_lists(state)
