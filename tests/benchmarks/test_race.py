"""优化测速 · The methods agree where a year is small; plans and bounds count as judged, not as said."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from benchmarks.optimise.apart import Order, python_of, settled
from benchmarks.optimise.instances import generate
from benchmarks.optimise.ours import NAME
from benchmarks.optimise.peers import METHODS, proven, told_by_cbc
from benchmarks.optimise.race import SIZES, compared, main
from benchmarks.optimise.store import keep

ORDER = Order(seconds=300, gap=0.0)
SOLVERS = tuple(name for name in METHODS if name != "greedy")
ASK = "import importlib.util as u, sys; print(*[m for m in sys.argv[1:] if u.find_spec(m.split('.')[0])])"


def _there() -> tuple[str, ...]:
    """The solvers whose libraries are there: HiGHS always, the others once `./dev bench optimise` has fetched them."""
    wanted = sorted({module for name in SOLVERS for module in METHODS[name].modules})
    told = subprocess.run([python_of("scip"), "-c", ASK, *wanted], check=True, capture_output=True, text=True)
    found = set(told.stdout.split())
    return tuple(name for name in SOLVERS if found.issuperset(METHODS[name].modules))


@pytest.mark.slow
def test_the_methods_agree_on_a_small_year(tmp_path: Path) -> None:
    problem = generate(60, 5)
    keep(problem, tmp_path / "problem.npz")
    told = {name: settled(problem, name, tmp_path, ORDER) for name in (*_there(), NAME)}
    assert {name for name, one in told.items() if not one["checked"]} == set()
    best = max(one["value"] for one in told.values())
    # Within what the solvers' own tolerances leave, and none of the bounds below the best plan.
    assert {name for name, one in told.items() if one["value"] < best * (1 - 1e-4)} == set()
    assert {name for name, one in told.items() if one["bound"] < best} == set()


def test_one_object_by_method_with_the_agreed_keys(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--parcels", "60", "--seed", "3", "--only", "greedy", "--json"])
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    asked = {"method", "parcels", "seed", "wall", "cpu", "peak_mb", "value", "bound", "gap", "checked", "compile"}
    assert asked <= told.keys()
    assert (told["method"], told["parcels"], told["seed"]) == ("greedy", 60, 3)
    assert told["bound"] is None and told["gap"] is None and told["checked"] is False and told["value"] > 0
    main(["--parcels", "60", "--seed", "3", "--only", "greedy"])
    assert "NOT FEASIBLE" in capsys.readouterr().out


def test_what_fails_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(problem := generate(30, 1), tmp_path / "problem.npz")
    monkeypatch.setitem(METHODS, "unknown", METHODS["greedy"])  # known here, not where it runs
    told = settled(problem, "unknown", tmp_path, ORDER)
    assert told["said"].endswith("KeyError: 'unknown'") and told["value"] is None and not told["checked"]


def test_what_overruns_is_stopped(tmp_path: Path) -> None:
    keep(problem := generate(30, 1), tmp_path / "problem.npz")
    told = settled(problem, "greedy", tmp_path, Order(seconds=-1_000, gap=0.0))
    assert told["said"] == "stopped from outside, past its limit"
    assert told["value"] is None and not told["checked"]


def test_real_years_without_records_are_skipped_aloud(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANDSUPPLY_SHARED", str(tmp_path / "nowhere"))
    main(["--parcels", "30", "--seed", "1", "--shape", "real", "--only", "greedy"])
    assert capsys.readouterr().err.startswith("skipped: ")


def _told(value: int | None, bound: int | None, checked: bool = True) -> dict[str, Any]:
    return {"value": value, "bound": bound, "checked": checked}


def test_gaps_are_against_the_best_bound_that_stands() -> None:
    told = [_told(1000, 1100), _told(900, 1050), _told(2000, None, checked=False), _told(None, 990, checked=False)]
    found = list(compared(told))
    assert [one["gap"] for one in found] == [0.05, pytest.approx(150 / 900), None, None]
    assert [one.get("refuted") for one in found] == [None, None, None, True]
    (alone,) = compared([_told(None, None, checked=False)])
    assert alone["gap"] is None


def test_no_bound_is_made_of_an_infinite_one() -> None:
    assert [proven(one) for one in (None, float("inf"), -float("inf"), 1e20, float("nan"))] == [None] * 5
    assert proven(12.5) == 12_501  # up by what floats may be wrong by, and to the whole
    assert proven(-12.5) == -12_499


def test_the_bound_in_a_log_of_cbc() -> None:
    read = partial(told_by_cbc, gap=1e-4)
    stopped = "Result - Stopped on time limit\n\nObjective value:     3002.31\nUpper bound:         3006.313\n"
    relaxed = "Continuous objective value is 3011.5 - 0.05 seconds\n"
    assert read(relaxed + stopped) == pytest.approx(3006.314)
    assert read(stopped) is None
    content = "Result - Optimal solution found\n\nObjective value:                15.5\n"
    assert read(relaxed + content) == pytest.approx(15.50155)
    assert read(relaxed + "Result - Stopped on time limit\n\nNo feasible solution found\n") is None


def test_the_table_has_the_four_sizes() -> None:
    assert list(SIZES) == [300, 3_000, 30_000, 300_000]
    assert importlib.util.find_spec("highspy") and os.path.exists(python_of(NAME)) and python_of(NAME) == sys.executable
