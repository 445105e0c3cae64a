"""台账网格测试 · In a real browser: filter, keys, paste, fill, undo, views, two editors, a session that ends."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import SIZE, Served, sign_in
from tests.browser.pictures import picture

_PASTE = """(text) => { var held = new DataTransfer(); held.setData('text/plain', text);
var told = {clipboardData: held, bubbles: true, cancelable: true};
document.activeElement.dispatchEvent(new ClipboardEvent('paste', told)); }"""
_COPY = """() => { var held = new DataTransfer(), told = {clipboardData: held, bubbles: true, cancelable: true};
document.activeElement.dispatchEvent(new ClipboardEvent('copy', told));
return held.getData('text/plain'); }"""


def opened(page: Page, query: str = "") -> Page:
    """打开 · The grid with its rows."""
    page.goto(f"/ledger/{query}")
    page.wait_for_selector("body[data-opened]", state="attached")
    expect(page.locator("#grid .tabulator-row").first).to_be_visible()
    return page


def cell(page: Page, row: int, column: str) -> Locator:
    """单元格 · A cell by its line and column."""
    return page.locator("#grid .tabulator-row").nth(row).locator(f'[tabulator-field="{column}"]')


def told(page: Page, words: str) -> None:
    """说了 · What the grid says at last."""
    expect(page.locator("#told")).to_contain_text(words)


def typed(page: Page, row: int, column: str, text: str) -> None:
    """填写 · A value typed into a cell with the keyboard."""
    cell(page, row, column).click()
    page.keyboard.press("Enter")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_a_filter_stands_in_the_address_and_opens_again(visitor: Page, served: Served) -> None:
    page = opened(sign_in(visitor, served, "planner"))
    picture(page, "ledger")
    assert serious(page) == []
    page.keyboard.press("Escape")
    cell(page, 0, "name").click()
    page.keyboard.press("/")
    page.keyboard.type("小学")
    expect(page).to_have_url(re.compile(r"q="))
    page.locator('[data-facet="unit"] input').first.check()
    expect(page).to_have_url(re.compile(r"unit="))
    page.select_option("#order", "-area")
    expect(page).to_have_url(re.compile(r"sort=-area"))
    expect(page.locator("body")).to_have_attribute("data-shown", re.compile(r"q=.*sort=-area&unit="))
    count = page.inner_text("#totals")
    first = cell(page, 0, "name").inner_text()
    opened(page, "?" + page.url.split("?")[1])
    assert page.inner_text("#totals") == count and cell(page, 0, "name").inner_text() == first
    page.click("#clear")
    expect(page.locator("#totals")).to_contain_text("230")


def test_a_view_is_kept_and_columns_are_chosen(visitor: Page, served: Served) -> None:
    page = opened(sign_in(visitor, served, "planner"), "?class=住宅用地")
    page.click('[data-opens="columns-dialog"]')
    page.locator("#columns-dialog input[value='.location']").check()
    page.locator("#columns-dialog input[value='issues']").uncheck()
    page.click("#columns-dialog button[value=apply]")
    expect(cell(page, 0, ".location")).to_be_attached()
    expect(cell(page, 0, "issues")).to_have_count(0)
    page.click('[data-opens="views-dialog"]')
    page.fill("#view-title", "住宅与位置")
    page.press("#view-title", "Enter")
    expect(page.locator("#views a")).to_have_text("住宅与位置")
    opened(page)
    page.click('[data-opens="views-dialog"]')
    page.click("#views a")
    expect(cell(page, 0, ".location")).to_be_attached()
    expect(page.locator('[data-facet="class"] input:checked')).to_have_value("住宅用地")


def test_keys_do_what_a_spreadsheets_do(visitor: Page, served: Served) -> None:
    page = opened(sign_in(visitor, served, "planner"), "?sort=name")
    was = [cell(page, line, "name").inner_text() for line in range(4)]
    typed(page, 0, "name", "新名一")
    told(page, "已保存 1 处")
    page.keyboard.press("Control+z")
    told(page, "已撤销 1 处")
    assert cell(page, 0, "name").inner_text() == was[0]
    page.keyboard.press("Control+y")
    told(page, "已重做 1 处")
    expect(cell(page, 0, "name")).to_have_text("新名一")
    page.keyboard.press("Control+z")
    told(page, "已撤销 1 处")
    cell(page, 0, "name").click()
    page.keyboard.press("Shift+ArrowDown")
    assert page.evaluate(_COPY).split("\n") == was[:2]
    page.evaluate(_PASTE, "甲\n乙\n丙\n")
    told(page, "已保存 3 处")
    assert [cell(page, line, "name").inner_text() for line in range(4)] == ["甲", "乙", "丙", was[3]]
    cell(page, 0, "name").click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+d")
    told(page, "已保存 2 处")
    assert [cell(page, line, "name").inner_text() for line in range(3)] == ["甲"] * 3
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(cell(page, 2, "name")).to_have_text(was[2])
    expect(cell(page, 0, "name")).to_have_text(was[0])
    page.keyboard.press("?")
    picture(page, "ledger-keys")
    page.keyboard.press("Escape")


def test_a_block_is_one_request_and_one_step_back(visitor: Page, served: Served) -> None:
    page = opened(sign_in(visitor, served, "planner"), "?sort=name&show=name,month,.project,.zone,.industry")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if "/ledger/edits/" in one.url else None)
    was = [cell(page, line, "name").inner_text() for line in range(3)]
    lines = [f"块{line}\t2026-{line % 3 + 10}\t项目{line}\t片区{line}\t产业{line % 7}" for line in range(200)]
    cell(page, 0, "name").click()
    page.evaluate(_PASTE, "\n".join(lines))
    told(page, "已保存 1000 处")
    assert len(sent) == 1
    assert [cell(page, line, "name").inner_text() for line in range(3)] == ["块0", "块1", "块2"]
    assert page.locator("#grid .pending").count() == 0
    # Rows that had never been on the screen show it too when they come there.
    page.evaluate("document.querySelector('.tabulator-tableholder').scrollTop = 150 * 28")
    last = page.locator("#grid .tabulator-row").filter(has_text="块150")
    expect(last.locator('[tabulator-field=".zone"]')).to_have_text("片区150")
    assert page.locator("#grid .pending").count() == 0
    page.evaluate("document.querySelector('.tabulator-tableholder').scrollTop = 0")
    page.keyboard.press("Control+z")
    told(page, "已撤销 1000 处")
    assert len(sent) == 2
    assert [cell(page, line, "name").inner_text() for line in range(3)] == was
    expect(page.locator("#undo")).to_be_disabled()


def test_what_cannot_be_read_is_said_and_the_old_value_stands(visitor: Page, served: Served) -> None:
    page = opened(sign_in(visitor, served, "planner"))
    was = cell(page, 1, "area").inner_text()
    typed(page, 1, "area", "三点二")
    told(page, "三点二")
    expect(cell(page, 1, "area")).to_have_text(was)


def test_many_rows_are_changed_at_once(visitor: Page, served: Served) -> None:
    page = opened(sign_in(visitor, served, "planner"), "?unit=云岭区&sort=name")
    cell(page, 0, "month").click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+b")
    expect(page.locator("#bulk-selected")).to_contain_text("3")
    page.fill("#bulk-value", "2026-11")
    page.fill("#bulk-why", "统一后移")
    picture(page, "ledger-bulk")
    page.press("#bulk-why", "Enter")
    told(page, "已保存")
    assert [cell(page, line, "month").inner_text() for line in range(3)] == ["2026-11"] * 3
    page.keyboard.press("Alt+h")
    expect(page.locator("#trace-dialog tbody tr").first).to_contain_text("统一后移")
    picture(page, "ledger-history")
    page.keyboard.press("Escape")


def test_t14_t15_two_browsers_at_one_parcel(visitor: Page, served: Served, chromium: Browser) -> None:
    context = chromium.new_context(viewport=SIZE, base_url=served.address, locale="zh-CN")
    query = "?unit=湖西区&sort=name"
    mine = opened(sign_in(visitor, served, "planner"), query)
    theirs = opened(sign_in(context.new_page(), served, "reserve"), query)
    typed(theirs, 0, "name", "对方改的名")
    told(theirs, "已保存")
    typed(mine, 0, "month", "2026-10")
    told(mine, "已保存")
    expect(cell(mine, 0, "name")).to_have_text("对方改的名")
    typed(theirs, 0, "area", "5")
    told(theirs, "已保存")
    was = cell(mine, 0, "area").inner_text()
    typed(mine, 0, "area", "6")
    expect(mine.locator("#conflict-dialog")).to_be_visible()
    texts = mine.locator("#conflict-dialog td").all_inner_texts()
    assert texts == [was, "5", "6"] or texts == [was, "5.00", "6"]
    picture(mine, "ledger-conflict")
    mine.click("#conflict-dialog button[value=mine]")
    told(mine, "已保存")
    typed(theirs, 0, "area", "7")
    expect(theirs.locator("#conflict-dialog")).to_be_visible()
    theirs.click("#conflict-dialog button[value=theirs]")
    expect(cell(theirs, 0, "area")).to_have_text(re.compile("^6"))
    context.close()


def test_an_expired_session_keeps_what_was_typed(visitor: Page, served: Served) -> None:
    page = opened(sign_in(visitor, served, "planner"), "?unit=鹤鸣区&sort=name")
    page.context.clear_cookies(name="sessionid")
    typed(page, 0, "name", "登录过期时填的名")
    expect(page.locator("#sign-dialog")).to_be_visible()
    expect(page.locator("#sign-kept")).to_contain_text("登录过期时填的名")
    page.fill("#sign-password", "wrong")
    page.press("#sign-password", "Enter")
    expect(page.locator("#sign-wrong")).not_to_be_empty()
    picture(page, "ledger-signed-out")
    page.fill("#sign-password", served.passwords["planner"])
    page.press("#sign-password", "Enter")
    told(page, "已保存 1 处")
    opened(page, "?q=登录过期时填的名")
    expect(cell(page, 0, "name")).to_have_text("登录过期时填的名")


def test_a_leader_looks_and_cannot_type(visitor: Page, served: Served) -> None:
    page = opened(sign_in(visitor, served, "leader"))
    typed(page, 0, "name", "不能改")
    told(page, "没有修改台账的权限")
    expect(cell(page, 0, "name")).not_to_have_text("不能改")
    assert page.locator("#bulk").count() == 0
    page.goto("/ledger/?lang=en")
    page.wait_for_selector("body[data-opened]", state="attached")
    expect(page.locator("#totals")).to_contain_text("parcels")
    picture(page, "ledger-en")
