"""统一身份认证登录 · To the office's provider and back: an account is found by its link, and never made.

Whatever is wrong is told on the page of sign-in, where the password still lets in. The browser is sent by a link,
not by a form: a page whose forms go to us alone could not be left through one.
"""

from __future__ import annotations

import hmac
from dataclasses import asdict
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from landsupply.web.accounts import sweep
from landsupply.web.clock import now
from landsupply.web.lockout import MINUTES, failed, is_locked, is_shut
from landsupply.web.models import Account
from landsupply.web.oidc import Provider
from landsupply.web.oidc_flow import SILENT, Begun, ProviderFault, Vouched, begin, redeem
from landsupply.web.pages.entrance import Arrival, ask_code, safe, sign_in_page, welcome
from landsupply.web.people import doer_of
from landsupply.web.refused import Forbidden
from landsupply.web.roles import ADMINISTRATORS, Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sitting import source_of
from landsupply.web.subjects import account_of

#: How long somebody may stay at the provider, and how long what it vouched for waits for the account's password.
_AWAY, PENDING = timedelta(minutes=10), timedelta(minutes=5)
_KEPT = "oidc"
#: Where what was vouched for waits to be linked.
TO_LINK = "oidc_link"
#: What was tried is counted under a name that no account can have.
_TRIED = "oidc "


def provider_here() -> Provider:
    """本单位认证方 · The provider; what an office has not set up is not there."""
    provider = settings.OIDC
    if not isinstance(provider, Provider):
        raise Forbidden("oidc")
    return provider


def leave(asked: Asked) -> HttpResponse:
    """去认证 · To the provider, to sign in."""
    return away(asked, safe(asked, asked.request.GET.get("next", "/")))


def leave_to_link(asked: Asked) -> HttpResponse:
    """去确认身份 · To the provider, to link what it says to the account that is signed in."""
    return away(asked, "", asked.account)


def away(asked: Asked, after: str, account: Account | None = None) -> HttpResponse:
    """离开 · Our marks are kept in this browser's session alone, once, and for a short while."""
    provider, session = provider_here(), asked.request.session
    try:
        begun = begin(provider, _back(asked), settings.SITTING_IDLE)
    except ProviderFault as fault:
        return _told(asked, _status(fault), fault.code, after)
    marks = {
        "account": account.pk if account else 0,
        "after": after,
        "at": now().isoformat(),
        "issuer": provider.issuer,
    }
    session[_KEPT] = {**marks, **asdict(begun)}
    if account is None and not isinstance(asked.request.user, Account):
        session.set_expiry(_AWAY)
    return redirect(begun.url)


def arrive(asked: Asked) -> HttpResponse:
    """回来 · Only with the marks this very browser left with, which are good once."""
    provider, given = provider_here(), asked.request.GET
    kept = _taken(asked, given.get("state", ""), given.get("iss", provider.issuer))
    if kept is None:
        return _told(asked, 400, "U559")
    if is_shut(source_of(asked.request)):
        return _told(asked, 429, "U045", minutes=MINUTES)
    if "error" in given or not given.get("code"):
        return _told(asked, 403, "U558", kept["after"])
    begun = Begun(url="", state=kept["state"], nonce=kept["nonce"], verifier=kept["verifier"])
    try:
        vouched = redeem(provider, _back(asked), given["code"][:4096], begun, settings.SITTING_IDLE)
    except ProviderFault as fault:
        if fault.code != SILENT:
            failed(_TRIED + "?", source_of(asked.request))
        return _told(asked, _status(fault), fault.code, kept["after"])
    if kept["account"]:
        return _to_link(asked, provider, vouched)
    return _signed_in(asked, provider, vouched, kept["after"])


def _signed_in(asked: Asked, provider: Provider, vouched: Vouched, after: str) -> HttpResponse:
    sweep()
    source, tried = source_of(asked.request), (_TRIED + vouched.identifier)[:64]
    account = account_of(provider.issuer, vouched.identifier)
    if is_locked(tried, source) or (account and is_locked(account.name, source)):
        return _told(asked, 429, "U045", minutes=MINUTES)
    if account is None or not account.is_active:
        failed(tried, source)
        return _told(asked, 403, "U708" if account else "U539", after, shown=vouched.shown)
    arrival = Arrival(account, after, provider.issuer)
    if account.factor and not _counts(provider, vouched, account):
        return ask_code(asked, arrival)
    return welcome(asked, arrival)


def _counts(provider: Provider, vouched: Vouched, account: Account) -> bool:
    """Whether the provider's own second factor is enough; never for those who keep watch over everybody else."""
    is_administrator = any(doer_of(account).holds(role) for role in ADMINISTRATORS)
    return not is_administrator and bool(provider.factors & vouched.words)


def _to_link(asked: Asked, provider: Provider, vouched: Vouched) -> HttpResponse:
    known = {"issuer": provider.issuer, "identifier": vouched.identifier, "shown": vouched.shown}
    asked.request.session[TO_LINK] = {**known, "at": now().isoformat()}
    return redirect("/settings/oidc/")


def _taken(asked: Asked, state: str, issuer: str) -> dict[str, str] | None:
    """The marks this browser left with, taken away before anything else is done with them."""
    session, user = asked.request.session, asked.request.user
    kept = session.get(_KEPT)
    if not isinstance(kept, dict) or not hmac.compare_digest(kept["state"].encode(), state.encode()):
        return None
    del session[_KEPT]
    session.save()
    is_fresh = now() - datetime.fromisoformat(kept["at"]) <= _AWAY
    is_whose = not kept["account"] or (isinstance(user, Account) and user.pk == kept["account"])
    is_from = issuer == kept["issuer"] == provider_here().issuer
    return kept if is_fresh and is_whose and is_from else None


def _status(fault: ProviderFault) -> int:
    """One that does not answer may do so later; one that cannot be trusted is refused."""
    return 503 if fault.code == SILENT else 403


def _told(asked: Asked, status: int, code: str, after: str = "/", **facts: object) -> HttpResponse:
    words = asked.say(code, provider=provider_here().name or asked.say("U537"), **facts)
    if isinstance(asked.request.user, Account):
        return asked.page("refused.html", status, message=words, code=code)
    return sign_in_page(asked, status, next=after, wrong=words)


def _back(asked: Asked) -> str:
    return asked.request.build_absolute_uri("/sign-in/oidc/back/")


ROUTES = (
    Route(path="sign-in/oidc/", view=leave, name="sign_in_oidc", verb=None),
    Route(path="sign-in/oidc/back/", view=arrive, name="sign_in_oidc_back", verb=None),
    Route(path="settings/oidc/begin/", view=leave_to_link, name="settings_oidc_begin", verb=Verb.OWN_ACCOUNT),
)
