"""路由 · Every address of the application with the verb it needs: urls are made of it, tests go through it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from landsupply.law.naming import name_in
from landsupply.law.words import say
from landsupply.web.came import page_before
from landsupply.web.models import Account
from landsupply.web.people import Doer, doer_at
from landsupply.web.refused import Forbidden
from landsupply.web.roles import Verb
from landsupply.web.standing import rulebook


@dataclass(frozen=True, slots=True)
class Asked:
    """请求 · Who asks what, in which language."""

    request: HttpRequest
    doer: Doer
    lang: str

    @property
    def account(self) -> Account:
        """账户 · The account that is signed in."""
        user = self.request.user
        if not isinstance(user, Account):
            raise Forbidden("account")
        return user

    def say(self, code: str, **facts: object) -> str:
        """说明 · A sentence in the language of the page."""
        return say(code, self.lang, **facts)

    def named(self, name: str) -> str:
        """名称 · A name of a list in the language of the page; what is nobody's list stays as it is."""
        return name_in(self.lang, name, rulebook().place)

    def page(self, template: str, status: int = 200, /, **shown: Any) -> HttpResponse:
        """出页 · A template with what it shows."""
        return render(self.request, template, {"doer": self.doer, "lang": self.lang, **shown}, status=status)


View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """路由 · An address, its view and name, the verb it needs (none: anybody), whether its parts name a parcel.

    `method` is how the address is asked; `answers` says whether a program asks it and is refused in JSON.
    """

    path: str
    view: View
    name: str
    verb: Verb | None
    method: str = "GET"
    answers: bool = False


def pattern(route: Route) -> URLPattern:
    """成址 · The address as Django takes it."""
    return path(route.path, guarded(route), name=route.name)


def guarded(route: Route) -> View:
    """守门 · The view behind its guard: sign in first, then the verb; what one may not see is not there."""

    @wraps(route.view)
    def view(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        lang = getattr(request, "lang", "zh")
        if route.verb is None:
            return _seen(route, Asked(request, Doer("", ()), lang), parts)
        if not isinstance(request.user, Account):
            return _sign_in_first(request, route, lang)
        asked = Asked(request, doer_at(request), lang)
        if not asked.doer.may(route.verb):
            raise Http404
        return _seen(route, asked, parts)

    return view


def _seen(route: Route, asked: Asked, parts: dict[str, Any]) -> HttpResponseBase:
    """What changes something is never done by following a link: only as the address says it is asked."""
    methods = route.method.split()
    if asked.request.method not in (methods if "GET" not in methods else [*methods, "HEAD"]):
        return HttpResponseNotAllowed(methods)
    try:
        return route.view(asked, **parts)
    except Forbidden as forbidden:
        raise Http404 from forbidden


def _sign_in_first(request: HttpRequest, route: Route, lang: str) -> HttpResponse:
    """A program, and a page that saves in the background, is told so; a reader goes to sign in and then back."""
    if route.answers or request.headers.get("X-Requested-With") == "landsupply":
        return JsonResponse({"code": "U002", "message": say("U002", lang)}, status=401)
    if request.method == "GET":
        return redirect(f"/sign-in/?next={quote(request.get_full_path(), safe='/')}")
    # What was typed waits in the browser for the page it was typed on.
    return redirect(f"/sign-in/?next={quote(page_before(request), safe='/')}&kept=1")
