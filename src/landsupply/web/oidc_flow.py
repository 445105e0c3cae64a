"""统一身份认证流程 · Sent to the provider with marks of our own, back with a code, which is turned into who it is.

What the provider says is believed only with a signature of its own key, for us, now, and for this very request.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from threading import BoundedSemaphore
from typing import Any

from landsupply.law.words import say
from landsupply.web.oidc import Provider

#: Seconds by which the provider's clock and ours may differ.
SKEW = 60
#: So many ask the provider at once: one that hangs never keeps everybody else's pages from being served.
_AT_ONCE, _WAIT = BoundedSemaphore(3), 2.0
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
#: What whoever signs in is told: it does not answer, or it answers what cannot be trusted.
SILENT, UNTRUE = "U557", "U707"
_LOG = logging.getLogger("landsupply.web.oidc")


class ProviderFault(Exception):
    """认证方之误 · What went wrong with the provider: a sentence for whoever signs in, the detail for the operator."""

    def __init__(self, code: str, detail: str = "") -> None:
        """The sentence's code."""
        super().__init__(code)
        self.code, self.detail = code, detail


class Unfit(ValueError):
    """不合用 · What the provider tells of itself with which nobody could sign in."""

    def __init__(self, code: str, **facts: object) -> None:
        """The sentence for the operator."""
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """已发起 · Where the browser goes, and the marks that must come back: state, nonce, the verifier of PKCE."""

    url: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """所证 · Whom the provider vouches for: its own mark of the person, what it calls them, how it asked them."""

    identifier: str
    shown: str
    words: frozenset[str]


def begin(provider: Provider, back: str, recent: int) -> Begun:
    """发起 · Whoever signed in at the provider longer than so many seconds ago is asked by it again."""
    from landsupply.web.oidc_wire import client_of

    with _asking(provider):
        client = client_of(provider, discovered(provider))
        told = client.create_authorization_url(back, max_age=recent)
        return Begun(url=told["url"], state=told["state"], nonce=told["nonce"], verifier=told["code_verifier"])


def redeem(provider: Provider, back: str, code: str, begun: Begun, recent: int) -> Vouched:
    """兑换 · A code turned into whom the provider vouches for. ProviderFault where anything is not as it must."""
    from landsupply.web.oidc_wire import client_of

    with _asking(provider):
        client = client_of(provider, discovered(provider))
        token = client.fetch_access_token(redirect_uri=back, code=code, code_verifier=begun.verifier)
        options = {
            "iss": {"essential": True, "values": [provider.issuer]},
            "aud": {"essential": True, "values": [provider.client]},
            "sub": {"essential": True},
        }
        claims = client.parse_id_token(token, begun.nonce, claims_options=options, leeway=SKEW)
        if claims is None:
            raise ValueError("id_token")
        return _vouched(provider, claims, recent)


def discovered(provider: Provider) -> Mapping[str, Any]:
    """自述 · What the provider tells of itself. OSError where it does not answer, ValueError where it is another."""
    from authlib.oidc.discovery import get_well_known_url

    from landsupply.web.oidc_wire import wire_to

    answer = wire_to(provider).request("GET", get_well_known_url(provider.issuer, external=True))
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise ValueError("discovery")
    if found.get("issuer") != provider.issuer:
        raise Unfit("U798", issuer=str(found.get("issuer"))[:200])
    for name in _ENDPOINTS:
        if not isinstance(found.get(name), str) or not provider.may_be_asked(found[name]):
            raise Unfit("U799", name=name, address=str(found.get(name))[:200])
    return found


def checked(provider: Provider) -> None:
    """核实认证方 · ProviderFault where it does not answer as one that people could sign in through."""
    from landsupply.web.oidc_wire import CHALLENGE, client_of

    with _asking(provider):
        found = discovered(provider)
        client = client_of(provider, found)
        if CHALLENGE not in found.get("code_challenge_methods_supported", [CHALLENGE]):
            raise Unfit("U538", what="PKCE S256")
        if not client.server_metadata["id_token_signing_alg_values_supported"]:
            raise Unfit("U538", what="RS256, PS256, ES256, EdDSA")
        if not client.fetch_jwk_set()["keys"]:
            raise Unfit("U538", what="JWKS: RSA, EC, OKP")


def _vouched(provider: Provider, claims: Mapping[str, Any], recent: int) -> Vouched:
    identifier, since = claims["sub"], claims.get("auth_time")
    if not 0 < len(identifier) < 256 or not identifier.isprintable():
        raise ValueError("sub")
    if since is not None and since < time.time() - recent - SKEW:
        raise ValueError("auth_time")
    shown = claims.get(provider.claim)
    words = {*(claims.get("amr") or ()), claims.get("acr")}
    return Vouched(
        identifier=identifier,
        shown=(shown if isinstance(shown, str) and shown and shown.isprintable() else identifier)[:64],
        words=frozenset(one for one in words if isinstance(one, str)),
    )


@contextmanager
def _asking(provider: Provider) -> Iterator[None]:
    """Whatever goes wrong becomes one of two sentences; what exactly it was is the operator's to read."""
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError

    if not _AT_ONCE.acquire(timeout=_WAIT):
        raise ProviderFault(SILENT, "busy")
    try:
        yield
    except (OSError, HTTPException) as error:
        raise _fault(provider, SILENT, error) from error
    except (AuthlibBaseError, JoseError, LookupError, TypeError, ValueError, AttributeError, RuntimeError) as error:
        raise _fault(provider, UNTRUE, error) from error
    finally:
        _AT_ONCE.release()


def _fault(provider: Provider, code: str, error: Exception) -> ProviderFault:
    told = say(error.code, "en", **error.facts) if isinstance(error, Unfit) else f"{type(error).__name__}: {error}"
    detail = told[:300].replace("\n", " ")
    _LOG.warning("%s: %s", provider.issuer, detail)
    return ProviderFault(code, detail)
