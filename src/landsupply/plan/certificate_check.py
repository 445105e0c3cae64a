"""核验证书 · Recomputes value, targets and bound from arrays and prices alone, in whole numbers, without any solver.

Of a leaf with prices y on grid g: L(y) = Σ rows (y > 0 ? y · high : y · low) + Σ blocks max over joint choices of
(g · value − Σ y · coefficient · amount), and nothing in the leaf is worth more than ⌊L / g⌋. It holds for any y that
asks nothing of a side that is open. All blocks go through one fast pass; the narrowed ones are weighed one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from landsupply.measure.fault import IntegrityFault
from landsupply.plan.certificate_block import lost_by
from landsupply.plan.certificate_choice import (
    broken_rows,
    refusal,
    rows_reached,
    unlawful,
    unreadable,
    value_reached,
)
from landsupply.plan.certificate_shape import malformed
from landsupply.plan.certificate_sum import blocks_total, price_table
from landsupply.plan.certificate_value import Certificate, Leaf, Restriction, RowLimit, Window, uncovered
from landsupply.plan.certificate_wide import Array
from landsupply.plan.finding import Finding
from landsupply.plan.problem import OPEN_HIGH, OPEN_LOW, Choice, Problem, Rows

#: By what was asked, (weight, prices): the price table, and what all blocks are worth together.
Totals = dict[tuple[int, tuple[int, ...]], tuple[Array, int | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """核验结论 · What a choice is worth and reaches, what no plan exceeds, and all that is wrong with either.

    `bound` is None where nothing is proven, and where it is proven that there is no plan (`none_exists`).
    """

    value: int | None
    bound: int | None
    none_exists: bool
    reached: tuple[int, ...]
    broken: tuple[str, ...]
    faults: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """是否成立 · Whether choice and certificate stand as they are stated."""
        return not self.faults


def certified_bound(problem: Problem, certificate: Certificate) -> int | None:
    """已证上界 · What no choice of the problem exceeds, whatever the certificate states; None where there is no choice.

    IntegrityFault with the first thing wrong where the certificate proves nothing.
    """
    totals: Totals = {}
    for fault in void(problem, certificate, totals):
        raise IntegrityFault(fault.code, **fault.facts)
    return _bound(problem, certificate, totals)


def _bound(problem: Problem, certificate: Certificate, totals: Totals) -> int | None:
    found = (leaf_total(problem, certificate.grid, leaf, totals) for leaf in certificate.leaves)
    return max((total // certificate.grid for total in found if total is not None), default=None)


def certify(problem: Problem, choice: Choice | None, grid: int, leaves: tuple[Leaf, ...]) -> Certificate:
    """出具证书 · The certificate that states what these leaves and this choice really come to."""
    empty = Certificate(grid=grid, leaves=leaves, value=None, bound=None)
    bound = certified_bound(problem, empty)
    value = None if choice is None else value_reached(problem, choice)
    return Certificate(grid=grid, leaves=leaves, value=value, bound=bound)


def void(problem: Problem, certificate: Certificate, totals: Totals) -> Iterator[Finding]:
    """无效之处 · Whatever makes a certificate prove nothing: where it has nothing to do with what it states."""
    if fault := malformed(problem):
        yield refusal("C080", fault)
        return
    if place := uncovered(certificate.leaves):
        yield refusal("C084", place)
    for number, leaf in enumerate(certificate.leaves):
        faults = tuple(_leaf_faults(problem, number, leaf))
        yield from faults
        if not faults and leaf.farkas and leaf_total(problem, certificate.grid, leaf, totals) is not None:
            yield refusal("C085", number)


def _leaf_faults(problem: Problem, number: int, leaf: Leaf) -> Iterator[Finding]:
    if len(leaf.prices) != problem.rows.count:
        yield refusal("C081", number, found=len(leaf.prices), wanted=problem.rows.count)
        return
    strange = [fixed for fixed in leaf.fixed if not _is_known(problem, fixed)]
    if strange:
        yield refusal("C083", number)
        return
    low, high = sides(problem.rows, leaf.fixed)
    for row, price in enumerate(leaf.prices):
        if (price > 0 and high[row] >= OPEN_HIGH) or (price < 0 and low[row] <= OPEN_LOW):
            yield refusal("C082", number, row=problem.rows.names[row])


def _is_known(problem: Problem, fixed: Restriction) -> bool:
    if isinstance(fixed, RowLimit):
        return fixed.row < problem.rows.count
    if fixed.block >= problem.blocks:
        return False
    whole = whole_block(problem, fixed.block)
    return whole[0] <= fixed.options[0] and fixed.options[1] <= whole[1]


def whole_block(problem: Problem, block: int) -> tuple[int, int]:
    """全组方案 · The options of a block, from the first to before the last, as a window takes them."""
    start = problem.block_start[block : block + 2]
    return int(problem.option_start[start[0]]), int(problem.option_start[start[1]])


def sides(rows: Rows, fixed: tuple[Restriction, ...]) -> tuple[list[int], list[int]]:
    """上下限 · The bounds of every row, narrowed by the restrictions on rows."""
    low, high = rows.low.tolist(), rows.high.tolist()
    for level in fixed:
        if isinstance(level, RowLimit) and level.at_most:
            high[level.row] = min(high[level.row], level.figure)
        elif isinstance(level, RowLimit):
            low[level.row] = max(low[level.row], level.figure)
    return low, high


def leaf_total(problem: Problem, grid: int, leaf: Leaf, totals: Totals) -> int | None:
    """叶上总值 · L(y) of a sound leaf, in 1/grid; None where the leaf is seen to hold no plan."""
    low, high = sides(problem.rows, leaf.fixed)
    if any(OPEN_LOW < least > most < OPEN_HIGH for least, most in zip(low, high, strict=True)):
        return None
    weight = 0 if leaf.farkas else grid
    asked = (weight, leaf.prices)
    if asked not in totals:
        table = price_table(problem.rows, leaf.prices)
        totals[asked] = table, blocks_total(problem, weight, table)
    table, total = totals[asked]
    narrowing = _narrowing(problem, weight, table, leaf)
    if total is None or narrowing is None:
        return None
    total += narrowing + sum(
        price * (most if price > 0 else least)
        for price, least, most in zip(leaf.prices, low, high, strict=True)
        if price
    )
    return None if leaf.farkas and total < 0 else total


def _narrowing(problem: Problem, weight: int, table: Array, leaf: Leaf) -> int | None:
    """What the narrowed blocks lose against being free; None where one of them can do nothing any more."""
    lost = 0
    for block, windows in _windows(leaf).items():
        change = lost_by(problem, weight, table, block, windows)
        if change is None:
            return None
        lost += change
    return lost


def _windows(leaf: Leaf) -> Mapping[int, tuple[Window, ...]]:
    found: dict[int, tuple[Window, ...]] = {}
    for fixed in leaf.fixed:
        if isinstance(fixed, Window):
            found[fixed.block] = (*found.get(fixed.block, ()), fixed)
    return found


def judge(problem: Problem, choice: Choice | None, certificate: Certificate) -> Verdict:
    """核验 · Everything recomputed and held against what is stated; nothing of it is believed.

    No choice goes with a certificate that there is none.
    """
    totals: Totals = {}
    faults = tuple(void(problem, certificate, totals))
    bound = None if faults else _bound(problem, certificate, totals)
    none_exists = bound is None and not faults
    if any(fault.code == "C080" for fault in faults):
        return Verdict(value=None, bound=None, none_exists=False, reached=(), broken=(), faults=faults)
    against = tuple(_against(problem, choice)) if choice is not None else ()
    readable = choice if not any(fault.code in _UNREADABLE for fault in against) else None
    value = None if readable is None else value_reached(problem, readable)
    reached = () if readable is None else rows_reached(problem, readable)
    stated = tuple(_untrue(certificate, value, bound)) if not faults and readable is choice else ()
    if value is not None and not (faults or against) and (none_exists or (bound is not None and value > bound)):
        stated = (*stated, refusal("C088", value, bound=_said(bound)))
    return Verdict(
        value=value,
        bound=bound,
        none_exists=none_exists,
        reached=reached,
        broken=tuple(fault.place for fault in against if fault.code == "C095"),
        faults=(*faults, *stated, *against),
    )


#: With these a choice cannot be weighed at all.
_UNREADABLE = ("C089", "C090", "C091")


def _against(problem: Problem, choice: Choice) -> Iterator[Finding]:
    """All that is wrong with a choice; where it cannot be read, nothing further is asked of it."""
    faults = tuple(unreadable(problem, choice))
    yield from faults
    if not faults:
        yield from unlawful(problem, choice)
        yield from broken_rows(problem, rows_reached(problem, choice))


def _untrue(certificate: Certificate, value: int | None, bound: int | None) -> Iterator[Finding]:
    """Where what is stated is not what was found."""
    if certificate.bound != bound:
        yield refusal("C086", _said(certificate.bound), found=_said(bound))
    if certificate.value != value:
        yield refusal("C087", _said(certificate.value), found=_said(value))


def _said(figure: int | None) -> str:
    return "—" if figure is None else str(figure)
