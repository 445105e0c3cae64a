"""答复拒绝 · Whatever an action or a rung refuses with becomes one page or one JSON answer, in words."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from landsupply.law.words import remedy, say
from landsupply.measure.fault import Fault
from landsupply.web.refused import Conflict, Refused

#: What could not be taken is 422, what does not fit the present state is 409.
_UNFIT, _STATE = 422, 409


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
            return _told(request, error.code, error.facts, status)
        return None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """来路不明 · A form that did not come from our own page, or from one that is too old."""
    del reason
    return _told(request, "U003", {}, 403)


def _told(request: HttpRequest, code: str, facts: dict[str, object], status: int) -> HttpResponse:
    lang = getattr(request, "lang", "zh")
    words = {"code": code, "message": say(code, lang, **facts), "remedy": remedy(code, lang, **facts)}
    if wants_json(request):
        return JsonResponse(words, status=status)
    return render(request, "refused.html", {**words, "lang": lang}, status=status)


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
