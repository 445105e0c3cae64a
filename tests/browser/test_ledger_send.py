"""报送浏览器测试 · A list from its upload to the ledger, and a server killed while it is being taken in."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import EXAMPLE, SIZE, Served, free_port, serve, sign_in
from tests.browser.pictures import picture
from tests.web.lists import BAD, GOOD, many, workbook


def upload(page: Page, path: Path, sender: str = "湖东区") -> None:
    """上传 · A list, until it is seen."""
    page.goto("/ledger/send/")
    page.select_option("#sender", sender)
    page.set_input_files("#list", path)
    page.click("#upload button")
    expect(page.locator("#mapping")).to_be_visible(timeout=60_000)


def test_a_list_from_upload_to_ledger(visitor: Page, served: Served, tmp_path: Path) -> None:
    page, path = sign_in(visitor, served, "planner"), tmp_path / "湖东区清单.xlsx"
    path.write_bytes(workbook(GOOD, BAD))
    page.goto("/ledger/send/")
    assert serious(page) == []
    picture(page, "ledger-send")
    upload(page, path)
    assert serious(page) == []
    picture(page, "ledger-preview")
    expect(page.locator("main")).to_contain_text("三点二")
    with page.expect_download() as coming:
        page.click("#workbook")
    assert coming.value.suggested_filename == "湖东区清单（审核）.xlsx"
    page.locator('select[aria-label^="甲方备注栏"]').first.select_option("location")
    page.click("#mapping ~ form button")
    expect(page.locator("#mapping ~ form")).to_contain_text("按记住的习惯", timeout=60_000)
    page.click("#commit button")
    expect(page.locator("main")).to_contain_text("清单已入账", timeout=60_000)
    page.goto("/ledger/?q=NEW-")
    expect(page.locator("#totals")).to_contain_text("共 2 宗")
    page.goto("/ledger/issues/?unit=湖东区")
    assert serious(page) == []
    picture(page, "ledger-issues")
    page.locator("#found a", has_text="看单元格").first.click()
    expect(page.locator("#grid .tabulator-row").first).to_be_visible()
    upload(page, path)
    expect(page.locator("#same")).to_be_visible()


def test_what_is_no_list_is_refused_in_words(visitor: Page, served: Served, tmp_path: Path) -> None:
    page, path = sign_in(visitor, served, "planner"), tmp_path / "不是表.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"broken" * 40)
    page.goto("/ledger/send/")
    page.set_input_files("#list", path)
    page.click("#upload button")
    expect(page.locator(".errors")).to_be_visible(timeout=60_000)
    picture(page, "ledger-refused")


def _numbers(home: Path) -> tuple[int, int, set[str]]:
    """Acts of sending, parcels, and the state of jobs that take lists in, as they stand on the disk."""
    with sqlite3.connect(home / "landsupply.sqlite3", timeout=20) as base:
        acts = base.execute("SELECT count(*) FROM web_act WHERE verb = 'send_list'").fetchone()[0]
        parcels = base.execute("SELECT count(*) FROM web_parcel").fetchone()[0]
        states = {row[0] for row in base.execute("SELECT state FROM web_job WHERE verb = 'take_list'")}
    return acts, parcels, states


def _children(parent: int) -> list[int]:
    """Processes that a process has begun."""
    found = []
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, rest = one.read_text().partition(" (")
        except OSError:
            continue
        if int(rest.rpartition(") ")[2].split()[1]) == parent:
            found.append(int(number))
    return found


def test_a_server_killed_while_it_takes_a_list_in_loses_nothing(chromium: Browser, tmp_path: Path) -> None:
    environment_place = os.environ.pop("LANDSUPPLY_PLACE", None)
    first = serve(tmp_path, free_port(), "--demo", EXAMPLE)
    context = chromium.new_context(viewport=SIZE, base_url=first.address, locale="zh-CN")
    page, path = context.new_page(), tmp_path / "大清单.csv"
    path.write_bytes(many(6000))
    sign_in(page, first, "planner")
    upload(page, path, "")
    before = _numbers(tmp_path)
    page.click("#commit button")
    page.wait_for_selector("#wait", state="attached")
    while "running" not in _numbers(tmp_path)[2]:
        time.sleep(0.05)
    workers = _children(first.process.pid)
    for one in (first.process.pid, *workers):
        os.kill(one, signal.SIGKILL)
    first.process.wait(20)
    context.close()
    between = _numbers(tmp_path)
    assert between[:2] == before[:2] and between[2] == {"running"}, "nothing half done"
    again = serve(tmp_path, free_port())
    if environment_place:
        os.environ["LANDSUPPLY_PLACE"] = environment_place
    try:
        for _ in range(600):
            if _numbers(tmp_path)[2] == {"done"}:
                break
            time.sleep(0.2)
        assert _numbers(tmp_path) == (before[0] + 1, before[1] + 6000, {"done"})
    finally:
        again.process.terminate()
        again.process.wait(20)
