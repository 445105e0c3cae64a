"""意见成批注 · What proofreading found, as comments to be put at the words it is about."""

from __future__ import annotations

from collections.abc import Sequence

from landsupply.files.docx_comments import Comment, Signature, to_request
from landsupply.files.docx_comments_plain import plain_docx
from landsupply.files.forms import form_of
from landsupply.law.words import remedy, say
from landsupply.proofread.finding import Finding
from landsupply.proofread.manuscript import Manuscript
from landsupply.proofread.span import span


def comments_request(content: bytes, manuscript: Manuscript, found: Sequence[Finding], lang: str) -> bytes:
    """批注请求 · The given docx, or the text as a docx of its own, with a comment for each finding.

    The worker makes the document of it (`with_comments_bounded`).
    """
    lines = manuscript.text.split("\n")
    comments = [_comment(one, lines, lang) for one in found]
    base = content if form_of(content) == "docx" else plain_docx(manuscript)
    return to_request(base, comments, Signature(author=say("X244", lang), initials=say("X245", lang)))


def _comment(finding: Finding, lines: Sequence[str], lang: str) -> Comment:
    place = finding.place
    line = min(max(place.line, 1), len(lines))
    start, length = span(lines[line - 1], finding)
    head = {"rule": finding.rule, "severity": finding.severity.word(lang), "place": place.words(lang)}
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
