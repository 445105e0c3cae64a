"""所填不失 · Whoever has to sign in again, or is told why a form was not taken, finds what was typed in its place."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import Served, sign_in
from tests.browser.pictures import picture


def _signed_out(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


def _sign_in_again(page: Page, served: Served, role: str) -> None:
    page.wait_for_url("**/sign-in/**")
    expect(page.get_by_role("status")).to_contain_text("填写的内容还在")
    page.fill("#name", role)
    page.fill("#password", served.passwords[role])
    page.press("#password", "Enter")


def test_a_brief_typed_while_signed_out_is_there_again(visitor: Page, served: Served) -> None:
    page = sign_in(visitor, served, "planner")
    page.goto("/workbench/")
    page.locator("table a[href^='/workbench/briefs/']").last.click()
    field = page.locator("[id='f-targets.classes.特殊用地']")
    _signed_out(page)
    field.fill("211.00亩")
    page.get_by_role("button", name="保存").first.click()
    _sign_in_again(page, served, "planner")
    expect(page.locator("#restored")).to_be_focused()
    expect(field).to_have_value("211.00亩")
    assert serious(page) == []
    picture(page, "kept-brief")


def test_a_stale_version_is_still_found_out_after_signing_in_again(visitor: Page, served: Served) -> None:
    page = sign_in(visitor, served, "planner")
    page.goto("/parcel-edit/YZ24-0003/?field=location")
    page.fill("#new", "我填的位置")
    _signed_out(page)
    other = visitor.context.browser.new_context(base_url=served.address)  # type: ignore[union-attr]
    theirs = sign_in(other.new_page(), served, "reserve")
    theirs.goto("/parcel-edit/YZ24-0003/?field=location")
    theirs.fill("#new", "对方填的位置")
    theirs.keyboard.press("Enter")
    theirs.wait_for_url("**/parcels/YZ24-0003/")
    page.press("#new", "Enter")
    _sign_in_again(page, served, "planner")
    expect(page.locator("#new")).to_have_value("我填的位置")
    page.press("#new", "Enter")
    expect(page.locator("main")).to_contain_text("对方填的位置")
    other.close()


def test_somebody_else_signing_in_finds_nothing_of_it(visitor: Page, served: Served) -> None:
    page = sign_in(visitor, served, "planner")
    page.goto("/parcel-edit/YZ24-0004/?field=location")
    page.fill("#new", "编制人填的")
    _signed_out(page)
    page.press("#new", "Enter")
    _sign_in_again(page, served, "reserve")
    page.wait_for_url("**/parcel-edit/**")
    expect(page.locator("#new")).not_to_have_value("编制人填的")


def test_what_cannot_be_taken_is_said_beside_what_was_typed(visitor: Page, served: Served) -> None:
    page = sign_in(visitor, served, "planner")
    page.goto("/parcel-edit/YZ24-0002/?field=area")
    page.fill("#new", "三点二")
    page.fill("#because", "核对")
    page.press("#because", "Enter")
    errors = page.locator(".errors")
    expect(errors).to_be_focused()
    expect(errors).to_contain_text("三点二")
    expect(page.locator("#new")).to_have_value("三点二")
    expect(page.locator("#because")).to_have_value("核对")
    assert serious(page) == []
    picture(page, "kept-refused")
    errors.locator("a").press("Enter")
    expect(page.locator("#new")).to_be_focused()
    page.fill("#new", "3.2")
    page.press("#new", "Enter")
    page.wait_for_url("**/parcels/YZ24-0002/")
    page.goto("/parcel-outline/YZ24-0060/")
    expect(page.locator(".errors")).to_have_count(0)
    page.fill("#corners", "abc")
    page.locator("[aria-labelledby=by-hand] button").press("Enter")
    expect(page.locator(".errors")).to_contain_text("abc")
    expect(page.locator("#corners")).to_have_value("abc")


def test_the_effects_stay_in_sight_while_the_board_is_scrolled(visitor: Page, served: Served) -> None:
    page = sign_in(visitor, served, "planner")
    page.goto("/workbench/")
    page.locator("table a[href^='/workbench/briefs/']").last.click()
    page.get_by_role("button", name="排计划").click()
    page.get_by_role("link", name="排期板").click(timeout=90_000)
    assert page.evaluate("scrollY") == 0
    page.mouse.move(300, 500)
    page.mouse.wheel(0, 1500)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > 500
    expect(page.locator("#effects-title")).to_be_in_viewport()
    picture(page, "board-scrolled")
    card = page.locator(".card[draggable]").first
    identity = card.get_attribute("data-parcel")
    card.focus()
    page.locator("#to-map").press("Enter")
    page.wait_for_selector("#map[data-ready]")
    expect(page.locator("#rows .row.at")).to_have_attribute("data-parcel", identity or "")
    page.get_by_role("link", name="在排期里看").click()
    expect(page.locator(".card.given")).to_have_attribute("data-parcel", identity or "")
    page.goto("/map/?planned=3")
    page.wait_for_selector("#map[data-ready]")
    shown = page.locator("#count").inner_text().split(" / ")[0]
    with page.expect_download() as taken:
        page.locator("[data-export=csv]").click()
    lines = taken.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) - 1 == int(shown)
    page.get_by_label("编号或名称").fill("没有这样的宗地")
    expect(page.locator(".map-list .none")).to_be_visible()
