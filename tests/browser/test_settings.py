"""设置浏览器测试 · Accounts, roles, second factor, tokens and records, done as an administrator does them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import SIZE, Served, sign_in
from tests.browser.pictures import picture

_NEW = "Kestrel-over-7-fields"


def _out(page: Page) -> None:
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/sign-in/")


def _code(key: str, ahead: int = 0) -> str:
    """The six figures that a telephone would show: computed here anew from the key in letters."""
    import base64
    import hashlib
    import hmac

    step = int(datetime.now(UTC).timestamp()) // 30 + ahead
    mac = hmac.new(base64.b32decode(key), step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def test_an_account_from_its_making_to_its_first_work(served: Served, visitor: Page) -> None:
    sign_in(visitor, served, "system")
    visitor.get_by_role("link", name="设置").click()
    assert serious(visitor) == []
    picture(visitor, "settings")
    visitor.get_by_role("link", name="账户", exact=True).click()
    visitor.fill("#name", "zhang.san")
    visitor.fill("#shown", "张三")
    visitor.press("#shown", "Enter")
    once = visitor.locator(".once code").inner_text()
    assert serious(visitor) == []
    picture(visitor, "settings-accounts")
    visitor.get_by_role("link", name="地方资料").click()
    assert serious(visitor) == []
    picture(visitor, "settings-place")
    _out(visitor)
    sign_in(visitor, served, "security")
    visitor.goto("/settings/roles/")
    visitor.select_option("#account", label="zhang.san 张三")
    visitor.select_option("#role", label="计划编制人")
    visitor.get_by_role("button", name="授予").click()
    expect(visitor.get_by_role("row", name=re.compile("zhang.san"))).to_contain_text("计划编制人")
    assert serious(visitor) == []
    picture(visitor, "settings-roles")
    _out(visitor)
    _first_work(visitor, once)


def _first_work(page: Page, once: str) -> None:
    """The one-time password leads to its change, and nothing else is reached before."""
    page.fill("#name", "zhang.san")
    page.fill("#password", once)
    page.press("#password", "Enter")
    page.wait_for_url("**/settings/password/")
    page.goto("/ledger/")
    page.wait_for_url("**/settings/password/")
    page.fill("#old", once)
    page.fill("#new", "short")
    page.fill("#again", "other")
    page.press("#again", "Enter")
    expect(page.get_by_role("alert")).to_contain_text("至少")
    assert serious(page) == []
    picture(page, "settings-password")
    page.fill("#old", once)
    page.fill("#new", _NEW)
    page.fill("#again", _NEW)
    page.press("#again", "Enter")
    page.wait_for_url("**/settings/")
    page.goto("/ledger/")
    assert page.url.endswith("/ledger/")


def test_a_second_factor_is_set_up_and_asked_for(served: Served, visitor: Page, chromium: Browser) -> None:
    sign_in(visitor, served, "reviewer")
    visitor.goto("/settings/factor/")
    key = visitor.locator("code.key").inner_text().replace(" ", "")
    assert serious(visitor) == []
    picture(visitor, "settings-factor")
    visitor.fill("#code", _code(key))
    visitor.press("#code", "Enter")
    codes = visitor.locator(".codes code").all_inner_texts()
    assert len(set(codes)) == 8
    picture(visitor, "settings-factor-codes")
    _out(visitor)
    visitor.fill("#name", "reviewer")
    visitor.fill("#password", served.passwords["reviewer"])
    visitor.press("#password", "Enter")
    visitor.wait_for_url("**/sign-in/code/")
    assert serious(visitor) == []
    picture(visitor, "sign-in-code")
    visitor.fill("#code", codes[0].lower())
    visitor.press("#code", "Enter")
    visitor.wait_for_url(f"{served.address}/")
    other = chromium.new_context(viewport=SIZE, base_url=served.address).new_page()
    other.goto("/sign-in/")
    other.fill("#name", "reviewer")
    other.fill("#password", served.passwords["reviewer"])
    other.press("#password", "Enter")
    other.fill("#code", codes[0])
    other.press("#code", "Enter")
    expect(other.get_by_role("alert")).to_contain_text("已用过")
    other.context.close()


def test_a_token_is_shown_once(served: Served, visitor: Page) -> None:
    sign_in(visitor, served, "planner")
    visitor.goto("/settings/tokens/")
    visitor.fill("#title", "统计程序")
    visitor.press("#title", "Enter")
    assert visitor.locator(".once code").inner_text().startswith("gd_")
    assert serious(visitor) == []
    picture(visitor, "settings-tokens")
    visitor.goto("/settings/tokens/")
    expect(visitor.locator(".once")).to_have_count(0)
    visitor.get_by_role("button", name="收回").click()
    expect(visitor.get_by_text("统计程序")).to_have_count(0)


def test_the_records_are_read_and_checked(served: Served, visitor: Page) -> None:
    sign_in(visitor, served, "audit")
    visitor.get_by_role("link", name="办理记录").first.click()
    expect(visitor.get_by_role("table")).to_contain_text("收件入账")
    assert serious(visitor) == []
    picture(visitor, "acts")
    visitor.get_by_role("link", name="验证记录链").click()
    expect(visitor.get_by_role("status")).to_contain_text("首尾相接")
    assert serious(visitor) == []
    picture(visitor, "acts-check")
    visitor.goto("/acts/failures/")
    assert serious(visitor) == []
    picture(visitor, "acts-failures")
