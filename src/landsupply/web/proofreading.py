"""审读 · Anybody's plan read as the command line reads it, and its text cut where findings point; nothing is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from landsupply.files.finding_comments import comments_request
from landsupply.files.findings_out import findings_xlsx
from landsupply.law.rulebook import Rulebook
from landsupply.measure.fault import InputFault
from landsupply.proofread.finding import Finding
from landsupply.proofread.findings import findings
from landsupply.proofread.form import forms_to_form, forms_to_rows, to_form, to_rows
from landsupply.proofread.forms import read_forms
from landsupply.proofread.forms_rules import Proofread, proofread_forms
from landsupply.proofread.manuscript import Manuscript
from landsupply.proofread.reading import Reading, plan_day, read
from landsupply.web.clock import today
from landsupply.web.refused import Unlawful
from landsupply.web.standing import rulebook
from landsupply.worker import Limits, read_forms_bounded, read_manuscript_bounded, with_comments_bounded

#: A document is read well inside these, or it is no plan; so many at once, and so long one waits for a turn.
_LIMITS = Limits(memory=2_000, cpu=60, wall=120)
_AT_ONCE, _PATIENCE = 2, 30
#: What a text that was pasted is called as a file.
PASTED = "text.txt"
_turns = threading.BoundedSemaphore(_AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """送审稿 · A file as it came, or a text that was pasted; the day of the law, where one is named."""

    name: str
    content: bytes
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """审读结果 · A text with its reading and findings, or the rows of a reporting form with theirs."""

    submitted: Submitted
    day: date
    manuscript: Manuscript | None = None
    reading: Reading | None = None
    found: tuple[Finding, ...] = ()
    rows: tuple[Proofread, ...] = ()

    @property
    def figures(self) -> int:
        """数字个数 · How many figures were read."""
        return len(self.reading.figures) if self.reading else sum(len(row.reading.figures) for row in self.rows)

    def form(self, lang: str) -> dict[str, object]:
        """成果形式 · As the command line gives it to programs."""
        return to_form(self.reading, self.found, lang) if self.reading else forms_to_form(self.rows, lang)

    def lines(self, lang: str) -> tuple[tuple[str, ...], ...]:
        """意见行 · Rule, severity, place, finding, what to do."""
        return to_rows(self.found, lang) if self.reading else forms_to_rows(self.rows, lang)

    def workbook(self, lang: str) -> bytes:
        """意见表 · The findings as a workbook."""
        return findings_xlsx(self.lines(lang), self.submitted.name, self.day, lang)

    def commented(self, lang: str) -> bytes:
        """批注稿 · The document with its findings as comments; Unlawful U696 for a table."""
        if self.manuscript is None:
            raise Unlawful("U696")
        request = comments_request(self.submitted.content, self.manuscript, self.found, lang)
        return with_comments_bounded(request, self.submitted.name, _LIMITS)


def examined(submitted: Submitted) -> Examined:
    """审读 · What a careful reader would mark in what was sent; Unlawful U697 where too many are at it."""
    with _turn():
        otherwise = submitted.day or date(today().year, 1, 1)
        sheets = read_forms_bounded(submitted.content, submitted.name, _LIMITS)
        if sheets is not None:
            rows = proofread_forms(read_forms(sheets), rulebook(), otherwise=otherwise, day=submitted.day)
            return Examined(submitted=submitted, day=rows[0].day if rows else otherwise, rows=rows)
        return _text(submitted, rulebook(), otherwise)


def _text(submitted: Submitted, book: Rulebook, otherwise: date) -> Examined:
    manuscript = read_manuscript_bounded(submitted.content, submitted.name, _LIMITS)
    reading = read(manuscript.text, manuscript.tables)
    day = submitted.day or plan_day(reading) or otherwise
    found = findings(reading, book.on(day), submitted.day)
    return Examined(submitted=submitted, day=day, manuscript=manuscript, reading=reading, found=found)


@contextmanager
def _turn() -> Iterator[None]:
    """A place among the few that read at once: a page must not wait behind a heap of documents."""
    if not _turns.acquire(timeout=_PATIENCE):
        raise Unlawful("U697")
    try:
        yield
    finally:
        _turns.release()


def pasted(text: str, day: date | None) -> Submitted:
    """粘贴稿 · A text as a file of it; InputFault F001 for nothing at all."""
    if not text.strip():
        raise InputFault("F001", file="—")
    return Submitted(name=PASTED, content=text.encode("utf-8", "replace"), day=day)


def ranges(pages: Sequence[int]) -> str:
    """页码 · Page numbers with runs drawn together: 3、12–48."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
