"""办理记录页 · Every act, filtered; the chain checked; the whole as lines that are checked elsewhere too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse

from landsupply.seal.chain_lines import lines_of
from landsupply.web.act_words import VERB_WORDS, fact_words, verb_words
from landsupply.web.acts import act_of, broken, in_order
from landsupply.web.clock import now
from landsupply.web.models import ActRow, Attempt, Head
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sent import whole

_PAGE = 100
_FILTERS = ("who", "verb", "about", "since", "until")


@dataclass(frozen=True, slots=True)
class Line:
    """记录一行 · An act as the page shows it."""

    row: ActRow
    verb: str
    facts: tuple[tuple[str, str], ...]

    @property
    def when(self) -> str:
        """时刻 · Day and time, to the second."""
        return self.row.recorded[:19].replace("T", " ")


def acts_page(asked: Asked) -> HttpResponse:
    """办理记录 · The latest first, a hundred at a time."""
    given = {name: asked.request.GET.get(name, "").strip()[:200] for name in _FILTERS}
    rows = _filtered(given)
    before = whole(asked.request.GET.get("before", ""))
    shown = list((rows if before is None else rows.filter(number__lt=before))[: _PAGE + 1])
    further = urlencode({**_stated(given), "before": shown[_PAGE - 1].number}) if len(shown) > _PAGE else ""
    verbs = sorted(ActRow.objects.values_list("verb", flat=True).distinct() or VERB_WORDS)
    return asked.page(
        "acts/acts.html",
        lines=[Line(row, verb_words(row.verb, asked.lang), _facts(row, asked.lang)) for row in shown[:_PAGE]],
        given=given,
        verbs=[(verb, verb_words(verb, asked.lang)) for verb in verbs],
        count=rows.count(),
        further=further,
        head=Head.objects.first(),
    )


def _stated(given: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if value}


def _filtered(given: Mapping[str, str]) -> QuerySet[ActRow]:
    """Acts by who, verb, what they are about, and the days they were recorded on."""
    rows = ActRow.objects.order_by("-number")
    if given["who"]:
        rows = rows.filter(who=given["who"])
    if given["verb"]:
        rows = rows.filter(verb=given["verb"])
    if given["about"]:
        rows = rows.filter(about__contains=given["about"])
    if since := _day(given["since"]):
        rows = rows.filter(recorded__gte=since.isoformat())
    if until := _day(given["until"]):
        rows = rows.filter(recorded__lt=f"{until.isoformat()}T99")  # after the last instant of the day, in text
    return rows


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _facts(row: ActRow, lang: str) -> tuple[tuple[str, str], ...]:
    facts: dict[str, object] = json.loads(row.facts)
    return tuple(
        (fact_words(name, lang), value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in facts.items()
    )


def check(asked: Asked) -> HttpResponse:
    """验链 · The whole chain recomputed; where it is broken, and how."""
    return asked.page("acts/check.html", broken=broken(), count=ActRow.objects.count(), head=Head.objects.first())


def export(asked: Asked) -> StreamingHttpResponse:
    """导出 · All acts as JSON lines with their digests, for whoever checks them without this application."""
    del asked
    answer = StreamingHttpResponse(
        lines_of((act_of(row), row.digest) for row in in_order()), content_type="application/jsonl; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="acts.jsonl"'
    return answer


def failures(asked: Asked) -> HttpResponse:
    """登录失败 · Failed sign-ins of the last thirty days, the latest first."""
    rows = Attempt.objects.filter(at__gt=now() - timedelta(days=30)).order_by("-at")[:500]
    return asked.page("acts/failures.html", rows=rows)


ROUTES = (
    Route(path="acts/", view=acts_page, name="acts", verb=Verb.SEE_ACTS),
    Route(path="acts/check/", view=check, name="acts_check", verb=Verb.SEE_ACTS),
    Route(path="acts/export/", view=export, name="acts_export", verb=Verb.SEE_ACTS),
    Route(path="acts/failures/", view=failures, name="acts_failures", verb=Verb.SEE_ACTS),
)
