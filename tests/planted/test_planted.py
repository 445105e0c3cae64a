"""植错检验 · Invented plans: every planted fault is found in its place, and nothing untrue is said of a clean plan."""

from __future__ import annotations

import ast
from pathlib import Path
from random import Random

import pytest

from tests.planted import judge
from tests.planted.judge import KINDS, Score
from tests.planted.page import Page
from tests.planted.plans import plan_of

SEEDS = range(1, 61)
GENERATOR = ("words", "documents", "page", "truth", "writing", "plans", "faults", "slips")


@pytest.fixture(scope="module")
def score() -> Score:
    return judge.judge(SEEDS)


def test_t58_every_planted_fault_is_found(score: Score) -> None:
    assert sum(score.planted.values()) >= 500
    missed = [f"{kind} · {one}" for kind, misses in score.missed.items() for one in misses[:3]]
    assert not missed, f"recall {score.recall:.2%}\n" + "\n".join(missed)


def test_t58_clean_plans_draw_no_false_alarm(score: Score) -> None:
    assert not score.alarms, "\n".join(score.alarms[:30])


def test_every_kind_is_planted_somewhere() -> None:
    pages = [plan_of(seed) for seed in range(1, 201)]
    bare = [kind for kind, fault in KINDS.items() if not any(fault(page, Random(0)) for page in pages)]
    assert bare == []


@pytest.mark.parametrize("seed", range(1, 41))
def test_a_planted_page_differs_from_its_clean_one(seed: int) -> None:
    page = plan_of(seed)
    for kind, fault in KINDS.items():
        planted = fault(page, Random(f"{kind} {seed}"))
        assert planted is None or planted.page.text != page.text, kind


def _sum(page: Page, role: str) -> int:
    return sum(page.bit(spot).value for spot in page.where(role))


@pytest.mark.parametrize("seed", range(1, 301))
def test_the_truth_of_a_clean_plan_closes(seed: int) -> None:
    page = plan_of(seed)
    totals = {page.bit(spot).value for spot in page.where("total") + page.where("low")}
    assert len(totals) <= 1
    groups = ["district", "slot", "mode", "quota", *(["class"] if page.shape != "rounded" else [])]
    assert all(_sum(page, group) in totals for group in groups if page.where(group))
    assert _sum(page, "housing") in {0, *(page.bit(spot).value for spot in page.where("homes"))}
    table = [[bit.value for bit in page.lines[row].bits if bit.role] for row in page.tagged("table/row")]
    assert all(sum(row[:-1]) == row[-1] for row in table)
    assert all(sum(column[:-1]) == column[-1] for column in zip(*table, strict=True))


def test_the_same_seed_gives_the_same_text() -> None:
    assert [plan_of(seed).text for seed in range(20)] == [plan_of(seed).text for seed in range(20)]


def test_the_judge_fails_a_proofreader_that_is_blind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "findings", lambda reading, rules: ())
    assert judge.judge(range(1, 6)).recall == 0


def test_the_judge_fails_a_proofreader_that_repeats_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said of the clean plan as well names no fault."""
    said = judge.said_of(plan_of(10))
    monkeypatch.setattr(judge, "said_of", lambda page: said)
    assert judge.judge([10]).recall == 0


def test_the_generator_imports_nothing_of_the_product() -> None:
    folder = Path(__file__).parent
    for name in GENERATOR:
        tree = ast.parse((folder / f"{name}.py").read_text("utf-8"))
        modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        assert not [module for module in modules if module.startswith("landsupply")], name
