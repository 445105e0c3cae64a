"""认证方测试 · A provider that lies, fails, is silent, talks nonsense, or is set up wrongly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from django.test import Client, override_settings

from landsupply.web import oidc_flow
from landsupply.web.models import Attempt
from landsupply.web.oidc import oidc_of
from landsupply.web.oidc_checks import provider_is_sound
from landsupply.web.oidc_flow import ProviderFault, checked
from tests.web.provider import CLIENT, SECRET, FakeProvider, certificate, key_of, our_secret_as_key, provider_open
from tests.web.through import STRONG, is_in, refused, set_up, way_back, whole

LIES: dict[str, dict[str, object]] = {
    "another nonce": {"nonce": "x"},
    "no nonce": {"nonce": None},
    "another issuer": {"iss": "http://127.0.0.1:1"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "somebody-else"},
    "other audiences": {"aud": ["a", "b"]},
    "no audience": {"aud": None},
    "another party": {"aud": [CLIENT, "other"], "azp": "other"},
    "another audience for us": {"aud": "other", "azp": CLIENT},
    "expired": {"exp": int(time.time()) - 3600},
    "no end": {"exp": None},
    "issued tomorrow": {"iat": int(time.time()) + 86400},
    "not yet": {"nbf": int(time.time()) + 86400},
    "long since": {"auth_time": int(time.time()) - 3600},
    "no subject": {"sub": None},
    "an empty subject": {"sub": ""},
    "a number": {"sub": 7},
    "too long": {"sub": "u" * 256},
    "unreadable": {"sub": "u\0001"},
    "another token's hash": {"at_hash": "AAAA"},
    "text for a time": {"auth_time": "now"},
    "an endless end": {"exp": float("nan")},
}


@pytest.mark.parametrize("lie", LIES)
def test_what_is_not_for_us_now_is_refused(provider: FakeProvider, lie: str) -> None:
    provider.claims = LIES[lie]
    client = Client()
    refused(whole(provider, client), client, 403, "未通过核验")
    assert Attempt.objects.filter(name="oidc ?").count() == 1


@pytest.mark.parametrize(("late", "is_let_in"), [(-50, True), (-70, False)])
def test_clocks_may_differ_by_a_minute(provider: FakeProvider, late: int, is_let_in: bool) -> None:
    provider.claims = {"exp": int(time.time()) + late}
    client = Client()
    assert (whole(provider, client).status_code == 302) is is_let_in and is_in(client) is is_let_in


def test_what_is_not_signed_by_its_key_is_refused(provider: FakeProvider) -> None:
    other = key_of("other")
    lies: tuple[tuple[dict[str, object], object], ...] = (
        ({"alg": "none", "kid": "first"}, None),
        ({"alg": "RS256", "kid": "first"}, other),
        ({"alg": "RS256", "kid": "other"}, other),
        ({"alg": "HS256", "kid": "first"}, our_secret_as_key()),
        ({"alg": "HS256"}, our_secret_as_key()),
    )
    for header, signer in lies:
        provider.header, provider.signer = header, signer
        client = Client()
        refused(whole(provider, client), client, 403, "未通过核验")
        Attempt.objects.all().delete()


def test_a_new_key_is_taken_and_strange_ones_are_passed_over(provider: FakeProvider) -> None:
    new = key_of("second")
    strange: dict[str, object] = {"kty": "EC", "crv": "SM2", "kid": "sm2", "x": "AA", "y": "AA"}
    encrypting = {**key_of("other").as_dict(private=False), "use": "enc"}
    provider.keys = [strange, encrypting, new.as_dict(private=False)]
    provider.header, provider.signer = {"alg": "RS256", "kid": "second"}, new
    assert whole(provider, Client()).status_code == 302
    # A key for encrypting signs nothing.
    provider.header, provider.signer = {"alg": "RS256", "kid": "other"}, key_of("other")
    assert whole(provider, Client()).status_code == 403


def test_the_provider_refuses(provider: FakeProvider) -> None:
    for words in ("access_denied", "login_required", "<script>alert(1)</script>"):
        provider.refuses = words
        client = Client()
        answer = whole(provider, client)
        refused(answer, client, 403, "没有准许")
        assert "<script>alert" not in answer.content.decode()


def test_a_provider_that_is_down_leaves_the_password(provider: FakeProvider) -> None:
    client = Client()
    back = way_back(provider, client)
    provider.close()
    refused(client.get(back), client, 503, "连不上")
    refused(client.get("/sign-in/oidc/"), client, 503, "连不上")
    assert not Attempt.objects.exists()  # nobody's fault who stands here
    assert client.post("/sign-in/", {"name": "someone", "password": STRONG}).status_code == 302


def _silent(path: str) -> None:
    time.sleep(6)


def _dripping(path: str) -> tuple[int, Iterator[bytes]]:
    return 200, _drops()


def _drops() -> Iterator[bytes]:
    for _ in range(60):
        time.sleep(0.1)
        yield b" "


@pytest.mark.parametrize("slow", [_silent, _dripping])
def test_a_provider_that_is_silent_or_drips_is_not_waited_for(
    provider: FakeProvider, slow: Callable[[str], tuple[int, Iterator[bytes]] | None]
) -> None:
    provider.answer_with = slow
    client = Client()
    with patch("landsupply.web.oidc_wire.PATIENCE", 0.3):
        began = time.monotonic()
        refused(client.get("/sign-in/oidc/"), client, 503, "连不上")
        assert time.monotonic() - began < 4


def test_only_three_ask_it_at_once(provider: FakeProvider) -> None:
    with patch.object(oidc_flow, "_WAIT", 0.05):
        taken = [oidc_flow._AT_ONCE.acquire(timeout=1) for _ in range(3)]
        try:
            client = Client()
            refused(client.get("/sign-in/oidc/"), client, 503, "连不上")
        finally:
            for _ in taken:
                oidc_flow._AT_ONCE.release()
    assert whole(provider, Client()).status_code == 302


WRONG_ANSWERS: dict[str, tuple[int, bytes]] = {
    "no JSON": (200, b"<html>login</html>"),
    "a list": (200, b"[]"),
    "nothing": (200, b""),
    "too much": (200, b" " * (300 << 10)),
    "elsewhere": (302, b"{}"),
    "an error": (500, b"Traceback (most recent call last)"),
    "null": (200, b"null"),
    "deep": (200, b"[" * 100_000),
}


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/keys"])
@pytest.mark.parametrize("wrong", WRONG_ANSWERS)
def test_a_provider_that_talks_nonsense_is_told_in_words(provider: FakeProvider, path: str, wrong: str) -> None:
    client = Client()
    back = way_back(provider, client)
    provider.answer_with = lambda asked: WRONG_ANSWERS[wrong] if asked == path else None
    answer = client.get(back)
    assert answer.status_code in (403, 503) and 'name="password"' in answer.content.decode() and not is_in(client)


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://other.example"},
        {"issuer": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "http://elsewhere.example/authorize"},
        {"token_endpoint": "http://169.254.169.254/"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": 7},
        {"token_endpoint": "http://127.0.0.1@elsewhere.example/"},
        {"token_endpoint": "http://[broken"},
    ],
)
def test_a_discovery_that_leads_elsewhere_is_refused(provider: FakeProvider, told: dict[str, object]) -> None:
    provider.told = told
    client = Client()
    refused(client.get("/sign-in/oidc/"), client, 403, "未通过核验")


def test_an_answer_without_end_is_not_read(provider: FakeProvider) -> None:
    """True in every word, but padded."""
    padded = json.dumps(provider.discovery()).encode() + b" " * (300 << 10)
    provider.answer_with = lambda path: (200, padded) if path.startswith("/.well-known") else None
    client = Client()
    refused(client.get("/sign-in/oidc/"), client, 403, "未通过核验")


def test_an_answer_in_anothers_name_is_refused(provider: FakeProvider) -> None:
    """RFC 9207: where the provider says who it is on the way back, that must be so."""
    client = Client()
    back = way_back(provider, client)
    refused(client.get(f"{back}&iss=https://other.example"), client, 400, "不是从本浏览器")


_GOOD = {
    "LANDSUPPLY_OIDC_ISSUER": "https://id.example.gov.cn/realms/gd",
    "LANDSUPPLY_OIDC_CLIENT_ID": CLIENT,
    "LANDSUPPLY_OIDC_CLIENT_SECRET": SECRET,
}


def test_the_settings_are_all_or_nothing() -> None:
    assert oidc_of({}) == (None, ())
    provider, faults = oidc_of({**_GOOD, "LANDSUPPLY_OIDC_FACTOR": "hwk, otp"})
    assert provider and not faults and provider.factors == {"hwk", "otp"} and SECRET not in repr(provider)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"ISSUER": ""}, "U767"),
        ({"CLIENT_ID": ""}, "U767"),
        ({"CLIENT_SECRET": ""}, "U767"),
        ({"ISSUER": "http://id.example.gov.cn"}, "U766"),
        ({"ISSUER": "id.example.gov.cn"}, "U766"),
        ({"ISSUER": "https://id.example.gov.cn/?a=1"}, "U766"),
        ({"ISSUER": "https://[broken"}, "U766"),
        ({"CLIENT_SECRET_FILE": "/nowhere/secret"}, "U768"),
        ({"CA": "/nowhere/ca.pem"}, "U768"),
        ({"CA": __file__}, "U768"),
    ],
)
def test_what_is_set_wrongly_is_said_and_off(changed: dict[str, str], code: str) -> None:
    provider, faults = oidc_of({**_GOOD, **{f"LANDSUPPLY_OIDC_{name}": value for name, value in changed.items()}})
    assert provider is None and [one for one, _ in faults] == [code]
    with override_settings(OIDC=None, OIDC_FAULTS=faults):
        (told,) = provider_is_sound(None)
    assert told.id == "landsupply.E003" and faults[0][1] in told.msg


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET + "\n")
    given = {
        **_GOOD,
        "LANDSUPPLY_OIDC_CLIENT_SECRET": "",
        "LANDSUPPLY_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret"),
    }
    provider, faults = oidc_of(given)
    assert provider and provider.secret == SECRET and not faults


def test_a_provider_that_will_not_do_is_found_before_going_live(provider: FakeProvider) -> None:
    def found() -> list[str]:
        return [str(one.id) for one in provider_is_sound(None)]

    assert found() == ["landsupply.E004"]  # without TLS
    provider.told = {"code_challenge_methods_supported": ["plain"]}
    assert found() == ["landsupply.E004", "landsupply.E005"]
    provider.told = {"id_token_signing_alg_values_supported": ["HS256", "none"]}
    assert "landsupply.E005" in found()
    provider.told, provider.keys = {}, []
    assert "landsupply.E005" in found()
    provider.close()
    assert "landsupply.E005" in found()


def test_its_certificate_is_always_judged(tmp_path: Path) -> None:
    """By the authority the office names; by none that it does not, and for no other name."""
    file, tls = certificate(tmp_path, "localhost")
    other, _ = certificate(tmp_path, "other")
    with provider_open(tls) as one:
        ours = replace(set_up(one), authority=str(file))
        checked(ours)
        elsewhere = one.issuer.replace("localhost", "127.0.0.1")
        one.told = {"issuer": elsewhere}
        for wrong in (
            replace(ours, authority=""),
            replace(ours, authority=str(other)),
            replace(ours, issuer=elsewhere),
        ):
            with pytest.raises(ProviderFault) as told:
                checked(wrong)
            assert told.value.code == "U557" and "CERTIFICATE_VERIFY_FAILED" in told.value.detail


def _doctor(*options: str, **told: str) -> str:
    environment = {**os.environ, **{f"LANDSUPPLY_OIDC_{name}": value for name, value in told.items()}}
    command = [sys.executable, "-m", "landsupply", "doctor", *options]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, encoding="utf-8", timeout=120)
    return done.stdout


def test_the_check_up_says_what_is_wrong_and_what_works() -> None:
    with provider_open() as one:
        set_rightly = {"ISSUER": one.issuer, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET}
        assert f"统一身份认证可用：{one.issuer}" in _doctor(**set_rightly)
        one.told = {"issuer": "https://other.example"}
        wrong = json.loads(_doctor("--json", "--lang", "en", **set_rightly))["sign-in"]
        assert "https://other.example, which is not the address" in wrong
    assert "缺 LANDSUPPLY_OIDC_CLIENT_ID" in _doctor(ISSUER="https://id.example.gov.cn")
    assert "sign-in" not in _doctor()
