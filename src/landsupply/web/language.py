"""语言 · Chinese unless somebody asks for English; the choice is kept with the account, or in a cookie."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from landsupply.law.words import LANGUAGES
from landsupply.web.models import Account

COOKIE = "lang"


class LanguageMiddleware:
    """语言 · Sets `request.lang`; `?lang=en` changes it for good."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """What comes after."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the choice kept where one was made."""
        chosen = request.GET.get("lang", "")
        chosen = chosen if chosen in LANGUAGES else ""
        vars(request)["lang"] = chosen or _kept(request)
        response = self._answer(request)
        if chosen:
            if isinstance(request.user, Account) and request.user.language != chosen:
                Account.objects.filter(pk=request.user.pk).update(language=chosen)
            response.set_cookie(COOKIE, chosen, max_age=31_536_000, samesite="Lax", secure=settings.IS_BEHIND_TLS)
        return response


def _kept(request: HttpRequest) -> str:
    kept = request.user.language if isinstance(request.user, Account) else request.COOKIES.get(COOKIE, "zh")
    return kept if kept in LANGUAGES else "zh"
