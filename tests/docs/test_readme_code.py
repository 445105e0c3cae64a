"""示例代码 · The Python that the readmes show runs as it stands there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def program(text: str) -> str:
    """程序 · All Python blocks of a page, one after another."""
    return "\n".join(BLOCK.findall(text))


def _run(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", text], cwd=folder, capture_output=True, check=False, text=True)


@pytest.mark.slow
@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_code_of_a_readme_runs(readme: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    text = program((ROOT / readme).read_text("utf-8"))
    assert "import" in text
    done = _run(text, tmp_path)
    assert done.returncode == 0, done.stderr


def test_planted_code_that_fails_is_seen(tmp_path: Path) -> None:
    page = "# Title\n```python\nx = 1\n```\ntext\n```sh\nls\n```\n```python\nassert x == 2\n```\n"
    assert program(page) == "x = 1\n\nassert x == 2\n"
    assert _run(program(page), tmp_path).returncode != 0
