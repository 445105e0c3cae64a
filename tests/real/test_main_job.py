"""真实宗地 · The main job on published allocation results: 100–200 ha in two classes, checked and published."""

from __future__ import annotations

import json
from pathlib import Path

from tests.journeys.office import command


def test_real_rows_become_a_plan(shared: Path, root: Path, tmp_path: Path) -> None:
    ledger, plan = shared / "zhengzhou" / "allocation_results.csv", tmp_path / "plan.json"
    brief = root / "examples" / "zhengzhou-results" / "brief.toml"
    assert command("propose", ledger, "--brief", brief, "--out", plan).code == 0
    assert command("check", plan, "--ledger", ledger).code == 0
    assert command("publish", plan, "--out", tmp_path).code == 0
    stored = json.loads(plan.read_text(encoding="utf-8"))
    assert 100 <= float(stored["indicators"]["total"]) <= 200
    assert {one["code"] for one in stored["assumptions"]} == {"S110", "S111"}
    assert (tmp_path / "plan.docx").stat().st_size > 0 and (tmp_path / "annexes.xlsx").stat().st_size > 0
