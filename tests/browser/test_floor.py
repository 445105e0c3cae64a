"""最低浏览器测试 · Every page opens in Chromium 86 without a fault of its scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright

from tests.browser.conftest import SIZE, Served
from tests.browser.floor import ARGUMENTS, chromium_86
from tests.browser.pictures import picture

PAGES = ("/", "/ledger/", "/ledger/send/", "/map/", "/workbench/", "/jobs/", "/plans/", "/law/", "/proofread/")
OPEN = ("/public/", "/sign-in/")


@pytest.fixture
def old_page(served: Served, playwright: Playwright) -> Iterator[tuple[Page, list[str]]]:
    """旧浏览器页 · A page of Chromium 86 and the faults its scripts ran into."""
    browser = playwright.chromium.launch(executable_path=chromium_86(), args=ARGUMENTS)
    assert browser.version.startswith("86.")
    context = browser.new_context(viewport=SIZE, base_url=served.address)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(f"{page.url} {error}"))
    yield page, wrong
    browser.close()


SIGN_IN = """([name, password]) => {
    document.querySelector('#name').value = name;
    document.querySelector('#password').value = password;
    document.querySelector('main form').submit();
}"""


def test_every_page_opens_in_the_oldest_browser(served: Served, old_page: tuple[Page, list[str]]) -> None:
    page, wrong = old_page
    for path in OPEN:
        page.goto(path)
    page.evaluate(SIGN_IN, ["planner", served.passwords["planner"]])
    page.wait_for_url("**/")
    for path in PAGES:
        answer = page.goto(path)
        assert answer is not None and answer.status == 200, path
        page.wait_for_timeout(800)
        assert page.evaluate("document.querySelector('h1').innerText"), path
        picture(page, "floor" + path.rstrip("/").replace("/", "-"))
    assert wrong == []
