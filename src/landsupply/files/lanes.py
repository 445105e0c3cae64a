"""成列 · Columns of plain values as lanes, a whole column at a time."""

from __future__ import annotations

from collections.abc import Mapping

from landsupply.ledger.sheet import Cell, CellKind, Lane


def text_lane(texts: tuple[str, ...]) -> Lane:
    """文字列 · A lane of texts; one of spaces alone is blank and keeps them."""
    if all(map(str.strip, texts)):
        return Lane(texts, (CellKind.TEXT,) * len(texts))
    text, blank = CellKind.TEXT, CellKind.BLANK
    return Lane(texts, tuple([text if stripped else blank for stripped in map(str.strip, texts)]))


def blank_lane(height: int) -> Lane:
    """空列 · A lane that holds nothing."""
    return Lane(("",) * height, (CellKind.BLANK,) * height)


def with_cells(lane: Lane, cells: Mapping[int, Cell]) -> Lane:
    """置换 · The lane with some cells, by position, in the place of its own."""
    if not cells:
        return lane
    texts, kinds = list(lane.texts), list(lane.kinds)
    for position, cell in cells.items():
        texts[position], kinds[position] = cell.text, cell.kind
    return Lane(tuple(texts), tuple(kinds))
