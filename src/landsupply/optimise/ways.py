"""备选 · What the compiled passes read and write: a problem's arrays, the joint ways of blocks, what they change.

Only values; the passes themselves stand in `kernel` and `moves`.
"""

from __future__ import annotations

from typing import NamedTuple

from landsupply.plan.problem import Floats, Ints

#: Less than anything is worth: a block with no way at all, a way not met yet.
NEVER = -1e300


class Arrays(NamedTuple):
    """数组 · A problem's arrays as the passes read them; amounts, values and coefficients as floats."""

    block_start: Ints
    block_kind: Ints
    least: Ints
    option_start: Ints
    first: Ints
    last: Ints
    value: Floats
    amount: Floats
    cell: Ints
    start: Ints
    row: Ints
    coefficient: Floats
    #: The most joint ways any block has, and the most options any parcel of a pair has.
    width: int
    breadth: int


class Ways(NamedTuple):
    """备选 · Joint ways of some blocks near their best: `loss` is what each gives away at the prices (0 for the best).

    Way j of block i stands at start[i] ≤ j < start[i + 1]; a way is up to two (option, month), −1 where there is none.
    """

    start: Ints
    loss: Floats
    option: Ints
    month: Ints
    second: Ints
    second_month: Ints


class Own(NamedTuple):
    """各备选系数 · What each way counts on which rows."""

    start: Ints
    row: Ints
    units: Floats


class Step(NamedTuple):
    """变动 · What each way would change against the present one."""

    start: Ints
    end: Ints
    row: Ints
    units: Floats


class Scratch(NamedTuple):
    """草稿 · Room for the joint ways of one block: values, first and second option with their months."""

    value: Floats
    one: Ints
    at: Ints
    two: Ints
    then: Ints
    later: Floats


class Hold(NamedTuple):
    """价与界 · Prices of rows, their bounds, and what a miss costs."""

    price: Floats
    low: Floats
    high: Floats
    penalty: Floats
