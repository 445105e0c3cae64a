"""设置 · One's own account: who one is here, where one is signed in, and the ways to everything else."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from landsupply.web.own_account import end_sitting
from landsupply.web.roles import Role, Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.sent import whole

#: What each role is called.
ROLE_WORDS = {
    Role.PLANNER: "U520",
    Role.DISTRICT: "U521",
    Role.RESERVE: "U522",
    Role.REVIEWER: "U523",
    Role.LEADER: "U524",
    Role.SYSTEM: "U525",
    Role.SECURITY: "U526",
    Role.AUDIT: "U527",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """分页 · A page of the settings: its address and title."""

    path: str
    title: str
    is_here: bool


_TABS = (
    ("/settings/", "U530", Verb.OWN_ACCOUNT),
    ("/settings/password/", "U531", Verb.OWN_ACCOUNT),
    ("/settings/factor/", "U532", Verb.OWN_ACCOUNT),
    ("/settings/oidc/", "U537", Verb.OWN_ACCOUNT),
    ("/settings/tokens/", "U533", Verb.OWN_ACCOUNT),
    ("/settings/accounts/", "U534", Verb.MANAGE_ACCOUNTS),
    ("/settings/roles/", "U535", Verb.MANAGE_ROLES),
    ("/settings/place/", "U536", Verb.MANAGE_UNITS),
)


def settings_page(asked: Asked, template: str, status: int = 200, /, **shown: object) -> HttpResponse:
    """设置页 · A page of the settings with the ways to the others that this person may go."""
    here = asked.request.path
    open_tabs = [tab for tab in _TABS if asked.doer.may(tab[2]) and (settings.OIDC or "/oidc/" not in tab[0])]
    tabs = [Tab(path, asked.say(code), path == here) for path, code, _ in open_tabs]
    return asked.page(f"settings/{template}.html", status, tabs=tabs, **shown)


def own(asked: Asked) -> HttpResponse:
    """本人账户 · Name, offices, password's age, second factor, every browser one is signed in with."""
    account = asked.account
    offices = [(asked.say(ROLE_WORDS[one.role]), one.unit) for one in asked.doer.offices]
    key = asked.request.session.session_key
    sittings = [(one, one.key == key) for one in account.sittings.order_by("-seen")]
    return settings_page(asked, "own", account=account, offices=offices, sittings=sittings)


def end_one(asked: Asked) -> HttpResponse:
    """结束会话 · One of one's own sittings, wherever it is."""
    end_sitting(asked.account, number_in(asked, "sitting"))
    return redirect("/settings/")


def number_in(asked: Asked, name: str) -> int:
    """表单里的编号 · A whole number of a form; 0, which is nobody's, where it is none."""
    return whole(asked.request.POST.get(name, "")) or 0


ROUTES = (
    Route(path="settings/", view=own, name="settings", verb=Verb.OWN_ACCOUNT),
    Route(path="settings/sittings/end/", view=end_one, name="sitting_end", verb=Verb.OWN_ACCOUNT, method="POST"),
)
