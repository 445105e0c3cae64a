"""台账形式 · The ledger as plain values for programs: `landsupply.examination/2`."""

from __future__ import annotations

from landsupply.ledger.columns import letters
from landsupply.ledger.issue import Issue
from landsupply.ledger.ledger import Ledger, SourceFile
from landsupply.ledger.mapping import ColumnMatch, Correspondence
from landsupply.ledger.parcel import Parcel

FORMAT = "landsupply.examination/2"


def to_form(ledger: Ledger, lang: str = "zh") -> dict[str, object]:
    """台账形式 · Sources with what their columns were taken for, parcels and issues.

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
        "table": source.table,
        "mapping": mapping_form(source.mapping) if source.mapping else None,
    }


def mapping_form(mapping: Correspondence) -> dict[str, object]:
    """列名对应形式 · The header rows, the unit above the table, and every column, as plain values."""
    return {
        "header_rows": list(mapping.header_rows),
        "unit_above": mapping.unit_above.value if mapping.unit_above else None,
        "columns": [_column(column) for column in mapping.columns],
    }


def _column(column: ColumnMatch) -> dict[str, object]:
    return {
        "column": column.letters,
        "title": column.title,
        "field": column.field,
        "unit": column.unit.value if column.unit else None,
        "unit_from": column.unit_from,
        "by_habit": column.by_habit,
        "hidden": column.is_hidden,
        "filled": column.filled,
        "samples": list(column.samples),
        "suggestion": column.suggestion,
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
        "column": None if issue.column is None else letters(issue.column),
        "raw": issue.raw,
        "message": issue.message(lang),
        "remedy": issue.remedy(lang),
    }
