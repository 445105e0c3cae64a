"""读清单 · The sheets of one file become the lists they are: parcels where rows name places, records where they do not.

A list of key projects, batches or reserve items whose rows name no place speaks of land without saying which; its rows
are records beside the parcels and never parcels, so that no land is counted for a wish or an approval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from landsupply.law.rulebook import Rules
from landsupply.ledger.batch import Batch, batches_of
from landsupply.ledger.examine import examine
from landsupply.ledger.issue import SEVERITIES, Issue
from landsupply.ledger.layout import find_header
from landsupply.ledger.ledger import Ledger, SourceFile
from landsupply.ledger.list_kind import ListKind, recognise_list
from landsupply.ledger.project import Project, projects_of
from landsupply.ledger.record_sheet import open_records
from landsupply.ledger.reserve import ReserveItem, reserves_of
from landsupply.ledger.sheet import Sheet

#: The lists whose rows are records: how each is called among the columns of lists.
_RECORDS = {ListKind.PROJECT: "project", ListKind.BATCH: "batch", ListKind.RESERVE: "reserve"}
_NO_HEADER, _LEFT_OUT = "L202", "L002"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """已读清单 · One list of one file: its kind if known, its ledger, how many sheets gave only records."""

    kind: ListKind | None
    ledger: Ledger
    records_only: int


@dataclass(slots=True)
class _Gathered:
    """所集 · What the record sheets of one list gave."""

    projects: list[Project] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    reserves: list[ReserveItem] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    sources: list[SourceFile] = field(default_factory=list)
    silent: list[Issue] = field(default_factory=list)


def read_lists(sheets: Sequence[Sheet], rules: Rules, stated: ListKind | None, year: int) -> tuple[ReadList, ...]:
    """读清单 · The lists that the sheets of one file hold, one for each kind; `stated` is the kind somebody named.

    L200 and L201 stand among the issues where a sheet with a table names no kind, or two.
    """
    return tuple(_list_of(kind, members, rules, issues) for kind, members, issues in _by_kind(sheets, stated, year))


def _by_kind(
    sheets: Sequence[Sheet], stated: ListKind | None, year: int
) -> Iterator[tuple[ListKind | None, list[Sheet], list[Issue]]]:
    """Sheets of one kind together; a sheet without a table goes with the first that has a kind."""
    if stated is not None:
        yield stated, list(sheets), []
        return
    seen = [(sheet, *recognise_list(sheet, year)) for sheet in sheets]
    first = next((kind for _, kind, _ in seen if kind is not None), None)
    groups: dict[ListKind | None, tuple[list[Sheet], list[Issue]]] = {}
    for sheet, kind, issues in seen:
        is_bare = kind is None and first is not None and (sheet.is_hidden or find_header(sheet) is None)
        members, said = groups.setdefault(first if is_bare else kind, ([], []))
        members.append(sheet)
        said += () if is_bare else issues
    for kind, (members, said) in groups.items():
        yield kind, members, said


def _list_of(kind: ListKind | None, sheets: Sequence[Sheet], rules: Rules, said: Sequence[Issue]) -> ReadList:
    if kind not in _RECORDS:
        ledger = examine(sheets, rules)
        return ReadList(kind=kind, ledger=replace(ledger, issues=(*said, *ledger.issues)), records_only=0)
    placed = [sheet for sheet in sheets if sheet.is_hidden or names_places(sheet)]
    ledger = examine(placed, rules) if placed else Ledger(parcels=(), issues=(), sources=())
    beside = [sheet for sheet in sheets if not sheet.is_hidden and sheet.height]
    found = _records(kind, beside, rules)
    known = {(one.file, one.sheet) for one in ledger.sources}
    alone = [one for one in found.sources if (one.file, one.sheet) not in known]
    ledger = replace(
        ledger,
        issues=(*said, *ledger.issues, *found.issues),
        sources=(*ledger.sources, *alone),
        projects=tuple(found.projects),
        batches=tuple(found.batches),
        reserves=tuple(found.reserves),
    )
    return ReadList(kind=kind, ledger=ledger, records_only=len(alone))


def names_places(sheet: Sheet) -> bool:
    """有无位置 · Whether the rows of a sheet name places, so that they are parcels."""
    header = find_header(sheet)
    return header is not None and bool(header.of("location"))


def _records(kind: ListKind, sheets: Iterable[Sheet], rules: Rules) -> _Gathered:
    found, read = _Gathered(), _READERS[kind]
    for sheet in sheets:
        _, lines = open_records(sheet, _RECORDS[kind], rules)
        issues = read(found, sheet, rules)
        if lines:
            found.issues += issues
            found.sources.append(_source(sheet, len(lines)))
        else:
            found.silent += issues
    found.issues += (_left_out(one) for one in found.silent) if found.sources else found.silent
    return found


def _left_out(issue: Issue) -> Issue:
    """A page of notes beside a list of records is left out, as it would be beside a list of parcels."""
    code = _LEFT_OUT if issue.code == _NO_HEADER else issue.code
    return replace(issue, code=code, severity=SEVERITIES[code])


def _source(sheet: Sheet, rows: int) -> SourceFile:
    return SourceFile(file=sheet.source, sheet=sheet.name, rows=rows, distinct=rows, digest=sheet.digest)


def _read_projects(found: _Gathered, sheet: Sheet, rules: Rules) -> tuple[Issue, ...]:
    projects, issues = projects_of(sheet, rules)
    found.projects += projects
    return issues


def _read_batches(found: _Gathered, sheet: Sheet, rules: Rules) -> tuple[Issue, ...]:
    batches, issues = batches_of(sheet, rules)
    found.batches += batches
    return issues


def _read_reserves(found: _Gathered, sheet: Sheet, rules: Rules) -> tuple[Issue, ...]:
    reserves, issues = reserves_of(sheet, rules)
    found.reserves += reserves
    return issues


_Reader = Callable[[_Gathered, Sheet, Rules], tuple[Issue, ...]]
_READERS: dict[ListKind, _Reader] = {
    ListKind.PROJECT: _read_projects,
    ListKind.BATCH: _read_batches,
    ListKind.RESERVE: _read_reserves,
}
