"""示例 · The shipped ledgers are what the generator writes; every seed meets the printed totals."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CLASSES = {"住宅用地": "871.73", "商服用地": "186.52", "工矿仓储用地": "924.05", "其他用地": "1945.64"}


def _generate(root: Path, city: str, seed: int, out: Path) -> Path:
    words = [sys.executable, str(root / "examples/generate.py"), "--city", city, "--seed", str(seed), "--out", str(out)]
    subprocess.run(words, check=True)
    return out


@pytest.mark.parametrize(("city", "folder"), [("zhengzhou", "zhengzhou-2024"), ("yunze", "yunze-2024")])
def test_the_shipped_ledger_is_the_generators(root: Path, tmp_path: Path, city: str, folder: str) -> None:
    made = _generate(root, city, 1, tmp_path / "ledger.csv")
    assert made.read_bytes() == (root / "examples" / folder / "ledger.csv").read_bytes()
    assert "虚构" in made.read_text(encoding="utf-8-sig").splitlines()[0]


def _run(*words: object) -> int:
    return subprocess.run([sys.executable, "-m", "landsupply", *map(str, words)], capture_output=True).returncode


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 6))
def test_every_seed_meets_the_printed_plan(root: Path, tmp_path: Path, seed: int) -> None:
    ledger, plan = _generate(root, "zhengzhou", seed, tmp_path / "ledger.csv"), tmp_path / "plan.json"
    brief = root / "examples/zhengzhou-2024/brief.toml"
    assert _run("propose", ledger, "--brief", brief, "--out", plan, "--quiet") == 0
    assert _run("check", plan, "--ledger", ledger) == 0
    stored = json.loads(plan.read_text(encoding="utf-8"))
    assert (stored["indicators"]["total"], stored["indicators"]["classes"]) == ("3927.94", CLASSES)
    months = {int(month): float(area) for month, area in stored["indicators"]["months"].items()}
    assert months[6] >= 1963.97 and months[9] >= 2945.955 and months[12] == 3927.94
    assert all(goal["value"] <= goal["bound"] and goal["gap"] <= 2e-3 for goal in stored["proof"]["goals"])


@pytest.mark.slow
def test_the_second_city_goes_the_whole_way(tmp_path: Path) -> None:
    assert _run("demo", "--example", "yunze-2024", "--out", tmp_path) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["annexes.xlsx", "plan.docx", "plan.html", "plan.json"]
