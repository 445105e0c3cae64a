"""账户页 · Accounts, for the system administrator; and roles, for the security administrator."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from landsupply.web import accounts
from landsupply.web.models import Account
from landsupply.web.pages.settings import ROLE_WORDS, number_in, settings_page
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Role, Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.standing import rulebook


def accounts_page(asked: Asked) -> HttpResponse:
    """账户 · Everybody who may sign in, and the form for one more; a password drawn here is shown this once."""
    if asked.request.method != "POST":
        return _accounts(asked)
    name = asked.request.POST.get("name", "")
    password = accounts.create(asked.doer, name, asked.request.POST.get("shown", ""))
    return _accounts(asked, name=name, password=password)


def account_change(asked: Asked) -> HttpResponse:
    """改账户 · Disabled, enabled, or given another password."""
    number, ask = number_in(asked, "account"), asked.request.POST.get("ask", "")
    if ask == "reset":
        password = accounts.reset_password(asked.doer, number)
        return _accounts(asked, name=Account.objects.get(pk=number).name, password=password)
    if ask not in ("disable", "enable"):
        raise Unlawful("U509")
    (accounts.disable if ask == "disable" else accounts.enable)(asked.doer, number)
    return redirect("/settings/accounts/")


def _accounts(asked: Asked, **shown: object) -> HttpResponse:
    rows = Account.objects.prefetch_related("memberships").order_by("-is_active", "name")
    listed = [(row, _offices(asked, row)) for row in rows]
    return settings_page(asked, "accounts", listed=listed, dormant=accounts.DORMANT, **shown)


def _offices(asked: Asked, row: Account) -> list[tuple[int, str, str]]:
    held = sorted(row.memberships.all(), key=lambda one: (one.role, one.unit))
    return [(one.pk, asked.say(ROLE_WORDS[Role(one.role)]), one.unit) for one in held]


def roles_page(asked: Asked) -> HttpResponse:
    """角色 · Who holds which office, for which unit; an administrator holds that one alone."""
    rows = Account.objects.prefetch_related("memberships", "subjects").filter(is_active=True).order_by("name")
    listed = [(row, _offices(asked, row)) for row in rows]
    roles = [(role.value, asked.say(code)) for role, code in ROLE_WORDS.items()]
    return settings_page(asked, "roles", listed=listed, roles=roles, units=rulebook().place.units)


def role_change(asked: Asked) -> HttpResponse:
    """改角色 · An office given or ended; a second factor cleared for whoever lost it; a provider's word taken back."""
    given = asked.request.POST
    ask = given.get("ask", "")
    if ask == "grant":
        accounts.grant(asked.doer, number_in(asked, "account"), given.get("role", ""), given.get("unit", ""))
    elif ask == "revoke":
        accounts.revoke(asked.doer, number_in(asked, "membership"))
    elif ask == "factor":
        accounts.clear_factor(asked.doer, number_in(asked, "account"))
    elif ask == "subject":
        accounts.clear_subject(asked.doer, number_in(asked, "account"))
    else:
        raise Unlawful("U509")
    return redirect("/settings/roles/")


ROUTES = (
    Route(
        path="settings/accounts/",
        view=accounts_page,
        name="settings_accounts",
        verb=Verb.MANAGE_ACCOUNTS,
        method="GET POST",
    ),
    Route(
        path="settings/accounts/change/",
        view=account_change,
        name="account_change",
        verb=Verb.MANAGE_ACCOUNTS,
        method="POST",
    ),
    Route(path="settings/roles/", view=roles_page, name="settings_roles", verb=Verb.MANAGE_ROLES),
    Route(path="settings/roles/change/", view=role_change, name="role_change", verb=Verb.MANAGE_ROLES, method="POST"),
)
