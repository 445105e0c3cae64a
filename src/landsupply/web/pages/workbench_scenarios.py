"""情景与理由页 · Several briefs side by side, and why a plan is as it is: both are jobs, shown once they are done."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import mark_safe

from landsupply.web.blobs import content_of
from landsupply.web.jobs import State, ask
from landsupply.web.models import BriefRow, JobRow, PlanRow
from landsupply.web.planned import office_sight
from landsupply.web.refused import Forbidden, Unlawful
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sent import whole

#: Side by side on a screen that is 1366 wide.
_FEWEST, _MOST = 2, 4
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def choose(asked: Asked) -> HttpResponse:
    """选情景 · A job that solves the chosen briefs side by side; Unlawful U775 for fewer than two or too many."""
    chosen = [number for one in asked.request.POST.getlist("brief") if (number := whole(one)) is not None]
    known = list(BriefRow.objects.filter(pk__in=chosen).order_by("pk").values_list("pk", "version"))
    if not _FEWEST <= len(known) <= _MOST:
        raise Unlawful("U775", fewest=_FEWEST, most=_MOST)
    request = {"briefs": [number for number, _ in known], "versions": [version for _, version in known]}
    return redirect(f"/jobs/{ask(asked.account, 'compare', request).pk}/")


def scenarios(asked: Asked, number: int) -> HttpResponse:
    """情景对照 · The page that the job made, with the drafts it came to."""
    answer = _answer(asked, number)
    page = content_of(str(answer[f"page_{asked.lang}"])).decode("utf-8")
    rows = {row.digest: row for row in PlanRow.objects.filter(pk__in=list(answer["plans"]))}  # type: ignore[call-overload]  # read from our own JSON
    plans = [(name, rows.get(digest)) for name, digest in zip(answer["names"], answer["plans"], strict=True)]  # type: ignore[call-overload]  # read from our own JSON
    # Our own writer made these blocks, every text in them escaped.
    return asked.page("workbench/scenarios.html", page=mark_safe(page), plans=plans, number=number)


def workbook(asked: Asked, number: int) -> HttpResponse:
    """对照表 · The same tables as a workbook."""
    content = content_of(str(_answer(asked, number)[f"xlsx_{asked.lang}"]))
    answer = HttpResponse(content, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="scenarios-{number}.xlsx"'
    return answer


def _answer(asked: Asked, number: int) -> dict[str, object]:
    job = JobRow.objects.filter(pk=number, account=asked.account, verb="compare", state=State.DONE).first()
    if job is None:
        raise Forbidden(str(number))
    found: dict[str, object] = json.loads(job.answer)
    return found


def reasons(asked: Asked, digest: str) -> HttpResponse:
    """说明 · Begins the job that explains a plan, or shows the one that has been done already."""
    row = office_sight(asked.doer, digest).row
    request = {"plan": row.digest}
    done = JobRow.objects.filter(
        account=asked.account, verb="explain_plan", state=State.DONE, request=json.dumps(request)
    )
    last = done.order_by("-pk").first()
    if last is not None:
        return redirect(f"/jobs/{last.pk}/")
    return asked.page("workbench/reasons.html", row=row)


def explain(asked: Asked, digest: str) -> HttpResponse:
    """问理由 · The job itself."""
    row = office_sight(asked.doer, digest).row
    return redirect(f"/jobs/{ask(asked.account, 'explain_plan', {'plan': row.digest}).pk}/")


_AT = "workbench/plans/<str:digest>/"
ROUTES = (
    Route(path="workbench/compare/", view=choose, name="compare", verb=Verb.PROPOSE, method="POST"),
    Route(path="jobs/<int:number>/scenarios/", view=scenarios, name="scenarios", verb=Verb.PROPOSE),
    Route(path="jobs/<int:number>/scenarios.xlsx", view=workbook, name="scenarios_file", verb=Verb.PROPOSE),
    Route(path=f"{_AT}reasons/", view=reasons, name="reasons", verb=Verb.PROPOSE),
    Route(path=f"{_AT}explain/", view=explain, name="explain", verb=Verb.PROPOSE, method="POST"),
)
