"""关联身份 · Which account a person whom the provider vouches for has here: stated once by that person, never guessed.

Whoever links proves both: the provider vouches, and the account's own password is given. Nobody links for another.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction

from landsupply.web.acts import Done, append
from landsupply.web.models import Account, Subject
from landsupply.web.refused import Unlawful


def subject_of(account: Account, issuer: str) -> Subject | None:
    """账户的身份 · Who an account is at a provider."""
    return Subject.objects.filter(account=account, issuer=issuer).first()


def account_of(issuer: str, identifier: str) -> Account | None:
    """身份的账户 · Whose account that is, disabled ones too; none where nobody has linked it."""
    found = Subject.objects.select_related("account").filter(issuer=issuer, identifier=identifier).first()
    return found.account if found else None


def link(account: Account, issuer: str, identifier: str, shown: str) -> None:
    """关联 · Unlawful where the account or the subject is linked already."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                Subject.objects.create(account=account, issuer=issuer, identifier=identifier, shown=shown[:64])
        except IntegrityError as error:
            raise Unlawful("U763") from error
        _record(account, "link_subject", issuer=issuer, identifier=identifier)


def unlink(account: Account, issuer: str) -> None:
    """解除关联 · By the very person it is about."""
    with transaction.atomic():
        if subject := Subject.objects.filter(account=account, issuer=issuer).first():
            subject.delete()
            _record(account, "unlink_subject", issuer=issuer, identifier=subject.identifier)


def _record(account: Account, verb: str, **facts: object) -> None:
    append(Done(who=account.name, role="", verb=verb, about=account.name, facts=facts))
