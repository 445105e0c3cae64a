"""任务浏览器测试 · A job's page while its worker is silent, killed and replaced; calling off by keyboard."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import Served, sign_in
from tests.browser.pictures import picture


def worker(served: Served) -> int:
    """工人进程 · The one that searches; the other leaves plans alone."""
    listed = subprocess.run(
        ["ps", "--ppid", str(served.process.pid), "-o", "pid=,args="], capture_output=True, text=True, check=True
    )
    (found,) = [one.split()[0] for one in listed.stdout.splitlines() if one.rstrip().endswith(" work")]
    return int(found)


@pytest.fixture
def planner(visitor: Page, served: Served) -> Iterator[Page]:
    """编制人 · Signed in."""
    yield sign_in(visitor, served, "planner")


def compiled(page: Page) -> str:
    """请求排计划 · From the brief's page by keyboard; the address of the job's page."""
    page.goto("/workbench/")
    page.locator("a[href^='/workbench/briefs/']").first.click()
    page.locator(".go button").press("Enter")
    page.wait_for_url(re.compile(r"/jobs/\d+/"))
    return page.url


def test_a_silent_worker_is_told_and_a_killed_one_s_job_is_taken_up(planner: Page, served: Served) -> None:
    address = compiled(planner)
    for _ in range(400):
        if planner.request.get(f"{address.partition('?')[0]}state/").json()["state"] != "waiting":
            break
        planner.wait_for_timeout(25)
    killed = worker(served)
    os.kill(killed, signal.SIGSTOP)
    try:
        expect(planner.locator(".job .word")).to_have_text("办理中")
        expect(planner.locator(".job .alive")).to_contain_text("没有动静", timeout=20_000)
        picture(planner, "job-silent")
        assert serious(planner) == []
        planner.goto("/jobs/")
        expect(planner.locator("tr.job .alive").first).to_contain_text("没有动静")
        picture(planner, "jobs")
        assert serious(planner) == []
    finally:
        os.kill(killed, signal.SIGKILL)
    planner.goto(address)
    expect(planner.locator("a.button[href^='/plans/']").first).to_be_visible(timeout=90_000)
    picture(planner, "job-done")


def test_a_job_is_called_off_by_keyboard(planner: Page, served: Served) -> None:
    stopped = worker(served)
    os.kill(stopped, signal.SIGSTOP)
    try:
        compiled(planner)
        button = planner.get_by_role("button", name="叫停")
        for _ in range(40):
            planner.keyboard.press("Tab")
            if button.evaluate("one => one === document.activeElement"):
                break
        planner.keyboard.press("Enter")
        expect(planner.locator(".job .word")).to_have_text("已叫停")
        expect(planner.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "0")
    finally:
        os.kill(stopped, signal.SIGCONT)
