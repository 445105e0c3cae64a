"""括号 · Round brackets of a paragraph: which pair a character stands in."""

from __future__ import annotations

import re
from bisect import bisect_right

Pair = tuple[int, int]

_SIGN = re.compile(r"[（(）)]")


def outermost(text: str) -> list[Pair]:
    """最外层括号 · The outermost pairs of round brackets, in order, full or half width."""
    pairs: list[Pair] = []
    depth, start = 0, 0
    for found in _SIGN.finditer(text):
        if found[0] in "（(":
            start = found.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                pairs.append((start, found.start()))
    return pairs


def around(pairs: list[Pair], at: int) -> Pair | None:
    """所在括号 · The pair that encloses a character, None outside all."""
    here = bisect_right(pairs, (at,)) - 1
    return pairs[here] if here >= 0 and pairs[here][0] < at < pairs[here][1] else None
