"""本人账户 · What everybody does with the own account: password, second factor, sittings; each an act."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from landsupply.web.acts import Done, append
from landsupply.web.clock import now, today
from landsupply.web.factor import accepts, kept, recovery_codes, step_of
from landsupply.web.models import Account
from landsupply.web.passwords import change


def change_password(account: Account, password: str) -> None:
    """换口令 · The password is another; every other sitting of the account ends."""
    with transaction.atomic():
        change(account, password, today())
        _record(account, "change_password")


def enrol(account: Account, number: str, code: str) -> list[str]:
    """启用第二因子 · Eight recovery codes, to be shown once; none where the code is not of this number."""
    step = step_of(number, code, now())
    if step is None:
        return []
    with transaction.atomic():
        account.factor, account.factor_step = number, step
        codes = _fresh_codes(account)
        _record(account, "enrol_factor")
    return codes


def fresh_codes(account: Account, code: str) -> list[str]:
    """换恢复码 · Eight other recovery codes; none where the code is wrong."""
    if not accepts(account, code, now()):
        return []
    with transaction.atomic():
        account.refresh_from_db()
        codes = _fresh_codes(account)
        _record(account, "fresh_codes")
    return codes


def drop_factor(account: Account, code: str) -> bool:
    """停用第二因子 · Whether it is gone: the code must be right."""
    if not accepts(account, code, now()):
        return False
    with transaction.atomic():
        account.refresh_from_db()
        account.factor, account.recovery = "", []
        account.save(update_fields=["factor", "recovery"])
        _record(account, "drop_factor")
    return True


def end_sitting(account: Account, number: int) -> None:
    """结束会话 · One of the account's own sittings, wherever it is."""
    with transaction.atomic():
        for one in account.sittings.filter(pk=number):
            facts = {"source": one.source}
            one.delete()
            _record(account, "end_sitting", facts)


def _fresh_codes(account: Account) -> list[str]:
    codes = recovery_codes()
    account.recovery = kept(codes)
    account.save(update_fields=["factor", "factor_step", "recovery"])
    return codes


def _record(account: Account, verb: str, facts: Mapping[str, object] | None = None) -> None:
    append(Done(who=account.name, role="", verb=verb, about=account.name, facts=facts or {}))
