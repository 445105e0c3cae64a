"""登录 · Signing in with a password and, where one is set up, a second factor; signing out."""

from __future__ import annotations

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


def sign_in(asked: Asked) -> HttpResponse:
    """登录 · The form, or what comes of it; wrong name and wrong password take as long and say the same."""
    request = asked.request
    if request.method != "POST":
        return asked.page("sign_in.html", next=request.GET.get("next", "/"))
    sweep()
    name, source = request.POST.get("name", "").strip()[:64], source_of(request)
    after = request.POST.get("next", "/")
    if is_locked(name, source):
        authenticate(request, username="", password="-")  # as slow as any other answer
        return asked.page("sign_in.html", 429, next=after, name=name, wrong=asked.say("U045", minutes=MINUTES))
    account = authenticate(request, username=name, password=request.POST.get("password", "")[: LONGEST + 1])
    if not isinstance(account, Account):
        failed(name, source)
        return asked.page("sign_in.html", 401, next=after, name=name, wrong=asked.say("U046"))
    if account.factor:
        request.session["half"] = {"account": account.pk, "at": now().isoformat(), "after": _safe(asked, after)}
        return redirect("/sign-in/code/")
    return _welcome(asked, account, _safe(asked, after))


def sign_in_code(asked: Asked) -> HttpResponse:
    """登录验证码 · The second step: the code of the telephone, or one recovery code."""
    request = asked.request
    half = _half(asked)
    if half is None:
        return redirect("/sign-in/")
    account, after = half
    if request.method != "POST":
        return asked.page("sign_in_code.html")
    source = source_of(request)
    if is_locked(account.name, source):
        return asked.page("sign_in_code.html", 429, wrong=asked.say("U045", minutes=MINUTES))
    if not accepts(account, request.POST.get("code", "")[:40], now()):
        failed(account.name, source)
        return asked.page("sign_in_code.html", 401, wrong=asked.say("U502"))
    return _welcome(asked, account, after)


def _half(asked: Asked) -> tuple[Account, str] | None:
    """Who has given the right password in this browser a short while ago, and where they were going."""
    half = asked.request.session.get("half")
    if not isinstance(half, dict) or now() - datetime.fromisoformat(half["at"]) > _HALF:
        return None
    account = Account.objects.filter(pk=half["account"], is_active=True).first()
    return (account, str(half["after"])) if account else None


def _welcome(asked: Asked, account: Account, after: str) -> HttpResponse:
    asked.request.session.flush()
    with transaction.atomic():
        failures = succeeded(account.name, source_of(asked.request))
        begin(asked.request, account)
        facts = {"source": source_of(asked.request), "failures": failures}
        append(Done(who=account.name, role="", verb="sign_in", about=account.name, facts=facts))
    return redirect(duty_of(account) or after)


def _safe(asked: Asked, after: str) -> str:
    """Only an address of this application is gone to."""
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
