"""算例 · Invented years are the same each time, and can be met unless a contradiction was asked for."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from benchmarks.optimise.instances import SHAPES, drawn, generate
from benchmarks.optimise.judge import judged
from benchmarks.optimise.records import recorded
from benchmarks.optimise.store import keep, kept
from benchmarks.optimise.targets import AREA, CLASSES, HECTARE
from landsupply.plan.problem import AFTER, ONE_OF, SINGLE, Problem

INVENTED = tuple(shape for shape in SHAPES if shape != "real")
POSSIBLE = ("plain", "ties", "tight")


def same(one: Problem, other: Problem) -> bool:
    """相同 · Whether all arrays and names of two problems are equal."""
    arrays = [field.name for field in fields(Problem) if field.name != "rows"]
    tables = [field.name for field in fields(one.rows) if field.name != "names"]
    pairs = [(getattr(one, name), getattr(other, name)) for name in arrays]
    pairs += [(getattr(one.rows, name), getattr(other.rows, name)) for name in tables]
    return one.rows.names == other.rows.names and all(np.array_equal(a, b) for a, b in pairs)


@pytest.mark.parametrize("shape", INVENTED)
def test_a_seed_is_one_year(shape: str) -> None:
    assert same(generate(300, 7, shape), generate(300, 7, shape))
    assert not same(generate(300, 7, shape), generate(300, 8, shape))


def test_shapes_differ_in_what_they_are_for() -> None:
    plain, ties, tight = (generate(300, 7, shape) for shape in POSSIBLE)
    assert np.array_equal(plain.value, tight.value)
    width = {
        one: dict(zip(one.rows.names, (one.rows.high - one.rows.low).tolist(), strict=True)) for one in (plain, tight)
    }
    assert width[plain]["区域/3"] == pytest.approx(2 * width[tight]["区域/3"], abs=4)
    assert width[plain]["总量"] == width[tight]["总量"]
    slope = ties.value[:, 0] - ties.value[:, 1]
    assert (slope * HECTARE == 350 * ties.amount[:, AREA]).all()


def test_the_shape_of_a_year() -> None:
    problem = generate(3_000, 1)
    assert problem.rows.count == len(set(problem.rows.names)) == 113
    kinds = np.bincount(problem.block_kind, minlength=3) * np.array([1, 2, 1]) / problem.parcels
    assert kinds[AFTER] * 2 == pytest.approx(0.02) and 0.01 < kinds[ONE_OF] < 0.03 and kinds[SINGLE] > 0.9
    assert 1.15 < problem.options / problem.parcels < 1.25
    hectares = problem.amount[problem.option_start[:-1], AREA] / HECTARE
    assert 4 < hectares.mean() < 5.5 and hectares.min() >= 0.15 and hectares.max() <= 80
    assert 0.3 < (problem.first == 1).mean() < 0.36
    assert 0.02 < problem.least.mean() < 0.04


@pytest.mark.parametrize("shape", POSSIBLE)
@pytest.mark.parametrize("parcels", [1, 2, 7, 30, 60, 300, 3_000])
def test_the_hidden_plan_keeps_every_target_exactly(shape: str, parcels: int) -> None:
    for seed in range(20 if parcels <= 300 else 2):
        verdict = judged(*drawn(parcels, seed, shape))
        assert verdict.feasible, (seed, verdict)


@pytest.mark.parametrize("seed", range(10))
def test_a_contradiction_is_one(seed: int) -> None:
    problem, plan = drawn(300, seed, "contradiction")
    assert {line.split(":")[0] for line in judged(problem, plan).missed} == {"完成率/6月", "新增指标"}
    # Eight in a hundred of the most there may be are less than the months after June must have at least.
    low, high = problem.rows.low, dict(zip(problem.rows.names, problem.rows.high.tolist(), strict=True))
    later = sum(int(low[problem.rows.names.index(f"月度均衡/{month}")]) for month in range(7, 13))
    assert later * 100 > 8 * high["总量"]


def test_what_is_no_shape_and_no_size_is_refused() -> None:
    with pytest.raises(ValueError, match="round"):
        generate(10, 1, "round")
    with pytest.raises(ValueError, match="0"):
        generate(0, 1)


def test_real_areas_are_those_of_records(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANDSUPPLY_SHARED", str(shared))
    uses, areas = recorded()
    assert set(uses.tolist()) == set(range(len(CLASSES)))
    for seed in range(5):
        problem, plan = drawn(300, seed, "real")
        assert judged(problem, plan).feasible
        assert np.isin(problem.amount[:, AREA], areas).all()
    assert same(generate(300, 1, "real"), generate(300, 1, "real"))


def test_without_records_it_is_said_where_they_were_looked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LANDSUPPLY_SHARED", str(tmp_path / "nowhere"))
    with pytest.raises(FileNotFoundError, match="nowhere: no records to draw areas from"):
        generate(10, 1, "real")


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    problem = generate(60, 3)
    keep(problem, tmp_path / "problem.npz")
    assert same(problem, kept(tmp_path / "problem.npz"))
