"""台账形式 · The ledger as plain values for programs: `landsupply.examination/1`."""

from __future__ import annotations

from landsupply.ledger.issue import Issue
from landsupply.ledger.ledger import Ledger, SourceFile
from landsupply.ledger.parcel import Parcel

FORMAT = "landsupply.examination/1"


def to_form(ledger: Ledger, lang: str = "zh") -> dict[str, object]:
    """台账形式 · Sources, parcels and issues.

    Areas are exact decimal strings in hectares, words in `zh` or `en`.
    """
    return {
        "format": FORMAT,
        "digest": ledger.digest,
        "sources": [_source(source) for source in ledger.sources],
        "parcels": [_parcel(parcel) for parcel in ledger.parcels],
        "issues": [_issue(issue, lang) for issue in ledger.issues],
    }


def _source(source: SourceFile) -> dict[str, object]:
    return {
        "file": source.file,
        "sheet": source.sheet,
        "rows": source.rows,
        "distinct": source.distinct,
        "digest": source.digest,
    }


def _parcel(parcel: Parcel) -> dict[str, object]:
    where = parcel.source
    return {**parcel.stated(), "file": where.file, "sheet": where.sheet, "row": where.row}


def _issue(issue: Issue, lang: str) -> dict[str, object]:
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "file": issue.file,
        "sheet": issue.sheet,
        "row": issue.row,
        "rows": list(issue.rows),
        "field": issue.field,
        "raw": issue.raw,
        "message": issue.message(lang),
        "remedy": issue.remedy(lang),
    }
