"""编制台页 · Briefs as a list and as a form with live totals; saved against the version that was read."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from landsupply.measure.fault import BriefFault
from landsupply.plan.brief_form import parse_brief
from landsupply.web.brief_desk import Sheet, fault_words, form_of, new_text, sheet_of, totals_of, wrong_of
from landsupply.web.brief_fields import goal_names
from landsupply.web.briefs import Kept, save_brief
from landsupply.web.jobs import ask
from landsupply.web.models import ActRow, BriefRow, PlanRow
from landsupply.web.refused import Forbidden, Unlawful
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sent import object_in, whole

#: A brief is a page of text; what is larger is none.
_LARGEST = 1 << 20


def workbench(asked: Asked, wrong: str = "", status: int = 200) -> HttpResponse:
    """编制台 · Every brief with its last plan; drafts whose months can be moved."""
    rows = list(BriefRow.objects.order_by("-stamp"))
    acts = {act.number: act for act in ActRow.objects.filter(number__in=[row.stamp for row in rows])}
    plans: dict[int, PlanRow] = {}
    for plan in PlanRow.objects.filter(brief__in=rows).order_by("stamp"):
        plans[plan.brief_id or 0] = plan
    briefs = [{"row": row, "act": acts.get(row.stamp), "plan": plans.get(row.pk)} for row in rows]
    drafts = PlanRow.objects.filter(state="drafted").order_by("-stamp")[:12]
    return asked.page("workbench/list.html", status, briefs=briefs, drafts=drafts, wrong=wrong, may=_may(asked))


def _may(asked: Asked) -> dict[str, bool]:
    verbs = {"edit": Verb.EDIT_BRIEF, "propose": Verb.PROPOSE, "move": Verb.MOVE_ITEM}
    return {name: bool(asked.doer.may(verb)) for name, verb in verbs.items()}


def begin(asked: Asked) -> HttpResponse:
    """新稿 · From the ledger's capacity, another brief, or a file; one that is no brief is refused."""
    try:
        text = _opening_text(asked)
        row = save_brief(asked.doer, None, text)
    except BriefFault as fault:
        words = fault_words(fault, asked.lang)
        return workbench(asked, f"{words['message']}。{words['remedy']}", 422)
    return redirect(f"/workbench/briefs/{row.pk}/")


def _opening_text(asked: Asked) -> str:
    upload = asked.request.FILES.get("file")
    if upload is not None:
        content: bytes = upload.read(_LARGEST + 1)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Unlawful("U348") from None
        if len(content) > _LARGEST:
            raise Unlawful("U348")
        parse_brief(text)
        return text
    copied = asked.request.POST.get("copy", "")
    return _row(whole(copied) or 0).text if copied else new_text(asked.lang)


def _row(number: int) -> BriefRow:
    row = BriefRow.objects.filter(pk=number).first()
    if row is None:
        raise Forbidden(str(number))
    return row


def brief(asked: Asked, number: int) -> HttpResponse:
    """编制要求 · The brief as a form, its text beside it."""
    row = _row(number)
    return _shown(asked, row, sheet_of(row.text, asked.lang), version=row.version)


def _shown(
    asked: Asked, row: BriefRow, sheet: Sheet, *, version: int, said: str = "", status: int = 200
) -> HttpResponse:
    may = _may(asked)
    shown = {
        "row": row,
        "version": version,
        "text": sheet.text,
        "groups": form_of(sheet, asked.lang),
        "wrong": wrong_of(sheet, asked.lang),
        "totals": totals_of(sheet, asked.lang),
        "goals": goal_names(asked.lang),
        "is_weighted": isinstance(sheet.page.get("goals"), Mapping),
        "may": may,
        "said": said,
        "saved": asked.request.GET.get("saved", ""),
    }
    return asked.page("workbench/brief.html", status, **shown)


def look(asked: Asked, number: int) -> HttpResponse:
    """查看 · What the form and the text come to as they are being typed: the text, its fields, errors, totals."""
    _row(number)
    sheet = _typed(asked, object_in(asked.request.body or b"{}"))
    fields = {str(one["key"]): one["value"] for group in form_of(sheet, asked.lang) for one in group["fields"]}  # type: ignore[attr-defined]  # read from our own JSON
    return JsonResponse(
        {
            "text": sheet.text,
            "fields": fields,
            "wrong": wrong_of(sheet, asked.lang),
            "totals": totals_of(sheet, asked.lang),
        }
    )


def _typed(asked: Asked, typed: Mapping[str, object]) -> Sheet:
    filled = typed.get("fields")
    fields = {str(key): str(value) for key, value in filled.items()} if isinstance(filled, Mapping) else None
    return sheet_of(str(typed.get("text", "")), asked.lang, fields)


def save(asked: Asked, number: int) -> HttpResponse:
    """存稿 · Errors come back at their fields; where another has saved meanwhile nothing is lost of either."""
    row, post = _row(number), asked.request.POST
    typed = {str(key): str(value).replace("\r\n", "\n") for key, value in post.items()}
    fields = {key: value for key, value in typed.items() if key.startswith("f-")} if typed.get("by") != "text" else {}
    sheet = sheet_of(typed.get("text", ""), asked.lang, fields)
    version = whole(typed.get("version", "")) or 0
    if not sheet.is_right:
        return _shown(asked, row, sheet, version=version, status=422)
    if sheet.text == row.text and version == row.version:
        return redirect(f"/workbench/briefs/{number}/?saved=same")
    try:
        saved = save_brief(asked.doer, Kept(number, version), sheet.text)
    except Unlawful:
        return _shown(asked, row, sheet, version=version, said="conflict", status=409)
    return redirect(f"/workbench/briefs/{saved.pk}/?saved=1")


def propose(asked: Asked, number: int) -> HttpResponse:
    """排计划 · A job that compiles from the brief as it is saved."""
    row = _row(number)
    job = ask(asked.account, "propose", {"brief": row.pk, "version": row.version})
    return redirect(f"/jobs/{job.pk}/")


def download(asked: Asked, number: int) -> HttpResponse:
    """下载 · The text of the brief as the file that the command reads."""
    row = _row(number)
    answer = HttpResponse(row.text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="brief-{row.pk}.toml"'
    return answer


_SEE, _EDIT = Verb.SEE_BRIEF, Verb.EDIT_BRIEF
_AT = "workbench/briefs/<int:number>/"
ROUTES = (
    Route(path="workbench/", view=workbench, name="workbench", verb=_SEE),
    Route(path="workbench/new/", view=begin, name="brief_new", verb=_EDIT, method="POST"),
    Route(path=_AT, view=brief, name="brief", verb=_SEE),
    Route(path=f"{_AT}look/", view=look, name="brief_look", verb=_SEE, method="POST", answers=True),
    Route(path=f"{_AT}save/", view=save, name="brief_save", verb=_EDIT, method="POST"),
    Route(path=f"{_AT}propose/", view=propose, name="brief_propose", verb=Verb.PROPOSE, method="POST"),
    Route(path=f"{_AT}brief.toml", view=download, name="brief_file", verb=_SEE),
)
