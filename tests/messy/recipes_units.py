"""单位做法 · Invented data: workbooks whose difficulty is in which unit the areas stand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.messy.cells import Planted, Raw, in_unit
from tests.messy.grid import Grid, Row, Style, Truth
from tests.messy.headers import HECTARE, METRE, MU, NONE, Heading, heading
from tests.messy.kitchen import Kitchen, headline
from tests.messy.layout import Laid, overwrite


def split_area(kitchen: Kitchen) -> list[Grid]:
    """面积两列 · Under 供地面积 stand 公顷 and 亩, and some cells have the wrong one of the two."""
    grid = Grid("面积核对")
    heads = kitchen.heads(14, "plain", HECTARE, ("area+",))
    place = next(at for at, head in enumerate(heads) if head.key == "area")
    is_leaf = kitchen.rng.random() < 0.5
    group = kitchen.rng.choice(("供地面积", "面积", "用地面积")) if is_leaf else ""
    heads[place] = Heading("area", "area", HECTARE if is_leaf else "面积（公顷）", group, HECTARE)
    heads[place + 1] = Heading("area+", "area", MU if is_leaf else "面积（亩）", group, MU)
    kitchen.bench = replace(kitchen.bench, rate=0.02)
    style = Style(title=headline(kitchen.rng), levels=2, totals="none")
    laid = kitchen.lay(grid, heads, kitchen.rows(40, 80), style, (1, 0))
    _plant_units(laid, kitchen.rng, "second_column")
    return [grid]


def unit_line(kitchen: Kitchen) -> list[Grid]:
    """单位行 · The unit stands above the table only, and it is 亩 as often as not."""
    grid = Grid("Sheet1")
    unit = kitchen.rng.choice((MU, HECTARE, METRE))
    heads = [replace(head, title=head.title.split("（")[0]) if head.field == "area" else head
             for head in kitchen.heads(13, "plain", unit)]  # fmt: skip
    line = kitchen.rng.choice(("单位：{}", "单位:{}", "面积单位：{}", "计量单位：{}、万元", "（单位：{}）")).format(
        unit
    )
    style = Style(title=headline(kitchen.rng), unit_line=line, totals="end", notes="plain")
    kitchen.lay(grid, heads, kitchen.rows(20, 60), style, (1, 0))
    return [grid]


def no_unit(kitchen: Kitchen) -> list[Grid]:
    """无单位 · No unit anywhere: hectares, as the place is used to."""
    grid = Grid("Sheet1")
    heads = [replace(head, title="面积", unit=NONE) if head.field == "area" else head for head in kitchen.heads(12)]
    kitchen.lay(grid, heads, kitchen.rows(10, 40), Style(), (1, 0))
    return [grid]


def contradictory_unit(kitchen: Kitchen) -> list[Grid]:
    """单位矛盾 · The header says 公顷, the line above 亩, and the numbers are 亩: no one can be sure."""
    grid = Grid("Sheet1")
    heads = kitchen.heads(12, "plain", HECTARE)
    kitchen.bench = replace(kitchen.bench, rate=0.03)
    laid = kitchen.lay(grid, heads, kitchen.rows(15, 30), Style(unit_line="单位：亩"), (1, 0))
    for row, column, cell in _area_cells(laid):
        if cell["value"] and not cell["fault"]:
            number = Decimal(cell["value"]) * 15
            overwrite(
                laid, row, column, Planted(Raw(float(number)), cell["value"], "unit_line_contradicts", sure=False)
            )
    return [grid]


def wrong_column(kitchen: Kitchen) -> list[Grid]:
    """整列错单位 · The header says 公顷, every number is 亩 or m², and no parcel of a city is that large."""
    grid = Grid("Sheet1")
    unit, fault = kitchen.rng.choice(((MU, "column_in_mu"), (METRE, "column_in_metres")))
    kitchen.bench = replace(kitchen.bench, rate=0.02)
    rows = kitchen.rows(15, 30)
    for row in rows:
        row.meant.hectares += 8
    laid = kitchen.lay(grid, kitchen.heads(12, "plain", HECTARE), rows, Style(), (1, 0))
    for number, column, cell in _area_cells(laid):
        if cell["value"] and not cell["fault"]:
            shown = in_unit(Decimal(cell["value"]), unit)
            overwrite(laid, number, column, Planted(Raw(float(shown)), cell["value"], fault, sure=False))
    return [grid]


def other_sheet(kitchen: Kitchen) -> list[Grid]:
    """两处同宗 · The same parcels in two sheets; in one of them some areas are in the wrong unit."""
    rng = kitchen.rng
    kitchen.bench = replace(kitchen.bench, rate=0.0)
    first, second = Grid("储备库"), Grid("供应计划")
    rows = kitchen.rows(30, 50)
    kitchen.lay(first, kitchen.heads(12), [Row(row.meant, "twin") for row in rows], Style(), (1, 0))
    keys = ("serial", "number", "name", "location", "area", "use", "district", "note")
    heads = [heading(key, rng, HECTARE, "plain") for key in keys]
    chosen = [Row(row.meant, "twin") for row in rng.sample(rows, 25)]
    laid = kitchen.lay(second, heads, chosen, Style(), (1, 0))
    _plant_units(laid, rng, "other_row")
    return [first, second]


def _plant_units(laid: Laid, rng: Random, reference: str) -> None:
    """In the first area column some numbers are 亩 or m² where the header says 公顷; a reference tells."""
    first = min(column for _, column, _ in _area_cells(laid))
    for row, column, cell in _area_cells(laid):
        others = [one for number, at, one in _area_cells(laid) if number == row and at != column]
        if column != first or cell["fault"] or any(one["fault"] for one in others) or rng.random() > 0.15:
            continue
        unit, fault = rng.choice(((MU, "mu_in_hectares"), (METRE, "metres_in_hectares")))
        number = in_unit(Decimal(cell["value"]), unit)
        overwrite(laid, row, column, Planted(Raw(float(number)), cell["value"], fault, sure=False))
        laid.truth.setdefault("unit_faults", []).append({"row": row, "column": column, "reference": reference})
    laid.truth["unit_reference"] = reference
    for total in laid.truth["totals"]:
        total["right"] = None


def _area_cells(laid: Laid) -> list[tuple[int, int, Truth]]:
    return [
        (row["row"], int(column), cell)
        for row in laid.truth["rows"]
        for column, cell in row["cells"].items()
        if cell["field"] == "area"
    ]
