"""线性模型 · A problem with shares in place of whole parcels, kept by HiGHS so that questions start warm.

Every row has two more columns for what it is short and over; they are shut unless a question opens them. Rows are told
to the solver in a unit near the size of their entries; every figure that leaves here is in the row's own units again.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np

from landsupply.measure.fault import SolveFault
from landsupply.optimise.explain.ways import Ways
from landsupply.optimise.solver import solver
from landsupply.plan.problem import OPEN_HIGH, OPEN_LOW, Floats, Ints, Mask

_OPTIMAL = highspy.HighsModelStatus.kOptimal
_NONE = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """线性解 · Shares of the columns, misses below and above by row, prices by row, and the objective.

    `worth` is what each column is worth after paying for all it counts, before its block is paid.
    """

    share: Floats
    worth: Floats
    short: Floats
    over: Floats
    prices: Floats
    objective: float


class Linear:
    """线性模型 · One HiGHS model; what a question changes it sets back, or says that it does not."""

    def __init__(self, ways: Ways) -> None:
        """Builds the model once, with nothing to maximise and no miss allowed."""
        self.ways = ways
        self.rows, self.count = ways.problem.rows.count, ways.count
        self.unit = _units(ways)
        self.low, self.high = bounds(ways)
        self.top = np.ones(ways.count)
        self.highs = solver(dual_feasibility_tolerance=1e-9)
        self.highs.passModel(_model(self))

    def set(self, name: str, value: bool | int | float | str) -> None:
        """设置 · One of the solver's options."""
        self.highs.setOptionValue(name, value)

    @property
    def misses(self) -> Ints:
        """缺口列 · The places of the columns for what rows are short, then over."""
        return np.arange(self.count, self.count + 2 * self.rows)

    def aim(self, cost: Floats) -> None:
        """目标 · What is maximised over the columns; misses then cost nothing."""
        self._costs(np.arange(self.count), cost)

    def aim_at_misses(self, cost: Floats) -> None:
        """缺口代价 · What a unit of each row's miss costs, the same below and above."""
        self._costs(self.misses, -np.tile(cost * self.unit, 2))

    def _costs(self, columns: Ints, cost: Floats) -> None:
        self.highs.changeColsCost(len(columns), columns.astype(np.int32), np.ascontiguousarray(cost, dtype=np.float64))

    def allow(self, rows: Mask) -> None:
        """容许缺口 · Lets these rows be missed, and no others."""
        top = np.tile(np.where(rows, np.inf, 0.0), 2)
        self.highs.changeColsBounds(2 * self.rows, self.misses.astype(np.int32), np.zeros(2 * self.rows), top)

    def bind(self, rows: Ints, low: Floats, high: Floats) -> None:
        """设界 · Bounds of some rows, in their own units."""
        unit = self.unit[rows]
        for row, least, most in zip(rows.tolist(), (low / unit).tolist(), (high / unit).tolist(), strict=True):
            self.highs.changeRowBounds(row, least, most)

    def free(self, rows: Ints) -> None:
        """放开 · Lets some rows be anything."""
        self.bind(rows, np.full(len(rows), -np.inf), np.full(len(rows), np.inf))

    def restore(self, rows: Ints) -> None:
        """复原 · Their bounds as the problem has them."""
        self.bind(rows, self.low[rows], self.high[rows])

    def shut(self, columns: Ints) -> None:
        """关闭 · Columns that may not be taken until they are opened again."""
        self.top[columns] = 0.0
        self.hold(columns, np.zeros(len(columns)), self.top[columns])

    def open(self, columns: Ints) -> None:
        """开放 · Columns that may be taken again."""
        self.top[columns] = 1.0
        self.hold(columns, np.zeros(len(columns)), self.top[columns])

    def hold(self, columns: Ints, low: Floats, high: Floats) -> None:
        """限定 · The least and the most of some columns."""
        self.highs.changeColsBounds(len(columns), columns.astype(np.int32), low, high)

    def row_costs(self, row: int) -> Floats:
        """行作目标 · A row's units by column, as an objective."""
        mine = self.ways.row == row
        cost = np.zeros(self.count)
        cost[self.ways.column[mine]] = self.ways.units[mine]
        return cost

    def forget(self) -> None:
        """忘却 · The next question starts cold: so many rows changed that the old corner is in the way."""
        self.highs.clearSolver()

    def solved(self) -> Answer | None:
        """求解 · The optimum from where the last one stood, None where there is none; S001 for any other end.

        Where the solver loses its footing it begins again, cold and without simplifying first.
        """
        status = self._run()
        if status not in (_OPTIMAL, *_NONE):
            self.forget()
            self.set("presolve", "off")
            status = self._run()
            self.set("presolve", "choose")
        if status in _NONE:
            return None
        if status != _OPTIMAL:
            raise SolveFault("S001", status=self.highs.modelStatusToString(status))
        return self.answer()

    def _run(self) -> highspy.HighsModelStatus:
        self.highs.run()
        return self.highs.getModelStatus()

    def answer(self) -> Answer:
        """答案 · What the solver now holds, in the rows' own units."""
        solution = self.highs.getSolution()
        values, duals = np.array(solution.col_value), np.array(solution.row_dual)
        short, over = values[self.count : self.count + 2 * self.rows].reshape(2, -1) * self.unit
        return Answer(
            share=values[: self.count],
            worth=np.array(solution.col_dual)[: self.count] + duals[self.rows + self.ways.block],
            short=short,
            over=over,
            prices=duals[: self.rows] / self.unit,
            objective=float(self.highs.getInfo().objective_function_value),
        )


def bounds(ways: Ways) -> tuple[Floats, Floats]:
    """上下限 · The bounds of the rows, infinite where they are open; where they cross, both are the upper one."""
    rows = ways.problem.rows
    least = np.minimum(rows.low, rows.high)
    low = np.where(least <= OPEN_LOW, -np.inf, least.astype(np.float64))
    return low, np.where(rows.high >= OPEN_HIGH, np.inf, rows.high.astype(np.float64))


def _units(ways: Ways) -> Floats:
    """By row the power of two nearest to its usual entry, so that no digit is lost."""
    rows = ways.problem.rows.count
    size = np.log2(np.maximum(1.0, np.abs(ways.units).astype(np.float64)))
    count = np.maximum(1, np.bincount(ways.row, minlength=rows))
    mean = np.bincount(ways.row, size, minlength=rows) / count
    return np.asarray(np.exp2(np.rint(mean)), dtype=np.float64)


def _model(linear: Linear) -> highspy.HighsLp:
    ways, rows, count = linear.ways, linear.rows, linear.count
    blocks, extra = ways.problem.blocks, 2 * linear.rows
    index = np.concatenate([ways.row, rows + ways.block, np.tile(np.arange(rows), 2)])
    column = np.concatenate([ways.column, np.arange(count), count + np.arange(extra)])
    entry = np.concatenate([ways.units / linear.unit[ways.row], np.ones(count), np.repeat([1.0, -1.0], rows)])
    order = np.argsort(column, kind="stable")
    lp = highspy.HighsLp()
    # One column more that is always nought: a model without columns has no status of its own.
    lp.num_col_, lp.num_row_ = count + extra + 1, rows + blocks
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.zeros(count + extra + 1)
    lp.col_lower_ = np.zeros(count + extra + 1)
    lp.col_upper_ = np.concatenate([np.ones(count), np.zeros(extra + 1)])
    lp.row_lower_ = np.concatenate([linear.low / linear.unit, ways.must.astype(np.float64)])
    lp.row_upper_ = np.concatenate([linear.high / linear.unit, np.ones(blocks)])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.searchsorted(column[order], np.arange(count + extra + 2)).astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = index[order].astype(np.int32), entry[order]
    return lp
