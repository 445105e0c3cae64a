"""台账问题页 · What was found in the lists, grouped by code, filtered, each leading to its parcel and its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Case, Count, Min, Q, QuerySet, Value, When
from django.http import HttpResponse
from django.utils.http import urlencode

from landsupply.files.list_out import Listing
from landsupply.ledger.parcel_fields import title_of
from landsupply.web.exported import KINDS, as_file
from landsupply.web.models import IssueRow
from landsupply.web.people import Doer
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.standing import rulebook, standing

_PAGE = 50
_SEVERITIES = {"error": "U940", "warning": "U941", "advice": "U942"}
_RANK = Case(*(When(severity=name, then=Value(place)) for place, name in enumerate(_SEVERITIES)), default=Value(9))
_FILTERS = ("severity", "unit", "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """一条问题 · An issue as the page shows it: its row, its words, where it leads, whether its cell was mended."""

    row: IssueRow
    label: str
    words: str
    cell: str
    is_mended: bool


def issues(asked: Asked) -> HttpResponse:
    """台账问题 · Groups with counts, then the issues of what is filtered, page by page."""
    own = issues_seen_by(asked.doer)
    given = {name: asked.request.GET.get(name, "") for name in _FILTERS}
    rows = _filtered(own, given).order_by(_RANK, "code", "file", "sheet", "row", "pk")
    if "as" in asked.request.GET:
        return as_file(_listing(asked, rows), "issues", asked.request.GET["as"])
    page = Paginator(rows, _PAGE).get_page(asked.request.GET.get("page", 1))
    return asked.page(
        "ledger/issues.html",
        groups=_groups(asked, _filtered(own, {**given, "code": ""})),
        found=[_found(asked, row) for row in page],
        page=page,
        given=given,
        query=urlencode({name: value for name, value in given.items() if value}),
        kinds=list(KINDS),
        severities=[(name, asked.say(code)) for name, code in _SEVERITIES.items()],
        units=[one.name for one in rulebook().place.units if asked.doer.may(Verb.SEE_LEDGER).covers(one.name)],
    )


def _listing(asked: Asked, rows: QuerySet[IssueRow]) -> Listing:
    """The issues of what is filtered, all pages of them."""
    grades = {name: asked.say(code) for name, code in _SEVERITIES.items()}
    told = rows.values_list("severity", "code", "file", "sheet", "row", "identity", "field", "raw", asked.lang)
    return Listing(
        name=asked.say("U129"),
        headers=asked.say("V025").split("|"),
        figures=frozenset(),
        rows=[[grades[row[0]], *(str(text or "") for text in row[1:])] for row in told],
    )


def issues_seen_by(doer: Doer) -> QuerySet[IssueRow]:
    """可见问题 · Of the units within somebody's reach, and of the lists these have sent."""
    reach = doer.require(Verb.SEE_LEDGER)
    rows = IssueRow.objects.all()
    if reach.everything:
        return rows
    sent = Q(pk__in=())
    for unit in reach.units:
        sent |= Q(unit="", file__startswith=f"{unit}/")
    return rows.filter(Q(unit__in=reach.units) | sent)


def _filtered(rows: QuerySet[IssueRow], given: Mapping[str, str]) -> QuerySet[IssueRow]:
    return rows.filter(**{name: value for name, value in given.items() if value})


def _groups(asked: Asked, rows: QuerySet[IssueRow]) -> list[dict[str, object]]:
    """By code, the gravest and most frequent first, with the words of one of them."""
    counted = rows.order_by().values("code", "severity").annotate(count=Count("pk"), first=Min("pk"))
    words = dict(IssueRow.objects.filter(pk__in=[one["first"] for one in counted]).values_list("pk", asked.lang))
    rank = list(_SEVERITIES)
    ordered = sorted(counted, key=lambda one: (rank.index(one["severity"]), -one["count"], one["code"]))
    return [{**one, "words": words[one["first"]], "label": asked.say(_SEVERITIES[one["severity"]])} for one in ordered]


def _found(asked: Asked, row: IssueRow) -> Found:
    where = urlencode({"q": row.identity, "at": row.identity, "field": row.field})
    mended = standing().corrections.get(row.identity, [])
    return Found(
        row=row,
        label=asked.say(_SEVERITIES[row.severity]),
        words=row.en if asked.lang == "en" else row.zh,
        cell=f"/ledger/?{where}" if row.identity else "",
        is_mended=any(row.field in (one.field, title_of(one.field)) for one in mended),
    )


ROUTES = (Route(path="ledger/issues/", view=issues, name="ledger_issues", verb=Verb.SEE_LEDGER),)
