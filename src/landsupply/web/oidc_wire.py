"""统一身份认证线路 · Authlib's client over the standard library: no proxy, no redirect, bounded in size and in time."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from authlib.integrations.base_client import BaseApp, OAuth2Mixin, OpenIDMixin
from authlib.oauth2.client import OAuth2Client

from landsupply.web.oidc import Provider

#: Seconds that all questions of one step may take together, and bytes that one answer may have.
PATIENCE, LARGEST = 8.0, 256 << 10
#: Signatures by a key that only the provider has; one by our shared secret, or none, proves nothing.
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
#: How PKCE hides its verifier; by itself it would look like the code of a message.
CHALLENGE = "PKCE S256".removeprefix("PKCE ")
_CURVES = ("P-256", "P-384", "P-521", "Ed25519", "Ed448")


@dataclass(frozen=True, slots=True)
class Answer:
    """答复 · What the provider answered: its state and its bytes."""

    status_code: int
    body: bytes

    def json(self) -> Any:
        """读 JSON · ValueError where it is none."""
        return json.loads(self.body)

    def raise_for_status(self) -> None:
        """须成功 · ConnectionError for anything but an answer to what was asked."""
        if self.status_code != 200:
            raise ConnectionError(f"HTTP {self.status_code}")


class Wire(OAuth2Client):
    """线路 · One step's questions to a provider: what Authlib asks of a session, and nothing more."""

    def __init__(self, provider: Provider, until: float, **rest: Any) -> None:
        """Until when answers are waited for."""
        super().__init__(session=self, **rest)
        self.headers: dict[str, str] = {}
        self._provider, self._until = provider, until

    def __enter__(self) -> Wire:
        """Nothing is held open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was."""

    def post(self, url: str, **asked: Any) -> Answer:
        """送表单 · A form with what proves that it is ours."""
        return self.request("POST", url, **asked)

    def request(
        self, method: str, url: str, *, data: Mapping[str, str] | None = None, headers: Any = None, **asked: Any
    ) -> Answer:
        """发问 · The answer; OSError where there is none in time, ValueError where the address may not be asked."""
        if not self._provider.may_be_asked(url):
            raise ValueError(f"no TLS: {url[:200]}")
        sent, told = urlencode(data or {}), {"Accept": "application/json", **self.headers, **(headers or {})}
        if asked.get("auth") is not None:
            url, told, sent = asked["auth"].prepare(method, url, told, sent)
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        with closing(self._connection(url)) as connection:
            connection.request(method, target, sent if method == "POST" else None, told)
            answer = connection.getresponse()
            return Answer(answer.status, self._read(answer))

    def _connection(self, url: str) -> HTTPConnection:
        parts = urlsplit(url)
        host, left = parts.hostname or "", self._left()
        if parts.scheme == "https":
            return HTTPSConnection(host, parts.port, timeout=left, context=self._provider.trust())
        return HTTPConnection(host, parts.port, timeout=left)

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        return left

    def _read(self, answer: HTTPResponse) -> bytes:
        """Piece by piece: one that drips is no better than one that is silent."""
        body = b""
        while piece := answer.read1(1 << 14):
            body += piece
            if len(body) > LARGEST:
                raise ValueError("answer too large")
            self._left()
        return body


class Client(OAuth2Mixin, OpenIDMixin, BaseApp):
    """客户端 · Authlib's flow with PKCE, state and nonce, over our wire."""

    client_cls = Wire

    def fetch_jwk_set(self, *asked: Any, **named: Any) -> dict[str, Any]:
        """取公钥 · Keys of kinds that Authlib knows; others that a provider has are no fault of these."""
        fetched = super().fetch_jwk_set(*asked, **named)
        keys = [one for one in fetched["keys"] if isinstance(one, dict) and _is_usable(one)]
        kept: dict[str, Any] = {"keys": keys}
        self.server_metadata["jwks"] = kept
        return kept


def _is_usable(key: Mapping[str, object]) -> bool:
    return key.get("kty") == "RSA" or (key.get("kty") in ("EC", "OKP") and key.get("crv") in _CURVES)


def wire_to(provider: Provider) -> Wire:
    """接线 · For asking what needs no proof of who we are."""
    return Wire(provider, time.monotonic() + PATIENCE)


def client_of(provider: Provider, found: Mapping[str, Any]) -> Client:
    """成客户端 · For one step, with the addresses that the provider itself has told."""
    methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    offered = found.get("id_token_signing_alg_values_supported") or ["RS256"]
    told = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
    return Client(
        None,
        client_id=provider.client,
        client_secret=provider.secret,
        user_agent="landsupply",
        client_kwargs={
            "provider": provider,
            "until": time.monotonic() + PATIENCE,
            "scope": "openid profile",
            "code_challenge_method": CHALLENGE,
            "token_endpoint_auth_method": "client_secret_basic" if "client_secret_basic" in methods else methods[0],
        },
        id_token_signing_alg_values_supported=[one for one in SIGNATURES if one in offered],
        **{name: found[name] for name in told},
    )
