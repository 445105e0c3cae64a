"""登录 · Signing in with a password and, where one is set up, a second factor; signing out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from landsupply.web.accounts import sweep
from landsupply.web.acts import Done, append
from landsupply.web.clock import now
from landsupply.web.duties import duty_of
from landsupply.web.factor import accepts
from landsupply.web.lockout import MINUTES, failed, is_locked, succeeded
from landsupply.web.models import Account
from landsupply.web.passwords import LONGEST
from landsupply.web.routes import Asked, Route
from landsupply.web.sitting import begin, end, source_of

#: How long a right password waits for its code.
_HALF = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Arrival:
    """来者 · Whose account it is, where they were going, and which provider vouched for them, if one did."""

    account: Account
    after: str
    issuer: str = ""


def sign_in(asked: Asked) -> HttpResponse:
    """登录 · The form, or what comes of it; wrong name and wrong password take as long and say the same."""
    request = asked.request
    if request.method != "POST":
        return sign_in_page(asked, 200, next=request.GET.get("next", "/"))
    sweep()
    name, source = request.POST.get("name", "").strip()[:64], source_of(request)
    after = request.POST.get("next", "/")
    if is_locked(name, source):
        authenticate(request, username="", password="-")  # as slow as any other answer
        return sign_in_page(asked, 429, next=after, name=name, wrong=asked.say("U045", minutes=MINUTES))
    account = authenticate(request, username=name, password=request.POST.get("password", "")[: LONGEST + 1])
    if not isinstance(account, Account):
        failed(name, source)
        return sign_in_page(asked, 401, next=after, name=name, wrong=asked.say("U046"))
    arrival = Arrival(account, safe(asked, after))
    return ask_code(asked, arrival) if account.factor else welcome(asked, arrival)


def sign_in_page(asked: Asked, status: int, /, **shown: object) -> HttpResponse:
    """登录页 · With the way through the office's provider, where it has one."""
    provider = settings.OIDC
    name = (provider.name or asked.say("U537")) if provider else ""
    return asked.page("sign_in.html", status, provider=name, **shown)


def sign_in_code(asked: Asked) -> HttpResponse:
    """登录验证码 · The second step: the code of the telephone, or one recovery code."""
    request = asked.request
    half = _half(asked)
    if half is None:
        return redirect("/sign-in/")
    account = half.account
    if request.method != "POST":
        return asked.page("sign_in_code.html")
    source = source_of(request)
    if is_locked(account.name, source):
        return asked.page("sign_in_code.html", 429, wrong=asked.say("U045", minutes=MINUTES))
    if not accepts(account, request.POST.get("code", "")[:40], now()):
        failed(account.name, source)
        return asked.page("sign_in_code.html", 401, wrong=asked.say("U502"))
    return welcome(asked, half)


def ask_code(asked: Asked, arrival: Arrival) -> HttpResponse:
    """问验证码 · Half of the way is kept for a short while."""
    kept = {"account": arrival.account.pk, "at": now().isoformat(), "after": arrival.after, "issuer": arrival.issuer}
    asked.request.session["half"] = kept
    return redirect("/sign-in/code/")


def _half(asked: Asked) -> Arrival | None:
    """Who has given the right password, or was vouched for, in this browser a short while ago."""
    half = asked.request.session.get("half")
    if not isinstance(half, dict) or now() - datetime.fromisoformat(half["at"]) > _HALF:
        return None
    account = Account.objects.filter(pk=half["account"], is_active=True).first()
    return Arrival(account, str(half["after"]), str(half["issuer"])) if account else None


def welcome(asked: Asked, arrival: Arrival) -> HttpResponse:
    """请进 · Signed in, which is an act; first to what must be done first."""
    account, source = arrival.account, source_of(asked.request)
    asked.request.session.flush()
    with transaction.atomic():
        facts: dict[str, object] = {"source": source, "failures": succeeded(account.name, source)}
        begin(asked.request, account)
        if arrival.issuer:
            facts["issuer"] = arrival.issuer
        append(Done(who=account.name, role="", verb="sign_in", about=account.name, facts=facts))
    return redirect(duty_of(account) or arrival.after)


def safe(asked: Asked, after: str) -> str:
    """稳妥去处 · Only an address of this application is gone to."""
    hosts = {asked.request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(after, allowed_hosts=hosts, require_https=asked.request.is_secure())
    return after if is_ours else "/"


def sign_out(asked: Asked) -> HttpResponse:
    """退出 · Ends the sitting, which is an act of whoever sat there."""
    user = asked.request.user
    if isinstance(user, Account):
        with transaction.atomic():
            append(Done(who=user.name, role="", verb="sign_out", about=user.name, facts={}))
            end(asked.request)
    return redirect(settings.LOGIN_URL)


ROUTES = (
    Route(path="sign-in/", view=sign_in, name="sign_in", verb=None, method="GET POST"),
    Route(path="sign-in/code/", view=sign_in_code, name="sign_in_code", verb=None, method="GET POST"),
    Route(path="sign-out/", view=sign_out, name="sign_out", verb=None, method="POST"),
)
