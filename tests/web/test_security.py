"""安全测试 · Headers, forged forms, foreign hosts and addresses, words that are markup, going live."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from landsupply.web import urls
from landsupply.web.models import Account, Attempt
from landsupply.web.roles import Role
from tests.web.office import signed_in
from tests.web.planted import Office, asked_of, planted, text_of
from tests.web.test_permissions import cells, everything

MARKUP = "<img src=x onerror=alert(1)>"
_TAG = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)


@pytest.fixture(scope="module")
def marked(passwords: dict[str, str]) -> Iterator[Office]:
    """带标记的城市 · An office in which everything that can be named is called by markup."""
    del passwords
    with transaction.atomic():
        city = planted(MARKUP)
        Account.objects.update(shown=MARKUP)
        Attempt.objects.create(name=MARKUP, source=MARKUP[:60])
        yield city
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ["planner", "audit", "system", "security", "leader", "district", None])
def test_t28_words_are_never_markup(marked: Office, role: str | None) -> None:
    """Every page that answers: what people wrote is written out, and no page has a script of its own in it."""
    found, seen = [], 0
    for cell in cells(everything(), marked):
        if cell.role != (Role(role) if role else None) or cell.method != "GET" or cell.whose != "own":
            continue
        client = signed_in(role) if role else Client()
        with transaction.atomic():
            answer = asked_of(client, "GET", cell.address)
            text = text_of(answer)
            transaction.set_rollback(True)
        if not str(answer.get("Content-Type", "")).startswith("text/html"):
            continue
        seen += MARKUP.replace("<", "&lt;").replace(">", "&gt;") in text
        found += [f"{cell.address}: {one}" for one in ("<img src=x", *_TAG.findall(text)) if one in text]
    assert found == []
    assert seen or role is None


def test_t44_every_page_says_what_a_browser_may_do(office: None) -> None:
    answer = Client().get("/sign-in/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
    assert "unsafe-inline" not in policy.replace("style-src 'self' 'unsafe-inline'", "") and "unsafe-eval" not in policy
    assert "script-src" not in policy  # scripts fall back on 'self'
    assert answer["X-Frame-Options"] == "DENY" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin" and answer["Cross-Origin-Opener-Policy"] == "same-origin"
    signed = signed_in("planner").get("/")
    assert "no-store" in signed["Cache-Control"] and settings.SESSION_COOKIE_HTTPONLY


def test_t44_nothing_is_fetched_from_elsewhere() -> None:
    here = Path(urls.__file__).parent
    pages = [*here.glob("templates/**/*.html"), *here.glob("static/js/*.js"), *here.glob("static/css/*.css")]
    text = {path.name: path.read_text(encoding="utf-8") for path in pages}
    assert [
        name for name, one in text.items() if re.search(r"(src|href|url|action)\s*[=(]\s*[\"']?(https?:)?//", one)
    ] == []
    assert [name for name, one in text.items() if name.endswith(".html") and _TAG.search(one)] == []


def test_t42_a_form_from_elsewhere_is_refused(passwords: dict[str, str], office: None) -> None:
    """Every address that is sent something, pages' and API's, without the page's own mark."""
    client = Client(enforce_csrf_checks=True)
    client.cookies.update(signed_in("planner").cookies)
    done = []
    for route in everything():
        for method in set(route.method.split()) - {"GET"}:
            address = "/" + re.sub(r"<(?:int:)?\w+>|<\w+:\w+>", "1", route.path)
            if route.verb is not None:
                with transaction.atomic():
                    answer = client.generic(method, address)
                    transaction.set_rollback(True)
                if answer.status_code not in (403, 404):
                    done.append(f"{method} {address}: {answer.status_code}")
    assert done == []


def test_t42_what_changes_something_is_not_done_by_a_link(as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("planner")
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1@evil.example", ""])
def test_t42_another_host_is_refused(office: None, host: str) -> None:
    assert Client().get("/sign-in/", headers={"Host": host}).status_code in (400, 200 if host == "" else 400)


@pytest.mark.parametrize(
    "after",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "\t//evil.example",
    ],
)
def test_t42_sign_in_leads_nowhere_else(passwords: dict[str, str], office: None, after: str) -> None:
    form = {"name": "planner", "password": passwords["planner"], "next": after}
    assert Client().post("/sign-in/", form)["Location"] == "/"


def test_t42_the_way_back_keeps_its_whole_query(office: None) -> None:
    assert Client().get("/?a=1&next=//evil.example")["Location"] == "/sign-in/?next=/%3Fa%3D1%26next%3D//evil.example"


def test_t44_going_live_is_clean(tmp_path: Path) -> None:
    """Django's own list for going live and ours, as a bureau behind its gateway runs it."""
    environment = {
        **os.environ,
        "LANDSUPPLY_HOME": str(tmp_path),
        "LANDSUPPLY_TLS": "1",
        "LANDSUPPLY_HOSTS": "gd.example.gov.cn",
        "LANDSUPPLY_SECOND_FACTOR": "required",
    }
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
