"""单独一跑 · One method on one kept problem: `python -m benchmarks.optimise.alone METHOD FOLDER SECONDS GAP`.

Run in a process of its own, by the Python that has the method. The clock runs from the arrays to the plan: libraries
are loaded before it, and what is compiled on the fly is compiled before it and told apart. Leaves `answer.json` and
`answer.npz` in the folder, since solvers write on the screen what they like.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks.optimise.ours import NAME, compiled, landsupply
from benchmarks.optimise.peers import METHODS, Answer, Ask, Method, proven
from benchmarks.optimise.store import kept


def main(name: str, folder: Path, seconds: float, gap: float) -> None:
    """单独一跑 · Runs it, measures it, and leaves what it answered."""
    problem = kept(folder / "problem.npz")
    method, packages = (landsupply, ("highspy", "numba")) if name == NAME else _loaded(name)
    before = compiled(problem.parcels) if name == NAME else 0.0
    cpu, ask = _cpu(), Ask(seconds=seconds, gap=gap)
    answer = method(problem, ask)
    wall, used = perf_counter() - ask.began, _cpu() - cpu
    _left(folder, answer)
    told = {
        "wall": wall,
        "cpu": used,
        "peak_mb": _peak(),
        "compile": before,
        "solver_bound": proven(answer.points),
        "said": answer.said,
        "options": answer.options,
        "versions": {package: version(package) for package in packages},
    }
    (folder / "answer.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def _loaded(name: str) -> tuple[Method, tuple[str, ...]]:
    peer = METHODS[name]
    for module in peer.modules:
        importlib.import_module(module)
    return peer.run, peer.packages


def _left(folder: Path, answer: Answer) -> None:
    arrays: dict[str, Any] = {}
    if answer.choice is not None:
        arrays |= {"option": answer.choice.option, "month": answer.choice.month}
    if answer.prices is not None:
        arrays |= {"prices": answer.prices}
    np.savez(folder / "answer.npz", **arrays)


def _cpu() -> float:
    """CPU seconds of this process and of those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]))
