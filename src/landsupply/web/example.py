"""示例城市 · An example settled into an empty base: its lists, its brief, an account for every role.

The accounts are for looking around only: their passwords are drawn anew, shown once and must be kept by whoever asked.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from django.db import transaction

from landsupply.example import BRIEF, LEDGER, folder_of
from landsupply.web.actions import NewList, send_list
from landsupply.web.blobs import keep
from landsupply.web.clock import today
from landsupply.web.example_boundaries import settle_boundaries
from landsupply.web.models import Account, ActRow, Membership
from landsupply.web.passwords import change
from landsupply.web.people import Doer, doer_of
from landsupply.web.roles import Role
from landsupply.web.standing import rulebook

_SHOWN = {
    Role.PLANNER: "计划编制人",
    Role.DISTRICT: "区级填报人",
    Role.RESERVE: "储备中心",
    Role.REVIEWER: "会审部门",
    Role.LEADER: "分管领导",
    Role.SYSTEM: "系统管理员",
    Role.SECURITY: "安全管理员",
    Role.AUDIT: "审计管理员",
}


def settle(example: str) -> Iterator[str]:
    """安顿 · The example in an empty base; one line per account with its password. Nothing where acts stand."""
    if ActRow.objects.exists():
        return
    for role in Role:
        yield _account(role)
    fill(example)


def fill(example: str) -> None:
    """装入 · The example's lists, brief and outlines, as its planner would bring them in."""
    folder = folder_of(example)
    planner = doer_of(Account.objects.get(name=Role.PLANNER.value))
    blob = keep((folder / LEDGER).read_bytes())
    send_list(planner, NewList(sender="", name=LEDGER, blob=blob))
    _brief(planner, (folder / BRIEF).read_text(encoding="utf-8"))
    settle_boundaries(planner, folder)


def _account(role: Role) -> str:
    password = secrets.token_urlsafe(12) + "aA1-"
    with transaction.atomic():
        account = Account(name=role.value, shown=_SHOWN[role])
        change(account, password, today())
        unit = rulebook().place.units[0].name if role is Role.DISTRICT else ""
        Membership.objects.create(account=account, role=role.value, unit=unit)
    return f"{_SHOWN[role]}{f'（{unit}）' if unit else ''}  {role.value}  {password}"


def _brief(planner: Doer, text: str) -> None:
    from landsupply.web.briefs import save_brief

    save_brief(planner, None, text)


def first_administrator(name: str, role: Role = Role.SYSTEM) -> str:
    """首个管理员 · The first account of an administrator; the password is drawn, shown once, and must be changed."""
    password = secrets.token_urlsafe(12) + "aA1-"
    with transaction.atomic():
        account = Account(name=name, shown=_SHOWN[role])
        change(account, password, today())
        account.must_change = True
        account.save()
        Membership.objects.create(account=account, role=role.value)
    return password
