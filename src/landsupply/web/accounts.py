"""账户办理 · Accounts made and disabled by the system administrator, roles given by the security administrator.

Neither can become somebody else alone: one resets passwords, the other second factors; and every step is an act.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import Q

from landsupply.web.acts import Done, append
from landsupply.web.checks import GUESSED
from landsupply.web.clock import now, today
from landsupply.web.models import Account, Membership
from landsupply.web.passwords import change
from landsupply.web.people import Doer
from landsupply.web.refused import Forbidden, Unlawful
from landsupply.web.roles import ADMINISTRATORS, Role, Verb
from landsupply.web.standing import rulebook

#: Days without signing in after which an account is disabled.
DORMANT = 90
_NAME = re.compile(r"[\w.@-]{2,64}")


def one_time_password() -> str:
    """一次性口令 · Drawn, shown once, and to be changed at the first sign-in."""
    return secrets.token_urlsafe(12) + "aA1-"


def create(doer: Doer, name: str, shown: str) -> str:
    """建账户 · A new account; its password, shown once. Unlawful for a name that is taken, guessed or unreadable."""
    doer.require(Verb.MANAGE_ACCOUNTS)
    name, shown = unicodedata.normalize("NFKC", name).strip(), shown.strip()[:64]
    if not _NAME.fullmatch(name) or not shown:
        raise Unlawful("U510")
    if name.casefold() in GUESSED:
        raise Unlawful("U511", name=name)
    password = one_time_password()
    with transaction.atomic():
        if Account.objects.filter(name__iexact=name).exists():
            raise Unlawful("U512", name=name)
        _with_password(Account(name=name, shown=shown), password)
        _record(doer, Verb.MANAGE_ACCOUNTS, "create_account", name, shown=shown)
    return password


def reset_password(doer: Doer, number: int) -> str:
    """重置口令 · Another password, shown once; whoever came in under the old one, person or program, is out."""
    doer.require(Verb.MANAGE_ACCOUNTS)
    password = one_time_password()
    with transaction.atomic():
        account = _account(number)
        _with_password(account, password)
        _put_out(account)
        # Whoever held the password may have linked a subject of their own.
        account.subjects.all().delete()
        _record(doer, Verb.MANAGE_ACCOUNTS, "reset_password", account.name)
    return password


def disable(doer: Doer, number: int) -> None:
    """停用 · The account signs in no more. Unlawful for the last administrator of a kind."""
    doer.require(Verb.MANAGE_ACCOUNTS)
    with transaction.atomic():
        account = _account(number)
        for one in account.memberships.all():
            _refuse_last(one)
        _disable(account)
        _record(doer, Verb.MANAGE_ACCOUNTS, "disable_account", account.name)


def enable(doer: Doer, number: int) -> None:
    """启用 · The account may sign in again; its ninety days begin anew."""
    doer.require(Verb.MANAGE_ACCOUNTS)
    with transaction.atomic():
        account = _account(number)
        account.is_active, account.last_login = True, now()
        account.save(update_fields=["is_active", "last_login"])
        _record(doer, Verb.MANAGE_ACCOUNTS, "enable_account", account.name)


def grant(doer: Doer, number: int, role: str, unit: str) -> None:
    """授予角色 · Unlawful where the role needs a unit, and where an administrator would hold anything else."""
    doer.require(Verb.MANAGE_ROLES)
    held = _role(role)
    own = held is Role.DISTRICT
    units = {one.name for one in rulebook().place.units}
    if own and unit not in units:
        raise Unlawful("U513")
    with transaction.atomic():
        account = _account(number)
        unit = unit if own else ""
        try:
            with transaction.atomic():
                Membership.objects.create(account=account, role=held.value, unit=unit)
        except IntegrityError as error:
            raise Unlawful("U514") from error
        _record(doer, Verb.MANAGE_ROLES, "grant_role", account.name, role=held.value, unit=unit)


def revoke(doer: Doer, number: int) -> None:
    """收回角色 · One membership ended. Unlawful for the last administrator of a kind."""
    doer.require(Verb.MANAGE_ROLES)
    with transaction.atomic():
        one = Membership.objects.select_related("account").filter(pk=number).first()
        if one is None:
            raise Forbidden(str(number))
        _refuse_last(one)
        name, facts = one.account.name, {"role": one.role, "unit": one.unit}
        one.delete()
        _record(doer, Verb.MANAGE_ROLES, "revoke_role", name, **facts)


def clear_factor(doer: Doer, number: int) -> None:
    """清除第二因子 · For whoever lost telephone and codes: it is set up anew at the next sign-in."""
    doer.require(Verb.MANAGE_ROLES)
    with transaction.atomic():
        account = _account(number)
        account.factor, account.recovery = "", []
        account.save(update_fields=["factor", "recovery"])
        account.sittings.all().delete()
        _record(doer, Verb.MANAGE_ROLES, "clear_factor", account.name)


def clear_subject(doer: Doer, number: int) -> None:
    """解除关联 · The provider's word lets nobody into this account any more, until that person links it anew."""
    doer.require(Verb.MANAGE_ROLES)
    with transaction.atomic():
        account = _account(number)
        linked = list(account.subjects.values_list("issuer", "identifier"))
        account.subjects.all().delete()
        account.sittings.all().delete()
        for issuer, identifier in linked:
            facts = {"issuer": issuer, "identifier": identifier}
            _record(doer, Verb.MANAGE_ROLES, "unlink_subject", account.name, **facts)


def sweep() -> None:
    """清扫 · Accounts nobody has used for ninety days are disabled; sessions that are over are thrown away."""
    since = now() - timedelta(days=DORMANT)
    old = Q(last_login__lt=since) | Q(last_login=None, created__lt=since)
    if Account.objects.filter(old, is_active=True).exists():
        with transaction.atomic():
            for account in Account.objects.select_for_update().filter(old, is_active=True):
                _disable(account)
                facts = {"why": "dormant", "days": DORMANT}
                append(Done(who="", role="", verb="disable_account", about=account.name, facts=facts))
    Session.objects.filter(expire_date__lt=now()).delete()


def _account(number: int) -> Account:
    account = Account.objects.select_for_update().filter(pk=number).first()
    if account is None:
        raise Forbidden(str(number))
    return account


def _with_password(account: Account, password: str) -> None:
    change(account, password, today())
    account.must_change = True
    account.save(update_fields=["must_change"])


def _disable(account: Account) -> None:
    account.is_active = False
    account.save(update_fields=["is_active"])
    _put_out(account)


def _put_out(account: Account) -> None:
    """Whatever was let in by what has ended, the account's programs too, is let in no more."""
    account.sittings.all().delete()
    account.tokens.all().delete()


def _refuse_last(one: Membership) -> None:
    """Without an administrator of each kind, nobody could give that office again."""
    held = Role(one.role)
    others = Membership.objects.filter(role=one.role, account__is_active=True).exclude(pk=one.pk)
    if held in ADMINISTRATORS and not others.exists():
        raise Unlawful("U515")


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError as error:
        raise Unlawful("U513") from error


def _record(doer: Doer, may: Verb, verb: str, about: str, **facts: object) -> None:
    append(Done(who=doer.name, role=doer.role(may), verb=verb, about=about, facts=facts))
