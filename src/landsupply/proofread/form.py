"""成果格式 · A reading and its findings as plain values (`landsupply.proofread/1`) and as rows for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from landsupply.proofread.figures import Figure
from landsupply.proofread.finding import Finding
from landsupply.proofread.forms_cells import Entry
from landsupply.proofread.forms_rules import Proofread
from landsupply.proofread.position import Position
from landsupply.proofread.reading import Reading

FORMAT = "landsupply.proofread/1"


def _place(place: Position, lang: str) -> dict[str, object]:
    return {
        "line": place.line,
        "column": place.column,
        "section": place.section,
        "item": place.item or None,
        "words": place.words(lang),
        **({"table": _cell(place)} if place.table else {}),
    }


def _cell(place: Position) -> dict[str, int]:
    return {"number": place.table, "row": place.row, "column": place.cell}


def _figure(figure: Figure | Entry, lang: str) -> dict[str, object]:
    return {
        "item": figure.item,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "place": _place(figure.position, lang),
        "role": figure.role.value,
        "value": figure.value,
        "bound": figure.bound.value,
        "raw": figure.raw,
    }


def _finding(finding: Finding, lang: str) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity.value,
        "place": _place(finding.place, lang),
        "also": [_place(one, lang) for one in finding.also],
        "message": finding.message(lang),
        "remedy": finding.remedy(lang),
    }


def to_form(reading: Reading, findings: Sequence[Finding], lang: str = "zh") -> dict[str, object]:
    """成果 · The JSON form; bounds are exact decimal strings or null, a place has line, column, section, item."""
    return {
        "format": FORMAT,
        "title": reading.title,
        "year": reading.year,
        "figures": [_figure(one, lang) for one in reading.figures],
        "findings": [_finding(one, lang) for one in findings],
    }


def to_rows(findings: Sequence[Finding], lang: str = "zh") -> tuple[tuple[str, ...], ...]:
    """表格行 · One row a finding: rule, severity, place, message, remedy, in words."""
    return tuple(
        (one.rule, one.severity.value, one.place.words(lang), one.message(lang), one.remedy(lang)) for one in findings
    )


def forms_to_form(rows: Sequence[Proofread], lang: str = "zh") -> dict[str, object]:
    """报表成果 · The JSON form of a reporting form: `readings`, one a row of the file, each as a text's reading.

    The keys of a text stand there too, without figures of their own; `year` where all rows are of one.
    """
    years = {one.reading.year for one in rows}
    return {
        "format": FORMAT,
        "title": next((one.reading.heading for one in rows if one.reading.heading), ""),
        "year": years.pop() if len(years) == 1 else None,
        "figures": [],
        "findings": [],
        "readings": [_row(one, lang) for one in rows],
    }


def _row(one: Proofread, lang: str) -> dict[str, object]:
    reading = one.reading
    return {
        "sheet": reading.sheet,
        "row": reading.row,
        "title": reading.title,
        "district": reading.district,
        "year": reading.year,
        "day": one.day.isoformat(),
        "figures": [_figure(figure, lang) for figure in reading.figures],
        "findings": [_finding(finding, lang) for finding in one.findings],
    }


def forms_to_rows(rows: Sequence[Proofread], lang: str = "zh") -> tuple[tuple[str, ...], ...]:
    """报表表格行 · One row a finding: rule, severity, place with the plan's district, message, remedy, in words."""
    return tuple(
        (rule, level, f"{place} {one.reading.district}".strip(), words, hint)
        for one in rows
        for rule, level, place, words, hint in to_rows(one.findings, lang)
    )
