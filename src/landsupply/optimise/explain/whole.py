"""整宗 · Whole parcels in place of shares: all blocks, or only those that shares left split, by branch and bound.

The model is left as it was found; limits are nodes, never seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np

from landsupply.optimise.explain.linear import Answer, Linear
from landsupply.plan.problem import Floats, Ints, Mask

_STATUS = highspy.HighsModelStatus
_SPLIT = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """搜索限度 · Nodes, the gap that is enough, absolute and relative, what part of the work guesses plans."""

    nodes: int
    gap: float = 0.0
    relative: float = 0.0
    guessing: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Integral:
    """整宗解 · The columns taken with the misses left (none where none was found), the bound, whether it is the end."""

    columns: Ints | None
    answer: Answer | None
    bound: float
    is_proven: bool


def split_blocks(linear: Linear, share: Floats) -> Ints:
    """拆分组 · The blocks that shares leave split."""
    ways = linear.ways
    return np.unique(ways.block[(share > _SPLIT) & (share < 1 - _SPLIT)])


def whole(linear: Linear, effort: Effort, start: Ints | None = None) -> Integral:
    """整宗 · Every block whole, from a start where one is known."""
    return _searched(linear, np.ones(linear.count, dtype=bool), effort, start)


def losses(linear: Linear, answer: Answer) -> Floats:
    """损失 · By column what it gives away at the prices of a relaxation, against the best its block can do."""
    best = np.where(linear.ways.must, -np.inf, 0.0)
    is_open = linear.top > 0
    np.maximum.at(best, linear.ways.block[is_open], answer.worth[is_open])
    return np.asarray(best[linear.ways.block] - answer.worth, dtype=np.float64)


def contested(linear: Linear, answer: Answer, count: int) -> Ints:
    """相持组 · So many blocks whose next best way gives away least."""
    loss, blocks = losses(linear, answer), linear.ways.problem.blocks
    loss[linear.top == 0] = np.inf
    lead = np.full(blocks, np.inf)
    np.minimum.at(lead, linear.ways.block, np.where(answer.share > 1 - _SPLIT, np.inf, loss))
    return np.argsort(lead, kind="stable")[:count]


def mended(linear: Linear, share: Floats, blocks: Ints, effort: Effort) -> Integral:
    """取整 · These blocks and the split ones whole, all others as their shares say."""
    ways = linear.ways
    free = np.zeros(ways.problem.blocks, dtype=bool)
    free[split_blocks(linear, share)] = True
    free[blocks] = True
    column = free[ways.block]
    settled = np.flatnonzero(~column)
    at = np.rint(share[settled])
    linear.hold(settled, at, at)
    found = _searched(linear, column, effort, None)
    linear.hold(settled, np.zeros(len(settled)), linear.top[settled])
    return found


def _searched(linear: Linear, column: Mask, effort: Effort, start: Ints | None) -> Integral:
    free = np.flatnonzero(column).astype(np.int32)
    highs = linear.highs
    highs.changeColsIntegrality(len(free), free, np.ones(len(free), np.uint8))
    linear.set("mip_max_nodes", effort.nodes)
    linear.set("mip_abs_gap", effort.gap)
    linear.set("mip_rel_gap", effort.relative)
    linear.set("mip_heuristic_effort", effort.guessing)
    linear.set("mip_feasibility_tolerance", 1e-9)
    if start is not None:
        _offer(linear, start)
    highs.run()
    found = _read(linear)
    highs.changeColsIntegrality(len(free), free, np.zeros(len(free), np.uint8))
    return found


def _offer(linear: Linear, columns: Ints) -> None:
    taken = np.sort(columns).astype(np.int32)
    rest = np.setdiff1d(np.arange(linear.count), taken).astype(np.int32)
    index = np.concatenate([taken, rest]).astype(np.int32)
    value = np.concatenate([np.ones(len(taken)), np.zeros(len(rest))])
    linear.highs.setSolution(len(index), index, value)


def _read(linear: Linear) -> Integral:
    status, information = linear.highs.getModelStatus(), linear.highs.getInfo()
    is_end = status in (_STATUS.kOptimal, _STATUS.kInfeasible, _STATUS.kUnboundedOrInfeasible)
    if information.primal_solution_status != 2:
        return Integral(columns=None, answer=None, bound=float(information.mip_dual_bound), is_proven=is_end)
    answer = linear.answer()
    return Integral(
        columns=np.flatnonzero(answer.share > 0.5),
        answer=answer,
        bound=float(information.mip_dual_bound),
        is_proven=is_end,
    )
