"""编制台浏览器测试 · A brief typed, a plan compiled in spite of a killed worker, a search called off, items moved."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import Served, sign_in
from tests.browser.pictures import picture

_SOON = 90_000


def _brief(page: Page) -> None:
    page.goto("/workbench/")
    page.locator("table a[href^='/workbench/briefs/']").last.click()


def _workers(served: Served) -> list[int]:
    """The processes that the served application began."""
    children = Path(f"/proc/{served.process.pid}/task").glob("*/children")
    return [int(one) for path in children for one in path.read_text().split()]


def test_a_brief_is_typed_with_totals_errors_and_text_in_step(served: Served, visitor: Page) -> None:
    page = sign_in(visitor, served, "planner")
    page.goto("/workbench/")
    assert serious(page) == []
    picture(page, "workbench")
    _brief(page)
    assert serious(page) == []
    picture(page, "workbench-brief")
    field = page.locator("[id='f-targets.classes.特殊用地']")
    field.fill("1210亩")
    expect(page.locator("#totals tr.short")).to_contain_text("特殊用地")
    expect(page.locator("#text")).to_have_value(re.compile("1210亩"))
    field.fill("许多")
    expect(page.locator("#wrong a")).to_have_text("特殊用地")
    expect(field).to_have_attribute("aria-invalid", "true")
    page.evaluate("scrollTo(0, 0)")
    picture(page, "workbench-errors")
    page.locator("#wrong a").click()
    field.fill("210.00亩")
    expect(page.locator("#wrong")).to_be_hidden()
    page.locator(".goals .down").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[id='f-goals.1']")).to_have_value("存量优先")
    page.locator(".goals .up").nth(1).click()
    page.get_by_role("button", name="保存").first.click()
    expect(page.get_by_role("status").first).to_contain_text(re.compile("版|没有改动"))


def test_a_plan_is_compiled_though_the_worker_is_killed(served: Served, visitor: Page) -> None:
    page = sign_in(visitor, served, "planner")
    _brief(page)
    page.get_by_role("button", name="排计划").click()
    expect(page.locator(".word")).to_have_text("办理中", timeout=_SOON)
    picture(page, "job-running")
    workers = _workers(served)
    assert workers
    for one in workers:
        os.kill(one, signal.SIGKILL)
    expect(page.get_by_text("全部要求都满足")).to_be_visible(timeout=_SOON)
    assert serious(page) == []
    picture(page, "job-done")


def test_a_search_is_called_off(served: Served, visitor: Page) -> None:
    page = sign_in(visitor, served, "planner")
    _brief(page)
    page.get_by_role("button", name="排计划").click()
    expect(page.locator(".word")).to_have_text("办理中", timeout=_SOON)
    page.get_by_role("button", name="叫停").click()
    began = time.monotonic()
    expect(page.locator(".word")).to_have_text("已叫停", timeout=_SOON)
    assert time.monotonic() - began < 15


def test_items_are_moved_by_keyboard_list_and_mouse_and_kept(served: Served, visitor: Page) -> None:
    page = sign_in(visitor, served, "planner")
    page.goto("/workbench/")
    page.get_by_role("link", name="排期板").first.click()
    assert serious(page) == []
    card = page.locator(".card[draggable]").first
    name, own = card.get_attribute("data-parcel"), int(card.get_attribute("data-month") or 0)
    card = page.locator(f".card[data-parcel='{name}']")
    card.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#said")).to_contain_text("尚未保存")
    expect(page.locator("#targets tr.moved, #goals tr.moved").first).to_be_visible()
    assert page.evaluate("Number(document.activeElement.closest('.month').dataset.month)") > own
    page.locator("#to").select_option(
        index=page.locator("#to option:not([disabled])").count() + own - 2 if own < 2 else 10
    )
    picture(page, "board")
    for _ in range(2):
        page.get_by_role("button", name="撤销一步").click()
    expect(page.locator("#save")).to_be_disabled()
    target = page.locator(".month[data-month='8'] .head")
    other = page.locator(".month[data-month='7'] .card[draggable]").first
    other.scroll_into_view_if_needed()
    other.drag_to(target)
    expect(page.locator(".card.changed")).to_have_count(1)
    page.fill("#reason", "与拆迁进度一致")
    page.get_by_role("button", name="存为新草案").click()
    expect(page.get_by_role("link", name="排期板")).to_be_visible(timeout=_SOON)
    page.get_by_role("link", name="排期板").click()
    expect(page.locator("h1")).to_contain_text("版本 2")
    expect(page.get_by_role("link", name="回到第 1 版")).to_be_visible()


def test_reasons_prices_and_scenarios_are_shown(served: Served, visitor: Page) -> None:
    page = sign_in(visitor, served, "planner")
    page.goto("/workbench/")
    page.get_by_role("link", name="理由与代价").last.click()
    page.get_by_role("button", name="开始推算").click()
    expect(page.get_by_role("heading", name="每个目标要别的让多少")).to_be_visible(timeout=2 * _SOON)
    assert serious(page) == []
    picture(page, "reasons")
    page.goto("/workbench/")
    page.get_by_role("button", name="按台账能力新建").click()
    text = page.locator("#text")
    made = page.url
    _brief(page)
    other = page.locator("#text").input_value().replace('6 = "45%"', '6 = "50%"')
    page.goto(made)
    text.fill(other)
    page.get_by_role("button", name="保存").last.click()
    expect(page.get_by_role("status").first).to_contain_text("已保存")
    page.goto("/workbench/")
    for box in page.locator("input[name=brief]").all():
        box.check()
    page.get_by_role("button", name="比较选中的情景").click()
    page.get_by_role("link", name="查看").click(timeout=2 * _SOON)
    expect(page.locator(".document table").first).to_be_visible()
    assert serious(page) == []
    picture(page, "scenarios")
