"""名值对 · Invented data: pages where each parcel stands as pairs of a name and a value, or in a column."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.messy.cells import Meant, plain
from tests.messy.grid import Grid, Truth
from tests.messy.parcels import parcel
from tests.messy.shapes_page import YEAR, Page

PAIRS = (
    ("number", "地块编号："), ("name", "项目名称："), ("location", "地块位置："), ("area", "土地面积(公顷)："),
    ("use", "土地用途："),
    ("mode", "出让方式："), ("term", "出让年限："), ("deal_price", "成交价(万元)："),
)  # fmt: skip


def _value(meant: Meant, key: str) -> tuple[str, str | None]:
    """What stands in the cell and what it means."""
    if key == "area":
        return plain(meant.hectares), plain(meant.hectares)
    if key == "deal_price":
        fen = meant.fields["deal_price"] or "0"
        return plain(Decimal(fen) / 1_000_000), fen
    if key == "use":
        return meant.use.text, meant.use.name
    text = meant.fields[key]
    return text or "", text


def _record(grid: Grid, meant: Meant, top: int, pairs_in_a_row: int) -> tuple[Truth, int]:
    cells: Truth = {}
    for place, (key, title) in enumerate(PAIRS):
        row, column = top + place // pairs_in_a_row, 2 * (place % pairs_in_a_row)
        text, value = _value(meant, key)
        grid.put(row, column, title)
        grid.put(row, column + 1, text)
        cells[key] = {"field": key, "row": row, "raw": text, "value": value, "fault": "", "sure": True, "also": []}
    return {"cells": cells}, top + (len(PAIRS) + pairs_in_a_row - 1) // pairs_in_a_row


def _pairs(count: int, pairs_in_a_row: int) -> Callable[[Page], None]:
    def build(page: Page) -> None:
        grid, at, records = Grid("成交公告"), 3, []
        grid.put(1, 0, "国有建设用地使用权出让结果公告")
        for number in range(count):
            if count > 1:
                grid.put(at, 0, f"地块{'一二三四五六'[number]}")
                at += 1
            record, at = _record(grid, parcel(page.rng, number + 1, YEAR), at, pairs_in_a_row)
            records.append(record)
            at += 1
        grid.put(at, 0, "联系单位：某市公共资源交易中心")
        page.grids.append(grid)
        page.tables.append({"sheet": grid.name, "upright": True, "records": records})

    return build


def transposed(page: Page) -> None:
    """转置 · Fields in the rows, one parcel in each column."""
    grid = Grid("成交公告")
    parcels = [parcel(page.rng, number + 1, YEAR) for number in range(5)]
    records: list[Truth] = [{"cells": {}} for _ in parcels]
    for row, (key, title) in enumerate(PAIRS, 1):
        grid.put(row, 0, title.rstrip("："))
        for place, meant in enumerate(parcels):
            text, value = _value(meant, key)
            grid.put(row, place + 1, text)
            records[place]["cells"][key] = {
                "field": key, "row": row, "raw": text, "value": value, "fault": "", "sure": True, "also": [],
            }  # fmt: skip
    page.grids.append(grid)
    page.tables.append({"sheet": grid.name, "upright": True, "records": records})


PAGES: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("pairs-one", _pairs(1, 2)),
    ("pairs-many", _pairs(4, 2)),
    ("pairs-narrow", _pairs(3, 1)),
    ("transposed", transposed),
)
