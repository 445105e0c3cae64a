"""教程 · Every command that the manual shows is run, and says what the manual shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.transcripts import disagreements, named_files

ROOT = Path(__file__).resolve().parents[2]


def _shown() -> list[str]:
    pages = (*ROOT.glob("docs/**/*.md"), ROOT / "README.md", ROOT / "README.zh-CN.md")
    return sorted(page.relative_to(ROOT).as_posix() for page in pages if "```console" in page.read_text("utf-8"))


def test_the_tutorial_shows_sessions() -> None:
    assert {"docs/tutorial.md", "docs/tutorial.zh-CN.md"} <= set(_shown())


@pytest.mark.slow
@pytest.mark.parametrize("page", _shown())
def test_what_a_page_shows_is_what_happens(page: str, tmp_path: Path) -> None:
    tutorial = (ROOT / "docs/tutorial.md").read_text("utf-8")
    for name, text in named_files(tutorial).items():  # later pages go on from the tutorial's files
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert "\n".join(disagreements((ROOT / page).read_text("utf-8"), tmp_path)) == ""


def test_a_planted_session_is_seen(tmp_path: Path) -> None:
    session = "$ cat a.csv\nx\n$ echo one; echo two\n…\ntwo\n$ echo abc\na…c\n"
    page = f"```csv title=a.csv\nx\n```\n```console\n{session}```\n"
    assert list(disagreements(page, tmp_path)) == []
    assert list(disagreements(page.replace("a.csv\nx\n$", "a.csv\ny\n$"), tmp_path))
    assert list(disagreements("```console\n$ false\n```\n", tmp_path))
    assert list(disagreements("```console\n$ false  # exit code 1\n```\n", tmp_path)) == []
    assert list(disagreements("```console\n$ true  # exit code 1\n```\n", tmp_path))
    assert list(disagreements("```console\n$ echo x\n```\n", tmp_path))
