"""接口令牌 · What programs sign in with: drawn here, shown once, kept as a digest, good for ninety days."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction

from landsupply.seal.canon import digest_bytes
from landsupply.web.acts import Done, append
from landsupply.web.clock import today
from landsupply.web.models import Account, Token

DAYS = 90
_MARK = "gd_"


def issue(account: Account, title: str) -> str:
    """发令牌 · The token, which is never shown again."""
    secret = _MARK + secrets.token_urlsafe(32)
    ends = today() + timedelta(days=DAYS)
    with transaction.atomic():
        row = Token.objects.create(account=account, title=title, digest=digest_bytes(secret.encode()), ends=ends)
        facts = {"title": title, "ends": ends.isoformat(), "token": row.pk}
        append(Done(who=account.name, role="", verb="issue_token", about=account.name, facts=facts))
    return secret


def revoke(account: Account, number: int) -> None:
    """收令牌 · One of the account's own tokens; nothing where it is not its own."""
    with transaction.atomic():
        for row in Token.objects.filter(account=account, pk=number):
            facts = {"title": row.title, "token": row.pk}
            row.delete()
            append(Done(who=account.name, role="", verb="revoke_token", about=account.name, facts=facts))


def account_of(secret: str) -> Account | None:
    """令牌的账户 · Whose token it is; none where it is unknown, over, or its account may not sign in."""
    found = Token.objects.select_related("account").filter(
        digest=digest_bytes(secret.encode()), ends__gte=today(), account__is_active=True
    )
    row = found.first()
    return row.account if row else None
