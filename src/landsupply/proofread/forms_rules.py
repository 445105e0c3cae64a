"""报表审查 · Every check of a reporting form, row by row and over the rows that add up others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from landsupply.law.rulebook import Rulebook
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.forms import FormReading, plan_day
from landsupply.proofread.forms_cells import Entry
from landsupply.proofread.forms_columns import Meaning
from landsupply.proofread.forms_ratio import ratio_findings
from landsupply.proofread.forms_sums import (
    RULE,
    Cut,
    cells_are_figures,
    facts_of,
    parts_add_up,
    shares_recompute,
    total_is_stated,
)
from landsupply.proofread.position import Position

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_FEWEST_ROWS = 2
_LISTED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofread:
    """一行审读结果 · A row, the day its law was taken on, and what was found."""

    reading: FormReading
    day: date
    findings: tuple[Finding, ...]


def proofread_forms(
    readings: Sequence[FormReading], rulebook: Rulebook, *, otherwise: date, day: date | None = None
) -> tuple[Proofread, ...]:
    """审读报表 · What the rules find in each row, in the order of its columns.

    The law is that of `day`, else of the row's own year, else of the day `otherwise`.
    """
    return tuple(_row(readings, one, rulebook, day or plan_day(one) or otherwise) for one in readings)


def _row(readings: Sequence[FormReading], one: FormReading, rulebook: Rulebook, day: date) -> Proofread:
    found = [
        *years_agree(one),
        *cells_are_figures(one),
        *total_is_stated(one),
        *parts_add_up(one),
        *shares_recompute(one),
        *ratio_findings(one, rulebook.on(day)),
        *(_rows_add_up(readings, one) if one.is_sum else ()),
    ]
    return Proofread(reading=one, day=day, findings=tuple(sorted(found, key=lambda finding: finding.key)))


def years_agree(reading: FormReading) -> Iterator[Finding]:
    """PL-05 年度 · The caption and the headers name the year of the row; figures of another year are left alone."""
    named = {int(year) for year in _YEAR.findall(reading.heading)}
    if reading.year and named and reading.year not in named:
        facts = {"caption": reading.heading, "year": reading.year}
        yield Finding(rule="PL-05", code="A134", severity=Severity.ADVICE, place=reading.place, facts=facts)
    if others := reading.dated_otherwise:
        titles = tuple(one.title for one in others[:_LISTED])
        code = "A135" if reading.year else "A136"
        place = Position(line=reading.row, column=others[0].index + 1)
        facts = {"columns": titles, "year": reading.year or 0}
        yield Finding(rule="PL-05", code=code, severity=Severity.ADVICE, place=place, facts=facts)


def _rows_add_up(readings: Sequence[FormReading], one: FormReading) -> Iterator[Finding]:
    """PL-06 各行合计 · A row that adds up others holds their sum in every column."""
    choices = [rows for rows in _blocks(readings, one) if len(rows) >= _FEWEST_ROWS]
    for own in one.stated:
        whole = one.entry(own.field, own.aspect)
        sums = [cut for rows in choices if whole and (cut := _column(rows, own, whole))]
        if sums and not any(cut.is_closed for cut in sums):
            cut = sums[0]
            if cut.gap < 0 or cut.is_complete:
                facts = {**facts_of(cut), "parts": _listed(cut.parts)}
                yield Finding(rule=RULE, code="A061", severity=Severity.ERROR, place=cut.whole.position, facts=facts)


def _blocks(readings: Sequence[FormReading], one: FormReading) -> Iterator[list[FormReading]]:
    """The rows that a row may add up: those since the sum above, all plans above or below it, the sums above."""
    own = [row for row in readings if row.sheet == one.sheet]
    at = own.index(one)
    above, below = own[:at], own[at + 1 :]
    last = max((place for place, row in enumerate(above) if row.is_sum), default=-1)
    yield above[last + 1 :]
    yield [row for row in above if not row.is_sum]
    yield [row for row in above if row.is_sum]
    if not above:
        yield [row for row in below if not row.is_sum]


def _column(rows: Sequence[FormReading], own: Meaning, whole: Entry) -> Cut | None:
    if own.field == "ratio" or own.aspect == "share":
        return None
    found = [(row, row.entry(own.field, own.aspect)) for row in rows]
    parts = tuple(replace(entry, raw=row.district or row.title) for row, entry in found if entry)
    if not parts or not all(entry.is_exact for entry in (whole, *parts)):
        return None
    return Cut(whole=whole, parts=parts, is_complete=len(parts) == len(rows))


def _listed(parts: Sequence[Entry]) -> tuple[str, ...]:
    said = [f"{one.raw}{one.said}" for one in parts]
    return (*said[:_LISTED], "…") if len(said) > _LISTED else tuple(said)
