"""口令 · What a password must be, by profile: djbh3 as classified protection asks, asvs as modern guidance does.

djbh3: 12 characters, three of four kinds, not one of the last five, 90 days. asvs: 15 characters of any kind, no
common one, no forced change. Both take 64 characters and more, Chinese, spaces, and pasting.
Source: GB/T 22239-2019, 8.1.4.1 a; OWASP ASVS 5.0, 6.2.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import django.contrib.auth.password_validation as shipped
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from landsupply.law.words import say
from landsupply.web.models import Account

#: A longer one is refused before it is weighed: only whoever wants to keep us busy sends it.
LONGEST = 1024
_LOCAL = ("zhengzhou", "henan", "zhongyuan", "zzgt", "gongdi", "landsupply", "2024", "2025", "2026", "郑州", "供地")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """口令档 · Least length, kinds of characters, how many earlier ones are barred, days until it must be changed."""

    least: int
    kinds: int
    barred: int
    days: int | None


PROFILES = {
    "djbh3": Profile(least=12, kinds=3, barred=5, days=90),
    "asvs": Profile(least=15, kinds=1, barred=0, days=None),
}


def profile() -> Profile:
    """口令档 · The one this application is run with."""
    return PROFILES[settings.PASSWORDS]


class ProfileValidator:
    """口令校验 · Says everything that is wrong at once."""

    def validate(self, password: str, user: object = None) -> None:
        """校验 · ValidationError with the words of every fault."""
        account = user if isinstance(user, Account) else None
        found = list(faults(password, account))
        if found:
            raise ValidationError(found)

    def get_help_text(self) -> str:
        """说明 · What is asked of a password."""
        one = profile()
        return say("U040", "zh", least=one.least, kinds=one.kinds)


def faults(password: str, account: Account | None, lang: str = "zh") -> Iterator[str]:
    """口令之误 · What is wrong with a password, in words."""
    one = profile()
    if len(password) < one.least:
        yield say("U041", lang, least=one.least)
    if len(password) > LONGEST:
        yield say("U047", lang, longest=LONGEST)
        return
    if _kinds(password) < one.kinds:
        yield say("U042", lang, kinds=one.kinds)
    folded = password.casefold()
    if folded in _common() or _is_little_more_than(folded, (*_LOCAL, *_own(account))):
        yield say("U043", lang)
    if account and any(check_password(password, earlier) for earlier in account.earlier[: one.barred]):
        yield say("U044", lang, barred=one.barred)


def is_stale(account: Account, day: date) -> bool:
    """口令过期 · Whether the password must be changed before anything else."""
    days = profile().days
    old = days is not None and account.changed_on is not None and day - account.changed_on > timedelta(days=days)
    return account.must_change or old


def change(account: Account, password: str, day: date) -> None:
    """换口令 · The account with another password; the earlier ones are kept as hashes."""
    account.earlier = [account.password, *account.earlier][:10] if account.password else account.earlier
    account.set_password(password)
    account.must_change, account.changed_on = False, day
    account.save()


def _kinds(password: str) -> int:
    kinds = (str.islower, str.isupper, str.isdigit)
    counted = sum(any(kind(one) for one in password) for kind in kinds)
    return counted + any(not one.isalnum() or ord(one) > 127 for one in password)


def _is_little_more_than(password: str, words: tuple[str, ...]) -> bool:
    """A local word, a name or a year, and fewer than six other characters."""
    rest = password
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word.casefold(), "")
    return len(rest) < 6


def _own(account: Account | None) -> tuple[str, ...]:
    return (account.name, account.shown) if account else ()


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """The twenty thousand commonest, as Django ships them."""
    path = Path(shipped.__file__).with_name("common-passwords.txt.gz")
    return frozenset(gzip.decompress(path.read_bytes()).decode().split("\n"))
