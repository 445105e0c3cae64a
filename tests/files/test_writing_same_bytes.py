"""同样的输入 · The same plan gives the same bytes in any folder, locale, time zone and hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from landsupply.files.bundle import bundle
from landsupply.files.steady_zip import steady
from landsupply.publish.publication import publication
from tests.publish import sample

_PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from landsupply.files.bundle import bundle
from landsupply.publish.publication import publication
from tests.publish import sample
for name, content in bundle(publication(sample.plan(), sample.rules(), lang=sys.argv[2])).items():
    Path(name).write_bytes(content)
"""
_HERE = {"LC_ALL": "C", "LANG": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"}
_THERE = {"LC_ALL": "zh_CN.GB18030", "LANG": "zh_CN.GB18030", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "4711"}


def written(folder: Path, root: Path, settings: dict[str, str], lang: str) -> dict[str, bytes]:
    folder.mkdir()
    source = os.pathsep.join([str(root / "src"), os.environ.get("PYTHONPATH", "")])
    subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(root), lang],
        check=True,
        cwd=folder,
        env={**os.environ, **settings, "PYTHONPATH": source},
    )
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_folders_locales_and_time_zones_give_the_same_bytes(tmp_path: Path, root: Path, lang: str) -> None:
    first = written(tmp_path / "one", root, _HERE, lang)
    second = written(tmp_path / "另一处", root, _THERE, lang)
    assert sorted(first) == ["annexes.xlsx", "plan.docx", "plan.html"]
    assert first == second


def test_another_day_gives_other_bytes() -> None:
    """The test above could not fail if nothing of the plan reached the files."""
    plan = sample.plan()
    assert bundle(publication(plan, sample.rules())) != bundle(
        publication(sample.plan(reserve="7.7778"), sample.rules())
    )


def test_an_archive_packed_twice_is_packed_the_same() -> None:
    packed = bundle(publication(sample.plan(), sample.rules()))["plan.docx"]
    assert steady(packed) == packed
