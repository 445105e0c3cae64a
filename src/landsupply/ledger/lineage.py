"""沿革 · What became of a parcel: split, merged, renumbered, carried over; so that no land is counted twice.

Every record is ended by at most one event and begun by at most one. Where a record and what it became both stand in a
ledger, only the latter counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from landsupply.ledger.decision import EXAMPLE_DAY, day_of
from landsupply.ledger.issue import Issue, issue_at
from landsupply.ledger.parcel import Parcel, place_of
from landsupply.ledger.sheet import Sheet
from landsupply.ledger.stated_rows import StatedRow, form_of, header_of, lacking, stated_rows
from landsupply.measure.area import Area
from landsupply.measure.fault import InputFault


class LineageKind(StrEnum):
    """沿革事项 · The ways in which one record becomes another."""

    SPLIT = "分割"
    MERGED = "合并"
    RENUMBERED = "改号"
    CARRIED = "结转"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageEvent:
    """沿革 · Which records became which, when, why and by whom.

    Refused with L281 where the numbers do not fit the kind, or a record is named twice on one side.
    """

    kind: LineageKind
    from_ids: tuple[str, ...]
    to_ids: tuple[str, ...]
    on: date
    why: str
    by: str

    def __post_init__(self) -> None:
        """One becomes several, several one, or one another."""
        counts = len(set(self.from_ids)), len(set(self.to_ids))
        fits = {
            LineageKind.SPLIT: counts[0] == 1 and counts[1] > 1,
            LineageKind.MERGED: counts[0] > 1 and counts[1] == 1,
        }.get(self.kind, counts == (1, 1))
        if not fits or counts != (len(self.from_ids), len(self.to_ids)):
            facts = {"kind": self.kind.value, "before": self.from_ids, "after": self.to_ids}
            raise InputFault("L281", **facts)

    @property
    def keeps_identity(self) -> bool:
        """沿用编号 · Whether the record goes on under the same identity."""
        return self.from_ids == self.to_ids

    def stated(self) -> dict[str, object]:
        """所载 · The event as plain values."""
        return {
            "kind": self.kind.value,
            "from_ids": list(self.from_ids),
            "to_ids": list(self.to_ids),
            "on": self.on.isoformat(),
            "why": self.why,
            "by": self.by,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """沿革结果 · The parcels that count, those that became others, and what is to be said."""

    live: tuple[Parcel, ...]
    ended: tuple[Parcel, ...]
    issues: tuple[Issue, ...]


def read_lineage(given: Mapping[str, object] | Sheet) -> tuple[tuple[LineageEvent, ...], tuple[Issue, ...]]:
    """读沿革 · The events of a stored form or a table; L253 lacks something, L254 cannot be read."""
    read = [_read(row) for row in stated_rows("lineage", given)]
    events = tuple(one for one in read if isinstance(one, LineageEvent))
    return events, tuple(one for one in read if isinstance(one, Issue))


def lineage_form(events: Iterable[LineageEvent]) -> dict[str, object]:
    """存沿革 · Events as `landsupply.lineage/1`."""
    return form_of("lineage", [one.stated() for one in events])


def _read(row: StatedRow) -> LineageEvent | Issue:
    missing = lacking("lineage", row)
    if missing:
        return missing
    kinds, day = tuple(one.value for one in LineageKind), day_of(row.texts["on"])
    if row.texts["kind"] not in kinds:
        return row.issue("L254", header_of("lineage", "kind"), row.texts["kind"], known=kinds)
    if day is None:
        return row.issue("L254", header_of("lineage", "on"), row.texts["on"], known=(EXAMPLE_DAY,))
    return LineageEvent(
        kind=LineageKind(row.texts["kind"]),
        from_ids=row.parts("from_ids"),
        to_ids=row.parts("to_ids"),
        on=day,
        why=row.texts["why"],
        by=row.texts["by"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Graph:
    """沿革图 · What each record became and came from, which are in the ledger, and which stand for it there."""

    children: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, tuple[str, ...]]
    held: Mapping[str, Parcel]
    standing: Mapping[str, tuple[str, ...]]


def follow(parcels: Sequence[Parcel], events: Sequence[LineageEvent]) -> Followed:
    """理沿革 · Which parcels count when every event is taken into account.

    InputFault L280 for a circle of events, L281 for a record that two events end or begin.
    """
    changes = [event for event in events if not event.keeps_identity]
    _require_once(changes)
    graph = _graph(changes, {parcel.id: parcel for parcel in parcels})
    ended = {one for one in graph.held if any(graph.standing[child] for child in graph.children.get(one, ()))}
    return Followed(
        live=tuple(parcel for parcel in parcels if parcel.id not in ended),
        ended=tuple(parcel for parcel in parcels if parcel.id in ended),
        issues=tuple(issue for event in changes for issue in _said(event, graph)),
    )


def _require_once(events: Sequence[LineageEvent]) -> None:
    for sides in ([event.from_ids for event in events], [event.to_ids for event in events]):
        seen: dict[str, LineageEvent] = {}
        for event, side in zip(events, sides, strict=True):
            for one in side:
                if seen.setdefault(one, event) is not event:
                    facts = {"kind": event.kind.value, "before": event.from_ids, "after": event.to_ids}
                    raise InputFault("L281", **facts)


def _graph(events: Sequence[LineageEvent], held: Mapping[str, Parcel]) -> _Graph:
    children = {one: event.to_ids for event in events for one in event.from_ids}
    parents = {one: event.from_ids for event in events for one in event.to_ids}
    try:
        order = tuple(TopologicalSorter(children).static_order())
    except CycleError as fault:
        raise InputFault("L280", circle=tuple(fault.args[1])) from None
    standing: dict[str, tuple[str, ...]] = {one: (one,) for one in held}
    for one in order:
        below = tuple(dict.fromkeys(leaf for child in children.get(one, ()) for leaf in standing[child]))
        standing[one] = below or ((one,) if one in held else ())
    return _Graph(children=children, parents=parents, held=held, standing=standing)


def _said(event: LineageEvent, graph: _Graph) -> list[Issue]:
    """L282 both stand, L284 what it became is not here, L283 the areas do not add up."""
    before = [graph.held[one] for one in event.from_ids if one in graph.held]
    after = tuple(dict.fromkeys(leaf for one in event.to_ids for leaf in graph.standing[one]))
    facts: dict[str, object] = {"kind": event.kind.value, "before": event.from_ids, "after": event.to_ids}
    if not before:
        return []
    if not after:
        return [_issue("L284", before[0], facts)]
    both = _issue("L282", before[0], {**facts, "standing": after})
    return [both, *_difference(event, [graph.held[one] for one in after], graph, facts)]


def _difference(
    event: LineageEvent, after: Sequence[Parcel], graph: _Graph, facts: Mapping[str, object]
) -> list[Issue]:
    """Compared only where all that came before is here with its area, and nothing else has joined since."""
    olds = [graph.held[one].area for one in event.from_ids if one in graph.held]
    news = [parcel.area for parcel in after]
    if len(olds) < len(event.from_ids) or None in olds or None in news or not _is_alone(event, graph):
        return []
    whole, parts = (Area.total(area for area in side if area) for side in (olds, news))
    if whole == parts:
        return []
    missing = tuple(one for one in event.to_ids if not graph.standing[one])
    figures = {"whole": whole.hectares, "parts": parts.hectares, "gap": (parts - whole).hectares}
    return [_issue("L283", graph.held[event.from_ids[0]], {**facts, **figures, "missing": missing or "—"})]


def _is_alone(event: LineageEvent, graph: _Graph) -> bool:
    """Whether nothing that came of the event was later merged with land from elsewhere."""
    reached, waiting = set(event.from_ids), list(event.from_ids)
    while waiting:
        fresh = [child for child in graph.children.get(waiting.pop(), ()) if child not in reached]
        reached.update(fresh)
        waiting.extend(fresh)
    joined = reached.difference(event.from_ids)
    return all(reached.issuperset(graph.parents[one]) for one in sorted(joined))


def _issue(code: str, parcel: Parcel, facts: Mapping[str, object]) -> Issue:
    return issue_at(code, place_of(parcel.source), parcel.id, **facts)
