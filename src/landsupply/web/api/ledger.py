"""台账接口 · Parcels, their history, corrections, issues: what one's units hold, and no more."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import Http404
from ninja import Query
from pydantic import Field

from landsupply.measure.area import Area
from landsupply.web.actions import Edit, correct
from landsupply.web.acts import acts_about
from landsupply.web.api.once import once_of
from landsupply.web.api.operation import Operation
from landsupply.web.api.shapes import KEY, Answer, Body, Line, Paged, Paging, Units, Word
from landsupply.web.models import IssueRow, ParcelRow
from landsupply.web.pages.ledger_query import LedgerQuery, asked_for, facets_of, ordered, seen_by, totals_of
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked

_MOST_EDITS = 500
Words = Annotated[list[Word], Field(default_factory=list)]
Somes = Annotated[list[Literal["some", "none"]], Field(default_factory=list)]


class ParcelFilter(Body):
    """宗地条件 · Words that must occur, values of facets (several of one are either-or)."""

    q: Annotated[Word, Field(max_length=100)] = ""
    unit: Words
    plan_class: Words
    origin: Words
    mode: Words
    issues: Somes
    obstacles: Somes

    def query(self, order: str = "unit") -> LedgerQuery:
        """台账查询 · The same question as the page of the ledger asks."""
        facets = {"unit": self.unit, "class": self.plan_class, "origin": self.origin, "mode": self.mode}
        counted: dict[str, list[Any]] = {"issues": list(self.issues), "obstacles": list(self.obstacles)}
        picked = {name: tuple(values) for name, values in (facets | counted).items() if values}
        return LedgerQuery(words=self.q.strip(), picked=picked, order=order)


class ParcelsAsked(ParcelFilter, Paging):
    """宗地查询 · The condition, the order (a minus turns it round), the page."""

    sort: Literal[
        "unit", "name", "class", "area", "month", "issues", "-unit", "-name", "-class", "-area", "-month", "-issues"
    ] = "unit"


class ParcelOut(Answer):
    """宗地 · A parcel as lists show it; `version` is what a correction is compared with."""

    identity: str
    name: str
    unit: str
    use: str
    plan_class: str
    origin: str
    mode: str
    area: Units | None
    hectares: str | None
    ready: str
    obstacles: int
    issues: int
    version: int


class ParcelsOut(Paged):
    """宗地一页 · Parcels, and the area of all that answer the condition."""

    area: Units
    hectares: str
    parcels: list[ParcelOut]


class ParcelWhole(ParcelOut):
    """宗地全貌 · With everything that is stated of it, and where that was read."""

    stated: dict[str, Any]
    file: str
    sheet: str
    row: int


class Facet(Answer):
    """分面值 · A value, and how many parcels have it."""

    value: str
    count: int


class FacetsOut(Answer):
    """分面 · By its name the values of each facet."""

    facets: dict[str, list[Facet]]


class ActOut(Answer):
    """办理记录 · One act about a record."""

    number: int
    recorded: str
    who: str
    role: str
    verb: str
    facts: dict[str, Any]
    digest: str


class HistoryOut(Answer):
    """沿革 · The acts about a parcel, in their order."""

    identity: str
    acts: list[ActOut]


class EditIn(Body):
    """一处修改 · A field, what stood there when it was read, what is to stand there, why."""

    identity: Word
    field: Word
    old: Line
    new: Line
    why: Line = ""


class CorrectionsIn(Body):
    """更正 · All of them or none."""

    edits: Annotated[list[EditIn], Field(min_length=1, max_length=_MOST_EDITS)]


class CorrectedOut(Answer):
    """已更正 · The parcels as they stand now."""

    parcels: list[ParcelOut]


class IssuesAsked(Paging):
    """问题查询 · By severity, code, unit."""

    severity: Literal["", "error", "warning", "advice", "info"] = ""
    code: Word = ""
    unit: Word = ""


class IssueOut(Answer):
    """问题 · What was found in a cell, and what to do, in the language asked for."""

    code: str
    severity: str
    unit: str
    identity: str
    file: str
    sheet: str
    row: int | None
    field: str
    raw: str
    message: str


class IssuesOut(Paged):
    """问题一页 · Issues in the order of the lists."""

    issues: list[IssueOut]


def list_parcels(asked: Asked, query: Query[ParcelsAsked]) -> ParcelsOut:
    """宗地 · Parcels of the ledger that answer a condition, page by page."""
    question = query.query(query.sort)
    found = asked_for(seen_by(asked.doer), question)
    count, area = totals_of(found)
    rows = ordered(found, question)[query.after : query.after + query.limit]
    shown = [parcel_out(row) for row in rows]
    return ParcelsOut(count=count, next=following(query, count), area=area, hectares=Area(area).hectares, parcels=shown)


def parcel_facets(asked: Asked, query: Query[ParcelFilter]) -> FacetsOut:
    """分面 · How many parcels have which unit, class, origin, mode, issues, under a condition."""
    found = facets_of(seen_by(asked.doer), query.query())
    told = {
        name: [Facet(value=str(value), count=int(str(count))) for value, count in own] for name, own in found.items()
    }
    return FacetsOut(facets=told)


def parcel_history(asked: Asked, identity: Word) -> HistoryOut:
    """宗地沿革 · Who changed what of a parcel, when, why."""
    _row(asked, identity)
    acts = [
        ActOut(
            number=act.number,
            recorded=act.recorded,
            who=act.who,
            role=act.role,
            verb=act.verb,
            facts=dict(act.facts),
            digest=act.digest,
        )
        for act in acts_about(identity)
    ]
    return HistoryOut(identity=identity, acts=acts)


def get_parcel(asked: Asked, identity: Word) -> ParcelWhole:
    """一宗 · Everything that is stated of one parcel, and its source."""
    row = _row(asked, identity)
    own: dict[str, Any] = parcel_out(row).dict()
    return ParcelWhole(**own, stated=json.loads(row.stated), file=row.file, sheet=row.sheet, row=row.row)


def post_corrections(asked: Asked, body: CorrectionsIn, idempotency_key: Word = KEY) -> CorrectedOut:
    """更正 · Corrects fields of parcels; 409 with both values where somebody else changed one since it was read."""
    edits = [Edit(**edit.dict()) for edit in body.edits]
    once = once_of(asked, "correct", idempotency_key, body)
    return CorrectedOut(parcels=[parcel_out(row) for row in correct(asked.doer, edits, once)])


def list_issues(asked: Asked, query: Query[IssuesAsked]) -> IssuesOut:
    """问题 · What was found in the lists, cell by cell."""
    reach = asked.doer.require(Verb.SEE_LEDGER)
    found: QuerySet[IssueRow] = IssueRow.objects.order_by("pk")
    if not reach.everything:
        found = found.filter(unit__in=reach.units)
    for name in ("severity", "code", "unit"):
        if value := getattr(query, name):
            found = found.filter(**{name: value})
    count = found.count()
    rows = found[query.after : query.after + query.limit]
    return IssuesOut(count=count, next=following(query, count), issues=[_issue_out(row, asked.lang) for row in rows])


def following(page: Paging, count: int) -> int | None:
    """下页 · What to ask the next page with; None at the end."""
    end = page.after + page.limit
    return end if end < count else None


def _row(asked: Asked, identity: str) -> ParcelRow:
    row = seen_by(asked.doer).filter(identity=identity).first()
    if row is None:
        raise Http404
    return row


def parcel_out(row: ParcelRow) -> ParcelOut:
    """宗地形式 · A row as programs get it."""
    return ParcelOut(
        identity=row.identity,
        name=row.name,
        unit=row.unit,
        use=row.use,
        plan_class=row.group,
        origin=row.origin,
        mode=row.mode,
        area=row.area,
        hectares=None if row.area is None else Area(row.area).hectares,
        ready=row.month,
        obstacles=row.obstacles,
        issues=row.issues,
        version=row.version,
    )


def _issue_out(row: IssueRow, lang: str) -> IssueOut:
    names = ("code", "severity", "unit", "identity", "file", "sheet", "row", "field", "raw")
    return IssueOut(**{name: getattr(row, name) for name in names}, message=row.zh if lang == "zh" else row.en)


OPERATIONS = (
    Operation(method="GET", path="/parcels", view=list_parcels, verb=Verb.SEE_LEDGER),
    Operation(method="GET", path="/parcels/facets", view=parcel_facets, verb=Verb.SEE_LEDGER),
    Operation(method="GET", path="/parcels/{identity}/history", view=parcel_history, verb=Verb.SEE_LEDGER),
    Operation(method="GET", path="/parcels/{identity}", view=get_parcel, verb=Verb.SEE_LEDGER),
    Operation(method="POST", path="/corrections", view=post_corrections, verb=Verb.CORRECT),
    Operation(method="GET", path="/issues", view=list_issues, verb=Verb.SEE_LEDGER),
)
