"""不许漏测 · Under CI a skipped test is a failed test, unless the real records are not there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

CASES = {
    "a_reason": "def test_it():\n    import pytest\n    pytest.skip('no browser')",
    "a_mark": "import pytest\n@pytest.mark.skip(reason='later')\ndef test_it(): ...",
    "a_module": "import pytest\npytest.importorskip('no_such_module_anywhere')\ndef test_it(): ...",
    "shared_data": "def test_it(shared): ...",
    "expected": "import pytest\n@pytest.mark.xfail(strict=True)\ndef test_it():\n    raise AssertionError",
    "passing": "def test_it(): ...",
}


def _exit_code(folder: Path, text: str, ci: str) -> int:
    """Runs one made-up test file in a folder of its own, under the house's own conftest."""
    (folder / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text("utf-8"), "utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = slow: last\n", "utf-8")
    (folder / "test_it.py").write_text(text, "utf-8")
    environment = os.environ | {"CI": ci, "LANDSUPPLY_SHARED": str(folder / "nowhere")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_it.py"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False).returncode


@pytest.mark.parametrize("case", ["a_reason", "a_mark", "a_module"])
def test_a_skip_is_red_under_ci_and_green_elsewhere(case: str, tmp_path: Path) -> None:
    assert _exit_code(tmp_path, CASES[case] + "\ndef test_other(): ...", "true") != 0
    # A module skipped whole leaves nothing to run, which pytest calls 5.
    assert _exit_code(tmp_path, CASES[case] + "\ndef test_other(): ...", "") in (0, 5)


@pytest.mark.parametrize("case", ["shared_data", "expected", "passing"])
def test_what_may_happen_under_ci(case: str, tmp_path: Path) -> None:
    assert _exit_code(tmp_path, CASES[case], "true") == 0
