"""会话记录 · The files and commands that a page of the manual shows, and whether the commands still say so.

A file stands in a fence whose first line names it (```csv title=ledger.csv), a session in a ```console fence: a line
that begins with `$ ` is a command, the lines under it are all that it says. `…` in an expected line stands for any
text, a line that is `…` alone for any lines. A command ends with exit code 0 unless it closes with `# exit code N`.

    python -m tests.docs.transcripts docs/tutorial.md

writes what the commands say today into the page.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NAMED = re.compile(r"^```\w+ title=(\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SESSION = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"\s+# exit code ([0-9]+)\Z")


@dataclass(frozen=True, slots=True)
class Step:
    """一步 · A command, what the page says that it says, and the exit code."""

    command: str
    expected: tuple[str, ...]
    code: int


def named_files(page: str) -> dict[str, str]:
    """文件 · The files that a page gives, by name."""
    return {found[1]: found[2] for found in NAMED.finditer(page)}


def steps(page: str) -> Iterator[Step]:
    """步骤 · The commands of a page in their order."""
    for found in SESSION.finditer(page):
        for part in re.split(r"^\$ ", found[1], flags=re.MULTILINE)[1:]:
            first, *said = part.rstrip("\n").split("\n")
            code = EXIT.search(first)
            yield Step(EXIT.sub("", first), tuple(said), int(code[1]) if code else 0)


def agrees(said: str, expected: tuple[str, ...]) -> bool:
    """相符 · Whether what a command said is what the page shows."""
    lines = ["(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in expected]
    return re.fullmatch("".join(lines), said) is not None


def run(step: Step, folder: Path) -> tuple[str, int]:
    """执行 · What the command says, on both streams, and its exit code; `landsupply` is this Python's."""
    shim = folder / ".bin" / "landsupply"
    shim.parent.mkdir(exist_ok=True)
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m landsupply "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    examples = folder / "examples"  # as in a checkout, where the shipped years lie beside
    if not examples.exists():
        examples.symlink_to(Path(__file__).resolve().parents[2] / "examples")
    path = f"{shim.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", step.command],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    return done.stdout, done.returncode


def disagreements(page: str, folder: Path) -> Iterator[str]:
    """不符 · The commands of a page that say something else than it shows, with what they say."""
    for name, text in named_files(page).items():
        (folder / name).write_text(text, encoding="utf-8")
    for step in steps(page):
        said, code = run(step, folder)
        if code != step.code or not agrees(said, step.expected):
            yield f"$ {step.command}  # exit code {code}\n{said}"


def retold(page: str, folder: Path) -> str:
    """重录 · The page with what its commands say today; a session that leaves lines out is left to the writer."""
    for name, text in named_files(page).items():
        (folder / name).write_text(text, encoding="utf-8")
    for step in steps(page):
        said, code = run(step, folder)
        if agrees(said, step.expected) and code == step.code:
            continue
        old = "\n".join([f"$ {_first(step)}", *step.expected]) + "\n"
        said = re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", said)
        if "…" in step.expected:
            print(f"{old}now says, with exit code {code}:\n{said}")
        else:
            page = page.replace(old, f"$ {step.command}{f'  # exit code {code}' if code else ''}\n{said}")
    return page


def _first(step: Step) -> str:
    return step.command + (f"  # exit code {step.code}" if step.code else "")


if __name__ == "__main__":
    for given in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as scratch:
            told = retold(Path(given).read_text("utf-8"), Path(scratch))
        Path(given).write_text(told, encoding="utf-8")
