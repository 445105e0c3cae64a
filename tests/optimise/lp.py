"""模型文本 · Rows and a goal as an LP text that a planner can read: parcels, months, hectares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from landsupply.optimise.columns import Columns
from landsupply.optimise.programme import INFINITY, Row
from landsupply.plan.problem import Floats


def lp_text(columns: Columns, rows: Iterable[Row], cost: Floats | None = None) -> str:
    """模型文本 · The goal, if any, and every row by its name, two bounds on two lines."""
    lines = []
    if cost is not None:
        found = [(i, float(value)) for i, value in enumerate(cost) if value]
        lines.append(f"maximise {_sum(columns, found)}")
    for row in rows:
        lines += list(_row(columns, row))
    return "\n".join(lines) + "\n"


def _row(columns: Columns, row: Row) -> Iterator[str]:
    terms = _sum(columns, [(int(i), float(value)) for i, value in zip(row.index, row.value, strict=True)])
    if row.low == row.high:
        yield f"{row.name}: {terms} = {_number(row.low)}"
        return
    if row.low != -INFINITY:
        yield f"{row.name}: {terms} >= {_number(row.low)}"
    if row.high != INFINITY:
        yield f"{row.name}: {terms} <= {_number(row.high)}"


def _sum(columns: Columns, terms: list[tuple[int, float]]) -> str:
    text = " ".join(f"{'-' if value < 0 else '+'} {_number(abs(value))} {_name(columns, i)}" for i, value in terms)
    return text or "0"


def _name(columns: Columns, i: int) -> str:
    """`x` for a column chosen, with the use where a parcel has several; `a` for an area of its own."""
    if i >= columns.width:
        return "peak"
    letter, j = "x", i
    if i >= columns.count:
        letter, j = "a", int(columns.phased[i - columns.count])
    candidate = columns.candidates[columns.candidate[j]]
    uses = {one.option.use.code for one in columns.candidates if one.parcel == candidate.parcel}
    use = f" {candidate.option.use.code}" if len(uses) > 1 else ""
    return f"{letter}[{candidate.parcel}{use} {columns.month[j]}]"


def _number(value: float) -> str:
    return f"{value:.9g}"
