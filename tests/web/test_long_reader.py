"""久读者测试 · Somebody who reads the whole record for long keeps nobody from writing, in either journal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_t20_a_long_reader_writers_and_a_checkpoint(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = {**os.environ, "LANDSUPPLY_HOME": str(tmp_path), "LANDSUPPLY_DATABASE": ""}
    command = [sys.executable, "-m", "tests.web.long_reader", journal]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    with capsys.disabled():
        sys.stdout.write(f"\n{done.stdout}")
