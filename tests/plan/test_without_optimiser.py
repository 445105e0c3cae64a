"""独立核验 · A stored plan is read, checked and recomputed by a package from which the optimiser was deleted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from landsupply.plan.form import to_form
from tests.plan import case

SCRIPT = """
import json, sys
from datetime import date
from pathlib import Path
from landsupply.law.rulebook import open_rulebook
from landsupply.plan.certificate import goal_value, misses
from landsupply.plan.checks import check
from landsupply.plan.form import from_form, plan_digest
from landsupply.plan.indicators import Indicators
import landsupply
from tests.plan import case

assert Path(landsupply.__file__).is_relative_to(sys.argv[2]), landsupply.__file__
rules = open_rulebook("410100").on(date(2024, 1, 1))
plan = from_form(json.loads(Path(sys.argv[1]).read_text("utf-8")), rules)
print(json.dumps({
    "findings": [finding.code for finding in check(plan, case.ledger(), rules)],
    "values": [goal_value(plan, goal.goal) for goal in plan.proof.goals],
    "misses": len(misses(plan)),
    "total": Indicators.of(plan, rules).total.hectares,
    "digest": plan_digest(plan, rules),
    "loaded": sorted(name for name in ("numpy", "highspy", "landsupply.optimise") if name in sys.modules),
}))
"""


@pytest.fixture(scope="module")
def crippled(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The package without its optimiser, and a stored plan beside it."""
    folder = tmp_path_factory.mktemp("crippled")
    shutil.copytree(root / "src" / "landsupply", folder / "landsupply", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(folder / "landsupply" / "optimise")
    form = to_form(case.plan(), case.rules())
    (folder / "plan.json").write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    return folder


def _run(crippled: Path, root: Path, script: str) -> subprocess.CompletedProcess[str]:
    """In a process that does not see the working copy's own package: `-S` leaves out what is installed."""
    site = [path for path in sys.path if path.endswith("site-packages")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(crippled), str(root), *site])}
    arguments = [sys.executable, "-S", "-c", script, str(crippled / "plan.json"), str(crippled)]
    return subprocess.run(arguments, env=environment, cwd=crippled, capture_output=True, text=True, check=False)


def test_a_stored_plan_is_verified_without_the_optimiser(crippled: Path, root: Path) -> None:
    done = _run(crippled, root, SCRIPT)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found == {
        "findings": [],
        "values": [goal.value for goal in case.plan().proof.goals],
        "misses": 0,
        "total": "49.4965",
        "digest": to_form(case.plan(), case.rules())["digest"],
        "loaded": [],
    }


def test_it_is_really_gone(crippled: Path, root: Path) -> None:
    done = _run(crippled, root, "import landsupply.optimise.propose")
    assert done.returncode != 0
    assert "ModuleNotFoundError" in done.stderr


def test_a_tampered_plan_is_found_without_it_too(crippled: Path, root: Path) -> None:
    text = (crippled / "plan.json").read_text("utf-8")
    (crippled / "plan.json").write_text(text.replace('"supply_month": 11', '"supply_month": 12'), encoding="utf-8")
    try:
        done = _run(crippled, root, SCRIPT)
    finally:
        (crippled / "plan.json").write_text(text, encoding="utf-8")
    assert done.returncode != 0
    assert "C013" in done.stderr
