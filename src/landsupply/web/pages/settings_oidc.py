"""统一身份认证页 · One's own account linked to who one is at the office's provider, confirmed with the password."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect

from landsupply.web.clock import now
from landsupply.web.lockout import MINUTES, failed, is_locked
from landsupply.web.pages.entrance_oidc import PENDING, TO_LINK, provider_here
from landsupply.web.pages.settings import settings_page
from landsupply.web.passwords import LONGEST
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sitting import source_of
from landsupply.web.subjects import link, subject_of, unlink


def oidc(asked: Asked) -> HttpResponse:
    """关联 · What is linked; what waits to be confirmed; the way to the provider where nothing is."""
    provider, ask = provider_here(), asked.request.POST.get("ask", "")
    if asked.request.method != "POST":
        return _page(asked)
    if ask == "unlink":
        unlink(asked.account, provider.issuer)
    elif ask == "drop":
        asked.request.session.pop(TO_LINK, None)
    elif ask == "confirm":
        return _confirmed(asked)
    else:
        raise Unlawful("U509")
    return redirect("/settings/oidc/")


def _confirmed(asked: Asked) -> HttpResponse:
    account, source, pending = asked.account, source_of(asked.request), _pending(asked)
    if pending is None:
        return _page(asked, 409, wrong=asked.say("U559"))
    if is_locked(account.name, source):
        return _page(asked, 429, wrong=asked.say("U045", minutes=MINUTES))
    if not account.check_password(asked.request.POST.get("password", "")[: LONGEST + 1]):
        failed(account.name, source)
        return _page(asked, 422, wrong=asked.say("U764"))
    asked.request.session.pop(TO_LINK, None)
    link(account, pending["issuer"], pending["identifier"], pending["shown"])
    return redirect("/settings/oidc/")


def _pending(asked: Asked) -> Mapping[str, str] | None:
    """Whom the provider vouched for in this browser a short while ago."""
    kept = asked.request.session.get(TO_LINK)
    if not isinstance(kept, dict) or kept["issuer"] != provider_here().issuer:
        return None
    return kept if now() - datetime.fromisoformat(kept["at"]) <= PENDING else None


def _page(asked: Asked, status: int = 200, **shown: object) -> HttpResponse:
    provider = provider_here()
    linked = subject_of(asked.account, provider.issuer)
    told = {"provider": provider.name or asked.say("U537"), "linked": linked}
    return settings_page(asked, "oidc", status, pending=None if linked else _pending(asked), **told, **shown)


ROUTES = (Route(path="settings/oidc/", view=oidc, name="settings_oidc", verb=Verb.OWN_ACCOUNT, method="GET POST"),)
