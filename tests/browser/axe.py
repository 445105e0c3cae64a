"""无障碍检查 · What axe-core finds on a page; it is vendored beside, for tests only (its licence too)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter(one => ['serious', 'critical'].includes(one.impact))
  .flatMap(one => one.nodes.map(node => one.id + ' ' + node.target.join(' ') + ' ' + node.html.slice(0, 200)))"""


def serious(page: Page) -> list[str]:
    """严重问题 · Each serious or critical fault of the page as it stands: the rule, where, and the element."""
    # Evaluated by the driver, not added as a script element: the page's policy would rightly refuse that.
    page.evaluate(SOURCE + ";void 0")
    found: list[str] = page.evaluate(_RUN)
    return found
