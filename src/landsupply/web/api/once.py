"""一次有效 · The key of a request that must not happen twice, one program's own, bound to what it asks."""

from __future__ import annotations

from pydantic import BaseModel

from landsupply.seal.canon import digest
from landsupply.web.models import ActRow
from landsupply.web.refused import Unlawful
from landsupply.web.routes import Asked

_WHOSE, _WHAT = 40, 24


def once_of(asked: Asked, verb: str, key: str, body: BaseModel) -> str:
    """一次键 · Empty without a key; Unlawful U605 where the key was sent with another request before.

    The first part says whose key for which verb, the second what was asked: the same again finds the act that stands.
    """
    if not key:
        return ""
    whose = _hexadecimal({"who": asked.doer.name, "verb": verb, "key": key})[:_WHOSE]
    once = whose + _hexadecimal(body.model_dump(mode="json"))[:_WHAT]
    if ActRow.objects.filter(once__startswith=whose).exclude(once=once).exists():
        raise Unlawful("U605")
    return once


def _hexadecimal(form: object) -> str:
    return digest(form).removeprefix("sha256:")
