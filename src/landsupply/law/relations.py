"""文件关系图 · Which instrument amends, replaces, repeals, implements or is read with which, both ways.

A link is stated by the instrument that acts, or follows from what the other says of its end (``successor``,
``overtaken_by``). Errors: LawFault W013 (to an instrument that is not on record), W031 (a circle), W032 (a link the
other instrument contradicts).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from landsupply.law.citation import Instrument, RelationKind, Standing
from landsupply.measure.fault import LawFault

#: By these the later instrument takes something away from the earlier one.
_ENDING = (RelationKind.REPLACES, RelationKind.REPEALS)
_CHANGING = (*_ENDING, RelationKind.AMENDS, RelationKind.OVERTAKES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """关系 · ``source`` does ``kind`` to ``target``, both ids."""

    kind: RelationKind
    source: str
    target: str


def links(instruments: Mapping[str, Instrument]) -> tuple[Link, ...]:
    """关系图 · Every link among the instruments, stated or following from their ends, each once."""
    found = [link for one in instruments.values() for link in _links(one)]
    return tuple(sorted(set(found), key=lambda link: (link.source, link.kind, link.target)))


def _links(one: Instrument) -> Iterator[Link]:
    for relation in one.relations:
        yield Link(kind=relation.kind, source=one.id, target=relation.to)
    if one.successor:
        repealed = one.standing is Standing.REPEALED
        kind = RelationKind.REPEALS if repealed else RelationKind.REPLACES
        yield Link(kind=kind, source=one.successor, target=one.id)
    for other in one.overtaken_by:
        yield Link(kind=RelationKind.OVERTAKES, source=other, target=one.id)


def require_coherent(instruments: Mapping[str, Instrument], found: tuple[Link, ...]) -> None:
    """核对关系图 · No link dangles (W013), is contradicted by its target (W032) or closes a circle (W031)."""
    for link in found:
        for id in (link.source, link.target):
            if id not in instruments:
                raise LawFault("W013", id=link.source if id == link.target else link.target, instrument=id)
        if not _is_borne_out(link, instruments[link.source], instruments[link.target]):
            raise LawFault("W032", id=link.source, kind=link.kind.value, other=link.target)
    _require_no_circle(found)


def _is_borne_out(link: Link, source: Instrument, target: Instrument) -> bool:
    """Whether the days and the end of the target agree with what the source does to it."""
    if link.kind not in _CHANGING:
        return True
    latest = max((day for day in (source.begun, *source.amended) if day), default=None)
    if latest and target.begun and latest < target.begun:
        return False
    if link.kind is RelationKind.REPLACES:
        return target.successor == source.id
    if link.kind is RelationKind.REPEALS:
        return target.standing in (Standing.REPEALED, Standing.SUPERSEDED)
    return link.kind is not RelationKind.AMENDS or source.begun is None or source.begun in target.amended


def _require_no_circle(found: tuple[Link, ...]) -> None:
    later: dict[str, set[str]] = {}
    for link in found:
        if link.kind in _CHANGING:
            later.setdefault(link.source, set()).add(link.target)
    try:
        TopologicalSorter(later).prepare()
    except CycleError as circle:
        path: list[str] = circle.args[1]
        raise LawFault("W031", id=path[0], path=tuple(path)) from None
