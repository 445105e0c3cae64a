"""计划文件页 · A plan's files to take away: what was published as it was, of other plans as the command makes them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpResponse

from landsupply.seal.canon import digest_bytes
from landsupply.web.blobs import content_of
from landsupply.web.documents import FORM, LANGUAGES, NAMES, documents, internal, type_of
from landsupply.web.pages.plans import plan_page
from landsupply.web.planned import Sight, planned, sight
from landsupply.web.plans import published_documents
from landsupply.web.refused import Forbidden
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route

INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """可取文件 · A file's name, what it is, its address and, where it is fixed, its digest."""

    name: str
    words: str
    path: str
    digest: str


def documents_page(asked: Asked, digest: str) -> HttpResponse:
    """成果文件 · The files one may take, each with what it is; Forbidden for a unit while the plan is not public."""
    seen = _may_take(asked, digest)
    kept, base = published_documents(digest), f"/plans/{digest}/documents/"
    words = dict(zip((*NAMES, FORM), asked.say("U482").split("|"), strict=True))
    groups = []
    for lang, title in zip(LANGUAGES, asked.say("U483").split("|"), strict=True):
        names = [name if lang == "zh" else f"{lang}/{name}" for name in NAMES]
        groups.append((title, [_offer(words, base, name, kept.get(name, "")) for name in names]))
    inner = []
    if seen.is_office:
        inner = [
            Offered(name=FORM, words=words[FORM], path=base + FORM, digest=digest_bytes(content_of(seen.row.blob)))
        ]
        inner += [_offer(words, f"{base}{INTERNAL}/", name, "") for name in NAMES[:3]]
    return plan_page(asked, seen, "documents/", "plans/documents.html", groups=groups, inner=inner, is_kept=bool(kept))


def _offer(words: dict[str, str], base: str, name: str, digest: str) -> Offered:
    return Offered(name=name, words=words[name.rpartition("/")[2]], path=base + name, digest=digest)


def take(asked: Asked, digest: str, name: str) -> HttpResponse:
    """取文件 · The bytes of a file by its name; what is for the office only is not there for others."""
    seen = _may_take(asked, digest)
    if name == FORM or name.startswith(f"{INTERNAL}/"):
        if not seen.is_office:
            raise Forbidden(name)
        content = content_of(seen.row.blob) if name == FORM else _inner(digest, asked.lang).get(name.partition("/")[2])
    else:
        content = public_bytes(digest, name)
    if content is None:
        raise Forbidden(name)
    return attached(content, name)


def _may_take(asked: Asked, digest: str) -> Sight:
    seen = sight(asked.doer, digest)
    if not seen.whole:
        raise Forbidden(digest)
    return seen


def public_bytes(digest: str, name: str) -> bytes | None:
    """公开文件 · As published where it was, else as made now; none where there is no such file."""
    kept = published_documents(digest)
    return content_of(kept[name]) if name in kept else _made(digest).get(name)


@lru_cache(maxsize=4)
def _made(digest: str) -> dict[str, bytes]:
    one = planned(digest)
    return documents(one.plan, one.rules, digest)


@lru_cache(maxsize=4)
def _inner(digest: str, lang: str) -> dict[str, bytes]:
    one = planned(digest)
    return dict(internal(one.plan, one.rules, lang))


def attached(content: bytes, name: str) -> HttpResponse:
    """交付 · Bytes as a download; a page of html is shown."""
    plain = name.rpartition("/")[2]
    answer = HttpResponse(content, content_type=type_of(plain))
    if not plain.endswith(".html"):
        answer["Content-Disposition"] = f'attachment; filename="{plain}"'
    answer["ETag"] = f'"{digest_bytes(content)}"'
    return answer


ROUTES = (
    Route(path="plans/<str:digest>/documents/", view=documents_page, name="plan_documents", verb=Verb.SEE_PLAN),
    Route(path="plans/<str:digest>/documents/<path:name>", view=take, name="plan_document", verb=Verb.SEE_PLAN),
)
