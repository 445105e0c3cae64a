"""表格测速 · A real Chromium opens the whole ledger in the grid and scrolls: seconds, and gaps met."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from playwright.sync_api import Page, ViewportSize, sync_playwright

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_SIZE: ViewportSize = {"width": 1366, "height": 768}
#: How often the grid is moved on, from its top to its end.
_STEPS = 40
#: Seconds from the address being asked to the first rows being there with the whole count told.
_OPENED = """() => {
  const rows = document.querySelectorAll('.tabulator-row:not(.tabulator-calcs)');
  return rows.length > 5 && rows[0].innerText.trim() !== '';
}"""
#: Pixels of the view that no row covers, after a picture has been drawn.
_BARE = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
  const holder = document.querySelector('.tabulator-tableholder').getBoundingClientRect();
  let bare = 0;
  for (let y = holder.top + 4; y < holder.bottom - 20; y += 8) {
    const found = document.elementFromPoint(holder.left + 120, y);
    if (!found || !found.closest('.tabulator-row')) bare += 8;
  }
  done(bare);
})))"""


@dataclass(frozen=True, slots=True)
class Grid:
    """表格所测 · Seconds to the first rows, and the most bare pixels met while scrolling."""

    seconds: float
    bare: float


def opened(port: int, session: str) -> Grid:
    """打开 · The ledger as a planner sees it, in a browser of its own."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=_ARGUMENTS)
        context = browser.new_context(viewport=_SIZE, base_url=f"http://127.0.0.1:{port}", bypass_csp=True)
        context.add_cookies([{"name": "sessionid", "value": session, "domain": "127.0.0.1", "path": "/"}])
        page = context.new_page()
        page.goto("/ledger/")
        page.wait_for_function(_OPENED, timeout=60_000)
        seconds = float(page.evaluate("performance.now()")) / 1000
        bare = _scrolled(page)
        browser.close()
    return Grid(seconds, bare)


def _scrolled(page: Page) -> float:
    height = float(page.evaluate("document.querySelector('.tabulator-tableholder').scrollHeight"))
    worst = 0.0
    for step in range(1, _STEPS + 1):
        page.evaluate(f"document.querySelector('.tabulator-tableholder').scrollTop = {height * step / _STEPS}")
        worst = max(worst, float(page.evaluate(_BARE)))
    return worst
