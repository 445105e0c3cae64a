"""经认证方 · What tests of the sign-in through a provider do again and again."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpResponse
from django.test import Client

from landsupply.web import factor
from landsupply.web.clock import now, today
from landsupply.web.models import Account, Membership, Subject
from landsupply.web.oidc import Provider
from landsupply.web.passwords import change
from tests.web.provider import CLIENT, SECRET, FakeProvider

STRONG = "Kestrel-over-7-fields"


def set_up(provider: FakeProvider) -> Provider:
    """所设认证方 · The provider as an office sets it."""
    return Provider(issuer=provider.issuer, client=CLIENT, secret=SECRET, name="省统一认证")


def account_named(name: str = "someone") -> Account:
    """账户 · One with a password, a planner's."""
    account = Account(name=name, shown="某人")
    change(account, STRONG, today())
    Membership.objects.create(account=account, role="planner")
    return account


def sent(client: Client, path: str = "/sign-in/oidc/") -> dict[str, str]:
    """所带 · What a browser is sent to the provider with."""
    answer = client.get(path)
    assert answer.status_code == 302, answer.content.decode()
    return {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}


def way_back(provider: FakeProvider, client: Client, path: str = "/sign-in/oidc/") -> str:
    """回来之址 · Where the provider sends a browser back to."""
    answer = client.get(path)
    assert answer.status_code == 302 and answer["Location"].startswith(provider.issuer + "/authorize?")
    back = provider.authorized(answer["Location"])
    assert back.startswith("http://testserver/sign-in/oidc/back/?")
    return back.removeprefix("http://testserver")


def whole(provider: FakeProvider, client: Client, after: str = "/") -> HttpResponse:
    """一来一回 · There and back."""
    path = "/sign-in/oidc/?" + urlencode({"next": after})
    return client.get(way_back(provider, client, path))  # type: ignore[return-value]


def is_in(client: Client) -> bool:
    """已登录 · Whether this browser is signed in."""
    return client.get("/settings/").status_code == 200


def refused(answer: HttpResponse, client: Client, status: int, words: str) -> None:
    """被拒 · In words, on the page where the password still lets in; nobody is signed in."""
    text = answer.content.decode()
    assert answer.status_code == status and words in text and 'name="password"' in text, text[-2000:]
    assert "Traceback" not in text and not is_in(client)


def code_of(number: str, ahead: int = 0) -> str:
    """验证码 · What a telephone shows, so many steps ahead."""
    return factor.code_at(factor.key_of(number), int(now().timestamp()) // 30 + ahead)


def linked(name: str) -> list[str]:
    """所关联 · Whom an account is linked to."""
    return list(Subject.objects.filter(account__name=name).values_list("identifier", flat=True))
