"""法规浏览器测试 · A day is chosen, a word searched, a rule opened, two days compared, with the keyboard."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import Served, sign_in
from tests.browser.pictures import picture


def test_the_law_of_a_day_is_read_with_the_keyboard(served: Served, visitor: Page) -> None:
    page = sign_in(visitor, served, "planner")
    page.goto("/law/?on=2026-01-01")
    assert serious(page) == []
    picture(page, "law")
    page.focus("#q")
    page.keyboard.type("招标拍卖")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr").first).to_contain_text("招标拍卖挂牌")
    page.focus("tbody a >> nth=0")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("招标拍卖挂牌")
    assert serious(page) == []
    picture(page, "law-instrument")


def test_parameters_rules_and_differences_have_their_pages(served: Served, visitor: Page) -> None:
    page = sign_in(visitor, served, "leader")
    for path, name in (
        ("/law/parameters/?on=2026-01-01", "law-parameters"),
        ("/law/rules/?on=2026-01-01", "law-rules"),
        ("/law/rules/MT-01/?on=2026-01-01", "law-rule"),
        ("/law/parameters/mode.open.buckets/?on=2026-01-01", "law-parameter"),
        ("/law/changes/?from=2015-01-01&to=2026-01-01", "law-changes"),
        ("/law/rules/?on=2026-01-01&lang=en", "law-rules-en"),
        ("/api/docs?lang=zh", "api-docs"),
    ):
        page.goto(path)
        assert serious(page) == [], path
        picture(page, name)
