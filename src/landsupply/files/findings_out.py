"""意见成表 · What proofreading found, as a workbook to hand round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from landsupply.files.xlsx import to_xlsx
from landsupply.law.words import say
from landsupply.ledger.issue import Severity
from landsupply.publish.document import Column, Table

_WIDTHS = (6, 5, 14, 40, 40)


def findings_xlsx(rows: Sequence[tuple[str, ...]], name: str, day: date, lang: str) -> bytes:
    """意见表 · Rule, severity, place, finding, what to do; a row each (proofread/form.py: `to_rows`)."""
    headings = say("U689", lang).split("|")
    columns = tuple(Column(heading=heading, width=width) for heading, width in zip(headings, _WIDTHS, strict=True))
    shown = tuple((rule, Severity(level).word(lang), *rest) for rule, level, *rest in rows)
    title = say("U688", lang, name=name, count=len(rows))
    return to_xlsx([Table(name="", short=headings[3], caption=title, unit="", columns=columns, rows=shown)], day)
