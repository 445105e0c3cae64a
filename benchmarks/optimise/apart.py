"""另起进程 · A method in a process of its own, watched, stopped where it overruns, and its plan judged here."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks.cost import PEERS, ROOT
from benchmarks.optimise.judge import judged
from benchmarks.optimise.ours import NAME
from benchmarks.optimise.proof import certified
from landsupply.plan.problem import Choice, Problem

#: How often the memory of a process and its children is looked at, in seconds.
GLANCE = 0.1
#: Loading, compiling and a solver that looks at the clock seldom are given this much over the limit.
GRACE, MORE = 1.5, 90.0
ANSWERS = ("answer.json", "answer.npz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """要求 · The seconds and the gap that every method is given."""

    seconds: float
    gap: float


def settled(problem: Problem, method: str, folder: Path, order: Order) -> dict[str, Any]:
    """一项成绩 · What a method took, and what its plan and bound are worth; the folder holds the kept problem."""
    for name in ANSWERS:
        (folder / name).unlink(missing_ok=True)
    ran = _run(method, folder, order)
    if not (folder / ANSWERS[0]).exists():
        return {**ran, "cpu": 0.0, "compile": 0.0, "options": {}, **_nothing()}
    told = json.loads((folder / ANSWERS[0]).read_text("utf-8"))
    peak = max(ran["peak_mb"], told.pop("peak_mb"))
    return {**told, "peak_mb": round(peak, 1), **_worth(problem, folder, told.pop("solver_bound"))}


def _nothing() -> dict[str, Any]:
    return {"value": None, "bound": None, "checked": False, "faults": 0}


def _worth(problem: Problem, folder: Path, solver_bound: int | None) -> dict[str, Any]:
    """Value and rules from the judge; the bound from the prices where there are any, or the solver's if it is less."""
    worth = _nothing()
    with np.load(folder / ANSWERS[1]) as file:
        prices = certified(problem, file["prices"]) if "prices" in file else None
        choice = Choice(option=file["option"], month=file["month"]) if "option" in file else None
    bounds = [bound for bound in (prices, solver_bound) if bound is not None]
    worth |= {"bound": min(bounds, default=None), "certified": prices, "solver_bound": solver_bound}
    if choice is not None:
        verdict = judged(problem, choice)
        faults = [*verdict.broken, *verdict.missed]
        worth |= {"value": verdict.value, "checked": verdict.feasible, "faults": len(faults), "first": faults[:3]}
    return worth


def _run(method: str, folder: Path, order: Order) -> dict[str, Any]:
    """The process from start to end; the most that it and its children held together."""
    command = [
        python_of(method),
        "-m",
        "benchmarks.optimise.alone",
        method,
        str(folder),
        str(order.seconds),
        str(order.gap),
    ]
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    began, peak = perf_counter(), 0.0
    with (folder / "errors").open("w+", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": paths},
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
        said = "stopped from outside, past its limit"
        while perf_counter() - began < order.seconds * GRACE + MORE:
            with suppress(subprocess.TimeoutExpired):
                process.wait(GLANCE)
                errors.seek(0)
                said = f"failed: {errors.read().strip()[-300:]}"
                break
            peak = max(peak, sum(map(_held, _family(process.pid))))
        else:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return {"wall": perf_counter() - began, "peak_mb": peak, "said": said}


def python_of(method: str) -> str:
    """解释器 · Ours for our method; for the others that of `./dev bench`, or ours while that has not been made.

    LANDSUPPLY_PEERS names another.
    """
    made = str(PEERS) if PEERS.exists() else sys.executable
    return sys.executable if method == NAME else os.environ.get("LANDSUPPLY_PEERS", made)


def _family(process: int) -> Iterator[int]:
    """A process, its children, and theirs; the process alone where the system does not tell."""
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                yield from _family(int(child))


def _held(process: int) -> float:
    """Megabytes in memory now."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
        return float(next(line for line in lines if line.startswith("VmRSS:")).split()[1]) / 1024
    return 0.0


def commit() -> str:
    """提交 · The hash of the commit that stands here; CalledProcessError outside a repository."""
    told = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return told.stdout.strip()
