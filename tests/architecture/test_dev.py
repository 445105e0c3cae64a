"""入口脚本 · ./dev says in one sentence what is missing, explains itself, and is plain sh."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="./dev is for sh; the library and its commands need none")

#: All that ./dev uses besides Python.
TOOLS = ("cat", "cksum", "dirname", "sh")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A copy of the script on a machine that has a shell and no Python."""
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (tmp_path / "bin" / tool).symlink_to(found)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "dev.txt").touch()
    (tmp_path / "pyproject.toml").touch()
    shutil.copy(ROOT / "dev", tmp_path / "dev")
    return tmp_path


def _dev(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(folder / "bin")} | variables
    return subprocess.run(
        ["sh", "./dev", *arguments], cwd=folder, env=environment, capture_output=True, check=False, text=True
    )


def _pretend(folder: Path, name: str, script: str) -> None:
    program = folder / "bin" / name
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)


def test_no_python_is_said_in_one_sentence(bare: Path) -> None:
    done = _dev(bare, "setup")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "no Python from 3.11 to 3.14 is on the PATH" in done.stderr


def test_an_old_python_is_no_python(bare: Path) -> None:
    _pretend(bare, "python3", "exit 1")
    assert "no Python from 3.11" in _dev(bare, "test").stderr


def test_missing_venv_is_said_in_one_sentence(bare: Path) -> None:
    _pretend(bare, "python3.12", 'case "$2" in *ensurepip*) exit 1 ;; *) exit 0 ;; esac')
    done = _dev(bare, "demo")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("dev: python3.12 is there without its venv and ensurepip modules")


def test_a_chosen_python_that_is_wrong_is_named(bare: Path) -> None:
    done = _dev(bare, "setup", LANDSUPPLY_PYTHON="python2")
    assert done.returncode == 2
    assert "python2, which is not a Python" in done.stderr


def test_an_unknown_verb_is_a_usage_error(bare: Path) -> None:
    done = _dev(bare, "tset")
    assert done.returncode == 2
    assert done.stderr.endswith("dev: there is no verb tset.\n")


def test_help_lists_every_verb(bare: Path) -> None:
    done = _dev(bare, "help")
    script = (ROOT / "dev").read_text("utf-8")
    verbs = re.findall(r"^    ([a-z]+)(?: \| [^)]*)?\) ", script, re.MULTILINE)
    assert done.returncode == 0
    assert {"demo", "test", "check"} <= set(verbs)
    assert [verb for verb in verbs if f"\n  {verb} " not in done.stdout] == []


def test_it_is_plain_sh() -> None:
    script = (ROOT / "dev").read_text("utf-8")
    assert script.startswith("#!/bin/sh\n")
    assert re.search(r"\[\[|\bfunction\b|\blocal\b|<\(|\bdeclare\b|\$'", script) is None
