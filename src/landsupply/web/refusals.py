"""答复拒绝 · Whatever an action or a rung refuses with becomes one page or one JSON answer, in words."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from landsupply.law.words import remedy, say
from landsupply.measure.fault import Fault
from landsupply.web.came import page_before
from landsupply.web.refused import Conflict, Refused

#: What could not be taken is 422, what does not fit the present state is 409.
_UNFIT, _STATE = 422, 409
#: How the embedded base says that somebody else has been writing for longer than one waits.
_BUSY = "locked"


class RefusalMiddleware:
    """答复拒绝 · Faults of rungs and refusals of actions, told in the language of the page."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """What comes after."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer as it is."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """答复 · A page or JSON for what is known; anything else stays an error of ours."""
        if isinstance(error, Conflict):
            return _conflict(request, error)
        if isinstance(error, Refused | Fault):
            status = _STATE if isinstance(error, Refused) else _UNFIT
            return told(request, error.code, error.facts, status)
        if isinstance(error, OperationalError) and _BUSY in str(error):
            answer = told(request, "U029", {}, 503)
            answer["Retry-After"] = "2"
            return answer
        if isinstance(error, DataError):  # what the embedded base takes at any length
            return told(request, "V062", {}, _UNFIT)
        return None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """来路不明 · A form that did not come from our own page, or from one that is too old."""
    del reason
    return told(request, "U003", {}, 403)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """读不懂 · Whatever Django refuses before a page reads it, in words; who asks may not even be known yet."""
    if isinstance(exception, RequestDataTooBig):
        return _bare(request, "U028", 413, limit=settings.LARGEST_FILE >> 20)
    return _bare(request, "U027", 400)


def not_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """没有 · The same words for what does not exist and for what one may not see; to a program in its own form."""
    del exception
    if wants_json(request):
        return told(request, "U601" if request.path.startswith("/api/") else "U019", {}, 404)
    return render(request, "404.html", {"lang": getattr(request, "lang", "zh")}, status=404)


def fault_of_ours(request: HttpRequest) -> HttpResponse:
    """程序出错 · The last page of all: it asks nothing of the base, which may be what is wrong."""
    return _bare(request, "U021", 500)


def _bare(request: HttpRequest, code: str, status: int, **facts: object) -> HttpResponse:
    """A page of words alone, which needs nothing that could be missing."""
    lang = getattr(request, "lang", "zh")
    words, back = say(code, lang, **facts), say("U018", lang)
    if wants_json(request):
        return JsonResponse({"code": code, "message": words}, status=status)
    page = f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{words}</title>'
    return HttpResponse(f'{page}<p>{words}</p><p><a href="/">{back}</a></p></html>', status=status)


def told(request: HttpRequest, code: str, facts: dict[str, object], status: int) -> HttpResponse:
    """告知 · One refusal as a page, or as JSON where a program asks."""
    lang = getattr(request, "lang", "zh")
    words = {"code": code, "message": say(code, lang, **facts), "remedy": remedy(code, lang, **facts)}
    if wants_json(request):
        return JsonResponse(words, status=status)
    back = page_before(request) if request.method == "POST" else ""
    return render(request, "refused.html", {**words, "lang": lang, "back": back}, status=status)


def _conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    lang = getattr(request, "lang", "zh")
    rivals = [
        {"field": one.field, "was": one.was, "theirs": one.theirs, "mine": one.mine, "who": one.who, "when": one.when}
        for one in error.rivals
    ]
    told = {"code": "U012", "message": say("U012", lang), "identity": error.identity, "version": error.version}
    if wants_json(request):
        return JsonResponse({**told, "rivals": rivals}, status=_STATE)
    return render(request, "conflict.html", {**told, "rivals": rivals, "lang": lang}, status=_STATE)


def wants_json(request: HttpRequest) -> bool:
    """要 JSON · Whether a program asks, or a page in the background."""
    return request.path.startswith("/api/") or request.headers.get("X-Requested-With") == "landsupply"
