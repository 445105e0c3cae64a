"""接口令牌页 · Tokens of one's own programs: made, shown once, ended."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from landsupply.web.pages.settings import number_in, settings_page
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.tokens import DAYS, issue, revoke

#: More than these nobody needs; each is a way in.
_MOST = 10


def tokens(asked: Asked) -> HttpResponse:
    """接口令牌 · Those that are, and a new one where a form asks for it."""
    secret = ""
    if asked.request.method == "POST":
        title = asked.request.POST.get("title", "").strip()[:64]
        if not title:
            raise Unlawful("U507")
        if asked.account.tokens.count() >= _MOST:
            raise Unlawful("U508", most=_MOST)
        secret = issue(asked.account, title)
    return settings_page(asked, "tokens", own=asked.account.tokens.order_by("-created"), secret=secret, days=DAYS)


def end_token(asked: Asked) -> HttpResponse:
    """收令牌 · One of one's own."""
    revoke(asked.account, number_in(asked, "token"))
    return redirect("/settings/tokens/")


ROUTES = (
    Route(path="settings/tokens/", view=tokens, name="settings_tokens", verb=Verb.OWN_ACCOUNT, method="GET POST"),
    Route(path="settings/tokens/end/", view=end_token, name="token_end", verb=Verb.OWN_ACCOUNT, method="POST"),
)
