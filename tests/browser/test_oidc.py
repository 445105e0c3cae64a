"""统一身份认证浏览器测试 · An account linked by its person, and signed in through the office's provider ever after."""

from __future__ import annotations

import os
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import EXAMPLE, SIZE, Served, free_port, serve, sign_in
from tests.browser.pictures import picture
from tests.web.provider import CLIENT, SECRET, FakeProvider, provider_open


@pytest.fixture(scope="module")
def provider() -> Iterator[FakeProvider]:
    """认证方 · One that has signed its person in already: it sends every browser straight back."""
    with provider_open() as one:
        yield one


@pytest.fixture(scope="module")
def served_through(provider: FakeProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """所服务 · The example city of an office that has a provider."""
    told = {"ISSUER": provider.issuer, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, "NAME": "省统一认证"}
    environment = {f"LANDSUPPLY_OIDC_{name}": value for name, value in told.items()}
    with patch.dict(os.environ, environment):
        os.environ.pop("LANDSUPPLY_PLACE", None)
        one = serve(tmp_path_factory.mktemp("served"), free_port(), "--demo", EXAMPLE)
    yield one
    one.process.terminate()
    one.process.wait(20)


@pytest.fixture
def page(served_through: Served, chromium: Browser) -> Iterator[Page]:
    """访客 · A fresh browser whose console complains of nothing, least of all that a way was barred by our policy."""
    context = chromium.new_context(viewport=SIZE, base_url=served_through.address, locale="zh-CN")
    one, wrong = context.new_page(), []
    one.on("pageerror", lambda error: wrong.append(str(error)))
    one.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    yield one
    context.close()
    assert wrong == []


def test_one_links_the_account_and_is_let_in_by_the_provider(
    served_through: Served, page: Page, provider: FakeProvider
) -> None:
    page.goto("/sign-in/")
    page.get_by_role("link", name="用“省统一认证”登录").click()
    expect(page.get_by_role("alert")).to_contain_text("还没有关联账户")
    assert serious(page) == []
    picture(page, "sign-in-oidc-unknown")
    sign_in(page, served_through, "planner")
    page.goto("/settings/")
    page.get_by_role("link", name="统一身份认证").click()
    assert serious(page) == []
    picture(page, "settings-oidc")
    page.get_by_role("link", name="到“省统一认证”确认身份").click()
    page.wait_for_url("**/settings/oidc/")
    expect(page.get_by_role("main")).to_contain_text("zhang.san")
    assert serious(page) == []
    picture(page, "settings-oidc-confirm")
    page.keyboard.type(served_through.passwords["planner"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="解除关联")).to_be_visible()
    assert serious(page) == []
    picture(page, "settings-oidc-linked")
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/sign-in/")
    assert serious(page) == []
    picture(page, "sign-in-oidc")
    page.goto("/ledger/")
    page.get_by_role("link", name="用“省统一认证”登录").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ledger/")
    assert "/token" in provider.asked


def test_a_provider_that_is_down_is_told_and_the_password_lets_in(
    served_through: Served, page: Page, provider: FakeProvider
) -> None:
    provider.answer_with = lambda path: (502, b"bad gateway")
    page.goto("/sign-in/")
    page.get_by_role("link", name="用“省统一认证”登录").click()
    expect(page.get_by_role("alert")).to_contain_text("连不上")
    page.fill("#name", "leader")
    page.fill("#password", served_through.passwords["leader"])
    page.press("#password", "Enter")
    page.wait_for_url(f"{served_through.address}/")
