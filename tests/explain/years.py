"""手算年 · Small invented years written parcel by parcel and row by row, so that it shows what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from landsupply.plan.problem import MONTHS, OPEN_HIGH, OPEN_LOW, SINGLE, Problem, Rows

AREA, COUNT = 0, 1


@dataclass(frozen=True, kw_only=True)
class Lot:
    """A parcel with one option: area, use, new land or not, first month, whether it must stand, what it is worth."""

    area: int
    use: str = "住宅"
    new: bool = False
    first: int = 1
    last: int = MONTHS
    must: int = 0
    value: int = 10
    slope: int = 0


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row: what a unit of the field counts by parcel and month."""

    name: str
    counts: Callable[[Lot, int], int]
    low: int = OPEN_LOW
    high: int = OPEN_HIGH
    field: int = AREA
    scale: float = 1.0


def year(lots: Sequence[Lot], lines: Sequence[Line]) -> Problem:
    """Every parcel in a block and a cell of its own."""
    start, row, coefficient = [0], [], []
    for lot in lots:
        for month in range(1, MONTHS + 1):
            for number, line in enumerate(lines):
                if counted := line.counts(lot, month):
                    row.append(number)
                    coefficient.append([counted if field == line.field else 0 for field in (AREA, COUNT)])
            start.append(len(row))
    every = np.arange(len(lots) + 1)
    return Problem(
        block_start=every,
        block_kind=np.full(len(lots), SINGLE),
        least=np.array([lot.must for lot in lots]),
        option_start=every,
        first=np.array([lot.first for lot in lots]),
        last=np.array([lot.last for lot in lots]),
        value=np.array([[lot.value - lot.slope * month for month in range(1, MONTHS + 1)] for lot in lots]),
        amount=np.array([[lot.area, 1] for lot in lots]),
        cell=every[:-1],
        rows=Rows(
            names=tuple(line.name for line in lines),
            start=np.array(start),
            row=np.array(row, np.int64),
            coefficient=np.array(coefficient, np.int64).reshape(-1, 2),
            low=np.array([line.low for line in lines]),
            high=np.array([line.high for line in lines]),
            scale=np.array([line.scale for line in lines]),
        ),
    )


def whole_year(lot: Lot, month: int) -> int:
    """Everything."""
    return 1


def until(last: int, lots: str = "") -> Callable[[Lot, int], int]:
    """What is supplied by the end of a month, of one use or of all."""
    return lambda lot, month: int(month <= last and lots in ("", lot.use))


def in_month(wanted: int) -> Callable[[Lot, int], int]:
    """What is supplied in one month."""
    return lambda lot, month: int(month == wanted)
