"""耗时 · CPU seconds of commands and of steps, each in a process of its own, and their medians."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
#: The Python with the programs compared with, made by `./dev bench`.
PEERS = ROOT / ".venv-peers" / "bin" / "python"
#: How the name of a reading begins that is one part of another.
DETAIL = "pattern: "
#: The exit codes of a command that did all its work: in order, or with findings.
DONE = (0, 1)


class Reading(NamedTuple):
    """读数 · What was done, how much of it (None where it has no size), and the CPU seconds it took once."""

    what: str
    size: int | None
    seconds: float


Source = Callable[[], Sequence[Reading]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """测得值 · What was done at what size, with the CPU seconds of each run."""

    what: str
    size: int | None
    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        """中位数 · The median of the runs, in CPU seconds."""
        return median(self.runs)


def command(what: str, *arguments: str) -> Source:
    """命令耗时 · A whole command of this Python, from its start to its end.

    CalledProcessError where it did not come to its end; what it has to say against its result it says on the screen.
    """

    def measured() -> tuple[Reading, ...]:
        before = _of_children()
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
        if done.returncode not in DONE:
            done.check_returncode()
        return (Reading(what, None, _of_children() - before),)

    return measured


def step(name: str, *arguments: str) -> Source:
    """步骤耗时 · What a step of `benchmarks/steps.py` has measured of itself, without Python's own start."""
    return _step(sys.executable, "benchmarks.steps", name, *arguments)


def peer_step(name: str, *arguments: str) -> Source:
    """对照步骤耗时 · The same of a step of `benchmarks/peers.py`, run by the Python that has the peers."""
    return _step(str(PEERS), "benchmarks.peers", name, *arguments)


def _step(python: str, module: str, name: str, *arguments: str) -> Source:
    def measured() -> tuple[Reading, ...]:
        ordered = [python, "-m", module, name, *arguments]
        done = subprocess.run(ordered, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        return tuple(Reading(*one) for one in json.loads(done.stdout))

    return measured


def repeated(sources: Sequence[Source], runs: int) -> tuple[Figure, ...]:
    """重复测量 · Every source once per run, by turns, so that a busy moment of the machine meets all of them."""
    taken: dict[tuple[str, int | None], list[float]] = {}
    for _ in range(runs):
        for source in sources:
            for what, size, seconds in source():
                taken.setdefault((what, size), []).append(seconds)
    return tuple(Figure(what=what, size=size, runs=tuple(found)) for (what, size), found in taken.items())


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
