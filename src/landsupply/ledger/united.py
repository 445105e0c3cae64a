"""并其他记录 · Projects, batches and reserve items of several lists, each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from landsupply.ledger.batch import Batch
from landsupply.ledger.issue import Issue, issue_at
from landsupply.ledger.list_kind import ListKind
from landsupply.ledger.match import SourceList
from landsupply.ledger.parcel import Parcel, place_of
from landsupply.ledger.project import Project
from landsupply.ledger.reserve import ReserveItem
from landsupply.ledger.sheet_words import folded
from landsupply.ledger.traits import fold_identifier

Record = TypeVar("Record", Project, Batch, ReserveItem)


@dataclass(frozen=True, slots=True, kw_only=True)
class United:
    """其他记录 · The records beside the parcels, and where two lists contradict each other about one."""

    projects: tuple[Project, ...]
    batches: tuple[Batch, ...]
    reserves: tuple[ReserveItem, ...]
    issues: tuple[Issue, ...]


def unite(lists: Sequence[SourceList]) -> United:
    """并其他记录 · Every record once; L214 where lists differ, the record of the list made for it being taken."""
    issues: list[Issue] = []
    projects: dict[str, Project] = {}
    for project in (one for source in _ordered(lists, ListKind.PROJECT) for one in source.ledger.projects):
        _note(projects.setdefault(folded(project.id), project), project, issues)
    batches: dict[str, Batch] = {}
    for batch in (one for source in _ordered(lists, ListKind.BATCH) for one in source.ledger.batches):
        _note(batches.setdefault(fold_identifier(batch.number)[1], batch), batch, issues)
    reserves: dict[str, ReserveItem] = {}
    for item in (one for source in _ordered(lists, ListKind.RESERVE) for one in source.ledger.reserves):
        _note(reserves.setdefault(folded(item.id), item), item, issues)
    return United(
        projects=_sorted(projects), batches=_sorted(batches), reserves=_sorted(reserves), issues=tuple(issues)
    )


def absent_parcels(
    owners: Iterable[Project | ReserveItem], parcels: Iterable[Parcel], called: Iterable[str]
) -> tuple[Issue, ...]:
    """所列宗地 · L215 for every parcel that a project or reserve item names and the ledger does not have.

    `called` are the numbers that the parcels have in other lists.
    """
    names = (name for parcel in parcels for name in (parcel.id, parcel.reserve_number or ""))
    known = {fold_identifier(name)[1] for name in (*names, *called)}
    return tuple(
        issue_at("L215", place_of(one.source), number)
        for one in owners
        for number in one.parcels
        if fold_identifier(number)[1] not in known
    )


def _ordered(lists: Sequence[SourceList], kind: ListKind) -> Iterable[SourceList]:
    return sorted(lists, key=lambda one: (one.kind is not kind, one.name))


def _sorted(found: Mapping[str, Record]) -> tuple[Record, ...]:
    return tuple(found[key] for key in sorted(found))


def _note(taken: Project | Batch | ReserveItem, other: Project | Batch | ReserveItem, issues: list[Issue]) -> None:
    if taken is other or taken.digest == other.digest:
        return
    kept = taken.source
    place = ":".join(filter(None, (kept.file, kept.sheet, str(kept.row))))
    issues.append(issue_at("L214", place_of(other.source), other.number or "", place=place))
