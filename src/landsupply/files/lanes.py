"""成列 · Columns of plain values as lanes, a whole column at a time."""

from __future__ import annotations

from landsupply.ledger.sheet import CellKind, Lane


def text_lane(texts: tuple[str, ...]) -> Lane:
    """文字列 · A lane of texts; one of spaces alone is blank and keeps them."""
    if all(map(str.strip, texts)):
        return Lane(texts, (CellKind.TEXT,) * len(texts))
    text, blank = CellKind.TEXT, CellKind.BLANK
    return Lane(texts, tuple([text if stripped else blank for stripped in map(str.strip, texts)]))


def blank_lane(height: int) -> Lane:
    """空列 · A lane that holds nothing."""
    return Lane(("",) * height, (CellKind.BLANK,) * height)
