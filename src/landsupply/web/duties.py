"""先办之事 · What must be done before anything else: a password to be changed, a second factor to be set up."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from landsupply.law.words import say
from landsupply.web.clock import today
from landsupply.web.models import Account
from landsupply.web.passwords import is_stale
from landsupply.web.people import doer_of
from landsupply.web.refusals import wants_json
from landsupply.web.roles import ADMINISTRATORS, Verb

PASSWORD, FACTOR = "/settings/password/", "/settings/factor/"
#: What is reached all the same: signing out, what a page is drawn with, what everybody may read.
_OPEN = ("/sign-out/", "/sign-in/", "/static/", "/public/", "/healthz")
#: What is said of each to whoever is no reader.
WORDS = {PASSWORD: "U500", FACTOR: "U501"}


class DutyMiddleware:
    """先办之事 · Leads to what is to be done first; nothing else is reached until then."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """What comes after."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the way to the duty; what somebody signed in is shown stays in no store of the browser."""
        if not isinstance(request.user, Account) or request.path.startswith(_OPEN):
            return self._answer(request)
        duty = duty_of(request.user)
        if duty in ("", request.path):
            answer = self._answer(request)
            answer.headers.setdefault("Cache-Control", "no-store, private")
            return answer
        if wants_json(request):
            words = say(WORDS[duty], getattr(request, "lang", "zh"))
            return JsonResponse({"code": WORDS[duty], "message": words, "path": duty}, status=403)
        return redirect(duty)


def duty_of(account: Account) -> str:
    """先办何事 · The address of what this account must do first; nothing where it may go on."""
    if is_stale(account, today()):
        return PASSWORD
    return FACTOR if not account.factor and needs_factor(account) else ""


def needs_factor(account: Account) -> bool:
    """须第二因子 · The three administrators, and whoever approves or publishes."""
    if settings.SECOND_FACTOR != "required":
        return False
    doer = doer_of(account)
    return any(doer.holds(role) for role in ADMINISTRATORS) or bool(doer.may(Verb.PUBLISH) or doer.may(Verb.APPROVE))
