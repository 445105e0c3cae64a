"""算例存取 · A problem as one file of arrays, so that every method begins from the same ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from landsupply.plan.problem import Problem, Rows

ARRAYS = (
    "block_start",
    "block_kind",
    "least",
    "option_start",
    "first",
    "last",
    "value",
    "amount",
    "cell",
)
TABLES = ("start", "row", "coefficient", "low", "high", "scale")


def keep(problem: Problem, path: Path) -> None:
    """存 · All arrays of a problem, uncompressed."""
    arrays = {name: getattr(problem, name) for name in ARRAYS}
    rows = {f"rows_{name}": getattr(problem.rows, name) for name in TABLES}
    np.savez(path, names=np.array(problem.rows.names), **arrays, **rows)


def kept(path: Path) -> Problem:
    """取 · The problem that was kept."""
    with np.load(path) as file:
        names = tuple(str(name) for name in file["names"])
        rows = Rows(names=names, **{name: file[f"rows_{name}"] for name in TABLES})
        return Problem(rows=rows, **{name: file[name] for name in ARRAYS})
