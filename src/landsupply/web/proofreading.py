"""审读 · Anybody's plan read as the command line reads it, and its text cut where findings point.

A short pasted text is read at once and dropped. Files and long texts are read by a job: the original goes with the
job's end, the result is for whoever asked and is thrown away after some hours, or kept until they delete it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from django.template.loader import render_to_string

from landsupply.files.finding_comments import comments_request
from landsupply.files.findings_out import findings_xlsx
from landsupply.law.rulebook import Rulebook
from landsupply.law.words import LANGUAGES, say
from landsupply.ledger.issue import Severity
from landsupply.measure.fault import Fault, InputFault
from landsupply.proofread.finding import Finding
from landsupply.proofread.findings import findings
from landsupply.proofread.form import forms_to_form, forms_to_rows, to_form, to_rows
from landsupply.proofread.forms import read_forms
from landsupply.proofread.forms_rules import Proofread, proofread_forms
from landsupply.proofread.manuscript import Manuscript, page_ranges
from landsupply.proofread.reading import Reading, plan_day, read
from landsupply.seal.canon import digest_bytes
from landsupply.web.clock import now, today
from landsupply.web.jobs import GIVEN, HOURS, Report, Request, ask, attach, attached, doer_now
from landsupply.web.marked import marked, told
from landsupply.web.models import Account, JobFile, JobRow
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Verb
from landsupply.web.standing import rulebook
from landsupply.worker import Limits, read_forms_bounded, read_manuscript_bounded, with_comments_bounded

#: A document is read well inside these, or it is no plan; so many at once, and so long one waits for a turn.
_LIMITS = Limits(memory=2_000, cpu=60, wall=120)
_AT_ONCE, _PATIENCE = 2, 30
#: What a text that was pasted is called as a file, and up to how many signs it is read while the page waits.
PASTED, SHORT = "text.txt", 20_000
#: The job's verb, and the kinds of files that its result is had as.
PROOFREADING, KINDS = "proofread", ("docx", "xlsx", "json")
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


def is_short(submitted: Submitted) -> bool:
    """够短 · Whether it is read at once: a pasted text of no great length."""
    return submitted.name == PASTED and len(submitted.content.decode()) <= SHORT


def ask_to_proofread(account: Account, submitted: Submitted, kept: bool) -> JobRow:
    """请求审读 · The job that reads it; its result stands until it is deleted, or for some hours."""
    request = {
        "name": submitted.name,
        "digest": digest_bytes(submitted.content),
        "day": submitted.day.isoformat() if submitted.day else "",
        "kept": kept,
    }
    until = None if kept else now() + timedelta(hours=HOURS)
    return ask(account, PROOFREADING, request, given=submitted.content, until=until)


def keep_result(job: JobRow) -> None:
    """保存结果 · It stands until whoever asked deletes it."""
    JobRow.objects.filter(pk=job.pk).update(until=None)


def proofread_file(job: JobRow, request: Request, report: Report) -> Mapping[str, object]:
    """审读任务 · What was found, as a page and as files in both languages; the original is not kept."""
    doer_now(job).require(Verb.PROOFREAD)
    report("U985", 5)
    day = date.fromisoformat(str(request["day"])) if request["day"] else None
    one = examined(Submitted(name=str(request["name"]), content=attached(job, GIVEN), day=day))
    report("U986", 60)
    files: dict[str, bytes] = {}
    for lang in LANGUAGES:
        html = render_to_string("proofread/found.html", {**shown(one, lang), "lang": lang})
        files[f"{lang}.html"] = html.encode()
        files[f"{lang}.json"] = json.dumps(one.form(lang), ensure_ascii=False, indent=1).encode()
        files[f"{lang}.xlsx"] = one.workbook(lang)
    report("U987", 75)
    why = _commented(one, files)
    report("U987", 95)
    attach(job, files)
    JobFile.objects.filter(job=job, name=GIVEN).delete()
    return {"figures": one.figures, "total": len(one.lines("zh")), "day": one.day.isoformat(), "why": why}


def _commented(one: Examined, files: dict[str, bytes]) -> dict[str, str]:
    """The commented document among the files; why there is none, in words, where it cannot be made."""
    try:
        files.update({f"{lang}.docx": one.commented(lang) for lang in LANGUAGES})
    except (Fault, Unlawful) as fault:
        return {lang: say(fault.code, lang, **fault.facts) for lang in LANGUAGES}
    return {}


def shown(one: Examined, lang: str) -> dict[str, object]:
    """所见 · What a page shows: counts, findings, the marked text or the rows of a form."""
    every = [(row, told(row.findings, lang)) for row in one.rows] if one.rows else []
    found = told(one.found, lang)
    levels = [finding.severity for finding in found] + [item.severity for _, own in every for item in own]
    counts = [(level.value, level.word(lang), levels.count(level.value)) for level in Severity]
    return {
        "done": one,
        "name": name_of(one.submitted.name, lang),
        "counts": counts,
        "total": len(levels),
        "found": found,
        "rows": every,
        "lines": list(marked(one.manuscript, one.found)) if one.manuscript else [],
        "unread": _unread(one, lang),
    }


def name_of(name: str, lang: str) -> str:
    """稿名 · What was sent is called by its file; a pasted text in words."""
    return say("U983", lang) if name == PASTED else name


def _unread(one: Examined, lang: str) -> list[str]:
    """What of the document was not read, said."""
    if one.manuscript is None:
        return []
    pages = (("X242", one.manuscript.unread), ("X243", one.manuscript.folded))
    return [say(code, lang, pages=page_ranges(numbers, lang)) for code, numbers in pages if numbers]


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
