"""单行 · Rows that blocks alone cannot bring within bounds, whatever other rows ask; in exact whole numbers."""

from __future__ import annotations

import numpy as np

from landsupply.optimise.explain.ways import Ways
from landsupply.plan.problem import Ints


def attainable(ways: Ways) -> tuple[Ints, Ints]:
    """可达界 · The least and the most that every row can be, all blocks doing as this row alone would have them."""
    rows = ways.problem.rows.count
    key = ways.block[ways.column] * rows + ways.row
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    block, row = key[order][starts] // max(1, rows), key[order][starts] % max(1, rows)
    counted = np.diff(np.append(starts, len(order)))
    # A block may add nothing to a row: by staying empty, or by a way that the row does not count.
    is_nothing = ~ways.must[block] | (counted < np.bincount(ways.block, minlength=ways.problem.blocks)[block])
    found = []
    for pick in (np.minimum, np.maximum):
        extreme = pick.reduceat(ways.units[order], starts) if len(starts) else np.zeros(0, np.int64)
        total = np.zeros(rows, np.int64)
        np.add.at(total, row, np.where(is_nothing, pick(extreme, 0), extreme))
        found.append(total)
    return found[0], found[1]


def impossible(ways: Ways) -> Ints:
    """单独不可行 · The rows whose bounds cross, or lie where the row can never be."""
    rows = ways.problem.rows
    least, most = attainable(ways)
    return np.flatnonzero((rows.low > rows.high) | (least > rows.high) | (most < rows.low))
