"""报送单位 · A district answers for its own land: rows of another are left out by name, never planned in passing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from landsupply.law.rulebook import Rules
from landsupply.ledger.issue import Issue, IssuePlace, issue_at
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel


def only_of(ledger: Ledger, sender: str, rules: Rules) -> Ledger:
    """只采本单位 · The ledger without the parcels of other planning units than the sender's, each row named in L291.

    A parcel without a known district stays: its own issue says so. A sender that is no planning unit sends for all.
    """
    unit = rules.place.unit(sender)
    if unit is None:
        return ledger
    foreign = [parcel for parcel in ledger.parcels if parcel.district not in (None, unit.name)]
    if not foreign:
        return ledger
    kept = tuple(parcel for parcel in ledger.parcels if parcel.district in (None, unit.name))
    return replace(ledger, parcels=kept, issues=(*ledger.issues, *_issues(foreign, ledger, unit.name)))


def _issues(foreign: list[Parcel], ledger: Ledger, sender: str) -> Iterator[Issue]:
    """One issue for each table and each other district."""
    groups: dict[tuple[str, str | None, str], list[Parcel]] = {}
    for parcel in foreign:
        groups.setdefault((parcel.source.file, parcel.source.sheet, parcel.district or ""), []).append(parcel)
    for (file, sheet, district), parcels in groups.items():
        rows = tuple(sorted(parcel.source.row for parcel in parcels))
        names = tuple(parcel.name or parcel.id for parcel in parcels[:5])
        title, column = _column(ledger, file, sheet)
        yield issue_at("L291", IssuePlace(file, sheet, rows, title, column), district, sender=sender, names=names)


def _column(ledger: Ledger, file: str, sheet: str | None) -> tuple[str | None, int | None]:
    for source in ledger.sources:
        found = source.mapping.of("district") if source.mapping else None
        if found and (source.file, source.sheet) == (file, sheet):
            return found.title, found.index
    return None, None
