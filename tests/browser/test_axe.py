"""无障碍检查本身 · The sign-in page has nothing serious; a planted picture without words is found."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.axe import serious
from tests.browser.pictures import picture


def test_sign_in_page_is_clean_and_a_planted_fault_is_found(visitor: Page) -> None:
    visitor.goto("/sign-in/")
    assert serious(visitor) == []
    assert picture(visitor, "sign-in").stat().st_size > 1000
    visitor.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any(one.startswith("image-alt") for one in serious(visitor))
