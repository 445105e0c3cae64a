"""统一身份认证设置 · The provider of sign-in that an office may have, read from the environment; off unless it is set.

LANDSUPPLY_OIDC_ISSUER is its address, LANDSUPPLY_OIDC_CLIENT_ID what it knows us as, LANDSUPPLY_OIDC_CLIENT_SECRET (or
a file, LANDSUPPLY_OIDC_CLIENT_SECRET_FILE) what we show it. A setting that is half made is no setting: the reasons
are kept and told before going live.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

_SETTING = "LANDSUPPLY_OIDC_"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """认证方 · Who vouches for people: its address, what it knows us as, what it is called, whom of its words we take.

    `claim` is what it calls a person by; `factors` are the words (amr, acr) by which it says that a second factor was
    asked; `authority` is a file with the certificates that its own must descend from.
    """

    issuer: str
    client: str
    secret: str = field(repr=False)
    name: str = ""
    claim: str = "preferred_username"
    factors: frozenset[str] = frozenset()
    authority: str = ""

    def trust(self) -> ssl.SSLContext:
        """信任 · How its certificate is judged; never that it is not."""
        return ssl.create_default_context(cafile=self.authority or None)

    def may_be_asked(self, address: str) -> bool:
        """可访问 · Only over TLS; over plain HTTP only where the provider itself stands on this machine, to try it."""
        parts = urlsplit(address)
        if parts.username is not None or not parts.hostname:
            return False
        return parts.scheme == "https" or (parts.scheme == "http" and self.is_for_trying and _is_loopback(address))

    @property
    def is_for_trying(self) -> bool:
        """试用 · Whether it is a provider on this machine without TLS."""
        return urlsplit(self.issuer).scheme == "http" and _is_loopback(self.issuer)


def oidc_of(environ: Mapping[str, str]) -> tuple[Provider | None, tuple[tuple[str, str], ...]]:
    """取设置 · The provider, or none with what is wrong: the code of a sentence and the setting it is about."""
    given = {name: environ.get(_SETTING + name, "").strip() for name in _NAMES}
    if not any(given.values()):
        return None, ()
    secret, unread = _secret(given)
    provider = Provider(
        issuer=given["ISSUER"],
        client=given["CLIENT_ID"],
        secret=secret,
        name=given["NAME"][:32],
        claim=given["CLAIM"] or "preferred_username",
        factors=frozenset(one.strip() for one in given["FACTOR"].split(",") if one.strip()),
        authority=given["CA"],
    )
    faults = (*unread, *_faults(provider))
    return (None, faults) if faults else (provider, ())


_NAMES = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "CLIENT_SECRET_FILE", "NAME", "CLAIM", "FACTOR", "CA")


def _secret(given: Mapping[str, str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    path = given["CLIENT_SECRET_FILE"]
    if not path:
        return given["CLIENT_SECRET"], () if given["CLIENT_SECRET"] else (("U767", _SETTING + "CLIENT_SECRET"),)
    try:
        secret = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        secret = ""
    return secret, () if secret else (("U768", _SETTING + "CLIENT_SECRET_FILE"),)


def _faults(provider: Provider) -> Iterator[tuple[str, str]]:
    if not provider.client:
        yield "U767", _SETTING + "CLIENT_ID"
    if not provider.issuer:
        yield "U767", _SETTING + "ISSUER"
    elif not _is_address(provider) or urlsplit(provider.issuer).query or urlsplit(provider.issuer).fragment:
        yield "U766", _SETTING + "ISSUER"
    try:
        provider.trust()
    except (OSError, ValueError):
        yield "U768", _SETTING + "CA"
    if find_spec("authlib") is None:
        yield "U769", "landsupply[oidc]"


def _is_address(provider: Provider) -> bool:
    try:
        return provider.may_be_asked(provider.issuer)
    except ValueError:
        return False


def _is_loopback(address: str) -> bool:
    return urlsplit(address).hostname in _LOOPBACK
