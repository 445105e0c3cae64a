"""审读页 · A text is pasted or a file given; what a careful reader would mark is marked in it. Nothing is kept."""

from __future__ import annotations

import json
from datetime import date
from pathlib import PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string

from landsupply.law.words import say
from landsupply.ledger.issue import Severity
from landsupply.web.marked import marked, told
from landsupply.web.proofreading import PASTED, Examined, Submitted, examined, pasted, ranges
from landsupply.web.refusals import wants_json
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def proofread(asked: Asked) -> HttpResponse:
    """审读 · The form, or the form with what was found below it; a page in the background gets the findings alone."""
    if asked.request.method != "POST":
        return asked.page("proofread/proofread.html")
    shown = _shown(asked, examined(submitted(asked)))
    if wants_json(asked.request):
        html = render_to_string("proofread/found.html", {**shown, "lang": asked.lang}, request=asked.request)
        return JsonResponse({"html": html})
    text = asked.request.POST.get("text", "")
    return asked.page("proofread/proofread.html", 200, **shown, text=text)


def proofread_docx(asked: Asked) -> HttpResponse:
    """批注稿 · The document with the findings as comments, to be saved."""
    one = examined(submitted(asked))
    return _file(one, one.commented(asked.lang), "docx", _DOCX)


def proofread_xlsx(asked: Asked) -> HttpResponse:
    """意见表 · The findings as a workbook, to be saved."""
    one = examined(submitted(asked))
    return _file(one, one.workbook(asked.lang), "xlsx", _XLSX)


def proofread_json(asked: Asked) -> HttpResponse:
    """意见数据 · The findings for programs, to be saved."""
    one = examined(submitted(asked))
    content = json.dumps(one.form(asked.lang), ensure_ascii=False, indent=1).encode()
    return _file(one, content, "json", "application/json")


def submitted(asked: Asked) -> Submitted:
    """送审稿 · The file of the form, else its text; Unlawful U607 for one too large, U695 for a day that is none."""
    day = day_of(asked.request.POST.get("day", ""))
    file = asked.request.FILES.get("file")
    return of_file(file, day) if file else pasted(asked.request.POST.get("text", ""), day)


def of_file(
    file: UploadedFile,  # type: ignore[type-arg]  # the stub has a parameter that the class lacks
    day: date | None,
) -> Submitted:
    """送审文件 · A file as it came."""
    if (file.size or 0) > settings.LARGEST_FILE:
        raise Unlawful("U607", limit=settings.LARGEST_FILE >> 20)
    return Submitted(name=(file.name or "file")[-255:], content=file.read(), day=day)


def day_of(text: str) -> date | None:
    """法规之日 · The day a form names; None for none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unlawful("U695", raw=text[:20]) from None


def _shown(asked: Asked, one: Examined) -> dict[str, object]:
    """What the page shows: counts, findings, the marked text or the rows of a form."""
    lang = asked.lang
    every = [(row, told(row.findings, lang)) for row in one.rows] if one.rows else []
    found = told(one.found, lang)
    levels = [finding.severity for finding in found] + [item.severity for _, own in every for item in own]
    counts = [(level.value, level.word(lang), levels.count(level.value)) for level in Severity]
    return {
        "done": one,
        "name": say("U983", lang) if one.submitted.name == PASTED else one.submitted.name,
        "counts": counts,
        "total": len(levels),
        "found": found,
        "rows": every,
        "lines": list(marked(one.manuscript, one.found)) if one.manuscript else [],
        "unread": _unread(one, lang),
    }


def _unread(one: Examined, lang: str) -> list[str]:
    """What of the document was not read, said."""
    if one.manuscript is None:
        return []
    pages = (("X242", one.manuscript.unread), ("X243", one.manuscript.folded))
    return [say(code, lang, pages=ranges(numbers)) for code, numbers in pages if numbers]


def _file(one: Examined, content: bytes, ending: str, kind: str) -> HttpResponse:
    stem = PurePath(one.submitted.name).stem
    answer = HttpResponse(content, content_type=kind)
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "_" for sign in stem)[:80]
    answer["Content-Disposition"] = f'attachment; filename="{plain or "plan"}-findings.{ending}"'
    return answer


ROUTES = (
    Route(path="proofread/", view=proofread, name="proofread", verb=Verb.PROOFREAD, method="GET POST"),
    Route(path="proofread/docx/", view=proofread_docx, name="proofread_docx", verb=Verb.PROOFREAD, method="POST"),
    Route(path="proofread/xlsx/", view=proofread_xlsx, name="proofread_xlsx", verb=Verb.PROOFREAD, method="POST"),
    Route(path="proofread/json/", view=proofread_json, name="proofread_json", verb=Verb.PROOFREAD, method="POST"),
)
