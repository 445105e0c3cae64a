"""图片 · Pictures of pages as they looked in the browser, for the documents and for the eye."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(os.environ.get("LANDSUPPLY_PICTURES") or Path(tempfile.gettempdir()) / "landsupply-pictures")


def picture(page: Page, name: str) -> Path:
    """拍照 · The page as it is seen, still, as <name>.png in the folder of LANDSUPPLY_PICTURES or a temporary one."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    return path
