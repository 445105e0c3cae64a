"""核验选择 · Whether a choice may stand, what it is worth and what it reaches on every row, in exact whole numbers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from landsupply.ledger.issue import Severity
from landsupply.plan.certificate_wide import ANY_SIZE, WORDS, Array, exact_sum, largest, runs
from landsupply.plan.finding import Finding
from landsupply.plan.problem import AFTER, MONTHS, OPEN_HIGH, OPEN_LOW, Choice, Ints, Problem

_SAFE = 2**62


def refusal(code: str, place: object, **facts: object) -> Finding:
    """不成立 · A finding that makes a proof void."""
    return Finding(code=code, severity=Severity.ERROR, place=str(place), facts={"place": str(place), **facts})


def unreadable(problem: Problem, choice: Choice) -> Iterator[Finding]:
    """选择有误 · Where a choice is not one of this problem: its size, an option not the parcel's, a month not open."""
    option, month = choice.option, choice.month
    if (
        option.shape != (problem.parcels,)
        or month.shape != option.shape
        or {option.dtype.kind, month.dtype.kind} != {"i"}
    ):
        yield refusal("C089", len(option), wanted=problem.parcels)
        return
    start, stop = problem.option_start[:-1], problem.option_start[1:]
    none = option == -1
    own = none | ((start <= option) & (option < stop))
    for parcel in np.flatnonzero(~own).tolist():
        yield refusal("C090", parcel, option=int(option[parcel]))
    chosen = np.flatnonzero(own & ~none)
    is_open = (problem.first[option[chosen]] <= month[chosen]) & (month[chosen] <= problem.last[option[chosen]])
    shut = np.concatenate([chosen[~is_open], np.flatnonzero(none & (month != 0))])
    for parcel in np.sort(shut).tolist():
        yield refusal("C091", parcel, month=int(month[parcel]))


def unlawful(problem: Problem, choice: Choice) -> Iterator[Finding]:
    """组内矛盾 · Where a readable choice supplies two alternatives, breaks a pair, or leaves out what must stand."""
    chosen = choice.option >= 0
    standing = _count(np.concatenate([[0], np.cumsum(chosen)]), problem.block_start)
    pair = problem.block_kind == AFTER
    for block in np.flatnonzero(~pair & (standing > 1)).tolist():
        yield refusal("C092", block, found=int(standing[block]))
    blocks = np.flatnonzero(pair)
    first = problem.block_start[blocks]
    second = first + 1
    broken = chosen[second] & (~chosen[first] | (choice.month[second] < choice.month[first]))
    for block in blocks[broken].tolist():
        yield refusal("C093", block)
    for block in np.flatnonzero(standing < problem.least).tolist():
        yield refusal("C094", block, found=int(standing[block]), wanted=int(problem.least[block]))


def _count(before: Ints, start: Ints) -> Ints:
    return before[start[1:]] - before[start[:-1]]


def value_reached(problem: Problem, choice: Choice) -> int:
    """目标值 · The exact value of a readable choice."""
    chosen = np.flatnonzero(choice.option >= 0)
    return exact_sum(problem.value[choice.option[chosen], choice.month[chosen] - 1])


def rows_reached(problem: Problem, choice: Choice) -> tuple[int, ...]:
    """达到值 · What a readable choice reaches on every row, exactly, whatever the sizes."""
    rows = problem.rows
    used, sums = _amounts_by_place(problem, choice)
    count = rows.start[used + 1] - rows.start[used]
    entry = runs(rows.start[used], count)
    each = max(largest(rows.coefficient), 1) * max(largest(sums), 1) * max(sums.shape[1], 1)
    kind = WORDS if each * max(len(entry), 1) < _SAFE else ANY_SIZE
    part = rows.coefficient[entry].astype(kind) * sums.astype(kind)[np.repeat(np.arange(len(used)), count)]
    reached = np.zeros(rows.count, kind)
    np.add.at(reached, rows.row[entry], part.sum(axis=1))
    return tuple(map(int, reached))


def _amounts_by_place(problem: Problem, choice: Choice) -> tuple[Ints, Array]:
    """The places (cell and month) that are used, and what is chosen there in each field."""
    chosen = np.flatnonzero(choice.option >= 0)
    option = choice.option[chosen]
    used, which = np.unique(problem.cell[option] * MONTHS + choice.month[chosen] - 1, return_inverse=True)
    kind = WORDS if largest(problem.amount) * max(len(option), 1) < _SAFE else ANY_SIZE
    sums = np.zeros((len(used), problem.amount.shape[1]), kind)
    np.add.at(sums, which, problem.amount[option].astype(kind))
    return used, sums


def broken_rows(problem: Problem, reached: tuple[int, ...]) -> Iterator[Finding]:
    """未满足的行 · The rows whose figure lies outside their bounds."""
    rows = problem.rows
    for name, low, figure, high in zip(rows.names, rows.low.tolist(), reached, rows.high.tolist(), strict=True):
        if not (low <= figure or low <= OPEN_LOW) or not (figure <= high or high >= OPEN_HIGH):
            yield refusal("C095", name, found=figure, low=_side(low, OPEN_LOW), high=_side(high, OPEN_HIGH))


def _side(figure: int, no_bound: int) -> str:
    return "—" if abs(figure) >= abs(no_bound) else str(figure)
