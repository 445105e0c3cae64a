"""计划接口 · Plans by their digest: figures, items, documents, and what happens to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from django.http import Http404, HttpResponse
from ninja import Query

from landsupply.measure.area import Area
from landsupply.plan.form import indicators_form
from landsupply.plan.indicators import Indicators
from landsupply.plan.plan import PlanItem
from landsupply.seal.act import Act
from landsupply.web.acts import acts_about
from landsupply.web.api.jobs import JobOut, job_out
from landsupply.web.api.ledger import ActOut, following
from landsupply.web.api.once import once_of
from landsupply.web.api.operation import Operation
from landsupply.web.api.shapes import KEY, Answer, Body, Line, Paged, Paging, Units, Word
from landsupply.web.documents import KINDS, LANGUAGES, NAMES
from landsupply.web.models import PlanRow
from landsupply.web.pages.plans_documents import attached, public_bytes
from landsupply.web.planned import Sight, planned, sight
from landsupply.web.plans import PUBLISH, Happening, happen
from landsupply.web.publishing import Pressed, press
from landsupply.web.refused import Forbidden, Unlawful
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked

State = Literal["", "drafted", "submitted", "approved", "published", "superseded"]


class PlansAsked(Paging):
    """计划查询 · By year and state."""

    year: int | None = None
    state: State = ""


class PlanOut(Answer):
    """计划 · A plan by its digest, its state, its total."""

    digest: str
    parent: str
    year: int
    version: int
    title: str
    state: str
    total: Units
    hectares: str
    items: int
    made: str
    summary: str


class PlansOut(Paged):
    """计划一页 · Plans, the last first."""

    plans: list[PlanOut]


class IndicatorsOut(Answer):
    """指标 · The figures of a plan on its axes, as its stored form holds them."""

    plan: str
    total: str
    indicators: dict[str, Any]


class ItemOut(Answer):
    """计划宗地 · A parcel of a plan; `hectares` is what is supplied this year, `whole` the parcel's own."""

    parcel: str
    name: str
    district: str | None
    location: str
    plan_class: str
    use: str
    mode: str
    area: Units
    hectares: str
    whole: str
    notice_month: int | None
    supply_month: int


class ItemsOut(Paged):
    """计划宗地一页 · The items of a plan in its own order, those of one's units alone where one sees no more."""

    items: list[ItemOut]


class DocumentsOut(Answer):
    """成果 · The names of the documents."""

    documents: list[str]


class ActsOut(Answer):
    """计划经过 · What happened to a plan, in order."""

    acts: list[ActOut]


class EventIn(Body):
    """办理 · What is to happen, and the words it needs: a return says why."""

    event: Literal["submit", "return_plan", "approve"]
    summary: Line = ""


class PublishIn(Body):
    """公布 · What changed, the published plan it was held against (empty: none), whether open findings are known."""

    summary: Line = ""
    against: Word = ""
    known: bool = False


def list_plans(asked: Asked, query: Query[PlansAsked]) -> PlansOut:
    """计划 · Plans, the last first."""
    asked.doer.require(Verb.SEE_PLAN)
    return plans_page(query, ())


def get_plan(asked: Asked, digest: Word) -> PlanOut:
    """一份计划 · State, version and total of a plan."""
    return plan_out(sight(asked.doer, digest).row)


def plan_indicators(asked: Asked, digest: Word) -> IndicatorsOut:
    """计划指标 · The figures of a plan by class, unit, mode and month."""
    return indicators_of(sight(asked.doer, digest))


def plan_items(asked: Asked, digest: Word, query: Query[Paging]) -> ItemsOut:
    """计划宗地 · The parcels of a plan, as far as one may see them."""
    return items_of(sight(asked.doer, digest), query)


def plan_documents(asked: Asked, digest: Word) -> DocumentsOut:
    """计划成果 · The names of a plan's documents."""
    _whole(asked, digest)
    return names_of(digest)


def plan_document(asked: Asked, digest: Word, name: Word) -> HttpResponse:
    """成果文件 · One document: of a published plan as it was published, of another as it would be today."""
    _whole(asked, digest)
    return document_answer(digest, name)


def plan_acts(asked: Asked, digest: Word) -> ActsOut:
    """计划经过 · Who did what with a plan, when; in which words alone, where one sees only one's own units."""
    seen = sight(asked.doer, digest)
    return ActsOut(acts=[_act_out(act, seen) for act in acts_about(digest)])


def _act_out(act: Act, seen: Sight) -> ActOut:
    """Facts name parcels of every unit, and files: they are for the office."""
    names = ("number", "recorded", "who", "role", "verb", "digest")
    facts = {name: value for name, value in act.facts.items() if seen.is_office or name == "summary"}
    return ActOut(**{name: getattr(act, name) for name in names}, facts=facts)


def post_event(asked: Asked, digest: Word, body: EventIn, idempotency_key: Word = KEY) -> PlanOut:
    """办理计划 · Submits, returns or approves a plan; 409 from a state that does not lead there."""
    sight(asked.doer, digest)
    once = once_of(asked, f"{body.event} {digest}", idempotency_key, body)
    return plan_out(happen(asked.doer, digest, body.event, body.summary, once))


def publish_plan(asked: Asked, digest: Word, body: PublishIn, idempotency_key: Word = KEY) -> JobOut:
    """公布计划 · Publishes a plan by a job, which makes its documents; what can refuse is told at once with 409."""
    sight(asked.doer, digest)
    once = once_of(asked, f"{PUBLISH} {digest}", idempotency_key, body)
    happening = Happening(digest=digest, verb=PUBLISH, summary=body.summary, once=once, against=body.against)
    job = press(asked.account, Pressed(happening=happening, is_known=body.known))
    if job is None:
        raise Unlawful("U409")
    return job_out(job, asked.lang)


def _whole(asked: Asked, digest: str) -> None:
    """Documents name parcels of all units: they are for who may see them all."""
    if not sight(asked.doer, digest).whole:
        raise Forbidden(digest)


def plans_page(query: PlansAsked, states: Sequence[str]) -> PlansOut:
    """计划一页 · Plans, in some states alone where any are named, that answer a condition."""
    rows = PlanRow.objects.order_by("-year", "-stamp", "digest")
    rows = rows.filter(state__in=states) if states else rows
    if query.state:
        rows = rows.filter(state=query.state)
    if query.year is not None:
        rows = rows.filter(year=query.year) if abs(query.year) < 10_000 else rows.none()
    count = rows.count()
    shown = [plan_out(row) for row in rows[query.after : query.after + query.limit]]
    return PlansOut(count=count, next=following(query, count), plans=shown)


def plan_out(row: PlanRow) -> PlanOut:
    """计划形式 · A row as programs get it."""
    names = ("digest", "parent", "year", "title", "state", "total", "items", "made", "summary")
    own = {name: getattr(row, name) for name in names}
    return PlanOut(**own, version=row.number, hectares=Area(row.total).hectares)


def indicators_of(seen: Sight) -> IndicatorsOut:
    """指标形式 · The same figures as in the stored plan and its documents."""
    one = planned(seen.row.digest)
    figures = Indicators.of(one.plan, one.rules)
    return IndicatorsOut(plan=one.digest, total=figures.total.hectares, indicators=indicators_form(figures))


def items_of(seen: Sight, query: Paging) -> ItemsOut:
    """宗地形式 · The items one may see, in the plan's order."""
    found = seen.items(planned(seen.row.digest).plan.items)
    shown = [_item(item) for item in found[query.after : query.after + query.limit]]
    return ItemsOut(count=len(found), next=following(query, len(found)), items=shown)


def _item(item: PlanItem) -> ItemOut:
    names = ("parcel", "name", "district", "location", "plan_class", "notice_month", "supply_month")
    return ItemOut(
        **{name: getattr(item, name) for name in names},
        use=item.use.name,
        mode=item.mode.name,
        area=item.area.units,
        hectares=item.area.hectares,
        whole=item.whole.hectares,
    )


def names_of(digest: str) -> DocumentsOut:
    """成果名称 · The public files that there are, those in English under `en/`."""
    names = [name if lang == "zh" else f"{lang}/{name}" for lang in LANGUAGES for name in NAMES]
    return DocumentsOut(documents=[name for name in names if public_bytes(digest, name) is not None])


def document_answer(digest: str, name: str) -> HttpResponse:
    """发文件 · One document to be saved; 404 for a name that is none."""
    content = public_bytes(digest, name)
    if content is None:
        raise Http404
    return attached(content, name)


_ONE = "/plans/{digest}"
_FILE = f"{_ONE}/documents/{{path:name}}"
OPERATIONS = (
    Operation(method="GET", path="/plans", view=list_plans, verb=Verb.SEE_PLAN),
    Operation(method="GET", path=_ONE, view=get_plan, verb=Verb.SEE_PLAN),
    Operation(method="GET", path=f"{_ONE}/indicators", view=plan_indicators, verb=Verb.SEE_PLAN),
    Operation(method="GET", path=f"{_ONE}/items", view=plan_items, verb=Verb.SEE_PLAN),
    Operation(method="GET", path=f"{_ONE}/documents", view=plan_documents, verb=Verb.SEE_PLAN),
    Operation(method="GET", path=_FILE, view=plan_document, verb=Verb.SEE_PLAN, sends=KINDS),
    Operation(method="GET", path=f"{_ONE}/acts", view=plan_acts, verb=Verb.SEE_PLAN),
    Operation(method="POST", path=f"{_ONE}/events", view=post_event, verb=Verb.SEE_PLAN),
    Operation(method="POST", path=f"{_ONE}/publish", view=publish_plan, verb=Verb.PUBLISH, status=202),
)
