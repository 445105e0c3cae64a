"""仓库 · The repository speaks of itself only: no tickets, machines, package servers, authors."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

#: What is refused anywhere, by what it is called in the complaint.
REFUSED = {
    "a ticket's number": r"(?i)\b(?:issue|ticket|pull request|fixes|closes|refs?)\s*#?\d+\b",
    "an absolute path": r"(?<![\w.~>-])/(?:work|root|home|Users|tmp|opt|mnt)/[\w.]",
    "a Windows path": r"\b[A-Z]:\\\\?Users",
    "a package server": r"(?i)pythonhosted|pypi\.org|npmjs\.|deb\.debian|--(?:extra-)?index-url|--find-links",
    "an author's tool": r"(?i)\b(?:claude|anthropic|chatgpt|openai|copilot|gemini|llm|language model)\b",
    "a role outside the project": r"\bCEO\b",
}
#: In prose a bare number sign is a ticket; in code it is a colour or a comment.
PROSE = {"a ticket's number": r"(?<![\w&(/])#\d+\b"}
#: This file names what it refuses.
EXEMPT = ("tests/architecture/test_repository.py", "LICENSE")


def traces(name: str, text: str) -> Iterator[str]:
    """痕迹 · Where a file speaks of something other than the project."""
    patterns = [*REFUSED.items(), *(PROSE.items() if name.endswith(".md") else ())]
    for number, line in enumerate(text.splitlines(), 1):
        for what, pattern in patterns:
            if found := re.search(pattern, line):
                yield f"{name}:{number}: {what}: {found[0]}"


def tracked() -> Iterator[tuple[str, str]]:
    """在管文件 · The text files that are, or would be, in the repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for name in sorted(filter(None, listed.split("\0"))):
        path = Path(ROOT, name)
        if path.is_file() and name not in EXEMPT and b"\0" not in (content := path.read_bytes()):
            yield name, content.decode("utf-8", "replace")


def test_the_repository_speaks_of_itself_only() -> None:
    assert "\n".join(line for name, text in tracked() for line in traces(name, text)) == ""


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.py", "# see issue 12"),
        ("a.py", "# Fixes #7"),
        ("a.md", "as #12 asks"),
        ("a.py", "open('/work/main/x')"),
        ("a.md", "`/home/somebody/x`"),
        ("a.txt", "--index-url https://example.org"),
        ("a.txt", "https://files.pythonhosted.org/x"),
        ("a.md", "written by Claude"),
    ],
)
def test_a_planted_trace_is_seen(name: str, line: str) -> None:
    assert list(traces(name, line))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.py", "colour = '#333333'"),
        ("a.py", "'../shared/data'"),
        ("a.md", "[one](#1-first)"),
        ("a.md", "an issue with three rows"),
        ("dev", "LANDSUPPLY_PYTHON=/path/to/python"),
    ],
)
def test_an_innocent_line_is_not(name: str, line: str) -> None:
    assert list(traces(name, line)) == []
