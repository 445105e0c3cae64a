"""审读浏览器测试 · A text is pasted, a docx given; findings are walked with the keyboard and saved."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from landsupply.files.docx_comments_plain import plain_docx
from landsupply.proofread.manuscript import Grid, Manuscript
from tests.browser.axe import serious
from tests.browser.conftest import Served, sign_in
from tests.browser.pictures import picture
from tests.proofread.invented import CLEAN

FAULTY = CLEAN.replace("〔", "[", 1).replace("〕", "]", 1) + "\n 合计供应１２公顷"


def test_a_pasted_text_is_read_with_the_keyboard(served: Served, visitor: Page) -> None:
    page = sign_in(visitor, served, "planner")
    page.goto("/proofread/")
    assert serious(page) == []
    page.focus("#text")
    page.keyboard.insert_text(FAULTY)
    page.focus("#read")
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_be_focused(timeout=60_000)
    page.keyboard.press("n")
    expect(page.locator("#f1")).to_be_focused()
    expect(page.locator(".mark.here")).to_have_count(1)
    page.focus("#f1 a.place")
    page.keyboard.press("Enter")
    expect(page.locator(".mark.here")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".findings li.here")).to_be_focused()
    assert serious(page) == []
    picture(page, "proofread")
    shown = page.locator(".findings li:visible").count()
    page.focus("#see-error")
    page.keyboard.press("Space")
    assert page.locator(".findings li:visible").count() < shown


def test_a_docx_is_given_and_saved_with_comments(served: Served, visitor: Page, tmp_path: Path) -> None:
    page = sign_in(visitor, served, "reviewer")
    rows = (("用途", "面积（公顷）"), ("住宅用地", "10"), ("商服用地", "20"), ("合计", "31"))
    manuscript = Manuscript(text=CLEAN, tables=(Grid(number=1, line=3, rows=rows),))
    path = tmp_path / "计划.docx"
    path.write_bytes(plain_docx(manuscript))
    page.goto("/proofread/?lang=en")
    page.set_input_files("#file", str(path))
    picture(page, "proofread-form-en")
    page.click("#read")
    page.wait_for_url(re.compile(r"/proofread/\d+/"), timeout=60_000)
    expect(page.locator("#result")).to_be_focused()
    expect(page.locator(".manuscript td .mark").first).to_be_visible()
    assert serious(page) == []
    page.keyboard.press("n")
    expect(page.locator("#f1")).to_be_focused()
    page.evaluate("scrollTo(0, 0)")
    picture(page, "proofread-docx-en")
    for name in ("docx", "xlsx", "json"):
        with page.expect_download() as saving:
            page.click(f"a[href$='/{name}/']")
        assert saving.value.suggested_filename.endswith(f".{name}")
    page.goto(f"{page.url}?lang=zh")
    page.press("#keep", "Enter")
    expect(page.locator("#kept")).to_contain_text("直到您删除")
    kept = page.url
    page.goto("/jobs/")
    page.get_by_role("link", name="审读文件").first.press("Enter")
    page.locator(f"a.button[href='{kept.partition(served.address)[2]}']").press("Enter")
    expect(page.locator("#result")).to_be_focused()
    picture(page, "proofread-kept")
    page.press("#drop", "Enter")
    page.wait_for_url("**/proofread/")
    assert page.goto(kept).status == 404  # type: ignore[union-attr]


def test_a_file_that_is_no_document_is_refused_on_the_way(served: Served, visitor: Page, tmp_path: Path) -> None:
    page = sign_in(visitor, served, "district")
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK\x03\x04 no document")
    page.goto("/proofread/")
    page.set_input_files("#file", str(path))
    page.press("#read", "Enter")
    expect(page.get_by_role("alert")).to_be_visible(timeout=30_000)
    picture(page, "proofread-refused")
    assert serious(page) == []
    page.get_by_role("link", name="返回").press("Enter")
    expect(page.locator("#sent")).to_be_visible()
