"""成果格式 · A reading and its findings as plain values (`landsupply.proofread/1`) and as rows for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from landsupply.proofread.figures import Figure
from landsupply.proofread.finding import Finding
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
    }


def _figure(figure: Figure, lang: str) -> dict[str, object]:
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
