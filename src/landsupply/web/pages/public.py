"""公开页 · What anybody may see without signing in: published plans, their versions and files, and how to verify them.

Nothing is shown that is not published; of parcels only the fields of the disclosure's list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, HttpResponseNotModified

from landsupply.publish.charts import layout, structure, timing
from landsupply.publish.disclosure import Disclosure
from landsupply.publish.plan_text import key_figures
from landsupply.seal.canon import digest_bytes
from landsupply.web.documents import LANGUAGES, NAMES
from landsupply.web.models import ActRow, PlanRow
from landsupply.web.pages.plans import drawn
from landsupply.web.pages.plans_documents import attached, public_bytes
from landsupply.web.planned import matter_of, planned
from landsupply.web.plans import PUBLISH, PUBLISHED, SUPERSEDED, published_documents
from landsupply.web.refused import Forbidden
from landsupply.web.routes import Asked, Route

#: How long a page of what is published today may be kept by a browser, and a file that never changes.
_SOON, _FOR_GOOD = 300, 31_536_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFile:
    """公开文件 · A file's name, what it is, its address, its digest."""

    name: str
    words: str
    path: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicVersion:
    """公开版本 · A version that was published: when, with which summary, and whether it is the present one."""

    digest: str
    day: date
    summary: str
    number: int
    is_now: bool

    @property
    def short(self) -> str:
        """短摘要 · Enough of the digest to tell versions apart."""
        return self.digest.removeprefix("sha256:")[:12]


def years(asked: Asked) -> HttpResponse:
    """各年度 · The years of which a plan is published, the last first."""
    rows = PlanRow.objects.filter(state=PUBLISHED).order_by("-year")
    shown = [(row, matter_of(row.digest, asked.lang)) for row in rows]
    cards = [(row.year, one.title, one.area(one.figures.total), one.unit, len(one.plan.items)) for row, one in shown]
    return kept(asked, asked.page("public/years.html", cards=cards), _SOON)


def year(asked: Asked, year: int) -> HttpResponse:
    """一年度 · The plan that is published for a year."""
    return _plan(asked, present(year))


def version(asked: Asked, digest: str) -> HttpResponse:
    """一版本 · A plan that was published, whether it is the present one or not."""
    return _plan(asked, once_published(digest))


def _plan(asked: Asked, row: PlanRow) -> HttpResponse:
    matter = matter_of(row.digest, asked.lang)
    charts = [drawn(draw(matter)) for draw in (structure, timing, layout)]
    files = files_of(asked, row.digest)
    page = asked.page(
        "public/plan.html",
        row=row,
        title=matter.title,
        figures=key_figures(matter).figures,
        charts=charts,
        files=files,
        versions=versions_of(row.year),
        is_now=row.state == PUBLISHED,
        version_heads=asked.say("U880").split("|"),
        fields=Disclosure.of(matter).dictionary(),
        field_heads=asked.say("P517").split("|"),
        terms=matter.wording("terms") or asked.say("V502", issuer=matter.wording("issuer")),
        contact=matter.wording("contact")
        or asked.say("V503", website=matter.wording("website") or matter.wording("issuer")),
        example=next((one for group in files for one in group[1]), None),
    )
    return kept(asked, page, _SOON)


def present(year: int) -> PlanRow:
    """现行计划 · The published plan of a year; Forbidden where none is."""
    row = PlanRow.objects.filter(year=year, state=PUBLISHED).first()
    if row is None:
        raise Forbidden(str(year))
    return row


def once_published(digest: str) -> PlanRow:
    """公布过的计划 · By digest; Forbidden for what was never published."""
    row = PlanRow.objects.filter(pk=digest, state__in=(PUBLISHED, SUPERSEDED)).first()
    if row is None:
        raise Forbidden(digest)
    return row


def files_of(asked: Asked, digest: str) -> list[tuple[str, list[PublicFile]]]:
    """公开文件 · Those kept with the act of publishing, by language, the reader's own first."""
    held, words = published_documents(digest), dict(zip(NAMES, asked.say("U881").split("|"), strict=True))
    titles = dict(zip(LANGUAGES, asked.say("U483").split("|"), strict=True))
    order = sorted(LANGUAGES, key=lambda lang: lang != asked.lang)
    return [(titles[lang], list(_files(held, words, digest, lang))) for lang in order]


def _files(held: Mapping[str, str], words: Mapping[str, str], digest: str, lang: str) -> list[PublicFile]:
    found = []
    for plain in NAMES:
        name = plain if lang == "zh" else f"{lang}/{plain}"
        if name in held:
            path = f"/public/versions/{digest}/files/{name}"
            found.append(PublicFile(name=name, words=words[plain], path=path, digest=held[name]))
    return found


def versions_of(year: int) -> list[PublicVersion]:
    """公开版本 · All that were published for a year, the last first."""
    rows = {row.digest: row for row in PlanRow.objects.filter(year=year, state__in=(PUBLISHED, SUPERSEDED))}
    acts = ActRow.objects.filter(verb=PUBLISH, about__in=rows).order_by("-number")
    return [
        PublicVersion(
            digest=act.about,
            day=act.effective,
            summary=rows[act.about].summary,
            number=planned(act.about).plan.version,
            is_now=rows[act.about].state == PUBLISHED,
        )
        for act in acts
    ]


def file_of_version(asked: Asked, digest: str, name: str) -> HttpResponse:
    """版本文件 · A file as it was published; it never changes, and may be kept for good."""
    row = once_published(digest)
    if name not in published_documents(row.digest):
        raise Forbidden(name)
    return _file(asked, row.digest, name, _FOR_GOOD)


def file_of_year(asked: Asked, year: int, name: str) -> HttpResponse:
    """现行文件 · A file of the plan that is published today, under an address that stays."""
    row = present(year)
    if name not in published_documents(row.digest):
        raise Forbidden(name)
    return _file(asked, row.digest, name, _SOON)


def _file(asked: Asked, digest: str, name: str, seconds: int) -> HttpResponse:
    tag = f'"{published_documents(digest)[name]}"'
    if asked.request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag, "Cache-Control": f"public, max-age={seconds}"})
    answer = attached(public_bytes(digest, name) or b"", name)
    answer["Cache-Control"] = f"public, max-age={seconds}" + (", immutable" if seconds == _FOR_GOOD else "")
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def kept(asked: Asked, page: HttpResponse, seconds: int) -> HttpResponse:
    """可缓存 · A page that a browser may keep for a while, and asks whether it is still so afterwards."""
    if asked.request.user.is_authenticated:
        page["Cache-Control"] = "private, no-cache"
        return page
    tag = f'"{digest_bytes(page.content)}"'
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={seconds}", "Vary": "Cookie"}
    if asked.request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers=headers)
    for name, value in headers.items():
        page[name] = value
    return page


ROUTES = (
    Route(path="public/", view=years, name="public", verb=None),
    Route(path="public/<int:year>/", view=year, name="public_year", verb=None),
    Route(path="public/<int:year>/files/<path:name>", view=file_of_year, name="public_file", verb=None),
    Route(path="public/versions/<str:digest>/", view=version, name="public_version", verb=None),
    Route(path="public/versions/<str:digest>/files/<path:name>", view=file_of_version, name="public_old", verb=None),
)
