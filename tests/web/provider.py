"""假认证方 · A small OpenID provider on this machine's loopback, with a key made by the test; it can be told to lie."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry

CLIENT, SECRET = "landsupply", "invented-secret"


class FakeProvider:
    """假认证方 · What it says is what a test sets; codes are good once, with their verifier and our secret."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        """It listens from here on, on a port of its own, over TLS where it has a certificate."""
        self.key = key_of("first")
        self.keys: list[Any] = [self.key.as_dict(private=False)]
        self.person = {"sub": "u-001", "preferred_username": "zhang.san"}
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "first"}
        self.signer: Any = self.key
        self.answer_with: Callable[[str], tuple[int, bytes | Iterator[bytes]] | None] = lambda path: None
        self.told: dict[str, Any] = {}
        self.asked: list[str] = []
        self.refuses = ""
        self._codes: dict[str, dict[str, str]] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.answer(self, "")

            def do_POST(self) -> None:
                provider.answer(self, self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
            self.issuer = f"https://localhost:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """关停 · It answers nobody any more."""
        self.server.shutdown()
        self.server.server_close()

    def answer(self, handler: BaseHTTPRequestHandler, body: str) -> None:
        """答复 · To one request."""
        parts = urlsplit(handler.path)
        self.asked.append(parts.path)
        wrong = self.answer_with(parts.path)
        if wrong:
            return _send(handler, *wrong)
        if parts.path == "/authorize":
            handler.send_response(302)
            handler.send_header("Location", self.authorized(handler.path))
            return handler.end_headers()
        told: Any = {
            "/.well-known/openid-configuration": self.discovery,
            "/keys": lambda: {"keys": self.keys},
            "/token": lambda: self.token(handler.headers.get("Authorization", ""), body),
        }[parts.path]()
        return _send(handler, 400 if "error" in told else 200, json.dumps(told).encode())

    def discovery(self) -> dict[str, Any]:
        """自述 · Where everything is."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            **self.told,
        }

    def authorized(self, address: str) -> str:
        """准许 · Where a browser is sent back to, with a code; the person has signed in there without a page."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert query["client_id"] == CLIENT and query["response_type"] == "code" and "openid" in query["scope"]
        assert query["code_challenge_method"] == "S256" and query["max_age"] == "900"
        if self.refuses:
            return f"{query['redirect_uri']}?{urlencode({'error': self.refuses, 'state': query['state']})}"
        code = secrets.token_urlsafe(16)
        self._codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, authorization: str, body: str) -> dict[str, Any]:
        """兑换 · A code for an identity token, once, for whoever holds the verifier and the secret."""
        form = {name: values[0] for name, values in parse_qs(body).items()}
        query = self._codes.pop(form.get("code", ""), None)
        proof = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if query is None or authorization != f"Basic {proof}":
            return {"error": "invalid_grant"}
        hashed = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(hashed).rstrip(b"=").decode() != query["code_challenge"]:
            return {"error": "invalid_grant"}
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": self.signed(query["nonce"])}

    def signed(self, nonce: str) -> str:
        """签发 · The identity token: true, but for what a test has set."""
        at = int(time.time())
        true = {"iss": self.issuer, "aud": CLIENT, "iat": at, "exp": at + 60, "nonce": nonce, **self.person}
        claims = {name: value for name, value in (true | self.claims).items() if value is not None}
        if self.signer is None:
            return ".".join((_packed(self.header), _packed(claims), ""))
        every = JWSRegistry(algorithms=["RS256", "HS256"], strict_check_header=False)
        return jwt.encode(self.header, claims, self.signer, registry=every)


def _packed(told: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()


@lru_cache
def key_of(name: str) -> RSAKey:
    """密钥 · A key of that name, made once for all tests."""
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig", "alg": "RS256"})


def _send(handler: BaseHTTPRequestHandler, status: int, pieces: bytes | Iterator[bytes]) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    if isinstance(pieces, bytes):
        handler.send_header("Content-Length", str(len(pieces)))
    handler.end_headers()
    try:
        for piece in (pieces,) if isinstance(pieces, bytes) else pieces:
            handler.wfile.write(piece)
    except OSError:
        pass  # whoever asked has gone


@contextmanager
def provider_open(tls: ssl.SSLContext | None = None) -> Iterator[FakeProvider]:
    """开假认证方 · For the length of a test."""
    provider = FakeProvider(tls)
    try:
        yield provider
    finally:
        provider.close()


def our_secret_as_key() -> OctKey:
    """以密钥签名 · What signs with the secret that both sides know."""
    return OctKey.import_key(SECRET)


def certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """自签证书 · A certificate for `name` that vouches for itself: its file, and what a server shows it with."""
    key = rsa.generate_private_key(65537, 2048)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    at = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    file, secret = folder / f"{name}.pem", folder / f"{name}.key"
    file.write_bytes(made.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, secret)
    return file, context
