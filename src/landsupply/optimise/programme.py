"""规划模型 · A mixed-integer programme as plain arrays: named rows over variables, and an objective to be maximised."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from landsupply.plan.problem import Floats, Ints, Mask
from landsupply.plan.target import Line

INFINITY = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Row:
    """约束行 · low ≤ Σ value · variable ≤ high; where it may be missed, `line` names it and `weight` weighs it."""

    name: str
    index: Ints
    value: Floats
    low: float = -INFINITY
    high: float = INFINITY
    line: Line | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Programme:
    """规划模型 · Variables with bounds, which of them are whole numbers, and the rows that hold them."""

    lower: Floats
    upper: Floats
    integral: Mask
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """变量数 · How many variables."""
        return len(self.lower)

    def with_rows(self, *rows: Row) -> Programme:
        """加约束 · The same programme with more rows."""
        return replace(self, rows=(*self.rows, *rows))

    def within(self, lower: Floats, upper: Floats) -> Programme:
        """定界 · The same programme with other bounds on its variables."""
        return replace(self, lower=lower, upper=upper)

    def elastic(self) -> tuple[Programme, Floats, tuple[Line, ...]]:
        """弹性模型 · Every named line may be missed, short or over; returns the misses' costs and lines.

        Two variables per line are added behind the others: short first, then over; rows of one line share them.
        """
        weights = {row.line: row.weight for row in reversed(self.rows) if row.line is not None}
        lines = tuple(dict.fromkeys(row.line for row in self.rows if row.line is not None))
        place, width = {line: self.width + 2 * i for i, line in enumerate(lines)}, self.width
        rows = [row for row in self.rows if row.line is None]
        for row in self.rows:
            if row.line is not None:
                index = np.append(row.index, [place[row.line], place[row.line] + 1])
                rows.append(replace(row, index=index, value=np.append(row.value, [1.0, -1.0])))
        extra = 2 * len(lines)
        programme = Programme(
            lower=np.append(self.lower, np.zeros(extra)),
            upper=np.append(self.upper, np.full(extra, INFINITY)),
            integral=np.append(self.integral, np.zeros(extra, dtype=bool)),
            rows=tuple(rows),
        )
        cost = np.append(np.zeros(width), -np.repeat([weights[line] for line in lines], 2))
        return programme, cost, lines

    def relaxed(self, given: dict[Line, tuple[float, float]]) -> Programme:
        """放宽 · The same programme with named rows widened by (short, over), in hectares."""
        none = (0.0, 0.0)
        rows = (
            replace(row, low=row.low - given.get(row.line, none)[0], high=row.high + given.get(row.line, none)[1])
            if row.line
            else row
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))
