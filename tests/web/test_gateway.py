"""网关测试 · The server itself: heads that only a gateway may send, bodies cut, the way by TLS alone."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_PROGRAM = """
from landsupply.web.command import run
raise SystemExit(run(["serve", "--port", "{port}", "--workers", "0"]))
"""


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _asked(port: int, text: str) -> str:
    """One request as it is written, and all that comes back; the connection is left open by nobody."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as one:
        one.sendall(text.replace("\n", "\r\n").encode())
        one.shutdown(socket.SHUT_WR)
        parts = []
        while part := one.recv(65536):
            parts.append(part)
    return b"".join(parts).decode("utf-8", "replace")


@pytest.fixture(scope="module", params=["", "127.0.0.1"], ids=["no gateway", "gateway"])
def door(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, bool]]:
    """门 · The port of a server that is to be reached by TLS alone; whether this machine is its gateway."""
    home, port = tmp_path_factory.mktemp("gateway"), _free()
    environment = {**os.environ, "LANDSUPPLY_HOME": str(home), "LANDSUPPLY_TLS": "1", "LANDSUPPLY_DATABASE": ""}
    environment |= {"LANDSUPPLY_GATEWAY": request.param, "LANDSUPPLY_HOSTS": "gd.example.gov.cn"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    log = Path(home / "log").open("w")  # noqa: SIM115
    process = subprocess.Popen([sys.executable, "-c", _PROGRAM.format(port=port)], env=environment, stderr=log)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, (home / "log").read_text()
                time.sleep(0.2)
        yield port, bool(request.param)
    finally:
        process.terminate()
        process.wait(20)
        log.close()


_TO = "GET /sign-in/ HTTP/1.1\nHost: gd.example.gov.cn\nConnection: close\n"


def test_t42_only_the_gateway_says_that_a_request_came_by_tls(door: tuple[int, bool]) -> None:
    port, is_gateway = door
    assert _asked(port, f"{_TO}\n").startswith("HTTP/1.1 301")
    told = _asked(port, f"{_TO}X-Forwarded-Proto: https\n\n")
    assert told.startswith("HTTP/1.1 200" if is_gateway else "HTTP/1.1 301")
    for forged in (
        "X_Forwarded_Proto: https",
        "X-Forwarded-Proto : https",
        "Forwarded: proto=https",
        "X-Scheme: https",
    ):
        assert not _asked(port, f"{_TO}{forged}\n\n").startswith("HTTP/1.1 200"), forged
    twice = _asked(port, f"{_TO}X-Forwarded-Proto: http\nX-Forwarded-Proto: https\n\n")
    assert not twice.startswith("HTTP/1.1 200") or is_gateway


def test_t44_what_comes_by_tls_says_so_and_its_cookies_go_nowhere_else(door: tuple[int, bool]) -> None:
    port, is_gateway = door
    if not is_gateway:
        return
    told = _asked(port, f"{_TO.replace('/sign-in/', '/sign-in/?lang=en')}X-Forwarded-Proto: https\n\n")
    head = told.partition("\r\n\r\n")[0]
    assert re.search(r"Strict-Transport-Security: max-age=31536000; includeSubDomains; preload", head)
    cookies = re.findall(r"Set-Cookie: (.+)", head)
    assert len(cookies) == 2 and all("Secure" in one and "SameSite=Lax" in one for one in cookies), cookies
    for path in ("/none/", "/api/none", "/static/css/base.css", "/healthz", "/public/"):
        head = _asked(port, f"{_TO.replace('/sign-in/', path)}X-Forwarded-Proto: https\n\n").partition("\r\n\r\n")[0]
        assert "X-Content-Type-Options: nosniff" in head and "Strict-Transport-Security" in head, path
        assert "Server: landsupply" in head and "Python" not in head and "waitress" not in head.lower(), path
        assert path.startswith("/static/") or re.search(r"Content-Security-Policy: .*default-src 'self'", head), path


@pytest.mark.parametrize(
    "heads",
    [
        "Content-Length: 4\nContent-Length: 40\n",
        "Transfer-Encoding: xchunked\n",
        "Transfer-Encoding: chunked, identity\n",
        "Content-Length: -1\n",
        "Content-Length: +4\n",
    ],
)
def test_t42_no_request_hides_in_another(door: tuple[int, bool], heads: str) -> None:
    port, _ = door
    hidden = "GET /acts/ HTTP/1.1\nHost: gd.example.gov.cn\n\n"
    first = f"POST /sign-in/ HTTP/1.1\nHost: gd.example.gov.cn\nX-Forwarded-Proto: https\n{heads}\n0\n\n"
    told = _asked(port, first + hidden)
    assert len(re.findall(r"^HTTP/1\.[01] \d{3}", told, re.MULTILINE)) <= 1
    assert re.match(r"HTTP/1\.[01] (3|4|5)\d\d", told), told[:80]


@pytest.mark.parametrize(
    "host", ["evil.example", "gd.example.gov.cn.evil.example", "gd.example.gov.cn@evil.example", ""]
)
def test_t42_no_other_host_is_answered_for(door: tuple[int, bool], host: str) -> None:
    port, _ = door
    told = _asked(port, f"GET /sign-in/ HTTP/1.1\nHost: {host}\nX-Forwarded-Proto: https\nConnection: close\n\n")
    assert re.match(r"HTTP/1\.1 400", told) and "evil" not in told
