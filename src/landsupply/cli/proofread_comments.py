"""批注稿 · The findings of a text as comments of a Word file: the sender's own where a docx was given."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from landsupply.cli.desk import write_all
from landsupply.cli.screen import note, severity
from landsupply.files.docx_comments import Comment, Signature, to_request
from landsupply.files.docx_comments_plain import plain_docx
from landsupply.files.forms import form_of
from landsupply.law.words import remedy, say
from landsupply.measure.fault import InputFault
from landsupply.proofread.finding import Finding
from landsupply.proofread.manuscript import Manuscript
from landsupply.proofread.span import span
from landsupply.worker import with_comments_bounded


def refuse_target(arguments: argparse.Namespace) -> None:
    """查目标 · X246 for a name that is no docx, X247 for the file that is read."""
    out: Path | None = arguments.out
    if out is None:
        return
    if out.suffix.casefold() != ".docx":
        raise InputFault("X246", file=str(out))
    if out.resolve() == arguments.file.resolve():
        raise InputFault("X247", file=str(out))


def write_commented(
    arguments: argparse.Namespace, content: bytes, manuscript: Manuscript, found: Sequence[Finding]
) -> None:
    """写批注稿 · The file of `--out`: the given docx with comments, or the text as a docx of its own with them."""
    lang = arguments.lang
    lines = manuscript.text.split("\n")
    comments = [_comment(one, lines, lang) for one in found]
    base = content if form_of(content) == "docx" else plain_docx(manuscript)
    signature = Signature(author=say("X244", lang), initials=say("X245", lang))
    made = with_comments_bounded(to_request(base, comments, signature), arguments.file.name)
    write_all({arguments.out: made})
    note(say("X241", lang, file=str(arguments.out), count=len(comments)))


def _comment(finding: Finding, lines: Sequence[str], lang: str) -> Comment:
    place = finding.place
    line = min(max(place.line, 1), len(lines))
    start, length = span(lines[line - 1], finding)
    head = {"rule": finding.rule, "severity": severity(finding.severity.value, lang), "place": place.words(lang)}
    hint = finding.remedy(lang)
    proposed = (remedy("A088", lang, hint=hint, **head),) if hint else ()
    return Comment(
        line=line,
        column=start + 1,
        length=length,
        words=(say("A088", lang, **head), finding.message(lang), *proposed),
        table=place.table,
        row=place.row,
        cell=place.cell,
    )
