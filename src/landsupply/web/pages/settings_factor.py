"""第二因子页 · Set up with a square that a telephone reads, drawn here; recovery codes shown once."""

from __future__ import annotations

import segno
from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe

from landsupply.web.duties import needs_factor
from landsupply.web.factor import address_of, drawn, spelled
from landsupply.web.lockout import MINUTES, failed, is_locked
from landsupply.web.own_account import drop_factor, enrol, fresh_codes
from landsupply.web.pages.settings import settings_page
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sitting import source_of
from landsupply.web.standing import rulebook

_KEPT = "factor"


def factor(asked: Asked) -> HttpResponse:
    """第二因子 · What stands, or the square to begin with; and what a form asks for: begin, other codes, an end."""
    if asked.request.method != "POST":
        return _page(asked)
    account, source = asked.account, source_of(asked.request)
    if is_locked(account.name, source):
        return _page(asked, 429, wrong=asked.say("U045", minutes=MINUTES))
    ask, code = asked.request.POST.get("ask", ""), asked.request.POST.get("code", "")[:40]
    if ask == "drop" and account.factor:
        if needs_factor(account):
            raise Unlawful("U506")
        return _page(asked) if drop_factor(account, code) else _refused(asked)
    if ask == "codes" and account.factor:
        codes = fresh_codes(account, code)
    else:
        number = asked.request.session.get(_KEPT, "")
        plain = "".join(code.split())
        codes = enrol(account, number, plain) if number and plain.isascii() and not account.factor else []
    if not codes:
        return _refused(asked)
    asked.request.session.pop(_KEPT, None)
    return _page(asked, codes=codes)


def _refused(asked: Asked) -> HttpResponse:
    failed(asked.account.name, source_of(asked.request))
    return _page(asked, 422, wrong=asked.say("U502"))


def _page(asked: Asked, status: int = 200, **shown: object) -> HttpResponse:
    account = asked.account
    told = {"must": needs_factor(account), "left": len(account.recovery), "is_on": bool(account.factor), **shown}
    if not account.factor:
        number = asked.request.session.setdefault(_KEPT, drawn())
        told |= {"square": _square(asked, number), "key": _grouped(spelled(number))}
    return settings_page(asked, "factor", status, **told)


def _square(asked: Asked, number: str) -> SafeString:
    """Drawn here as SVG from our own address: no service elsewhere ever sees the key."""
    place = rulebook().place
    issuer = f"{place.name}{asked.say('U000')}"
    drawing = segno.make_qr(address_of(asked.account.name, number, issuer), error="m")
    return mark_safe(drawing.svg_inline(scale=4, border=3, dark="#000", light="#fff"))


def _grouped(text: str) -> str:
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


ROUTES = (
    Route(path="settings/factor/", view=factor, name="settings_factor", verb=Verb.OWN_ACCOUNT, method="GET POST"),
)
