"""看成果 · The documents as other programs open them: Word text as pages, annexes as a sheet, the page in a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.journeys.office import BRIEF, command, fill

pytestmark = pytest.mark.slow


def _need(*programs: str) -> None:
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def _said(*words: object) -> str:
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    home = tmp_path_factory.mktemp("made")
    form, brief, plan = home / "l.xlsx", home / "b.toml", home / "plan.json"
    command("examine", "--template", form)
    fill(form)
    brief.write_text(BRIEF, encoding="utf-8")
    assert command("propose", form, "--brief", brief, "--out", plan).code == 0
    assert command("publish", plan, "--out", home).code == 0
    total = json.loads(plan.read_text(encoding="utf-8"))["indicators"]["total"]
    return home, f"{float(total):.2f}"


def _office(home: Path, kind: str, name: str) -> None:
    profile = f"-env:UserInstallation=file://{home}/profile"
    _said("soffice", profile, "--headless", "--convert-to", kind, "--outdir", home, home / name)


def test_the_text_opens_as_pages(made: tuple[Path, str]) -> None:
    _need("soffice", "pdftotext")
    home, total = made
    _office(home, "pdf", "plan.docx")
    text = _said("pdftotext", home / "plan.pdf", "-")
    assert total in text.replace("\n", "") and "清渠小学" in text.replace("\n", "")
    assert text.count("\f") >= 8


def test_the_annexes_open_as_a_sheet(made: tuple[Path, str]) -> None:
    _need("soffice")
    home, total = made
    _office(home, "csv", "annexes.xlsx")
    assert total in (home / "annexes.csv").read_text(encoding="utf-8", errors="replace")


def test_the_page_opens_in_a_browser(made: tuple[Path, str]) -> None:
    _need("chromium")
    home, total = made
    switches = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
    page = _said("chromium", *switches, f"--user-data-dir={home}/browser", "--dump-dom", f"file://{home}/plan.html")
    assert total in page and page.count("<svg") >= 3
