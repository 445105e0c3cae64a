"""换口令 · The old password, the new one twice; all that is wrong is said at once."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect

from landsupply.web.clock import today
from landsupply.web.lockout import MINUTES, failed, is_locked
from landsupply.web.own_account import change_password
from landsupply.web.pages.settings import settings_page
from landsupply.web.passwords import LONGEST, faults, is_stale, profile
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sitting import moved, source_of


def password(asked: Asked) -> HttpResponse:
    """换口令 · The form, or the change; every other sitting of the account ends with it."""
    shown = {"profile": profile(), "is_stale": is_stale(asked.account, today())}
    if asked.request.method != "POST":
        return settings_page(asked, "password", **shown)
    if wrong := _wrong(asked):
        return settings_page(asked, "password", 422, wrong=wrong, **shown)
    change_password(asked.account, asked.request.POST["new"])
    update_session_auth_hash(asked.request, asked.account)
    moved(asked.request, asked.account)
    return redirect("/settings/")


def _wrong(asked: Asked) -> list[str]:
    given, account = asked.request.POST, asked.account
    old, new = given.get("old", "")[: LONGEST + 1], given.get("new", "")
    source = source_of(asked.request)
    if is_locked(account.name, source):
        return [asked.say("U045", minutes=MINUTES)]
    if not account.check_password(old):
        failed(account.name, source)
        return [asked.say("U503")]
    found = list(faults(new, account, asked.lang))
    if new == old:
        found.append(asked.say("U504"))
    if new != given.get("again", ""):
        found.append(asked.say("U505"))
    return found


ROUTES = (
    Route(
        path="settings/password/",
        view=password,
        name="settings_password",
        verb=Verb.OWN_ACCOUNT,
        method="GET POST",
    ),
)
