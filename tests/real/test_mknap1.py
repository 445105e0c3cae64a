"""公开题库 · The seven multi-dimensional knapsacks of the OR-Library file mknap1, by our own programme and solver."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from landsupply.optimise.programme import Programme, Row
from landsupply.optimise.solve import Limits, Stop, solve

EXACT = Limits(gap=0.0, enough=0.0, nodes=1_000_000)


def problems(text: str) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Profits, weights by row, and room of each problem."""
    numbers = iter(text.split())
    for _ in range(int(next(numbers))):
        count, rows, _published = (float(next(numbers)) for _ in range(3))
        profit = np.array([float(one) for one in islice(numbers, int(count))])
        weights = np.array([float(one) for one in islice(numbers, int(count * rows))]).reshape(int(rows), int(count))
        yield profit, weights, np.array([float(one) for one in islice(numbers, int(rows))])


def programme(weights: np.ndarray, room: np.ndarray) -> Programme:
    count = weights.shape[1]
    rows = tuple(
        Row(name=f"room {i}", index=np.arange(count), value=row, high=high)
        for i, (row, high) in enumerate(zip(weights, room, strict=True))
    )
    return Programme(lower=np.zeros(count), upper=np.ones(count), integral=np.ones(count, dtype=bool), rows=rows)


@pytest.mark.parametrize("number", range(7))
def test_the_optimum_is_reproduced(shared: Path, number: int) -> None:
    folder = shared / "opt" / "mkp"
    with (folder / "verified_optima.csv").open(encoding="utf-8", newline="") as lines:
        known = [row for row in csv.DictReader(lines) if row["file"] == "mknap1"]
    profit, weights, room = list(problems((folder / "mknap1.txt").read_text("utf-8")))[number]
    found = solve(programme(weights, room), profit, EXACT)
    picked = found.values > 0.5
    assert found.stop is Stop.PROVEN
    assert np.all(weights[:, picked].sum(axis=1) <= room)
    assert round(float(profit[picked].sum()), 4) == float(known[number]["highs_optimum"])
    assert found.bound == pytest.approx(found.value, rel=1e-9)


def test_less_room_gives_less(shared: Path) -> None:
    """The rows bind: with half the room the answer is another."""
    profit, weights, room = next(problems((shared / "opt" / "mkp" / "mknap1.txt").read_text("utf-8")))
    assert solve(programme(weights, room / 2), profit, EXACT).value < 3_800
