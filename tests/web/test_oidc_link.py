"""关联身份测试 · Who links an account to whom, and that nobody does for another."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.test import Client

from landsupply.web.acts import broken
from landsupply.web.clock import now
from landsupply.web.models import Account, ActRow, Attempt
from landsupply.web.subjects import link
from tests.web.office import signed_in
from tests.web.provider import FakeProvider
from tests.web.through import STRONG, account_named, is_in, linked, way_back, whole


def _to_link(provider: FakeProvider, client: Client) -> HttpResponse:
    return client.get(way_back(provider, client, "/settings/oidc/begin/"))  # type: ignore[return-value]


def test_one_links_oneself_with_the_password(provider: FakeProvider) -> None:
    account_named("other")
    provider.person = {"sub": "u-009", "preferred_username": "li.si"}
    client = Client()
    client.post("/sign-in/", {"name": "other", "password": STRONG})
    assert "确认身份" in client.get("/settings/oidc/").content.decode()
    assert _to_link(provider, client)["Location"] == "/settings/oidc/"
    assert "li.si" in client.get("/settings/oidc/").content.decode() and not linked("other")
    wrong = client.post("/settings/oidc/", {"ask": "confirm", "password": "wrong"})
    assert wrong.status_code == 422 and not linked("other") and Attempt.objects.filter(name="other").exists()
    assert client.post("/settings/oidc/", {"ask": "confirm", "password": STRONG})["Location"] == "/settings/oidc/"
    assert linked("other") == ["u-009"] and "已关联" in client.get("/settings/oidc/").content.decode()
    assert whole(provider, Client())["Location"] == "/"
    assert ActRow.objects.filter(verb="link_subject", who="other").count() == 1
    client.post("/settings/oidc/", {"ask": "unlink"})
    assert linked("other") == [] and whole(provider, Client()).status_code == 403
    assert ActRow.objects.filter(verb="unlink_subject", who="other").count() == 1 and broken() == []


def test_five_wrong_passwords_stop_linking(provider: FakeProvider) -> None:
    account_named("other")
    provider.person = {"sub": "u-009"}
    client = Client()
    client.post("/sign-in/", {"name": "other", "password": STRONG})
    _to_link(provider, client)
    for _ in range(5):
        client.post("/settings/oidc/", {"ask": "confirm", "password": "wrong"})
    assert client.post("/settings/oidc/", {"ask": "confirm", "password": STRONG}).status_code == 429
    assert linked("other") == []


def test_a_person_has_one_account_and_an_account_one_person(provider: FakeProvider) -> None:
    account_named("other")
    client = Client()
    client.post("/sign-in/", {"name": "other", "password": STRONG})
    _to_link(provider, client)  # u-001 is someone's already
    assert client.post("/settings/oidc/", {"ask": "confirm", "password": STRONG}).status_code == 409
    assert linked("other") == [] and linked("someone") == ["u-001"]


def test_nothing_is_linked_that_was_not_begun_by_this_account(provider: FakeProvider) -> None:
    account_named("other")
    provider.person = {"sub": "u-009"}
    client = Client()
    client.post("/sign-in/", {"name": "other", "password": STRONG})
    assert client.post("/settings/oidc/", {"ask": "confirm", "password": STRONG}).status_code == 409
    back = way_back(provider, client, "/settings/oidc/begin/")
    session = client.session
    session["oidc"] = {**session["oidc"], "account": Account.objects.get(name="someone").pk}
    session.save()
    assert client.get(back).status_code == 400 and "oidc_link" not in client.session
    back = way_back(provider, client, "/settings/oidc/begin/")
    client.post("/sign-out/")
    client.post("/sign-in/", {"name": "someone", "password": STRONG})
    assert client.get(back).status_code == 400 and "oidc_link" not in client.session
    client.post("/sign-out/")
    client.post("/sign-in/", {"name": "other", "password": STRONG})
    _to_link(provider, client)
    session = client.session
    session["oidc_link"] = {**session["oidc_link"], "at": (now() - timedelta(minutes=6)).isoformat()}
    session.save()
    assert client.post("/settings/oidc/", {"ask": "confirm", "password": STRONG}).status_code == 409
    assert linked("other") == []


def test_t39_nobody_links_for_another_and_a_reset_ends_the_link(provider: FakeProvider) -> None:
    """The system administrator who resets a password keeps no way in by it; the security administrator ends links."""
    number = Account.objects.get(name="someone").pk
    client = Client()
    whole(provider, client)
    security = signed_in("security")
    assert "解除关联" in security.get("/settings/roles/").content.decode()
    assert security.post("/settings/roles/change/", {"ask": "subject", "account": number}).status_code == 302
    assert linked("someone") == [] and not is_in(client)
    assert ActRow.objects.filter(verb="unlink_subject", who="security", about="someone").count() == 1
    link(Account.objects.get(pk=number), provider.issuer, "u-001", "zhang.san")
    for role in ("planner", "audit", "system"):
        form = {"ask": "subject", "account": number}
        assert signed_in(role).post("/settings/roles/change/", form).status_code == 404
    assert linked("someone") == ["u-001"]
    signed_in("system").post("/settings/accounts/change/", {"ask": "reset", "account": number})
    assert linked("someone") == [] and whole(provider, Client()).status_code == 403
