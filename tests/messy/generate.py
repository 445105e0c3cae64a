"""杂乱工作簿 · Invented data: a seeded generator of messy workbooks such as district clerks send, with their truth.

Every parcel, person and number is invented. Imports nothing of the product, so that its truth is nobody's echo.

    python tests/messy/generate.py --out DIR [--seed N] [--count 50] [--libreoffice]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.messy import words
from tests.messy.cells import Bench, Meant, Planted, Raw, in_unit, is_writable, parcel
from tests.messy.headers import ENGLISH, HECTARE, METRE, MU, NONE, Heading, heading
from tests.messy.layout import Grid, Laid, Row, Style, Truth, lay, overwrite, share_meanings
from tests.messy.writing import find_libreoffice, resave, write_openpyxl, write_text, write_xlsxwriter

YEAR = 2024
BASE = ("number", "name", "district", "location", "area", "use", "origin", "mode", "ready")
MORE = (
    "supervision", "term", "noticed", "supplied", "livelihood", "housing", "level", "batch", "unit", "person",
    "obstacles",
    "plot_ratio", "start_price", "deal_price", "holder", "phone", "grade", "stage", "density", "phase_from",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recipe:
    """做法 · What one workbook is made of."""

    name: str
    build: Callable[[Kitchen], list[Grid]]
    text: tuple[str, str] | None = None  # encoding and separator of a text file
    is_1904: bool = False


@dataclass(slots=True)
class Kitchen:
    """灶台 · A workbook in the making: chance, bench, tables laid so far and the truth about them."""

    rng: Random
    bench: Bench
    tables: list[Truth]
    made: int = 0

    def rows(self, low: int, high: int) -> list[Row]:
        """备料 · So many rows of new parcels, sorted by district half of the time."""
        count = self.rng.randint(low, high)
        fresh = [parcel(self.rng, self.made + place + 1, YEAR) for place in range(count)]
        self.made += count
        for one in fresh:
            location = one.fields["location"]
            one.fields["location"] = (
                location if is_writable(location, self.bench) else (location or "").replace("䶮", "龙")
            )
        return [Row(one) for one in fresh]

    def heads(self, width: int, how: str = "plain", unit: str = HECTARE, extra: Sequence[str] = ()) -> list[Heading]:
        """备列 · So many columns: the base ones, those asked for, and a draw of the others."""
        others = [key for key in MORE if key not in extra]
        drawn = self.rng.sample(others, max(0, min(len(others), width - len(BASE) - len(extra) - 2)))
        keys = ["serial", *BASE, *extra, *drawn, "note"]
        keys.sort(key=lambda key: _place(key))
        heads = [heading(key, self.rng, unit, how) for key in keys]
        if self.bench.encoding == "gbk":  # which has no ²
            heads = [replace(head, title=head.title.replace("²", "2")) for head in heads]
        return heads

    def lay(
        self, grid: Grid, heads: Sequence[Heading], rows: Sequence[Row], style: Style, place: tuple[int, int]
    ) -> Laid:
        """上桌 · Lay a table and keep its truth."""
        laid = lay(grid, heads, rows, style, self.bench, place)
        self.tables.append(laid.truth)
        return laid


_ORDER = (
    "serial", "number", "supervision", "name", "district", "location", "area", "area+", "use", "other_uses",
    "plot_ratio",
    "density", "origin", "mode", "term", "ready", "noticed", "supplied", "start_price", "deal_price", "holder",
    "phase_from",
    "livelihood", "housing", "level", "batch", "unit", "person", "phone", "obstacles", "grade", "stage", "index",
    "note",
)  # fmt: skip


def _place(key: str) -> int:
    return _ORDER.index(key)


def _title(rng: Random) -> str:
    return rng.choice((
        f"{YEAR}年度国有建设用地拟供应宗地一览表", f"附件1：{YEAR}年计划供应地块明细", "拟供地项目台账",
        f"{YEAR}年度储备土地清单",
        "各区上报地块情况汇总表（明细）",
    ))  # fmt: skip


# ---- recipes --------------------------------------------------------------------------------------------------------


def plain_list(kitchen: Kitchen) -> list[Grid]:
    """一般 · One table, one header row, faults in every column."""
    grid = Grid("Sheet1")
    kitchen.lay(grid, kitchen.heads(kitchen.rng.randint(12, 18)), kitchen.rows(20, 60), Style(), (1, 0))
    return [grid]


def chaotic_header(kitchen: Kitchen) -> list[Grid]:
    """列名杂 · Titles with stars, spaces, line breaks and mistakes of spelling, below a title."""
    grid = Grid("明细")
    unit = kitchen.rng.choice((HECTARE, MU, METRE))
    style = Style(title=_title(kitchen.rng), notes="plain")
    heads = kitchen.heads(kitchen.rng.randint(12, 20), "chaotic", unit)
    kitchen.lay(grid, heads, kitchen.rows(15, 40), style, (1, 0))
    return [grid]


def _levels(count: int) -> Callable[[Kitchen], list[Grid]]:
    def build(kitchen: Kitchen) -> list[Grid]:
        grid = Grid(kitchen.rng.choice(("台账", "附表", "2024年")))
        how = kitchen.rng.choice(("plain", "chaotic"))
        heads = kitchen.heads(kitchen.rng.randint(14, 22), how)
        style = Style(
            title=_title(kitchen.rng), levels=count, notes="plain", totals=kitchen.rng.choice(("end", "none"))
        )
        kitchen.lay(grid, heads, kitchen.rows(15, 45), style, (1, 0))
        return [grid]

    return build


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
    style = Style(title=_title(kitchen.rng), levels=2, totals="none")
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
    style = Style(title=_title(kitchen.rng), unit_line=line, totals="end", notes="plain")
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


def two_below(kitchen: Kitchen) -> list[Grid]:
    """上下两表 · Two tables one below the other, with their own titles and headers."""
    grid = Grid("汇报")
    heads = kitchen.heads(13)
    first = kitchen.lay(grid, heads, kitchen.rows(6, 25), Style(title="一、计划供应地块", totals="end"), (1, 0))
    other = kitchen.heads(12, "chaotic", kitchen.rng.choice((HECTARE, MU)))
    kitchen.lay(grid, other, kitchen.rows(6, 25), Style(title="二、结转地块", totals="end"), (first.at + 2, 0))
    return [grid]


def two_beside(kitchen: Kitchen) -> list[Grid]:
    """左右两表 · Two narrow tables side by side."""
    grid = Grid("左右")
    keys = ("serial", "number", "name", "location", "area", "use", "district")
    rng = kitchen.rng
    left = [heading(key, rng, HECTARE, "plain") for key in keys]
    right = [heading(key, rng, HECTARE, "plain") for key in keys[:1] + keys[2:]]
    kitchen.lay(grid, left, kitchen.rows(8, 25), Style(title="储备地块"), (1, 0))
    kitchen.lay(grid, right, kitchen.rows(8, 25), Style(title="出让地块"), (1, len(left) + 1))
    return [grid]


def side_sheets(kitchen: Kitchen) -> list[Grid]:
    """附页 · The list, a page of instructions, a summary, and a hidden page of choices."""
    rng = kitchen.rng
    grid = Grid("明细表")
    rows = kitchen.rows(15, 40)
    kitchen.lay(grid, kitchen.heads(14), rows, Style(title=_title(rng), totals="end", notes="plain"), (1, 0))
    return [_instructions(), grid, _summary(rows), _choices()]


def _instructions() -> Grid:
    grid = Grid("填表说明")
    lines = (
        "填表说明",
        "1.面积：以公顷为单位，保留四位小数。",
        "2.土地用途：按现状分类填写。",
        "3.供应方式：填划拨、挂牌等。",
        "4.位置：填四至。",
    )
    for row, text in enumerate(lines, 1):
        grid.put(row, 0, text)
    for row, pair in enumerate(
        (("列名", "说明"), ("宗地编号", "必填"), ("面积", "必填，公顷"), ("土地用途", "必填")), 7
    ):
        grid.put(row, 0, pair[0])
        grid.put(row, 1, pair[1])
    return grid


def _summary(rows: Sequence[Row]) -> Grid:
    grid = Grid("汇总表")
    grid.put(1, 0, "各区拟供应土地汇总表")
    for column, title in enumerate(("序号", "行政区", "宗数", "面积（公顷）", "备注")):
        grid.put(2, column, title)
    by_district: dict[str, list[Decimal]] = {}
    for row in rows:
        by_district.setdefault(row.meant.fields["district"] or "", []).append(row.meant.hectares)
    for number, (district, areas) in enumerate(sorted(by_district.items()), 1):
        for column, content in enumerate((number, district, len(areas), float(sum(areas)))):
            grid.put(number + 2, column, content)
    last = len(by_district) + 3
    grid.put(last, 1, "合计")
    grid.put(last, 2, len(rows))
    grid.put(last, 3, float(sum(row.meant.hectares for row in rows)))
    return grid


def _choices() -> Grid:
    grid = Grid("数据字典", hidden=True)
    lists = (
        ("土地用途", [use.text for use in words.USES]),
        ("供应方式", list(words.MODES)),
        ("土地来源", list(words.ORIGINS)),
    )
    for column, (title, entries) in enumerate(lists):
        for row, text in enumerate((title, *entries), 1):
            grid.put(row, column, text)
    return grid


def subtotals(kitchen: Kitchen) -> list[Grid]:
    """分区小计 · A subtotal below each district and a total below all, a share of them wrong."""
    grid = Grid("分区")
    rows = sorted(kitchen.rows(25, 70), key=lambda row: row.meant.fields["district"] or "")
    kitchen.bench = replace(kitchen.bench, rate=0.03)
    share_meanings(rows, kitchen.rng)
    repeats = kitchen.rng.choice(("merge", "", "ditto"))
    style = Style(title=_title(kitchen.rng), totals="groups", repeats=repeats, wrong=0.25)
    kitchen.lay(grid, kitchen.heads(14, extra=("unit", "batch")), rows, style, (1, 0))
    return [grid]


def _repeats(how: str) -> Callable[[Kitchen], list[Grid]]:
    def build(kitchen: Kitchen) -> list[Grid]:
        grid = Grid("Sheet1")
        rows = sorted(kitchen.rows(20, 60), key=lambda row: row.meant.fields["district"] or "")
        share_meanings(rows, kitchen.rng)
        style = Style(title=_title(kitchen.rng), repeats=how, totals="end")
        kitchen.lay(grid, kitchen.heads(13, extra=("unit", "batch")), rows, style, (1, 0))
        return [grid]

    return build


def hidden_parts(kitchen: Kitchen) -> list[Grid]:
    """隐藏 · Hidden rows, a hidden column, a filter, and a hidden sheet with last year's rows."""
    grid = Grid("明细")
    heads = [*kitchen.heads(14), heading("index", kitchen.rng, HECTARE, "plain")]
    rows = kitchen.rows(20, 50)
    grid.hidden_columns.add(len(heads) - 1)
    laid = kitchen.lay(grid, heads, rows, Style(hidden=0.12, totals="end"), (1, 0))
    grid.filter = (1, 0, laid.at - 2, len(heads) - 1)
    old = Grid("Sheet2 (2)", hidden=True)
    kitchen.lay(old, kitchen.heads(11), kitchen.rows(5, 10), Style(), (1, 0))
    return [grid, old]


def dates(kitchen: Kitchen) -> list[Grid]:
    """日期 · Dates of every kind, in two or three columns."""
    grid = Grid("进度")
    kitchen.bench = replace(kitchen.bench, rate=0.02, favourites=("ready", "noticed", "supplied"))
    kitchen.lay(grid, kitchen.heads(14, extra=("noticed", "supplied")), kitchen.rows(40, 100), Style(), (1, 0))
    return [grid]


def identifiers(kitchen: Kitchen) -> list[Grid]:
    """编号 · Numbers that lost digits, apostrophes, spaces."""
    grid = Grid("Sheet1")
    kitchen.bench = replace(kitchen.bench, rate=0.03, favourites=("number", "supervision"))
    kitchen.lay(grid, kitchen.heads(13, extra=("supervision",)), kitchen.rows(30, 60), Style(), (1, 0))
    return [grid]


def results(kitchen: Kitchen) -> list[Grid]:
    """成交结果 · Results of listings with failed and postponed lots, prices and natural persons."""
    grid = Grid("成交结果")
    kitchen.bench = replace(kitchen.bench, favourites=("deal_price", "person", "mode"))
    extra = ("start_price", "deal_price", "holder", "plot_ratio", "supplied", "person", "term", "density")
    rows = kitchen.rows(20, 60)
    for row in rows:
        row.meant.fields["mode"] = kitchen.rng.choice(("挂牌", "拍卖", "招标"))
    kitchen.lay(grid, kitchen.heads(20, extra=extra), rows, Style(title="公开出让情况一览"), (1, 0))
    return [grid]


def english(kitchen: Kitchen) -> list[Grid]:
    """英文列名 · An English header over Chinese rows."""
    grid = Grid("Sheet1")
    heads = [heading(key, kitchen.rng, HECTARE, "english") for key in ENGLISH]
    kitchen.lay(grid, heads, kitchen.rows(15, 50), Style(), (1, 0))
    return [grid]


def twins(kitchen: Kitchen) -> list[Grid]:
    """重复 · Rows met twice, word for word or with variations."""
    grid = Grid("Sheet1")
    kitchen.bench = replace(kitchen.bench, rate=0.03)
    rows = kitchen.rows(20, 50)
    for of in kitchen.rng.sample(range(len(rows)), 6):
        rows.append(Row(rows[of].meant, "duplicate", of))
    for of in kitchen.rng.sample(range(len(rows) - 6), 5):
        rows.append(Row(_varied(rows[of].meant, kitchen.rng), "twin", of))
    kitchen.lay(grid, kitchen.heads(13), rows, Style(totals="end"), (1, 0))
    return [grid]


def _varied(meant: Meant, rng: Random) -> Meant:
    fields = dict(meant.fields)
    fields["name"] = (fields["name"] or "") + rng.choice(("（调整）", "(一期)", "项目"))
    hectares = meant.hectares + Decimal(rng.choice(("0.0100", "0.5000", "0")))
    meant.is_met_again = True
    return Meant(fields, hectares, dict(meant.days), meant.use, True, meant.failed)


def wide_list(kitchen: Kitchen) -> list[Grid]:
    """大表 · Some thirty columns and more than a hundred rows."""
    grid = Grid("全量")
    kitchen.bench = replace(kitchen.bench, rate=0.04)
    style = Style(title=_title(kitchen.rng), levels=2, totals="end")
    kitchen.lay(grid, kitchen.heads(30), kitchen.rows(100, 120), style, (1, 0))
    return [grid]


def offset_start(kitchen: Kitchen) -> list[Grid]:
    """不从头 · The table begins in the middle of the sheet."""
    grid = Grid("Sheet1")
    style = Style(title=_title(kitchen.rng), notes="spread")
    kitchen.lay(
        grid, kitchen.heads(12), kitchen.rows(10, 40), style, (kitchen.rng.randint(4, 9), kitchen.rng.randint(1, 4))
    )
    return [grid]


def total_on_top(kitchen: Kitchen) -> list[Grid]:
    """合计在上 · The total stands first; blank rows and repeated headers stand between the rows."""
    grid = Grid("Sheet1")
    style = Style(title=_title(kitchen.rng), totals="top", blanks=0.15, header_again=True)
    kitchen.lay(grid, kitchen.heads(13), kitchen.rows(25, 70), style, (1, 0))
    return [grid]


def formulas(kitchen: Kitchen) -> list[Grid]:
    """公式 · Areas and totals by formula, with errors and without values."""
    grid = Grid("Sheet1")
    kitchen.bench = replace(kitchen.bench, favourites=("area", "name"))
    kitchen.lay(grid, kitchen.heads(12), kitchen.rows(20, 50), Style(totals="end", total_formula=True), (1, 0))
    return [grid]


def foreign_rows(kitchen: Kitchen) -> list[Grid]:
    """外地 · Rows of other cities' districts among the own."""
    grid = Grid("Sheet1")
    rows = kitchen.rows(15, 40)
    for row in kitchen.rng.sample(rows, 4):
        row.role = "foreign"
    heads = kitchen.heads(13)
    laid = kitchen.lay(grid, heads, rows, Style(notes="plain"), (1, 0))
    column = next(at for at, head in enumerate(heads) if head.key == "district")
    for one in laid.truth["rows"]:
        if one["role"] == "foreign":
            text = kitchen.rng.choice(words.FOREIGN)
            overwrite(laid, one["row"], column, Planted(Raw(text), None, "foreign_district", sure=False))
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


def rare_names(kitchen: Kitchen) -> list[Grid]:
    """生僻字 · A text file with signs that GBK lacks."""
    grid = Grid("Sheet1")
    rows = kitchen.rows(10, 30)
    for row in rows[::3]:
        row.meant.fields["name"] = "𬱖" + (row.meant.fields["name"] or "")
        row.meant.fields["person"] = "䶮某某"
    kitchen.lay(grid, kitchen.heads(13, extra=("person",)), rows, Style(), (1, 0))
    return [grid]


def text_list(kitchen: Kitchen) -> list[Grid]:
    """文本表 · A text file with title, unit line, totals and notes."""
    grid = Grid("Sheet1")
    style = Style(title=_title(kitchen.rng), unit_line="单位：公顷", totals="end", notes="plain")
    kitchen.lay(grid, kitchen.heads(13), kitchen.rows(10, 50), style, (1, 0))
    return [grid]


def text_groups(kitchen: Kitchen) -> list[Grid]:
    """文本两行表头 · A text file whose two header rows were merged once."""
    grid = Grid("Sheet1")
    style = Style(title=_title(kitchen.rng), levels=2, totals="end", repeats="ditto")
    rows = sorted(kitchen.rows(10, 40), key=lambda row: row.meant.fields["district"] or "")
    share_meanings(rows, kitchen.rng)
    kitchen.lay(grid, kitchen.heads(13, extra=("unit",)), rows, style, (1, 0))
    return [grid]


BOOKS: tuple[Recipe, ...] = (
    Recipe("plain", plain_list),
    Recipe("chaotic", chaotic_header),
    Recipe("two-levels", _levels(2)),
    Recipe("three-levels", _levels(3)),
    Recipe("split-area", split_area),
    Recipe("unit-line", unit_line),
    Recipe("no-unit", no_unit),
    Recipe("contradictory-unit", contradictory_unit),
    Recipe("wrong-column", wrong_column),
    Recipe("two-below", two_below),
    Recipe("two-beside", two_beside),
    Recipe("side-sheets", side_sheets),
    Recipe("subtotals", subtotals),
    Recipe("ditto", _repeats("ditto")),
    Recipe("merged-down", _repeats("merge")),
    Recipe("hidden", hidden_parts),
    Recipe("dates", dates),
    Recipe("dates-1904", dates, is_1904=True),
    Recipe("identifiers", identifiers),
    Recipe("results", results),
    Recipe("english", english),
    Recipe("twins", twins),
    Recipe("wide", wide_list),
    Recipe("offset", offset_start),
    Recipe("total-on-top", total_on_top),
    Recipe("formulas", formulas),
    Recipe("foreign", foreign_rows),
    Recipe("other-sheet", other_sheet),
)
TEXTS: tuple[Recipe, ...] = (
    Recipe("gbk", text_list, ("gbk", ",")),
    Recipe("gb18030", rare_names, ("gb18030", ",")),
    Recipe("utf16", text_groups, ("utf-16", "\t")),
    Recipe("semicolon", text_list, ("utf-8-sig", ";")),
    Recipe("tab", plain_list, ("utf-8", "\t")),
    Recipe("utf8", subtotals, ("utf-8-sig", ",")),
    Recipe("gbk-chaotic", chaotic_header, ("gbk", ",")),
    Recipe("utf16be", dates, ("utf-16-be", ",")),
)


def recipes(count: int) -> list[Recipe]:
    """菜单 · So many recipes: one in six a text file, the workbooks in turn."""
    menu: list[Recipe] = []
    for number in range(count):
        texts = number // 6
        menu.append(TEXTS[texts % len(TEXTS)] if number % 6 == 5 else BOOKS[(number - texts) % len(BOOKS)])
    return menu


def generate(folder: Path, seed: int, count: int = 50, libreoffice: str | None = None) -> list[Path]:
    """生成 · Writes the workbooks and the truth beside each; LibreOffice saves a third where its command is given."""
    folder.mkdir(parents=True, exist_ok=True)
    paths, again = [], []
    for number, recipe in enumerate(recipes(count)):
        is_resaved = libreoffice is not None and recipe.text is None and number % 5 in (1, 3)
        path = _cook(folder, seed, number, recipe, is_resaved)
        paths.append(path)
        again += [path] * is_resaved
    if libreoffice is not None and again:
        with tempfile.TemporaryDirectory() as scratch:
            resave(libreoffice, again, Path(scratch))
    return paths


def _cook(folder: Path, seed: int, number: int, recipe: Recipe, is_resaved: bool) -> Path:
    rng = Random(f"{seed}:{number}")
    keeps_values = number % 2 == 0
    formulas_are = "none" if recipe.text else "cached" if keeps_values or is_resaved else "uncached"
    bench = Bench(
        rng, 0.08, recipe.text is not None, recipe.is_1904, formulas_are, recipe.text[0] if recipe.text else "", YEAR
    )
    kitchen = Kitchen(rng, bench, [])
    grids = recipe.build(kitchen)
    path = folder / f"{number:02d}-{recipe.name}.{'csv' if recipe.text else 'xlsx'}"
    if recipe.text:
        write_text(path, grids[0], *recipe.text)
    else:
        (write_xlsxwriter if keeps_values else write_openpyxl)(path, grids, recipe.is_1904)
    truth = {"note": "invented data", "file": path.name, "seed": seed, "recipe": recipe.name,
             "libreoffice": is_resaved, "tables": kitchen.tables}  # fmt: skip
    path.with_suffix(".truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """命令行 · Writes the workbooks into a folder."""
    parser = argparse.ArgumentParser(description="Invented messy workbooks, with their truth beside them.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--libreoffice", action="store_true", help="let LibreOffice save a third of them again")
    chosen = parser.parse_args(arguments)
    command = find_libreoffice() if chosen.libreoffice else None
    if chosen.libreoffice and command is None:
        sys.stderr.write("LibreOffice is not installed: no workbook was saved again by it\n")
    paths = generate(chosen.out, chosen.seed, chosen.count, command)
    sys.stdout.write(f"{len(paths)} files in {chosen.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
