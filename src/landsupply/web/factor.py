"""第二因子 · Codes of thirty seconds from a key that a telephone holds (RFC 6238), and codes for when it is lost.

The base holds only a random number: the key is made from it with the key of the home, which stands outside the base.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote

from django.db import transaction
from django.utils.crypto import salted_hmac

from landsupply.seal.canon import digest_bytes
from landsupply.web.models import Account

_STEP, _DIGITS, _DRIFT = 30, 6, (-1, 0, 1)
RECOVERY_CODES = 8
#: Letters and figures that are not taken for each other when written by hand.
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def drawn() -> str:
    """抽取 · A random number for a new second factor."""
    return secrets.token_hex(20)


def key_of(number: str) -> bytes:
    """密钥 · The key that a telephone holds for a random number."""
    return salted_hmac("landsupply.web.factor", number, algorithm="sha256").digest()[:20]


def address_of(name: str, number: str, issuer: str) -> str:
    """登记地址 · What a telephone reads from the square."""
    return f"otpauth://totp/{quote(issuer)}:{quote(name)}?secret={spelled(number)}&issuer={quote(issuer)}"


def spelled(number: str) -> str:
    """密钥写法 · The key in letters, for typing it in by hand."""
    return base64.b32encode(key_of(number)).decode("ascii")


def code_at(key: bytes, step: int) -> str:
    """动态码 · The six figures of a step."""
    mac = hmac.digest(key, step.to_bytes(8, "big"), "sha1")
    start = mac[-1] & 15
    return str((int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF) % 10**_DIGITS).zfill(_DIGITS)


def step_of(number: str, code: str, at: datetime) -> int | None:
    """所在步 · The step a code belongs to, one earlier or later than now at most; none where it is no code."""
    now = int(at.timestamp()) // _STEP
    key = key_of(number)
    found = [now + drift for drift in _DRIFT if hmac.compare_digest(code_at(key, now + drift), code)]
    return max(found, default=None)


def accepts(account: Account, code: str, at: datetime) -> bool:
    """核验 · Whether a code is right and was not used before, nor a later one; used by this very question."""
    plain = "".join(code.split()).replace("-", "").upper()
    step = step_of(account.factor, plain, at) if plain.isascii() else None
    if step is None:
        return _takes_recovery(account, plain)
    return bool(Account.objects.filter(pk=account.pk, factor_step__lt=step).update(factor_step=step))


def recovery_codes() -> list[str]:
    """恢复码 · Eight codes of sixty bits and more, each good once."""
    return ["".join(secrets.choice(_LETTERS) for _ in range(13)) for _ in range(RECOVERY_CODES)]


def kept(codes: Iterable[str]) -> list[str]:
    """存恢复码 · Their digests: codes that nobody can guess need no slow one."""
    return [digest_bytes(code.encode()) for code in codes]


def _takes_recovery(account: Account, plain: str) -> bool:
    name = digest_bytes(plain.encode())
    with transaction.atomic():
        row = Account.objects.select_for_update().get(pk=account.pk)
        if name not in row.recovery:
            return False
        row.recovery = [one for one in row.recovery if one != name]
        row.save(update_fields=["recovery"])
    return True
