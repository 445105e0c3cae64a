"""公开接口 · What everybody may have without signing in: published plans, their figures, parcels, documents."""

from __future__ import annotations

from django.http import HttpResponse
from ninja import Query

from landsupply.web.api.operation import Operation
from landsupply.web.api.plans import (
    DocumentsOut,
    IndicatorsOut,
    ItemsOut,
    PlanOut,
    PlansAsked,
    PlansOut,
    document_answer,
    indicators_of,
    items_of,
    names_of,
    plan_out,
    plans_page,
)
from landsupply.web.api.shapes import Answer, Paging, Word
from landsupply.web.documents import KINDS
from landsupply.web.models import Head
from landsupply.web.pages.public import once_published
from landsupply.web.planned import OPEN_STATES, Sight
from landsupply.web.roles import Allowed
from landsupply.web.routes import Asked


class HealthOut(Answer):
    """就绪 · Always well; otherwise nothing is answered."""

    well: bool


def health(asked: Asked) -> HealthOut:
    """就绪 · Whether the application and its base answer."""
    del asked
    Head.objects.exists()
    return HealthOut(well=True)


def public_plans(asked: Asked, query: Query[PlansAsked]) -> PlansOut:
    """公开的计划 · Published plans, and those they superseded."""
    del asked
    return plans_page(query, OPEN_STATES)


def public_plan(asked: Asked, digest: Word) -> PlanOut:
    """一份公开的计划 · A published plan."""
    del asked
    return plan_out(once_published(digest))


def public_indicators(asked: Asked, digest: Word) -> IndicatorsOut:
    """公开的指标 · The figures of a published plan."""
    del asked
    return indicators_of(_sight(digest))


def public_items(asked: Asked, digest: Word, query: Query[Paging]) -> ItemsOut:
    """公开的宗地 · The parcels of a published plan."""
    del asked
    return items_of(_sight(digest), query)


def public_documents(asked: Asked, digest: Word) -> DocumentsOut:
    """公开的成果 · The names of a published plan's documents."""
    del asked
    return names_of(once_published(digest).digest)


def public_document(asked: Asked, digest: Word, name: Word) -> HttpResponse:
    """公开的文件 · One document as it was published."""
    del asked
    return document_answer(once_published(digest).digest, name)


def _sight(digest: str) -> Sight:
    """What everybody sees of a plan: nothing that may not stand in a public list."""
    return Sight(once_published(digest), Allowed(everything=False))


_ONE = "/public/plans/{digest}"
_FILE = f"{_ONE}/documents/{{path:name}}"
OPERATIONS = (
    Operation(method="GET", path="/health", view=health, verb=None),
    Operation(method="GET", path="/public/plans", view=public_plans, verb=None),
    Operation(method="GET", path=_ONE, view=public_plan, verb=None),
    Operation(method="GET", path=f"{_ONE}/indicators", view=public_indicators, verb=None),
    Operation(method="GET", path=f"{_ONE}/items", view=public_items, verb=None),
    Operation(method="GET", path=f"{_ONE}/documents", view=public_documents, verb=None),
    Operation(method="GET", path=_FILE, view=public_document, verb=None, sends=KINDS),
)
