"""双字整数 · Whole numbers too wide for 64 bits as two arrays, high · 2^shift + low, and the few steps a bound needs.

Nothing here can overflow: the scale is chosen from proven magnitudes, so that every open `high` lies within ±unit and
`unit` is at most 2^59. Where no such scale exists the arrays hold Python's own whole numbers and the same steps hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

#: Numbers of 64 bits, and Python's own of any size.
WORDS: np.dtype[Any] = np.dtype(np.int64)
ANY_SIZE: np.dtype[Any] = np.dtype(object)
#: Within these, sums of two and the mark of what is closed fit into 64 bits.
UNIT = 2**59
_LIMB = 32


@dataclass(frozen=True, slots=True)
class Scale:
    """尺度 · How numbers are cut in two, and the size that every open high part stays within."""

    shift: int
    unit: int
    kind: np.dtype[Any]

    @property
    def closed(self) -> int:
        """不可选 · The high part of what may not be chosen; below any sum in which all is open."""
        return -4 * self.unit


@dataclass(frozen=True, slots=True, eq=False)
class Wide:
    """双字整数 · An array of numbers high · 2^shift + low with 0 ≤ low < 2^shift, compared and added exactly."""

    high: Array
    low: Array
    scale: Scale

    def take(self, where: Array) -> Wide:
        """取 · The rows at these places."""
        return Wide(self.high[where], self.low[where], self.scale)

    def best(self) -> Wide:
        """行内最大 · The largest of each row."""
        high = self.high.max(axis=-1)
        return Wide(high, np.where(self.high == high[..., None], self.low, 0).max(axis=-1), self.scale)

    def segments(self, count: Array) -> Wide:
        """分段最大 · The largest of each run of count[i] rows, closed where a run is empty."""
        shape = (len(count), *self.high.shape[1:])
        high, low = np.full(shape, self.scale.closed, self.scale.kind), np.zeros(shape, self.scale.kind)
        full = np.flatnonzero(count)
        if len(full):
            start = (np.cumsum(count) - count)[full]
            high[full] = np.maximum.reduceat(self.high, start, axis=0)
            top = np.repeat(high[full], count[full], axis=0)
            low[full] = np.maximum.reduceat(np.where(self.high == top, self.low, 0), start, axis=0)
        return Wide(high, low, self.scale)

    def running(self) -> Wide:
        """逐月最大 · In each month the largest of it and the months before."""
        high, low = self.high.copy(), self.low.copy()
        for month in range(1, high.shape[1]):
            now = Wide(high[:, month], low[:, month], self.scale)
            kept = now.larger(Wide(high[:, month - 1], low[:, month - 1], self.scale))
            high[:, month], low[:, month] = kept.high, kept.low
        return Wide(high, low, self.scale)

    def larger(self, other: Wide) -> Wide:
        """较大 · The larger of two, place by place."""
        behind = (other.high > self.high) | ((other.high == self.high) & (other.low > self.low))
        return Wide(np.where(behind, other.high, self.high), np.where(behind, other.low, self.low), self.scale)

    def plus(self, other: Wide) -> Wide:
        """和 · The sum of two, place by place; closed where either is."""
        return carried(self.high + other.high, self.low + other.low, self.scale)

    def closed_where(self, mask: Array) -> Wide:
        """封闭 · The same, closed at the marked places."""
        return Wide(np.where(mask, self.scale.closed, self.high), np.where(mask, 0, self.low), self.scale)

    def total(self) -> int | None:
        """合计 · The exact sum, None where anything is closed."""
        if (self.high < -2 * self.scale.unit).any():
            return None
        return (exact_sum(self.high) << self.scale.shift) + exact_sum(self.low)


def carried(high: Array, low: Array, scale: Scale) -> Wide:
    """进位 · The number high · 2^shift + low, whose low part has grown beyond its size or below zero."""
    carry = low >> scale.shift
    return Wide(high + carry, low - (carry << scale.shift), scale)


def exact_sum(array: Array) -> int:
    """精确求和 · The sum of whole numbers, in two halves so that no 64-bit sum of fewer than 2^31 can overflow."""
    if array.dtype == ANY_SIZE:
        return sum(array.tolist())
    return (int((array >> _LIMB).sum()) << _LIMB) + int((array & (2**_LIMB - 1)).sum())


def largest(array: Array) -> int:
    """最大绝对值 · The largest magnitude, zero of nothing."""
    return max(int(array.max()), -int(array.min())) if array.size else 0


def runs(start: Array, count: Array) -> Array:
    """连续序号 · start[i], start[i] + 1, … count[i] of them, for each i in turn."""
    before = np.cumsum(count) - count
    return np.repeat(start - before, count) + np.arange(int(count.sum()))
