"""安装包 · A built wheel in an empty environment makes the same plan as the repository, and stays small."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

LARGEST_INSTALL = 200_000_000
FILES = ("plan.json", "plan.docx", "annexes.xlsx", "plan.html")


def _run(*command: str | Path, cwd: Path) -> None:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, check=False, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def _programs(environment: Path) -> Path:
    return environment / ("Scripts" if os.name == "nt" else "bin")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the locked base install and the wheel, nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    _run(*pip, "wheel", ROOT, "--no-deps", "--no-build-isolation", "--wheel-dir", folder, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    venv.create(environment)
    install = (*pip, "--python", environment, "install", "--no-deps")
    _run(*install, "--require-hashes", "-r", ROOT / "requirements" / "base.txt", cwd=folder)
    _run(*install, wheel, cwd=folder)
    return environment


@pytest.mark.slow
def test_the_wheel_makes_the_same_plan(installed: Path, tmp_path: Path) -> None:
    _run(_programs(installed) / "landsupply", "demo", "--out", tmp_path / "wheel", cwd=tmp_path)
    _run(sys.executable, "-m", "landsupply", "demo", "--out", tmp_path / "repository", cwd=tmp_path)
    digests = [
        json.loads((tmp_path / side / "plan.json").read_text("utf-8"))["digest"] for side in ("wheel", "repository")
    ]
    assert digests[0] == digests[1]
    for name in FILES:
        assert (tmp_path / "wheel" / name).read_bytes() == (tmp_path / "repository" / name).read_bytes(), name


@pytest.mark.slow
def test_the_base_install_is_small(installed: Path) -> None:
    size = _size(installed)
    print(f"the base install takes {size} bytes")
    assert size <= LARGEST_INSTALL
