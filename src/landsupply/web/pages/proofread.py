"""审读页 · A short text is pasted and read at once; a file is read by a job, its result seen by whoever sent it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime

from landsupply.web.jobs import HOURS, State, attached, own
from landsupply.web.models import JobRow
from landsupply.web.pages.jobs import followed
from landsupply.web.proofreading import (
    KINDS,
    PROOFREADING,
    SHORT,
    Submitted,
    ask_to_proofread,
    examined,
    is_short,
    keep_result,
    name_of,
    pasted,
    shown,
)
from landsupply.web.refusals import wants_json
from landsupply.web.refused import Forbidden, Unlawful
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.uploads import whole

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
_LATELY = 8


def proofread(asked: Asked) -> HttpResponse:
    """审读 · The form, or the form with what was found below it; a page in the background gets the findings alone."""
    if asked.request.method != "POST":
        return _form(asked)
    sent = submitted(asked)
    if not is_short(sent):
        return followed(ask_to_proofread(asked.account, sent, bool(asked.request.POST.get("keep"))))
    found = shown(examined(sent), asked.lang)
    if wants_json(asked.request):
        html = render_to_string("proofread/pasted.html", {**found, "lang": asked.lang}, request=asked.request)
        return JsonResponse({"html": html})
    return _form(asked, **found, text=asked.request.POST.get("text", ""))


def _form(asked: Asked, **found: object) -> HttpResponse:
    rows = own(asked.account, (PROOFREADING,)).order_by("-pk")[:_LATELY]
    lately = [(row.pk, name_of(json.loads(row.request)["name"], asked.lang), row.asked) for row in rows]
    return asked.page("proofread/proofread.html", short=SHORT, hours=HOURS, lately=lately, **found)


def proofread_docx(asked: Asked) -> HttpResponse:
    """批注稿 · A short text with the findings as comments, to be saved."""
    return _of_text(asked, "docx")


def proofread_xlsx(asked: Asked) -> HttpResponse:
    """意见表 · The findings about a short text as a workbook, to be saved."""
    return _of_text(asked, "xlsx")


def proofread_json(asked: Asked) -> HttpResponse:
    """意见数据 · The findings about a short text for programs, to be saved."""
    return _of_text(asked, "json")


def _of_text(asked: Asked, kind: str) -> HttpResponse:
    """Read once more; what is long is read by a job, which has the file too."""
    sent = submitted(asked)
    if not is_short(sent):
        return followed(ask_to_proofread(asked.account, sent, bool(asked.request.POST.get("keep"))))
    one = examined(sent)
    if kind == "json":
        content = json.dumps(one.form(asked.lang), ensure_ascii=False, indent=1).encode()
    else:
        content = one.commented(asked.lang) if kind == "docx" else one.workbook(asked.lang)
    return _file(sent.name, content, kind)


def result(asked: Asked, number: int) -> HttpResponse:
    """审读结果 · What a job found, for whoever asked it alone: marked in the text, with its files."""
    job = _job(asked, number)
    if job.state != State.DONE:
        return redirect(f"/jobs/{number}/?on=1")
    found = attached(job, f"{asked.lang}.html").decode()
    answer, request = json.loads(job.answer), json.loads(job.request)
    return asked.page(
        "proofread/result.html",
        number=number,
        name=name_of(request["name"], asked.lang),
        # Made by our own template from escaped words, and kept by nobody but the job.
        found=mark_safe(found),
        until=localtime(job.until).strftime("%Y-%m-%d %H:%M") if job.until else "",
        why=answer["why"].get(asked.lang, ""),
    )


def result_file(asked: Asked, number: int, kind: str) -> HttpResponse:
    """结果文件 · A file of the result, in the language of the page."""
    job = _job(asked, number)
    if kind not in KINDS:
        raise Forbidden(kind)
    return _file(json.loads(job.request)["name"], attached(job, f"{asked.lang}.{kind}"), kind)


def keep(asked: Asked, number: int) -> HttpResponse:
    """保存结果 · It stands until it is deleted."""
    keep_result(_job(asked, number))
    return redirect(f"/proofread/{number}/")


def drop(asked: Asked, number: int) -> HttpResponse:
    """删除结果 · Nothing is left of it, nor of the job."""
    _job(asked, number).delete()
    return redirect("/proofread/")


def _job(asked: Asked, number: int) -> JobRow:
    """One's own job; another's is not there."""
    job = own(asked.account, (PROOFREADING,)).filter(pk=number).first()
    if job is None:
        raise Forbidden(str(number))
    return job


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
    given = whole(file)
    return Submitted(name=given.name, content=given.content, day=day)


def day_of(text: str) -> date | None:
    """法规之日 · The day a form names; None for none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unlawful("U695", raw=text[:20]) from None


def _file(name: str, content: bytes, kind: str) -> HttpResponse:
    stem = PurePath(name).stem
    answer = HttpResponse(content, content_type=_TYPES[kind])
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "_" for sign in stem)[:80]
    answer["Content-Disposition"] = f'attachment; filename="{plain or "plan"}-findings.{kind}"'
    return answer


_MAY = Verb.PROOFREAD
ROUTES = (
    Route(path="proofread/", view=proofread, name="proofread", verb=_MAY, method="GET POST"),
    Route(path="proofread/docx/", view=proofread_docx, name="proofread_docx", verb=_MAY, method="POST"),
    Route(path="proofread/xlsx/", view=proofread_xlsx, name="proofread_xlsx", verb=_MAY, method="POST"),
    Route(path="proofread/json/", view=proofread_json, name="proofread_json", verb=_MAY, method="POST"),
    Route(path="proofread/<int:number>/", view=result, name="proofread_result", verb=_MAY),
    Route(path="proofread/<int:number>/keep/", view=keep, name="proofread_keep", verb=_MAY, method="POST"),
    Route(path="proofread/<int:number>/drop/", view=drop, name="proofread_drop", verb=_MAY, method="POST"),
    Route(path="proofread/<int:number>/<str:kind>/", view=result_file, name="proofread_file", verb=_MAY),
)
