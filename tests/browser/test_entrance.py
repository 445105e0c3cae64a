"""登录浏览器测试 · Signing in with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served, sign_in


def test_a_planner_signs_in_with_the_keyboard(served: Served, visitor: Page) -> None:
    sign_in(visitor, served, "planner")
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("您好")
