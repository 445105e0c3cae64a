"""统一身份认证测试 · Through a provider and back: who is let in, how far, and who is not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings

from landsupply.web import factor
from landsupply.web.acts import broken
from landsupply.web.clock import now
from landsupply.web.models import Account, ActRow, Attempt, Membership, Sitting, Subject
from landsupply.web.own_account import enrol
from tests.web.office import signed_in
from tests.web.planted import planted
from tests.web.provider import FakeProvider
from tests.web.test_permissions import NOT_SET_UP, everything, violations
from tests.web.through import code_of, is_in, refused, sent, set_up, way_back, whole


def test_a_linked_person_is_let_in_and_led_on(provider: FakeProvider) -> None:
    client = Client()
    assert "用“省统一认证”登录" in client.get("/sign-in/").content.decode()
    assert whole(provider, client, "/ledger/")["Location"] == "/ledger/"
    assert is_in(client) and Sitting.objects.filter(account__name="someone").count() == 1
    act = ActRow.objects.filter(verb="sign_in").order_by("number").last()
    assert act and act.who == "someone" and json.loads(act.facts)["issuer"] == provider.issuer and broken() == []
    assert client.session.get_expiry_age() > 3600  # what was short was the way there
    assert client.post("/sign-out/")["Location"] == "/sign-in/" and not is_in(client)


def test_every_sending_has_marks_of_its_own(provider: FakeProvider) -> None:
    first, second = sent(Client()), sent(Client())
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 20 and first[name] != second[name]
    assert "code_verifier" not in first and first["redirect_uri"] == "http://testserver/sign-in/oidc/back/"


@pytest.mark.parametrize("after", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_t42_a_provider_leads_nowhere_else(provider: FakeProvider, after: str) -> None:
    assert whole(provider, Client(), after)["Location"] == "/"


def test_a_wrong_state_is_refused_and_counts_against_nobody(provider: FakeProvider) -> None:
    client, other = Client(), Client()
    theirs = way_back(provider, other)
    refused(client.get(theirs), client, 400, "已用过")  # another browser's way back: nobody is signed in as them
    back = way_back(provider, client)
    refused(client.get(back.replace("state=", "state=x")), client, 400, "已用过")
    assert client.get(back)["Location"] == "/"
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    "query", ["", "state=", "code=x", "state=%E5%AD%97&code=%FF", "state=" + "x" * 9000, "error=x"]
)
def test_a_way_back_without_a_way_there_is_refused(provider: FakeProvider, query: str) -> None:
    client = Client()
    refused(client.get(f"/sign-in/oidc/back/?{query}"), client, 400, "已用过")
    assert provider.asked == []


def test_marks_and_codes_are_good_once(provider: FakeProvider) -> None:
    client = Client()
    back = way_back(provider, client)
    assert client.get(back)["Location"] == "/"
    client.post("/sign-out/")
    refused(client.get(back), client, 400, "已用过")
    state = sent(client)["state"]
    used = parse_qs(urlsplit(back).query)["code"][0]
    refused(client.get(f"/sign-in/oidc/back/?code={used}&state={state}"), client, 403, "未通过核验")


def test_marks_are_used_up_by_a_failure_too(provider: FakeProvider) -> None:
    client = Client()
    back = way_back(provider, client)
    provider.answer_with = lambda path: (500, b"") if path == "/token" else None
    refused(client.get(back), client, 503, "连不上")
    provider.answer_with = lambda path: None
    refused(client.get(back), client, 400, "已用过")


def test_a_code_of_another_browser_is_refused(provider: FakeProvider) -> None:
    """PKCE: a code stolen on its way is worth nothing without the verifier it was asked for with."""
    thief, victim = Client(), Client()
    stolen = parse_qs(urlsplit(way_back(provider, victim)).query)["code"][0]
    state = sent(thief)["state"]
    refused(thief.get(f"/sign-in/oidc/back/?code={stolen}&state={state}"), thief, 403, "未通过核验")


def test_marks_are_good_for_ten_minutes(provider: FakeProvider) -> None:
    client = Client()
    back = way_back(provider, client)
    session = client.session
    session["oidc"] = {**session["oidc"], "at": (now() - timedelta(minutes=10, seconds=1)).isoformat()}
    session.save()
    refused(client.get(back), client, 400, "已过期")


def test_somebody_unknown_is_told_whom_to_ask_and_gets_no_account(provider: FakeProvider) -> None:
    before = Account.objects.count()
    # Being called like an account is not being its person.
    provider.person = {"sub": "u-002", "preferred_username": "planner", "email": "planner@example.org"}
    client = Client()
    refused(whole(provider, client), client, 403, "请找系统管理员")
    assert Account.objects.count() == before
    assert Attempt.objects.get().name == "oidc u-002"
    for _ in range(4):
        assert whole(provider, client).status_code == 403
    assert whole(provider, client).status_code == 429
    assert ActRow.objects.filter(verb="lock_sign_in", about="oidc u-002").exists()


def test_the_same_person_of_another_provider_is_nobody_here(provider: FakeProvider) -> None:
    Subject.objects.update(issuer="https://other.example")
    client = Client()
    refused(whole(provider, client), client, 403, "还没有关联账户")


def test_a_disabled_account_stays_outside(provider: FakeProvider) -> None:
    Account.objects.filter(name="someone").update(is_active=False)
    client = Client()
    answer = whole(provider, client)
    assert answer.status_code == 403 and "已停用" in answer.content.decode() and not is_in(client)


def test_an_account_nobody_used_is_disabled_here_too(provider: FakeProvider) -> None:
    Account.objects.filter(name="someone").update(last_login=now() - timedelta(days=91))
    assert whole(provider, Client()).status_code == 403
    assert not Account.objects.get(name="someone").is_active


def test_t35_a_locked_account_is_locked_here_too(provider: FakeProvider) -> None:
    for _ in range(5):
        Client().post("/sign-in/", {"name": "someone", "password": "wrong"})
    client = Client()
    assert whole(provider, client).status_code == 429 and not is_in(client)
    assert whole(provider, Client(REMOTE_ADDR="10.0.0.1")).status_code == 302


def test_t35_a_source_that_tries_everything_is_shut(provider: FakeProvider) -> None:
    Attempt.objects.bulk_create(Attempt(name=f"name{one}", source="127.0.0.1") for one in range(50))
    assert whole(provider, Client()).status_code == 429
    assert "/token" not in provider.asked


def test_two_sittings_at_once_by_whatever_way(provider: FakeProvider) -> None:
    clients = [Client() for _ in range(3)]
    for client in clients:
        whole(provider, client)
    assert [is_in(client) for client in clients] == [False, True, True]


def test_a_password_to_be_changed_comes_first(provider: FakeProvider) -> None:
    Account.objects.filter(name="someone").update(must_change=True)
    client = Client()
    assert whole(provider, client, "/ledger/")["Location"] == "/settings/password/"
    assert client.get("/settings/oidc/")["Location"] == "/settings/password/"


def test_t37_our_own_second_factor_is_asked_all_the_same(provider: FakeProvider) -> None:
    number = factor.drawn()
    enrol(Account.objects.get(name="someone"), number, code_of(number, -1))
    provider.claims = {"amr": ["pwd", "hwk"], "acr": "high"}
    client = Client()
    assert whole(provider, client, "/ledger/")["Location"] == "/sign-in/code/"
    assert not is_in(client)
    assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 401
    assert client.post("/sign-in/code/", {"code": code_of(number)})["Location"] == "/ledger/"
    act = ActRow.objects.filter(verb="sign_in").order_by("number").last()
    assert act and json.loads(act.facts) == {"source": "127.0.0.1", "failures": 1, "issuer": provider.issuer}


@pytest.mark.parametrize(
    ("role", "words", "is_asked"),
    [("planner", ["hwk"], False), ("planner", ["pwd"], True), ("audit", ["hwk"], True)],
)
def test_t37_the_providers_counts_where_it_is_set_but_for_administrators(
    provider: FakeProvider, role: str, words: list[str], is_asked: bool
) -> None:
    account = Account.objects.get(name="someone")
    account.memberships.all().delete()
    Membership.objects.create(account=account, role=role)
    number = factor.drawn()
    enrol(account, number, code_of(number))
    provider.claims = {"amr": words}
    client = Client()
    with override_settings(OIDC=replace(set_up(provider), factors=frozenset({"hwk"}))):
        assert (whole(provider, client)["Location"] == "/sign-in/code/") is is_asked
    assert is_in(client) is not is_asked


@override_settings(SECOND_FACTOR="required")
def test_t37_an_administrator_sets_one_up_first(provider: FakeProvider) -> None:
    account = Account.objects.get(name="someone")
    account.memberships.all().delete()
    Membership.objects.create(account=account, role="security")
    assert whole(provider, Client(), "/settings/roles/")["Location"] == "/settings/factor/"


def test_where_it_is_not_set_up_it_is_not_there(office: None) -> None:
    assert settings.OIDC is None
    assert "oidc" not in Client().get("/sign-in/").content.decode()
    client = signed_in("planner")
    for path in ("/sign-in/oidc/", "/sign-in/oidc/back/", "/settings/oidc/", "/settings/oidc/begin/"):
        assert client.get(path).status_code == 404
    assert client.post("/settings/oidc/", {"ask": "confirm"}).status_code == 404
    assert "oidc" not in client.get("/settings/").content.decode()


def test_all_is_told_in_english_too(provider: FakeProvider) -> None:
    provider.person = {"sub": "u-404"}
    client = Client()
    client.get("/sign-in/?lang=en")
    text = whole(provider, client).content.decode()
    assert "ask the system administrator" in text and "Sign in with “省统一认证”" in text


def test_sent_nothing_it_changes_nothing(provider: FakeProvider) -> None:
    """Asking the way there a hundred times leaves a hundred short sessions, and nothing else."""
    with transaction.atomic():
        acts = ActRow.objects.count()
        client = Client()
        sent(client)
        assert client.session.get_expiry_age() <= 600 and ActRow.objects.count() == acts


def test_t40_where_it_is_set_up_every_address_answers_as_the_table_says(provider: FakeProvider) -> None:
    city = planted()
    routes = tuple(route for route in everything() if route.name in NOT_SET_UP)
    count, found = violations(routes, city)
    assert len(routes) == 4 and count == 45 and found == []
