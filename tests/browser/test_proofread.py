"""审读浏览器测试 · A text is pasted, a docx given; findings are walked with the keyboard and saved."""

from __future__ import annotations

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
    page.click("#read")
    expect(page.locator("#result")).to_be_focused(timeout=60_000)
    expect(page.locator(".manuscript td .mark").first).to_be_visible()
    picture(page, "proofread-docx-en")
    for name, ending in (("docx", ".docx"), ("xlsx", ".xlsx"), ("json", ".json")):
        with page.expect_download() as saving:
            page.click(f'button[formaction="/proofread/{name}/"]')
        assert saving.value.suggested_filename.endswith(ending)
        page.wait_for_timeout(600)
    page.goto("/proofread/?lang=zh")
