"""链接 · Every relative link in the documentation leads to a file, and to a heading where it names one."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)|<(?:img|a)\s[^>]*?(?:src|href)=\"([^\"]+)\"")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)


def anchors(text: str) -> frozenset[str]:
    """锚点 · The names by which the headings of a page can be linked to."""
    headings = HEADING.findall(FENCE.sub("", text))
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)


def broken(name: str, text: str, read: Callable[[str], str | None]) -> Iterator[str]:
    """断链 · The relative links of one page that lead nowhere; `read` gives a file's text, or None."""
    for found in LINK.finditer(FENCE.sub("", text)):
        target = unquote(found[1] or found[2])
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        page = _joined(name, path) if path else name
        content = text if page == name else read(page)
        if content is None:
            yield f"{name}: {target} is not there"
        elif anchor and page.endswith(".md") and anchor not in anchors(content):
            yield f"{name}: {target} names no heading"


def _joined(name: str, path: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / path).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def _read(name: str) -> str | None:
    path = ROOT / name
    if path.is_dir():
        return ""
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None


def _pages() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [name for name in sorted(listed.splitlines()) if (ROOT / name).is_file()]


def test_every_link_leads_somewhere() -> None:
    pages = _pages()
    assert "CONTRIBUTING.md" in pages
    assert [line for name in pages for line in broken(name, _read(name) or "", _read)] == []


def test_a_planted_link_is_seen() -> None:
    files = {"a.md": "# One two\n", "docs/b.md": "## 三 · Three\n", "x.png": ""}
    good = "[a](a.md#one-two) [b](docs/b.md) ![x](x.png) [w](https://example.org)\n# Here\n[h](#here)"
    assert list(broken("README.md", good, files.get)) == []
    assert list(broken("docs/b.md", "[a](../a.md)", files.get)) == []
    assert list(broken("docs/b.md", "[a](a.md)", files.get)) == ["docs/b.md: a.md is not there"]
    assert list(broken("README.md", "[a](a.md#two)", files.get)) == ["README.md: a.md#two names no heading"]
    assert list(broken("README.md", '<img src="y.png">', files.get)) == ["README.md: y.png is not there"]
    assert list(broken("README.md", "```\n[no](none.md)\n```\n", files.get)) == []
