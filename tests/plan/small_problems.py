"""小算题 · Small random problems of every kind of block, and all their choices written out in plain Python."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from landsupply.plan.problem import AFTER, MONTHS, ONE_OF, OPEN_HIGH, OPEN_LOW, SINGLE, Choice, Problem, Rows

Column = tuple[int, int]


@dataclass(frozen=True)
class Sizes:
    """How large the figures of a problem are."""

    value: int = 30
    amount: int = 9
    coefficient: int = 3
    blocks: int = 5


@dataclass
class _Draft:
    block_start: list[int] = field(default_factory=lambda: [0])
    block_kind: list[int] = field(default_factory=list)
    least: list[int] = field(default_factory=list)
    option_start: list[int] = field(default_factory=lambda: [0])
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)


def small_problem(seed: int, sizes: Sizes | None = None) -> Problem:
    """A problem of at most five blocks; some windows are empty, some parcels and blocks have nothing at all."""
    sizes = sizes or Sizes()
    draw = random.Random(seed)
    draft = _Draft()
    for _ in range(draw.randint(1, sizes.blocks)):
        _block(draw, draft)
    options, fields, cells = len(draft.first), draw.randint(1, 3), draw.randint(1, 3)

    def table(height: int, width: int, size: int) -> np.ndarray:
        return np.array([[draw.randint(-size, size) for _ in range(width)] for _ in range(height)], np.int64).reshape(
            height, width
        )

    amount = table(options, fields, sizes.amount)
    return Problem(
        **{name: np.array(column, np.int64) for name, column in vars(draft).items()},
        value=table(options, MONTHS, sizes.value) + sizes.value // 2,
        amount=np.abs(amount) if draw.random() < 0.7 else amount,
        cell=np.array([draw.randrange(cells) for _ in range(options)], np.int64),
        rows=_rows(draw, cells, fields, sizes),
    )


def _block(draw: random.Random, draft: _Draft) -> None:
    kind = draw.choice((SINGLE, SINGLE, ONE_OF, AFTER))
    members = {SINGLE: 1, AFTER: 2}.get(kind, draw.randint(0 if draw.random() < 0.1 else 1, 3))
    for _ in range(members):
        for _ in range(draw.choice((0, 1, 1, 1, 2))):
            first = draw.randint(1, MONTHS)
            draft.first.append(first)
            draft.last.append(max(1, min(MONTHS, first + draw.choice((-1, 0, 0, 1, 2)))))
        draft.option_start.append(len(draft.first))
    draft.block_start.append(draft.block_start[-1] + members)
    draft.block_kind.append(kind)
    most = 2 if kind == AFTER else 1
    draft.least.append(draw.choice((0, 0, 0, 0, 0, 0, 1, most)) if draw.random() < 0.98 else most + 1)


def _rows(draw: random.Random, cells: int, fields: int, sizes: Sizes) -> Rows:
    count = draw.randint(0, 4)
    start, row, coefficient = [0], [], []
    for _ in range(cells * MONTHS):
        for r in range(count):
            if draw.random() < 0.6:
                row.append(r)
                coefficient.append([draw.randint(-sizes.coefficient, sizes.coefficient) for _ in range(fields)])
        start.append(len(row))
    width = min(sizes.amount * sizes.coefficient, 2**60)
    low = [OPEN_LOW if draw.random() < 0.5 else draw.randint(-width, width // 2) for _ in range(count)]
    high = [OPEN_HIGH if draw.random() < 0.4 else max(bottom, -width) + draw.randint(0, width) for bottom in low]
    return Rows(
        names=tuple(f"指标{r}" for r in range(count)),
        start=np.array(start, np.int64),
        row=np.array(row, np.int64),
        coefficient=np.array(coefficient, np.int64).reshape(len(row), fields),
        low=np.array(low, np.int64),
        high=np.array(high, np.int64),
        scale=np.ones(count),
    )


def parcel_columns(problem: Problem, parcel: int) -> list[Column]:
    """Every option and month in which a parcel may be supplied."""
    return [
        (option, month)
        for option in range(int(problem.option_start[parcel]), int(problem.option_start[parcel + 1]))
        for month in range(1, MONTHS + 1)
        if problem.first[option] <= month <= problem.last[option]
    ]


def joints(problem: Problem, block: int) -> list[dict[int, Column]]:
    """All joint choices of a block, parcel to column: every combination of its members less the unlawful."""
    parcels = range(int(problem.block_start[block]), int(problem.block_start[block + 1]))
    combinations = itertools.product(*([None, *parcel_columns(problem, parcel)] for parcel in parcels))
    all_ = [{p: c for p, c in zip(parcels, one, strict=True) if c is not None} for one in combinations]
    if problem.block_kind[block] == AFTER:
        all_ = [one for one in all_ if _in_order(one, parcels[0], parcels[1])]
    else:
        all_ = [one for one in all_ if len(one) <= 1]
    return [one for one in all_ if len(one) >= problem.least[block]]


def _in_order(one: dict[int, Column], first: int, second: int) -> bool:
    return second not in one or (first in one and one[first][1] <= one[second][1])


def worth(problem: Problem, columns: list[Column]) -> tuple[int, list[int]]:
    """Value and what is reached on every row, by going through everything one by one."""
    value, reached = 0, [0] * problem.rows.count
    for option, month in columns:
        value += int(problem.value[option, month - 1])
        place = int(problem.cell[option]) * MONTHS + month - 1
        for k in range(int(problem.rows.start[place]), int(problem.rows.start[place + 1])):
            pairs = zip(problem.rows.coefficient[k].tolist(), problem.amount[option].tolist(), strict=True)
            reached[int(problem.rows.row[k])] += sum(unit * used for unit, used in pairs)
    return value, reached


@dataclass(frozen=True)
class Whole:
    """One choice for all blocks: what stands, its value, what it reaches, whether every row is kept."""

    columns: tuple[Column, ...]
    parcels: dict[int, Column]
    value: int
    reached: tuple[int, ...]
    keeps: bool


def all_choices(problem: Problem) -> Iterator[Whole]:
    """Every choice there is, the rows kept or not."""
    parts = [[(one, *worth(problem, list(one.values()))) for one in joints(problem, b)] for b in range(problem.blocks)]
    low, high = problem.rows.low.tolist(), problem.rows.high.tolist()
    for combination in itertools.product(*parts):
        parcels = {parcel: column for one, _, _ in combination for parcel, column in one.items()}
        reached = [sum(part[2][r] for part in combination) for r in range(problem.rows.count)]
        keeps = all(a in (b, OPEN_LOW) or a < b for a, b in zip(low, reached, strict=True)) and all(
            c in (b, OPEN_HIGH) or b < c for b, c in zip(reached, high, strict=True)
        )
        yield Whole(tuple(parcels.values()), parcels, sum(part[1] for part in combination), tuple(reached), keeps)


def optimum(problem: Problem) -> Whole | None:
    """The best choice that keeps every row; None where there is none."""
    return max((one for one in all_choices(problem) if one.keeps), key=lambda one: one.value, default=None)


def choice_of(problem: Problem, parcels: dict[int, Column]) -> Choice:
    """The same as arrays."""
    choice = Choice.none(problem)
    for parcel, (option, month) in parcels.items():
        choice.option[parcel], choice.month[parcel] = option, month
    return choice


def random_prices(draw: random.Random, problem: Problem, size: int) -> tuple[int, ...]:
    """Prices of any size that ask nothing of an open side."""
    found = []
    for low, high in zip(problem.rows.low.tolist(), problem.rows.high.tolist(), strict=True):
        price = draw.choice((0, draw.randint(-size, size)))
        is_open = (price > 0 and high >= OPEN_HIGH) or (price < 0 and low <= OPEN_LOW)
        found.append(0 if is_open else price)
    return tuple(found)
